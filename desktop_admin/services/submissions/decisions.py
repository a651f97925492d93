"""Deciding, undoing and revoking (R03–R11, R16).

Inside the one transaction a decision asks: may the application move, are these the papers
on file, is the claim ours.  Everything else is told to the person in words.
"""

from dataclasses import asdict
from datetime import datetime
from functools import cache
from typing import Any, NoReturn

from sqlalchemy import insert
from sqlalchemy.sql.dml import ReturningInsert

from desktop_admin.contract.errors import Conflict, Invalid, NotAllowed
from desktop_admin.contract.submissions import (
    ApproveSubmission,
    CloseDuplicate,
    DecisionKind,
    RejectSubmission,
    ReturnSubmission,
    RevokeDecision,
    UndoDecision,
)
from desktop_admin.models.submissions import DecisionRow, SubmissionRow
from desktop_admin.rules.categories import Slot
from desktop_admin.rules.clock import second_words
from desktop_admin.rules.findings import Finding, Level, worst
from desktop_admin.rules.reasons import DecisionKind as RefusalKind
from desktop_admin.rules.reasons import ReasonGiven
from desktop_admin.rules.states import IllegalMove, Move, SubmissionState, undo
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services.claims import end_claim, require_free
from desktop_admin.services.context import Context, invalid
from desktop_admin.services.notices import drop_or_correct, leave_notice
from desktop_admin.services.policy import settings
from desktop_admin.services.submissions.checks import find, refresh, siblings
from desktop_admin.services.submissions.current import (
    UNDO_TIME,
    last_decision,
    leave_queue,
    moved,
    papers_seen,
    refuse_decided,
)
from desktop_admin.services.submissions.intake import settle_twins
from desktop_admin.services.submissions.letters import approval_letter, refusal_letter
from desktop_admin.services.submissions.spot_checks import to_be_checked

Papers = dict[Slot, tuple[str, bool]]
"""See :func:`papers_seen`."""

_MOVES = {"approve": Move.APPROVE, "return": Move.SEND_BACK, "reject": Move.REJECT, "duplicate": Move.VOID}
_KEPT = (
    "state", "queue", "replaced", "border", "duplicate", "spot_check", "aside_by_id", "aside_note",
)  # fmt: skip
_KEPT_TIMES = ("waiting_since", "decided_at", "aside_until")


def approve_submission(context: Context, request: ApproveSubmission) -> None:
    """待审核 or 需复审 → 通过. Papers that cannot be used cannot be approved."""
    submission = _decidable(context, request.submission_id, Move.APPROVE)
    papers = _same_papers(context, submission, request.seen_version, request.seen_hashes)
    _usable(papers)
    findings: tuple[Finding, ...] = ()
    if request.unseen or request.despite or submission.precheck == Level.RED:
        # What the queue keeps is as old as the last change; a day that passes, or a newer look at a file, is none.
        # Whoever has read the dossier has read what is true now: only these pay for asking again.
        findings = find(context, submission)
    if request.unseen:
        _may_unseen(context, findings)
    red = [finding.message for finding in findings if finding.level is Level.RED]
    if red and not request.despite:
        raise Conflict(
            f"预检有问题：{'；'.join(red)}。没有通过；看过确认无误，请用“仍然通过”（Shift+A），否则请退回。",
            {"reason": "red"},
        )
    _decide(
        context, submission, DecisionKind.APPROVE, Move.APPROVE, (), approval_letter(context, submission),
        papers, unseen=request.unseen, despite=bool(red),
    )  # fmt: skip


def return_submission(context: Context, request: ReturnSubmission) -> None:
    """→ 退回修改: the learner may upload again until the stated close (R04)."""
    submission = _decidable(context, request.submission_id, Move.SEND_BACK)
    papers = _same_papers(context, submission, request.seen_version, request.seen_hashes)
    text = refusal_letter(context, submission, RefusalKind.RETURN, request.reasons)
    _decide(context, submission, DecisionKind.RETURN, Move.SEND_BACK, request.reasons, text, papers)


