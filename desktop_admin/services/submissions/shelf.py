"""What can be done with a dossier besides deciding: aside, notes, late admission, export (R12, R17)."""

from datetime import timedelta

from sqlalchemy import select

from desktop_admin.contract.errors import Conflict
from desktop_admin.contract.submissions import AddNote, AdmitLate, BringBack, ExportPapers, SetAside
from desktop_admin.models.files import FileUseRow
from desktop_admin.models.staff import StaffRow
from desktop_admin.models.submissions import NoteRow, PaperRow, SubmissionRow
from desktop_admin.rules.cycles import Admission, Cycle, admissible
from desktop_admin.rules.purposes import Purpose
from desktop_admin.rules.states import OPEN_FOR_DECISION
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services.claims import end_claim, require_free
from desktop_admin.services.context import Context, check_version, invalid
from desktop_admin.services.policy import settings, window_of
from desktop_admin.services.submissions.checks import refresh
from desktop_admin.services.submissions.current import refuse_decided, state_of

_LONGEST_ASIDE = timedelta(days=90)
_CHANGED = "这份申请刚刚有了变化，没有保存。请看一眼最新内容再操作。"
_WAYS = ("save", "print", "open")


def set_aside(context: Context, request: SetAside) -> None:
    """Out of the work list until an instant; it comes back by itself."""
    submission = _open(context, request.submission_id, request.seen_version)
    if not context.now < request.until <= context.now + _LONGEST_ASIDE:
        invalid(("until", "range", "搁置的日期要在今天之后、90 天之内。"))
    submission.aside_until = request.until
    submission.aside_by_id = context.staff_id
    submission.aside_note = request.note.strip()[:500]
    end_claim(context, SubjectKind.SUBMISSION, submission.id)
    context.touch(SubjectKind.SUBMISSION, submission)


def bring_back(context: Context, request: BringBack) -> None:
    """Back into the work list at its old place."""
    submission = _open(context, request.submission_id, request.seen_version)
    if submission.aside_until is None:
        raise Conflict("这份资料没有被搁置。", {"reason": "not_aside"})
    submission.aside_until = submission.aside_by_id = None
    submission.aside_note = ""
    context.touch(SubjectKind.SUBMISSION, submission)


def add_note(context: Context, request: AddNote) -> None:
    """A note for colleagues; mentioned ones find it marked in their queue."""
    submission = context.fetch(SubmissionRow, request.submission_id, "这份申请")
    text = request.text.strip()
    if not text or len(text) > 2000:
        invalid(("text", "length", "备注要有内容，且不超过 2000 字。"))
    known = set(context.session.scalars(select(StaffRow.id).where(StaffRow.id.in_(request.mentions))))
    if known != set(request.mentions):
        invalid(("mentions", "unknown", "提到的同事不存在，请重新选择。"))
    context.session.add(
        NoteRow(
            submission_id=submission.id,
            staff_id=context.staff_id,
            at=context.now,
            text=text,
            mentions=list(request.mentions),
        )
    )
    context.touch(SubjectKind.SUBMISSION, submission)


def admissible_to(context: Context, submission: SubmissionRow) -> Admission | None:
    """The month a chief may admit this application into now, if any."""
    if submission.submitted_at is None or submission.admitted:
        return None
    windows = window_of(context)
    grace = timedelta(minutes=settings(context).grace_minutes)
    way = admissible(submission.submitted_at, context.now, grace=grace, window_of=windows)
    decided = submission.decided_at
    if way is not None and way.cycle.key == submission.cycle and decided is not None:
        # Uploaded and decided before the close: it is in that month already.
        return way if decided >= windows(way.cycle).closes else None
    return way


def admit_late(context: Context, request: AdmitLate) -> None:
    """A chief takes a late upload, or one decided late, into the month it missed (domain §2.4)."""
    submission = context.fetch(SubmissionRow, request.submission_id, "这份申请")
    check_version(submission, request.seen_version, _CHANGED, reason="changed")
    if not request.reason.strip():
        invalid(("reason", "empty", "请写明准入的原因。"))
    way = admissible_to(context, submission)
    if way is None or way.cycle.key != request.cycle:
        label = Cycle.parse(way.cycle.key).label if way else ""
        invalid(
            (
                "cycle",
                "not_admissible",
                f"这份申请只能准入{label}。" if label else "这份申请不在可以准入的范围内。",
            )
        )
    submission.cycle = request.cycle
    submission.missed_cycle = ""
    submission.admitted = True
    submission.border = submission.next_month = False
    refresh(context, submission)
    context.touch(SubjectKind.SUBMISSION, submission)


def export_papers(context: Context, request: ExportPapers) -> None:
    """Journal that originals were saved, printed or opened elsewhere; which files by hash."""
    submission = context.fetch(SubmissionRow, request.submission_id, "这份申请")
    if request.how not in _WAYS:
        invalid(("how", "unknown", "导出方式只能是另存、打印或用其他程序打开。"))
    known = set(
        context.session.scalars(select(PaperRow.sha256).where(PaperRow.submission_id == submission.id))
    )
    if not request.hashes or not set(request.hashes) <= known:
        invalid(("hashes", "unknown", "要导出的文件不属于这份申请，请刷新后重试。"))
    refused = select(FileUseRow.sha256).where(
        FileUseRow.sha256.in_(request.hashes), FileUseRow.purpose == Purpose.PAPER.value, ~FileUseRow.kept
    )
    if context.session.scalar(refused.limit(1)) is not None:
        invalid(("hashes", "not_kept", "这份文件不合要求，原件未保留，没有可以导出的内容。"))
    context.counts["files"] = len(request.hashes)
    context.touch(SubjectKind.SUBMISSION, submission)


def _open(context: Context, submission_id: int, seen_version: int) -> SubmissionRow:
    submission = context.fetch(SubmissionRow, submission_id, "这份申请")
    refuse_decided(context, submission)
    if state_of(submission) not in OPEN_FOR_DECISION:
        raise Conflict("这份申请不在待审核之列，不能搁置。", {"reason": "state", "state": submission.state})
    require_free(context, SubjectKind.SUBMISSION, submission.id)
    check_version(submission, seen_version, _CHANGED, reason="changed")
    return submission
