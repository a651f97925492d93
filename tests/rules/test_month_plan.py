"""Which dates a month's template means, and what of a template is refused."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_admin.rules.categories import CATEGORIES
from desktop_admin.rules.cycles import Cycle, exam_windows
from desktop_admin.rules.month_plan import TEMPLATE, PlannedSession, exam_day, read_clock, template_faults

OFFERED = frozenset(one.key for one in CATEGORIES if one.offered)
LINE = PlannedSession(25, "09:00", "10:30", 90, ("A_renewal",))
cycles = st.builds(Cycle, st.integers(2020, 2060), st.integers(1, 12))


@pytest.mark.parametrize(
    ("cycle", "day", "exam"),
    [
        (Cycle(2026, 11), 25, date(2026, 11, 25)),
        (Cycle(2026, 11), 21, date(2026, 11, 21)),
        (Cycle(2026, 11), 20, date(2026, 12, 20)),
        (Cycle(2026, 11), 5, date(2026, 12, 5)),
        (Cycle(2026, 12), 1, date(2027, 1, 1)),
        (Cycle(2026, 11), 31, date(2026, 11, 30)),
        (Cycle(2027, 2), 31, date(2027, 2, 28)),
        (Cycle(2028, 2), 30, date(2028, 2, 29)),
    ],
)
def test_which_date_a_day_means(cycle: Cycle, day: int, exam: date) -> None:
    assert exam_day(cycle, day) == exam


@given(cycles, st.integers(1, 31))
def test_a_planned_exam_belongs_to_the_month_it_is_planned_for(cycle: Cycle, day: int) -> None:
    assert exam_windows(exam_day(cycle, day)).cycle == cycle


@given(st.dates(date(2020, 1, 1), date(2060, 12, 31)))
def test_a_copied_exam_goes_one_cycle_on(exam: date) -> None:
    cycle = exam_windows(exam).cycle
    assert exam_day(cycle, exam.day) == exam, "planned for its own month it stays where it is"
    copy = exam_day(cycle.next(), exam.day)
    assert exam_windows(copy).cycle == cycle.next()
    assert copy.day in (exam.day, 28, 29, 30)


def test_what_an_office_starts_with_makes_a_month() -> None:
    assert template_faults(TEMPLATE, OFFERED) == []
    assert {key for line in TEMPLATE for key in line.categories} == OFFERED


def test_every_fault_at_once() -> None:
    wrong = (
        replace(LINE, day=32, capacity=0, categories=()),
        replace(LINE, starts="9:00", ends="24:00", categories=("C3_renewal",)),
        replace(LINE, starts="10:25", ends="10:30"),
    )
    assert [(field, code) for field, code, _text in template_faults(wrong, OFFERED)] == [
        ("sessions.0.day", "range"),
        ("sessions.0.capacity", "range"),
        ("sessions.0.categories", "empty"),
        ("sessions.1.starts", "format"),
        ("sessions.1.ends", "format"),
        ("sessions.1.categories", "unknown"),
        ("sessions.2.ends", "order"),
    ]
    assert [code for _field, code, _text in template_faults((), OFFERED)] == ["number"]


@pytest.mark.parametrize("text", ["", "9:00", "24:00", "09:60", "09:00:00", "０９:00", "09:00\n", "09：00"])
def test_no_time_of_day(text: str) -> None:
    assert read_clock(text) is None
    assert read_clock("23:59") == time(23, 59)
