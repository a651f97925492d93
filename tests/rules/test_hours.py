"""Study hours as they are written: what is read, what is refused, and that minutes are cut and never rounded up."""

# ruff: noqa: DTZ001 - cells of Excel have no zone

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_admin.rules.cells import Broken, Cell
from desktop_admin.rules.faults import Fault
from desktop_admin.rules.hours import hours_words, read_hours

READ: dict[str, tuple[Cell, int]] = {
    "clock": ("47:30", 2850),
    "clock full width": ("47：30", 2850),
    "clock with seconds": ("47:30:59", 2850),
    "clock of one digit": ("0:05", 5),
    "clock with unit": ("47:30 学时", 2850),
    "with unit": ("47.5学时", 2850),
    "with hours": ("47.5 小时", 2850),
    "with h": ("47.5h", 2850),
    "full width": ("４７", 2820),
    "full width point": ("４７．５", 2850),
    "words": ("47小时30分", 2850),
    "words of minutes": ("47小时30分钟", 2850),
    "words one digit": ("47小时5分", 2825),
    "words with seconds": ("47小时30分59秒", 2850),
    "words of 学时": ("47学时30分", 2850),
    "minutes alone": ("2850分钟", 2850),
    "zero": ("0", 0),
    "zero number": (0, 0),
    "zero clock": ("00:00", 0),
    "thousands": ("1,234", 74_040),
    "thousands and more": ("1，234.5", 74_070),
    "number": (47.5, 2850),
    "whole float": (47.0, 2820),
    "third of an hour": (1 / 3, 20),
    "sum in binary": (0.1 + 0.2, 18),
    "just below": (2.9999999999999996, 180),
    "cut": (47.99, 2879),
    "cut text": ("47.999", 2879),
    "long": (timedelta(hours=47, minutes=30), 2850),
    "long with seconds": (timedelta(hours=47, minutes=30, seconds=59), 2850),
    "long in binary": (timedelta(days=47.5 / 24), 2850),
    "short": (time(12, 30, 59), 750),
    "nothing yet": (time(0, 0), 0),
    "blanks": ("  47.5\u3000学时\u200b", 2850),
    "kept a text": ('="47.5"', 2850),
    "apostrophe": ("'47.5", 2850),
}

REFUSED: dict[str, tuple[Cell, str]] = {
    "empty": ("", "empty"),
    "blank": (" \u3000", "empty"),
    "negative": (-3, "negative"),
    "negative text": ("-3", "negative"),
    "negative time": (timedelta(hours=-1), "negative"),
    "mark": ("合格", "not_hours"),
    "dash": ("—", "not_hours"),
    "about": ("约47", "not_hours"),
    "more": ("40以上", "not_hours"),
    "share": ("47/50", "not_hours"),
    "percent": ("80%", "not_hours"),
    "one digit of minutes": ("47:5", "not_hours"),
    "sixty minutes": ("47:60", "not_hours"),
    "decimal comma": ("47,5", "not_hours"),
    "two points": ("47.5.1", "not_hours"),
    "exponent": ("4.75E+01", "not_hours"),
    "plus": ("+47", "not_hours"),
    "words without unit": ("47小时30", "not_hours"),
    "chinese": ("四十七", "not_hours"),
    "identity number": (5.22732e17, "too_large"),
    "identity text": ("522732199001011234", "not_hours"),
    "too large": ("100001", "too_large"),
    "no number": (float("nan"), "not_hours"),
    "endless": (float("inf"), "not_hours"),
    "bool": (True, "not_hours"),
    "error": (Broken("#N/A"), "not_hours"),
    "day": (date(2026, 11, 30), "not_hours"),
    "wrapped": (datetime(1900, 1, 1, 23, 30), "wrapped"),
    "wrapped 1904": (datetime(1904, 1, 2, 23, 30), "wrapped"),
}


@pytest.mark.parametrize(("cell", "minutes"), READ.values(), ids=READ.keys())
def test_read(cell: Cell, minutes: int) -> None:
    assert read_hours(cell) == minutes


@pytest.mark.parametrize(("cell", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_refused(cell: Cell, code: str) -> None:
    fault = read_hours(cell)
    assert isinstance(fault, Fault)
    assert fault.code == code
    assert fault.message.endswith("。")


@pytest.mark.parametrize(
    ("cell", "minutes"), [(2850, 2850), ("2850", 2850), ("2,850", 2850), ("47小时30分", 2850), (90.5, 90)]
)
def test_a_head_in_minutes(cell: Cell, minutes: int) -> None:
    assert read_hours(cell, in_minutes=True) == minutes


def test_a_clock_under_a_head_in_minutes_could_be_two_things() -> None:
    assert isinstance(read_hours("47:30", in_minutes=True), Fault)


@given(st.integers(0, 6_000_000))
def test_every_way_to_write_a_length_reads_the_same(minutes: int) -> None:
    hours, rest = divmod(minutes, 60)
    for cell in (f"{hours}:{rest:02d}", f"{hours}小时{rest}分", timedelta(minutes=minutes), minutes / 60,
                 f"{hours_words(minutes)}", f"{minutes}分钟", minutes / 1440 * 24):  # fmt: skip
        assert read_hours(cell) == minutes, cell


@given(st.decimals(0, 99_999, places=4))
def test_minutes_are_cut(hours: object) -> None:
    assert isinstance(hours, Decimal)
    assert read_hours(f"{hours}") == int(hours * 60)


@given(
    st.text() | st.floats() | st.integers() | st.timedeltas() | st.datetimes() | st.times() | st.booleans()
)
def test_anything_gets_an_answer(cell: Cell) -> None:
    answer = read_hours(cell)
    assert isinstance(answer, Fault) or answer >= 0
