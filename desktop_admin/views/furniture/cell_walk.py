"""Where a key leads from a cell of a grid: gaps are stepped over, nothing leads out of it."""

from PySide6.QtCore import Qt

from desktop_admin.views.furniture.cells import CellModel

_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_PageUp: (-1, 0),
    Qt.Key.Key_PageDown: (1, 0),
}
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_PAGES = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
Place = tuple[int, int]


def walk(cells: CellModel, at: Place, key: Qt.Key, modifiers: Qt.KeyboardModifier, page: int) -> Place | None:
    """The cell to stand on; ``at`` itself at an edge; None for keys (and Alt) that lead nowhere.

    ``page``: rows in sight.  Home and End go to the ends of the row, with Ctrl to those of the grid.
    """
    if modifiers & ~(_CTRL | _SHIFT):
        return None
    far = bool(modifiers & _CTRL)
    if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        return _end(cells, at, last=key == Qt.Key.Key_End, whole=far)
    if key not in _STEPS:
        return None
    step = _STEPS[key]
    if key in _PAGES:
        return _many(cells, at, step, page)
    return _edge(cells, at, step) if far else _next(cells, at, step)


def _next(cells: CellModel, at: Place, step: tuple[int, int]) -> Place:
    """The next cell that way, over gaps."""
    row, column = at[0] + step[0], at[1] + step[1]
    while 0 <= row < cells.rowCount() and 0 <= column < cells.columnCount():
        if cells.cell(row, column) is not None:
            return row, column
        row, column = row + step[0], column + step[1]
    return at


def _many(cells: CellModel, at: Place, step: tuple[int, int], count: int) -> Place:
    for _ in range(count):
        at = _next(cells, at, step)
    return at


def _edge(cells: CellModel, at: Place, step: tuple[int, int]) -> Place:
    """As a spreadsheet does: to the last of what is filled without a break, else to the next that is filled."""
    first = _next(cells, at, step)
    if first == at:
        return at
    run = _filled(cells, at) and _filled(cells, first)
    here = at if run else first
    while True:
        there = _next(cells, here, step)
        if there == here or (run and not _filled(cells, there)) or (not run and _filled(cells, here)):
            return here
        here = there


def _filled(cells: CellModel, at: Place) -> bool:
    cell = cells.cell(*at)
    return cell is not None and bool(cell.words)


def _end(cells: CellModel, at: Place, *, last: bool, whole: bool) -> Place:
    rows = range(cells.rowCount()) if whole else [at[0]]
    places = [(row, column) for row in rows for column in range(cells.columnCount())]
    found = [place for place in places if cells.cell(*place) is not None]
    return found[-1 if last else 0] if found else at
