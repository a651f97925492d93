"""What follows from an exam date: the examples of the process description, and properties over all dates."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_admin.rules.clock import at
from desktop_admin.rules.cycles import Cycle, Window, exam_windows, registration_window, windows_json
from desktop_admin.rules.days import Day, DayTable

exams = st.dates(date(2020, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("exam", "opens", "closes", "cycle"),
    [
        (date(2026, 11, 25), date(2026, 11, 20), date(2026, 11, 24), Cycle(2026, 11)),
        (date(2026, 11, 20), date(2026, 10, 20), date(2026, 11, 19), Cycle(2026, 10)),
        (date(2026, 11, 21), date(2026, 11, 20), date(2026, 11, 20), Cycle(2026, 11)),
        (date(2026, 12, 5), date(2026, 11, 20), date(2026, 12, 4), Cycle(2026, 11)),
        (date(2027, 1, 1), date(2026, 12, 20), date(2026, 12, 31), Cycle(2026, 12)),
        (date(2027, 1, 5), date(2026, 12, 20), date(2027, 1, 4), Cycle(2026, 12)),
        (date(2028, 3, 1), date(2028, 2, 20), date(2028, 2, 29), Cycle(2028, 2)),
    ],
)
def test_examples(exam: date, opens: date, closes: date, cycle: Cycle) -> None:
    windows = exam_windows(exam)
    assert windows.cycle == cycle
    assert windows.application == Window(at(opens, 9), at(closes, 12))
    assert windows.study == Window(at(cycle.day(1), 9), at(closes, 12))
    assert windows.registration == registration_window(cycle)


@pytest.mark.parametrize(
    ("exam", "codes"),
    [
        (date(2026, 11, 25), set()),
        (date(2026, 11, 24), set()),
        (date(2026, 11, 23), {"registration_outlives_application"}),
        (date(2026, 11, 22), {"registration_outlives_application"}),
        (date(2026, 11, 21), {"application_short", "registration_outlives_application"}),
        (date(2026, 12, 5), {"crosses_month"}),
        (date(2027, 1, 1), {"crosses_month"}),
    ],
)
def test_warnings(exam: date, codes: set[str]) -> None:
    assert {warning.code for warning in exam_windows(exam).warnings} == codes


def test_the_21st_leaves_three_hours_and_the_minimum_is_a_setting() -> None:
    short = next(w for w in exam_windows(date(2026, 11, 21)).warnings if w.code == "application_short")
    assert "3 小时" in short.message
    easy = exam_windows(date(2026, 11, 21), minimum_application=timedelta(hours=3))
    assert "application_short" not in {warning.code for warning in easy.warnings}


def test_a_close_in_the_past_is_warned_of_from_the_closing_instant_on() -> None:
    close = at(date(2026, 11, 24), 12)
    early = exam_windows(date(2026, 11, 25), now=close - timedelta(seconds=1))
    assert early.warnings == ()
    assert [w.code for w in exam_windows(date(2026, 11, 25), now=close).warnings] == ["in_the_past"]


@given(exams)
def test_every_date_has_an_application_window_of_three_hours_to_a_month(exam: date) -> None:
    windows = exam_windows(exam)
    assert timedelta(hours=3) <= windows.application.length <= timedelta(days=31)
    assert windows.application.opens.day == 20
    assert windows.cycle == Cycle.of(windows.application.opens)
    assert windows.study.closes == windows.application.closes == at(exam - timedelta(days=1), 12)


@given(exams, exams)
def test_a_later_exam_never_closes_earlier(one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert exam_windows(first).application.closes <= exam_windows(last).application.closes
    assert exam_windows(first).cycle <= exam_windows(last).cycle


def test_json() -> None:
    assert windows_json(date(2026, 11, 25)) == {
        "exam": "2026-11-25",
        "registration": {"opens": "2026-11-01T09:00:00+08:00", "closes": "2026-11-22T17:00:00+08:00"},
        "study": {"opens": "2026-11-01T09:00:00+08:00", "closes": "2026-11-24T12:00:00+08:00"},
        "application": {"opens": "2026-11-20T09:00:00+08:00", "closes": "2026-11-24T12:00:00+08:00"},
        "warnings": [],
    }


def test_json_says_what_falls_on_a_day_off_and_moves_nothing() -> None:
    table = DayTable((Day(date(2026, 11, 24), True, "测试假"),), frozenset({2026}))
    told = windows_json(date(2026, 11, 25), table)
    assert told["application"] == windows_json(date(2026, 11, 25))["application"]
    messages = [warning["message"] for warning in told["warnings"] if warning["code"] == "day_off"]
    assert any("申请考试截止 11月24日 12:00 是休息日（测试假）" in message for message in messages)
    assert any("报名缴费截止 11月22日 17:00 是休息日（周日）" in message for message in messages)


def test_json_says_when_a_year_is_not_entered() -> None:
    told = windows_json(date(2027, 1, 5), DayTable((), frozenset({2026})))
    unknown = [w["message"] for w in told["warnings"] if w["code"] == "year_unknown"]
    assert unknown == ["2027年节假日安排尚未录入。"]
