"""Who cannot reach the hours: to the minute at 24 hours a day, and by the pace so far (C18)."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_admin.rules.clock import at
from desktop_admin.rules.risk import Risk, danger
from desktop_admin.rules.study import Study

BEGAN = at(date(2026, 11, 10), 9)
CLOSES = at(date(2026, 11, 24), 12)
NOW = at(date(2026, 11, 20), 9)


def study(minutes: int | None, as_of: datetime | None = NOW) -> Study:
    return Study(2400, minutes, as_of if minutes is not None else None)


@pytest.mark.parametrize(
    ("minutes", "now", "risk"),
    [
        (2400, NOW, None),
        (2399, CLOSES - timedelta(minutes=1), Risk.PACE),
        (2398, CLOSES - timedelta(minutes=1), Risk.IMPOSSIBLE),
        (0, CLOSES - timedelta(minutes=2400), Risk.PACE),
        (0, CLOSES - timedelta(minutes=2399), Risk.IMPOSSIBLE),
        (1800, NOW, None),
        (600, NOW, Risk.PACE),
    ],
)
def test_how_near_the_danger_is(minutes: int, now: datetime, risk: Risk | None) -> None:
    found = danger(study(minutes, now), BEGAN, CLOSES, now)
    assert (found.risk if found else None) is risk


def test_whoever_has_just_begun_is_judged_by_nothing_but_the_clock() -> None:
    assert danger(study(None), NOW - timedelta(hours=23), CLOSES, NOW) is None
    found = danger(study(None), NOW - timedelta(hours=25), CLOSES, NOW)
    assert found is not None
    assert found.words == "还差 40 学时，学习于 11月24日 12:00 截止；照缴费以来的进度到时只有约 0 学时"
    assert danger(Study(0), BEGAN, CLOSES, NOW) is None


@given(st.integers(0, 2399), st.integers(0, 13 * 24 * 60))
def test_more_hours_are_never_more_danger(minutes: int, ago: int) -> None:
    now = CLOSES - timedelta(minutes=ago)
    less, more = (danger(study(one, now), BEGAN, CLOSES, now) for one in (minutes, minutes + 1))
    order = {None: 0, Risk.PACE: 1, Risk.IMPOSSIBLE: 2}
    assert order[more.risk if more else None] <= order[less.risk if less else None]
    if less is None or less.risk is Risk.PACE:
        assert 2400 - minutes <= ago
