"""When a daily backup is due, what is said of the last ones, and which old ones may go."""

from datetime import UTC, datetime, timedelta

import pytest

from desktop_admin.rules.backups import (
    Kept,
    Last,
    clock_of,
    is_due,
    last_due,
    minute_of,
    superfluous,
    trouble,
)
from desktop_admin.rules.clock import CHINA

NOW = datetime(2026, 11, 19, 2, 42, tzinfo=UTC)  # 10:42 at the association
FOUNDED = NOW - timedelta(days=100)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


@pytest.mark.parametrize(
    ("now", "minute", "due"),
    [
        ("2026-11-19T12:29:59", 750, "2026-11-18T12:30"),
        ("2026-11-19T12:30:00", 750, "2026-11-19T12:30"),
        ("2026-11-19T00:00:00", 0, "2026-11-19T00:00"),
        ("2026-11-19T00:00:00", 1439, "2026-11-18T23:59"),
        ("2027-01-01T00:10:00", 750, "2026-12-31T12:30"),
        ("2028-03-01T05:00:00", 750, "2028-02-29T12:30"),
    ],
)
def test_the_last_due_moment(now: str, minute: int, due: str) -> None:
    assert last_due(at(now), minute) == at(due)
    assert last_due(at(now).astimezone(UTC), minute) == at(due), "in whatever zone it comes"


@pytest.mark.parametrize(
    ("good", "due"),
    [
        (None, True),
        ("2026-11-17T12:31", True),
        ("2026-11-18T12:29", True),
        ("2026-11-18T12:30", False),
        ("2026-11-19T09:00", False),
    ],
)
def test_due(good: str | None, due: bool) -> None:
    assert is_due(NOW, 750, at(good) if good else None, FOUNDED) is due


def test_a_new_office_has_nothing_to_make_up() -> None:
    assert not is_due(NOW, 750, None, NOW - timedelta(hours=1))
    assert is_due(NOW + timedelta(hours=2), 750, None, NOW - timedelta(hours=1))


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (Last(FOUNDED, NOW - timedelta(days=2)), ""),
        (Last(FOUNDED, NOW - timedelta(days=2, seconds=1)), "最近一次是"),
        (Last(NOW - timedelta(days=2)), ""),
        (Last(FOUNDED), "从来没有备份过"),
        (Last(FOUNDED, NOW, missing=3), "缺 3 份"),
        (Last(FOUNDED, NOW - timedelta(hours=1), failed_at=NOW, problem="磁盘空间不足。"), "磁盘空间不足"),
    ],
)
def test_trouble(last: Last, said: str) -> None:
    found = trouble(NOW, last)
    assert said in found
    assert bool(found) is bool(said)


def test_a_reason_is_not_said_twice() -> None:
    last = Last(FOUNDED, failed_at=NOW, problem="备份没有做成，D:\\ 磁盘空间不足。")
    assert trouble(NOW, last) == "11月19日 10:42 的备份没有做成：D:\\ 磁盘空间不足。"


def kept(marks: str) -> list[Kept]:
    """``w`` whole, ``l`` lacking papers; newest first, numbered downwards."""
    return [Kept(len(marks) - place, mark == "w") for place, mark in enumerate(marks)]


@pytest.mark.parametrize(
    ("marks", "keep", "gone"),
    [
        ("", 3, []),
        ("w", 1, []),
        ("www", 3, []),
        ("wwww", 3, [1]),
        ("wlwlw", 2, [3, 2, 1]),
        ("lwwww", 2, []),  # the older whole ones may hold the papers that are lost now
        ("lwlwl", 2, [1]),
        ("ww", 0, [1]),  # the newest always stays
    ],
)
def test_what_may_go(marks: str, keep: int, gone: list[int]) -> None:
    assert superfluous(kept(marks), keep) == gone


def test_the_time_of_day() -> None:
    for minute in (0, 9, 59, 60, 750, 1439):
        assert minute_of(clock_of(minute)) == minute
    assert minute_of(" 7：5 ") == 425
    for wrong in ("", "12", "24:00", "12:60", "-1:00", "a:b", "1:2:3", "²:00", "12:", ":30", "123:00"):
        assert minute_of(wrong) is None
