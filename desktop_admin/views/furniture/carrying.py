"""Carrying a span of a schedule to another day, by mouse or by keys, until it is laid down or put back.

Apart from the schedule because it is a state with an end of its own, which nothing else there has.
"""

from datetime import date, timedelta
from typing import Protocol

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop_admin.views.common.times import local
from desktop_admin.views.furniture.spans import Span

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Days(Protocol):
    """What carrying must know of the schedule it happens on."""

    @property
    def current(self) -> Span | None: ...

    def day_at(self, x: int) -> date: ...

    def shows_day(self, day: date) -> bool: ...


class Carrying(QObject):
    """``day``: where the carried span would begin; None while nothing is carried."""

    changed = Signal(object, object, bool)
    """(span, day or None, whether it was laid down there)"""

    def __init__(self, schedule: "QWidget") -> None:
        super().__init__(schedule)
        self._days: Days = schedule  # type: ignore[assignment]
        self.day: date | None = None
        self._span: Span | None = None
        self._from: tuple[QPoint, date] | None = None

    def take(self, span: Span | None, point: QPoint) -> None:
        """The mouse was pressed on ``span``."""
        self.put_back()
        if span is not None and span.movable:
            self._span, self._from = span, (point, self._days.day_at(point.x()))

    def follow(self, point: QPoint, least: int) -> None:
        """The mouse moved; ``least``: pixels that make a drag of a click."""
        if self._span is None or self._from is None:
            return
        begun, day = self._from
        if self.day is not None or (point - begun).manhattanLength() >= least:
            self._carry(_begins(self._span) + (self._days.day_at(point.x()) - day))

    def hears(self, event: QKeyEvent) -> bool:
        """Shift with arrows takes and carries by days and weeks; Enter lays down, Esc puts back."""
        key, current = Qt.Key(event.key()), self._days.current
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in _STEPS and (self.day is not None or (shift and current is not None and current.movable)):
            self._span = self._span if self.day is not None else current
            if self._span is not None:
                self._carry((self.day or _begins(self._span)) + timedelta(days=_STEPS[key]))
            return True
        if self.day is not None and key == Qt.Key.Key_Escape:
            self.put_back()
            return True
        if self.day is not None and key in _ENTER:
            return event.isAutoRepeat() or self.lay_down()
        return False

    def lay_down(self) -> bool:
        """Here; False while nothing is carried. On its own day it is only put back."""
        span, day = self._span, self.day
        self._span = self._from = self.day = None
        if span is None or day is None:
            return False
        if day == _begins(span):
            self.changed.emit(span, None, False)
        else:
            self.changed.emit(span, day, True)
        return True

    def put_back(self) -> None:
        """It stays where it was."""
        span, day = self._span, self.day
        self._span = self._from = self.day = None
        if span is not None and day is not None:
            self.changed.emit(span, None, False)

    def _carry(self, day: date) -> None:
        if self._span is not None and day != self.day and self._days.shows_day(day):
            self.day = day
            self.changed.emit(self._span, day, False)


def _begins(span: Span) -> date:
    return local(span.start).date()
