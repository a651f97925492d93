"""A month of exams (月度考务): its page, how it is made, and the template it is made from."""

from dataclasses import dataclass
from datetime import date, datetime

from desktop_admin.contract.base import Command, Question, Receipt
from desktop_admin.contract.exams.cards import SessionRecord
from desktop_admin.contract.policy import MonthWindow
from desktop_admin.rules.days import Day
from desktop_admin.rules.month_plan import PlannedSession


@dataclass(frozen=True)
class MonthClash:
    """Two sessions that need one room or person at the same time."""

    sessions: tuple[int, ...]
    words: str


@dataclass(frozen=True)
class MonthRecord:
    """The sessions of one cycle by start, ended ones included.

    ``days_off``: every day of the calendar month on which the office is closed; ``days``: holidays and make-up
    workdays by name, from the month's first day to its last exam.  ``copied_from`` is the month before if it has
    sessions to copy, else empty.
    """

    cycle: str
    label: str
    registration: MonthWindow
    days_off: tuple[date, ...]
    days: tuple[Day, ...]
    sessions: tuple[SessionRecord, ...]
    clashes: tuple[MonthClash, ...]
    warnings: tuple[str, ...]
    copied_from: str
    now: datetime


@dataclass(frozen=True)
class MonthPage(Question[MonthRecord]):
    """One cycle, ``2026-11``."""

    cycle: str


@dataclass(frozen=True)
class CreateMonth(Command[Receipt]):
    """Draft sessions for a cycle that has none: from the template, or from the cycle ``copy_of`` (C20).

    A copy takes over days of the month, times, places, categories, site and rooms; not pins, duties, or what no
    longer exists.  ``counts["sessions"]``: how many were made.
    """

    cycle: str
    copy_of: str = ""


@dataclass(frozen=True)
class TemplateRecord:
    """The template; ``version`` is 0 until a chief has changed the one the program brings along."""

    version: int
    sessions: tuple[PlannedSession, ...]


@dataclass(frozen=True)
class MonthTemplate(Question[TemplateRecord]):
    """What a month starts with."""


@dataclass(frozen=True)
class EditMonthTemplate(Command[Receipt]):
    """A chief changes what a month starts with; months that exist stay as they are."""

    seen_version: int
    sessions: tuple[PlannedSession, ...]
