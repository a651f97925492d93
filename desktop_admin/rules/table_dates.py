"""Instants as tables write them, on the office's clock (+08:00).

``2026-11-30``, ``2026/11/30 23:59``, ``2026年11月30日24:00``, ``20261130``, a serial number of Excel. A day without an
hour begins it; 24:00 of a day is 00:00 of the next (GB/T 7408: the end of a day). Without a year, with two ends or
with the day before the month nothing is read: it could mean two things.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Final

from desktop_admin.rules.cells import Broken, Cell, as_text, meant
from desktop_admin.rules.clock import CHINA
from desktop_admin.rules.faults import Fault
from desktop_admin.rules.text import nfkc

_EARLIEST, _LATEST = 2000, 2099
#: Day 0 of Excel's count, for days after 1900-02-28, and of books that count from 1904.
_EPOCH: Final = datetime(1899, 12, 30, tzinfo=CHINA)
_EPOCH_1904: Final = datetime(1904, 1, 1, tzinfo=CHINA)
_SERIALS: Final = (36_526, 73_051)
"""Days from 1899-12-30 to 2000-01-01 and to 2100-01-01."""

_DAY: Final = (
    r"(?P<y>[0-9]{4})(?:(?P<s>[-/.])(?P<m>[0-9]{1,2})(?P=s)(?P<d>[0-9]{1,2})(?![0-9])"
    r"|年(?P<m2>[0-9]{1,2})月(?P<d2>[0-9]{1,2})(?:[日号]|(?![0-9])))(?:\(?(?:星期|周)[一二三四五六日天]\)?)?"
)
_COMPACT: Final = r"(?P<c>[0-9]{8})(?:(?P<ch>[0-9]{2})(?P<cm>[0-9]{2})(?P<cs>[0-9]{2})?)?(?![0-9])"
_HOUR: Final = (
    r"(?:T|,)?(?P<half>上午|下午|中午|晚上|凌晨|am|pm)?(?P<h>[0-9]{1,2})"
    r"(?::(?P<min>[0-9]{2})(?::(?P<sec>[0-9]{2})(?:\.[0-9]{1,9})?)?(?P<after>am|pm)?"
    r"|[时点](?:整|(?P<min2>[0-9]{1,2})分(?:(?P<sec2>[0-9]{1,2})秒)?)?)"
    r"(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_MOMENT: Final = re.compile(f"(?:{_DAY}|{_COMPACT})(?:{_HOUR})?", re.IGNORECASE)
_SERIAL: Final = re.compile(r"[0-9]{5}(?:\.[0-9]{1,12})?")
_BLANKS: Final = re.compile(r"\s+")
#: After a first day: the second end of a span.
_SPAN: Final = re.compile(r"(?:至|到|~|-+|—+|–)\s*[0-9]")


def read_moment(cell: Cell, *, from_1904: bool = False) -> datetime | Fault:
    """The instant, aware, in whole seconds; or what is wrong. ``from_1904``: how the book counts its days."""
    if isinstance(cell, datetime):
        return _bounded(cell.replace(tzinfo=CHINA) + timedelta(microseconds=500_000), cell)
    if isinstance(cell, date):
        return _bounded(datetime.combine(cell, time(), CHINA), cell)
    if isinstance(cell, bool | Broken | time | timedelta):
        return _no_date(cell)
    if isinstance(cell, int | float):
        return _number(cell, from_1904)
    shown = _one_line(cell)
    if _SERIAL.fullmatch(shown):
        return _number(float(shown), from_1904)
    found = moment_at(shown)
    if found is None or shown[found[1] :] not in {"", "止"}:
        return _no_date(cell)
    return _bounded(found[0], cell)


def read_stated(text: str) -> datetime | Fault | None:
    """The instant a line states right at its beginning (after ``截至：``); None where no number stands there."""
    shown = _one_line(text).lstrip(":为是于到至=-— ")
    found = moment_at(shown)
    if found is None:
        return _no_date(text) if shown[:1].isdecimal() else None
    if _SPAN.match(shown, found[1]):
        return Fault("span", "这里写的是一段时间，看不出截至哪一刻，请改写为一个日期。")
    return _bounded(found[0], text)


def moment_at(shown: str) -> tuple[datetime, int] | None:
    """The instant at the beginning of a text without blanks, and where it ends; None where there is none."""
    found = _MOMENT.match(shown)
    if found is None:
        return None
    try:
        return _instant(found), found.end()
    except (ValueError, OverflowError):
        return None


def _instant(found: re.Match[str]) -> datetime:
    part = found.groupdict()
    compact = part["c"]
    if compact:
        day = date(int(compact[:4]), int(compact[4:6]), int(compact[6:]))
    else:
        day = date(int(part["y"]), int(part["m"] or part["m2"]), int(part["d"] or part["d2"]))
    if compact and part["ch"] and part["h"]:
        raise ValueError("two times")
    hour = int(part["h"] or part["ch"] or 0)
    minute = int(part["min"] or part["min2"] or part["cm"] or 0)
    second = int(part["sec"] or part["sec2"] or part["cs"] or 0)
    hour = _of_24(hour, (part["half"] or part["after"] or "").lower())
    if (hour, minute, second) == (24, 0, 0):
        day, hour = day + timedelta(days=1), 0
    return datetime.combine(day, time(hour, minute, second), _zone(part["zone"])).astimezone(CHINA)


def _of_24(hour: int, half: str) -> int:
    if half in {"下午", "晚上", "pm"}:
        return hour + 12 if hour < 12 else hour
    if half in {"上午", "凌晨", "am"} and hour == 12:
        return 0
    return hour


def _zone(text: str | None) -> timezone:
    if not text:
        return CHINA
    if text in {"Z", "z"}:
        return UTC
    sign = -1 if text[0] == "-" else 1
    digits = text[1:].replace(":", "")
    return timezone(sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:])))


def _number(value: float, from_1904: bool) -> datetime | Fault:
    """A serial number of Excel, or a day as eight digits."""
    if value == value and float(value).is_integer() and 20_000_000 <= value < 21_000_000:
        return read_moment(str(int(value)))
    offset = 1462 if from_1904 else 0
    if _SERIALS[0] <= value + offset < _SERIALS[1]:
        start = _EPOCH_1904 if from_1904 else _EPOCH
        return (start + timedelta(seconds=round(value * 86_400))).replace(microsecond=0)
    return _no_date(value)


def _one_line(text: str) -> str:
    """One width, and no blanks: none of them says anything in a date, save between two numbers."""
    shown = nfkc(meant(text))
    return _BLANKS.sub(lambda gap: _kept(shown, gap), shown)


def _kept(shown: str, gap: re.Match[str]) -> str:
    """``T`` between the digits of a day and of an hour, else nothing."""
    between = (
        shown[gap.start() - 1 : gap.start()].isdecimal() and shown[gap.end() : gap.end() + 1].isdecimal()
    )
    return "T" if between else ""


def _bounded(moment: datetime, cell: Cell) -> datetime | Fault:
    if not _EARLIEST <= moment.year <= _LATEST:
        return _no_date(cell)
    return moment.replace(microsecond=0)


def _no_date(cell: Cell) -> Fault:
    shown = as_text(cell)
    cut = shown if len(shown) <= 20 else f"{shown[:20]}…"
    return Fault("not_a_date", f"“{cut}”不是完整的日期，请写成 2026-11-30 或 2026-11-30 18:00。")
