"""系统管理 by key: Alt and a digit is a tab wherever the keyboard is, and never a digit in a field."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_admin.contract.errors import Unavailable
from desktop_admin.contract.journal_pages import JournalPage
from desktop_admin.contract.policy import EditPolicy
from desktop_admin.contract.proof import VerifyJournal
from desktop_admin.rules.roles import Role
from desktop_admin.views.admin.journal import JournalTab
from desktop_admin.views.admin.page import AdminPage
from desktop_admin.views.admin.settings import SettingsTab
from desktop_admin.views.common.command_menu import CommandMenu
from desktop_admin.views.common.table import Table
from tests.views.admin.conftest import K, Opened, line
from tests.views.recording import RecordingOffice

ALT = Qt.KeyboardModifier.AltModifier


def _in_grace(qtbot: QtBot, page: AdminPage) -> QLineEdit:
    """The caret stands in 迟交宽限."""
    tab = page.tabs["settings"]
    assert isinstance(tab, SettingsTab)
    page.show_tab("settings")
    page.activateWindow()
    field = line(tab.form, "grace_minutes")
    qtbot.waitUntil(lambda: field.isVisible() and field.text() != "")
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return field


@pytest.mark.parametrize("place", range(7))
def test_alt_and_a_digit_in_a_field_is_a_tab_and_no_digit(
    qtbot: QtBot, opened: Opened, office: RecordingOffice, place: int
) -> None:
    page = opened()
    field = _in_grace(qtbot, page)
    before = field.text()
    QTest.keyClick(field, K(K.Key_1 + place), ALT)
    assert field.text() == before
    assert page.current.key == list(page.tabs)[place]
    assert not office.requests(EditPolicy)


def test_alt_switches_from_a_list_as_well_and_f1_names_as_many_as_there_are(
    qtbot: QtBot, opened: Opened
) -> None:
    page = opened(Role.AUDITOR)
    page.activateWindow()
    table = page.tabs["notices"].findChild(Table)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is page and table.isVisible())
    table.setFocus()
    QTest.keyClick(table, K.Key_2, ALT)
    assert page.current.key == "journal"
    assert page.keys()[0].keys == "Alt 1…2"
    alone = opened(Role.REVIEWER).keys()
    assert not any(one.keys.startswith("Alt") for one in alone)


def _in_journal(qtbot: QtBot, page: AdminPage) -> JournalTab:
    tab = page.tabs["journal"]
    assert isinstance(tab, JournalTab)
    page.show_tab("journal")
    page.activateWindow()
    qtbot.waitUntil(lambda: tab.table.isVisible() and len(tab.model.rows) == 100 and not tab.asking)
    return tab


def _press(*keys: Qt.Key) -> None:
    for key in keys:
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClick(widget, key)


@pytest.mark.parametrize("leave", [K.Key_Return, K.Key_Down])
def test_the_journals_name_field_is_left_for_the_list_once_it_is_there(
    qtbot: QtBot, opened: Opened, office: RecordingOffice, leave: Qt.Key
) -> None:
    tab = _in_journal(qtbot, opened())
    tab.filter.about.setFocus()
    _press(K.Key_V)
    assert tab.filter.about.text() == "v"
    assert not office.requests(VerifyJournal)
    gate = office.gates[JournalPage] = threading.Event()
    _press(leave)
    qtbot.waitUntil(lambda: any(getattr(one, "about", "") == "v" for one in office.requests(JournalPage)))
    assert tab.filter.about.hasFocus()
    gate.set()
    qtbot.waitUntil(tab.table.hasFocus)
    office.answers[VerifyJournal] = Unavailable("连接中断。")
    _press(K.Key_V)
    qtbot.waitUntil(lambda: bool(office.requests(VerifyJournal)))
    assert tab.filter.about.text() == "v"
    tab.filter.about.setFocus()
    _press(leave)  # nothing new to ask
    assert tab.table.hasFocus()


def test_a_letter_on_a_filter_of_the_journal_is_a_command(
    qtbot: QtBot, opened: Opened, office: RecordingOffice
) -> None:
    tab = _in_journal(qtbot, opened())
    office.answers[VerifyJournal] = Unavailable("连接中断。")
    tab.filter.who.addItem("Victor", 99)
    tab.filter.who.setFocus()
    _press(K.Key_V)
    qtbot.waitUntil(lambda: bool(office.requests(VerifyJournal)))
    assert tab.filter.who.currentIndex() == 0


def _menu(qtbot: QtBot) -> CommandMenu:
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), CommandMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, CommandMenu)
    return menu


def _entries(menu: CommandMenu) -> dict[str, bool]:
    return {one.text(): one.isEnabled() for one in menu.entries()}


def test_a_right_click_on_a_notice_offers_what_can_be_done_with_it(qtbot: QtBot, opened: Opened) -> None:
    page = opened()
    page.show_tab("notices")
    page.activateWindow()
    table = page.tabs["notices"].findChild(Table)
    qtbot.waitUntil(lambda: table.isVisible() and table.currentIndex().isValid())
    view = table.viewport()
    at = table.visualRect(table.model().index(0, 0)).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.mapToGlobal(at))
    QApplication.sendEvent(view, event)
    menu = _menu(qtbot)
    assert table.currentIndex().row() == 0
    assert {"重发\tR", "已当面告知\tG", "打开资料或学员", "复制", "打印…", "刷新\tF5"} == set(_entries(menu))
    assert _entries(menu)["刷新\tF5"]
    menu.close()


def test_shift_f10_in_the_journal_verifies(qtbot: QtBot, opened: Opened, office: RecordingOffice) -> None:
    tab = _in_journal(qtbot, opened())
    tab.table.setFocus()
    office.answers[VerifyJournal] = Unavailable("连接中断。")
    QTest.keyClick(tab.table, K.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = _menu(qtbot)
    next(one for one in menu.entries() if one.text() == "验证操作日志\tV").trigger()
    menu.close()
    qtbot.waitUntil(lambda: bool(office.requests(VerifyJournal)))


def test_only_the_tab_in_front_hears_its_letters(
    qtbot: QtBot, opened: Opened, office: RecordingOffice
) -> None:
    page = opened()
    page.activateWindow()
    page.show_tab("categories")
    table = page.tabs["categories"].findChild(Table)
    qtbot.waitUntil(lambda: table.isVisible() and QApplication.activeWindow() is page)
    table.setFocus()
    _press(K.Key_V, K.Key_B, K.Key_N)
    assert not office.requests(VerifyJournal)
    page.show_tab("reasons")
    qtbot.waitUntil(lambda: page.tabs["reasons"].table.isVisible())
    page.tabs["reasons"].table.setFocus()
    _press(K.Key_N)
    qtbot.waitUntil(page.tabs["reasons"].adder.sheet.isVisible)
