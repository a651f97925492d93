"""Carrying a range of a grid elsewhere: two people change seats, a block of rows moves.

Apart from the grid because it is a state with an end of its own.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from desktop_admin.views.furniture.cells import CellModel, CellRange

_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_ALT = Qt.KeyboardModifier.AltModifier


class CellCarry:
    """``there``: where the range would lie now, None until it left its place."""

    def __init__(self, cells: CellModel, *, on: bool) -> None:
        self._cells, self._on = cells, on
        self.there: CellRange | None = None
        self._from: CellRange | None = None
        self._held: tuple[int, int] = (0, 0)
        self._laid: tuple[CellRange, int, int] | None = None

    @property
    def taken(self) -> bool:
        """Whether a hand is on it."""
        return self._from is not None

    def take(self, chosen: CellRange, place: tuple[int, int]) -> bool:
        """The mouse was pressed on ``place``; False where nothing is carried from there."""
        if not self._on or place not in chosen:
            return False
        self._from, self._held, self.there = chosen, place, None
        return True

    def follow(self, place: tuple[int, int] | None) -> None:
        """The mouse is over ``place``; beyond the edges it stays where it was last."""
        if self._from is None or place is None:
            return
        self._go(self._from.moved(place[0] - self._held[0], place[1] - self._held[1]))

    def hears(self, event: QKeyEvent, chosen: CellRange) -> bool:
        """Alt with arrows takes and carries, arrows go on; Enter lays down, Esc puts back."""
        key = Qt.Key(event.key())
        if key in _STEPS and self._on and (self.taken or event.modifiers() == _ALT):
            self._from = self._from or chosen
            self._go((self.there or self._from).moved(*_STEPS[key]))
            return True
        if not self.taken:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.lay_down()
        elif key == Qt.Key.Key_Escape:
            self.put_back()
        else:
            return False
        return True

    def lay_down(self) -> None:
        """Here."""
        begun, there = self._from, self.there
        self.put_back()
        if begun is not None and there is not None and there != begun:
            self._laid = (begun, there.top, there.left)

    def put_back(self) -> None:
        """It stays where it was."""
        self._from = self.there = None

    def take_laid(self) -> tuple[CellRange, int, int] | None:
        """What was laid down since somebody asked last, and where."""
        laid, self._laid = self._laid, None
        return laid

    def _go(self, there: CellRange) -> None:
        """Every cell of it must be one."""
        fits = there.within(self._cells.rowCount(), self._cells.columnCount())
        if fits and all(self._cells.cell(*place) is not None for place in there.places()):
            self.there = there
