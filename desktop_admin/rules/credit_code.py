"""The unified social credit code of a company (GB 32100; domain §4 "Credit code").

A company keeps its code when renamed, so companies are keyed on it.  ``stdnum.cn.uscc`` refuses valid
codes that start with a letter (rural collectives), hence our own check: alphabet, length, check character.
"""

from dataclasses import dataclass
from typing import Final

from desktop_admin.rules.faults import Fault
from desktop_admin.rules.text import normalise_number

ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_NEAR: Final = {"O": "0", "I": "1", "S": "5", "Z": "2"}


@dataclass(frozen=True)
class CreditCheck:
    """The code made comparable, its faults, and valid codes it was probably meant to be."""

    code: str
    faults: tuple[Fault, ...] = ()
    suggestions: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether there is no fault."""
        return not self.faults


def normalise_credit_code(text: str) -> str:
    """NFKC, no blanks, hyphens or zero-width, upper case."""
    return normalise_number(text)


def check_character(first_17: str) -> str:
    """The 18th character for 17 characters of the alphabet: weights 3^i mod 31."""
    total = sum(ALPHABET.index(char) * pow(3, i, 31) for i, char in enumerate(first_17))
    return ALPHABET[-total % 31]


def check_credit_code(text: str) -> CreditCheck:
    """The code, all its faults and near misses (O/0, I/1, S/5, Z/2). Nothing is repaired by itself."""
    code = normalise_credit_code(text)
    if not code:
        return CreditCheck(code, (Fault("empty", "请填写统一社会信用代码。"),))
    faults: list[Fault] = []
    if len(code) != 18:
        faults.append(Fault("length", f"统一社会信用代码应为18位，现在是{len(code)}位，请按营业执照核对。"))
    strangers = "、".join(sorted({char for char in code if char not in ALPHABET}))
    if strangers:
        message = f"统一社会信用代码不使用 {strangers}（字母 I、O、S、V、Z 都不用），请按营业执照核对。"
        faults.append(Fault("alphabet", message))
    if not faults:
        if _sound(code):
            return CreditCheck(code)
        faults.append(
            Fault("check_digit", "统一社会信用代码的校验位不对，至少有一位填错，请按营业执照逐位核对。")
        )
    return CreditCheck(code, tuple(faults), _suggestions(code))


def _sound(code: str) -> bool:
    known = len(code) == 18 and all(char in ALPHABET for char in code)
    return known and check_character(code[:17]) == code[17]


def _suggestions(code: str) -> tuple[str, ...]:
    meant = "".join(_NEAR.get(char, char) for char in code)
    return (meant,) if meant != code and _sound(meant) else ()
