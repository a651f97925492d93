"""A cycle (one month) and a window (a half-open span of time): what every cut-off is made of (domain §2).

All windows are half-open, ``opens <= t < closes``, on the office's clock.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desktop_admin.rules.clock import at, local, words
from desktop_admin.rules.errors import RuleBroken


@dataclass(frozen=True, order=True)
class Cycle:
    """One month's round of registration, study, application and exams; the month in which application opens."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12:
            raise ValueError(f"no such month: {self.year}-{self.month}")

    @property
    def key(self) -> str:
        """``2026-11``"""
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def label(self) -> str:
        """``2026年11月``"""
        return f"{self.year}年{self.month}月"

    def next(self) -> "Cycle":
        """The following month."""
        return Cycle(self.year + 1, 1) if self.month == 12 else Cycle(self.year, self.month + 1)

    def previous(self) -> "Cycle":
        """The month before."""
        return Cycle(self.year - 1, 12) if self.month == 1 else Cycle(self.year, self.month - 1)

    def day(self, number: int) -> date:
        """That day of the month."""
        return date(self.year, self.month, number)

    @classmethod
    def parse(cls, key: str) -> "Cycle":
        """``2026-11`` → the cycle. ValueError for anything else, and for a year whose neighbours end the calendar."""
        year, _, month = key.partition("-")
        if re.fullmatch(r"(?:19|20|21)[0-9]{2}-[0-9]{2}", key) is None:
            raise ValueError(f"not a cycle: {key!r}")
        return cls(int(year), int(month))

    @classmethod
    def of(cls, moment: datetime) -> "Cycle":
        """The calendar month ``moment`` lies in, on the office's clock."""
        there = local(moment)
        return cls(there.year, there.month)


@dataclass(frozen=True)
class Window:
    """A half-open span of time. An opening at or after the close is refused: RuleBroken."""

    opens: datetime
    closes: datetime

    def __post_init__(self) -> None:
        if local(self.opens) >= local(self.closes):
            raise RuleBroken(
                f"开放时间 {words(self.opens)} 不早于截止时间 {words(self.closes)}，窗口不存在；请改早开放时间或推迟考试日。"
            )

    def contains(self, moment: datetime) -> bool:
        """``opens <= moment < closes``: the last second counts, the closing instant does not."""
        return local(self.opens) <= local(moment) < local(self.closes)

    @property
    def length(self) -> timedelta:
        """From opening to close."""
        return self.closes - self.opens


WindowOf = Callable[[Cycle], Window]


def registration_window(cycle: Cycle) -> Window:
    """注册缴费报名: 1st 09:00 to 22nd 17:00 of the cycle (seed, domain §2)."""
    return Window(at(cycle.day(1), 9), at(cycle.day(22), 17))
