"""R03, R04, R06, R08, R10 and traps 1 and 3: decisions by key, exactly once."""

import threading
from datetime import timedelta

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication

from desktop_admin.contract.base import Command, Question
from desktop_admin.contract.claims import ClaimSubject
from desktop_admin.contract.errors import Conflict, Unavailable
from desktop_admin.contract.journal import ClaimRow
from desktop_admin.contract.submissions import (
    ApproveSubmission,
    Dossier,
    QueueFilter,
    QueueView,
    RejectSubmission,
    ReturnSubmission,
    RevokeDecision,
    Slot,
    UndoDecision,
)
from desktop_admin.rules.reasons import ReasonGiven
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.review.bench import hashes_of
from tests.views.recording import NOON
from tests.views.review.sitting import Reviewer

LETTER, FORM = Slot.COMMITMENT_LETTER, Slot.REGISTRATION_FORM


def test_r03_a_shows_the_unseen_paper_first_then_approves(reviewer: Reviewer) -> None:
    seen = hashes_of(reviewer.town.dossiers[1])
    reviewer.key(Qt.Key.Key_A)
    assert reviewer.page.pair.slot is FORM
    assert reviewer.office.commands() == []
    reviewer.qtbot.waitUntil(reviewer.page.pair.all_shown)
    reviewer.key(Qt.Key.Key_A)
    reviewer.on(2)
    assert reviewer.office.commands() == [ApproveSubmission(1, 1, seen)]
    assert list(reviewer.page.queue.model.ids) == [2, 3, 4, 5]


def test_r03_a_key_press_costs_one_command_and_one_question(reviewer: Reviewer) -> None:
    reviewer.see_both()
    reviewer.qtbot.waitUntil(lambda: 4 in reviewer.page.bench.ahead)
    reviewer.calm()
    reviewer.office.clear()
    reviewer.key(Qt.Key.Key_A)
    reviewer.on(2)
    reviewer.calm()
    asked = reviewer.office.requests()
    assert [one for one in asked if isinstance(one, Command)] == [
        ApproveSubmission(1, 1, hashes_of(reviewer.town.dossiers[1]))
    ]
    assert [one for one in asked if isinstance(one, Question)] == [Dossier(5)]


def test_r03_our_own_decision_is_not_asked_for_again(reviewer: Reviewer) -> None:
    reviewer.approve()
    reviewer.on(2)
    reviewer.office.clear()
    reviewer.town.tell(1)
    reviewer.qtbot.waitUntil(lambda: reviewer.desk.head == reviewer.office.head)
    reviewer.calm()
    assert [one for one in reviewer.office.requests() if isinstance(one, Question)] == []


def test_trap3_a_second_a_does_nothing_to_the_next_dossier(reviewer: Reviewer) -> None:
    gate = reviewer.office.gates[ApproveSubmission] = threading.Event()
    reviewer.approve()
    reviewer.key(Qt.Key.Key_A)
    reviewer.key(Qt.Key.Key_A)
    gate.set()
    reviewer.on(2)
    reviewer.key(Qt.Key.Key_A)
    reviewer.calm()
    assert [one.submission_id for one in reviewer.office.commands()] == [1]
    assert reviewer.page.pair.slot is FORM


def test_a_held_key_repeats_nothing(reviewer: Reviewer) -> None:
    reviewer.see_both()
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a", True, 1)
    QApplication.sendEvent(reviewer.keyboard(), held)
    reviewer.calm()
    assert reviewer.office.commands() == []


def test_r03_reasons_by_digit_and_enter(reviewer: Reviewer) -> None:
    reviewer.key(Qt.Key.Key_R)
    reviewer.type("24")
    assert reviewer.page.panel.reasons.sentence == (
        "承诺书：公章与单位名称不一致；统一社会信用代码有误。请于 11月22日 16:42 前更正后重新提交。"
    )
    reviewer.key(Qt.Key.Key_Return)
    reviewer.on(2)
    assert reviewer.office.commands() == [
        ReturnSubmission(
            1,
            1,
            hashes_of(reviewer.town.dossiers[1]),
            (
                ReasonGiven("seal_differs", LETTER, "公章与单位名称不一致"),
                ReasonGiven("credit_code", LETTER, "统一社会信用代码有误"),
            ),
        )
    ]


def test_r03_a_digit_again_takes_the_reason_out(reviewer: Reviewer) -> None:
    reviewer.key(Qt.Key.Key_R)
    reviewer.type("121")
    assert [pick.code for pick in reviewer.page.deciding.drafts.of(1).picks] == ["seal_differs"]


