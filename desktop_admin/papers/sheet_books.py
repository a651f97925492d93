"""Workbooks that may be taken in: no macros, nothing that runs or hides inside. Their rows are read by nobody here."""

import io
import struct
from typing import Final

import olefile

from desktop_admin.contract.files import Problem
from desktop_admin.papers.archive import Parts, unpack
from desktop_admin.papers.sheet_words import fault

_MACRO_STORAGES: Final = frozenset({"_vba_project_cur", "vba", "macros"})
#: [MS-XLS] records of the globals: a sheet with its kind, and a password.
_BOUNDSHEET, _FILEPASS, _END = 0x0085, 0x002F, 0x000A
_MACRO_SHEET: Final = 1
_MOST_RECORDS: Final = 100_000


def xlsx_faults(data: bytes) -> list[Problem]:
    """Of a package; bombs and broken ones are refused before anything in it is looked at."""
    parts, problems = unpack(data, fault)
    return problems or list(dict.fromkeys(_package_faults(parts)))


def _package_faults(parts: Parts) -> list[Problem]:
    names = [name.lower().replace("\\", "/") for name in parts]
    types = parts.get("[Content_Types].xml", b"").replace(b"\0", b"").lower()
    problems = []
    if any("vbaproject" in name or "/macrosheets/" in name for name in names) or b"macro" in types:
        problems.append(fault("macros"))
    if any("/embeddings/" in name for name in names):
        problems.append(fault("embedded_files", detail="嵌入的对象"))
    if any("/activex/" in name for name in names):
        problems.append(fault("active_content", detail="ActiveX 控件"))
    links = b"".join(part for name, part in parts.items() if "externallinks/" in name.lower())
    if b"ddeLink" in links.replace(b"\0", b"") or b"oleLink" in links.replace(b"\0", b""):
        problems.append(fault("active_content", detail="DDE 或 OLE 链接"))
    return problems


def xls_faults(data: bytes, *, locked: bool) -> list[Problem]:
    """Of a legacy workbook (BIFF in OLE). ``locked``: a password is no fault."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            storages = {part.lower() for path in ole.listdir(storages=True) for part in path}
            stream = next((name for name in ("Workbook", "Book") if ole.exists(name)), None)
            book = ole.openstream(stream).read() if stream else b""
    except MemoryError:
        raise
    except Exception:  # olefile raises whatever a broken directory brings about; all of it means one thing
        return [fault("damaged", detail="文件结构不完整")]
    if not book:
        return [fault("damaged", detail="里面没有工作簿")]
    macro_sheet, password = _globals(book)
    problems = []
    if storages & _MACRO_STORAGES or macro_sheet:
        problems.append(fault("macros"))
    if password and not locked:
        problems.append(fault("encrypted"))
    return problems


def _globals(book: bytes) -> tuple[bool, bool]:
    """(whether there is a sheet of old macros, whether it has a password): from the records before the first sheet."""
    macro_sheet = password = False
    at = 0
    for _ in range(_MOST_RECORDS):
        if at + 4 > len(book):
            break
        kind, size = struct.unpack_from("<HH", book, at)
        body = book[at + 4 : at + 4 + size]
        if kind == _END:
            break
        password |= kind == _FILEPASS
        macro_sheet |= kind == _BOUNDSHEET and len(body) > 5 and body[5] == _MACRO_SHEET
        at += 4 + size
    return macro_sheet, password
