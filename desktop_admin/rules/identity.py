"""Identity papers and their numbers (GB 11643; domain §4 "Citizen ID").

The region code is a hint only: codes are abolished and re-used, so no number is refused for it (522702
福泉 before 1996 is as good as any).  15-digit numbers are accepted only by imports, through ``expand_15``.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, Literal

from desktop_admin.rules.faults import Fault
from desktop_admin.rules.text import normalise_number

Sex = Literal["男", "女"]

YOUNGEST: Final = 16
OLDEST: Final = 100

WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS: Final = "10X98765432"
_HMT_PREFIXES: Final = ("81", "82", "83")


class IdType(StrEnum):
    """The papers a person may register with."""

    CITIZEN = "citizen"
    HMT_RESIDENCE = "hmt_residence"
    FOREIGN_RESIDENCE = "foreign_residence"
    PASSPORT = "passport"
    TRAVEL_PERMIT = "travel_permit"

    @property
    def words(self) -> str:
        """The Chinese name of the paper."""
        return _NAMES[self]


_NAMES: Final = {
    IdType.CITIZEN: "居民身份证",
    IdType.HMT_RESIDENCE: "港澳台居民居住证",
    IdType.FOREIGN_RESIDENCE: "外国人永久居留身份证",
    IdType.PASSPORT: "护照",
    IdType.TRAVEL_PERMIT: "通行证",
}


@dataclass(frozen=True)
class IdCheck:
    """A number made comparable and judged. ``sex`` and ``birth_date`` only from sound numbers of citizen shape."""

    number: str
    faults: tuple[Fault, ...] = ()
    sex: Sex | None = None
    birth_date: date | None = None

    @property
    def ok(self) -> bool:
        """Whether there is no fault."""
        return not self.faults


def normalise_id(text: str) -> str:
    """The number as it is stored and compared: NFKC, no blanks, hyphens or zero-width, capital X."""
    return normalise_number(text)


def check_digit(first_17: str) -> str:
    """The 18th character for 17 digits (GB 11643)."""
    return CHECK_DIGITS[sum(int(d) * w for d, w in zip(first_17, WEIGHTS, strict=True)) % 11]


def age_on(birth: date, day: date) -> int:
    """Full years on ``day``; someone born on 29 February ages on 1 March."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def check_id(id_type: IdType, text: str, today: date) -> IdCheck:
    """The number of a paper of ``id_type``, with all its faults. ``today`` bounds the birth date and age."""
    number = normalise_id(text)
    if not number:
        return IdCheck(number, (Fault("empty", f"请填写{id_type.words}号码。"),))
    if re.fullmatch(r"[0-9](\.[0-9]+)?E\+?[0-9]+", number):
        message = "这个号码曾被表格软件当作数字保存，后几位已经丢失，无法还原；请按证件重新填写，并把单元格设为文本。"
        return IdCheck(number, (Fault("damaged", message),))
    return _CHECKS[IdType(id_type)](number, today)


def _citizen(number: str, today: date) -> IdCheck:
    if number[:2] in _HMT_PREFIXES and re.fullmatch(r"[0-9]{17}[0-9X]", number):
        message = "这是港澳台居民居住证的号码（81、82、83 开头），请把证件类型改为港澳台居民居住证。"
        return IdCheck(number, (Fault("other_type", message),))
    if number.startswith("9") and re.fullmatch(r"[0-9]{17}[0-9X]", number):
        message = "这是外国人永久居留身份证的号码（9 开头），请把证件类型改为外国人永久居留身份证。"
        return IdCheck(number, (Fault("other_type", message),))
    return _citizen_shape(number, today)


def _hmt_residence(number: str, today: date) -> IdCheck:
    if re.fullmatch(r"[0-9]{17}[0-9X]", number) and number[:2] not in _HMT_PREFIXES:
        message = "港澳台居民居住证号码以 81、82 或 83 开头，请核对号码或证件类型。"
        return IdCheck(number, (Fault("other_type", message),))
    return _citizen_shape(number, today)


