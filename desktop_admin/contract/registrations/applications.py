"""Applying for a session (申请考试), taking it back, and why somebody may not (C05, C06, C08)."""

from dataclasses import dataclass
from datetime import datetime

from desktop_admin.contract.base import Command, Question, Receipt
from desktop_admin.rules.gate import Check


@dataclass(frozen=True)
class ApplyForExam(Command[Receipt]):
    """Take a place, or with ``waiting`` a turn in the waiting list when every place is taken.

    ``counts`` says which: ``applied`` or ``waiting`` is 1.  Without ``waiting`` a full session is a Conflict that
    offers the list and the other sessions (C05).
    """

    registration_id: int
    seen_version: int
    session_id: int
    waiting: bool = False
    source: str = ""


@dataclass(frozen=True)
class WithdrawApplication(Command[Receipt]):
    """Give up a place or a turn; the first who waits rises in the same moment while the window is open (C06)."""

    registration_id: int
    seen_version: int
    source: str = ""


@dataclass(frozen=True)
class GateRecord:
    """为什么不能申请？: every condition answered. ``would_wait``: every place is taken; ``next_month_helps``: 转次月考
    is worth offering."""

    may: bool
    would_wait: bool
    next_month_helps: bool
    checks: tuple[Check, ...]


@dataclass(frozen=True)
class ExamGate(Question[GateRecord]):
    """May this registration apply for this session; ``at`` None is now, on the office's clock."""

    registration_id: int
    session_id: int
    at: datetime | None = None
