"""The journal as people read it: pages, one row in words, whole numbers on request."""

from dataclasses import dataclass
from datetime import datetime

from desktop_admin.contract.base import Command, Question, Subject


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
