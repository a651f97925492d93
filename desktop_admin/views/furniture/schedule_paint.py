"""How a schedule is painted: days and what is special about them, today's line, and boxes in lanes over it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.times import local
from desktop_admin.views.common.tokens import GRID, SMALL
from desktop_admin.views.furniture.spans import BOX, DayMark, Placed, Scale

#: Pixels under the lanes: the line of day numbers, with 休 and 班.
FOOT = 20
_ROUND = 4.0
_RAIL = 3
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


def box_of(one: Placed) -> QRectF:
    """Where a span is painted, clicked and told."""
    left, right = round(one.left), round(one.right)  # whole pixels: edges and the ring are sharp
    return QRectF(left, one.top, max(1, right - left), BOX)


class SchedulePainter:
    """One painting of a schedule ``height`` pixels high."""

    def __init__(self, painter: QPainter, theme: Theme, scale: Scale, height: int) -> None:
        self._painter, self._theme, self._scale = painter, theme, scale
        self._foot = height - FOOT
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.typeface.font(SMALL))
        self._metrics = QFontMetricsF(painter.font())

    def days(self, marks: Mapping[date, DayMark], now: datetime | None) -> None:
        """Grounds of weekends and holidays, and the numbers under them."""
        painter, colour = self._painter, self._theme.colour
        today = self._today(now)
        kept = self._label(today) if today is not None else QRectF()
        for day in self._scale.all():
            left, wide = self._scale.left_of(day), self._scale.day_width
            mark = marks.get(day)
            works = mark.works if mark is not None else day.weekday() < 5
            if not works:
                token = "surface" if mark is None else "bad_soft"
                painter.fillRect(QRectF(left, 0, wide, self._foot), colour(token))
            words = self._number(day, mark)
            if not words:
                continue
            need = self._metrics.horizontalAdvance(words) + 2
            area = QRectF(left + wide / 2 - need / 2, self._foot + 2, need, FOOT - 4)
            area.moveLeft(min(max(area.left(), 0.0), self._scale.width - need))
            if not area.intersects(kept):
                painter.setPen(colour("muted" if mark is None else "info" if mark.works else "bad"))
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)
        painter.fillRect(QRectF(0, self._foot, self._scale.width, 1), colour("line"))

    def spans(self, placed: Sequence[Placed], current: int, *, focus: bool, blocks: bool) -> None:
        """Every bar, or every block; under the ``current`` one a line, around it the ring while the keyboard is here.

        Bars lie under today's line, which crosses them; appointments over it, so that their words stay whole.
        """
        for number, one in enumerate(placed):
            if one.span.block != blocks:
                continue
            self._box(one)
            if number == current and not focus:
                under = QRectF(box_of(one).left(), box_of(one).bottom() + 1, box_of(one).width(), 2)
                self._painter.fillRect(under, self._theme.colour("text"))
            elif number == current:
                self._painter.setPen(QPen(self._theme.colour("focus"), 2))
                self._painter.setBrush(Qt.BrushStyle.NoBrush)
                # Inside the edges, or half of the ring would be cut off there.
                room = QRectF(1, 1, self._scale.width - 2, self._foot)
                ring = box_of(one).adjusted(-1, -1, 1, 1).intersected(room)
                self._painter.drawRoundedRect(ring, _ROUND + 1, _ROUND + 1)

    def now(self, now: datetime | None) -> None:
        """The line of today, at the hour, with its word under it."""
        today = self._today(now)
        if now is None or today is None:
            return
        x = round(self._scale.x(now))
        # It crosses bars that are as dark as it is: a pale one under it parts them.
        self._painter.fillRect(QRectF(x - 3, 0, 6, self._foot), self._theme.colour("raised"))
        self._painter.fillRect(QRectF(x - 1, 0, 2, self._foot), self._theme.colour("bad"))
        self._painter.setPen(self._theme.colour("bad"))
        self._painter.drawText(self._label(today), Qt.AlignmentFlag.AlignCenter, _today(today))

    def carried(self, one: Placed, day: date) -> None:
        """Where a span would come to lie: the day marked, its box with a broken edge."""
        left, wide = self._scale.left_of(day), self._scale.day_width
        painter = self._painter
        painter.setPen(QPen(self._theme.colour("focus"), 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(left, 1, wide, self._foot - 2))
        box = box_of(one)
        box.moveLeft(min(left, self._scale.width - box.width()))
        painter.setBrush(self._theme.colour("raised"))
        painter.drawRoundedRect(box, _ROUND, _ROUND)
        painter.setPen(self._theme.colour("text"))
        self._words(one.span.words, box)

    # -- inner -------------------------------------------------------------------------------

    def _box(self, one: Placed) -> None:
        painter, colour, span = self._painter, self._theme.colour, one.span
        filled = span.filled and span.tone == "accent"
        box = box_of(one)
        painter.save()
        painter.setClipRect(box.adjusted(-1, -1, 1, 1))
        # What goes on beyond an edge has no round end there.
        ends = box.adjusted(
            -2 * _ROUND if one.at < 0 else 0.5,
            0.5,
            2 * _ROUND if self._scale.x(span.end) > self._scale.width else -0.5,
            -0.5,
        )
        painter.setPen(QPen(colour(span.tone), 1))
        painter.setBrush(colour(span.tone if filled else f"{span.tone}_soft"))
        painter.drawRoundedRect(ends, _ROUND, _ROUND)
        if span.block:  # the rail stands where it really is: at the right where its words go to the left
            at = box.left() if one.at < box.left() + 2 * _RAIL else box.right() - _RAIL
            painter.fillRect(QRectF(at, box.top(), _RAIL, BOX), colour(span.tone))
        painter.restore()
        painter.setPen(colour("on_accent" if filled else span.tone))
        self._words(span.words, box)

    def _words(self, words: str, box: QRectF) -> None:
        inner = box.adjusted(2 * GRID, 0, -GRID, 0)
        least = min(self._metrics.horizontalAdvance(words), self._metrics.horizontalAdvance("期…"))
        if inner.width() >= least:
            shown = self._metrics.elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
            self._painter.drawText(inner, _MIDDLE, shown)

    def _number(self, day: date, mark: DayMark | None) -> str:
        """What stands under a day; nothing where it would touch its neighbour's."""
        wide, one = self._scale.day_width, self._metrics.horizontalAdvance("00") + 6
        sign = "" if mark is None else "班" if mark.works else "休"
        if wide >= one:
            roomy = wide >= one + self._metrics.horizontalAdvance("班")
            return f"{day.day}{sign}" if roomy else sign or str(day.day)
        if day.day == 1:
            return f"{day.month}月"
        near = min(abs((day - other).days) for other in (day.replace(day=1), _next_month(day)))
        weekly = wide >= one / 5 and day.weekday() == 0 and near > 4
        return str(day.day) if weekly else ""

    def _today(self, now: datetime | None) -> date | None:
        if now is None or not 0 <= self._scale.x(now) < self._scale.width:
            return None
        return local(now).date()

    def _label(self, today: date) -> QRectF:
        """Where the word under today's line stands; other numbers keep away from it."""
        wide = self._metrics.horizontalAdvance(_today(today)) + 6
        middle = self._scale.left_of(today) + self._scale.day_width / 2
        left = min(max(middle - wide / 2, 0.0), max(0.0, self._scale.width - wide))
        return QRectF(left, self._foot + 2, wide, FOOT - 4)


def _today(day: date) -> str:
    return f"今天 {day.day}日"


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
