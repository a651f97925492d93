"""批量 by key: a cursor walks, Space ticks, Shift ticks a range; anywhere else on the desk Space pages the paper."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.views.review.sitting import Reviewer

K, M = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def ticking(reviewer: Reviewer) -> Reviewer:
    """In bulk mode on five dossiers, nothing ticked, the cursor on the first; counts what is paged."""
    reviewer.key(K.Key_B)
    assert reviewer.page.view.checking
    assert QApplication.focusWidget() is reviewer.page.view
    return reviewer


def _paged(reviewer: Reviewer) -> list[int]:
    paged: list[int] = []
    reviewer.page.pair.tools.going_on.connect(paged.append)
    return paged


def _ticked(reviewer: Reviewer) -> tuple[int, ...]:
    return reviewer.page.view.chosen()


def _cursor(reviewer: Reviewer) -> int:
    return reviewer.page.view.currentIndex().row()


def _click(reviewer: Reviewer, row: int, modifiers: Qt.KeyboardModifier = M.NoModifier) -> None:
    view = reviewer.page.view
    at = view.visualRect(view.model().index(row, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifiers, QPoint(at))


def test_space_ticks_the_row_of_the_cursor_and_pages_nothing(ticking: Reviewer) -> None:
    paged = _paged(ticking)
    assert (_cursor(ticking), _ticked(ticking)) == (0, ())
    ticking.key(K.Key_Space)
    assert _ticked(ticking) == (1,)
    ticking.key(K.Key_Down)
    ticking.key(K.Key_J)
    assert (_cursor(ticking), _ticked(ticking)) == (2, (1,))
    ticking.key(K.Key_Space)
    assert _ticked(ticking) == (1, 3)
    ticking.key(K.Key_Space)
    ticking.key(K.Key_K)
    assert (_cursor(ticking), _ticked(ticking)) == (1, (1,))
    assert ticking.page.bench.id == 1
    assert paged == []
    assert ticking.page.bulk.text.text() == "已选 1 份"


def test_space_pages_while_the_keyboard_is_elsewhere_or_bulk_is_off(ticking: Reviewer) -> None:
    paged = _paged(ticking)
    ticking.page.pair.view.setFocus()
    ticking.key(K.Key_Space)
    assert (paged, _ticked(ticking)) == ([1], ())
    ticking.key(K.Key_Escape)
    assert QApplication.focusWidget() is ticking.page.view
    ticking.key(K.Key_Space)
    ticking.key(K.Key_Space, M.ShiftModifier)
    assert (paged, _ticked(ticking)) == ([1, 1, -1], ())


def test_space_held_down_ticks_once(ticking: Reviewer) -> None:
    view = ticking.page.view
    for repeat in (False, True, True, True):
        press = QKeyEvent(QEvent.Type.KeyPress, K.Key_Space, M.NoModifier, " ", repeat)
        QApplication.sendEvent(view, press)
    assert _ticked(ticking) == (1,)


def test_shift_and_arrows_tick_a_range_that_shrinks_again(ticking: Reviewer) -> None:
    ticking.key(K.Key_End)
    ticking.key(K.Key_Space)
    ticking.key(K.Key_Home)
    ticking.key(K.Key_Down)
    for _ in range(2):
        ticking.key(K.Key_Down, M.ShiftModifier)
    assert _ticked(ticking) == (2, 3, 4, 5)
    ticking.key(K.Key_Up, M.ShiftModifier)
    assert (_ticked(ticking), _cursor(ticking)) == ((2, 3, 5), 2)
    ticking.key(K.Key_Up)
    assert _ticked(ticking) == (2, 3, 5)
    ticking.key(K.Key_Home, M.ShiftModifier)
    assert _ticked(ticking) == (1, 2, 3, 5)


def test_shift_and_space_or_a_click_tick_from_the_last_one(ticking: Reviewer) -> None:
    paged = _paged(ticking)
    ticking.key(K.Key_Down)
    ticking.key(K.Key_Space)
    ticking.key(K.Key_J)
    ticking.key(K.Key_J)
    ticking.key(K.Key_Space, M.ShiftModifier)
    assert (_ticked(ticking), paged) == ((2, 3, 4), [])
    _click(ticking, 0)
    assert _ticked(ticking) == (1, 2, 3, 4)
    _click(ticking, 4, M.ShiftModifier)
    assert (_ticked(ticking), _cursor(ticking)) == ((1, 2, 3, 4, 5), 4)
    _click(ticking, 1)
    assert _ticked(ticking) == (1, 3, 4, 5)
    _click(ticking, 3, M.ShiftModifier)  # a range does what was done to its first row
    assert _ticked(ticking) == (1, 5)


def test_the_cursor_is_seen(ticking: Reviewer) -> None:
    view = ticking.page.view
    place = view.visualRect(view.model().index(2, 0))
    without = view.viewport().grab(place).toImage()
    ticking.key(K.Key_J)
    ticking.key(K.Key_J)
    with_it = view.viewport().grab(place).toImage()
    assert with_it != without
    ring = ticking.desk.theme.colour("focus")
    assert with_it.pixelColor(with_it.width() // 2, 0) == ring
    assert _ticked(ticking) == ()


def test_down_in_the_search_field_leaves_it_for_the_list(reviewer: Reviewer) -> None:
    reviewer.key(K.Key_F, M.ControlModifier)
    assert reviewer.page.filters.search.hasFocus()
    reviewer.key(K.Key_Down)
    assert QApplication.focusWidget() is reviewer.page.view
    assert reviewer.page.bench.id == 1
    reviewer.key(K.Key_Down)
    reviewer.on(2)
