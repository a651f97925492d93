"""Certificate numbers 黔建安A（2020）0001234 and when a certificate may be renewed (domain §1, §4).

A number is compared, never used as a key: it may change.  A mismatch is a warning.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from desktop_admin.rules.faults import Fault
from desktop_admin.rules.text import drop_invisible, nfkc

_SHAPE: Final = re.compile(
    r"(?P<province>[\u4e00-\u9fff])建安(?P<klass>C[123]|[ABC])\((?P<year>[0-9]{4})\)(?P<serial>[0-9]{7})"
)
_BRACKETS: Final = str.maketrans("〔〕[]【】", "()()()")
_RENEWAL_MONTHS: Final = 3


@dataclass(frozen=True)
class Certificate:
    """The four parts of a number; ``klass`` is A, B, C1, C2, C3 or the old undivided C."""

    province: str
    klass: str
    year: int
    serial: str

    @property
    def text(self) -> str:
        """As printed, with full-width brackets."""
        return f"{self.province}建安{self.klass}（{self.year}）{self.serial}"


@dataclass(frozen=True)
class CertificateCheck:
    """``number`` is the printed form when the number could be read, otherwise what was typed, trimmed."""

    number: str
    certificate: Certificate | None
    faults: tuple[Fault, ...] = ()


def compact(text: str) -> str:
    """Half-width brackets, no blanks, upper case: the form in which numbers are compared."""
    shown = nfkc(drop_invisible(text)).translate(_BRACKETS)
    return re.sub(r"\s+", "", shown).upper()


def parse_certificate(text: str) -> Certificate | None:
    """The number's parts, None when it has another shape."""
    match = _SHAPE.fullmatch(compact(text))
    return _certificate(match) if match else None


def certificates_in(text: str) -> tuple[Certificate, ...]:
    """Every certificate number that stands in a text, line breaks and widths ignored."""
    return tuple(_certificate(match) for match in _SHAPE.finditer(compact(text)))


def _certificate(match: re.Match[str]) -> Certificate:
    return Certificate(match["province"], match["klass"], int(match["year"]), match["serial"])


def check_certificate(text: str) -> CertificateCheck:
    """Judge a typed number. Empty is a fault here; whether one is needed is the category's matter."""
    found = parse_certificate(text)
    if found:
        return CertificateCheck(found.text, found)
    message = (
        "证书编号应写作“黔建安A（2020）0001234”：省份简称、建安、类别、年份和7位数字，请按证书核对。"
        if text.strip()
        else "请填写证书编号。"
    )
    return CertificateCheck(text.strip(), None, (Fault("shape" if text.strip() else "empty", message),))


class RenewalTiming(StrEnum):
    """Where a day lies against a certificate's expiry."""

    TOO_EARLY = "too_early"
    OPEN = "open"
    EXPIRED = "expired"


def renewal_opens(expires: date) -> date:
    """The first day of the 3 months before expiry; a day the month lacks becomes its last (31 May → 28 Feb)."""
    months = expires.year * 12 + expires.month - 1 - _RENEWAL_MONTHS
    year, month = divmod(months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(expires.day, last))


def renewal_timing(expires: date, day: date) -> RenewalTiming:
    """Whether ``day`` is inside the renewal time. The day of expiry itself still counts as valid."""
    if day > expires:
        return RenewalTiming.EXPIRED
    return RenewalTiming.OPEN if day >= renewal_opens(expires) else RenewalTiming.TOO_EARLY
