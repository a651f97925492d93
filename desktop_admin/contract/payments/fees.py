"""The fee table: what a category costs from which day on (domain §2.10). Amounts are integer fen."""

from dataclasses import dataclass
from datetime import date, datetime

from desktop_admin.contract.base import Command, Question, Receipt


@dataclass(frozen=True)
class FeeForm:
    """``name`` is what the order calls it, and never 考试费: the assessment is free by law."""

    category: str
    name: str
    amount: int
    valid_from: date


@dataclass(frozen=True)
class FeeRecord:
    """A fee as a chief set it. ``in_force``: new orders of today take it."""

    id: int
    form: FeeForm
    in_force: bool
    reason: str
    set_by: str
    set_at: datetime


@dataclass(frozen=True)
class FeeTable:
    """Every fee ever set, by category, newest first."""

    rows: tuple[FeeRecord, ...]


@dataclass(frozen=True)
class Fees(Question[FeeTable]):
    """The fee table with its history."""


@dataclass(frozen=True)
class SetFee(Command[Receipt]):
    """A chief sets what a category costs from a day on. Orders that were made keep their amount.

    ``seen_id``: the category's newest fee the person saw, 0 for none; a newer one is a Conflict.
    """

    seen_id: int
    form: FeeForm
    reason: str
