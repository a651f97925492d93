"""How far a workbook's cells reach, before a reader makes room for every cell between the first and the last.

Two cells in opposite corners of a sheet are 17,000,000,000 places: a file of 5 KB asked for 500 GB.
"""

import re
from typing import Final

#: Places a sheet may span. A stray cell in the last row of a narrow list is everyday; these take 800 MB.
MOST_PLACES: Final = 25_000_000
#: Excel's own limits.
_MOST_ROWS: Final = 1_048_576
_MOST_COLUMNS: Final = 16_384
_ROW: Final = re.compile(rb"<(?:\w{1,8}:)?row\s[^<>]{0,400}?\br=[\"']([0-9]{1,20})")
_PLACE: Final = re.compile(rb"\sr=[\"']([A-Za-z]{1,20})([0-9]{0,20})")


def beyond(parts: dict[str, bytes]) -> bool:
    """Whether a sheet of the package reaches farther than is read, or names places that no sheet has."""
    return any(
        _reaches_far(part)
        for name, part in parts.items()
        if name.replace("\\", "/").lower().startswith("xl/worksheets/")
    )


#: As Excel writes places, one beyond column Z or row 99,999; and signs that somebody writes them otherwise.
_UNUSUAL: Final = re.compile(rb' r="(?:[A-Za-z]{2}|[A-Za-z][0-9]{6}|[0-9]{6})')
_OTHERWISE: Final = (b" r='", b"\tr=", b"\nr=", b"\rr=", b"r =", b"r= ")


def _reaches_far(part: bytes) -> bool:
    if not any(sign in part for sign in _OTHERWISE) and not _UNUSUAL.search(part):
        return False  # nearly all: 26 columns of 99,999 rows
    # A place is asked once however often its letters or numbers stand there.
    places = _PLACE.findall(part)
    rows = max(map(_number, {*_ROW.findall(part), *(number for _, number in places)}), default=0)
    columns = max((_column(letters) for letters in {letters for letters, _ in places}), default=0)
    return rows > _MOST_ROWS or columns > _MOST_COLUMNS or rows * columns > MOST_PLACES


def _number(digits: bytes) -> int:
    return int(digits or b"0")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
