"""A learner's own steps: upload, submit, withdraw, replace; by staff on behalf with the source noted (R19)."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from desktop_admin.contract.errors import Conflict, Invalid, NotAllowed
from desktop_admin.contract.submissions import SubmitPapers, UploadPaper, WithdrawSubmission
from desktop_admin.models.files import FilePutRow, FileUseRow
from desktop_admin.models.people import CandidateRow
from desktop_admin.models.policy import CategoryRow
from desktop_admin.models.submissions import PaperRow, SubmissionRow
from desktop_admin.rules.categories import category
from desktop_admin.rules.cycles import Cycle, upload_timing
from desktop_admin.rules.purposes import Purpose
from desktop_admin.rules.states import Move, SubmissionState
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services.claims import end_claim
from desktop_admin.services.context import Context, invalid
from desktop_admin.services.facts import newest_facts
from desktop_admin.services.people.acting import acting_for
from desktop_admin.services.policy import settings, window_of
from desktop_admin.services.submissions.checks import refresh, refresh_holders, siblings
from desktop_admin.services.submissions.current import (
    UNDO_TIME,
    current_papers,
    leave_queue,
    moved,
    state_of,
)

#: Years no certificate ends outside of (as ``office/sound.py``).
_YEARS = range(1900, 2200)


def upload_paper(context: Context, request: UploadPaper) -> None:
    """Put a stored file into a slot; starts, corrects, or replaces as the state demands."""
    candidate = acting_for(context, request.candidate_id, request.source)
    _usable_file(context, request)
    offered = context.session.scalar(select(CategoryRow).where(CategoryRow.key == request.category))
    if offered is None or not offered.offered:
        invalid(("category", "not_offered", "这个报考类别没有开放，请选择其他类别。"))
    submission = _open_application(context, candidate, request.category)
    state = state_of(submission)
    if state is SubmissionState.RE_REVIEW or state is SubmissionState.APPROVED:
        moved(context, submission, Move.REPLACE)
    papers = current_papers(context, submission.id)
    old = papers.get(request.slot)
    if old is not None and old.sha256 == request.sha256:
        context.counts["unchanged"] = 1
        context.touch(SubjectKind.SUBMISSION, submission)
        return
    if old is not None:
        old.current = False
    context.session.add(
        PaperRow(
            submission_id=submission.id,
            slot=request.slot.value,
            sha256=request.sha256,
            file_name=request.file_name[:255],
            uploaded_at=context.now,
            staff_id=None if context.principal.candidate_id else context.staff_id,
            source=request.source.strip()[:60],
            attempt=submission.attempt + (state is SubmissionState.RETURNED),
        )
    )
    if old is not None and state in (
        SubmissionState.WAITING,
        SubmissionState.APPROVED,
        SubmissionState.RE_REVIEW,
    ):
        submission.replaced = True
    if state is SubmissionState.APPROVED:
        submission.state = SubmissionState.RE_REVIEW.value
        submission.queue = 0
        submission.spot_check = False  # everybody looks again now
        submission.waiting_since = context.now
    _touch_version(submission)
    if state is not SubmissionState.DRAFT:
        refresh(context, submission)
    refresh_holders(context, submission, request.slot, request.sha256)
    context.touch(SubjectKind.SUBMISSION, submission)


def submit_papers(context: Context, request: SubmitPapers) -> None:
    """Hand in for review: both papers present; which month it is for and how late follow from now (R12)."""
    submission = _own(context, request.submission_id, request.source)
    state = moved(context, submission, Move.SUBMIT)
    papers = current_papers(context, submission.id)
    faults = [
        ("papers", "missing", f"还缺{slot.words}，请上传后再提交。")
        for slot in category(submission.category).papers
        if slot not in papers
    ]
    expires = request.expires.strip() or submission.expires
    if expires and not _is_date(expires):
        faults.append(("expires", "date", "证书有效期应写作 2026-12-20。"))
    candidate = context.fetch(CandidateRow, submission.candidate_id, "学员")
    if candidate.company_id is None:
        faults.append(("company", "missing", "请先选择单位，再提交。"))
    if faults:
        invalid(*faults)
    timing = upload_timing(
        context.now,
        grace=timedelta(minutes=settings(context).grace_minutes),
        window_of=window_of(context),
    )
    if SubmissionState(submission.state) is SubmissionState.RETURNED:
        submission.attempt += 1
    submission.state = state.value
    submission.company_id = candidate.company_id or submission.company_id
    submission.certificate = request.certificate.strip()[:60] or submission.certificate
    submission.expires = expires
    submission.submitted_at = submission.waiting_since = context.now
    submission.queue = 1
    submission.decided_at = None
    submission.cycle = timing.cycle.key
    submission.missed_cycle = timing.missed.key if timing.missed else ""
    submission.late_minutes = timing.late_minutes
    submission.next_month = timing.next_month
    submission.border = timing.border
    submission.admitted = False
    refresh(context, submission)
    context.touch(SubjectKind.SUBMISSION, submission)


def withdraw_submission(context: Context, request: WithdrawSubmission) -> None:
    """待审核 → 未申请, with the papers kept for another try."""
    submission = _own(context, request.submission_id, request.source)
    submission.state = moved(context, submission, Move.WITHDRAW).value
    twins = siblings(context, submission)
    leave_queue(submission)
    submission.border = submission.duplicate = False
    end_claim(context, SubjectKind.SUBMISSION, submission.id)
    settle_twins(context, twins)
    context.touch(SubjectKind.SUBMISSION, submission)


def settle_twins(context: Context, twins: list[SubmissionRow]) -> None:
    """When one of two duplicates goes, the other is no duplicate any more."""
    context.session.flush()
    for twin in twins:
        still = bool(siblings(context, twin))
        if twin.duplicate != still:
            twin.duplicate = still
            refresh(context, twin)
            context.touch(SubjectKind.SUBMISSION, twin)


def _own(context: Context, submission_id: int, source: str) -> SubmissionRow:
    submission = context.fetch(SubmissionRow, submission_id, "这份申请")
    acting_for(context, submission.candidate_id, source)
    _not_while_undoable(context, submission)
    return submission


def _not_while_undoable(context: Context, submission: SubmissionRow) -> None:
    """A learner's step waits until a fresh decision can no longer be undone (R10).

    Answering it would tell the decision before its time, and the undo would then undo the learner's step.
    """
    if context.principal.candidate_id is None or submission.decided_at is None:
        return
    if context.now < submission.decided_at + UNDO_TIME:
        raise Conflict("您的资料正在处理，请十几秒后再试。", {"reason": "being_decided"})


def _open_application(context: Context, candidate: CandidateRow, key: str) -> SubmissionRow:
    """The application that an upload belongs to: the newest one not ended, or a new one.

    An approval of a month that has long passed has been used: a new application begins (certificates
    are renewed every three years).
    """
    now_cycle = Cycle.of(context.now).previous().key
    newest = context.session.scalar(
        select(SubmissionRow)
        .where(SubmissionRow.candidate_id == candidate.id, SubmissionRow.category == key)
        .order_by(SubmissionRow.id.desc())
        .limit(1)
    )
    if newest is not None:
        _not_while_undoable(context, newest)
    ended = newest is None or newest.state in ("rejected", "void")
    if newest is not None and not ended and (newest.state != "approved" or newest.cycle >= now_cycle):
        return newest
    if candidate.company_id is None:
        invalid(("company", "missing", "请先选择单位，再上传资料。"))
    fresh = SubmissionRow(
        candidate_id=candidate.id,
        company_id=candidate.company_id,
        category=key,
        state=SubmissionState.DRAFT.value,
        created_at=context.now,
    )
    context.session.add(fresh)
    context.session.flush()
    return fresh


def _usable_file(context: Context, request: UploadPaper) -> None:
    own = context.principal.candidate_id
    use = context.session.get(FileUseRow, (request.sha256, Purpose.PAPER.value))
    facts = newest_facts(context, [request.sha256]).get(request.sha256)
    # To a learner a file somebody else brought is no different from one that is not there. One that was put for
    # something else is no paper; one that is not kept and of which nothing is known is going (office/unnamed.py).
    if (
        use is None
        or (not use.kept and facts is None)
        or (own is not None and not _brought(context, own, request.sha256))
    ):
        invalid(("sha256", "unknown", "文件还没有传上来，请重新上传。"))
    if request.as_received and context.principal.candidate_id is not None:
        raise NotAllowed("不合规的文件不能提交，请按提示更换。")
    if facts is not None and not facts[0].acceptable and not request.as_received:
        faults = [
            {"field": request.slot.value, "code": problem.code, "message": problem.message}
            for problem in facts[0].problems
        ]
        sentence = " ".join(problem.message for problem in facts[0].problems)
        raise Invalid(f"{request.slot.words}不能使用：{sentence}", {"faults": faults})


def _brought(context: Context, candidate_id: int, sha256: str) -> bool:
    """Whether this learner put these bytes, or has them in an application of their own already."""
    if context.session.get(FilePutRow, (sha256, candidate_id)) is not None:
        return True
    named = (
        select(PaperRow.id)
        .join(SubmissionRow, SubmissionRow.id == PaperRow.submission_id)
        .where(PaperRow.sha256 == sha256, SubmissionRow.candidate_id == candidate_id)
    )
    return context.session.execute(named.limit(1)).first() is not None


def _touch_version(submission: SubmissionRow) -> None:
    """A paper is part of its application: any new paper makes a new version, so nobody decides unseen (R08)."""
    flag_modified(submission, "state")


def _is_date(text: str) -> bool:
    """In its one spelling, in a year a certificate can bear: Python reads 2026-W51-7 too."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return False
    return found.isoformat() == text and found.year in _YEARS
