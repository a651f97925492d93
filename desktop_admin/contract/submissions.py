"""The steps of an application up to the decision: papers, submission, decisions, claims."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop_admin.contract.base import Command, Question, Receipt, Signal
from desktop_admin.rules.categories import Slot as Slot
from desktop_admin.rules.reasons import ReasonGiven as ReasonGiven


class DecisionKind(StrEnum):
    """What a reviewer decided."""

    APPROVE = "approve"
    RETURN = "return"
    REJECT = "reject"
    DUPLICATE = "duplicate"


@dataclass(frozen=True)
class UploadPaper(Command[Receipt]):
    """Put a stored file into a slot of the person's application in a category.

    Starts the application if there is none; on a waiting one it replaces the paper; on an
    approved one it replaces it and the state becomes 需复审 (R09).  ``candidate_id`` None is the
    session's own learner; staff name the candidate and the ``source`` (R19).  ``as_received``
    keeps a file that fails the limits because it was already taken elsewhere (the reviewer
    returns it, R14); learners may not set it.
    """

    candidate_id: int | None
    category: str
    slot: Slot
    sha256: str
    file_name: str
    source: str = ""
    as_received: bool = False


@dataclass(frozen=True)
class SubmitPapers(Command[Receipt]):
    """Hand the papers in for review (seed §2.6): 未申请 or 退回修改 → 待审核."""

    submission_id: int
    certificate: str = ""
    expires: str = ""
    source: str = ""


@dataclass(frozen=True)
class WithdrawSubmission(Command[Receipt]):
    """Take a waiting application back: 待审核 → 未申请."""

    submission_id: int
    source: str = ""


@dataclass(frozen=True)
class MySubmission:
    """What a learner sees. A decision shows only once its 8 seconds have passed (house §3)."""

    id: int
    version: int
    category: str
    state: str
    sentence: str
    papers: tuple[Slot, ...]


@dataclass(frozen=True)
class MySubmissionList:
    """All applications of the learner."""

    rows: tuple[MySubmission, ...]


@dataclass(frozen=True)
class MySubmissions(Question[MySubmissionList]):
    """The learner's own 报名资料提交."""


class QueueView(StrEnum):
    """Which dossiers: the work list, the ones put aside, border cases, or everything ever."""

    WAITING = "waiting"
    SET_ASIDE = "set_aside"
    BORDER = "border"
    DECIDED = "decided"
    ALL = "all"


@dataclass(frozen=True)
class QueueFilter:
    """The remembered filter of the review desk (R01). Empty tuples and text mean no limit."""

    view: QueueView = QueueView.WAITING
    categories: tuple[str, ...] = ()
    kind: str = ""
    company_id: int | None = None
    attempt_from: int = 1
    deadline_near: bool = False
    text: str = ""


@dataclass(frozen=True)
class QueueRow:
    """A line of the queue. No ID numbers. ``flags`` are stable words: re_review, replaced, late, next_month,
    duplicate, bad_file, mentioned, set_aside, admitted."""

    id: int
    version: int
    candidate_id: int
    company_id: int
    name: str
    company: str
    category: str
    state: str
    attempt: int
    waiting_since: datetime | None
    late_minutes: int
    cycle: str
    flags: tuple[str, ...]
    precheck: str
    aside_until: datetime | None = None


@dataclass(frozen=True)
class QueuePage:
    """``ids`` is every match in order (re-review first, then oldest); ``rows`` those asked for."""

    ids: tuple[int, ...]
    rows: tuple[QueueRow, ...]
    total: int
    as_of: int


@dataclass(frozen=True)
class ReviewQueue(Question[QueuePage]):
    """The queue under a filter. ``only`` re-asks touched ids under the same filter: what is missing left it.

    ``rows_for`` fetches rows of given ids (already in the list) and answers no ``ids``.
    """

    filter: QueueFilter = QueueFilter()
    only: tuple[int, ...] | None = None
    rows_for: tuple[int, ...] | None = None
    limit: int = 200


@dataclass(frozen=True)
class Progress:
    """今日 47 / 待审 112 · 最久 2天3小时; ``mine_today`` counts this person's decisions today."""

    waiting: int
    decided_today: int
    mine_today: int
    oldest: datetime | None
    re_review: int
    border: int
    set_aside: int
    resubmitted: int
    deadline: datetime
    as_of: int


@dataclass(frozen=True)
class ReviewProgress(Question[Progress]):
    """The numbers above the queue and on the rail."""


@dataclass(frozen=True)
class PaperVersion:
    """One uploaded file of a slot. ``current`` is the one a decision would be about."""

    id: int
    slot: Slot
    sha256: str
    file_name: str
    size: int
    media_type: str
    acceptable: bool
    problems: tuple[str, ...]
    fitting_reason: str
    pages: int | None
    uploaded_at: datetime
    by: str
    source: str
    attempt: int
    current: bool


@dataclass(frozen=True)
class PrecheckFinding:
    """An advisory check: ``level`` is green, yellow, red or unknown (无法判断) (R15)."""

    code: str
    level: str
    message: str
    slot: str | None
    page: int | None


@dataclass(frozen=True)
class DecisionRecord:
    """A decision in the history; ``undone_at`` is set when it was undone or revoked."""

    id: int
    kind: DecisionKind
    at: datetime
    staff_id: int
    who: str
    reasons: tuple[ReasonGiven, ...]
    sentence: str
    hashes: tuple[str, ...]
    unseen: bool
    undone_at: datetime | None
    undone_by: str
    undone_reason: str


