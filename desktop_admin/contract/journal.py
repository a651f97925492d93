"""The feed of changes, what became of a command, and erasing old details."""

from dataclasses import dataclass
from datetime import datetime

from desktop_admin.contract.base import Command, Question, Receipt, Subject
from desktop_admin.rules.subjects import SubjectKind


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
    """Who has which thing open, since when; ``lapsed`` once the lease has run out."""

    kind: SubjectKind
    subject_id: int
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
class PurgeDetails(Command[Receipt]):
    """Erase the details of old journal rows; the chain still proves itself (house §2)."""

    before: datetime
    reason: str
