"""The legacy Word format (.doc): its text and pictures, through olefile and an own piece-table reader.

Own code because antiword garbles characters above U+FFFF. Offsets are those of
[MS-DOC]: the FIB at the start of the stream ``WordDocument`` names the piece
table (Clx) in ``0Table`` or ``1Table``; each piece is CP-1252 or UTF-16.
"""

import io
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import olefile

from desktop_admin.contract.files import Problem
from desktop_admin.papers.doc_fields import read_fields
from desktop_admin.papers.doc_links import reaches_outside
from desktop_admin.papers.faults import fault
from desktop_admin.papers.links import REMOTE
from desktop_admin.papers.word_fields import risk

_FIB_MAGIC: Final = 0xA5EC
_WORD_95: Final = 0xA5DC
_ENCRYPTED: Final = 0x0100
_SECOND_TABLE: Final = 0x0200
_FREE_SECTOR: Final = 0xFFFFFFFF
_MACRO_STORAGES: Final = {"macros", "_vba_project_cur", "vba"}
#: [MS-ODRAW] picture records and where their bytes may start: after one or two 16-byte digests and a tag.
_BLIPS: Final = {0xF01D: "JPEG", 0xF01E: "PNG", 0xF01F: "DIB", 0xF029: "TIFF", 0xF02A: "JPEG"}
_METAFILES: Final = {0xF01A: "EMF", 0xF01B: "WMF", 0xF01C: "PICT"}
_STARTS: Final = {
    "JPEG": (b"\xff\xd8\xff",),
    "PNG": (b"\x89PNG",),
    "DIB": (b"\x28\0\0\0",),
    "TIFF": (b"II*\0", b"MM\0*"),
}


@dataclass(frozen=True)
class Doc:
    """Text with line breaks for paragraphs and tabs for cells; pictures as files, b"" for one no reader knows."""

    text: str = ""
    pictures: tuple[bytes, ...] = ()
    problems: list[Problem] = field(default_factory=list)


def read_doc(data: bytes) -> Doc:
    """Read a whole .doc; faults are in the answer, nothing is raised for a bad file."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            names = ole.listdir(streams=True, storages=False)
            if _twofold(names):
                return Doc(problems=[fault("damaged", detail="内部有同名的部分")])
            problems = _faults_of(names)
            if _missing_end(ole, len(data)):
                return Doc(problems=[*problems, fault("damaged", detail="文件结尾缺失，可能没有传完")])
            streams = {"/".join(name).lower(): ole.openstream(name).read() for name in names}
    except MemoryError:
        raise
    except Exception:  # olefile raises whatever a broken directory brings about; all of it means one thing
        return Doc(problems=[fault("damaged", detail="文件结构不完整")])
    main = streams.get("worddocument", b"")
    if len(main) < 0x1AA:
        return Doc(problems=[*problems, fault("damaged", detail="缺少正文")])
    magic, flags = struct.unpack_from("<H8xH", main)
    if magic == _WORD_95:
        return Doc(problems=[*problems, fault("wrong_type", found="Word 95 或更早的旧格式")])
    if magic != _FIB_MAGIC:
        return Doc(problems=[*problems, fault("damaged", detail="正文标记不对")])
    if flags & _ENCRYPTED:
        return Doc(problems=[*problems, fault("encrypted")])
    try:
        table = streams["1table" if flags & _SECOND_TABLE else "0table"]
        raw = _pieces(main, table)
    except (KeyError, ValueError, IndexError, struct.error):
        return Doc(problems=[*problems, fault("damaged", detail="正文读不出来")])
    text, instructions = read_fields(raw)
    text = _readable(text)
    outside = min(filter(None, map(risk, instructions)), default=None)
    if outside is not None:
        problems.append(fault("active_content", detail=outside))
    if reaches_outside(main, table, iter(streams.values())):
        problems.append(fault("active_content", detail=REMOTE))
    pictures = tuple(
        picture for name in ("data", "worddocument") for picture in _pictures(streams.get(name, b""))
    )
    return Doc(text, pictures, problems)


def _twofold(names: list[list[str]]) -> bool:
    """Whether two streams share a name, which is compared without case: which of them is meant every program decides
    for itself."""
    return len({tuple(part.lower() for part in name) for name in names}) != len(names)


def _missing_end(ole: olefile.OleFileIO, size: int) -> bool:
    """Whether a sector in use lies beyond the file's end (olefile forgives the last one)."""
    used = [number for number, following in enumerate(ole.fat) if following & 0xFFFFFFFF != _FREE_SECTOR]
    return bool(used) and (used[-1] + 2) * ole.sectorsize > size


