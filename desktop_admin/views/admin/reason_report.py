"""最常见的原因: how often each reason was given in a period, with bars (R18)."""

from datetime import datetime, timedelta

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_admin.contract.catalogue import ReasonCount, ReasonCounts, ReasonReport
from desktop_admin.rules.categories import Slot
from desktop_admin.rules.reasons import as_read
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.empty_state import States
from desktop_admin.views.common.filters import Pills
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.times import day_words, local
from desktop_admin.views.common.tokens import BODY, GRID
from desktop_admin.views.common.widgets import Card, Text, row, scroll

_LINE = 34
_MOST = 30


def periods(now: datetime) -> list[tuple[str, datetime, datetime]]:
    """本月, 上月, 近90天, 今年: half-open, in office time."""
    there = local(now)
    month = there.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    before = (month - timedelta(days=1)).replace(day=1)
    today = there.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return [
        ("本月", month, today),
        ("上月", before, month),
        ("近90天", today - timedelta(days=90), today),
        ("今年", month.replace(month=1), today),
    ]


class Bars(QWidget):
    """One line a reason: words, a bar, the number."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: tuple[ReasonCount, ...] = ()
        self._decisions = 0
        theme.changed.connect(self.update)

    def show_counts(self, counts: ReasonCounts) -> None:
        """Another period."""
        self._rows, self._decisions = counts.rows[:_MOST], counts.decisions
        self.setFixedHeight(len(self._rows) * _LINE)
        self.setAccessibleName("；".join(f"{_title(one)} {one.count} 次" for one in self._rows))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bars, the longest as wide as there is room."""
        if not self._rows:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self._theme.typeface.font(BODY)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        words_width = min(360, self.width() // 2)
        most = max(one.count for one in self._rows)
        room = self.width() - words_width - 150
        middle = Qt.AlignmentFlag.AlignVCenter
        for place, one in enumerate(self._rows):
            top = place * _LINE
            painter.setPen(self._theme.colour("text"))
            words = metrics.elidedText(_title(one), Qt.TextElideMode.ElideRight, words_width - 3 * GRID)
            painter.drawText(QRectF(0, top, words_width, _LINE), middle | Qt.AlignmentFlag.AlignLeft, words)
            width = max(4.0, room * one.count / most)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent"))
            painter.setOpacity(1.0 if place < 3 else 0.5)
            painter.drawRoundedRect(QRectF(words_width, top + 10, width, _LINE - 20), 4, 4)
            painter.setOpacity(1.0)
            painter.setPen(self._theme.colour("muted"))
            share = f"{100 * one.count / self._decisions:.0f}%" if self._decisions else ""
            area = QRectF(words_width + width + 2 * GRID, top, 140, _LINE)
            painter.drawText(area, middle | Qt.AlignmentFlag.AlignLeft, f"{one.count} 次　{share}")


def _title(one: ReasonCount) -> str:
    slot = f"{Slot(one.slot).short}：" if one.slot in list(Slot) else ""
    return f"{slot}{as_read(one.text)}"


class ReportView(QWidget):
    """Pills for the period, the bars below."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._place = 0
        self.bars = Bars(desk.theme)
        self.summary = Text(tone="muted")
        self.card = Card()
        words = [word for word, _since, _until in periods(desk.clock())]
        self.pills = Pills({str(place): word for place, word in enumerate(words)}, "0")
        self.pills.chosen.connect(lambda key: self._choose(int(key)))
        self.card.body.addLayout(row(self.pills, None, self.summary, spacing=6))
        self.card.body.addSpacing(GRID)
        self.card.body.addWidget(self.bars)
        self.card.body.addStretch(1)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        layout.addWidget(self.card, 1)
        self.states = States(desk.theme, scroll(whole))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.states)

    def load(self) -> None:
        """Ask for the chosen period."""
        _word, since, until = periods(self._desk.clock())[self._place]
        self._desk.run(
            ReasonReport(since, until),
            owner=self,
            done=lambda counts: self._on_counts(counts, since, until),
            failed=lambda error: self.states.show_failed(error, self.load),
            slot="report",
        )

    def _choose(self, place: int) -> None:
        self._place = place
        self.pills.show_choice(str(place))
        self.load()

    def _on_counts(self, counts: ReasonCounts, since: datetime, until: datetime) -> None:
        last = until - timedelta(seconds=1)
        now = self._desk.clock()
        span = f"{day_words(since, now)} 至 {day_words(last, now)}"
        if counts.rows:
            words = f"{span} · {counts.decisions} 次退回或不通过，每次可有多条原因"
        else:
            words = f"{span} · 没有退回或不通过"
        self.summary.setText(words)
        self.bars.show_counts(counts)
        self.states.show_content()