def test_r03_no_reason_no_return_and_no_rejection(reviewer: Reviewer) -> None:
    for key in (Qt.Key.Key_R, Qt.Key.Key_X):
        reviewer.key(key)
        reviewer.key(Qt.Key.Key_Return)
        reviewer.calm()
        assert "请至少勾选一条原因" in reviewer.page.panel.reasons.sentence
        assert not reviewer.page.panel.footer.send_button.isEnabled()
        reviewer.key(Qt.Key.Key_Escape)
    assert reviewer.office.commands() == []


def test_r03_a_field_is_asked_inline_and_must_be_filled(reviewer: Reviewer) -> None:
    reviewer.key(Qt.Key.Key_R)
    reviewer.key(Qt.Key.Key_Tab)
    assert reviewer.page.pair.slot is FORM
    reviewer.type("4")
    reviewer.key(Qt.Key.Key_Return)
    reviewer.calm()
    assert reviewer.office.commands() == []
    reviewer.type("xueli")
    assert reviewer.page.panel.reasons.sentence.startswith("报名表：报名表有空项：xueli。")
    reviewer.key(Qt.Key.Key_Return)
    reviewer.key(Qt.Key.Key_Return)
    reviewer.on(2)
    given = reviewer.office.commands()[0].reasons
    assert given == (ReasonGiven("form_blank", FORM, "报名表有空项：xueli"),)


def test_r03_zero_is_free_text(reviewer: Reviewer) -> None:
    reviewer.key(Qt.Key.Key_R)
    reviewer.type("0")
    reviewer.type("abc 123")
    reviewer.key(Qt.Key.Key_Return)
    reviewer.key(Qt.Key.Key_Return)
    reviewer.on(2)
    assert reviewer.office.commands()[0].reasons == (ReasonGiven("other", LETTER, "其他：abc 123"),)


def test_r03_typing_finds_the_rest_of_the_catalogue(reviewer: Reviewer) -> None:
    reviewer.key(Qt.Key.Key_R)
    reviewer.type("2MB")
    field = reviewer.page.panel.reasons.field
    assert field.text() == "MB"  # the digit was a tick, the letters search
    field.setText("超过")
    reviewer.key(Qt.Key.Key_Return)
    assert [pick.code for pick in reviewer.page.deciding.drafts.of(1).picks] == [
        "seal_differs",
        "file_too_large",
    ]
    assert field.text() == ""


def test_r04_rejecting_is_another_letter(reviewer: Reviewer) -> None:
    reviewer.key(Qt.Key.Key_X)
    reviewer.type("1")
    assert "本次申请未通过，已经结束" in reviewer.page.panel.reasons.sentence
    reviewer.key(Qt.Key.Key_Return)
    reviewer.on(2)
    assert [type(one) for one in reviewer.office.commands()] == [RejectSubmission]


def test_letters_do_not_decide_while_reasons_are_open(reviewer: Reviewer) -> None:
    reviewer.see_both()
    reviewer.key(Qt.Key.Key_R)
    reviewer.type("axsjk")
    reviewer.calm()
    assert reviewer.office.commands() == []
    assert reviewer.page.bench.id == 1


def test_trap21_the_draft_survives_dossier_and_page(reviewer: Reviewer) -> None:
    reviewer.key(Qt.Key.Key_R)
    reviewer.type("13")
    reviewer.key(Qt.Key.Key_Escape)
    reviewer.key(Qt.Key.Key_J)
    reviewer.on(2)
    reviewer.page.leave()
    reviewer.page.activate()
    reviewer.key(Qt.Key.Key_K)
    reviewer.on(1)
    assert "未发出的退回草稿（2 项原因）" in reviewer.page.notice.sentence.text()
    assert reviewer.page.unsent() == "1 份资料选了原因还没发出"
    reviewer.key(Qt.Key.Key_R)
    assert [pick.code for pick in reviewer.page.deciding.drafts.of(1).picks] == ["seal_missing", "signature"]


