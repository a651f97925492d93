"""What a cell of a table from outside may hold, and its text as somebody meant it.

Apart from the readers of files so that a rule can say what it makes of a cell (``rules/hours``, ``rules/table_dates``,
``rules/table_ids``) without knowing whether it stood in Excel, a web page or a CSV.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, TypeAlias

from desktop_admin.rules.text import drop_invisible, nfkc

#: ``="522…"`` keeps Excel from taking a text for a number when it opens a CSV.
_QUOTED_FORMULA: Final = re.compile(r'=\s*"([^"]*)"')
#: Before a text, for the same purpose: an apostrophe (a person), a backtick (payment platforms).
_TEXT_MARKS: Final = "'`’"


@dataclass(frozen=True)
class Broken:
    """A cell that shows an error (``#N/A``, ``#REF!``): it is not empty, and its value is lost."""

    shown: str = "#N/A"


Cell: TypeAlias = str | int | float | bool | date | datetime | time | timedelta | Broken
"""``""`` is an empty cell; ``timedelta`` a time of the format ``[h]:mm``, ``time`` one of ``h:mm``."""

ERRORS: Final = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
)


def meant(text: str) -> str:
    """The text without what only kept it a text, and without blanks around it or anything invisible."""
    shown = drop_invisible(text).strip()
    if shown.startswith("=") and (quoted := _QUOTED_FORMULA.fullmatch(shown)):
        shown = quoted[1].strip()
    return shown[1:].strip() if shown[:1] and shown[0] in _TEXT_MARKS else shown


def close(text: str) -> str:
    """For recognising words: :func:`meant`, one width, no blanks at all, small letters."""
    return "".join(nfkc(meant(text)).casefold().split())


def is_blank(cell: Cell) -> bool:
    """Whether a person sees nothing in it."""
    return isinstance(cell, str) and not meant(cell)


def as_text(cell: Cell) -> str:
    """The cell as a person would type it; a whole number without a point."""
    if isinstance(cell, str):
        return meant(cell)
    if isinstance(cell, Broken):
        return cell.shown
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)
