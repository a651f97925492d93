"""From the search field to the list by key: then letters are commands, before they are text. Real keys, wherever they go."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_admin.contract.errors import Unavailable
from desktop_admin.contract.people import CandidatePage, CompanyList, PeopleList
from desktop_admin.views.common.command_menu import CommandMenu
from desktop_admin.views.people.page import PeoplePage
from tests.views.recording import RecordingOffice

K = Qt.Key


@pytest.fixture
def seated(qtbot: QtBot, page: PeoplePage) -> PeoplePage:
    """The page in front, the caret in its search field."""
    page.activateWindow()
    qtbot.waitUntil(page.search.hasFocus)
    return page


def _press(*keys: Qt.Key) -> None:
    for key in keys:
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClick(widget, key)


def _search(page: PeoplePage, words: str) -> None:
    """As an input method gives it: the words stand in the field and were typed."""
    page.search.setText(words)
    page.search.textEdited.emit(words)


def _shown(page: PeoplePage) -> int:
    on_screen = page.person.card is not None and page.right.currentWidget() is page.cards
    return page.person.card.id if on_screen and page.person.card else 0


def test_down_goes_to_the_list_and_e_edits_instead_of_being_typed(qtbot: QtBot, seated: PeoplePage) -> None:
    _press(K.Key_Down)
    assert seated.view.hasFocus()
    qtbot.waitUntil(lambda: _shown(seated) == 1)
    _press(K.Key_E)
    qtbot.waitUntil(seated.editing.person.isVisible)
    assert seated.search.text() == ""


def test_letters_in_the_search_field_are_text(qtbot: QtBot, seated: PeoplePage) -> None:
    _press(K.Key_Down)
    qtbot.waitUntil(lambda: _shown(seated) == 1)
    QTest.keyClick(seated.view, K.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert seated.search.hasFocus()
    _press(K.Key_Z, K.Key_E, K.Key_N)
    assert seated.search.text() == "zen"
    assert not seated.editing.person.isVisible()
    assert not seated.editing.new_person.isVisible()


@pytest.mark.parametrize("leave", [K.Key_Return, K.Key_Down])
def test_leaving_while_the_list_is_still_asked_for_waits_for_the_first_found(
    qtbot: QtBot, seated: PeoplePage, office: RecordingOffice, leave: Qt.Key
) -> None:
    _press(K.Key_Down)
    qtbot.waitUntil(lambda: _shown(seated) == 1)
    seated.left.go_find()
    gate = office.gates[PeopleList] = threading.Event()
    _search(seated, "石")
    _press(leave)
    qtbot.waitUntil(lambda: PeopleList(text="石") in office.requests())
    assert seated.search.hasFocus()  # a letter now would work on somebody who is not in the answer
    gate.set()
    qtbot.waitUntil(seated.view.hasFocus)
    qtbot.waitUntil(lambda: _shown(seated) == 2)


def test_typing_on_stays_in_the_field(qtbot: QtBot, seated: PeoplePage, office: RecordingOffice) -> None:
    gate = office.gates[PeopleList] = threading.Event()
    _search(seated, "石")
    _press(K.Key_Return)
    qtbot.waitUntil(lambda: PeopleList(text="石") in office.requests())
    _search(seated, "石磊")
    gate.set()
    qtbot.waitUntil(lambda: PeopleList(text="石磊") in office.requests())
    qtbot.waitUntil(lambda: list(seated.listing.model.ids) == [2, 3])
    assert seated.search.hasFocus()


def test_nothing_found_or_no_answer(qtbot: QtBot, seated: PeoplePage, office: RecordingOffice) -> None:
    _search(seated, "无此人")
    _press(K.Key_Return)
    qtbot.waitUntil(lambda: not seated.search.hasFocus())
    assert seated.left.hasFocus()
    seated.left.go_find()
    office.answers[PeopleList] = Unavailable("连接中断。")
    _search(seated, "石")
    _press(K.Key_Return)
    qtbot.waitUntil(lambda: not seated.left.asking)
    assert seated.search.hasFocus()


def test_the_list_walks_on_with_the_arrows(qtbot: QtBot, seated: PeoplePage) -> None:
    _press(K.Key_Down, K.Key_Down, K.Key_Down, K.Key_Up)
    assert seated.view.currentIndex().row() == 1
    assert seated.view.hasFocus()
    _press(K.Key_Escape)
    assert seated.search.hasFocus()


def test_the_other_list_by_letter_keeps_letters_commands(
    qtbot: QtBot, seated: PeoplePage, office: RecordingOffice
) -> None:
    _press(K.Key_Down)
    qtbot.waitUntil(lambda: _shown(seated) == 1)
    gate = office.gates[CompanyList] = threading.Event()
    _press(K.Key_C)
    qtbot.waitUntil(lambda: bool(office.requests(CompanyList)))
    assert not seated.search.hasFocus()
    gate.set()
    qtbot.waitUntil(lambda: list(seated.listing.model.ids) == [10, 11])
    qtbot.waitUntil(seated.view.hasFocus)
    _press(K.Key_P)
    qtbot.waitUntil(lambda: list(seated.listing.model.ids) == [1, 2, 3])
    assert seated.search.text() == ""
    qtbot.waitUntil(seated.view.hasFocus)


def _menu(qtbot: QtBot) -> CommandMenu:
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), CommandMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, CommandMenu)
    return menu


def _entry(menu: CommandMenu, words: str) -> QAction:
    return next(one for one in menu.entries() if one.text().split("\t")[0] == words)


def test_a_right_click_chooses_the_row_and_its_menu_wakes_when_the_page_is_there(
    qtbot: QtBot, seated: PeoplePage, office: RecordingOffice
) -> None:
    gate = office.gates[CandidatePage] = threading.Event()
    view = seated.view.viewport()
    at = seated.view.visualRect(seated.view.model().index(1, 0)).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.mapToGlobal(at))
    QApplication.sendEvent(view, event)
    menu = _menu(qtbot)
    assert seated.view.currentIndex().row() == 1
    assert not _entry(menu, "编辑…").isEnabled()
    assert "先从左侧选择" in _entry(menu, "编辑…").toolTip()
    gate.set()
    qtbot.waitUntil(lambda: _entry(menu, "编辑…").isEnabled())
    assert _entry(menu, "编辑…").text().endswith("\tE")
    assert not _entry(menu, "待审资料").isEnabled()
    _entry(menu, "编辑…").trigger()
    menu.close()
    qtbot.waitUntil(seated.editing.person.isVisible)


def test_shift_f10_is_the_menu_of_the_row_in_front(qtbot: QtBot, seated: PeoplePage) -> None:
    _press(K.Key_Down)
    qtbot.waitUntil(lambda: _shown(seated) == 1)
    QTest.keyClick(seated.view, K.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = _menu(qtbot)
    assert _entry(menu, "查重…").isEnabled()
    menu.close()


def test_a_letter_without_anybody_says_what_is_missing(qtbot: QtBot, seated: PeoplePage) -> None:
    seated.view.setFocus()
    _press(K.Key_U)
    assert seated.desk.messages.text == "先从左侧选择一名学员"
    assert not seated.applying.isVisible()
