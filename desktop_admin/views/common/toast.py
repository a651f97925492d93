"""What was just done, with 撤销 for as long as undoing is possible; instead of “are you sure”.

One toast at a time, above the lower edge of its parent or of the part of it named by ``over``; it never
takes the keyboard away.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import CommandButton, Text

#: Seconds a plain message stays.
PLAIN_SECONDS = 4.0
#: Logical pixels a sentence may take.
_WIDEST = 560


class Toast(QFrame):
    """A dark strip with a sentence and, while the countdown runs, an undo button."""

    def __init__(self, parent: QWidget, over: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground, self._over = parent, over
        self.setObjectName("toast")
        self.sentence = Text()
        self.button = CommandButton(self.tr("撤销"), "Ctrl Z")
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self.undo)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        layout.setSpacing(3 * GRID)
        layout.addWidget(self.sentence)
        layout.addWidget(self.button)
        self._act: Callable[[], None] | None = None
        self._ends = 0.0
        self._words = ""
        self._tick = QTimer(self, interval=250)
        self._tick.timeout.connect(self._on_tick)
        parent.installEventFilter(self)
        self.hide()

    def say(self, words: str, *, undo: Callable[[], None] | None = None, seconds: float = 0.0) -> None:
        """Show a sentence; with ``undo`` for ``seconds`` (the 8 s of a decision)."""
        self._words, self._act = words, undo
        self._ends = time.monotonic() + (seconds or PLAIN_SECONDS)
        self.button.setVisible(undo is not None)
        self._on_tick()
        self.setAccessibleName(words)
        self.show()
        self.raise_()
        self._tick.start()

    def undo(self) -> bool:
        """Undo what the toast tells of, once; False when there is nothing (any more)."""
        act, self._act = self._act, None
        self.dismiss()
        if act is None:
            return False
        act()
        return True

    def dismiss(self) -> None:
        """Hide; undoing is no longer offered."""
        self._act = None
        self._tick.stop()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay where it is when the parent changes size."""
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _on_tick(self) -> None:
        left = self._ends - time.monotonic()
        if left <= 0:
            self.dismiss()
            return
        shown = self._words if self._act is None else f"{self._words} · {int(left) + 1} 秒"
        # A name may have fifty characters; the whole of it is in the accessible name.
        shown = self.sentence.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideMiddle, _WIDEST)
        if shown != self.sentence.text():
            self.sentence.setText(shown)
            self._place()

    def _place(self) -> None:
        ground = self._ground.rect()
        over = self._over
        if over is not None and over.isVisible():
            ground = QRect(over.mapTo(self._ground, QPoint(0, 0)), over.size())
        lift = 10 * GRID if over is None else 4 * GRID
        self.adjustSize()
        left = ground.left() + (ground.width() - self.width()) // 2
        left = max(2 * GRID, min(left, self._ground.width() - self.width() - 2 * GRID))
        self.move(left, ground.top() + ground.height() - self.height() - lift)
