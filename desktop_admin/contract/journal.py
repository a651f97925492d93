"""The feed of changes, and the journal that proves itself."""

from dataclasses import dataclass
from datetime import datetime

from desktop_admin.contract.base import Command, Question, Receipt, Subject


@dataclass(frozen=True)
class Change:
    """One journal number: when, who, what it touched; nothing more without the journal right.

    ``about`` is the name of the first thing (龑䶮 的 B类延期, 学员 韦德福) for those who may read lists of
    people, and only where colleagues are told of the deed; else empty.
    """

    number: int
    at: datetime
    who: str
    name: str
    subjects: tuple[Subject, ...]
    about: str = ""


@dataclass(frozen=True)
class ClaimRow:
    """Who has which submission open, since when; ``lapsed`` once the lease has run out."""

    submission_id: int
    staff_id: int
    who: str
    since: datetime
    lapsed: bool


@dataclass(frozen=True)
class ChangePage:
    """Changes after a number, and all live claims. ``reload`` is set when too much happened to list."""

    head: int
    head_hash: str
    changes: tuple[Change, ...]
    claims: tuple[ClaimRow, ...]
    reload: bool
    now: datetime


@dataclass(frozen=True)
class Changes(Question[ChangePage]):
    """What happened after journal number ``after`` (at most 200 rows, then ``reload``)."""

    after: int


@dataclass(frozen=True)
class Outcome:
    """Whether a command with that id was done, and its receipt."""

    done: bool
    receipt: Receipt | None


@dataclass(frozen=True)
class CommandOutcome(Question[Outcome]):
    """After a lost answer: ask, never blindly resend (house §1)."""

    command_id: str


@dataclass(frozen=True)
class JournalRow:
    """A line of the journal page."""

    number: int
    at: datetime
    who: str
    on_behalf: str
    via: str
    workstation: str
    name: str
    subjects: tuple[Subject, ...]
    hash: str
    erased: bool
    #: ``subjects`` by name and in the same order: 学员 韦德福.
    things: tuple[str, ...] = ()


@dataclass(frozen=True)
class JournalRows:
    """Newest first."""

    rows: tuple[JournalRow, ...]
    total: int
    head: int
    head_hash: str


@dataclass(frozen=True)
class JournalPage(Question[JournalRows]):
    """A page of the journal before number ``before`` (0 = from the head), by person or subject if given.

    ``about``: rows that touched a person, a company, an account or papers of a person whose name holds this
    text. ``since`` and ``until`` are half-open.
    """

    before: int = 0
    limit: int = 100
    staff_id: int | None = None
    name: str = ""
    subject_kind: str = ""
    subject_id: int = 0
    about: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class ToldLine:
    """One line of what was asked, in words. ``before`` is empty unless a value was changed."""

    label: str
    after: str
    before: str = ""


@dataclass(frozen=True)
class JournalDetail:
    """What was asked (JSON text), or None once erased; and whether what is stored matches its digest.

    Numbers of persons are masked; ``masked`` says that :class:`RevealJournalEntry` would show more. ``lines``
    say the same in words, things by name.
    """

    row: JournalRow
    detail: str | None
    proven: bool
    masked: bool = False
    lines: tuple[ToldLine, ...] = ()


@dataclass(frozen=True)
class JournalEntry(Question[JournalDetail]):
    """One journal row with its erasable detail."""

    number: int


@dataclass(frozen=True)
class RevealedEntry:
    """The detail with whole numbers (JSON text), None once erased, and in words. Never stored, never logged."""

    detail: str | None
    lines: tuple[ToldLine, ...] = ()


@dataclass(frozen=True)
class RevealJournalEntry(Command[RevealedEntry]):
    """Show the whole numbers of one row: a command, because every reveal is journalled (domain §6)."""

    number: int
    why: str = ""


@dataclass(frozen=True)
class JournalProof:
    """Result of checking the chain. ``broken_at`` is the first number that does not fit."""

    intact: bool
    rows: int
    head: int
    head_hash: str
    broken_at: int | None
    sentence: str


@dataclass(frozen=True)
class VerifyJournal(Question[JournalProof]):
    """Check the chain from 1 to the head, and that a remembered head ``N:HASH`` is still part of it."""

    remembered: str = ""


@dataclass(frozen=True)
class PurgeDetails(Command[Receipt]):
    """Erase the details of old journal rows; the chain still proves itself (house §2)."""

    before: datetime
    reason: str
