"""Administration: tabs by role, accounts, reasons, categories, settings."""

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_admin.contract.base import Receipt, Subject
from desktop_admin.contract.catalogue import AddReason, EditCategory, EditReason, ReasonForm, ReasonReport
from desktop_admin.contract.errors import Conflict, Invalid, Unavailable
from desktop_admin.contract.policy import EditPolicy, ShiftRegistration
from desktop_admin.contract.staff import (
    AddStaff,
    EditStaff,
    ResetPassword,
    StaffForm,
    StaffList,
    StaffPage,
)
from desktop_admin.rules.roles import Role
from desktop_admin.views.admin.categories import CategoriesTab
from desktop_admin.views.admin.page import AdminPage
from desktop_admin.views.admin.passwords import first_password
from desktop_admin.views.admin.reasons import ReasonsTab
from desktop_admin.views.admin.settings import SettingsTab
from desktop_admin.views.admin.staff import StaffTab
from tests.views.admin.conftest import CATEGORY, LI, POLICY, SEAL, WANG, K, Opened, line
from tests.views.quiet import quiet
from tests.views.recording import RecordingOffice


@pytest.mark.parametrize(
    ("role", "tabs"),
    [
        (Role.ADMINISTRATOR, ["staff", "backups", "journal"]),
        (Role.CHIEF, ["reasons", "categories", "settings", "notices", "journal"]),
        (Role.REVIEWER, ["notices"]),
        (Role.AUDITOR, ["notices", "journal"]),
    ],
)
def test_tabs_by_role(opened: Opened, role: Role, tabs: list[str]) -> None:
    assert list(opened(role).tabs) == tabs


def test_nothing_allowed_is_said(opened: Opened, office: RecordingOffice) -> None:
    page = opened(Role.PORTAL)
    assert page.tabs == {}
    assert office.requests() == []
    assert page.stack.currentWidget().accessibleName() == "这里不对当前角色开放"


# -- accounts --------------------------------------------------------------------------------


def _staff(qtbot: QtBot, page: AdminPage) -> StaffTab:
    tab = page.tabs["staff"]
    assert isinstance(tab, StaffTab)
    qtbot.waitUntil(lambda: len(tab.model.rows) == 2 and tab.panel.isVisible())
    return tab


def test_edit_roles_and_the_warning_about_both(qtbot: QtBot, opened: Opened, office: RecordingOffice) -> None:
    tab = _staff(qtbot, opened())
    assert tab.panel.heading.text() == "李四"
    assert "有人连续输错密码" in tab.panel.note.text()
    qtbot.keyClick(tab.roles.boxes[Role.CHIEF], K.Key_Space)
    assert not tab.roles.warning.isVisible()
    qtbot.keyClick(tab.roles.boxes[Role.ADMINISTRATOR], K.Key_Space)
    assert tab.roles.warning.isVisible()
    qtbot.keyClick(line(tab.panel.form, "name"), K.Key_Return)
    wanted = StaffForm("李四", (Role.REVIEWER, Role.CHIEF, Role.ADMINISTRATOR))
    qtbot.waitUntil(lambda: office.commands() == [EditStaff(3, LI.form, wanted)])


def test_disabling_the_last_chief_is_refused_at_the_field(
    qtbot: QtBot, opened: Opened, office: RecordingOffice
) -> None:
    faults = [{"field": "active", "code": "last_chief", "message": "王敏是最后一个可用的“主管”。"}]
    office.answers[EditStaff] = Invalid("最后一个主管。", {"faults": faults})
    tab = _staff(qtbot, opened())
    qtbot.keyClick(tab.table, K.Key_Down)
    assert tab.panel.heading.text() == "王敏"
    qtbot.keyClick(tab.panel.form.fields["active"].widget, K.Key_Space)
    tab.panel.save_button.click()
    qtbot.waitUntil(lambda: tab.panel.form.fields["active"].fault.text() == "王敏是最后一个可用的“主管”。")
    assert office.commands() == [EditStaff(2, WANG.form, replace(WANG.form, active=False))]


def test_a_new_password_is_shown_once(qtbot: QtBot, opened: Opened, office: RecordingOffice) -> None:
    tab = _staff(qtbot, opened())
    qtbot.keyClick(tab.reset, K.Key_Space)
    qtbot.waitUntil(tab.shown.isVisible)
    (sent,) = office.commands()
    assert isinstance(sent, ResetPassword)
    assert sent.staff_id == 3
    assert tab.shown.field.text() == sent.password
    qtbot.keyClick(tab.shown.done, K.Key_Return)
    assert not tab.shown.isVisible()
    assert tab.shown.field.text() == ""


