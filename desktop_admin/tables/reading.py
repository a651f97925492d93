"""What reading a table answers: plain records that travel out of the child and into JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True)
class TableProblem:
    """One fault. Of the whole file: no sheet, row or column. ``row`` as Excel counts, ``column`` the head's text."""

    code: str
    message: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class FoundTable:
    """One table. ``columns``: key → the text of its head, None where it has none. ``places``: key → column from 0."""

    sheet: str
    header_row: int
    columns: Mapping[str, str | None]
    places: Mapping[str, int]
    signature: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that may be the head somebody points at where no head was found. ``texts``: its cells from column A."""

    sheet: str
    row: int
    texts: tuple[str, ...]
    signature: str


class Record(NamedTuple):
    """One sound row: its values by key. A tuple, for thousands of them travel out of the child."""

    sheet: str
    row: int
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Reading:
    """Everything of a file: tables and rows in order of the sheets, faults in the order of rows.

    ``candidates``: where there is no table, the first filled rows of every sheet.
    """

    tables: tuple[FoundTable, ...] = ()
    records: tuple[Record, ...] = ()
    problems: tuple[TableProblem, ...] = ()
    candidates: tuple[Candidate, ...] = ()
