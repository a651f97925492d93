"""Hours beside what is known: they only grow, nobody studies more than the clock, nothing comes from tomorrow."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_admin.rules.clock import at
from desktop_admin.rules.hour_facts import HourFault, HoursFact, fault_of, is_known, newest

REGISTERED = at(date(2026, 11, 10), 9)
NOW = at(date(2026, 11, 20), 9)


def counted(minutes: int, day: int = 19, hour: int = 0) -> HoursFact:
    return HoursFact(minutes, at(date(2026, 11, day), hour))


KNOWN = (counted(600, 15), counted(1200, 18))


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (counted(1200), None),
        (counted(1300), None),
        (counted(1199), HourFault.FALLING),
        (counted(700, 16), None),
        (counted(599, 16), HourFault.FALLING),
        (counted(1201, 16), HourFault.FALLING),
        (counted(600, 15), None),
        (counted(601, 15), HourFault.DIFFERS),
        (counted(10, 12), None),
        (counted(1300, 21), HourFault.FUTURE),
        (counted(15 * 60, 10, 23), HourFault.FALLING),
    ],
)
def test_beside_what_is_known(row: HoursFact, fault: HourFault | None) -> None:
    found = fault_of(row, KNOWN, REGISTERED, NOW)
    assert (found[0] if found else None) is fault
    assert found is None or found[1].endswith("。")


@pytest.mark.parametrize(("minutes", "fault"), [(840, None), (841, HourFault.TOO_FAST)])
def test_nobody_studies_more_than_the_clock(minutes: int, fault: HourFault | None) -> None:
    found = fault_of(counted(minutes, 10, 23), (), REGISTERED, NOW)
    assert (found[0] if found else None) is fault


def test_before_registering_only_nothing_can_have_been_studied() -> None:
    assert fault_of(counted(0, 9), (), REGISTERED, NOW) is None
    found = fault_of(counted(1, 9), (), REGISTERED, NOW)
    assert found is not None
    assert found[0] is HourFault.TOO_FAST


@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 200)), max_size=12))
def test_whatever_was_booked_in_whatever_order_never_falls(rows: list[tuple[int, int]]) -> None:
    booked: list[HoursFact] = []
    for minutes, hours in rows:
        one = HoursFact(minutes, REGISTERED + timedelta(hours=hours))
        if not is_known(one, booked) and fault_of(one, booked, REGISTERED, NOW) is None:
            booked.append(one)
    in_time = sorted(booked, key=lambda one: one.as_of)
    assert [one.minutes for one in in_time] == sorted(one.minutes for one in in_time)
    assert len({one.as_of for one in booked}) == len(booked)
    last = newest(booked)
    assert last is None or last.minutes == max(one.minutes for one in booked)
