"""R01, R05, R12, R17: the queue, its filter, and what colleagues do meanwhile."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QSettings, Qt, QTimer
from pytestqt.qtbot import QtBot

from desktop_admin.contract.claims import ClaimSubject, ReleaseClaim, TakeOverClaim
from desktop_admin.contract.errors import Unavailable
from desktop_admin.contract.journal import ClaimRow
from desktop_admin.contract.sessions import Person
from desktop_admin.contract.submissions import (
    DecisionKind,
    Dossier,
    QueueFilter,
    QueueView,
    ReviewProgress,
    ReviewQueue,
)
from desktop_admin.rules.roles import Role
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.papers.reader import PaperReader
from desktop_admin.views.review.page import ReviewPage
from desktop_admin.views.review.remembered import load_filter, save_filter
from desktop_admin.views.review.words import claim_of, left_of, tags
from tests.views.recording import NOON
from tests.views.review.sitting import Reviewer
from tests.views.review.town import Town, dossier


def test_r01_opening_the_page_lands_on_the_oldest_waiting_dossier(reviewer: Reviewer) -> None:
    assert reviewer.page.bench.record == reviewer.town.dossiers[1]
    assert reviewer.page.panel.facts.name.text() == "欧阳诸葛"
    assert list(reviewer.page.queue.model.ids) == [1, 2, 3, 4, 5]


def test_r01_the_first_screen_asks_little(reviewer: Reviewer) -> None:
    reviewer.qtbot.waitUntil(lambda: len(reviewer.office.requests(Dossier)) == 4)
    asked = [type(one) for one in reviewer.office.requests()]
    assert asked.count(ReviewQueue) == 1
    assert asked.count(ReviewProgress) == 1
    assert asked.count(ClaimSubject) == 1
    assert [one.submission_id for one in reviewer.office.requests(Dossier)] == [1, 2, 3, 4]


def test_r01_the_filter_is_remembered(reviewer: Reviewer, settings: QSettings) -> None:
    wanted = QueueFilter(categories=("C2_renewal",), kind="renewal", attempt_from=2, deadline_near=True)
    reviewer.page.filters.set(wanted)
    assert load_filter(settings) == wanted
    reviewer.qtbot.waitUntil(lambda: reviewer.office.requests(ReviewQueue)[-1] == ReviewQueue(wanted))


def test_r01_a_filter_from_another_program_version_is_no_filter(settings: QSettings) -> None:
    for stored in ("[]", "{", '{"view": "later"}', '{"attempt_from": "x"}'):
        settings.setValue("review/filter", stored)
        assert load_filter(settings) == QueueFilter()


def test_r01_a_typed_search_is_not_remembered(settings: QSettings) -> None:
    save_filter(settings, QueueFilter(text="欧阳", view=QueueView.ALL), "")
    assert load_filter(settings) == QueueFilter(view=QueueView.ALL)


def test_j_and_k_walk_this_filter_and_stop_at_its_ends(reviewer: Reviewer) -> None:
    reviewer.key(Qt.Key.Key_J)
    reviewer.on(2)
    reviewer.key(Qt.Key.Key_K)
    reviewer.on(1)
    reviewer.key(Qt.Key.Key_K)
    assert reviewer.page.desk.messages.text == "已是第一份"
    assert reviewer.page.bench.id == 1


def test_r05_opening_claims_and_leaving_releases(reviewer: Reviewer) -> None:
    assert reviewer.office.requests(ClaimSubject, ReleaseClaim) == [ClaimSubject(SubjectKind.SUBMISSION, 1)]
    reviewer.key(Qt.Key.Key_J)
    reviewer.on(2)
    reviewer.page.leave()
    reviewer.qtbot.waitUntil(
        lambda: ReleaseClaim(SubjectKind.SUBMISSION, 2) in reviewer.office.requests(ReleaseClaim)
    )
    assert set(reviewer.office.requests(ClaimSubject, ReleaseClaim)) == {
        ClaimSubject(SubjectKind.SUBMISSION, 1),
        ReleaseClaim(SubjectKind.SUBMISSION, 1),
        ClaimSubject(SubjectKind.SUBMISSION, 2),
        ReleaseClaim(SubjectKind.SUBMISSION, 2),
    }


def test_r07_hiding_the_page_releases(reviewer: Reviewer) -> None:
    reviewer.page.hide()
    reviewer.qtbot.waitUntil(
        lambda: reviewer.office.requests(ReleaseClaim) == [ReleaseClaim(SubjectKind.SUBMISSION, 1)]
    )


def test_r05_the_heartbeat_beats_only_for_somebody_who_is_there(reviewer: Reviewer) -> None:
    beat = reviewer.page.bench.claims.findChild(QTimer).timeout
    beat.emit()
    reviewer.calm()
    assert len(reviewer.office.requests(ClaimSubject)) == 1
    reviewer.page.bench.claims.stir()
    beat.emit()
    reviewer.qtbot.waitUntil(lambda: len(reviewer.office.requests(ClaimSubject)) == 2)


def test_r05_a_claimed_dossier_is_read_only_and_says_who(reviewer: Reviewer) -> None:
    reviewer.town.claims[2] = replace(
        reviewer.town.claim(ClaimSubject(SubjectKind.SUBMISSION, 2)),
        mine=False,
        who="李四",
        since=NOON,
        may_take_over=False,
    )
    reviewer.key(Qt.Key.Key_J)
    reviewer.on(2)
    reviewer.qtbot.waitUntil(lambda: reviewer.page.notice.isVisible())
    assert "李四" in reviewer.page.notice.sentence.text()
    reviewer.see_both()
    for key in (Qt.Key.Key_A, Qt.Key.Key_R, Qt.Key.Key_X):
        reviewer.key(key)
    reviewer.calm()
    assert reviewer.office.commands() == []
    assert not reviewer.page.panel.picking
    assert not reviewer.page.panel.footer.yes.isEnabled()


def test_r05_take_over_where_it_is_allowed(reviewer: Reviewer) -> None:
    reviewer.town.claims[2] = replace(
        reviewer.town.claim(ClaimSubject(SubjectKind.SUBMISSION, 2)),
        mine=False,
        who="李四",
        may_take_over=True,
    )
    reviewer.key(Qt.Key.Key_J)
    reviewer.on(2)
    reviewer.qtbot.waitUntil(lambda: reviewer.page.notice.isVisible())
    reviewer.key(Qt.Key.Key_T)
    assert "李四还在操作" in reviewer.page.desk.messages.text, "a live colleague is not interrupted by a slip"
    reviewer.calm()
    assert reviewer.office.commands() == []
    reviewer.town.claims.clear()
    reviewer.key(Qt.Key.Key_T, Qt.KeyboardModifier.ShiftModifier)
    reviewer.qtbot.waitUntil(lambda: not reviewer.page.notice.isVisible())
    assert reviewer.office.commands() == [TakeOverClaim(SubjectKind.SUBMISSION, 2)]
    assert reviewer.page.panel.footer.yes.isEnabled()


def test_r05_being_taken_over_is_told_at_once(reviewer: Reviewer) -> None:
    taken = ClaimRow(SubjectKind.SUBMISSION, 1, 9, "李四", NOON + timedelta(seconds=5), lapsed=False)
    reviewer.town.tell(claims=(taken,))
    reviewer.qtbot.waitUntil(lambda: reviewer.page.notice.isVisible())
    assert "李四 刚刚接管" in reviewer.page.notice.sentence.text()
    assert not reviewer.page.panel.footer.yes.isEnabled()


def test_r05_an_old_feed_page_does_not_take_our_claim(reviewer: Reviewer) -> None:
    reviewer.town.tell(
        claims=(ClaimRow(SubjectKind.SUBMISSION, 1, 9, "李四", NOON - timedelta(hours=1), lapsed=False),)
    )
    reviewer.qtbot.waitUntil(lambda: reviewer.desk.claims != ())
    assert reviewer.page.bench.claims.mine


def test_the_feed_costs_one_question_and_the_row_leaves(reviewer: Reviewer) -> None:
    reviewer.office.clear()
    reviewer.town.change(3, state="approved")
    reviewer.town.tell(3)
    reviewer.qtbot.waitUntil(lambda: 3 not in reviewer.page.queue.model.ids)
    assert reviewer.office.requests(ReviewQueue) == [ReviewQueue(QueueFilter(), only=(3,))]


def test_a_new_dossier_enters_at_its_place(reviewer: Reviewer) -> None:
    reviewer.town.dossiers[9] = dossier(9)
    reviewer.town.dossiers[8] = dossier(8, state="re_review", flags=("re_review",))
    reviewer.town.tell(8, 9)
    reviewer.qtbot.waitUntil(lambda: len(reviewer.page.queue.model.ids) == 7)
    assert list(reviewer.page.queue.model.ids) == [8, 1, 2, 3, 4, 5, 9]


def _border(reviewer: Reviewer) -> None:
    for one in (1, 3, 5):
        reviewer.town.change(one, border=True)
    reviewer.page.filters.set(QueueFilter(view=QueueView.BORDER))
    reviewer.qtbot.waitUntil(lambda: list(reviewer.page.queue.model.ids) == [5, 3, 1])
    reviewer.page.open_dossier(5)
    reviewer.on(5)


def test_r12_an_approved_border_case_stays_until_a_chief_admits_it(reviewer: Reviewer) -> None:
    """The list is the office's, in the office's order: the window once sorted and emptied it by its own."""
    _border(reviewer)
    reviewer.approve()
    reviewer.on(3)
    reviewer.town.tell(5)
    queue = reviewer.page.queue
    reviewer.qtbot.waitUntil(lambda: (row := queue.model.row_of(5)) is not None and row.state == "approved")
    assert list(queue.model.ids) == [5, 3, 1]
    reviewer.town.dossiers[4] = dossier(4, border=True)
    reviewer.town.tell(4)
    reviewer.qtbot.waitUntil(lambda: list(queue.model.ids) == [5, 4, 3, 1])
    reviewer.town.change(5, admitted=True)
    reviewer.town.tell(5)
    reviewer.qtbot.waitUntil(lambda: list(queue.model.ids) == [4, 3, 1])


def test_r12_a_border_case_sent_back_is_none_any_more(reviewer: Reviewer) -> None:
    _border(reviewer)
    reviewer.page.queue.decided(3, 9, DecisionKind.RETURN)
    assert list(reviewer.page.queue.model.ids) == [5, 1]
    reviewer.page.queue.decided(1, 9)
    assert list(reviewer.page.queue.model.ids) == [5, 1], "put aside it is still one"


def test_more_than_200_touched_reloads(reviewer: Reviewer) -> None:
    reviewer.office.clear()
    reviewer.town.tell(*range(1000, 1201))
    reviewer.qtbot.waitUntil(lambda: ReviewQueue(QueueFilter()) in reviewer.office.requests(ReviewQueue))


def test_r12_late_next_month_duplicate_and_bad_file_are_tagged(town: Town) -> None:
    row = town.row(
        dossier(1), flags=("replaced", "bad_file", "duplicate", "next_month"), late_minutes=7, attempt=2
    )
    claim = ClaimRow(SubjectKind.SUBMISSION, 1, 9, "李四", NOON, lapsed=False)
    words = [tag.text for tag in tags(row, claim)]
    assert words == ["李四在看", "资料已换", "迟交7分钟", "坏文件", "重复", "第2次", "下月"]


def test_ones_own_and_lapsed_claims_are_no_tag() -> None:
    mine = ClaimRow(SubjectKind.SUBMISSION, 1, 2, "王敏", NOON, lapsed=False)
    lapsed = ClaimRow(SubjectKind.SUBMISSION, 1, 9, "李四", NOON, lapsed=True)
    assert claim_of((mine, lapsed), 1, me=2) is None


def test_days_left_of_a_certificate() -> None:
    assert left_of("2026-12-20", NOON) == "还有 31 天"
    assert left_of("2026-11-19", NOON) == "今天到期"
    assert left_of("2026-11-16", NOON) == "已过期 3 天"
    assert left_of("", NOON) == ""


def test_r17_progress_in_words(reviewer: Reviewer) -> None:
    reviewer.qtbot.waitUntil(lambda: bool(reviewer.page.subtitle.text()))
    assert reviewer.page.subtitle.text() == "今日 47 · 待审 5 · 最久 2天3小时"


def test_the_last_dossier_done_says_what_is_next(reviewer: Reviewer) -> None:
    for one in (2, 3, 4, 5):
        reviewer.town.change(one, state="approved")
    reviewer.town.tell(2, 3, 4, 5)
    reviewer.qtbot.waitUntil(lambda: list(reviewer.page.queue.model.ids) == [1])
    reviewer.approve()
    empty = reviewer.page.parts.right.empty
    reviewer.qtbot.waitUntil(empty.isVisible)
    assert empty.sentence.text() == "全部审完"
    assert "边界 2 份、搁置 1 份" in empty.cause.text()
    empty.button.click()
    assert reviewer.page.filters.wanted.view is QueueView.BORDER


def test_an_empty_filter_offers_to_clear_it(reviewer: Reviewer) -> None:
    reviewer.page.filters.set(QueueFilter(attempt_from=3))
    empty = reviewer.page.parts.right.empty
    reviewer.qtbot.waitUntil(empty.isVisible)
    assert empty.sentence.text() == "这个筛选下没有资料"
    empty.button.click()
    reviewer.on(1)


def test_a_failed_queue_says_why_and_can_be_tried_again(
    qtbot: QtBot, page: ReviewPage, town: Town, desk: Desk
) -> None:
    town.office.answers[ReviewQueue] = Unavailable("数据库正忙，请稍后再试。")
    page.activate()
    empty = page.parts.right.empty
    qtbot.waitUntil(empty.isVisible)
    assert empty.cause.text() == "数据库正忙，请稍后再试。"
    town.office.answers[ReviewQueue] = town.queue
    empty.button.click()
    Reviewer(qtbot, page, town, desk).on(1)


def test_forbidden_roles_are_told_whom_to_ask(
    qtbot: QtBot, town: Town, papers: PaperReader, settings: QSettings
) -> None:
    clerk = Desk(town.office, Person(7, "赵财", (Role.FINANCE,)))
    page = ReviewPage(clerk, papers, settings=settings)
    qtbot.addWidget(page)
    page.show()
    page.activate()
    assert page.parts.right.empty.isVisible()
    assert town.office.requests() == []
    clerk.close()
