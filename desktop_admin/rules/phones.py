"""Phone numbers: mobile ``1[3-9]`` + 9 digits, landline 0854-… (domain §4 "Phones")."""

import re
from dataclasses import dataclass
from typing import Final, Literal

from desktop_admin.rules.faults import Fault
from desktop_admin.rules.text import nfkc, normalise_number

_MOBILE: Final = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE: Final = re.compile(r"(?P<area>010|02[0-9]|0[3-9][0-9]{2})(?P<number>[2-9][0-9]{6,7})")
_EXTENSION: Final = re.compile(r"(?:转|分机|ext\.?|#)\s*([0-9]{1,6})\s*\Z", re.IGNORECASE)


@dataclass(frozen=True)
class PhoneCheck:
    """``number`` as stored: ``13812345678`` or ``0854-8222333`` (extension ``0854-8222333-801``)."""

    number: str
    kind: Literal["mobile", "landline"] | None
    faults: tuple[Fault, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether there is no fault."""
        return not self.faults


def check_phone(text: str) -> PhoneCheck:
    """Judge a typed number; blanks, hyphens, brackets and +86 do not count."""
    body, extension = _split_extension(nfkc(text))
    digits = re.sub(r"[()]", "", normalise_number(body))
    digits = re.sub(r"^(\+86|0086|86(?=1[3-9][0-9]{9}$))", "", digits)
    if not digits:
        return PhoneCheck("", None, (Fault("empty", "请填写电话。"),))
    if _MOBILE.fullmatch(digits) and not extension:
        return PhoneCheck(digits, "mobile")
    landline = _LANDLINE.fullmatch(digits)
    if landline:
        number = f"{landline['area']}-{landline['number']}"
        return PhoneCheck(f"{number}-{extension}" if extension else number, "landline")
    message = "电话应为11位手机号（13至19开头），或带区号的座机（如 0854-8222333），请核对。"
    return PhoneCheck(digits, None, (Fault("shape", message),))


def normalise_phone(text: str) -> str:
    """The number as stored and compared, faulty or not."""
    return check_phone(text).number


def _split_extension(text: str) -> tuple[str, str]:
    match = _EXTENSION.search(text)
    if match and re.search(r"[0-9]", text[: match.start()]):
        return text[: match.start()].rstrip(), match[1]
    match = re.fullmatch(r"(\s*0[0-9]{2,3}-[0-9]{7,8})-([0-9]{1,6})\s*", text)
    return (match[1], match[2]) if match else (text, "")
