"""What a line above a table says of all of it: ``数据截至：2026年11月30日24:00``, in one cell or in two.

``截至`` says so wherever it stands; ``截止`` and ``统计日期`` only where they begin a cell, for other things have an end
too (报名截止).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from desktop_admin.rules.cells import Cell, is_blank, meant
from desktop_admin.rules.faults import Fault
from desktop_admin.rules.table_dates import read_moment, read_stated
from desktop_admin.rules.text import nfkc

_STRONG: Final = re.compile(
    r"截至(?:时间|日期|日)?|(?:^|[(\[【,;。:\s]|数据|统计|学时|信息)截止(?:时间|日期|日)?|(?:^|[(\[【,;。:\s])数据(?:日期|时间)"
)
_WEAK: Final = re.compile(r"(?:^|[(\[【,;。:\s])统计(?:日期|时间)")
_LONGEST: Final = 300


@dataclass(frozen=True)
class Stated:
    """``value``: the instant, or what is wrong with it."""

    row: int
    value: datetime | Fault
    weak: bool


def stated(row: int, cells: Sequence[Cell], *, from_1904: bool) -> Stated | None:
    """What the row states, if it states anything."""
    for place, cell in enumerate(cells):
        if not isinstance(cell, str) or not 2 <= len(cell) <= _LONGEST:
            continue
        text = nfkc(meant(cell))
        found, weak = _STRONG.search(text), False
        if found is None:
            found, weak = _WEAK.search(text), True
        if found is None:
            continue
        rest = text[found.end() :].strip(" :：=")
        value: datetime | Fault | None
        if rest and rest.strip(")]】"):
            value = read_stated(rest)
            if value is None and text[found.end() :].lstrip()[:1] == ":":
                value = Fault(
                    "not_a_date", f"“{text[:30]}”里没有完整的日期，请改写为如“数据截至：2026-11-30”。"
                )
        else:
            value = _beside(cells[place + 1 :], from_1904)
        if value is not None:
            return Stated(row, value, weak)
    return None


def _beside(cells: Sequence[Cell], from_1904: bool) -> datetime | Fault | None:
    """The next filled cell; None where there is none, or it is no attempt at a date."""
    after = next((cell for cell in cells if not is_blank(cell)), "")
    if isinstance(after, str):
        return read_stated(after) if after else None
    return read_moment(after, from_1904=from_1904)


def stronger(before: Stated | None, now: Stated | None) -> Stated | None:
    """Of two lines above one table: the later, unless the earlier says it more clearly."""
    if before is None or now is None:
        return now or before
    return before if now.weak and not before.weak else now
