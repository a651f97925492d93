"""The last two weeks as pairs of bars: what was handed in and what was decided on each day."""

from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_admin.contract.submissions import DayCount
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.tokens import GRID, SMALL

#: Pixels below the bars for the days, and above them for their numbers.
_FOOT, _HEAD = 18, 16
_BAR = 14


def ceiling(days: tuple[DayCount, ...]) -> int:
    """The number at the top of the chart: the largest one, at least 4, so that one paper is no tower."""
    return max([4, *(max(one.submitted, one.decided) for one in days)])


def day_words(day: date, before: date | None) -> str:
    """18日; the month where it begins: 11月1日."""
    return f"{day.month}月{day.day}日" if before is None or before.month != day.month else f"{day.day}日"


class DayChart(QWidget):
    """Colour and place tell the two apart: the left bar of a day is what came, the right what was decided."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.days: tuple[DayCount, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def show_days(self, days: tuple[DayCount, ...]) -> None:
        """Oldest first; the last is today."""
        self.days = days
        told = (f"{one.day.month}月{one.day.day}日 提交 {one.submitted}，审结 {one.decided}" for one in days)
        self.setAccessibleName("近两周，" + "；".join(told))
        self.update()

    def sizeHint(self) -> QSize:
        """Wide and low."""
        return QSize(400, 84)

    def minimumSizeHint(self) -> QSize:
        """Bars that can still be compared."""
        return QSize(240, 84)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground line, two bars for each day with their numbers, the days below."""
        if not self.days:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self._theme.colour
        painter.setFont(self._theme.typeface.font(SMALL))
        metrics = QFontMetrics(painter.font())
        ground, step = self.height() - _FOOT, self.width() / len(self.days)
        tall = (ground - _HEAD) / ceiling(self.days)
        wide = min(_BAR, (step - GRID) / 2 - 1)
        numbers = wide >= metrics.horizontalAdvance("00")
        every = 1 if step >= metrics.horizontalAdvance("00月00日") else 2
        painter.fillRect(QRectF(0, ground, self.width(), 1), colour("line"))
        for place, one in enumerate(self.days):
            middle = step * (place + 0.5)
            for left, count, token in (
                (middle - wide - 1, one.submitted, "accent"),
                (middle + 1, one.decided, "ok"),
            ):
                bar = QRectF(left, ground - count * tall, wide, count * tall)
                painter.fillRect(bar, colour(token))
                if count and numbers:
                    painter.setPen(colour("text"))
                    at = QPointF(bar.center().x() - metrics.horizontalAdvance(str(count)) / 2, bar.top() - 3)
                    painter.drawText(at, str(count))
            last = place == len(self.days) - 1
            if last or (len(self.days) - 1 - place) % every == 0:
                before = self.days[place - every].day if place >= every else None
                painter.setPen(colour("text" if last else "muted"))
                under = QRectF(middle - step, ground + 2, 2 * step, 16)
                words = "今天" if last else day_words(one.day, before)
                painter.drawText(under, Qt.AlignmentFlag.AlignCenter, words)
