"""The delay after wrong passwords, as a rule on paper."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as some

from desktop_admin.rules.attempts import (
    FORGOTTEN,
    FREE,
    LONGEST_DELAY,
    Counted,
    Tally,
    after_failure,
    delay,
    is_told,
    not_before,
    wait_words,
)

NOW = datetime(2026, 11, 19, 2, 42, tzinfo=UTC)
KINDS = some.sampled_from(Counted)


@given(KINDS, some.integers(0, 10**9))
def test_the_delay_grows_and_ends(counted: Counted, failures: int) -> None:
    wait = delay(counted, failures)
    assert timedelta() <= wait <= LONGEST_DELAY
    assert wait <= delay(counted, failures + 1)
    assert bool(wait) == (failures >= FREE[counted])


@given(KINDS, some.integers(1, 10**6), some.integers(-(10**6), 10**6))
def test_no_wait_is_longer_than_the_longest_whatever_the_clock_does(
    counted: Counted, failures: int, seconds: int
) -> None:
    until = not_before(counted, Tally(failures, NOW + timedelta(seconds=seconds)), NOW)
    assert until is None or NOW < until <= NOW + LONGEST_DELAY


@given(some.lists(some.integers(0, 7200), max_size=200))
def test_guesses_in_a_day_are_few(pauses: list[int]) -> None:
    """Whoever waits as told gets 5 tries, then at most one in the delay that has grown by then."""
    now, tally, looked = NOW, None, 0
    for pause in pauses:
        now += timedelta(seconds=pause)
        if not_before(Counted.NAME, tally, now) is None:
            tally, looked = after_failure(tally, now), looked + 1
    assert looked <= 5 + 4 + (now - NOW) / LONGEST_DELAY + 1


def test_a_day_of_rest_forgets() -> None:
    tally = Tally(50, NOW)
    assert not_before(Counted.NAME, tally, NOW + FORGOTTEN) is None
    assert after_failure(tally, NOW + FORGOTTEN) == Tally(1, NOW + FORGOTTEN)


def test_few_rows_of_many_tries() -> None:
    assert [number for number in range(1, 10_001) if is_told(number)] == [1, 5, 50, 500, 5000]


def test_words_count_down() -> None:
    assert wait_words(NOW + timedelta(seconds=200), NOW) == "3 分 20 秒后"
    assert wait_words(NOW + timedelta(seconds=59.2), NOW) == "1 分钟后"
    assert wait_words(NOW + timedelta(seconds=44.5), NOW) == "45 秒后"
    assert wait_words(NOW, NOW) == "1 秒后"
