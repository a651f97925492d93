"""The gate every .docx passes before any reader opens it.

Apart because it must stay free of XML and Word: it only counts and reads bytes
(mammoth hangs on a zip bomb, python-docx used 2.1 GB on it).
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from typing import Final
from urllib.parse import unquote

from desktop_admin.contract.files import Problem
from desktop_admin.papers.faults import fault

MAX_PARTS: Final = 2000
MAX_UNPACKED: Final = 200_000_000
MAX_RATIO: Final = 200
#: A small part of one repeated line may pack well beyond the ratio and harm nobody.
_RATIO_FROM: Final = 1_000_000
_CHUNK: Final = 1 << 16
_ENCRYPTED_FLAG: Final = 0x1
#: Office Open XML forbids document type declarations; they serve entity bombs only.
_DOCTYPE: Final = re.compile(rb"<\0?!\0?(D\0?O\0?C\0?T\0?Y\0?P\0?E|E\0?N\0?T\0?I\0?T\0?Y)")

Parts = dict[str, bytes]
#: A fault by its code, in the words of whoever asks.
Say = Callable[..., Problem]


def unpack(data: bytes, say: Say = fault) -> tuple[Parts, list[Problem]]:
    """All parts of the package ``data`` and its faults; no parts when it must not be opened further.

    Sizes are checked as declared and again while reading, so that a lying header gains nothing; reading
    every part proves its checksum too.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            problems = declared_faults(archive, len(data), say)
            return ({}, problems) if problems else _read_all(archive, say)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        return {}, [say("damaged", detail="压缩包结构不完整")]


def declared_faults(archive: zipfile.ZipFile, size: int, say: Say = fault) -> list[Problem]:
    """What the list at the end of the archive of ``size`` bytes gives away; nothing is unpacked."""
    problems = []
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    total = sum(entry.file_size for entry in entries)
    packed_well = any(
        entry.file_size > max(_RATIO_FROM, MAX_RATIO * max(entry.compress_size, 1)) for entry in entries
    )
    if len(entries) > MAX_PARTS:
        problems.append(say("zip_bomb", detail=f"内含 {len(entries)} 个部件"))
    if total > MAX_UNPACKED:
        problems.append(say("zip_bomb", detail=f"展开后 {total // 1_000_000} MB"))
    elif packed_well or total > MAX_RATIO * size:
        problems.append(say("zip_bomb", detail=f"压缩比超过 {MAX_RATIO} 倍"))
    if any(_leaves_the_package(name) for name in names):
        problems.append(say("unsafe_archive", detail="部件路径指向文件之外"))
    # Office compares names without case and reads escapes as characters: two such names are one part, which of
    # the two is its choice. A part in pieces ([0].piece, [1].last.piece) would be joined by it and by nobody here.
    folded = {unquote(name).replace("\\", "/").lower() for name in names}
    if len(folded) != len(names) or any(name.endswith(".piece") for name in folded):
        problems.append(say("unsafe_archive", detail="部件重名"))
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        problems.append(say("encrypted"))
    return problems


def _leaves_the_package(name: str) -> bool:
    return name.startswith(("/", "\\")) or ":" in name or ".." in re.split(r"[/\\]", name)


def _read_all(archive: zipfile.ZipFile, say: Say) -> tuple[Parts, list[Problem]]:
    parts: Parts = {}
    total = 0
    for entry in archive.infolist():
        if entry.is_dir():
            continue
        pieces = []
        with archive.open(entry) as stream:
            while piece := stream.read(_CHUNK):
                total += len(piece)
                if total > MAX_UNPACKED:
                    return {}, [say("zip_bomb", detail=f"展开后超过 {MAX_UNPACKED // 1_000_000} MB")]
                pieces.append(piece)
        parts[entry.filename] = b"".join(pieces)
    if any(_is_markup(name, part) and _DOCTYPE.search(part) for name, part in parts.items()):
        return {}, [say("unsafe_archive", detail="含有不允许的 XML 声明")]
    return parts, []


def _is_markup(name: str, part: bytes) -> bool:
    """Whether a reader may take the part for XML: by its name, or by how it begins, in UTF-8 or UTF-16."""
    start = part[:64].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return name.lower().endswith((".xml", ".rels")) or (
        start.startswith(b"<") and not name.lower().endswith(".svg")
    )
