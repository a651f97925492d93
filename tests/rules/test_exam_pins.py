"""Cut-offs around the exam day: every day the process description worries about, pins, and what the words say."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_admin.rules.clock import at, iso
from desktop_admin.rules.cycles import Cycle, ExamWindows, exam_windows
from desktop_admin.rules.errors import RuleBroken
from desktop_admin.rules.pins import Pins, pin_faults
from desktop_admin.rules.window_words import CLOSED, NOT_YET, OPEN, standing, standing_words, window_lines

#: Exam day → application opens and closes, and the cycle; the 20th is the last day of the cycle before.
DAYS = (
    ("2026-11-01", "2026-10-20", "2026-10-31", "2026-10"),
    ("2026-11-02", "2026-10-20", "2026-11-01", "2026-10"),
    ("2026-11-20", "2026-10-20", "2026-11-19", "2026-10"),
    ("2026-11-21", "2026-11-20", "2026-11-20", "2026-11"),
    ("2026-11-22", "2026-11-20", "2026-11-21", "2026-11"),
    ("2026-11-28", "2026-11-20", "2026-11-27", "2026-11"),
    ("2026-11-29", "2026-11-20", "2026-11-28", "2026-11"),
    ("2026-11-30", "2026-11-20", "2026-11-29", "2026-11"),
    ("2026-12-31", "2026-12-20", "2026-12-30", "2026-12"),
    ("2027-01-01", "2026-12-20", "2026-12-31", "2026-12"),
    ("2027-01-20", "2026-12-20", "2027-01-19", "2026-12"),
    ("2027-01-21", "2027-01-20", "2027-01-20", "2027-01"),
    ("2027-02-28", "2027-02-20", "2027-02-27", "2027-02"),
    ("2027-03-01", "2027-02-20", "2027-02-28", "2027-02"),
    ("2028-02-29", "2028-02-20", "2028-02-28", "2028-02"),
    ("2028-03-01", "2028-02-20", "2028-02-29", "2028-02"),
    ("2028-03-02", "2028-02-20", "2028-03-01", "2028-02"),
)
ZONES = (
    timezone(timedelta(hours=8)),
    UTC,
    timezone(timedelta(hours=-11)),
    timezone(timedelta(hours=13, minutes=45)),
)
SECOND = timedelta(seconds=1)
exams = st.dates(date(2020, 1, 1), date(2060, 12, 31))
minutes = st.integers(-60 * 24 * 25, 60 * 24).map(lambda many: timedelta(minutes=many))


@pytest.mark.parametrize(("exam", "opens", "closes", "cycle"), DAYS, ids=[row[0] for row in DAYS])
def test_every_day_of_the_list(exam: str, opens: str, closes: str, cycle: str) -> None:
    windows = exam_windows(date.fromisoformat(exam))
    assert windows.cycle.key == cycle
    assert iso(windows.application.opens) == f"{opens}T09:00:00+08:00"
    assert iso(windows.application.closes) == iso(windows.study.closes) == f"{closes}T12:00:00+08:00"
    assert iso(windows.study.opens) == iso(windows.registration.opens) == f"{cycle}-01T09:00:00+08:00"
    assert iso(windows.registration.closes) == f"{cycle}-22T17:00:00+08:00"


@pytest.mark.parametrize("zone", ZONES, ids=str)
@pytest.mark.parametrize("exam", [row[0] for row in DAYS])
def test_half_open_whatever_the_workstations_zone(exam: str, zone: timezone) -> None:
    windows = exam_windows(date.fromisoformat(exam))
    for window in (windows.registration, windows.study, windows.application):
        opens, closes = window.opens.astimezone(zone), window.closes.astimezone(zone)
        asked = [opens - SECOND, opens, opens + SECOND, closes - SECOND, closes, closes + SECOND]
        assert [window.contains(moment) for moment in asked] == [False, True, True, True, False, False]
        assert [standing(window, moment) for moment in asked] == [NOT_YET, OPEN, OPEN, OPEN, CLOSED, CLOSED]


@given(exams, exams, st.sets(st.sampled_from(("application_opens", "application_closes", "study_closes"))))
def test_moving_an_exam_recomputes_exactly_what_is_not_pinned(
    one: date, other: date, pinned: set[str]
) -> None:
    before = exam_windows(one)
    fixed = {field: value for field, value in _cut_offs(before).items() if field in pinned}
    try:
        after = exam_windows(other, pins=Pins(**fixed))
    except RuleBroken:  # a pin that the new date has left behind
        return
    free = exam_windows(other)
    assert _cut_offs(after) == {**_cut_offs(free), **fixed}
    assert after.cycle == free.cycle
    assert (after.registration, after.study.opens) == (free.registration, free.study.opens)


def test_a_pinned_opening_at_or_after_the_close_is_refused() -> None:
    exam, close = date(2026, 11, 25), at(date(2026, 11, 24), 12)
    for opening in (close, close + timedelta(minutes=1)):
        with pytest.raises(RuleBroken, match="窗口不存在"):
            exam_windows(exam, pins=Pins(application_opens=opening))
    with pytest.raises(RuleBroken):
        exam_windows(exam, pins=Pins(application_closes=at(date(2026, 11, 20), 9)))
    with pytest.raises(RuleBroken):
        exam_windows(exam, pins=Pins(study_closes=at(date(2026, 11, 1), 9)))
    last = exam_windows(exam, pins=Pins(application_opens=close - timedelta(minutes=1)))
    assert last.application.length == timedelta(minutes=1)
    assert "application_short" in {warning.code for warning in last.warnings}


def test_a_pin_into_another_month_keeps_the_cycle_and_is_said() -> None:
    windows = exam_windows(date(2026, 12, 5), pins=Pins(application_opens=at(date(2026, 12, 1), 9)))
    assert windows.cycle == Cycle(2026, 11)
    assert {"opens_elsewhere", "crosses_month"} <= {warning.code for warning in windows.warnings}


def test_pins_are_whole_minutes_before_the_exam() -> None:
    starts = at(date(2026, 11, 25), 9)
    assert pin_faults(Pins(), starts) == []
    assert pin_faults(Pins(application_closes=starts), starts) == []
    found = pin_faults(
        Pins(
            at(date(2026, 11, 20), 9) + SECOND,
            starts + timedelta(minutes=1),
            starts - timedelta(microseconds=1),
        ),
        starts,
    )
    assert [(field, code) for field, code, _text in found] == [
        ("application_opens", "seconds"), ("application_closes", "after_exam"), ("study_closes", "seconds"),
    ]  # fmt: skip


def test_the_words_of_the_process_description() -> None:
    lines = {line.field: line for line in window_lines(exam_windows(date(2026, 11, 25)), Pins(), "")}
    assert lines["application_closes"].words == "申请于 11月24日 12:00 截止（考试日 11月25日 的前一天中午）"
    assert lines["registration"].words == "报名缴费于 11月1日 09:00 开放，11月22日 17:00 截止"
    assert not any(line.pinned for line in lines.values())
    pins = Pins(study_closes=at(date(2026, 11, 23), 18))
    study = window_lines(exam_windows(date(2026, 11, 25), pins=pins), pins, "机房检修")[1]
    assert study.pinned
    assert study.words == "学习于 11月1日 09:00 开放，11月23日 18:00 截止（已固定，不随考试日移动：机房检修）"


def test_another_year_is_said() -> None:
    closes = window_lines(exam_windows(date(2027, 1, 1)), Pins(), "")[3]
    assert closes.words == "申请于 12月31日 12:00 截止（考试日 2027年1月1日 的前一天中午）"


@given(exams, minutes, minutes, minutes, st.data())
def test_what_the_windows_say_is_what_they_do_at_every_second_tried(
    exam: date, opening: timedelta, closing: timedelta, study: timedelta, data: st.DataObject
) -> None:
    noon = at(exam - timedelta(days=1), 12)
    chosen = data.draw(st.sets(st.sampled_from(("application_opens", "application_closes", "study_closes"))))
    offsets = {"application_opens": opening, "application_closes": closing, "study_closes": study}
    pins = Pins(**{field: noon + offset for field, offset in offsets.items() if field in chosen})
    try:
        windows = exam_windows(exam, pins=pins)
    except RuleBroken:
        return
    said = {line.field: line.words for line in window_lines(windows, pins, "原因")}
    spans = {
        windows.registration: said["registration"],
        windows.study: said["study_closes"],
        windows.application: said["application_opens"] + said["application_closes"],
    }
    for window, text in spans.items():
        opens, closes = (_instant(text, word, windows.cycle.year) for word in ("开放", "截止"))
        for edge in (window.opens, window.closes, opens, closes):
            for step in (-60, -1, 0, 1, 60, data.draw(st.integers(-(10**6), 10**6))):
                moment = (edge + timedelta(seconds=step)).astimezone(data.draw(st.sampled_from(ZONES)))
                assert window.contains(moment) == (opens <= moment < closes)
                assert standing_words(window, moment).startswith(OPEN) == window.contains(moment)


def _cut_offs(windows: ExamWindows) -> dict[str, datetime]:
    return {
        "application_opens": windows.application.opens,
        "application_closes": windows.application.closes,
        "study_closes": windows.study.closes,
    }


def _instant(text: str, word: str, year: int) -> datetime:
    """What a reader takes from ``11月24日 12:00 截止``; a year only where it is another."""
    found = re.search(rf"(?:(\d+)年)?(\d+)月(\d+)日 (\d+):(\d+) {word}", text)
    assert found, text
    told, month, day, hour, minute = found.groups()
    return at(date(int(told or year), int(month), int(day)), int(hour), int(minute))
