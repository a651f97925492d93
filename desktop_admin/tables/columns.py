"""What a table is of, as data: its columns, by which heads they are found and how a cell of each is read.

Hours are the first such table (:mod:`hours`); people, companies and results are one each, without a new reader.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeAlias

from desktop_admin.rules.cells import Cell, close
from desktop_admin.rules.faults import Fault

ReadCell: TypeAlias = Callable[[Cell], Any]
"""A cell → its value, or a :class:`Fault`."""


@dataclass(frozen=True)
class About:
    """What a cell's meaning may depend on besides itself. ``unit``: what the head says of the numbers below it."""

    today: date
    unit: str = ""
    from_1904: bool = False


@dataclass(frozen=True)
class Column:
    """One column. ``heads``: groups of synonyms in :func:`plain_head` form; one of an earlier group is preferred.

    ``code``: of its faults, except those in ``codes``. ``reader`` is asked once for each table. ``shared``: a cell merged
    downwards holds for every row of the block.
    """

    key: str
    label: str
    heads: tuple[frozenset[str], ...]
    reader: Callable[[About], ReadCell]
    code: str
    codes: frozenset[str] = frozenset()
    required: bool = True
    shared: bool = True
    missing: Any = None


@dataclass(frozen=True)
class Description:
    """``is_record``: whether a row is one of the table, from its cells by key and all of them.

    ``identity``: the key whose sound cell alone makes a row one. ``states``: the key of what a line above the table
    may state for all of it (数据截至), or nothing.
    """

    name: str
    columns: tuple[Column, ...]
    identity: str
    is_record: Callable[[Mapping[str, Cell], Sequence[Cell]], bool]
    states: str = ""

    @property
    def required(self) -> frozenset[str]:
        """The keys without which there is no table."""
        return frozenset(column.key for column in self.columns if column.required)

    def column(self, key: str) -> Column:
        """The column of that key."""
        return next(column for column in self.columns if column.key == key)


_ASIDE: Final = re.compile(r"\(([^()]{0,30})\)|\[([^\[\]]{0,30})\]|【([^【】]{0,30})】")
_PER: Final = re.compile(r"/(小时|学时|分钟|分|h|min)$")
_MARKS: Final = "*★☆#:.、"
#: Longer texts are no heads.
_LONGEST: Final = 40
UNITS: Final = frozenset({"小时", "学时", "分钟", "分", "h", "min", "单位:小时", "单位:学时", "单位:分钟"})
_MINUTES: Final = frozenset({"分钟", "分", "min", "minutes", "单位:分钟"})


def plain_head(cell: Cell) -> str:
    """A head as it is compared: ``*累计 学时（小时）`` → ``累计学时``; nothing for what is none."""
    if not isinstance(cell, str) or len(cell) > _LONGEST * 3:
        return ""
    word = _PER.sub("", _ASIDE.sub("", close(cell))).strip(_MARKS)
    return word if len(word) <= _LONGEST else ""


def unit_of(cell: Cell) -> str:
    """``分钟`` where a head says that its numbers are minutes, else nothing."""
    if not isinstance(cell, str) or len(cell) > _LONGEST * 3:
        return ""
    word = close(cell)
    said = [part for found in _ASIDE.findall(word) for part in found if part]
    per = _PER.search(word)
    return "分钟" if any(part in _MINUTES for part in [*said, per[1] if per else "", word]) else ""


def is_unit(cell: Cell) -> bool:
    """Whether a cell below a head says nothing but its unit: ``（小时）``."""
    return isinstance(cell, str) and len(cell) < _LONGEST and close(cell).strip("()[]【】") in UNITS


def told(fault: Fault, column: Column) -> str:
    """The code under which a fault of that column is told."""
    return fault.code if fault.code in column.codes else column.code


Mapped: TypeAlias = Mapping[str, Sequence[int]]
"""Key → the columns (from 0) that carry it: several where two heads say the same."""
