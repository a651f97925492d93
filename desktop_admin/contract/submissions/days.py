"""The review day by day: what came in and what was decided."""

from dataclasses import dataclass
from datetime import date

from desktop_admin.contract.base import Question


@dataclass(frozen=True)
class DayCount:
    """A day of the association: how often papers were handed in, and how many decisions of it still stand."""

    day: date
    submitted: int
    decided: int


@dataclass(frozen=True)
class DayCounts:
    """The last 14 days, oldest first; the last is today."""

    days: tuple[DayCount, ...]
    as_of: int


@dataclass(frozen=True)
class ReviewDays(Question[DayCounts]):
    """The chart of 工作台: what came in and what was decided, day by day. Numbers only, no names."""
