"""What every container is turned into: sheets of rows, numbered as Excel numbers them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from desktop_admin.rules.cells import Cell

Row: TypeAlias = tuple[int, list[Cell]]
"""The number Excel shows at the left, and the cells from column A on; cells that are missing at the end are empty."""

#: Columns from here on are not looked at: no table of people is as wide, and a slip of the mouse may be.
MOST_COLUMNS: Final = 500
#: Cells that merged ones may stand for; a sheet with more of them is no list.
_MOST_MERGED: Final = 200_000


@dataclass(frozen=True)
class Grid:
    """One sheet. ``merged``: below the first cell of a merged block, by (row, column from 0), what the block shows."""

    name: str
    rows: list[Row]
    from_1904: bool = False
    merged: Mapping[tuple[int, int], Cell] = field(default_factory=dict)


class NotReadable(Exception):
    """No table can be had from the bytes: ``code`` is not_a_table or encrypted, ``message`` the sentence."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code)
        self.code = code
        self.message = message


def no_table(message: str) -> NotReadable:
    """It is none, or none that may be opened."""
    return NotReadable("not_a_table", message)


def locked() -> NotReadable:
    """It has a password."""
    return NotReadable("encrypted", "文件已加密，没有密码无法打开，请取消密码后重新选择。")


def merged_down(rows: list[Row], blocks: list[tuple[int, int, int]]) -> dict[tuple[int, int], Cell]:
    """Of blocks (first row, last row, column): what every row below the first shows."""
    if sum(last - first for first, last, _column in blocks) > _MOST_MERGED:
        return {}
    starts = {(first, column) for first, _last, column in blocks}
    shown = {
        (number, column): cells[column]
        for number, cells in rows
        for column in range(len(cells))
        if (number, column) in starts
    }
    return {
        (row, column): shown[first, column]
        for first, last, column in blocks
        if (first, column) in shown
        for row in range(first + 1, last + 1)
    }
