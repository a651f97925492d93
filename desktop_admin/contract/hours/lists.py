"""Batches of hours and classes, as they are listed (学时列表)."""

from dataclasses import dataclass
from datetime import datetime

from desktop_admin.contract.base import ListQuestion, Question


@dataclass(frozen=True)
class HoursBatchLine:
    """One table that was booked."""

    id: int
    version: int
    file_name: str
    rows: int
    by: str
    at: datetime
    undone_at: datetime | None
    undone_by: str
    undone_reason: str


@dataclass(frozen=True)
class HoursBatches(ListQuestion[HoursBatchLine]):
    """Every table that was booked, newest first."""


@dataclass(frozen=True)
class ClassLine:
    """名称, 报名人数, 累计学时 of one month and category (seed §2.12): people registered, their minutes in all,
    how many have as many as they need, and the oldest 数据截至 among them (None: somebody has none)."""

    cycle: str
    category: str
    name: str
    people: int
    minutes: int
    complete: int
    oldest: datetime | None


@dataclass(frozen=True)
class ClassTable:
    """By category in the order of screens."""

    rows: tuple[ClassLine, ...]


@dataclass(frozen=True)
class HoursClasses(Question[ClassTable]):
    """学时列表 of a cycle."""

    cycle: str
