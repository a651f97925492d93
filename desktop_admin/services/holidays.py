"""Holidays and make-up workdays of a year from a package's official data, to seed the editable table.

The package raises for a year without official data; that year stays *not known* and nothing is guessed
(domain §4 "Calendar").
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar

from desktop_admin.rules.days import Day, DayTable


@lru_cache(maxsize=32)  # asked day by day: thirty milliseconds a year, and every page of a month needs one
def official_days(year: int) -> tuple[Day, ...] | None:
    """Every day of ``year`` that differs by official order, holidays and make-up workdays; None: not published."""
    first = date(year, 1, 1)
    try:
        details = [
            (day, *chinese_calendar.get_holiday_detail(day))
            for day in (first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days))
        ]
    except NotImplementedError:
        return None
    return tuple(
        Day(day, off, chinese_calendar.Holiday(name).chinese)
        for day, off, name in details
        if name is not None
    )


def seed(years: Iterable[int]) -> DayTable:
    """A table of the given years; those without official data are left unknown."""
    table = DayTable()
    for year in years:
        days = official_days(year)
        if days is not None:
            table = table.with_year(year, days)
    return table
