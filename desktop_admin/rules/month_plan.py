"""What a month of exams starts with: the template a chief keeps, or the month before (C01, C20).

A line of the template names a day of the month; which date that is follows from the cycle: an exam on the 21st or
later lies in the cycle's own month, one up to the 20th in the month after (domain §2.2).
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from desktop_admin.rules.categories import CATEGORIES, CategoryKind
from desktop_admin.rules.windows import Cycle

#: Exams up to this day belong to the cycle before: their application closes before "the 20th" opens.
LAST_EARLY_DAY: Final = 20
MOST_PLACES: Final = 5000
MOST_SESSIONS: Final = 60
_CLOCK: Final = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")


@dataclass(frozen=True)
class PlannedSession:
    """One session of a template: a day of the month, ``09:00`` and ``11:00`` on the office's clock, places, categories."""

    day: int
    starts: str
    ends: str
    capacity: int
    categories: tuple[str, ...]


def _offered(kind: CategoryKind) -> tuple[str, ...]:
    return tuple(one.key for one in CATEGORIES if one.kind is kind and one.offered)


TEMPLATE: Final[tuple[PlannedSession, ...]] = (
    PlannedSession(25, "09:00", "10:30", 90, _offered(CategoryKind.RENEWAL)),
    PlannedSession(25, "14:30", "16:00", 90, _offered(CategoryKind.INITIAL)),
)
"""What an office starts with: renewals in the morning of the 25th, first certificates in the afternoon (practice)."""


def exam_day(cycle: Cycle, day: int) -> date:
    """The date an exam on ``day`` (1 to 31) of the cycle is held; the last day of a shorter month."""
    month = cycle if day > LAST_EARLY_DAY else cycle.next()
    return month.day(min(day, monthrange(month.year, month.month)[1]))


def read_clock(text: str) -> time | None:
    """``09:00`` → the time; None for anything else."""
    return time.fromisoformat(text) if _CLOCK.fullmatch(text) else None


def template_faults(lines: tuple[PlannedSession, ...], offered: frozenset[str]) -> list[tuple[str, str, str]]:
    """(field, code, sentence) of a template that makes no month; ``offered``: keys people may pick."""
    found: list[tuple[str, str, str]] = []
    if not 1 <= len(lines) <= MOST_SESSIONS:
        found.append(("sessions", "number", f"月度模板应有 1 到 {MOST_SESSIONS} 场。"))
    for place, line in enumerate(lines[:MOST_SESSIONS]):
        found += [
            (f"sessions.{place}.{field}", code, text) for field, code, text in _line_faults(line, offered)
        ]
    return found


def _line_faults(line: PlannedSession, offered: frozenset[str]) -> list[tuple[str, str, str]]:
    found = []
    if not 1 <= line.day <= 31:
        found.append(("day", "range", f"考试日应是 1 到 31 之间的一天，现在填的是 {line.day}。"))
    return found + time_faults(line.starts, line.ends) + place_faults(line.capacity, line.categories, offered)


def time_faults(starts: str, ends: str) -> list[tuple[str, str, str]]:
    """Start and end of an exam: on the clock, in order, at least ten minutes."""
    begins, stops = read_clock(starts), read_clock(ends)
    found = [
        (field, "format", f"{title}写作 09:00 这样的时刻。")
        for field, title, clock in (("starts", "开考时间", begins), ("ends", "结束时间", stops))
        if clock is None
    ]
    if begins and stops and (stops.hour - begins.hour) * 60 + stops.minute - begins.minute < 10:
        found.append(("ends", "order", f"结束时间 {ends} 应在开考时间 {starts} 之后至少 10 分钟。"))
    return found


def place_faults(
    capacity: int, categories: tuple[str, ...], offered: frozenset[str]
) -> list[tuple[str, str, str]]:
    """How many may come and who: at least one place, at least one category that is offered."""
    found = []
    if not 1 <= capacity <= MOST_PLACES:
        found.append(("capacity", "range", f"名额应在 1 到 {MOST_PLACES} 之间，现在填的是 {capacity}。"))
    if not categories:
        found.append(("categories", "empty", "请至少选择一个考证类别。"))
    elif not offered.issuperset(categories):
        found.append(("categories", "unknown", "选择的考证类别中有没有开放报考的，请重新选择。"))
    return found
