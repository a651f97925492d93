"""Instants as tables write them."""

# ruff: noqa: DTZ001 - cells of Excel have no zone

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_admin.rules.cells import Broken, Cell
from desktop_admin.rules.clock import CHINA, iso
from desktop_admin.rules.faults import Fault
from desktop_admin.rules.table_dates import read_moment, read_stated

READ: dict[str, tuple[Cell, str]] = {
    "iso": ("2026-11-30", "2026-11-30T00:00:00"),
    "slashes": ("2026/11/30 23:59", "2026-11-30T23:59:00"),
    "points": ("2026.11.30", "2026-11-30T00:00:00"),
    "short": ("2026-1-3 9:05", "2026-01-03T09:05:00"),
    "chinese": ("2026年11月30日", "2026-11-30T00:00:00"),
    "chinese without day sign": ("2026年11月30", "2026-11-30T00:00:00"),
    "chinese time": ("2026年11月30日 18时30分", "2026-11-30T18:30:00"),
    "chinese hour": ("2026年11月30日18时", "2026-11-30T18:00:00"),
    "o'clock": ("2026年11月30日18点整", "2026-11-30T18:00:00"),
    "end of the day": ("2026年11月30日24:00", "2026-12-01T00:00:00"),
    "end of the day in words": ("2026年11月30日24时", "2026-12-01T00:00:00"),
    "end of the year": ("2026-12-31 24:00:00", "2027-01-01T00:00:00"),
    "compact": ("20261130", "2026-11-30T00:00:00"),
    "compact to the second": ("20261130235959", "2026-11-30T23:59:59"),
    "compact number": (20261130, "2026-11-30T00:00:00"),
    "compact float": (20261130.0, "2026-11-30T00:00:00"),
    "seconds": ("2026-11-30 23:59:59", "2026-11-30T23:59:59"),
    "fraction": ("2026-11-30 23:59:59.9", "2026-11-30T23:59:59"),
    "with T": ("2026-11-30T23:59:00", "2026-11-30T23:59:00"),
    "with zone": ("2026-11-30T23:59:00+08:00", "2026-11-30T23:59:00"),
    "with another zone": ("2026-11-30T16:00:00Z", "2026-12-01T00:00:00"),
    "full width": ("２０２６－１１－３０　２３：５９", "2026-11-30T23:59:00"),
    "afternoon": ("2026/11/30 下午 11:59", "2026-11-30T23:59:00"),
    "midnight as twelve": ("2026/11/30 上午 12:05", "2026-11-30T00:05:00"),
    "pm": ("2026-11-30 11:59 PM", "2026-11-30T23:59:00"),
    "weekday": ("2026年11月30日 星期一 08:00", "2026-11-30T08:00:00"),
    "until": ("2026年11月30日止", "2026-11-30T00:00:00"),
    "serial": (46356, "2026-11-30T00:00:00"),
    "serial text": ("46356", "2026-11-30T00:00:00"),
    "serial with hours": (46356.5, "2026-11-30T12:00:00"),
    "cell of a day": (date(2026, 11, 30), "2026-11-30T00:00:00"),
    "cell of an instant": (datetime(2026, 11, 30, 23, 59), "2026-11-30T23:59:00"),
    "cell in binary": (datetime(2026, 11, 30, 23, 58, 59, 999_998), "2026-11-30T23:59:00"),
    "kept a text": ('="2026-11-30"', "2026-11-30T00:00:00"),
}

REFUSED: dict[str, Cell] = {
    "no year": "11月30日",
    "short year": "26-11-30",
    "american": "11/30/2026",
    "no such day": "2026-11-31",
    "no such month": "20261330",
    "no leap": "2026-02-29",
    "month only": "2026年11月",
    "words": "待定",
    "mixed": "2026-11/30",
    "hour without colon": "20261130 2359",
    "span": "2026-11-01至2026-11-30",
    "half past the end": "2026-11-30 24:30",
    "hour 25": "2026-11-30 25:00",
    "sticking together": "2026-1-112:00",
    "past": "1999-11-30",
    "far": "2126-11-30",
    "small number": 30,
    "big number": 5.2e17,
    "no number": float("nan"),
    "endless": float("-inf"),
    "bool": True,
    "error": Broken("#REF!"),
    "time": time(12, 0),
    "length": timedelta(days=3),
    "old cell": datetime(1900, 1, 1, 23, 30),
    "empty": "",
}


@pytest.mark.parametrize(("cell", "moment"), READ.values(), ids=READ.keys())
def test_read(cell: Cell, moment: str) -> None:
    found = read_moment(cell)
    assert isinstance(found, datetime)
    assert iso(found) == f"{moment}+08:00"


@pytest.mark.parametrize("cell", REFUSED.values(), ids=REFUSED.keys())
def test_refused(cell: Cell) -> None:
    fault = read_moment(cell)
    assert isinstance(fault, Fault)
    assert fault.message.endswith("。")


def test_books_that_count_from_1904() -> None:
    found = read_moment(46356 - 1462, from_1904=True)
    assert isinstance(found, datetime)
    assert iso(found) == "2026-11-30T00:00:00+08:00"


STATED: dict[str, tuple[str, str | None]] = {
    "plain": ("2026-11-30", "2026-11-30T00:00:00+08:00"),
    "with more behind": ("2026年11月30日24:00）单位：学时", "2026-12-01T00:00:00+08:00"),
    "colon": ("：2026.11.30 ", "2026-11-30T00:00:00+08:00"),
    "span": ("2026-11-01 至 2026-11-30", ""),
    "broken": ("2026-13-01", ""),
    "nothing": ("上月底", None),
}


@pytest.mark.parametrize(("text", "moment"), STATED.values(), ids=STATED.keys())
def test_what_a_line_states(text: str, moment: str | None) -> None:
    found = read_stated(text)
    if moment is None:
        assert found is None
    elif not moment:
        assert isinstance(found, Fault)
    else:
        assert isinstance(found, datetime)
        assert iso(found) == moment


@given(st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31)))
def test_every_way_to_write_an_instant_reads_the_same(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    serial = (moment - datetime(1899, 12, 30)) / timedelta(days=1)
    for cell in (moment, f"{moment:%Y-%m-%d %H:%M:%S}", f"{moment.year}年{moment.month}月{moment.day}日{moment:%H:%M:%S}",
                 f"{moment:%Y%m%d%H%M%S}", serial, f"{moment:%Y/%m/%d}\u3000{moment:%H：%M：%S}"):  # fmt: skip
        assert read_moment(cell) == moment.replace(tzinfo=CHINA), cell


@given(
    st.text() | st.floats() | st.integers() | st.timedeltas() | st.datetimes() | st.dates() | st.booleans()
)
def test_anything_gets_an_answer(cell: Cell) -> None:
    assert isinstance(read_moment(cell), datetime | Fault)


@given(st.text(alphabet="2026-11/30年月日 :T上下午12+Z至~"))
def test_anything_like_a_date_gets_an_answer(text: str) -> None:
    assert isinstance(read_moment(text), datetime | Fault)
    assert isinstance(read_stated(text), datetime | Fault | None)
