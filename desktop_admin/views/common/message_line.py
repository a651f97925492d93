"""The line above the status strip: what was just done, what is under way, what went wrong.

It has a place of its own, so that nothing that is read or pressed lies under it, and it never takes the keyboard.
"""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from desktop_admin.views.common.failures import Failures
from desktop_admin.views.common.messages import Messages
from desktop_admin.views.common.plain_words import tip
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import CommandButton, Text

#: Logical pixels; it is always there, so that a page does not jump when something is said.
HEIGHT = 32


class MessageLine(QFrame):
    """Left the newest sentence with 撤销 while that is possible, right the newest problem that nobody has read."""

    problems_wanted = Signal()

    def __init__(self, messages: Messages, failures: Failures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageLine")
        self.setFixedHeight(HEIGHT)
        self.messages, self._failures = messages, failures
        self.sentence, self.problem = _Elided(), _Elided(tone="bad")
        self.undo = CommandButton("撤销", "Ctrl Z", kind="link")
        self.undo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.undo.clicked.connect(lambda: messages.undo())
        self.seconds = Text(tone="muted")
        self.read = CommandButton("查看", "F8", kind="link")
        self.read.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.read.clicked.connect(self.problems_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 0, 14, 0)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self.sentence, 1)
        layout.addWidget(self.undo)
        layout.addWidget(self.seconds)
        layout.addStretch(1)
        layout.addWidget(self.problem, 1)
        layout.addWidget(self.read)
        self._tick = QTimer(self, interval=250)
        self._tick.timeout.connect(self._show)
        messages.changed.connect(self._show)
        failures.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        """Old news stays readable, but quiet."""
        messages, unread = self.messages, self._failures.unread
        if messages.moving != self._tick.isActive():
            (self._tick.stop if self._tick.isActive() else self._tick.start)()
        news = messages.text
        self.sentence.set_words(news or messages.last)
        self.sentence.set_tone(messages.tone if news else "muted")
        self.setAccessibleName(news)
        offer = messages.offer
        self.undo.setVisible(offer is not None)
        self.seconds.setVisible(offer is not None)
        if offer is not None:
            words, left = offer
            self.undo.setAccessibleName(f"撤销：{words}")
            # Beside a sentence of something else it says whose deed it takes back.
            about = "" if words == self.sentence.text() else f"{words}，"
            self.seconds.setText(f"{about}还有 {left} 秒")
        self.problem.setVisible(unread is not None)
        self.read.setVisible(unread is not None)
        if unread is not None:
            self.problem.set_words(unread.sentence)


class _Elided(Text):
    """Paints as much of a sentence as there is room for; all of it is its text, and under the mouse."""

    def __init__(self, *, tone: str = "") -> None:
        super().__init__(tone=tone)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def set_words(self, words: str) -> None:
        """Another sentence."""
        self.setText(words)
        self.setToolTip(tip(words))

    def minimumSizeHint(self) -> QSize:
        """None is needed: a narrow window shows the beginning and the end."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The beginning and the end; the middle of a long name is what can be spared."""
        if self.width() >= self.sizeHint().width():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, room.width())
        self.style().drawItemText(
            painter,
            room,
            int(self.alignment()),
            self.palette(),
            self.isEnabled(),
            shown,
            self.foregroundRole(),
        )
