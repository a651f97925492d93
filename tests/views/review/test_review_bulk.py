"""R11: approving several, one honest command each."""

import threading
from collections import Counter

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_admin.contract.base import Receipt
from desktop_admin.contract.errors import Conflict, Invalid
from desktop_admin.contract.policy import PolicySettings
from desktop_admin.contract.submissions import ApproveSubmission, Slot
from desktop_admin.views.furniture.batch import Tally
from desktop_admin.views.review.bulk import may_join
from tests.views.recording import NOON
from tests.views.review.sitting import Reviewer
from tests.views.review.town import Town, dossier


@pytest.mark.parametrize(
    ("policy", "precheck", "opened", "why"),
    [
        ("green", "green", False, ""),
        ("green", "yellow", False, "没有打开看过，预检也不是全绿"),
        ("green", "yellow", True, ""),
        ("opened", "green", False, "没有打开看过"),
        ("opened", "red", True, ""),
        ("never", "green", True, "按现行设置不能批量通过"),
    ],
)
def test_r11_who_may_join(policy: str, precheck: str, opened: bool, why: str, town: Town) -> None:
    row = town.row(dossier(1), precheck=precheck)
    assert may_join(policy, row, opened=opened) == why


def test_r11_decided_and_replaced_ones_never_join(town: Town) -> None:
    assert may_join("green", town.row(dossier(1, state="approved")), opened=True) == "已处理"
    assert may_join("green", town.row(dossier(1, state="re_review")), opened=True) == "需复审的要逐份看"


def test_r11_the_result_counts_honestly() -> None:
    tally = Tally(36, 32, Counter({"已处理": 3}), Counter({"文件不能使用": 1}), did="通过")
    assert tally.sentence == "32 通过，3 跳过（已处理），1 失败（文件不能使用）"


def test_r11_single_commands_unseen_ones_marked_skipped_not_done(reviewer: Reviewer) -> None:
    def approve(asked: ApproveSubmission) -> Receipt:
        if asked.submission_id == 3:
            raise Conflict("已由李四于 10:03:12 通过。", {"reason": "decided"})
        if asked.submission_id == 4:
            raise Invalid("报名表的文件不能使用，不能通过。")
        return reviewer.town.decide(asked, "approved")

    reviewer.office.answers[ApproveSubmission] = approve
    reviewer.see_both()
    reviewer.key(Qt.Key.Key_B)
    reviewer.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    bulk = reviewer.page.bulk
    assert bulk.text.text() == "已选 5 份"
    bulk.go.click()
    reviewer.qtbot.waitUntil(lambda: "通过，" in bulk.text.text() and bulk.run is None)
    assert bulk.text.text() == "3 通过，1 跳过（已处理），1 失败（报名表的文件不能使用，不能通过）"
    sent = [(one.submission_id, one.unseen) for one in reviewer.office.commands()]
    assert sent == [(1, False), (2, True), (3, True), (4, True), (5, True)]
    assert list(reviewer.page.queue.model.ids) == [3, 4]


def test_r11_the_result_stands_while_rows_leave(reviewer: Reviewer) -> None:
    """The news of what was approved comes after the result; a new choice of the person's takes its place."""
    reviewer.key(Qt.Key.Key_B)
    reviewer.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    page = reviewer.page
    ids = page.view.chosen()
    page.bulk.go.click()
    reviewer.qtbot.waitUntil(lambda: "5 通过" in page.bulk.text.text() and page.bulk.run is None)
    for left in (ids[2:], ids[4:], ()):
        page.bulk.choose(left, checking=True)
        assert page.bulk.text.text() == "5 通过"
    page.bulk.choose((99,), checking=True)
    assert page.bulk.text.text() == "已选 1 份"


def test_r11_the_result_stands_when_a_colleague_s_news_comes_late(reviewer: Reviewer) -> None:
    """The selection loses a row before the list does; what was told of the run is still read."""

    def approve(asked: ApproveSubmission) -> Receipt:
        if asked.submission_id == 3:
            raise Conflict("已由李四于 10:03:12 通过。", {"reason": "decided"})
        return reviewer.town.decide(asked, "approved")

    reviewer.office.answers[ApproveSubmission] = approve
    reviewer.key(Qt.Key.Key_B)
    reviewer.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    bulk = reviewer.page.bulk
    bulk.go.click()
    reviewer.qtbot.waitUntil(lambda: "4 通过" in bulk.text.text() and bulk.run is None)
    assert reviewer.page.view.chosen() == (3,)
    reviewer.town.decided_by(3, "李四", NOON)
    reviewer.town.tell(3)
    reviewer.qtbot.waitUntil(lambda: not reviewer.page.queue.model.ids)
    assert bulk.text.text() == "4 通过，1 跳过（已处理）"


