"""The daily limit of a learner: what still fits, and when the day begins anew."""

from datetime import UTC, date, datetime

import pytest

from desktop_admin.rules.clock import at
from desktop_admin.rules.quotas import Limit, Quota, next_day, upload_day


@pytest.mark.parametrize(
    ("files", "size", "more", "limit"),
    [
        (0, 0, 100, None),
        (3, 0, 1, None),
        (4, 0, 1, Limit.FILES),
        (0, 60, 40, None),
        (0, 61, 40, Limit.SIZE),
        (0, 0, 101, Limit.SIZE),
        (4, 100, 1, Limit.FILES),
    ],
)
def test_what_fits(files: int, size: int, more: int, limit: Limit | None) -> None:
    assert Quota(4, 100).reached(files, size, more) is limit


def test_the_day_of_the_association() -> None:
    before, after = datetime(2026, 12, 31, 15, 59, 59, tzinfo=UTC), datetime(2026, 12, 31, 16, tzinfo=UTC)
    assert upload_day(before) == date(2026, 12, 31)
    assert next_day(before) == after
    assert upload_day(after) == date(2027, 1, 1)
    assert next_day(after) == at(date(2027, 1, 2), 0)
