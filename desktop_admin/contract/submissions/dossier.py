"""One dossier, whole: everything a decision needs in one answer."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop_admin.contract.base import Question
from desktop_admin.rules.categories import Slot
from desktop_admin.rules.reasons import ReasonGiven


class DecisionKind(StrEnum):
    """What a reviewer decided."""

    APPROVE = "approve"
    RETURN = "return"
    REJECT = "reject"
    DUPLICATE = "duplicate"


@dataclass(frozen=True)
class PaperVersion:
    """One uploaded file of a slot. ``current`` is the one a decision would be about.

    ``kept`` False: the file was refused; its record and ``problems`` are all there is, nothing can be fetched.
    """

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
    kept: bool = True


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
    """A decision in the history; ``undone_at`` is set when it was undone or revoked, ``checked_at`` when a
    second person agreed in a spot check."""

    id: int
    kind: DecisionKind
    at: datetime
    staff_id: int
    who: str
    reasons: tuple[ReasonGiven, ...]
    sentence: str
    hashes: tuple[str, ...]
    unseen: bool
    despite: bool
    checked_by: str
    checked_at: datetime | None
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
