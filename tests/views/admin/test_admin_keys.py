"""系统管理 by key: Alt and a digit is a tab wherever the keyboard is, and never a digit in a field."""

import threading

import pytest
from PySide6.QtCore import Qt
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