def test_r06_the_slower_one_hears_who_was_first_and_keeps_her_reasons(reviewer: Reviewer) -> None:
    reviewer.office.answers[ReturnSubmission] = Conflict("已由李四于 10:03:12 通过。", {"reason": "decided"})
    reviewer.key(Qt.Key.Key_R)
    reviewer.type("2")
    sentence = reviewer.page.panel.reasons.sentence
    reviewer.town.decided_by(1, "李四", NOON)
    reviewer.key(Qt.Key.Key_Return)
    reviewer.qtbot.waitUntil(lambda: reviewer.page.notice.isVisible())
    assert reviewer.page.notice.sentence.text() == "已由李四于 10:03:12 通过。您选的原因已保留。"
    assert reviewer.page.bench.id == 1
    reviewer.page.notice.buttons[0].click()
    assert QGuiApplication.clipboard().text() == sentence
    assert reviewer.page.deciding.drafts.peek(1) is not None
    assert reviewer.page.desk.messages.text == "没有办成：退回修改"
    reviewer.key(Qt.Key.Key_J)
    reviewer.on(2)


def test_r06_a_decision_of_a_colleague_shows_while_reading(reviewer: Reviewer) -> None:
    reviewer.town.decided_by(1, "李四", NOON)
    reviewer.town.tell(1)
    reviewer.qtbot.waitUntil(lambda: reviewer.page.notice.isVisible())
    assert reviewer.page.notice.sentence.text() == "已由李四于 10:42:07 通过。"
    assert not reviewer.page.panel.footer.yes.isVisible()


def test_trap1_a_failed_decision_is_no_success(reviewer: Reviewer) -> None:
    reviewer.office.answers[ApproveSubmission] = Unavailable("连接中断，这一步没有做成。")
    reviewer.approve()
    reviewer.qtbot.waitUntil(lambda: reviewer.page.notice.isVisible())
    assert reviewer.page.notice.sentence.text() == "连接中断，这一步没有做成。"
    assert reviewer.page.bench.id == 1
    assert 1 in reviewer.page.queue.model.ids
    assert reviewer.page.desk.messages.text == "没有办成：审核通过"


def test_a_failure_of_a_dossier_left_behind_reaches_the_one_place(reviewer: Reviewer) -> None:
    reviewer.office.answers[ApproveSubmission] = Conflict("资料有变化。", {"reason": "changed"})
    gate = reviewer.office.gates[ApproveSubmission] = threading.Event()
    reviewer.approve()
    reviewer.key(Qt.Key.Key_J)
    reviewer.on(2)
    gate.set()
    reviewer.qtbot.waitUntil(lambda: len(reviewer.desk.failures.items) == 1)
    assert reviewer.page.bench.id == 2


def test_r08_a_replaced_paper_is_told_and_must_be_seen(reviewer: Reviewer) -> None:
    reviewer.see_both()
    reviewer.town.replace_paper(1, LETTER)
    new = hashes_of(reviewer.town.dossiers[1])
    reviewer.office.files.update(dict.fromkeys(new, b"%PDF"))
    reviewer.town.tell(1, name="UploadPaper")
    reviewer.qtbot.waitUntil(lambda: reviewer.page.notice.isVisible())
    assert "资料已更换：学员刚刚换了承诺书" in reviewer.page.notice.sentence.text()
    reviewer.key(Qt.Key.Key_A)
    assert reviewer.office.commands() == []
    assert reviewer.page.pair.comparing
    reviewer.qtbot.waitUntil(reviewer.page.pair.all_shown)
    reviewer.key(Qt.Key.Key_A)
    reviewer.on(2)
    sent = reviewer.office.commands()[0]
    assert (sent.seen_version, set(sent.seen_hashes)) == (2, set(new))


def test_r08_a_return_of_the_old_version_is_not_sent(reviewer: Reviewer) -> None:
    reviewer.key(Qt.Key.Key_R)
    reviewer.type("1")
    reviewer.town.replace_paper(1, LETTER)
    reviewer.office.files.update(dict.fromkeys(hashes_of(reviewer.town.dossiers[1]), b"%PDF"))
    reviewer.town.tell(1, name="UploadPaper")
    reviewer.qtbot.waitUntil(lambda: reviewer.page.notice.isVisible())
    reviewer.key(Qt.Key.Key_Return)
    reviewer.calm()
    assert reviewer.office.commands() == []
    assert "请先看新资料" in reviewer.page.desk.messages.text


def test_r09_re_review_stands_old_beside_new(reviewer: Reviewer) -> None:
    reviewer.town.replace_paper(3, LETTER)
    reviewer.town.change(3, state="re_review")
    reviewer.office.files.update(dict.fromkeys(hashes_of(reviewer.town.dossiers[3]), b"%PDF"))
    reviewer.town.tell(3, name="UploadPaper")
    reviewer.qtbot.waitUntil(lambda: reviewer.page.queue.model.id_at(0) == 3)
    reviewer.key(Qt.Key.Key_K)
    reviewer.on(3)
    assert reviewer.page.pair.comparing
    assert "需要复审" in reviewer.page.notice.sentence.text()