def test_a_new_account(qtbot: QtBot, opened: Opened, office: RecordingOffice) -> None:
    tab = _staff(qtbot, opened())
    office.answers[AddStaff] = Receipt(101, (Subject("staff", 8, 1),))
    tab.table.setFocus()
    qtbot.keyClick(tab.table, K.Key_N)
    assert tab.adder.sheet.isVisible()
    tab.adder.sheet.form.fields["roles"].put((Role.FINANCE,))
    qtbot.keyClicks(line(tab.adder.sheet.form, "name"), "Qian")
    qtbot.keyClick(line(tab.adder.sheet.form, "name"), K.Key_Return)
    qtbot.waitUntil(tab.shown.isVisible)
    (sent,) = office.commands()
    assert isinstance(sent, AddStaff)
    assert (sent.account.name, sent.account.roles) == ("Qian", (Role.FINANCE,))
    assert tab.shown.field.text() == sent.account.password


def test_first_passwords_fit_the_rules() -> None:
    made = {first_password() for _ in range(50)}
    assert len(made) == 50
    assert all(
        len(one) == 14 and any(s.isdigit() for s in one) and any(s.isalpha() for s in one) for one in made
    )


def test_typed_changes_survive_a_reload(qtbot: QtBot, opened: Opened, office: RecordingOffice) -> None:
    tab = _staff(qtbot, opened())
    qtbot.keyClicks(line(tab.panel.form, "name"), "X")
    office.clear()
    tab.load()
    qtbot.waitUntil(lambda: len(office.requests(StaffList)) == 1)
    quiet(qtbot, tab.desk, office)
    assert tab.panel.form.value("name") == "李四X"


def test_accounts_not_read(qtbot: QtBot, opened: Opened, office: RecordingOffice) -> None:
    office.answers[StaffList] = Unavailable("数据文件被占用。")
    page = opened()
    tab = page.tabs["staff"]
    assert isinstance(tab, StaffTab)
    qtbot.waitUntil(lambda: tab.states.empty.cause.text() == "数据文件被占用。")
    office.answers[StaffList] = StaffPage((LI, WANG), 100)
    tab.states.empty.button.click()
    qtbot.waitUntil(lambda: len(tab.model.rows) == 2)


# -- reasons, categories, settings -----------------------------------------------------------


def _reasons(qtbot: QtBot, page: AdminPage) -> ReasonsTab:
    page.show_tab("reasons")
    tab = page.tabs["reasons"]
    assert isinstance(tab, ReasonsTab)
    qtbot.waitUntil(lambda: len(tab.model.rows) == 1 and tab.panel.isVisible())
    return tab


def test_retiring_a_reason(qtbot: QtBot, opened: Opened, office: RecordingOffice) -> None:
    tab = _reasons(qtbot, opened())
    qtbot.keyClick(tab.panel.form.fields["active"].widget, K.Key_Space)
    tab.panel.save_button.click()
    qtbot.waitUntil(lambda: office.commands() == [EditReason(5, SEAL.form, replace(SEAL.form, active=False))])
    tab.show_part("retired")
    assert [one.id for one in tab.model.rows] == [6]


