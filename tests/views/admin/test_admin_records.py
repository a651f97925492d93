"""Administration: notices, and the journal with its proof."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_admin.contract.journal_pages import (
    JournalDetail,
    JournalEntry,
    JournalPage,
    RevealedEntry,
    RevealJournalEntry,
    ToldLine,
)
from desktop_admin.contract.notices import MarkNotice, Notices, RetryNotice
from desktop_admin.contract.proof import JournalProof, VerifyJournal
from desktop_admin.rules.clock import at
from desktop_admin.rules.roles import Role
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.admin.journal import JournalTab
from desktop_admin.views.admin.journal_filter import OWN_DAYS
from desktop_admin.views.admin.journal_words import subject_words, told_words
from desktop_admin.views.admin.notices import NoticesTab
from desktop_admin.views.admin.page import AdminPage
from desktop_admin.views.admin.printing import notice_document
from desktop_admin.views.admin.settings import SettingsTab
from desktop_admin.views.common.page import Target
from tests.views.admin.conftest import FAILED, K, Opened, _row
from tests.views.listed import answer
from tests.views.recording import RecordingOffice

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


@pytest.mark.parametrize(
    ("papers", "where"),
    [
        (21, ("review", Target(SubjectKind.SUBMISSION, 21))),
        (None, ("people", Target(SubjectKind.CANDIDATE, 1))),
    ],
    ids=["papers", "registration"],
)
def test_a_notice_leads_to_what_it_is_about(
    qtbot: QtBot, opened: Opened, office: RecordingOffice, papers: int | None, where: tuple[str, Target]
) -> None:
    about = replace(FAILED, submission_id=papers, registration_id=None if papers else 8)
    office.answers[Notices] = lambda request: answer(request, (about,), 100)
    page = opened(Role.REVIEWER)
    page.show_tab("notices")
    tab = page.tabs["notices"]
    assert isinstance(tab, NoticesTab)
    qtbot.waitUntil(tab.panel.isVisible)
    with qtbot.waitSignal(tab.jump) as led:
        qtbot.mouseClick(tab.dossier, Qt.MouseButton.LeftButton)
    assert tuple(led.args or ()) == where


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
        lambda: len(tab.model.rows) == 100 and tab.panel.isVisible() and tab.proof.remembered is not None
    )
    return tab


def test_the_journal_grows_while_scrolling(qtbot: QtBot, opened: Opened, office: RecordingOffice) -> None:
    tab = _journal_tab(qtbot, opened())
    assert tab.panel.detail.toPlainText() == "资料：龙䶮 的 A类延期"
    tab.table.scrollToBottom()
    qtbot.waitUntil(lambda: len(tab.model.rows) == 200)
    assert [one.before for one in office.requests(JournalPage) if isinstance(one, JournalPage)] == [0, 201]
    assert [one.number for one in tab.model.rows[98:102]] == [202, 201, 200, 199]


def test_the_journal_is_filtered_by_what_was_done(
    qtbot: QtBot, opened: Opened, office: RecordingOffice
) -> None:
    tab = _journal_tab(qtbot, opened())
    tab.filter.what.setCurrentIndex(tab.filter.what.findData("EditPolicy"))
    qtbot.waitUntil(lambda: tab.states.empty.sentence.text() == "这个筛选下没有记录")
    asked = office.requests(JournalPage)[-1]
    assert isinstance(asked, JournalPage)
    assert asked.name == "EditPolicy"
    tab.states.empty.button.click()
    qtbot.waitUntil(lambda: len(tab.model.rows) == 100)


def test_erased_content_is_said_to_be_erased(qtbot: QtBot, opened: Opened, office: RecordingOffice) -> None:
    office.answers[JournalEntry] = lambda request: JournalDetail(_row(request.number), None, True)
    tab = _journal_tab(qtbot, opened())
    qtbot.waitUntil(lambda: "已按保存期限清除" in tab.panel.detail.toPlainText())


def test_the_journal_is_read_without_moving_it_sideways(qtbot: QtBot, opened: Opened) -> None:
    """At 1024 × 700, beside the opened row: what it was about is in sight."""
    page = opened()
    page.resize(948, 600)
    tab = _journal_tab(qtbot, page)
    table, last = tab.table, tab.model.columnCount() - 1
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)
    assert table.columnWidth(last) >= 100
    assert table.columnViewportPosition(last) + 100 <= table.viewport().width()


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
    assert tab.proof.remembered is not None
    assert tab.proof.remembered.number == 300, "a refused chain does not replace what was seen"
    office.answers[VerifyJournal] = replace(good, rows=250, head=250, head_hash="ee" * 32)
    tab.proof.buttons[0].click()
    qtbot.waitUntil(lambda: "操作日志完整" in tab.proof.sentence.text())
    assert tab.proof.remembered.number == 250


def test_lines_are_told_with_what_was_before() -> None:
    lines = (
        ToldLine("电话", "138****5678"),
        ToldLine("迟交宽限", "20 分钟", "15 分钟"),
        ToldLine("备注", "一\n二"),
    )
    assert told_words(lines) == "电话：138****5678\n迟交宽限：15 分钟 → 20 分钟\n备注：一\n　　二"
    assert told_words(()) == "（没有其他内容）"


def test_a_notice_is_not_named_beside_its_papers() -> None:
    things = ("资料 石 的 A类延期", "通知 石 的 A类延期", "通知 龙 的 B类延期", "学员 石", "单位 龙里")
    assert subject_words(things) == "资料 石 的 A类延期、通知 龙 的 B类延期、学员 石 等 4 项"
    assert subject_words(things[1:2]) == "通知 石 的 A类延期"


def test_no_part_of_the_page_is_a_window_of_its_own(qtbot: QtBot, opened: Opened) -> None:
    page = opened()
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [page]


def test_the_journal_is_narrowed_to_days_and_to_a_name(
    qtbot: QtBot, opened: Opened, office: RecordingOffice
) -> None:
    tab = _journal_tab(qtbot, opened())
    tab.filter.when.setCurrentIndex(tab.filter.when.findData("yesterday"))
    tab.filter.about.setText("韦德福")
    qtbot.keyClick(tab.filter.about, K.Key_Return)
    qtbot.waitUntil(lambda: office.requests(JournalPage)[-1].about == "韦德福")  # type: ignore[attr-defined]
    asked = office.requests(JournalPage)[-1]
    assert isinstance(asked, JournalPage)
    assert (asked.since, asked.until) == (at(date(2026, 11, 18), 0), at(date(2026, 11, 19), 0))
    tab.filter.when.setCurrentIndex(tab.filter.when.findData(OWN_DAYS))
    assert tab.filter.days.isVisible()
    tab.filter.first.setDate(QDate(2026, 11, 2))
    qtbot.waitUntil(lambda: office.requests(JournalPage)[-1].since == at(date(2026, 11, 2), 0))  # type: ignore[attr-defined]
    tab.filter.clear.click()
    qtbot.waitUntil(lambda: office.requests(JournalPage)[-1] == JournalPage(limit=100))
    assert not tab.filter.days.isVisible()


def test_the_settings_show_who_changed_them(qtbot: QtBot, opened: Opened, office: RecordingOffice) -> None:
    page = opened()
    page.show_tab("settings")
    tab = page.tabs["settings"]
    assert isinstance(tab, SettingsTab)
    qtbot.waitUntil(lambda: len(tab.history.entries) == 10)
    assert tab.history.entries[0].text() == "2026-11-19 10:42 · 王敏 · 修改设置"
    assert tab.history.entries[1].text() == "迟交宽限：15 分钟 → 20 分钟"
    tab.history.more.click()
    assert len(tab.history.entries) == 14
    assert not tab.history.more.isVisible()


def test_whole_numbers_are_shown_on_demand_and_masked_again(
    qtbot: QtBot, opened: Opened, office: RecordingOffice
) -> None:
    """I reveals the row in front (a command, journalled); another row or leaving masks again."""
    office.answers[JournalEntry] = lambda request: JournalDetail(
        _row(request.number), "{}", True, True, (ToldLine("电话", "138****5678"),)
    )
    office.answers[RevealJournalEntry] = RevealedEntry("{}", (ToldLine("电话", "13812345678"),))
    tab = _journal_tab(qtbot, opened())
    assert tab.panel.detail.toPlainText() == "电话：138****5678"
    assert tab.panel.reveal.isVisible()
    tab.table.setFocus()
    qtbot.keyClick(tab.table, K.Key_I)
    qtbot.waitUntil(lambda: tab.panel.detail.toPlainText() == "电话：13812345678")
    assert [one.number for one in office.requests(RevealJournalEntry)] == [300]  # type: ignore[attr-defined]
    qtbot.keyClick(tab.table, K.Key_Down)
    qtbot.waitUntil(lambda: tab.panel.detail.toPlainText() == "电话：138****5678")
    tab.panel.reveal.click()
    qtbot.waitUntil(lambda: tab.panel.detail.toPlainText() == "电话：13812345678")
    tab.hide()
    assert tab.panel.detail.toPlainText() == "电话：138****5678"


def test_whoever_may_not_reveal_is_told_who_may(
    qtbot: QtBot, opened: Opened, office: RecordingOffice
) -> None:
    office.answers[JournalEntry] = lambda request: JournalDetail(
        _row(request.number), "{}", True, True, (ToldLine("电话", "138****5678"),)
    )
    tab = _journal_tab(qtbot, opened(Role.AUDITOR))
    assert tab.panel.reveal.isHidden()
    assert "只有主管可以查看" in tab.panel.masked.text()
    assert tab.panel.masked.isVisible()
    tab.panel.toggle_reveal()
    assert office.requests(RevealJournalEntry) == []
