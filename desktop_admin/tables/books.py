"""Workbooks (.xlsx, .xls, .xlsb, .ods) through python-calamine, and what it does not tell.

Calamine shows an error (``#N/A``) as an empty cell; for us a lost value is not an empty one (:mod:`book_marks`).
"""

import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from desktop_admin.papers import kinds
from desktop_admin.papers.archive import unpack
from desktop_admin.papers.sheet_words import fault
from desktop_admin.rules.cells import Cell
from desktop_admin.tables.book_extent import beyond
from desktop_admin.tables.book_marks import Marks, old_marks, package_marks
from desktop_admin.tables.grids import MOST_COLUMNS, Grid, Row, locked, merged_down, no_table

_FAR: Final = "表里有一格离其他内容太远；请用 Excel 删去多余的行和列，另存后再选择。"
_BROKEN: Final = "文件已损坏或没有传完整，读不出表格；请重新下载后选择。"


def package(data: bytes) -> list[Grid]:
    """Of a zip: through the gate of papers first, so that a bomb is never opened."""
    parts, problems = unpack(data, fault)
    if any(problem.code == "encrypted" for problem in problems):
        raise locked()
    if problems:
        raise no_table(problems[0].message)
    names = {name.lower().replace("\\", "/") for name in parts}
    if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"} and not any(
        b"spreadsheetml" in part for name, part in parts.items() if name.lower() == "[content_types].xml"
    ):
        found = kinds.NAMES.get(kinds.media_type(data), "压缩包")
        if found == kinds.NAMES[kinds.ZIP]:
            raise no_table("这是压缩包，请先解压，再选择里面的表格。")
        raise no_table(fault("wrong_type", found=found).message)
    if beyond(parts):
        raise no_table(_FAR)
    return _grids(data, package_marks(parts))


def old_book(data: bytes) -> list[Grid]:
    """Of a compound file: BIFF, or a package behind a password."""
    kind = kinds.media_type(data)
    if kind == kinds.LOCKED:
        raise locked()
    marks = old_marks(data)
    if marks is None:
        found = kinds.NAMES.get(kind, kind)
        raise no_table(_BROKEN if "Excel" in found else fault("wrong_type", found=found).message)
    if marks.locked:
        raise locked()
    return _grids(data, marks)


def _grids(data: bytes, marks: Marks) -> list[Grid]:
    try:
        with _quiet(), CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return [
                _grid(book.get_sheet_by_name(name), marks) for name in book.sheet_names if _holds(book, name)
            ]
    except PasswordError as error:
        raise locked() from error
    except (CalamineError, OSError, ValueError) as error:
        raise no_table(_BROKEN) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how Rust's own mistakes arrive; no Exception
            raise
        raise no_table(_BROKEN) from None


@contextmanager
def _quiet() -> Iterator[None]:
    """Nothing on standard error: Rust writes there where it stumbled, with pieces of what it read."""
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _holds(book: CalamineWorkbook, name: str) -> bool:
    """Whether it is a sheet of cells: charts and macros have none."""
    return any(about.name == name and str(about.typ).endswith("WorkSheet") for about in book.sheets_metadata)


def _grid(sheet: CalamineSheet, marks: Marks) -> Grid:
    rows: list[Row] = [
        (number, _row(cells))
        for number, cells in enumerate(sheet.iter_rows(), 1)
        if cells.count("") < len(cells)
    ]
    broken = marks.errors.get(sheet.name)
    if broken:
        rows = _with_errors(rows, broken)
    blocks = [
        (first[0] + 1, last[0] + 1, first[1])
        for first, last in sheet.merged_cell_ranges or ()
        if last[0] > first[0]
    ]
    return Grid(sheet.name, rows, marks.from_1904, merged_down(rows, blocks) if blocks else {})


def _row(cells: Sequence[Cell]) -> list[Cell]:
    return list(cells[:MOST_COLUMNS])


def _with_errors(rows: list[Row], broken: dict[tuple[int, int], Cell]) -> list[Row]:
    by_row = dict(rows)
    for (row, column), shown in broken.items():
        cells = by_row.setdefault(row, [])
        cells += [""] * (column + 1 - len(cells))
        if cells[column] == "":
            cells[column] = shown
    return sorted(by_row.items())