def test_a_taken_digit_is_said_at_the_field(qtbot: QtBot, opened: Opened, office: RecordingOffice) -> None:
    faults = [{"field": "digit", "code": "taken", "message": "数字 1 已用于“未加盖单位公章”。"}]
    office.answers[AddReason] = Invalid("数字已用。", {"faults": faults})
    tab = _reasons(qtbot, opened())
    tab.table.setFocus()
    qtbot.keyClick(tab.table, K.Key_N)
    tab.adder.sheet.form.put({"text": "缺照片", "slot": "registration_form", "digit": 1})
    qtbot.keyClick(
        tab.adder.sheet.form.fields["text"].widget, K.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    qtbot.waitUntil(lambda: tab.adder.sheet.form.fields["digit"].fault.text() != "")
    assert office.commands() == [
        AddReason(ReasonForm("", "缺照片", "registration_form", "", 1, given_for="return"))
    ]
    assert tab.adder.sheet.isVisible()


def test_final_grounds_are_a_part_of_their_own(qtbot: QtBot, opened: Opened, office: RecordingOffice) -> None:
    tab = _reasons(qtbot, opened())
    tab.pills.buttons["reject"].click()
    assert [one.id for one in tab.model.rows] == [5], "what is for both stands on both lists"
    tab.show_part("registration_form")
    tab.panel.form.put({"given_for": "reject"})
    tab.panel.save_button.click()
    wanted = replace(SEAL.form, given_for="reject")
    qtbot.waitUntil(lambda: office.commands() == [EditReason(5, SEAL.form, wanted)])
    tab.show_part("reject")
    tab.table.setFocus()
    qtbot.keyClick(tab.table, K.Key_N)
    assert tab.adder.sheet.form.value("given_for") == "reject"


def test_the_report_asks_for_half_open_periods(qtbot: QtBot, opened: Opened, office: RecordingOffice) -> None:
    tab = _reasons(qtbot, opened())
    qtbot.keyClick(tab.pills.buttons["report"], K.Key_Space)
    qtbot.waitUntil(lambda: "5 次退回或不通过" in tab.report.summary.text())
    tab.report.pills.buttons["1"].click()
    qtbot.waitUntil(lambda: len(office.requests(ReasonReport)) == 2)
    this, last = office.requests(ReasonReport)
    assert isinstance(this, ReasonReport)
    assert isinstance(last, ReasonReport)
    assert last.until == this.since == datetime.fromisoformat("2026-11-01T00:00:00+08:00")
    assert this.until == datetime.fromisoformat("2026-11-20T00:00:00+08:00")
    assert last.since == datetime.fromisoformat("2026-10-01T00:00:00+08:00")


def test_category_hours(qtbot: QtBot, opened: Opened, office: RecordingOffice) -> None:
    page = opened()
    page.show_tab("categories")
    tab = page.tabs["categories"]
    assert isinstance(tab, CategoriesTab)
    qtbot.waitUntil(tab.panel.isVisible)
    hours = line(tab.panel.form, "required_hours")
    hours.selectAll()
    qtbot.keyClicks(hours, "3x2")
    qtbot.keyClick(hours, K.Key_Return)
    wanted = replace(CATEGORY.form, required_hours=32)
    qtbot.waitUntil(lambda: office.commands() == [EditCategory(9, CATEGORY.form, wanted)])


def _settings_tab(qtbot: QtBot, page: AdminPage) -> SettingsTab:
    page.show_tab("settings")
    tab = page.tabs["settings"]
    assert isinstance(tab, SettingsTab)
    qtbot.waitUntil(lambda: tab.form.value("office_name") != "" and tab.current.month is not None)
    return tab


def test_settings_conflict_over_one_number(qtbot: QtBot, opened: Opened, office: RecordingOffice) -> None:
    page = opened()
    tab = _settings_tab(qtbot, page)
    fields = [{"field": "grace_minutes", "seen": 15, "stored": 20, "wanted": 30}]
    office.answers[EditPolicy] = Conflict("李四改动了同一处内容。", {"who": "李四", "fields": fields})
    grace = line(tab.form, "grace_minutes")
    grace.selectAll()
    qtbot.keyClicks(grace, "30")
    qtbot.keyClick(grace, K.Key_Return)
    qtbot.waitUntil(page.conflict.isVisible)
    office.answers[EditPolicy] = Receipt(101, ())
    qtbot.keyClick(page.conflict, K.Key_M)
    qtbot.keyClick(page.conflict, K.Key_Return)
    qtbot.waitUntil(lambda: len(office.commands()) == 2)
    seen, wanted = replace(POLICY, grace_minutes=20), replace(POLICY, grace_minutes=30)
    assert office.commands() == [EditPolicy(POLICY, wanted), EditPolicy(seen, wanted)]


def test_moving_a_window_needs_a_time_and_a_reason(
    qtbot: QtBot, opened: Opened, office: RecordingOffice
) -> None:
    tab = _settings_tab(qtbot, opened())
    tab.current.shift.click()
    form = tab.shift.form
    assert line(form, "closes").text() == "2026-11-22 17:00"
    line(form, "closes").setText("23日")
    qtbot.keyClick(line(form, "closes"), K.Key_Return)
    assert form.fields["closes"].fault.text() == "请写成 2026-11-22 17:00 这样。"
    assert form.fields["reason"].fault.text() == "请写明调整的原因，会记入日志。"
    assert office.commands() == []
    line(form, "closes").setText("2026-11-23 17:00")
    form.put({"reason": "周日无人值班"})
    qtbot.keyClick(line(form, "closes"), K.Key_Return)
    opens = datetime.fromisoformat("2026-11-01T09:00:00+08:00")
    closes = datetime.fromisoformat("2026-11-23T17:00:00+08:00")
    wanted = ShiftRegistration("2026-11", 0, opens, closes, "周日无人值班")
    qtbot.waitUntil(lambda: office.commands() == [wanted])