def _faults_of(names: list[list[str]]) -> list[Problem]:
    problems = []
    storages = {part.lower() for name in names for part in name[:-1]}
    if storages & _MACRO_STORAGES:
        problems.append(fault("macros"))
    if "objectpool" in storages:
        problems.append(fault("embedded_files", detail="嵌入的对象"))
    return problems


def _pieces(main: bytes, table: bytes) -> str:
    """The document's characters in order, control signs included. ValueError for a table that does not fit."""
    at, size = struct.unpack_from("<II", main, 0x01A2)
    clx = table[at : at + size]
    if len(clx) != size or not size:
        raise ValueError("piece table outside its stream")
    position = 0
    while clx[position] == 1:  # property runs stand before the table itself
        position += 3 + struct.unpack_from("<H", clx, position + 1)[0]
    if clx[position] != 2:
        raise ValueError("no piece table")
    (length,) = struct.unpack_from("<I", clx, position + 1)
    plc = clx[position + 5 : position + 5 + length]
    count = (length - 4) // 12
    if len(plc) != length or count < 1:
        raise ValueError("piece table cut short")
    ends = struct.unpack_from(f"<{count + 1}I", plc)
    units = []
    for index in range(count):
        characters = ends[index + 1] - ends[index]
        (place,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * index + 2)
        single = bool(place & 0x40000000)
        start = (place & 0x3FFFFFFF) // (2 if single else 1)
        piece = main[start : start + characters * (1 if single else 2)]
        if characters < 0 or len(piece) != characters * (1 if single else 2):
            raise ValueError("piece outside the document")
        # Joined as UTF-16 before decoding: a character above U+FFFF may lie across two pieces.
        units.append(piece.decode("cp1252", "replace").encode("utf-16-le") if single else piece)
    return b"".join(units).decode("utf-16-le", "replace")


def _readable(raw: str) -> str:
    """Control signs as line breaks and tabs, or gone."""
    raw = raw.replace("\x07\x07", "\r")  # the end of a cell and of its row
    table = {0x07: "\t", 0x0B: "\n", 0x0C: "\n", 0x0D: "\n", 0x0E: "\n", 0x1E: "-", 0xA0: " "}
    return raw.translate(
        table | {code: None for code in range(32) if code not in table and code not in (9, 10)}
    )


def _pictures(stream: bytes) -> Iterator[bytes]:
    for kinds, pattern in ((_BLIPS, rb"[\x1d\x1e\x1f\x29\x2a]\xf0"), (_METAFILES, rb"[\x1a\x1b\x1c]\xf0")):
        for match in re.finditer(pattern, stream):
            at = match.start()
            if at + 6 > len(stream):
                continue
            kind, size = struct.unpack_from("<HI", stream, at)
            body = stream[at + 6 : at + 6 + size]
            if len(body) != size or size < 34:
                continue
            if kinds is _METAFILES:
                # Deflated bytes behind a 34-byte header; only that is telling enough to count it as a picture.
                if body[50:52] in {b"\x78\x9c", b"\x78\xda", b"\x78\x01"} or body[66:68] in {
                    b"\x78\x9c",
                    b"\x78\xda",
                    b"\x78\x01",
                }:
                    yield b""
                continue
            starts = _STARTS[kinds[kind]]
            yield from (body[skip:] for skip in (17, 33) if body[skip:].startswith(starts))
