"""What calamine does not tell of a workbook: cells that show an error, from which year days count, a password."""

import html
import io
import re
import struct
from dataclasses import dataclass, field
from typing import Final

import olefile

from desktop_admin.rules.cells import Broken, Cell
from desktop_admin.tables.grids import MOST_COLUMNS

Errors = dict[str, dict[tuple[int, int], Cell]]
"""Sheet → (row as Excel counts, column from 0) → what is shown there."""

_CELL: Final = re.compile(rb"<(?:[a-z]{1,8}:)?c\s[^<>]{0,200}?t=[\"']e[\"'][^<>]{0,200}>")
_PLACE: Final = re.compile(rb"\sr=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
_SHOWN: Final = re.compile(rb"v>(#[^<]{1,12})</")
_FROM_1904: Final = re.compile(rb"date1904=[\"'](?:1|true)[\"']")
_SHEET: Final = re.compile(r"<(?:[a-z]{1,8}:)?sheet\s([^<>]{1,400})>")
_TIE: Final = re.compile(r"<(?:[a-z]{1,8}:)?Relationship\s([^<>]{1,600})>")
_SAID: Final = re.compile(r"([A-Za-z:]{1,20})=(?:\"([^\"]{0,300})\"|'([^']{0,300})')")
#: [MS-XLS]: records we look at, and the errors by their number (2.5.10).
_BOF, _EOF, _BOUNDSHEET, _FILEPASS, _1904, _BOOLERR, _FORMULA = 0x809, 0x0A, 0x85, 0x2F, 0x22, 0x205, 0x06
_WORDS: Final = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
#: So many records hold a sheet of a million cells.
_MOST_RECORDS: Final = 3_000_000


@dataclass(frozen=True)
class Marks:
    """``errors``: what is shown where, by sheet."""

    errors: Errors = field(default_factory=dict)
    from_1904: bool = False
    locked: bool = False


def package_marks(parts: dict[str, bytes]) -> Marks:
    """Of an .xlsx; parts that are not there, or written otherwise than Excel does, tell nothing."""
    by_name = {name.replace("\\", "/").lower(): part for name, part in parts.items()}
    book = by_name.get("xl/workbook.xml", b"")
    ties = by_name.get("xl/_rels/workbook.xml.rels", b"")
    errors: Errors = {}
    for name, path in _sheets(book.decode("utf-8", "replace"), ties.decode("utf-8", "replace")):
        part = by_name.get(path, b"")
        if b't="e"' in part or b"t='e'" in part:
            errors[name] = _package_errors(part)
    return Marks(errors, _FROM_1904.search(book) is not None)


def _sheets(book: str, ties: str) -> list[tuple[str, str]]:
    """(name, path of the part) of each sheet."""
    targets = {}
    for found in _TIE.finditer(ties):
        said = _attributes(found[1])
        target = said.get("Target", "").lower()
        targets[said.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return [
        (html.unescape(said.get("name", "")), targets.get(said.get("r:id", said.get("id", "")), ""))
        for found in _SHEET.finditer(book)
        for said in [_attributes(found[1])]
    ]


def _attributes(text: str) -> dict[str, str]:
    return {found[1]: found[2] if found[2] is not None else found[3] for found in _SAID.finditer(text)}


def _package_errors(part: bytes) -> dict[tuple[int, int], Cell]:
    found: dict[tuple[int, int], Cell] = {}
    for cell in _CELL.finditer(part):
        place = _PLACE.search(cell[0])
        column = _column(place[1]) if place else MOST_COLUMNS
        if place and column < MOST_COLUMNS:
            shown = _SHOWN.search(part, cell.end(), cell.end() + 2000)
            found[int(place[2]), column] = Broken(shown[1].decode("ascii", "replace") if shown else "#N/A")
    return found


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def old_marks(data: bytes) -> Marks | None:
    """Of an .xls (BIFF in a compound file); None where there is no workbook in it."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            if _tangled(ole):
                return None
            names = [name for name in ("Workbook", "Book") if ole.exists(name)]
            book = ole.openstream(names[0]).read() if names else b""
    except MemoryError:
        raise
    except Exception:  # olefile raises whatever a broken directory brings about; all of it means one thing
        return None
    return _records(book) if book else None


def _tangled(ole: olefile.OleFileIO) -> bool:
    """Whether chains of sectors run into each other or in a circle: calamine would follow one without end."""
    chain = list(ole.fat)
    after = [sector for sector in chain if sector < len(chain)]
    starts = [
        entry.isectStart
        for entry in ole.direntries
        if entry is not None and entry.size >= ole.minisectorcutoff
    ]
    followed = set(after)
    return len(followed) < len(after) or any(start in followed for start in starts)


def _records(book: bytes) -> Marks:
    sheets: dict[int, str] = {}
    errors: Errors = {}
    from_1904, here, at = False, "", 0
    for _ in range(_MOST_RECORDS):
        if at + 4 > len(book):
            break
        kind, size = struct.unpack_from("<HH", book, at)
        body = at + 4
        if kind == _FILEPASS:
            return Marks(locked=True)
        if kind in {_BOOLERR, _FORMULA} and size >= 8:
            shown = _old_error(book, kind, body)
            row, column = struct.unpack_from("<HH", book, body)
            if shown and column < MOST_COLUMNS:
                errors.setdefault(here, {})[row + 1, column] = Broken(shown)
        elif kind == _BOUNDSHEET and size > 8 and body + 8 <= len(book):
            sheets[struct.unpack_from("<I", book, body)[0]] = _name(book[body + 6 : body + size])
        elif kind == _BOF:
            here = sheets.get(at, "")
        elif kind == _1904:
            from_1904 = book[body : body + 2] == b"\1\0"
        at = body + size
    return Marks(errors, from_1904)


def _old_error(book: bytes, kind: int, body: int) -> str:
    """What an error cell shows; nothing for any other."""
    if kind == _BOOLERR:
        return _WORDS.get(book[body + 6], "#N/A") if book[body + 7 : body + 8] == b"\1" else ""
    result = book[body + 6 : body + 14]  # [MS-XLS] 2.5.133: no number when it ends in FFFF; 2 is an error
    return _WORDS.get(result[2], "#N/A") if result[6:] == b"\xff\xff" and result[0] == 2 else ""


def _name(body: bytes) -> str:
    """[MS-XLS] 2.5.240: a count, then one or two bytes a sign."""
    count, wide = body[0], body[1:2] == b"\1"
    return (
        body[2 : 2 + count * 2].decode("utf-16-le", "replace")
        if wide
        else body[2 : 2 + count].decode("latin-1")
    )
