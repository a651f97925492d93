"""Everything that happened, newest first, from the journal: when, who, what, in sentences for staff."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop_admin.contract.people import TimelineEntry
from desktop_admin.views.common.plain_words import tip
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.times import moment_words
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import CommandButton, Text, row

_AT_ONCE = 40
_DOT = 3.5


class Entry(QWidget):
    """One line of the history with its dot on the thread."""

    def __init__(self, theme: Theme, entry: TimelineEntry, now: datetime, *, first: bool, last: bool) -> None:
        super().__init__()
        self._theme, self._first, self._last = theme, first, last
        self._tone = _tone(entry.title)
        grid = QGridLayout(self)
        grid.setContentsMargins(5 * GRID, GRID, 0, GRID + 2)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(1)
        who = f"{entry.who}（代办）" if entry.on_behalf else entry.who
        at = Text(moment_words(entry.at, now), tone="muted", size="small")
        at.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addLayout(row(Text(entry.title, bold=True), Text(who, tone="muted"), None), 0, 0)
        grid.addWidget(at, 0, 1)
        grid.setColumnStretch(0, 1)
        if entry.text:
            text = Text(entry.text, tone="muted", wrap=True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            grid.addWidget(text, 1, 0, 1, 2)
        self.setAccessibleName(" ".join((moment_words(entry.at, now), who, entry.title, entry.text)))
        self.setToolTip(tip(f"操作日志第 {entry.number} 号"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The thread and the dot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, x = GRID + 9, 5
        line = self._theme.colour("line")
        painter.fillRect(x, middle if self._first else 0, 1, self.height(), line)
        if self._last:
            painter.fillRect(x, middle, 1, self.height(), self._theme.colour("raised"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(self._tone))
        painter.drawEllipse(QPointF(x + 0.5, middle), _DOT, _DOT)


def _tone(title: str) -> str:
    for word, tone in (
        ("不通过", "bad"),
        ("退回", "back"),
        ("通过", "ok"),
        ("提交", "accent"),
        ("登记", "accent"),
    ):
        if word in title:
            return tone
    return "muted"


class Timeline(QWidget):
    """A column of entries; the first forty at once, the rest on demand."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._entries: Sequence[TimelineEntry] = ()
        self._now: datetime | None = None
        self.more = CommandButton("", kind="link")
        self.more.clicked.connect(lambda: self._show(len(self._entries)))
        self.empty = Text("还没有记录。", tone="muted")
        self._layout.addWidget(self.empty)
        self._layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._layout.addStretch(1)
        self.shown: list[Entry] = []

    def show_entries(self, entries: Sequence[TimelineEntry], now: datetime) -> None:
        """Another history."""
        self._entries, self._now = entries, now
        self._show(_AT_ONCE)

    def _show(self, count: int) -> None:
        for entry in self.shown:
            self._layout.removeWidget(entry)
            entry.hide()
            entry.deleteLater()
        self.shown = []
        if self._now is None:
            return
        listed = self._entries[:count]
        for place, one in enumerate(listed):
            last = place == len(self._entries) - 1
            entry = Entry(self._theme, one, self._now, first=place == 0, last=last)
            self._layout.insertWidget(place, entry)
            self.shown.append(entry)
        self.empty.setVisible(not listed)
        left = len(self._entries) - len(listed)
        self.more.set_text(f"更早的 {left} 条")
        self.more.setVisible(left > 0)
