"""The catalogue a chief edits: categories, the papers they ask for, and the reasons of a return (R18)."""

from dataclasses import dataclass
from datetime import datetime

from desktop_admin.contract.base import Command, Question, Receipt


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

    ``given_for`` is the decision it belongs to: return, reject (a final ground), empty = both.

    ``text`` may hold fields in braces, e.g. 报名表有空项：{字段}.
    """

    code: str
    text: str
    slot: str = ""
    category: str = ""
    digit: int = 0
    active: bool = True
    given_for: str = ""


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
