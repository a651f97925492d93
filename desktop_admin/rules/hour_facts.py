"""May hours from a table be booked for a registration: judged by the office's clock, never by the reader (issue “学时”).

Hours are facts with the instant they were counted at (数据截至): appended, never edited, so they may only grow.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from desktop_admin.rules.clock import local, words
from desktop_admin.rules.hours import hours_words


class HourFault(StrEnum):
    """Why a row is not booked. Codes for programs; people read the sentence."""

    UNKNOWN = "unknown_person"
    NAME = "name_differs"
    UNREGISTERED = "not_registered"
    WHICH = "which_registration"
    NO_DATE = "no_date"
    FUTURE = "future"
    FALLING = "falling"
    DIFFERS = "differs"
    TOO_FAST = "too_fast"


@dataclass(frozen=True)
class HoursFact:
    """Minutes as they stood at an instant."""

    minutes: int
    as_of: datetime


#: A platform's clock may run a little ahead, and a day's file says 24:00 of that day in the evening.
_AHEAD: Final = timedelta(minutes=10)


def fault_of(
    row: HoursFact, known: Iterable[HoursFact], registered_at: datetime, now: datetime
) -> tuple[HourFault, str] | None:
    """What forbids booking ``row`` beside what is ``known`` of the same class; None when nothing does.

    The same fact again is no fault (:func:`is_known` tells it apart).
    """
    if local(row.as_of) > local(now) + _AHEAD:
        return HourFault.FUTURE, f"数据截至 {words(row.as_of, year=True)} 还没有到，请核对日期。"
    for one in known:
        told = f"{hours_words(one.minutes)}（数据截至 {words(one.as_of)}）"
        if one.as_of == row.as_of and one.minutes != row.minutes:
            return (
                HourFault.DIFFERS,
                f"同一时刻已登记 {told}，这次是 {hours_words(row.minutes)}；请核对哪一个算数。",
            )
        if one.as_of < row.as_of and one.minutes > row.minutes:
            return HourFault.FALLING, f"学时比以前少：已登记 {told}，这次是 {hours_words(row.minutes)}。"
        if one.as_of > row.as_of and one.minutes < row.minutes:
            return HourFault.FALLING, f"学时比后来的多：已登记 {told}，这次是 {hours_words(row.minutes)}。"
    since = local(row.as_of) - local(registered_at)
    if row.minutes > max(timedelta(0), since) / timedelta(minutes=1):
        return (
            HourFault.TOO_FAST,
            f"报名（{words(registered_at)}）到数据截至只有 {hours_words(max(0, int(since.total_seconds()) // 60))}，"
            f"不可能学满 {hours_words(row.minutes)}。",
        )
    return None


def is_known(row: HoursFact, known: Iterable[HoursFact]) -> bool:
    """The same minutes at the same instant have been booked already."""
    return any(one == row for one in known)


def newest(known: Iterable[HoursFact]) -> HoursFact | None:
    """What counts: the latest instant, of two at one instant the more."""
    return max(known, key=lambda one: (one.as_of, one.minutes), default=None)
