"""Which days are days off: an editable table of holidays and make-up workdays over plain weekends.

The table says for which years it is complete.  A year without official data is *not known*: screens say
so instead of guessing (domain §4 "Calendar").  Holidays move office days, never the windows (§2.11).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property


@dataclass(frozen=True)
class Day:
    """One day that differs from its weekday: a holiday (``off``) or a make-up workday (调休, not ``off``)."""

    day: date
    off: bool
    name: str


def unknown_words(year: int) -> str:
    """What screens say for a year nobody has entered yet."""
    return f"{year}年节假日安排尚未录入"


@dataclass(frozen=True)
class DayTable:
    """``days``: the exceptions. ``years``: the years whose official arrangement has been entered."""

    days: tuple[Day, ...] = ()
    years: frozenset[int] = frozenset()

    @cached_property
    def _by_day(self) -> dict[date, Day]:
        return {entry.day: entry for entry in self.days}

    def known(self, year: int) -> bool:
        """Whether the official arrangement of ``year`` has been entered."""
        return year in self.years

    def entry(self, day: date) -> Day | None:
        """The exception written for ``day``, if any."""
        return self._by_day.get(day)

    def is_day_off(self, day: date) -> bool:
        """Whether the office is closed: the entry decides, otherwise Saturday and Sunday."""
        entry = self.entry(day)
        return entry.off if entry else day.weekday() >= 5

    def name(self, day: date) -> str:
        """``国庆节``, ``调休上班（国庆节）``, ``周六``, ``周日``; empty for an ordinary workday."""
        entry = self.entry(day)
        if entry:
            return entry.name if entry.off else f"调休上班（{entry.name}）"
        return {5: "周六", 6: "周日"}.get(day.weekday(), "")

    def with_year(self, year: int, days: Iterable[Day]) -> "DayTable":
        """A table in which ``year`` holds exactly ``days`` and counts as known. ValueError for another year's day."""
        replaced = tuple(days)
        if any(entry.day.year != year for entry in replaced):
            raise ValueError(f"every day must lie in {year}")
        kept = tuple(entry for entry in self.days if entry.day.year != year)
        return DayTable(tuple(sorted((*kept, *replaced), key=lambda entry: entry.day)), self.years | {year})
