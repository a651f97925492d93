"""Identity numbers out of a table: what a spreadsheet has damaged is told apart from what is merely wrong.

Excel keeps 15 digits of a number. An 18-digit number typed as one is lost, whatever it looks like now: refuse the cell,
say why, never repair (domain §4 "Excel").
"""

import re
from datetime import date
from functools import lru_cache
from operator import mul
from typing import Final

from desktop_admin.rules.cells import Broken, Cell, as_text, meant
from desktop_admin.rules.faults import Fault
from desktop_admin.rules.identity import (
    CHECK_DIGITS,
    OLDEST,
    WEIGHTS,
    YOUNGEST,
    IdCheck,
    IdType,
    age_on,
    check_id,
    expand_15,
    normalise_id,
)

DAMAGED: Final = "damaged_id"
BAD: Final = "bad_id"
#: Digits from which on a number cell cannot be vouched for.
_TOO_LONG: Final = 1e14
#: ``5.22732E+17``; and ``522732199001011234.0``, which went through a number on its way.
_COMPUTED: Final = re.compile(r"[0-9]{1,20}(?:\.[0-9]{0,20})?E\+?[0-9]{1,3}|[0-9]{15,20}\.0{0,20}")
_HMT: Final = ("81", "82", "83")
_PLAIN: Final = re.compile("[1-8][0-9]{16}[0-9X]")
#: What the digits' own codes (0 is 48) add to the weighted sum.
_ZEROS: Final = 48 * sum(WEIGHTS)
_LOST: Final = (
    "号码曾被表格软件当作数字保存，后几位已经丢失，无法还原；请按证件重新填写，并先把单元格设为文本，"
    "或请对方重新导出。"
)


def read_id(cell: Cell, today: date) -> str | Fault:
    """The normalised number of 18 signs (an old one of 15 digits is lengthened), or a fault with one of two codes.

    ``today`` bounds birth date and age.
    """
    if isinstance(cell, str) and _plainly_sound(cell, today):
        return cell
    if isinstance(cell, Broken):
        return Fault(BAD, f"单元格显示 {cell.shown}，公式没有取到号码，请改为号码本身。")
    number = isinstance(cell, int | float) and not isinstance(cell, bool)
    if isinstance(cell, int | float) and number and not abs(cell) < _TOO_LONG:
        return Fault(DAMAGED, _LOST)
    shown = normalise_id(as_text(cell) if not isinstance(cell, str) else meant(cell))
    if not shown:
        return Fault(BAD, "没有身份证号，请补上。")
    if _COMPUTED.fullmatch(shown):
        return Fault(DAMAGED, _LOST)
    return _checked(shown, today)


def _plainly_sound(text: str, today: date) -> bool:
    """Whether it is a sound citizen number as it stands: most are, and a table has thousands."""
    if not _PLAIN.fullmatch(text) or text.startswith(_HMT) or not _grown(text[6:14], today):
        return False
    return CHECK_DIGITS[(sum(map(mul, text.encode()[:17], WEIGHTS)) - _ZEROS) % 11] == text[17]


@lru_cache(maxsize=40_000)
def _grown(eight: str, today: date) -> bool:
    """Whether the eight digits are a birthday of somebody old enough and not too old."""
    try:
        birth = date(int(eight[:4]), int(eight[4:6]), int(eight[6:]))
    except ValueError:
        return False
    return YOUNGEST <= age_on(birth, today) <= OLDEST


def _checked(shown: str, today: date) -> str | Fault:
    if len(shown) == 15 and shown.isascii() and shown.isdecimal():
        try:
            shown = expand_15(shown)
        except ValueError:
            return _fault(shown, "这个15位旧号码里的出生日期不存在，请按证件核对。")
    checked = _check(shown, today)
    if checked.ok:
        return checked.number
    return _fault(shown, "".join(fault.message for fault in checked.faults))


def _check(shown: str, today: date) -> IdCheck:
    """As the paper that its own beginning names."""
    if len(shown) == 18 and shown.startswith(_HMT):
        return check_id(IdType.HMT_RESIDENCE, shown, today)
    if len(shown) == 18 and shown.startswith("9"):
        return check_id(IdType.FOREIGN_RESIDENCE, shown, today)
    return check_id(IdType.CITIZEN, shown, today)


def _fault(shown: str, message: str) -> Fault:
    return Fault(DAMAGED, _LOST) if shown.endswith("000") else Fault(BAD, message)
