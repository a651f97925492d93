"""The ten categories and the papers each asks for, as data (domain §1, §2 step 6).

This is what an office starts with; a chief switches categories and changes hours in the policy.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Slot(StrEnum):
    """A paper a category asks for."""

    COMMITMENT_LETTER = "commitment_letter"
    REGISTRATION_FORM = "registration_form"

    @property
    def words(self) -> str:
        """The paper's full name."""
        return _SLOT_WORDS[self][0]

    @property
    def short(self) -> str:
        """Its name on tabs and in letters."""
        return _SLOT_WORDS[self][1]


_SLOT_WORDS: Final = {
    Slot.COMMITMENT_LETTER: ("企业法人承诺书", "承诺书"),
    Slot.REGISTRATION_FORM: ("三类人员报名表", "报名表"),
}


class CategoryKind(StrEnum):
    """First certificate or renewal."""

    INITIAL = "initial"
    RENEWAL = "renewal"

    @property
    def words(self) -> str:
        """新取 or 延期."""
        return "新取" if self is CategoryKind.INITIAL else "延期"


@dataclass(frozen=True)
class Category:
    """``key`` like ``C2_renewal``; ``required_hours`` are study hours; ``offered``: learners may pick it."""

    key: str
    code: str
    kind: CategoryKind
    name: str
    short: str
    required_hours: int
    offered: bool
    papers: tuple[Slot, ...] = (Slot.COMMITMENT_LETTER, Slot.REGISTRATION_FORM)


_CODES: Final = (
    ("A", "A类", "企业主要负责人"),
    ("B", "B类", "项目负责人"),
    ("C1", "C1", "机械类专职安全生产管理人员"),
    ("C2", "C2", "土建类专职安全生产管理人员"),
    ("C3", "C3", "综合类专职安全生产管理人员"),
)

RENEWAL_HOURS: Final = 40


def _category(code: str, title: str, who: str, kind: CategoryKind, offered: bool) -> Category:
    return Category(
        key=f"{code}_{kind.value}",
        code=code,
        kind=kind,
        name=f"安全员{title}{kind.words}（{who}）",
        short=f"{code}类{kind.words}",
        required_hours=RENEWAL_HOURS if kind is CategoryKind.RENEWAL else 0,
        offered=offered,
    )


CATEGORIES: Final[tuple[Category, ...]] = tuple(
    _category(code, title, who, kind, offered=(code, kind) != ("C3", CategoryKind.RENEWAL))
    for kind in CategoryKind
    for code, title, who in _CODES
)
"""The ten, in the order screens list them. C3延期 is off: the seed's screen does not show it."""

HISTORICAL: Final[tuple[Category, ...]] = tuple(
    _category("C", "C类", "专职安全生产管理人员", kind, offered=False) for kind in CategoryKind
)
"""The old undivided C: readable in history, never offered."""

_BY_KEY: Final = {category.key: category for category in (*CATEGORIES, *HISTORICAL)}


def category(key: str) -> Category:
    """The category with that key, historical ones included. KeyError for an unknown key."""
    return _BY_KEY[key]


def is_category(key: str) -> bool:
    """Whether the key is known, historical ones included."""
    return key in _BY_KEY
