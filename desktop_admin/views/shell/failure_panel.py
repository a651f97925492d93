"""The one place where failures stand until they are read: a panel at the lower right, never modal.

It opens when it is asked for only: the newest problem is told in the message line, where it covers nothing.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QClipboard, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop_admin.views.common.cover import Cover
from desktop_admin.views.common.failures import Failure, Failures
from desktop_admin.views.common.focus_ring import go_round
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.times import clock_words
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import CommandButton, Text, icon_button, scroll

_SHOWN = 20


class FailurePanel(QFrame):
    """Newest first; can be copied for whoever helps, cleared when read."""

    def __init__(self, theme: Theme, failures: Failures, clipboard: QClipboard, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.setAccessibleName("出现的问题")
        self._ground = parent
        self._theme, self._failures, self._clipboard = theme, failures, clipboard
        self._before: QWidget | None = None
        self.setFixedWidth(400)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(4 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        outer.setSpacing(2 * GRID)
        head = QHBoxLayout()
        self.heading = Text(bold=True)
        self.copy = CommandButton("复制详情", kind="link")
        self.copy.clicked.connect(self._on_copy)
        self.clear = CommandButton("清除", kind="link")
        self.clear.clicked.connect(failures.clear)
        self.shut = icon_button(theme, "x", "收起", hint="Esc")
        self.shut.clicked.connect(self.put_away)
        head.addWidget(self.heading)
        head.addStretch(1)
        for button in (self.copy, self.clear, self.shut):
            head.addWidget(button)
        outer.addLayout(head)
        self._scroll = scroll(QWidget(), stop=False)
        outer.addWidget(self._scroll)
        failures.changed.connect(self._on_changed)
        parent.installEventFilter(self)
        self.hide()
        self._on_changed()

    def text(self) -> str:
        """All failures as text for copying."""
        lines = []
        for item in reversed(self._failures.items):
            times = f" ×{item.times}" if item.times > 1 else ""
            lines.append(f"{item.at:%Y-%m-%d %H:%M:%S} [{item.code}] {item.what}{times}\n{item.sentence}")
            if item.details:
                lines[-1] += f"\n{item.details}"
        return "\n\n".join(lines)

    def toggle(self) -> None:
        """Open with the keyboard on it, or hide."""
        if self.isVisible():
            self.put_away()
        elif self._failures.items:
            self._before = self.window().focusWidget()
            self._open()
            self.shut.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away; PageUp, PageDown, Home and End read on."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        elif not self._scroll.read_on(event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, onward: bool) -> bool:
        """Tab goes round in it."""
        return go_round(self, onward=onward)

    def put_away(self) -> None:
        """Hide; the keyboard, if it was here, goes back to where it was."""
        before, self._before = self._before, None
        if self.isAncestorOf(self.window().focusWidget() or self) and before is not None and isValid(before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner."""
        if watched is self._ground and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _open(self) -> None:
        self._place()
        self.show()
        self.raise_()
        self._failures.mark_read()
        Cover.of(self._ground).keep_up()

    def _on_copy(self) -> None:
        self._clipboard.setText(self.text())

    def _on_changed(self) -> None:
        items = self._failures.items
        self.heading.setText(f"{len(items)} 个问题")
        self._inner = QWidget()
        column = self._column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, GRID, 0)
        column.setSpacing(3 * GRID)
        for item in list(reversed(items))[:_SHOWN]:
            column.addLayout(self._line(item))
        column.addStretch(1)
        self._scroll.setWidget(self._inner)
        if not items:
            self.hide()
        elif self.isVisible():
            self._place()

    def _line(self, item: Failure) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        icon = Text()
        self._theme.set_icon(icon, "bug" if item.bug else "triangle-alert", "bad" if item.bug else "warn", 16)
        line.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        sentence = Text(item.sentence, wrap=True)
        sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.addWidget(sentence)
        times = f" · {item.times} 次" if item.times > 1 else ""
        words.addWidget(Text(f"{clock_words(item.at, seconds=True)}{times}", tone="muted", size="small"))
        line.addLayout(words, 1)
        return line

    def _place(self) -> None:
        width = self.width() - 9 * GRID
        self._inner.setFixedWidth(width)
        wanted = self._column.heightForWidth(width) if self._column.hasHeightForWidth() else 0
        height = min(max(wanted, 48) + 76, self._ground.height() // 2)
        self.setFixedHeight(height)
        self.move(self._ground.width() - self.width() - 4 * GRID, self._ground.height() - height - 10 * GRID)
