"""Backups by order and by day: what is asked for, what became of it, where they lie (X06).

A request only writes down what is wanted. The backup itself is made by a program on the machine that has the
data: the server, or a workstation that opens the database itself.
"""

from dataclasses import dataclass
from datetime import datetime

from desktop_admin.contract.base import Command, Question, Receipt


@dataclass(frozen=True)
class BackupPlanForm:
    """The daily backup: on or off, at which ``minute`` of the office's day, how many are kept."""

    daily: bool = True
    minute: int = 750
    keep: int = 7


@dataclass(frozen=True)
class BackupPlace:
    """A machine that makes backups and the folder it writes them to; ``problem`` when it cannot.

    ``served``: the server, whose folder is set where it is started. ``same_disk``: the data lies on that disk
    too. ``free``: bytes, -1 unknown.
    """

    workstation: str
    folder: str
    served: bool
    same_disk: bool
    free: int
    problem: str
    seen_at: datetime


@dataclass(frozen=True)
class BackupRun:
    """One backup. ``origin``: button, daily or cli. ``who`` empty for the daily one.

    ``state``: waiting, running, done, failed, interrupted (its program ended) or cancelled. ``checked``: read
    back after it was written. ``removed``: gone by the rule of how many are kept. ``stopping``: a cancel is heard soon.
    """

    id: int
    origin: str
    who: str
    state: str
    at: datetime
    finished_at: datetime | None
    workstation: str
    folder: str
    file: str
    size: int
    digest: str
    head: int
    head_hash: str
    papers: int
    missing: int
    problem: str
    done: int
    total: int
    stopping: bool
    checked: bool
    removed: bool


@dataclass(frozen=True)
class BackupPage:
    """Newest first. ``trouble``: the sentence for the first page, empty when all is well."""

    plan: BackupPlanForm
    runs: tuple[BackupRun, ...]
    places: tuple[BackupPlace, ...]
    here: str
    trouble: str
    now: datetime


@dataclass(frozen=True)
class Backups(Question[BackupPage]):
    """The last backups, the plan, the places, and whether something is wrong."""

    limit: int = 30


@dataclass(frozen=True)
class OrderBackup(Command[Receipt]):
    """Make a backup now. ``folder`` for once another one than usual; never at a server, whose folder is its own."""

    folder: str = ""


@dataclass(frozen=True)
class CancelBackup(Command[Receipt]):
    """Stop one that waits or is being made; nothing is left of it."""

    run_id: int


@dataclass(frozen=True)
class EditBackupPlan(Command[Receipt]):
    """Change the daily backup; fields merge."""

    seen: BackupPlanForm
    wanted: BackupPlanForm


@dataclass(frozen=True)
class SetBackupFolder(Command[Receipt]):
    """Where this workstation writes its backups. Refused at a server: a desk names no path on its disk."""

    folder: str