def reject_submission(context: Context, request: RejectSubmission) -> None:
    """→ 不通过: ends this application (R04)."""
    submission = _decidable(context, request.submission_id, Move.REJECT)
    papers = _same_papers(context, submission, request.seen_version, request.seen_hashes)
    text = refusal_letter(context, submission, RefusalKind.REJECT, request.reasons)
    twins = siblings(context, submission)
    _decide(context, submission, DecisionKind.REJECT, Move.REJECT, request.reasons, text, papers)
    settle_twins(context, twins)


def close_duplicate(context: Context, request: CloseDuplicate) -> None:
    """→ 作废（重复）, without a refusal notice; only beside a live application of the same person (R16)."""
    submission = _decidable(context, request.submission_id, Move.VOID)
    if submission.version != request.seen_version:
        _changed()
    twins = siblings(context, submission)
    if request.same_as not in [twin.id for twin in twins]:
        invalid(("same_as", "no_duplicate", "那一份不是同一学员本期同类别的有效申请，不能作为重复作废。"))
    papers = papers_seen(context, submission.id)
    _decide(context, submission, DecisionKind.DUPLICATE, Move.VOID, (), "", papers)
    submission.duplicate = False
    settle_twins(context, twins)


def undo_decision(context: Context, request: UndoDecision) -> None:
    """Ctrl+Z: the application is exactly as before; the notice never leaves (R10)."""
    submission = context.fetch(SubmissionRow, request.submission_id, "这份申请")
    last = last_decision(context, submission.id)
    if last is None or last[0].staff_id != context.staff_id:
        raise Conflict("没有可以撤销的决定：它已被撤销，或不是您作出的。", {"reason": "nothing"})
    decision = last[0]
    if context.now >= decision.at + UNDO_TIME:
        raise Conflict(
            f"{second_words(decision.at)} 的决定已超过 {UNDO_TIME.seconds} 秒，不能直接撤销。请用“撤销审核”并写明原因。",
            {"reason": "too_late"},
        )
    if submission.version != request.seen_version:
        _changed()
    _still_there(submission, decision)
    before = decision.before
    for name in _KEPT:
        setattr(submission, name, before[name])
    for name in _KEPT_TIMES:
        setattr(submission, name, datetime.fromisoformat(before[name]) if before[name] else None)
    _cancel(context, decision, "")
    refresh(context, submission)
    context.touch(SubjectKind.SUBMISSION, submission)


def revoke_decision(context: Context, request: RevokeDecision) -> None:
    """撤销审核 with a reason: back to 待审核; a sent notice is followed by a correction (R10)."""
    if not request.reason.strip():
        invalid(("reason", "empty", "请写明撤销审核的原因。"))
    submission = context.fetch(SubmissionRow, request.submission_id, "这份申请")
    if submission.version != request.seen_version:
        _changed()
    submission.state = moved(context, submission, Move.REVOKE).value
    submission.queue = 1
    submission.decided_at = None
    submission.spot_check = False
    submission.waiting_since = submission.submitted_at
    last = last_decision(context, submission.id)
    if last is not None:
        _cancel(context, last[0], request.reason.strip())
    refresh(context, submission)
    context.touch(SubjectKind.SUBMISSION, submission)


def undoable(submission: SubmissionRow, decision: DecisionRow) -> bool:
    """Whether the application still stands where that decision put it."""
    try:
        undo(
            SubmissionState(submission.state),
            _MOVES[decision.kind],
            SubmissionState(decision.before["state"]),
        )
    except IllegalMove:
        return False
    return submission.decided_at == decision.at


def _still_there(submission: SubmissionRow, decision: DecisionRow) -> None:
    if not undoable(submission, decision):
        raise Conflict(
            "这份申请在决定之后又有了变化，不能直接撤销。请用“撤销审核”并写明原因。", {"reason": "moved_on"}
        )


