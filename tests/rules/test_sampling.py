"""Spot checks: never at 0, always at 100, at least one in every share, and about as many as were asked."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_admin.rules.sampling import drawn

PERCENT, CHANCE = st.integers(1, 100), st.integers(0, 99)


@given(st.integers(0, 10**6), CHANCE)
def test_never_and_always(since: int, chance: int) -> None:
    assert not drawn(0, since, chance)
    assert drawn(100, since, chance)


@given(PERCENT)
def test_the_unluckiest_run_still_has_one_in_every_share(percent: int) -> None:
    since = longest = 0
    for _ in range(300):
        since = 0 if drawn(percent, since, 99) else since + 1
        longest = max(longest, since)
    assert (longest + 1) * percent < 100 + percent


@given(PERCENT, st.integers(0, 10**6))
def test_at_least_percent_of_all_chances_draw(percent: int, since: int) -> None:
    assert sum(drawn(percent, since, chance) for chance in range(100)) >= percent
