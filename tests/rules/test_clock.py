"""Times in the words of the screens."""

from datetime import UTC, date, datetime, timedelta

import pytest

from desktop_admin.rules import clock

NOON = clock.at(date(2026, 11, 24), 12)


def test_words() -> None:
    assert clock.words(NOON) == "11月24日 12:00"
    assert clock.words(NOON, year=True) == "2026年11月24日 12:00"
    assert clock.iso(NOON) == "2026-11-24T12:00:00+08:00"


def test_utc_is_shown_on_the_office_clock() -> None:
    assert clock.words(datetime(2026, 11, 22, 9, tzinfo=UTC)) == "11月22日 17:00"


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        clock.words(NOON.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (timedelta(days=2, hours=3, minutes=59), "2天3小时"),
        (timedelta(days=1), "1天"),
        (timedelta(hours=19), "19小时"),
        (timedelta(hours=3, minutes=5), "3小时5分钟"),
        (timedelta(minutes=7), "7分钟"),
        (timedelta(seconds=59), "不到1分钟"),
        (timedelta(seconds=-5), "不到1分钟"),
    ],
)
def test_waiting(span: timedelta, text: str) -> None:
    assert clock.waiting(span) == text


@pytest.mark.parametrize(
    ("seconds", "text"), [(-2, "刚刚"), (0, "刚刚"), (3, "3秒前"), (60, "1分钟前"), (183600, "2天3小时前")]
)
def test_ago(seconds: int, text: str) -> None:
    assert clock.ago(NOON, NOON + timedelta(seconds=seconds)) == text