def _decidable(context: Context, submission_id: int, move: Move) -> SubmissionRow:
    submission = context.fetch(SubmissionRow, submission_id, "这份申请")
    refuse_decided(context, submission)
    moved(context, submission, move)
    require_free(context, SubjectKind.SUBMISSION, submission.id)
    return submission


def _same_papers(
    context: Context, submission: SubmissionRow, version: int, hashes: tuple[str, ...]
) -> Papers:
    """R08: a decision is about exactly the papers that were seen. Answers them."""
    papers = papers_seen(context, submission.id)
    if tuple(sha256 for sha256, _usable in papers.values()) != hashes:
        raise Conflict(
            "学员刚刚更换了资料，您看到的是旧的一版，决定没有保存。请查看新资料后再决定。",
            {"reason": "papers_replaced"},
        )
    if submission.version != version:
        _changed()
    return papers


def _changed() -> NoReturn:
    raise Conflict("这份申请刚刚有了变化，决定没有保存。请看一眼最新内容再决定。", {"reason": "changed"})


def _usable(papers: Papers) -> None:
    faults = [
        {"field": slot.value, "code": "unusable", "message": f"{slot.words}的文件不能使用"}
        for slot, (_sha256, usable) in papers.items()
        if not usable
    ]
    if faults:
        names = "、".join(str(fault["message"]) for fault in faults)
        raise Invalid(f"{names}，不能通过。请退回修改。", {"faults": faults})


def _may_unseen(context: Context, findings: tuple[Finding, ...]) -> None:
    rule = settings(context).bulk_approval
    if rule != "green":
        raise NotAllowed("按现行设置，没有逐份看过的资料不能批量通过。", {"reason": "bulk_policy"})
    if worst(findings) is not Level.GREEN:
        raise NotAllowed("预检不是全绿，不能不看就通过。请打开这份资料逐份审核。", {"reason": "not_green"})


def _decide(
    context: Context,
    submission: SubmissionRow,
    kind: DecisionKind,
    move: Move,
    reasons: tuple[ReasonGiven, ...],
    text: str,
    papers: Papers,
    *,
    unseen: bool = False,
    despite: bool = False,
) -> None:
    before: dict[str, Any] = {name: getattr(submission, name) for name in _KEPT}
    for name in _KEPT_TIMES:
        value = getattr(submission, name)
        before[name] = value.isoformat() if value else None
    drawn = unseen and to_be_checked(context)
    decision_id = context.ask(
        _into_decisions(),
        submission_id=submission.id,
        kind=kind.value,
        at=context.now,
        staff_id=context.staff_id,
        reasons=[asdict(reason) for reason in reasons],
        sentence=text,
        hashes=[sha256 for sha256, _usable in papers.values()],
        unseen=unseen,
        despite=despite,
        drawn=drawn,
        before=before,
    ).scalar_one()
    submission.state = moved(context, submission, move).value
    submission.decided_at = context.now
    submission.spot_check = drawn
    leave_queue(submission)
    end_claim(context, SubjectKind.SUBMISSION, submission.id)
    context.touch(SubjectKind.SUBMISSION, submission)
    if text:
        leave_notice(
            context,
            candidate_id=submission.candidate_id,
            submission_id=submission.id,
            decision_id=decision_id,
            kind=kind.value,
            text=text,
            due_at=context.now + UNDO_TIME,
        )


@cache
def _into_decisions() -> ReturningInsert[int]:
    return insert(DecisionRow).returning(DecisionRow.id)


def _cancel(context: Context, decision: DecisionRow, reason: str) -> None:
    decision.undone_at = context.now
    decision.undone_by_id = context.staff_id
    decision.undone_reason = reason
    context.session.flush()
    drop_or_correct(context, decision.id)