@dataclass(frozen=True)
class NoteRecord:
    """A staff note on a dossier."""

    id: int
    at: datetime
    who: str
    text: str
    mentions: tuple[str, ...]


@dataclass(frozen=True)
class HistoryEntry:
    """A line of the dossier's history, from the journal (R13)."""

    number: int
    at: datetime
    who: str
    on_behalf: bool
    title: str
    text: str


@dataclass(frozen=True)
class Sibling:
    """Another application of the same person in the same category and cycle (R16)."""

    submission_id: int
    version: int
    name: str
    company: str
    state: str
    submitted_at: datetime | None


@dataclass(frozen=True)
class DossierRecord:
    """Everything one decision needs, in one answer. Numbers masked (RevealCandidate shows them)."""

    id: int
    version: int
    state: str
    candidate_id: int
    name: str
    name_typed: str
    id_type: str
    id_masked: str
    phone_masked: str
    sex: str | None
    company_id: int
    company: str
    credit_code: str
    category: str
    attempt: int
    certificate: str
    expires: str
    cycle: str
    late_minutes: int
    next_month: bool
    border: bool
    admitted: bool
    admissible_to: str
    submitted_at: datetime | None
    deadline: datetime
    papers: tuple[PaperVersion, ...]
    findings: tuple[PrecheckFinding, ...]
    needles: dict[str, str]
    decisions: tuple[DecisionRecord, ...]
    notes: tuple[NoteRecord, ...]
    history: tuple[HistoryEntry, ...]
    siblings: tuple[Sibling, ...]
    aside_until: datetime | None
    aside_by: str
    aside_note: str
    claim_by: str
    claim_mine: bool
    claim_since: datetime | None
    claim_lapsed: bool
    undo_until: datetime | None
    flags: tuple[str, ...]
    as_of: int


@dataclass(frozen=True)
class Dossier(Question[DossierRecord]):
    """One dossier, whole. ``needles`` are the values to mark on the page (whole ID number included:
    those who decide see it on the paper anyway; other roles get none)."""

    submission_id: int


@dataclass(frozen=True)
class ApproveSubmission(Command[Receipt]):
    """通过. ``seen_hashes`` are the current papers the person saw, in slot order (R08).

    ``unseen`` marks bulk approval (journalled 未逐份查看); policy decides whether it may be used.
    """

    submission_id: int
    seen_version: int
    seen_hashes: tuple[str, ...]
    unseen: bool = False


@dataclass(frozen=True)
class ReturnSubmission(Command[Receipt]):
    """退回修改 with all defects at once (行政许可法 32). At least one reason."""

    submission_id: int
    seen_version: int
    seen_hashes: tuple[str, ...]
    reasons: tuple[ReasonGiven, ...]


@dataclass(frozen=True)
class RejectSubmission(Command[Receipt]):
    """不通过: ends this application (R04). At least one reason."""

    submission_id: int
    seen_version: int
    seen_hashes: tuple[str, ...]
    reasons: tuple[ReasonGiven, ...]


@dataclass(frozen=True)
class UndoDecision(Command[Receipt]):
    """Ctrl+Z within 8 s, by the person who decided, before the learner hears of it (R10)."""

    submission_id: int
    seen_version: int


@dataclass(frozen=True)
class RevokeDecision(Command[Receipt]):
    """撤销审核, later, with a reason; a notice already sent is followed by a correction (R10)."""

    submission_id: int
    seen_version: int
    reason: str


@dataclass(frozen=True)
class CloseDuplicate(Command[Receipt]):
    """作废（重复）: closed beside ``same_as``, without a refusal notice (R16)."""

    submission_id: int
    seen_version: int
    same_as: int


@dataclass(frozen=True)
class SetAside(Command[Receipt]):
    """Put a dossier aside until an instant; it comes back by itself (R17)."""

    submission_id: int
    seen_version: int
    until: datetime
    note: str = ""


@dataclass(frozen=True)
class BringBack(Command[Receipt]):
    """End a set-aside early."""

    submission_id: int
    seen_version: int


@dataclass(frozen=True)
class AddNote(Command[Receipt]):
    """Write a note; ``mentions`` are staff ids (@colleague, R17)."""

    submission_id: int
    text: str
    mentions: tuple[int, ...] = ()


@dataclass(frozen=True)
class AdmitLate(Command[Receipt]):
    """A chief admits an upload of the grace, or one decided late, into ``cycle``, with a reason (R12)."""

    submission_id: int
    seen_version: int
    cycle: str
    reason: str


@dataclass(frozen=True)
class ClaimAnswer:
    """Whether the dossier is now ours, or whose it is. ``may_take_over`` once the lease lapsed or by right."""

    mine: bool
    who: str
    since: datetime
    lapsed: bool
    may_take_over: bool


@dataclass(frozen=True)
class ClaimSubmission(Signal[ClaimAnswer]):
    """Opening a dossier claims it; sending it again keeps the lease alive. ``active`` False only asks."""

    submission_id: int
    active: bool = True


@dataclass(frozen=True)
class Released:
    """A claim let go (False: it was not ours any more)."""

    released: bool


@dataclass(frozen=True)
class ReleaseClaim(Signal[Released]):
    """Leaving a dossier without a decision (R07)."""

    submission_id: int


@dataclass(frozen=True)
class TakeOverClaim(Command[Receipt]):
    """接管 after the lease, or by right of a chief; the first holder hears of it in the feed (R05)."""

    submission_id: int


@dataclass(frozen=True)
class ExportPapers(Command[Receipt]):
    """Original papers were saved or printed: journalled with how and which (domain §6)."""

    submission_id: int
    hashes: tuple[str, ...]
    how: str
