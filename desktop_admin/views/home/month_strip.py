"""This month as a strip: the registration windows as bars over the days, and today's line.

Only what MonthWindows says: study and application belong to exam sessions, which are not here yet.
"""

from datetime import datetime, timedelta

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_admin.contract.policy import MonthWindow, Windows
from desktop_admin.rules.windows import Cycle
from desktop_admin.views.common.plain_words import tip
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.times import local
from desktop_admin.views.common.tokens import GRID, SMALL

_BAR = 18
_TOP = 4


def span(windows: Windows) -> tuple[datetime, datetime]:
    """The days shown: the month of the office's clock, whole, in office time."""
    now = local(windows.now)
    first = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return first, (first + timedelta(days=32)).replace(day=1)


def place(instant: datetime, windows: Windows) -> float:
    """Where an instant lies in the month, 0 to 1, cut at both ends."""
    first, last = span(windows)
    return min(1.0, max(0.0, (local(instant) - first) / (last - first)))


def bar_words(window: MonthWindow) -> str:
    """注册缴费报名　1日 09:00 – 22日 17:00."""
    opens, closes = local(window.opens), local(window.closes)
    label = Cycle.parse(window.cycle).label.partition("年")[2]

    def moment(one: datetime) -> str:
        other = f"{one.month}月" if f"{one:%Y-%m}" != window.cycle else ""
        return f"{other}{one.day}日 {one:%H:%M}"

    moved = "（已调整）" if window.shifted else ""
    return f"{label}注册缴费报名　{moment(opens)} – {moment(closes)}{moved}"


class MonthStrip(QWidget):
    """Paints the month. ``show_windows`` whenever the office has spoken; ``set_now`` as time passes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._windows: Windows | None = None
        self._now: datetime | None = None
        self.setFixedHeight(62)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_windows(self, windows: Windows) -> None:
        """The windows in force."""
        self._windows = windows
        self._now = windows.now
        first, last = span(windows)
        both = (windows.current, windows.following)
        lines = sum(one.closes > first and one.opens < last for one in both)
        self.setFixedHeight(40 + max(1, lines) * (_BAR + GRID))
        shown = [windows.current, windows.following]
        self.setAccessibleName("；".join(window.words for window in shown))
        self.setToolTip(tip("\n".join(window.words for window in shown)))
        self.update()

    def set_now(self, now: datetime) -> None:
        """Today's line moves."""
        if self._windows is not None and (self._now is None or abs(now - self._now) > timedelta(minutes=5)):
            self._now = now
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is."""
        return QSize(600, 62)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Weekends tinted, bars, day numbers, today."""
        windows, now = self._windows, self._now
        if windows is None or now is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self._theme.colour
        first, last = span(windows)
        days = (last - first).days
        width, foot = self.width(), self.height() - 18
        painter.setFont(self._theme.typeface.font(SMALL))
        metrics = QFontMetrics(painter.font())
        today = local(now).day - 1
        near = self._label(today, days, width)
        for number in range(days):
            day = first + timedelta(days=number)
            left, right = width * number / days, width * (number + 1) / days
            if day.weekday() >= 5:
                painter.fillRect(QRectF(left, 0, right - left, foot), colour("surface"))
            shown = right - left >= metrics.horizontalAdvance("00") + 6 or number % 2 == 0
            if shown and not near.intersects(QRectF(left, near.top(), right - left, 1)):
                painter.setPen(colour("muted"))
                words = str(day.day)
                painter.drawText(
                    QRectF(left, foot + 2, right - left, 16), Qt.AlignmentFlag.AlignCenter, words
                )
        painter.fillRect(QRectF(0, foot, width, 1), colour("line"))
        self._paint_bars(painter, windows, now)
        self._paint_today(painter, windows, now, foot, days)

    def _paint_bars(self, painter: QPainter, windows: Windows, now: datetime) -> None:
        first, last = span(windows)
        line = 0
        for window in (windows.current, windows.following):
            if window.closes <= first or window.opens >= last:
                continue
            left, right = (place(edge, windows) * self.width() for edge in (window.opens, window.closes))
            box = QRectF(left, _TOP + line * (_BAR + GRID), max(6.0, right - left), _BAR)
            open_now = window.opens <= now < window.closes
            ground = self._theme.colour("accent" if open_now else "accent_soft")
            painter.setPen(
                self._theme.colour("accent")
            )  # the pale bar of a shut window ends where its edge does
            painter.setBrush(ground)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            ink = QColor(self._theme.colour("on_accent" if open_now else "accent"))
            painter.setPen(ink)
            inner = box.adjusted(2 * GRID, 0, -2 * GRID, 0)
            metrics = QFontMetrics(painter.font())
            elide = Qt.TextElideMode.ElideRight
            words = metrics.elidedText(bar_words(window), elide, int(inner.width()))
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
            line += 1

    def _paint_today(self, painter: QPainter, windows: Windows, now: datetime, foot: int, days: int) -> None:
        x = place(now, windows) * self.width()
        # The line crosses the bars, whose ground is as dark as it is: a pale one under it parts them.
        painter.fillRect(QRectF(int(x) - 3, 0, 6, foot), self._theme.colour("raised"))
        painter.setPen(QPen(self._theme.colour("bad"), 2))
        painter.drawLine(int(x), 0, int(x), foot)
        number = local(now).day - 1
        word = self._label(number, days, self.width()).translated(0, foot + 2)
        painter.drawText(word, Qt.AlignmentFlag.AlignCenter, _today(number))

    def _label(self, number: int, days: int, width: int) -> QRectF:
        """Where the word under today's line stands: other days' numbers keep away from it."""
        wide = QFontMetrics(self._theme.typeface.font(SMALL)).horizontalAdvance(_today(number)) + 4
        middle = width * (number + 0.5) / days
        return QRectF(min(max(middle - wide / 2, 0), width - wide), 0, wide, 16)


def _today(number: int) -> str:
    return f"今天 {number + 1}日"
