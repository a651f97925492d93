"""Rows inside a table that are none of it: sums, notes, signatures, titles of groups.

A row is left out only where it cannot be somebody's: whatever could be is read, and refused by name if need be.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from desktop_admin.rules.cells import Broken, Cell, close
from desktop_admin.rules.text import normalise_number

_SUM: Final = re.compile(
    r"(?:本页|本班|本表|本组|全部|班级|单位|总)?(?:合计|小计|总计|共计|累计|汇总|平均值?|平均学时|人均学时|总人数|人数)"
    r"(?:数|学时|人数)?(?:[:(].{0,60}|[0-9].{0,40})?|共[0-9]{1,7}(?:人|条|行|名).{0,60}"
)
_LABEL: Final = re.compile(
    r"(?:制表|审核|复核|填表|统计|经办|负责|打印|导出|填报|联系|报送|录入|核对|主管|领导|单位负责)人?(?:人|员|时间|日期|单位|签字|签名|电话)?:?"
    r"|日期:?|备注:?|说明:?|注:?|盖章|签字|签章|单位\(?盖章\)?:?"
)
_NOTE: Final = re.compile(
    r"(?:注|备注|说明|提示|制表|审核人|复核|填表|统计|经办|打印|导出|数据|截至|截止|以上|以下|本表|本页|第[0-9一二三四五六七八九十]{1,4}页)"
)
_GROUP_ENDS: Final = frozenset("班组类期页表部队")
_NUMBER_LIKE: Final = re.compile(r"[0-9A-Z*.+]{6,}")
_LONGEST_NAME: Final = 50


def is_sum(cells: Sequence[Cell]) -> bool:
    """Whether one of the cells says so: 合 计, 小计, 平均, 共 25 人."""
    return any(isinstance(cell, str) and len(cell) < 120 and _SUM.fullmatch(close(cell)) for cell in cells)


def has_label(cells: Sequence[Cell]) -> bool:
    """Whether a cell is a label of what stands below tables: 制表人, 日期, （盖章）."""
    return any(
        isinstance(cell, str) and 1 < len(cell) < 40 and _LABEL.fullmatch(close(cell)) for cell in cells
    )


def begins_a_note(cell: Cell) -> bool:
    """Whether its words are those of a note: 注：, 数据截至, 制表人：."""
    return isinstance(cell, str) and (_NOTE.match(word := close(cell)) or _LABEL.fullmatch(word)) is not None


def like_a_number(cell: Cell) -> bool:
    """Whether somebody meant an identity number: a number, an error, or six signs of one without words."""
    if isinstance(cell, str):
        return _NUMBER_LIKE.fullmatch(normalise_number(cell)) is not None
    return isinstance(cell, int | float | Broken) and not isinstance(cell, bool)


def like_a_whole_number(cell: Cell) -> bool:
    """The same of one that nothing but a person has: fifteen digits, or what Excel has made of them."""
    if isinstance(cell, str):
        word = normalise_number(cell)
        return _NUMBER_LIKE.fullmatch(word) is not None and (len(word) >= 15 or "E+" in word)
    return isinstance(cell, int | float) and abs(cell) >= 1e14


def like_a_name(cell: Cell) -> bool:
    """Whether it may be the name of a person: letters, no colon, no digit, no word that begins notes."""
    if isinstance(cell, Broken):
        return True
    if not isinstance(cell, str):
        return False
    word = close(cell)
    if not 0 < len(word) <= _LONGEST_NAME or begins_a_note(cell):
        return False
    if any(sign in ":;。,!" or sign.isdigit() for sign in word):
        return False
    return any(unicodedata.category(sign)[0] == "L" for sign in word) or "?" in word


def alone_is_a_name(cell: Cell) -> bool:
    """The same of a cell that nothing stands beside: two to four Han characters, and no title of a group."""
    if not like_a_name(cell) or not isinstance(cell, str):
        return isinstance(cell, Broken)
    word = close(cell).replace("·", "")
    han = all("\u3400" <= sign <= "\u9fff" or sign >= "\U00020000" for sign in word)
    return han and 2 <= len(word) <= 4 and word[-1] not in _GROUP_ENDS
