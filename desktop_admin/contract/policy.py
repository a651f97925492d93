"""What a chief may change: settings and one month's window."""

from dataclasses import dataclass
from datetime import datetime

from desktop_admin.contract.base import Command, Question, Receipt


@dataclass(frozen=True)
class PolicyForm:
    """The settings of the review desk; each has a default from domain.md.

    The last two bound what one learner may upload in a day (decision 0018); thirty papers of 2 MB.
    """

    office_name: str
    grace_minutes: int = 15
    lease_minutes: int = 10
    bulk_approval: str = "green"
    minimum_application_hours: int = 24
    deadline_near_hours: int = 48
    idle_lock_minutes: int = 30
    retention_days: int = 1095
    spot_check_percent: int = 10
    learner_files_a_day: int = 30
    learner_megabytes_a_day: int = 60


@dataclass(frozen=True)
class PolicyRecord:
    """The settings with their version. ``bulk_approval`` is never, green (pre-check all green) or opened.

    ``spot_check_percent``: how many of a hundred approved unseen a second person looks at (R20).
    """

    version: int
    form: PolicyForm


@dataclass(frozen=True)
class PolicySettings(Question[PolicyRecord]):
    """The settings in force."""


@dataclass(frozen=True)
class EditPolicy(Command[Receipt]):
    """Change settings; fields merge."""

    seen: PolicyForm
    wanted: PolicyForm


@dataclass(frozen=True)
class MonthWindow:
    """The registration window of one cycle in instants and words; ``shifted`` when a chief moved it."""

    cycle: str
    opens: datetime
    closes: datetime
    shifted: bool
    reason: str
    words: str
    warnings: tuple[str, ...]
    version: int


@dataclass(frozen=True)
class Windows:
    """This cycle and the next, as of the office's clock; ``next_close`` is the close that lies ahead."""

    current: MonthWindow
    following: MonthWindow
    next_close: datetime
    now: datetime


@dataclass(frozen=True)
class MonthWindows(Question[Windows]):
    """The registration windows around now (status strip, home, return letters)."""


@dataclass(frozen=True)
class ShiftRegistration(Command[Receipt]):
    """A chief moves one month's registration window, with a reason (domain §2.11). version 0 = not shifted yet."""

    cycle: str
    seen_version: int
    opens: datetime
    closes: datetime
    reason: str
