"""Workbooks that may be taken in: no macros, nothing that runs or hides inside. Their rows are read by nobody here."""

import html
import io
import re
import struct
from dataclasses import dataclass
from typing import Final

import olefile

from desktop_admin.contract.files import Problem
from desktop_admin.papers.archive import Parts, unpack
from desktop_admin.papers.links import harmless_picture, verdict
from desktop_admin.papers.sheet_words import fault
from desktop_admin.papers.word_package import Package

_MACRO_STORAGES: Final = frozenset({"_vba_project_cur", "vba", "macros"})
#: [MS-XLS] records of the globals: a sheet with its kind, and a password.
_BOUNDSHEET, _FILEPASS, _END = 0x0085, 0x002F, 0x000A
#: [MS-XLS] 2.4.271: another source of data. A workbook's path begins with a sign of its own; what has the third
#: sign in it and does not begin so is a program and what it is told (DDE, OLE).
_SUPBOOK: Final = 0x01AE
_PATH_BEGINS: Final = ("\0", "\1", "\2")
#: Kinds of sheets ([MS-XLS] 2.4.28): of old macros, and a module of Excel 95.
_MACRO_SHEETS: Final = frozenset({1, 6})
_MOST_RECORDS: Final = 100_000
#: Files in the file, wherever they lie and whatever they are called; macros and most objects are the first.
_FILES: Final = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"MZ", b"Rar!", b"7z\xbc\xaf\x27\x1c")
_LINK: Final = re.compile(rb"[<:](?:dde|ole)Link\b")
#: Ties to other workbooks whose values this one shows.
_WORKBOOKS: Final = frozenset(
    {"externallinkpath", "xlpathmissing", "xlstartup", "xlalternatestartup", "xllibrary"}
)
#: A query that runs by itself when the workbook is opened ([MS-OI29500], ECMA-376 part 1 §18.13).
_QUERY: Final = re.compile(rb"<(?:\w+:)?connection\b[^>]{0,4000}\brefreshOnLoad\s*=\s*[\"'](?:1|true)")


def xlsx_faults(data: bytes) -> list[Problem]:
    """Of a package; bombs and broken ones are refused before anything in it is looked at."""
    parts, problems = unpack(data, fault)
    return problems or list(dict.fromkeys(_package_faults(parts)))


def _package_faults(parts: Parts) -> list[Problem]:
    names = [name.lower().replace("\\", "/") for name in parts]
    types = "".join(_said(part) for name, part in parts.items() if name.lower() == "[content_types].xml")
    ties = "".join(_said(part) for name, part in parts.items() if name.lower().endswith(".rels"))
    problems = []
    if (
        any("vbaproject" in name or "/macrosheets/" in name for name in names)
        or "macro" in types
        or any(mark in said for said in (types, ties) for mark in ("vbaproject", "macrosheet"))
    ):
        problems.append(fault("macros"))
    if any("/embeddings/" in name for name in names) or any(
        part.startswith(_FILES) for part in parts.values()
    ):
        problems.append(fault("embedded_files", detail="嵌入的对象"))
    if any("/activex/" in name for name in names):
        problems.append(fault("active_content", detail="ActiveX 控件"))
    if any(_LINK.search(part.replace(b"\0", b"") if b"\0" in part[:16] else part) for part in parts.values()):
        problems.append(fault("active_content", detail="DDE 或 OLE 链接"))
    return [*problems, *_outside(parts)]


def _outside(parts: Parts) -> list[Problem]:
    """What its ties and its queries load when it is opened, judged by what they mean as in a .docx."""
    package = Package(parts)
    problems = []
    try:
        for link in package.links:
            # Another workbook is asked only after a question; on the author's own disk it is not found.
            if link.kind in _WORKBOOKS and harmless_picture(link.target):
                continue
            if found := verdict(link.kind, link.target, link.external):
                problems.append(fault(found[0], detail=found[1]))
    except ValueError:
        return [fault("damaged", detail="部件目录读不出来")]
    if any(_QUERY.search(part.replace(b"\0", b"")) for name, part in parts.items() if package.is_xml(name)):
        problems.append(fault("active_content", detail="打开时联网的查询"))
    return problems


def _said(part: bytes) -> str:
    """As a reader of XML hears it: in UTF-16 too, and signs written as numbers."""
    return html.unescape(part.replace(b"\0", b"").decode("utf-8", "replace")).lower()


def xls_faults(data: bytes, *, locked: bool) -> list[Problem]:
    """Of a legacy workbook (BIFF in OLE), or a workbook behind a password. ``locked``: a password is no fault."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            paths = [tuple(part.lower() for part in path) for path in ole.listdir(storages=True)]
            if len(set(paths)) != len(paths):  # which of the two is meant every program decides for itself
                return [fault("damaged", detail="内部有同名的部分")]
            parts = {part for path in paths for part in path}
            books = [ole.openstream(name).read() for name in ("Workbook", "Book") if ole.exists(name)]
            package = ole.exists("EncryptedPackage")
    except MemoryError:
        raise
    except Exception:  # olefile raises whatever a broken directory brings about; all of it means one thing
        return [fault("damaged", detail="文件结构不完整")]
    if package and books:
        return [fault("unsafe_archive", detail="既有工作簿，又有加密的内容")]
    if not package and not any(books):
        return [fault("damaged", detail="里面没有工作簿")]
    seen = [_globals(book) for book in books]
    if None in seen:
        return [fault("damaged", detail="工作簿的记录不完整")]
    problems = []
    if parts & _MACRO_STORAGES or any(one and one.macros for one in seen):
        problems.append(fault("macros"))
    if any(part.startswith("mbd") for part in parts):
        problems.append(fault("embedded_files", detail="嵌入的对象"))
    if "ctls" in parts:
        problems.append(fault("active_content", detail="ActiveX 控件"))
    if any(one and one.tells for one in seen):
        problems.append(fault("active_content", detail="DDE 或 OLE 链接"))
    if (package or any(one and one.password for one in seen)) and not locked:
        problems.append(fault("encrypted"))
    return problems


@dataclass
class _Globals:
    """What the records before the first sheet say: of old macros, a password, programs that are told something."""

    macros: bool = False
    password: bool = False
    tells: bool = False


def _globals(book: bytes) -> _Globals | None:
    """None where they have no end: what nobody read to the end nobody can vouch for."""
    found = _Globals()
    at = 0
    for _ in range(_MOST_RECORDS):
        if at + 4 > len(book):
            return None
        kind, size = struct.unpack_from("<HH", book, at)
        body = book[at + 4 : at + 4 + size]
        if kind == _END:
            return found
        found.macros |= kind == _BOUNDSHEET and len(body) > 5 and body[5] in _MACRO_SHEETS
        # Behind a password the rest of the records are not what they seem.
        found.tells |= kind == _SUPBOOK and not found.password and _tells(body)
        found.password |= kind == _FILEPASS
        at += 4 + size
    return None


def _tells(source: bytes) -> bool:
    wide = source[4:5] == b"\1"
    name = source[5:].decode("utf-16-le" if wide else "latin-1", "replace")
    return not name.startswith(_PATH_BEGINS) and "\3" in name
