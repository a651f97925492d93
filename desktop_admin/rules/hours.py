"""Study hours as people and platforms write them, in whole minutes (domain §2 step 12; issue “Study hours”).

``47:30``, ``47.5学时``, ``47小时30分``, ``４７`` and times of Excel are read; minutes are cut to whole ones. What could
mean two things is refused with the sentence that says so: nothing is guessed.
"""

import math
import re
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Final

from desktop_admin.rules.cells import Broken, Cell, as_text, close
from desktop_admin.rules.faults import Fault

#: Hours. More than eleven years without sleep: another column, an identity number, a slip.
LARGEST: Final = 100_000
#: Of a minute: what lies nearer to a whole one is that minute, computed in binary (20/60 of an hour is 20 minutes).
_NOISE: Final = 1e-6
#: Excel counts days from here; a time of more than a day in the format ``h:mm`` is shown as one of these days.
_FIRST_YEARS: Final = frozenset({1899, 1900, 1904})

_NUMBER: Final = r"([0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2})(\.[0-9]{1,20})?"
_PLAIN: Final = re.compile(rf"{_NUMBER}(?:个?(?:学时|小时)|时|h|hrs?|hours?)?")
_CLOCK: Final = re.compile(r"([0-9]{1,6}):([0-5][0-9])(?::[0-5][0-9])?(?:学时|小时)?")
_WORDS: Final = re.compile(
    r"([0-9]{1,6})(?:个?(?:学时|小时)|时|h)零?([0-5]?[0-9])(?:分钟?|m|min)(?:[0-5]?[0-9]秒)?"
)
_MINUTES: Final = re.compile(rf"{_NUMBER}(?:分钟?|min|minutes?)")
_BARE: Final = re.compile(_NUMBER)


def read_hours(cell: Cell, *, in_minutes: bool = False) -> int | Fault:
    """Whole minutes, or what is wrong. ``in_minutes``: the head of the column says that plain numbers are minutes."""
    if isinstance(cell, bool | Broken):
        return _not_hours(cell)
    if isinstance(cell, int | float):
        minutes = cell if in_minutes else cell * 60
        return _counted(minutes) if math.isfinite(minutes) else _not_hours(cell)
    if isinstance(cell, timedelta):
        return _counted(cell.total_seconds() / 60)
    if isinstance(cell, time):
        return cell.hour * 60 + cell.minute
    if isinstance(cell, date):
        return _day(cell)
    return _written(cell, in_minutes)


def hours_words(minutes: int) -> str:
    """``47小时30分``, ``47小时``: as messages name them."""
    hours, rest = divmod(minutes, 60)
    return f"{hours}小时{rest}分" if rest else f"{hours}小时"


def _counted(minutes: float | Decimal) -> int | Fault:
    """Cut to whole minutes, after what binary numbers add or take."""
    exact = Decimal(minutes)
    if exact < 0:
        return Fault("negative", "学时不能是负数，请核对后改正。")
    if exact > LARGEST * 60:
        return Fault("too_large", "这个数太大，不会是学时，请核对是否填错了列。")
    nearest = round(exact)
    return nearest if abs(exact - nearest) < _NOISE else math.floor(exact)


def _day(cell: date) -> Fault:
    if cell.year in _FIRST_YEARS:
        message = (
            "这个时间超过24小时，而单元格的格式只显示不足一天的部分，看到的与实际的不同；"
            "请把格式改为 [h]:mm，核对后重新选择。"
        )
        return Fault("wrapped", message)
    return Fault("not_hours", f"“{as_text(cell)}”是日期，不是学时，请核对是否填错了列。")


def _written(text: str, in_minutes: bool) -> int | Fault:
    shown = close(text)
    if not shown:
        return Fault("empty", "没有学时；没有学过的请填 0。")
    if in_minutes and (bare := _BARE.fullmatch(shown)):
        return _counted(_decimal(bare))
    if plain := _PLAIN.fullmatch(shown):
        return _counted(_decimal(plain) * 60)
    if found := _WORDS.fullmatch(shown) or (None if in_minutes else _CLOCK.fullmatch(shown)):
        return _counted(int(found[1]) * 60 + int(found[2]))
    if minutes := _MINUTES.fullmatch(shown):
        return _counted(_decimal(minutes))
    if shown[0] in "-−" and _PLAIN.fullmatch(shown[1:]):
        return Fault("negative", "学时不能是负数，请核对后改正。")
    return _not_hours(text)


def _decimal(found: re.Match[str]) -> Decimal:
    return Decimal(found[1].replace(",", "") + (found[2] or ""))


def _not_hours(cell: Cell) -> Fault:
    shown = as_text(cell)
    cut = shown if len(shown) <= 20 else f"{shown[:20]}…"
    return Fault("not_hours", f"“{cut}”不是学时，请写成 47.5 或 47:30 这样的数。")
