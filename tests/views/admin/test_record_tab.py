"""Records edited beside their table: what was typed stays, what others changed is taken over, clashes are asked."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from desktop_admin.contract.base import Receipt
from desktop_admin.contract.catalogue import Catalogue, CatalogueRecord
from desktop_admin.contract.errors import Conflict
from desktop_admin.contract.staff import EditStaff, StaffForm, StaffList, StaffPage
from desktop_admin.rules.roles import Role
from desktop_admin.views.admin.categories import CategoriesTab
from desktop_admin.views.admin.page import AdminPage
from desktop_admin.views.admin.staff import StaffTab
from desktop_admin.views.common.edit import NOTHING_CHANGED, kept
from tests.source import PACKAGE
from tests.views.admin.conftest import CATEGORY, LI, WANG, K, Opened, line
from tests.views.recording import RecordingOffice


def _staff(qtbot: QtBot, page: AdminPage) -> StaffTab:
    tab = page.tabs["staff"]
    assert isinstance(tab, StaffTab)
    qtbot.waitUntil(lambda: len(tab.model.rows) == 2 and tab.panel.isVisible())
    return tab


def _read_again(qtbot: QtBot, office: RecordingOffice, tab: StaffTab, *rows: object) -> None:
    office.answers[StaffList] = StaffPage(rows, 101)  # type: ignore[arg-type]
    tab.load()
    qtbot.waitUntil(lambda: tab.model.rows == list(rows))


def test_a_field_i_typed_in_stays_and_the_others_follow() -> None:
    seen = StaffForm("李四", (Role.REVIEWER,))
    typed = replace(seen, name="李思")
    now = replace(seen, active=False)
    assert kept(seen, typed, now) == (replace(now, name="李四"), replace(now, name="李思"))
    assert kept(seen, seen, now) == (now, now)


def test_saving_mine_does_not_take_back_what_a_colleague_changed_meanwhile(
    qtbot: QtBot, opened: Opened, office: RecordingOffice
) -> None:
    """I type a name; a colleague switches the account off; my save must say nothing about the switch."""
    tab = _staff(qtbot, opened())
    qtbot.keyClicks(line(tab.panel.form, "name"), "X")
    theirs = replace(LI, version=3, form=replace(LI.form, active=False))
    _read_again(qtbot, office, tab, theirs, WANG)
    assert tab.panel.form.value("name") == "李四X"
    assert tab.panel.form.value("active") is False
    qtbot.keyClick(line(tab.panel.form, "name"), K.Key_Return)
    wanted = replace(theirs.form, name="李四X")
    qtbot.waitUntil(lambda: office.commands() == [EditStaff(3, theirs.form, wanted)])


def test_the_same_field_changed_by_both_is_sent_as_it_was_seen(
    qtbot: QtBot, opened: Opened, office: RecordingOffice
) -> None:
    """So that the office can name the clash, instead of my list having swallowed it."""
    tab = _staff(qtbot, opened())
    qtbot.keyClicks(line(tab.panel.form, "name"), "X")
    _read_again(qtbot, office, tab, replace(LI, version=3, form=replace(LI.form, name="李思")), WANG)
    tab.panel.save_button.click()
    qtbot.waitUntil(lambda: office.commands() == [EditStaff(3, LI.form, replace(LI.form, name="李四X"))])


def test_what_was_typed_stays_with_its_record(qtbot: QtBot, opened: Opened, office: RecordingOffice) -> None:
    tab = _staff(qtbot, opened())
    qtbot.keyClicks(line(tab.panel.form, "name"), "X")
    tab.table.setFocus()
    qtbot.keyClick(tab.table, K.Key_Down)
    assert tab.panel.form.value("name") == "王敏"
    tab.panel.save_button.click()
    assert tab.panel.problem.text() == NOTHING_CHANGED
    qtbot.keyClick(tab.table, K.Key_Up)
    assert tab.panel.form.value("name") == "李四X"
    assert tab.panel.problem.text() == ""
    assert office.commands() == []
    qtbot.keyClick(line(tab.panel.form, "name"), K.Key_Return)
    qtbot.waitUntil(lambda: len(office.commands()) == 1)
    qtbot.waitUntil(lambda: tab.panel.form.value("name") == "李四")  # as the office answers


def test_theirs_everywhere_sends_nothing_and_says_so(
    qtbot: QtBot, opened: Opened, office: RecordingOffice
) -> None:
    page = opened()
    tab = _staff(qtbot, page)
    fields = [{"field": "name", "seen": "李四", "stored": "李思", "wanted": "李四X"}]
    office.answers[EditStaff] = Conflict("王敏改动了同一处内容。", {"who": "王敏", "fields": fields})
    qtbot.keyClicks(line(tab.panel.form, "name"), "X")
    qtbot.keyClick(line(tab.panel.form, "name"), K.Key_Return)
    qtbot.waitUntil(page.conflict.isVisible)
    office.answers[EditStaff] = Receipt(101, ())
    office.answers[StaffList] = StaffPage((replace(LI, form=replace(LI.form, name="李思")), WANG), 101)
    said: list[str] = []
    tab.said.connect(said.append)
    qtbot.keyClick(page.conflict, K.Key_T)
    qtbot.keyClick(page.conflict, K.Key_Return)
    qtbot.waitUntil(lambda: tab.panel.form.value("name") == "李思")
    assert said == ["保留了同事的改动"]
    assert len(office.commands()) == 1


def test_a_nought_is_written_although_an_empty_field_reads_as_one(
    qtbot: QtBot, opened: Opened, office: RecordingOffice
) -> None:
    free = replace(CATEGORY, form=replace(CATEGORY.form, required_hours=0))
    office.answers[Catalogue] = CatalogueRecord((free,), (), 100)
    page = opened()
    page.show_tab("categories")
    tab = page.tabs["categories"]
    assert isinstance(tab, CategoriesTab)
    qtbot.waitUntil(tab.panel.isVisible)
    assert line(tab.panel.form, "required_hours").text() == "0"


@pytest.mark.parametrize(("file", "most"), [("categories", 60), ("staff", 130), ("reasons", 130)])
def test_a_tab_says_only_what_is_its_own(file: str, most: int) -> None:
    lines = (PACKAGE / "views" / "admin" / f"{file}.py").read_text(encoding="utf-8").splitlines()
    assert len(lines) < most, "what every record tab does belongs into record_tab.py"
