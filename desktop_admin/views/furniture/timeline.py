"""Everything that happened, newest first: when, who, what, in sentences for staff. Read only, as the journal is.

``thin`` for a narrow panel: the head is one small line.  What is ahead, on a scale of days, is a
:class:`~desktop_admin.views.furniture.schedule.Schedule`.
"""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop_admin.views.common.plain_words import tip
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.times import moment_words
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import Badge, CommandButton, Text, row
from desktop_admin.views.furniture.happening import Happening

_AT_ONCE = 40
_DOT = 3.5


class Entry(QWidget):
    """One happening with its dot on the thread."""

    def __init__(
        self, theme: Theme, one: Happening, now: datetime, *, first: bool, last: bool, thin: bool
    ) -> None:
        super().__init__()
        self._theme, self._first, self._last = theme, first, last
        self._tone = one.tone or "muted"
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(5 * GRID, GRID, 0, GRID + 2)
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(1)
        self._grid.setColumnStretch(0, 1)
        (self._thin_head if thin else self._head)(one, now)
        if one.text:
            self._below(Text(one.text, tone="" if thin else "muted", wrap=True))
        for words, tone in one.notes:
            self._below(Text(words, tone=tone, size="small", wrap=True))
        self.setAccessibleName(one.words(now))
        self.setToolTip(tip(one.hint))

    def _head(self, one: Happening, now: datetime) -> None:
        at = Text(moment_words(one.at, now), tone="muted", size="small")
        at.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        badge = (Badge(one.badge, one.tone or "info"),) if one.badge else ()
        self._grid.addLayout(row(*badge, Text(one.title, bold=True), Text(one.who, tone="muted"), None), 0, 0)
        self._grid.addWidget(at, 0, 1)

    def _thin_head(self, one: Happening, now: datetime) -> None:
        words = " · ".join(filter(None, (one.title, one.who, moment_words(one.at, now))))
        title = Text(words, tone="muted", size="small", wrap=True)
        line = row(Badge(one.badge, one.tone or "info"), title, spacing=6) if one.badge else row(title)
        line.setStretchFactor(title, 1)
        self._grid.addLayout(line, 0, 0, 1, 2)

    def _below(self, text: Text) -> None:
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._grid.addWidget(text, self._grid.rowCount(), 0, 1, 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The thread and the dot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, x = GRID + 9, 5
        line = self._theme.colour("line")
        top = middle if self._first else 0
        painter.fillRect(x, top, 1, (middle if self._last else self.height()) - top, line)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(self._tone))
        painter.drawEllipse(QPointF(x + 0.5, middle), _DOT, _DOT)


class Timeline(QWidget):
    """A column of entries; the first forty at once, the rest on demand."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        thin: bool = False,
        empty: str = "还没有记录。",
    ) -> None:
        super().__init__(parent)
        self._theme, self._thin = theme, thin
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._entries: Sequence[Happening] = ()
        self._now: datetime | None = None
        self.more = CommandButton("", kind="link")
        self.more.clicked.connect(lambda: self._show(len(self._entries)))
        self.more.hide()
        self.empty = Text(empty, tone="muted", wrap=True)
        self._layout.addWidget(self.empty)
        self._layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._layout.addStretch(1)
        self.shown: list[Entry] = []

    def show_entries(self, entries: Sequence[Happening], now: datetime) -> None:
        """Another history, newest first."""
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
            entry = Entry(self._theme, one, self._now, first=place == 0, last=last, thin=self._thin)
            self._layout.insertWidget(place, entry)
            self.shown.append(entry)
        self.empty.setVisible(not listed)
        left = len(self._entries) - len(listed)
        self.more.set_text(f"更早的 {left} 条")
        self.more.setVisible(left > 0)
