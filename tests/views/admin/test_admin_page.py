"""Administration: tabs by role, accounts, reasons, settings, notices, the journal and its proof."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop_admin.contract.base import Receipt, Subject
from desktop_admin.contract.errors import Conflict, Invalid, Unavailable
from desktop_admin.contract.journal import (
    JournalDetail,
    JournalEntry,
    JournalPage,
    JournalProof,
    JournalRow,
    JournalRows,
    VerifyJournal,
)
from desktop_admin.contract.notices import MarkNotice, NoticePage, NoticeRow, Notices, RetryNotice
from desktop_admin.contract.policy import (
    AddReason,
    Catalogue,
    CatalogueRecord,
    CategoryForm,
    CategoryRow,
    EditCategory,
    EditPolicy,
    EditReason,
    MonthWindow,
    MonthWindows,
    PolicyForm,
    PolicyRecord,
    PolicySettings,
    ReasonCount,
    ReasonCounts,
    ReasonForm,
    ReasonReport,
    ReasonRow,
    ShiftRegistration,
    Windows,
)
from desktop_admin.contract.staff import (
    AddStaff,
    EditStaff,
    OfficeFacts,
    OfficeState,
    Person,
    ResetPassword,
    StaffForm,
    StaffList,
    StaffPage,
    StaffRow,
)
from desktop_admin.rules.roles import Role
from desktop_admin.rules.windows import Cycle, registration_window
from desktop_admin.views.admin.categories import CategoriesTab
from desktop_admin.views.admin.journal import JournalTab
from desktop_admin.views.admin.journal_words import NAMES, command_names, detail_words
from desktop_admin.views.admin.notices import NoticesTab
from desktop_admin.views.admin.page import AdminPage
from desktop_admin.views.admin.passwords import first_password
from desktop_admin.views.admin.printing import notice_document
from desktop_admin.views.admin.reasons import ReasonsTab
from desktop_admin.views.admin.settings import SettingsTab
from desktop_admin.views.admin.staff import StaffTab
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.fields import FieldForm
from desktop_admin.views.common.page import Target
from desktop_admin.views.common.paper_reader import PaperReader
from tests.views.recording import NOON, RecordingOffice

K = Qt.Key
BOTH = (Role.CHIEF, Role.ADMINISTRATOR, Role.REVIEWER)
LI = StaffRow(3, 2, StaffForm("李四", (Role.REVIEWER,)), True, False, NOON - timedelta(hours=1))
WANG = StaffRow(2, 1, StaffForm("王敏", (Role.REVIEWER, Role.CHIEF)), False, False, None)
SEAL = ReasonRow(5, 1, ReasonForm("seal_missing", "未加盖单位公章", "", "", 1))
OLD = ReasonRow(6, 1, ReasonForm("old", "旧原因", "registration_form", "", 0, active=False))
CATEGORY = CategoryRow(
    9, 1, CategoryForm("A_renewal", "A", "renewal", "安全员A类延期", "A类延期", 40, True), {"x": "承诺书"}
)
POLICY = PolicyForm("黔南州建筑业协会")
FAILED = NoticeRow(
    4, 3, 1, 21, "龙䶮", "approve", "您的资料已通过。", "failed", NOON, None, 1, "短信通道没有应答", None
)


def _windows() -> Windows:
    def month(cycle: Cycle) -> MonthWindow:
        window = registration_window(cycle)
        return MonthWindow(cycle.key, window.opens, window.closes, False, "", f"{cycle.label}报名", (), 0)

    cycle = Cycle(2026, 11)
    return Windows(month(cycle), month(cycle.next()), month(cycle).closes, NOON)


def _row(number: int) -> JournalRow:
    subjects = (Subject("submission", 22, 3), Subject("notice", 23, 1))
    return JournalRow(
        number, NOON, "李四", "", "desk", "PC1", "ApproveSubmission", subjects, "ab" * 32, number == 90
    )


def _journal(request: JournalPage) -> JournalRows:
    if request.name:
        return JournalRows((), 0, 300, "ff")
    head = request.before - 1 if request.before else 300
    return JournalRows(tuple(_row(n) for n in range(head, max(head - request.limit, 0), -1)), 300, 300, "ff")


@pytest.fixture
def office() -> RecordingOffice:
    return RecordingOffice(
        answers={
            StaffList: StaffPage((LI, WANG), 100),
            Catalogue: CatalogueRecord((CATEGORY,), (SEAL, OLD), 100),
            ReasonReport: ReasonCounts((ReasonCount("seal_missing", "未加盖单位公章", "", 4),), 5),
            PolicySettings: PolicyRecord(1, POLICY),
            MonthWindows: _windows(),
            Notices: lambda request: NoticePage((4,), (FAILED,), 1, 100),
            JournalPage: _journal,
            JournalEntry: lambda request: JournalDetail(
                _row(request.number), None if request.number == 90 else '{"submission_id": 22}', True
            ),
            OfficeFacts: OfficeState("协会", True, False, 1, 1, NOON),
        }
    )


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def opened(qtbot: QtBot, office: RecordingOffice, settings: QSettings):  # type: ignore[no-untyped-def]
    """Make a page for roles; desks are closed at the end."""
    desks: list[Desk] = []

    def make(*roles: Role) -> AdminPage:
        desk = Desk(office, Person(2, "王敏", roles or BOTH), after=100)
        desk.heard(NOON)
        desks.append(desk)
        page = AdminPage(desk, cast(PaperReader, None), settings=settings)
        qtbot.addWidget(page)
        page.resize(1290, 720)
        page.show()
        page.activate()
        return page

    yield make
    office.close()
    for desk in desks:
        desk.close()


Opened = Callable[..., AdminPage]


def _line(form: FieldForm, key: str) -> QLineEdit:
    widget = form.fields[key].widget
    assert isinstance(widget, QLineEdit)
    return widget


@pytest.mark.parametrize(
    ("role", "tabs"),
    [
        (Role.ADMINISTRATOR, ["staff", "journal"]),
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
    assert "已锁定" in tab.panel.note.text()
    qtbot.keyClick(tab.roles.boxes[Role.CHIEF], K.Key_Space)
    assert not tab.roles.warning.isVisible()
    qtbot.keyClick(tab.roles.boxes[Role.ADMINISTRATOR], K.Key_Space)
    assert tab.roles.warning.isVisible()
    qtbot.keyClick(_line(tab.panel.form, "name"), K.Key_Return)
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
    assert tab.new.isVisible()
    tab.new.form.fields["roles"].put((Role.FINANCE,))
    qtbot.keyClicks(_line(tab.new.form, "name"), "Qian")
    qtbot.keyClick(_line(tab.new.form, "name"), K.Key_Return)
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
    qtbot.keyClicks(_line(tab.panel.form, "name"), "X")
    office.clear()
    tab.load()
    qtbot.waitUntil(lambda: len(office.requests(StaffList)) == 1)
    qtbot.wait(30)
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
    tab.new.form.put({"text": "缺照片", "slot": "registration_form", "digit": 1})
    qtbot.keyClick(tab.new.form.fields["text"].widget, K.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: tab.new.form.fields["digit"].fault.text() != "")
    assert office.commands() == [AddReason(ReasonForm("", "缺照片", "registration_form", "", 1))]
    assert tab.new.isVisible()


def test_the_report_asks_for_half_open_periods(qtbot: QtBot, opened: Opened, office: RecordingOffice) -> None:
    tab = _reasons(qtbot, opened())
    qtbot.keyClick(tab.pills["report"], K.Key_Space)
    qtbot.waitUntil(lambda: "5 次退回或不通过" in tab.report.summary.text())
    tab.report.pills[1].click()
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
    hours = _line(tab.panel.form, "required_hours")
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
    grace = _line(tab.form, "grace_minutes")
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
    assert _line(form, "closes").text() == "2026-11-22 17:00"
    _line(form, "closes").setText("23日")
    qtbot.keyClick(_line(form, "closes"), K.Key_Return)
    assert form.fields["closes"].fault.text() == "请写成 2026-11-22 17:00 这样。"
    assert form.fields["reason"].fault.text() == "请写明调整的原因，会记入日志。"
    assert office.commands() == []
    _line(form, "closes").setText("2026-11-23 17:00")
    form.put({"reason": "周日无人值班"})
    qtbot.keyClick(_line(form, "closes"), K.Key_Return)
    opens = datetime.fromisoformat("2026-11-01T09:00:00+08:00")
    closes = datetime.fromisoformat("2026-11-23T17:00:00+08:00")
    wanted = ShiftRegistration("2026-11", 0, opens, closes, "周日无人值班")
    qtbot.waitUntil(lambda: office.commands() == [wanted])


# -- notices ---------------------------------------------------------------------------------


def test_a_jump_shows_failed_notices_and_r_retries(
    qtbot: QtBot, opened: Opened, office: RecordingOffice
) -> None:
    page = opened(Role.REVIEWER)
    page.activate(Target("filter", data=("notices", "failed")))
    tab = page.tabs["notices"]
    assert isinstance(tab, NoticesTab)
    qtbot.waitUntil(tab.panel.isVisible)
    assert Notices(state="failed") in office.requests()
    assert tab.text.text() == "您的资料已通过。"
    assert tab.panel.problem.text() == "短信通道没有应答"
    tab.table.setFocus()
    qtbot.keyClick(tab.table, K.Key_R)
    qtbot.waitUntil(lambda: office.commands() == [RetryNotice(4, 3)])
    qtbot.waitUntil(lambda: tab.handed.isEnabled())
    qtbot.keyClick(tab.table, K.Key_G)
    qtbot.waitUntil(lambda: office.commands()[1:] == [MarkNotice(4, 3, sent=True)])


def test_the_printed_notice_holds_the_text_as_sent() -> None:
    text = notice_document("龙䶮", "退回修改", "请补 <b>公章</b>").toPlainText()
    assert "龙䶮：" in text
    assert "请补 <b>公章</b>" in text


# -- the journal -----------------------------------------------------------------------------


def _journal_tab(qtbot: QtBot, page: AdminPage) -> JournalTab:
    page.show_tab("journal")
    tab = page.tabs["journal"]
    assert isinstance(tab, JournalTab)
    qtbot.waitUntil(
        lambda: len(tab.model.rows) == 100 and tab.panel.isVisible() and tab.remembered is not None
    )
    return tab


def test_the_journal_grows_while_scrolling(qtbot: QtBot, opened: Opened, office: RecordingOffice) -> None:
    tab = _journal_tab(qtbot, opened())
    assert tab.detail.toPlainText() == "资料：22"
    tab.table.scrollToBottom()
    qtbot.waitUntil(lambda: len(tab.model.rows) == 200)
    assert [one.before for one in office.requests(JournalPage) if isinstance(one, JournalPage)] == [0, 201]
    assert [one.number for one in tab.model.rows[98:102]] == [202, 201, 200, 199]


def test_the_journal_is_filtered_by_what_was_done(
    qtbot: QtBot, opened: Opened, office: RecordingOffice
) -> None:
    tab = _journal_tab(qtbot, opened())
    tab.what.setCurrentIndex(tab.what.findData("EditPolicy"))
    qtbot.waitUntil(lambda: tab.states.empty.sentence.text() == "这个筛选下没有记录")
    asked = office.requests(JournalPage)[-1]
    assert isinstance(asked, JournalPage)
    assert asked.name == "EditPolicy"
    tab.states.empty.button.click()
    qtbot.waitUntil(lambda: len(tab.model.rows) == 100)


def test_erased_content_is_said_to_be_erased(qtbot: QtBot, opened: Opened) -> None:
    tab = _journal_tab(qtbot, opened())
    tab._on_chosen(90)
    qtbot.waitUntil(lambda: "已按保存期限清除" in tab.detail.toPlainText())


def test_verify_remembers_the_head_and_objects_when_it_is_gone(
    qtbot: QtBot, opened: Opened, office: RecordingOffice
) -> None:
    good = JournalProof(True, 300, 300, "ff" * 32, None, "操作日志完整：300 条，首尾相连，逐条可证。")
    gone = JournalProof(
        False, 250, 250, "ee" * 32, 300, "记住的第 300 号日志不在这条链上：日志被截断或整段换过。"
    )
    office.answers[VerifyJournal] = good
    tab = _journal_tab(qtbot, opened())
    tab.table.setFocus()
    qtbot.keyClick(tab.table, K.Key_V)
    qtbot.waitUntil(lambda: "操作日志完整" in tab.proof.sentence.text())
    assert tab.proof.isVisible()
    office.answers[VerifyJournal] = gone
    qtbot.keyClick(tab.table, K.Key_V)
    qtbot.waitUntil(lambda: "不在这条链上" in tab.proof.sentence.text())
    assert tab.proof.property("tone") == "bad"
    asked = office.requests(VerifyJournal)
    assert asked == [VerifyJournal(""), VerifyJournal(f"300:{'ff' * 32}")]
    assert tab.remembered is not None
    assert tab.remembered.number == 300, "a refused chain does not replace what was seen"
    office.answers[VerifyJournal] = replace(good, rows=250, head=250, head_hash="ee" * 32)
    tab.proof.button.click()
    qtbot.waitUntil(lambda: "操作日志完整" in tab.proof.sentence.text())
    assert tab.remembered.number == 250


def test_every_command_has_words_in_the_journal() -> None:
    assert {name for name, _words in command_names()} <= set(NAMES)


def test_details_are_readable() -> None:
    text = '{"submission_id": 5, "reasons": [{"slot": "", "text": "缺公章"}], "unseen": false}'
    assert detail_words(text) == "资料：5\n原因：\n　1.\n　　资料：（空）\n　　文字：缺公章\n未逐份查看：否"
    assert detail_words("no json") == "no json"
