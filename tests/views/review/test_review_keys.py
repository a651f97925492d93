"""The one table of the review desk: F1, menus and keys are made of it (X10); a right click opens what it stands on."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_admin.contract.sessions import Person
from desktop_admin.contract.submissions import ApproveSubmission, Dossier, Slot
from desktop_admin.rules.roles import Role
from desktop_admin.views.common.command import spoken
from desktop_admin.views.common.command_menu import CommandMenu
from desktop_admin.views.common.widgets import CommandButton
from desktop_admin.views.papers.tools import COMMANDS as PAPERS
from desktop_admin.views.review.keys import COMMANDS, HELP
from tests.views.review.sitting import Reviewer

#: Keys of the reason field alone.
_PICKING = {"Tab", "0"}
_SHIFT = Qt.KeyboardModifier.ShiftModifier


def opened_menu(reviewer: Reviewer) -> CommandMenu:
    reviewer.qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), CommandMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, CommandMenu)
    return menu


def right_click(widget: QWidget, at: QPoint) -> None:
    """As the window system tells it: the press, and the menu that is asked for."""
    QTest.mousePress(widget, Qt.MouseButton.RightButton, pos=at)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, widget.mapToGlobal(at))
    QApplication.sendEvent(widget, event)
    QTest.mouseRelease(widget, Qt.MouseButton.RightButton, pos=at)


def entry(menu: CommandMenu, words: str) -> tuple[bool, str, str]:
    """(can be chosen, key shown, tooltip)."""
    found = next(one for one in menu.entries() if one.text().split("\t")[0] == words)
    return found.isEnabled(), found.text().partition("\t")[2], found.toolTip()


def test_every_line_of_the_help_is_of_the_tables() -> None:
    listed = {key for line in HELP for key in line.keys.split()}
    assert len(listed) > 25
    assert listed - _PICKING == {spoken(one.key) for one in (*COMMANDS, *PAPERS) if one.key}


def test_a_right_click_opens_the_row_and_its_menu(reviewer: Reviewer) -> None:
    view = reviewer.page.view
    row = view.visualRect(view.model().index(1, 0)).center()
    right_click(view.viewport(), row)
    menu = opened_menu(reviewer)
    reviewer.on(2)
    reviewer.qtbot.waitUntil(lambda: entry(menu, "通过")[0])
    assert entry(menu, "退回…") == (True, "R", "退回…")
    can, key, why = entry(menu, "接管")
    assert (can, key) == (False, "T")
    assert "不需要接管" in why
    next(one for one in menu.entries() if one.text().startswith("搁置")).trigger()
    menu.close()
    assert reviewer.page.panel.form is not None


def test_the_bar_has_its_buttons(reviewer: Reviewer) -> None:
    bar = reviewer.page.command_bar.findChildren(CommandButton)
    assert [(one.text(), one.hint) for one in bar] == [("搁置", "S"), ("代传", "U"), ("撤销", "Ctrl Z")]


def test_shift_f10_opens_the_menu_where_the_keyboard_is(reviewer: Reviewer) -> None:
    reviewer.key(Qt.Key.Key_F10, _SHIFT)
    menu = opened_menu(reviewer)
    assert entry(menu, "代传")[0]
    menu.close()
    reviewer.page.pair.view.setFocus()
    reviewer.key(Qt.Key.Key_F10, _SHIFT)
    menu = opened_menu(reviewer)
    assert entry(menu, "新旧两版并排")[0] is False
    assert entry(menu, "显示标记")[0]
    menu.close()


def test_the_menu_of_a_paper_is_about_that_paper(reviewer: Reviewer) -> None:
    pair = reviewer.page.pair
    reviewer.see_both()
    view = pair.view_of(Slot.REGISTRATION_FORM)
    right_click(view.viewport(), view.viewport().rect().center())
    menu = opened_menu(reviewer)
    assert pair.slot is Slot.REGISTRATION_FORM
    assert entry(menu, "打印原件…")[:2] == (True, "Ctrl P")
    menu.close()


def test_the_menu_passes_nothing_unread(reviewer: Reviewer) -> None:
    """The entry is the key: it shows the paper that was not on screen yet."""
    reviewer.key(Qt.Key.Key_F10, _SHIFT)
    menu = opened_menu(reviewer)
    next(one for one in menu.entries() if one.text().startswith("通过")).trigger()
    menu.close()
    assert reviewer.page.pair.slot is Slot.REGISTRATION_FORM
    assert not reviewer.office.requests(ApproveSubmission)


def test_ticking_keeps_what_is_open(reviewer: Reviewer) -> None:
    reviewer.key(Qt.Key.Key_B)
    view = reviewer.page.view
    asked = len(reviewer.office.requests(Dossier))
    right_click(view.viewport(), view.visualRect(view.model().index(2, 0)).center())
    menu = opened_menu(reviewer)
    ticked = next(one for one in menu.entries() if one.text().startswith("批量选择"))
    assert ticked.isChecked()
    menu.close()
    assert reviewer.page.bench.id == 1
    assert len(reviewer.office.requests(Dossier)) == asked


class TestWhoOnlyReads:
    """An auditor sees why, and has no buttons for it."""

    @pytest.fixture
    def person(self) -> Person:
        return Person(8, "孙看", (Role.AUDITOR,))

    def test_entries_say_that_the_role_may_not(self, reviewer: Reviewer) -> None:
        reviewer.key(Qt.Key.Key_F10, _SHIFT)
        menu = opened_menu(reviewer)
        can, _key, why = entry(menu, "通过")
        assert not can
        assert "角色" in why
        menu.close()
        assert reviewer.page.keyed.bar() == []
