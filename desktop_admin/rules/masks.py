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

_EDGE, _END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
#: As people write them: together or in groups. Every part has a fixed length, so searching takes linear time.
_ID_NUMBER = re.compile(rf"{_EDGE}(?:\d{{6}}[ -]?\d{{8}}[ -]?\d{{3}}[\dXxＸｘ]|\d{{15}}){_END}")
_MOBILE = re.compile(rf"(?:{_EDGE}|(?<=\+86)|(?<=\+86[ -]))1[3-9]\d[ -]?\d{{4}}[ -]?\d{{4}}{_END}")


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
