"""A grid of cells by real keys and mouse: cursor, ranges, gaps, writing, carrying, names, and how it is painted."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_admin.views.common.theme import Theme
from desktop_admin.views.furniture.cell_grid import CellGrid
from desktop_admin.views.furniture.cells import Cell, CellRange
from tests.views.furniture.conftest import Furnish
from tests.views.furniture.hearing import Heard, heard
from tests.views.stops import unseen_stops

KEY, MODS = Qt.Key, Qt.KeyboardModifier
AISLE = 3
ACROSS = ("1", "2", "3", "", "4", "5")
DOWN = tuple(f"第{row + 1}排" for row in range(6))


class Room:
    """Six rows of five seats with an aisle; the last column is to be written."""

    def __init__(self) -> None:
        self.words = {(row, column): f"{row}{column}" for row in range(4) for column in (0, 1, 2, 4)}

    def cell(self, row: int, column: int) -> Cell | None:
        if column == AISLE:
            return None
        tone = {0: "ok", 1: "warn"}.get(row, "")
        return Cell(self.words.get((row, column), ""), tone=tone, writes=column == 5)


@pytest.fixture
def room() -> Room:
    return Room()


def grid_of(theme: Theme, furnish: Furnish, room: Room, *, carries: bool = False) -> CellGrid:
    grid = CellGrid(theme, "一号考场的座位", carries=carries)
    grid.show_cells(ACROSS, DOWN, room.cell)
    furnish(grid, 700, 300, fill=True)
    grid.setFocus()
    return grid


@pytest.fixture
def grid(theme: Theme, furnish: Furnish, room: Room) -> CellGrid:
    return grid_of(theme, furnish, room)


@pytest.fixture
def seats(theme: Theme, furnish: Furnish, room: Room) -> CellGrid:
    return grid_of(theme, furnish, room, carries=True)


def press(grid: CellGrid, *keys: Qt.Key, mods: Qt.KeyboardModifier = MODS.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(grid, key, mods)


def spot(grid: CellGrid, row: int, column: int) -> QPoint:
    return grid.visualRect(grid.model().index(row, column)).center()


def drag(grid: CellGrid, start: tuple[int, int], end: tuple[int, int], *, drop: bool = True) -> None:
    port, first, last = grid.viewport(), spot(grid, *start), spot(grid, *end)
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=first)
    for step in range(1, 9):
        point = QPointF(first + (last - first) * step / 8)
        move = QMouseEvent(
            QEvent.Type.MouseMove,
            point,
            port.mapToGlobal(point),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            MODS.NoModifier,
        )
        QApplication.sendEvent(port, move)
    if drop:
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=last)


# -- the cursor --------------------------------------------------------------------------------------


def test_arrows_step_over_gaps_and_stay_inside(grid: CellGrid) -> None:
    assert grid.cursor_at == (0, 0)
    press(grid, KEY.Key_Up, KEY.Key_Left)
    assert grid.cursor_at == (0, 0)
    press(grid, KEY.Key_Right, KEY.Key_Right, KEY.Key_Right)
    assert grid.cursor_at == (0, 4), "over the aisle"
    press(grid, KEY.Key_Down, KEY.Key_Left)
    assert grid.cursor_at == (1, 2)


def test_home_end_pages_and_ctrl_go_far(grid: CellGrid) -> None:
    press(grid, KEY.Key_End)
    assert grid.cursor_at == (0, 5)
    press(grid, KEY.Key_End, mods=MODS.ControlModifier)
    assert grid.cursor_at == (5, 5)
    press(grid, KEY.Key_Home)
    assert grid.cursor_at == (5, 0)
    press(grid, KEY.Key_Up, mods=MODS.ControlModifier)
    assert grid.cursor_at == (3, 0), "the next that is filled"
    press(grid, KEY.Key_Up, mods=MODS.ControlModifier)
    assert grid.cursor_at == (0, 0), "the last that is filled without a break"
    press(grid, KEY.Key_PageDown)
    assert grid.cursor_at == (5, 0)
    press(grid, KEY.Key_Home, mods=MODS.ControlModifier)
    assert grid.cursor_at == (0, 0)


def test_tab_leaves_the_grid(grid: CellGrid) -> None:
    press(grid, KEY.Key_Tab)
    assert grid.cursor_at == (0, 0)


# -- ranges ------------------------------------------------------------------------------------------


def test_shift_makes_a_range_and_takes_it_back(grid: CellGrid, chosen: Heard) -> None:
    press(grid, KEY.Key_Down)
    press(grid, KEY.Key_Right, KEY.Key_Down, mods=MODS.ShiftModifier)
    assert grid.range == CellRange(1, 0, 2, 1)
    assert grid.cursor_at == (2, 1)
    press(grid, KEY.Key_Up, KEY.Key_Up, mods=MODS.ShiftModifier)
    assert grid.range == CellRange(0, 0, 1, 1), "it turns over where it was begun"
    press(grid, KEY.Key_Escape)
    assert grid.range == CellRange(0, 1, 0, 1)
    press(grid, KEY.Key_A, mods=MODS.ControlModifier)
    assert grid.range == CellRange(0, 0, 5, 5)
    press(grid, KEY.Key_Left)
    assert grid.range == CellRange(5, 4, 5, 4)
    assert chosen[-2:] == [CellRange(0, 0, 5, 5), CellRange(5, 4, 5, 4)]


@pytest.fixture
def chosen(grid: CellGrid) -> Heard:
    return heard(grid.chosen)


def test_the_mouse_draws_a_range_and_shift_click_widens_it(grid: CellGrid) -> None:
    drag(grid, (0, 1), (2, 4))
    assert grid.range == CellRange(0, 1, 2, 4)
    press(grid, KEY.Key_Down, mods=MODS.ShiftModifier)
    assert grid.range == CellRange(0, 1, 3, 4), "keys go on where the mouse ended"
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=spot(grid, 4, 2))
    assert grid.range == CellRange(4, 2, 4, 2)
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, MODS.ShiftModifier, pos=spot(grid, 2, 0))
    assert grid.range == CellRange(2, 0, 4, 2)


def test_a_click_into_the_aisle_changes_nothing(grid: CellGrid) -> None:
    press(grid, KEY.Key_Right)
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=spot(grid, 2, AISLE))
    assert grid.range == CellRange(0, 1, 0, 1)
    press(grid, KEY.Key_Down)
    assert grid.cursor_at == (1, 1)


def test_a_range_is_copied_as_a_table(grid: CellGrid) -> None:
    press(grid, KEY.Key_Right, KEY.Key_Right, KEY.Key_Right, KEY.Key_Down, mods=MODS.ShiftModifier)
    press(grid, KEY.Key_C, mods=MODS.ControlModifier)
    assert QApplication.clipboard().text() == "00\t01\t02\t\t04\n10\t11\t12\t\t14"


# -- what is done there ------------------------------------------------------------------------------


def test_keys_tell_what_to_do_with_the_range(grid: CellGrid) -> None:
    ticked, emptied, opened = heard(grid.ticked), heard(grid.emptied), heard(grid.opened)
    press(grid, KEY.Key_Down, mods=MODS.ShiftModifier)
    press(grid, KEY.Key_Space, KEY.Key_Delete, KEY.Key_Return)
    assert ticked == emptied == [CellRange(0, 0, 1, 0)]
    assert opened == [(1, 0)]
    QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=spot(grid, 2, 1))
    assert opened[-1] == (2, 1)


def test_letters_and_an_escape_of_no_use_are_the_pages(grid: CellGrid) -> None:
    page = heard_keys(grid)
    press(grid, KEY.Key_A, KEY.Key_Escape, KEY.Key_7)
    assert page == [KEY.Key_A, KEY.Key_Escape, KEY.Key_7], "there is nothing to write in this cell"


def heard_keys(grid: CellGrid) -> list[int]:
    keys: list[int] = []
    window = grid.window()
    before = window.keyPressEvent
    window.keyPressEvent = lambda event: (keys.append(event.key()), before(event))  # type: ignore[method-assign]
    return keys


def editor(grid: CellGrid) -> QLineEdit:
    return next(one for one in grid.viewport().findChildren(QLineEdit) if one.isVisible())


def test_a_digit_begins_to_write_and_enter_goes_down(qtbot: QtBot, grid: CellGrid, room: Room) -> None:
    written = heard(grid.written)
    grid.written.connect(lambda row, column, words: room.words.update({(row, column): words}))
    grid.go_to(1, 5)
    press(grid, KEY.Key_3)
    QTest.keyClicks(editor(grid), "8")
    QTest.keyClick(editor(grid), KEY.Key_Return)
    assert written == [(1, 5, "38")]
    assert grid.cursor_at == (2, 5)
    qtbot.waitUntil(grid.hasFocus)
    grid.refresh()
    assert grid.model().index(1, 5).data() == "38"
    press(grid, KEY.Key_Up, KEY.Key_F2)
    qtbot.waitUntil(lambda: editor(grid).text() == "38")
    assert editor(grid).selectedText() == "38"
    QTest.keyClicks(editor(grid), "5")
    QTest.keyClick(editor(grid), KEY.Key_Escape)
    assert len(written) == 1, "Esc leaves it as it was"
    qtbot.waitUntil(grid.hasFocus)
    assert grid.cursor_at == (1, 5)


# -- carrying ----------------------------------------------------------------------------------------


def test_alt_and_arrows_carry_and_enter_lays_down(seats: CellGrid) -> None:
    carried = heard(seats.carried)
    press(seats, KEY.Key_Right, mods=MODS.ShiftModifier)
    press(seats, KEY.Key_Down, mods=MODS.AltModifier)
    press(seats, KEY.Key_Down, KEY.Key_Return)
    assert carried == [(CellRange(0, 0, 0, 1), 2, 0)]
    press(seats, KEY.Key_Down, mods=MODS.AltModifier)
    press(seats, KEY.Key_Escape, KEY.Key_Down)
    assert len(carried) == 1
    assert seats.cursor_at == (1, 1), "arrows walk again"


def test_two_cells_are_not_laid_over_the_aisle(seats: CellGrid) -> None:
    carried = heard(seats.carried)
    press(seats, KEY.Key_Right, mods=MODS.ShiftModifier)
    press(seats, KEY.Key_Right, KEY.Key_Right, KEY.Key_Up, KEY.Key_Left, mods=MODS.AltModifier)
    press(seats, KEY.Key_Return)
    assert carried == []


def test_the_mouse_carries_what_is_chosen(seats: CellGrid) -> None:
    carried = heard(seats.carried)
    drag(seats, (1, 1), (0, 0))
    assert seats.range == CellRange(0, 0, 1, 1)
    drag(seats, (1, 1), (4, 2))
    assert carried == [(CellRange(0, 0, 1, 1), 3, 1)]
    drag(seats, (0, 0), (2, 0), drop=False)
    press(seats, KEY.Key_Escape)
    QTest.mouseRelease(seats.viewport(), Qt.MouseButton.LeftButton, pos=spot(seats, 2, 0))
    assert len(carried) == 1
    QTest.mouseClick(seats.viewport(), Qt.MouseButton.LeftButton, pos=spot(seats, 1, 0))
    assert seats.range == CellRange(1, 0, 1, 0), "a click on the range takes one of it"


def test_without_leave_nothing_is_carried(grid: CellGrid) -> None:
    carried = heard(grid.carried)
    press(grid, KEY.Key_Down, mods=MODS.AltModifier)
    drag(grid, (0, 0), (2, 0))
    assert carried == []
    assert grid.range == CellRange(0, 0, 2, 0)


# -- for eyes and ears -------------------------------------------------------------------------------


def test_cells_have_names_for_screen_readers(grid: CellGrid) -> None:
    whole = QAccessible.queryAccessibleInterface(grid)
    assert whole.text(QAccessible.Text.Name) == "一号考场的座位"
    said = {whole.child(number).text(QAccessible.Text.Name) for number in range(whole.childCount())}
    assert {"第1排 1：00", "第5排 2：空"} <= said


def test_the_cursor_is_seen(qtbot: QtBot, grid: CellGrid, theme: Theme) -> None:
    count, unseen = unseen_stops(qtbot, grid.window(), theme)
    assert count == 1
    assert unseen == []


def test_tones_and_the_range_are_painted(grid: CellGrid, theme: Theme) -> None:
    press(grid, KEY.Key_Down, KEY.Key_Down, KEY.Key_Down, KEY.Key_Down)
    press(grid, KEY.Key_Right, mods=MODS.ShiftModifier)
    picture = grid.viewport().grab().toImage()

    def ground(row: int, column: int) -> str:
        area = grid.visualRect(grid.model().index(row, column))
        return picture.pixelColor(area.right() - 8, area.top() + 6).name()

    assert ground(0, 4) == theme.colour("ok_soft").name()
    assert ground(3, 4) == theme.colour("raised").name()
    assert ground(2, AISLE) == theme.colour("surface").name()
    assert ground(4, 1) == theme.colour("accent_soft").name()


def test_a_grid_without_cells_is_no_stop(grid: CellGrid) -> None:
    grid.show_cells((), (), lambda _row, _column: None)
    assert grid.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert grid.range is None
    press(grid, KEY.Key_Down, KEY.Key_Return)
