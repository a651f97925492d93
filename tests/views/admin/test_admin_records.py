"""Administration: notices, and the journal with its proof."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from desktop_admin.contract.journal import (
    JournalDetail,
    JournalEntry,
    JournalPage,
    JournalProof,
    RevealedEntry,
    RevealJournalEntry,
    VerifyJournal,
)
from desktop_admin.contract.notices import MarkNotice, Notices, RetryNotice
from desktop_admin.rules.roles import Role
from desktop_admin.views.admin.journal import JournalTab
from desktop_admin.views.admin.journal_words import detail_words
from desktop_admin.views.admin.notices import NoticesTab
from desktop_admin.views.admin.page import AdminPage
from desktop_admin.views.admin.printing import notice_document
from desktop_admin.views.common.page import Target
from tests.views.admin.conftest import K, Opened, _row
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
    assert tab.panel.detail.toPlainText() == "资料：22"
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
    qtbot.waitUntil(lambda: "已按保存期限清除" in tab.panel.detail.toPlainText())


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


def test_details_are_readable() -> None:
    text = '{"submission_id": 5, "reasons": [{"slot": "", "text": "缺公章"}], "unseen": false}'
    assert detail_words(text) == "资料：5\n原因：\n　1.\n　　资料：（空）\n　　文字：缺公章\n未逐份查看：否"
    assert detail_words("no json") == "no json"


def test_whole_numbers_are_shown_on_demand_and_masked_again(
    qtbot: QtBot, opened: Opened, office: RecordingOffice
) -> None:
    """I reveals the row in front (a command, journalled); another row or leaving masks again."""
    office.answers[JournalEntry] = lambda request: JournalDetail(
        _row(request.number), '{"phone": "138****5678"}', True, True
    )
    office.answers[RevealJournalEntry] = RevealedEntry('{"phone": "13812345678"}')
    tab = _journal_tab(qtbot, opened())
    assert tab.panel.detail.toPlainText() == "电话：138****5678"
    assert tab.panel.reveal.isVisible()
    tab.table.setFocus()
    qtbot.keyClick(tab.table, K.Key_I)
    qtbot.waitUntil(lambda: tab.panel.detail.toPlainText() == "电话：13812345678")
    assert [one.number for one in office.requests(RevealJournalEntry)] == [300]  # type: ignore[attr-defined]
    tab._on_chosen(299)
    qtbot.waitUntil(lambda: tab.panel.detail.toPlainText() == "电话：138****5678")
    tab.panel.reveal.click()
    qtbot.waitUntil(lambda: tab.panel.detail.toPlainText() == "电话：13812345678")
    tab.hide()
    assert tab.panel.detail.toPlainText() == "电话：138****5678"


def test_whoever_may_not_reveal_is_told_who_may(
    qtbot: QtBot, opened: Opened, office: RecordingOffice
) -> None:
    office.answers[JournalEntry] = lambda request: JournalDetail(
        _row(request.number), '{"phone": "138****5678"}', True, True
    )
    tab = _journal_tab(qtbot, opened(Role.AUDITOR))
    assert tab.panel.reveal.isHidden()
    assert "只有主管可以查看" in tab.panel.masked.text()
    assert tab.panel.masked.isVisible()
    tab.panel.toggle_reveal()
    assert office.requests(RevealJournalEntry) == []
