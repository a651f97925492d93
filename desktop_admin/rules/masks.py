"""Numbers as lists show them to people who need not see them whole (domain §6).

What a field of a request *means* decides how its value is shown where requests are kept (the journal).  A
number may also stand in a note or a file name, so text without a meaning is searched for numbers.
"""

import re
from enum import StrEnum


class Meaning(StrEnum):
    """What a text of a request is, where that decides who may see it."""

    SECRET = "secret"
    """A password or code: never written anywhere, never shown."""
    TYPED_NAME = "typed_name"
    """The name typed at the door. People type their password there: never written, never shown."""
    ID_NUMBER = "id_number"
    PHONE = "phone"
    OPEN = "open"
    """Named or built like a number of a person, and is none: a company's credit code."""


#: Never written, and not shown by any reveal where an older version wrote it.
NEVER_KEPT = frozenset({Meaning.SECRET, Meaning.TYPED_NAME})
STARS = "***"

#: What people put between groups of digits, and what hides there.
_GAP = r"[\s\-‐-―－.．·・•_/\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]{0,2}"
#: Letters before a number are part of a hash or a code, unless they say what the number is.
_SAID = "|".join(
    f"(?<={word})"
    for word in ("tel", "phone", "mobile", "mob", "qq", "wx", "vx", "sj", "dh", "id", "sfz", "no")
)
_BEFORE = rf"(?:(?<![\dA-Za-z])|{_SAID})"
_COUNTRY = r"(?<=\+86)|(?<=\+86[ -])|(?<=(?<![\dA-Za-z])86)|(?<=(?<![\dA-Za-z])0086)"
_END = r"(?![\dA-Za-z])"
#: In groups of four, as on a card of a bank: an identity number where the date is one of these two centuries.
_FOURS = (
    rf"\d{{4}}{_GAP}\d\d(?:[1１][9９]|[2２][0０]){_GAP}\d\d[01０１]\d{_GAP}[0-3０-３]\d\d\d{_GAP}\d[\dXＸｘ]"
)
#: As people write them: together or in groups, with digits of any width. Every part has a length of its own, so
#: searching takes linear time.
_ID_NUMBER = re.compile(
    rf"{_BEFORE}(?:\d{{6}}{_GAP}\d{{4}}{_GAP}\d\d{_GAP}\d\d{_GAP}\d{{3}}[\dXＸｘ]|\d{{6}}{_GAP}\d{{6}}{_GAP}\d{{3}}"
    rf"|{_FOURS}){_END}",
    re.IGNORECASE,
)
_MOBILE = re.compile(
    rf"(?:{_BEFORE}|{_COUNTRY})[1１][3-9３-９]\d{_GAP}(?:\d{{4}}{_GAP}\d{{4}}|\d{{3}}{_GAP}\d{{5}}){_END}",
    re.IGNORECASE,
)


def mask_id(number: str) -> str:
    """``522***********0012``: the first 3 and the last 4; shorter papers show 1 and 2, tiny ones nothing.

    Never shown beside a birth date (domain §5): eleven hidden characters would shrink to three.
    """
    if len(number) >= 15:
        return _mask(number, 3, 4)
    return _mask(number, 1, 2) if len(number) >= 7 else "*" * len(number)


def mask_phone(number: str) -> str:
    """``138****5678``; a landline keeps area code and last 2 digits: ``0854-*****33``."""
    area, dash, rest = number.partition("-")
    if dash:
        return f"{area}-{_mask(rest, 0, 2)}" if len(rest) > 2 else f"{area}-{'*' * len(rest)}"
    return _mask(number, 3, 4) if len(number) >= 9 else "*" * len(number)


def mask_in_text(text: str) -> str:
    """Citizen numbers and mobiles inside a note, a reason or a file name, masked like any other."""
    text = _ID_NUMBER.sub(lambda found: mask_id(found[0]), text)
    return _MOBILE.sub(lambda found: _mask(found[0], 3, 4), text)


def mask_by(meaning: Meaning | None, text: str) -> str:
    """A text of that meaning as everybody may see it."""
    match meaning:
        case Meaning.SECRET | Meaning.TYPED_NAME:
            return STARS
        case Meaning.ID_NUMBER:
            return mask_id(text)
        case Meaning.PHONE:
            return mask_phone(text)
        case Meaning.OPEN:
            return text
    return mask_in_text(text)


def _mask(text: str, head: int, tail: int) -> str:
    return text[:head] + "*" * (len(text) - head - tail) + text[len(text) - tail :]
