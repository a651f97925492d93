"""Cycles and half-open windows."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_admin.rules.clock import at
from desktop_admin.rules.cycles import Cycle, Window, registration_window
from desktop_admin.rules.errors import RuleBroken

NOVEMBER = Cycle(2026, 11)
SECOND = timedelta(seconds=1)

cycles = st.builds(Cycle, st.integers(1990, 2100), st.integers(1, 12))


def test_words_of_a_cycle() -> None:
    assert NOVEMBER.key == "2026-11"
    assert NOVEMBER.label == "2026年11月"
    assert Cycle(2026, 12).next() == Cycle(2027, 1)
    assert Cycle(2027, 1).previous() == Cycle(2026, 12)


@given(cycles)
def test_a_cycle_survives_its_key_and_a_step_there_and_back(cycle: Cycle) -> None:
    assert Cycle.parse(cycle.key) == cycle
    assert cycle.next().previous() == cycle
    assert cycle < cycle.next()


@pytest.mark.parametrize(
    "key", ["", "2026", "2026-13", "2026-00", "2026-1", "26-11", "2026/11", "２０２６-11"]
)
def test_other_keys_are_refused(key: str) -> None:
    with pytest.raises(ValueError, match=r"not a cycle|no such month"):
        Cycle.parse(key)


def test_the_month_is_the_offices_not_utc() -> None:
    assert Cycle.of(datetime(2026, 10, 31, 16, tzinfo=UTC)) == NOVEMBER
    assert Cycle.of(datetime(2026, 10, 31, 15, 59, 59, tzinfo=UTC)) == Cycle(2026, 10)


def test_registration_window() -> None:
    window = registration_window(NOVEMBER)
    assert window.opens == at(date(2026, 11, 1), 9)
    assert window.closes == at(date(2026, 11, 22), 17)


@pytest.mark.parametrize(
    ("edge", "offset", "inside"),
    [
        ("opens", -1, False),
        ("opens", 0, True),
        ("opens", 1, True),
        ("closes", -1, True),
        ("closes", 0, False),
        ("closes", 1, False),
    ],
)
def test_half_open_to_the_second(edge: str, offset: int, inside: bool) -> None:
    window = registration_window(NOVEMBER)
    moment: datetime = getattr(window, edge) + offset * SECOND
    assert window.contains(moment) is inside
    assert window.contains(moment.astimezone(UTC)) is inside


@pytest.mark.parametrize("later", [timedelta(0), SECOND])
def test_an_opening_at_or_after_the_close_is_refused(later: timedelta) -> None:
    close = at(date(2026, 11, 24), 12)
    with pytest.raises(RuleBroken, match="不早于截止时间"):
        Window(close + later, close)
