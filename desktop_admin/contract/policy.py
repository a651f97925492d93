"""What a chief may change: categories, reasons, settings, one month's window."""

from dataclasses import dataclass
from datetime import datetime

from desktop_admin.contract.base import Command, Question, Receipt
from desktop_admin.contract.journal import ToldLine


@dataclass(frozen=True)
class CategoryForm:
    """One of the ten categories. ``key`` like C2_renewal; C3_renewal exists but is off (domain §1)."""

    key: str
    code: str
    kind: str
    name: str
    short: str
    required_hours: int
    offered: bool


@dataclass(frozen=True)
class CategoryRow:
    """A category with its version and its papers (slot → title)."""

    id: int
    version: int
    form: CategoryForm
    papers: dict[str, str]


@dataclass(frozen=True)
class ReasonForm:
    """A reason of the catalogue. ``slot`` and ``category`` empty = any; ``digit`` 0 = none.

    ``text`` may hold fields in braces, e.g. 报名表有空项：{字段}.
    """

    code: str
    text: str
    slot: str = ""
    category: str = ""
    digit: int = 0
    active: bool = True


@dataclass(frozen=True)
class ReasonRow:
    """A reason with its version."""

    id: int
    version: int
    form: ReasonForm


@dataclass(frozen=True)
class CatalogueRecord:
    """Categories and reasons together: desks load it once and again when the feed names them."""

    categories: tuple[CategoryRow, ...]
    reasons: tuple[ReasonRow, ...]
    as_of: int


@dataclass(frozen=True)
class Catalogue(Question[CatalogueRecord]):
    """The categories and the reason catalogue."""


@dataclass(frozen=True)
class EditCategory(Command[Receipt]):
    """Change hours, names or the on/off switch of a category."""

    category_id: int
    seen: CategoryForm
    wanted: CategoryForm


@dataclass(frozen=True)
class AddReason(Command[Receipt]):
    """Add a reason; a digit already taken in that slot is refused."""

    form: ReasonForm


@dataclass(frozen=True)
class EditReason(Command[Receipt]):
    """Change or retire a reason; decisions keep the words they were made with (R18)."""

    reason_id: int
    seen: ReasonForm
    wanted: ReasonForm


@dataclass(frozen=True)
class ReasonCount:
    """How often a reason was given in the period, by slot."""

    code: str
    text: str
    slot: str
    count: int


@dataclass(frozen=True)
class ReasonCounts:
    """Most frequent first; ``decisions`` is the number of returns and rejections looked at."""

    rows: tuple[ReasonCount, ...]
    decisions: int


@dataclass(frozen=True)
class ReasonReport(Question[ReasonCounts]):
    """The most frequent reasons between two instants, half-open (R18)."""

    since: datetime
    until: datetime


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
class SettingsChange:
    """One change of what a chief may change (settings, a month's window, categories, reasons), in words."""

    number: int
    at: datetime
    who: str
    name: str
    lines: tuple[ToldLine, ...]
    erased: bool


@dataclass(frozen=True)
class SettingsChanges:
    """Newest first."""

    rows: tuple[SettingsChange, ...]
    as_of: int


@dataclass(frozen=True)
class SettingsHistory(Question[SettingsChanges]):
    """Who changed what a chief may change, from what to what: the last ``limit`` (at most 200)."""

    limit: int = 50


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
