"""Which cycle an upload is for, to the second (R12)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_admin.rules.clock import CHINA, at
from desktop_admin.rules.cycles import (
    Admission,
    AdmissionWhy,
    Cycle,
    Window,
    admissible,
    next_close,
    registration_window,
    upload_timing,
)

OCT, NOV, DEC, JAN = Cycle(2026, 10), Cycle(2026, 11), Cycle(2026, 12), Cycle(2027, 1)
CLOSE = at(date(2026, 11, 22), 17)
GRACE = timedelta(minutes=15)

moments = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(CHINA))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("seconds", "cycle", "late", "border", "words"),
    [
        (-1, NOV, 0, False, ""),
        (0, DEC, 1, True, "迟交 1 分钟"),
        (1, DEC, 1, True, "迟交 1 分钟"),
        (60, DEC, 1, True, "迟交 1 分钟"),
        (61, DEC, 2, True, "迟交 2 分钟"),
        (420, DEC, 7, True, "迟交 7 分钟"),
        (899, DEC, 15, True, "迟交 15 分钟"),
        (900, DEC, 0, False, "下月"),
        (901, DEC, 0, False, "下月"),
    ],
)
def test_around_the_close(seconds: int, cycle: Cycle, late: int, border: bool, words: str) -> None:
    timing = upload_timing(CLOSE + timedelta(seconds=seconds), grace=GRACE)
    assert (timing.cycle, timing.late_minutes, timing.border, timing.words) == (cycle, late, border, words)
    assert timing.missed == (NOV if border else None)
    assert timing.next_month is (cycle == DEC)


def test_the_grace_is_a_setting() -> None:
    moment = CLOSE + timedelta(minutes=20)
    assert upload_timing(moment, grace=timedelta(minutes=30)).late_minutes == 20
    assert not upload_timing(CLOSE, grace=timedelta(0)).border


@pytest.mark.parametrize(
    ("moment", "cycle", "next_month"),
    [
        (at(date(2026, 11, 1), 0), NOV, False),  # before 09:00: this month's window is the next to open
        (at(date(2026, 11, 30), 23, 59), DEC, True),
        (at(date(2026, 12, 1), 0), DEC, False),
        (at(date(2026, 12, 31), 12), JAN, True),
        (datetime(2026, 11, 30, 16, tzinfo=UTC), DEC, False),
    ],
)
def test_over_month_and_year_ends(moment: datetime, cycle: Cycle, next_month: bool) -> None:
    timing = upload_timing(moment, grace=GRACE)
    assert (timing.cycle, timing.next_month) == (cycle, next_month)


def shifted(cycle: Cycle) -> Window:
    """November's close moved into December."""
    window = registration_window(cycle)
    return Window(window.opens, at(date(2026, 12, 2), 17)) if cycle == NOV else window


def test_a_month_shifted_past_its_end_keeps_its_uploads() -> None:
    inside = upload_timing(at(date(2026, 12, 2), 16), grace=GRACE, window_of=shifted)
    assert (inside.cycle, inside.next_month, inside.border) == (NOV, False, False)
    late = upload_timing(at(date(2026, 12, 2), 17, 7), grace=GRACE, window_of=shifted)
    assert (late.cycle, late.missed, late.late_minutes, late.next_month) == (DEC, NOV, 7, False)
    assert next_close(at(date(2026, 12, 1), 9), shifted) == at(date(2026, 12, 2), 17)


@given(moments)
def test_the_target_is_open_or_still_to_open_and_the_one_before_has_closed(moment: datetime) -> None:
    timing = upload_timing(moment, grace=GRACE)
    assert moment < registration_window(timing.cycle).closes
    assert moment >= registration_window(timing.cycle.previous()).closes
    assert timing.border == (timing.missed is not None) == (timing.late_minutes > 0)


@given(moments)
def test_the_next_close_lies_ahead_and_is_the_nearest(moment: datetime) -> None:
    close = next_close(moment)
    assert moment < close <= moment + timedelta(days=31)
    assert (close.day, close.hour, close.minute) == (22, 17, 0)


def test_the_close_itself_already_names_the_next_one() -> None:
    assert next_close(CLOSE - timedelta(seconds=1)) == CLOSE
    assert next_close(CLOSE) == at(date(2026, 12, 22), 17)


LATE = Admission(NOV, AdmissionWhy.LATE_UPLOAD)
DECIDED = Admission(NOV, AdmissionWhy.DECIDED_LATE)


@pytest.mark.parametrize(
    ("uploaded", "now", "expected"),
    [
        (CLOSE - timedelta(hours=1), CLOSE - timedelta(seconds=1), None),
        (CLOSE - timedelta(hours=1), CLOSE, DECIDED),
        (CLOSE - timedelta(seconds=1), CLOSE + timedelta(days=1), DECIDED),
        (CLOSE, CLOSE + timedelta(days=1), LATE),
        (CLOSE + timedelta(seconds=899), CLOSE + timedelta(days=1), LATE),
        (CLOSE + timedelta(seconds=900), CLOSE + timedelta(days=1), None),
    ],
)
def test_what_a_chief_may_admit(uploaded: datetime, now: datetime, expected: Admission | None) -> None:
    assert admissible(uploaded, now, grace=GRACE) == expected
