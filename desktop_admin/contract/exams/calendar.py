"""Holidays and make-up workdays of a year, as the office keeps them (domain §4 "Calendar")."""

from dataclasses import dataclass

from desktop_admin.contract.base import Command, Question, Receipt
from desktop_admin.rules.days import Day


@dataclass(frozen=True)
class CalendarRecord:
    """Every day of ``year`` that differs from its weekday.

    ``version`` is 0 until somebody has entered the year: then ``days`` are the official ones the program brings
    along, or, with ``known`` off, nobody knows them yet.
    """

    year: int
    version: int
    known: bool
    days: tuple[Day, ...]


@dataclass(frozen=True)
class CalendarYear(Question[CalendarRecord]):
    """The days off of one year."""

    year: int


@dataclass(frozen=True)
class EnterCalendarYear(Command[Receipt]):
    """Write down a year's holidays and make-up workdays; ``days`` is the whole year, what is left out is gone.

    They move office days, never a window (domain §2.11).
    """

    year: int
    seen_version: int
    days: tuple[Day, ...]