def _citizen_shape(number: str, today: date) -> IdCheck:
    shape = _shape_fault(number)
    if shape:
        return IdCheck(number, (shape,))
    faults: list[Fault] = []
    birth = _real_date(number[6:14])
    if birth is None:
        faults.append(Fault("birth_date", f"号码中的出生日期 {number[6:14]} 不存在，请按证件核对第7至14位。"))
    elif birth > today:
        faults.append(Fault("birth_future", f"号码中的出生日期 {birth} 晚于今天，请按证件核对第7至14位。"))
    elif not YOUNGEST <= age_on(birth, today) <= OLDEST:
        message = (
            f"按号码计算年龄为 {age_on(birth, today)} 岁，应在 {YOUNGEST} 至 {OLDEST} 岁之间，请按证件核对。"
        )
        faults.append(Fault("age", message))
    if check_digit(number[:17]) != number[17]:
        faults.append(Fault("check_digit", "号码的校验位不对，至少有一位填错，请按证件逐位核对。"))
    if faults:
        return IdCheck(number, tuple(faults))
    return IdCheck(number, (), "男" if int(number[16]) % 2 else "女", birth)


def _shape_fault(number: str) -> Fault | None:
    if re.fullmatch(r"[0-9]{17}[0-9X]", number):
        return None
    if re.fullmatch(r"[0-9]{15}", number):
        return Fault("fifteen", "这是15位旧号码，请填写现在证件上的18位号码。")
    if len(number) != 18 and re.fullmatch(r"[0-9X]+", number):
        return Fault("length", f"号码应为18位，现在是{len(number)}位，请按证件核对。")
    return Fault("shape", "号码应为17位数字加一位数字或X，请按证件核对。")


def _foreign_residence(number: str, _today: date) -> IdCheck:
    if re.fullmatch(r"[A-Z]{3}[0-9]{12}", number):
        return IdCheck(number)
    if not re.fullmatch(r"9[0-9]{16}[0-9X]", number):
        message = "外国人永久居留身份证号码应为9开头的18位，或旧版的3个字母加12位数字，请按证件核对。"
        return IdCheck(number, (Fault("shape", message),))
    if check_digit(number[:17]) != number[17]:
        return IdCheck(
            number, (Fault("check_digit", "号码的校验位不对，至少有一位填错，请按证件逐位核对。"),)
        )
    return IdCheck(number)


def _passport(number: str, _today: date) -> IdCheck:
    # ICAO 9303 leaves at most 9 characters in the machine-readable zone, some countries print more.
    if re.fullmatch(r"(?=.*[0-9])[A-Z0-9]{5,15}", number):
        return IdCheck(number)
    return IdCheck(number, (Fault("shape", "护照号码应为5至15位字母和数字，请按证件核对。"),))


def _travel_permit(number: str, _today: date) -> IdCheck:
    # 港澳: H/M + 8 digits (older + 2); 台湾: 8 digits (older 10 and a letter).
    if re.fullmatch(r"[A-Z]?[0-9]{8}([0-9]{2})?(\(?[A-Z]\)?)?", number):
        return IdCheck(number)
    return IdCheck(number, (Fault("shape", "通行证号码应为8位数字，或1个字母加8位数字，请按证件核对。"),))


_CHECKS: Final[dict[IdType, Callable[[str, date], IdCheck]]] = {
    IdType.CITIZEN: _citizen,
    IdType.HMT_RESIDENCE: _hmt_residence,
    IdType.FOREIGN_RESIDENCE: _foreign_residence,
    IdType.PASSPORT: _passport,
    IdType.TRAVEL_PERMIT: _travel_permit,
}


def _real_date(eight: str) -> date | None:
    try:
        return date(int(eight[:4]), int(eight[4:6]), int(eight[6:]))
    except ValueError:
        return None


def expand_15(text: str) -> str:
    """An old 15-digit citizen number as 18 digits: 19 after the 6th, check digit at the end. Imports only.

    ValueError when it is not 15 digits or holds no real birth date.
    """
    number = normalise_id(text)
    if not re.fullmatch(r"[0-9]{15}", number) or _real_date("19" + number[6:12]) is None:
        raise ValueError("not a 15-digit citizen number")
    first_17 = number[:6] + "19" + number[6:]
    return first_17 + check_digit(first_17)
