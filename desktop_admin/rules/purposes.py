"""What a file is put into the office for: one table, read by whoever takes it, shows it, keeps it and sweeps it.

The same bytes may be put for several purposes, and each has its own verdict: an Excel sheet is no paper, but a bill.
Which inspector a purpose names: ``papers/versions`` and ``papers/workers``; which records name its files:
``models/naming``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from desktop_admin.rules.quotas import MEGABYTE, Quota
from desktop_admin.rules.roles import INTAKE, REVIEW_READERS, Role, Roles


class Purpose(StrEnum):
    """Stored beside a file: a value never changes."""

    PAPER = "paper"
    BILL = "bill"
    HOURS = "hours"
    RESULTS = "results"

    @property
    def label(self) -> str:
        """The Chinese word on screens."""
        return PURPOSES[self].label


@dataclass(frozen=True)
class Rules:
    """``largest``: bytes; a larger file is not even looked at. ``may_put`` and ``may_see``: roles.

    ``kept``: so long a file stays that no record names. ``own``: it is the office's as soon as it is put: whoever
    may see the purpose reads it, backups hold it, and those of ``told`` are told what nobody has named yet and when
    it goes (``UnnamedFiles``). ``a_day``: of one member of staff; of learners a setting says it (``None`` here).
    ``locked``: a password on it is no fault.
    """

    label: str
    inspector: str
    largest: int
    may_put: Roles
    may_see: Roles
    kept: timedelta
    own: bool = False
    told: Roles = frozenset()
    a_day: Quota | None = None
    locked: bool = False


_MONEY: Roles = frozenset({Role.FINANCE, Role.CHIEF})
_EXAMS: Roles = frozenset({Role.COORDINATOR, Role.CHIEF})
#: A month is closed by the next; whoever puts a file and forgets it hears of it all the while.
_UNTIL_NEXT_MONTH: Final = timedelta(days=62)
_SHEETS_A_DAY: Final = Quota(200, 1000 * MEGABYTE)


def _sheet(label: str, largest: int, may_put: Roles, *, locked: bool = False) -> Rules:
    return Rules(
        label,
        "sheet",
        largest * MEGABYTE,
        may_put,
        may_put | {Role.AUDITOR},
        _UNTIL_NEXT_MONTH,
        own=True,
        told=may_put,
        a_day=_SHEETS_A_DAY,
        locked=locked,
    )


PURPOSES: Final[Mapping[Purpose, Rules]] = {
    # 20 MB are looked at, so that whoever sent a scan of 5 MB hears what is wrong with it; 2 MB are accepted.
    Purpose.PAPER: Rules(
        "资料", "paper", 20 * MEGABYTE, INTAKE | {Role.PORTAL}, REVIEW_READERS, timedelta(hours=24)
    ),
    # WeChat and banks send bills with a password; a year of Alipay's can pass 25 MB (design, bills §2, §3).
    Purpose.BILL: _sheet("对账单", 30, _MONEY, locked=True),
    Purpose.HOURS: _sheet("学时表", 10, _EXAMS),
    Purpose.RESULTS: _sheet("成绩表", 10, _EXAMS),
}

LARGEST_FILE: Final = max(rules.largest for rules in PURPOSES.values())
OWN: Final = frozenset(purpose for purpose, rules in PURPOSES.items() if rules.own)


def may_put(roles: Iterable[Role], purpose: Purpose) -> bool:
    """Whether a person with these roles may put a file for that."""
    return not PURPOSES[purpose].may_put.isdisjoint(roles)


def seen_by(roles: Iterable[Role]) -> frozenset[Purpose]:
    """The purposes whose files a member of staff with these roles may see."""
    held = frozenset(roles)
    return frozenset(purpose for purpose, rules in PURPOSES.items() if rules.may_see & held)


def told_to(roles: Iterable[Role]) -> frozenset[Purpose]:
    """The purposes of which a person with these roles is told what no record names yet."""
    held = frozenset(roles)
    return frozenset(purpose for purpose, rules in PURPOSES.items() if rules.told & held)