def test_r10_ctrl_z_takes_the_last_decision_back(reviewer: Reviewer) -> None:
    reviewer.approve()
    reviewer.on(2)
    assert "通过 · 欧阳诸葛" in reviewer.page.desk.messages.text
    reviewer.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    reviewer.on(1)
    assert reviewer.office.commands()[-1] == UndoDecision(1, 2)
    reviewer.town.tell(1)
    reviewer.qtbot.waitUntil(lambda: 1 in reviewer.page.queue.model.ids)


def test_r10_an_undone_return_has_its_reasons_again(reviewer: Reviewer) -> None:
    reviewer.key(Qt.Key.Key_R)
    reviewer.type("5")
    reviewer.key(Qt.Key.Key_Return)
    reviewer.on(2)
    reviewer.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    reviewer.on(1)
    draft = reviewer.page.deciding.drafts.peek(1)
    assert draft is not None
    assert [pick.code for pick in draft.picks] == ["scan_quality"]


def test_r10_after_8_seconds_ctrl_z_undoes_nothing(reviewer: Reviewer) -> None:
    reviewer.approve()
    reviewer.on(2)
    reviewer.page.desk.messages.dismiss()
    decider = reviewer.page.decider
    later = decider.clock() + 8.1
    decider.clock = lambda: later
    reviewer.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    reviewer.calm()
    assert not reviewer.office.requests(UndoDecision)
    assert "8 秒已过" in reviewer.page.desk.messages.text


def test_r10_later_it_is_revoked_with_a_reason(reviewer: Reviewer) -> None:
    reviewer.town.decided_by(4, "李四", NOON - timedelta(hours=1))
    reviewer.town.tell(4)
    reviewer.page.filters.set(QueueFilter(view=QueueView.ALL))
    reviewer.qtbot.waitUntil(
        lambda: 4 in reviewer.page.queue.model.ids and 4 not in reviewer.page.bench.ahead
    )
    reviewer.page.view.opened.emit(4)
    reviewer.on(4)
    assert reviewer.page.panel.footer.undo.isVisible()
    reviewer.page.panel.footer.undo.click()
    reviewer.key(Qt.Key.Key_Return)
    reviewer.calm()
    assert reviewer.office.commands() == []
    reviewer.type("wrong person")
    reviewer.key(Qt.Key.Key_Return)
    reviewer.qtbot.waitUntil(lambda: bool(reviewer.office.commands()))
    assert reviewer.office.commands() == [RevokeDecision(4, 2, "wrong person")]


def test_a_decision_in_the_middle_lands_below_and_opens_nothing_else(reviewer: Reviewer) -> None:
    for there in (2, 3):
        reviewer.key(Qt.Key.Key_J)
        reviewer.on(there)
    reviewer.calm()
    reviewer.office.clear()
    reviewer.approve()
    reviewer.on(4)
    reviewer.calm()
    assert reviewer.office.requests(ClaimSubject) == [ClaimSubject(SubjectKind.SUBMISSION, 4)]
    assert list(reviewer.page.queue.model.ids) == [1, 2, 4, 5]


def test_the_last_one_lands_on_the_top_again(reviewer: Reviewer) -> None:
    reviewer.page.view.opened.emit(5)
    reviewer.on(5)
    reviewer.approve()
    reviewer.on(1)


def test_colleagues_dossiers_are_passed_over(reviewer: Reviewer) -> None:
    reviewer.town.tell(claims=(ClaimRow(SubjectKind.SUBMISSION, 2, 9, "李四", NOON, lapsed=False),))
    reviewer.qtbot.waitUntil(lambda: reviewer.desk.claims != ())
    reviewer.approve()
    reviewer.on(3)


def test_when_colleagues_have_all_the_rest_it_is_said(reviewer: Reviewer) -> None:
    reviewer.town.tell(
        claims=tuple(
            ClaimRow(SubjectKind.SUBMISSION, one, 9, "李四", NOON, lapsed=False) for one in (2, 3, 4, 5)
        )
    )
    reviewer.qtbot.waitUntil(lambda: len(reviewer.desk.claims) == 4)
    reviewer.approve()
    empty = reviewer.page.parts.right.empty
    reviewer.qtbot.waitUntil(empty.isVisible)
    assert empty.sentence.text() == "其余的同事正在看"