def test_r11_asked_twice_it_runs_once(reviewer: Reviewer) -> None:
    """A row that leaves while the chief's setting is asked for does not open a second way in."""
    gate = reviewer.office.gates[PolicySettings] = threading.Event()
    reviewer.key(Qt.Key.Key_B)
    reviewer.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    bulk = reviewer.page.bulk
    bulk.go.click()
    bulk.choose(reviewer.page.view.chosen()[1:], checking=True)
    bulk.go.click()
    gate.set()
    reviewer.qtbot.waitUntil(lambda: "通过" in bulk.text.text() and bulk.run is None)
    reviewer.calm()
    sent = [one.submission_id for one in reviewer.office.requests(ApproveSubmission)]
    assert sent == [2, 3, 4, 5]


def test_r11_cancel_leaves_the_rest_alone(reviewer: Reviewer) -> None:
    reviewer.office.delays[ApproveSubmission] = 0.02
    reviewer.key(Qt.Key.Key_B)
    reviewer.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    reviewer.page.bulk.go.click()
    reviewer.qtbot.waitUntil(lambda: len(reviewer.office.requests(ApproveSubmission)) == 1)
    reviewer.key(Qt.Key.Key_Escape)
    reviewer.qtbot.waitUntil(lambda: reviewer.page.bulk.run is None)
    assert reviewer.page.bulk.text.text() == "1 通过，4 未处理（已取消）"
    assert len(reviewer.office.commands()) == 1


def test_r11_whoever_signs_out_meanwhile_is_told_at_the_door(reviewer: Reviewer) -> None:
    """The one under way is carried out and counted when the page is gone, the rest is left alone."""
    gate = reviewer.office.gates[ApproveSubmission] = threading.Event()
    reviewer.key(Qt.Key.Key_B)
    reviewer.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert reviewer.page.unsent() == ""
    reviewer.page.bulk.go.click()
    reviewer.qtbot.waitUntil(lambda: len(reviewer.office.requests(ApproveSubmission)) == 1)
    assert reviewer.page.unsent() == "批量通过还有 5 份没有处理"
    (farewell,) = reviewer.desk.farewells
    reviewer.desk.stop()
    shiboken6.delete(reviewer.page.bulk)
    gate.set()
    reviewer.qtbot.waitUntil(lambda: "1 通过" in farewell())
    assert farewell() == "退出时批量通过还没有办完：1 通过，4 未处理（已取消）。"
    reviewer.desk.finish_commands()
    assert len(reviewer.office.requests(ApproveSubmission)) == 1


def test_r11_a_run_that_is_over_says_nothing_at_the_door(reviewer: Reviewer) -> None:
    reviewer.key(Qt.Key.Key_B)
    reviewer.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    reviewer.page.bulk.go.click()
    reviewer.qtbot.waitUntil(lambda: "5 通过" in reviewer.page.bulk.text.text())
    assert reviewer.desk.farewells == []
    assert reviewer.page.unsent() == ""


def test_r08_what_was_replaced_or_half_seen_goes_as_unseen(reviewer: Reviewer) -> None:
    """Bulk is no way round: A asks for both papers too, and for the ones that are there now."""
    reviewer.see_both()
    reviewer.key(Qt.Key.Key_J)
    reviewer.on(2)  # its first paper only
    reviewer.key(Qt.Key.Key_J)
    reviewer.on(3)
    reviewer.see_both()
    reviewer.town.replace_paper(1, Slot.REGISTRATION_FORM)
    reviewer.town.tell(1, name="UploadPaper")
    reviewer.qtbot.waitUntil(lambda: reviewer.desk.head == reviewer.office.head)
    reviewer.calm()
    reviewer.key(Qt.Key.Key_B)
    reviewer.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert "打开看过 2 份" in reviewer.page.bulk.small.text()
    reviewer.page.bulk.go.click()
    reviewer.qtbot.waitUntil(lambda: len(reviewer.office.requests(ApproveSubmission)) == 5)
    reviewer.qtbot.waitUntil(lambda: reviewer.page.bulk.run is None)
    sent = [(one.submission_id, one.unseen) for one in reviewer.office.requests(ApproveSubmission)]
    assert sent == [(1, True), (2, True), (3, False), (4, True), (5, True)]


def test_b_mode_ticks_instead_of_opening(reviewer: Reviewer) -> None:
    reviewer.key(Qt.Key.Key_B)
    assert reviewer.page.bulk.isVisible()
    reviewer.key(Qt.Key.Key_J)
    assert reviewer.page.bench.id == 1
    reviewer.key(Qt.Key.Key_Escape)
    assert not reviewer.page.bulk.isVisible()
    assert not reviewer.page.view.checking
    assert QApplication.focusWidget() is reviewer.page.view
