"""The verdict on a bill, a list of hours or of results: that it is a sheet, and harmless. Its rows are read elsewhere.

Pure, in a child process like :mod:`inspect`; by content alone, never by name. What a bundle holds is looked at once:
a bundle in a bundle is refused.  What has a password cannot be looked into: only its declared sizes are proven.
"""

import hashlib
import io
import zipfile
import zlib
from typing import Final

from desktop_admin.contract.files import FileFacts, Inspection, Problem, RedSeal
from desktop_admin.papers import kinds
from desktop_admin.papers.archive import MAX_RATIO, MAX_UNPACKED, declared_faults
from desktop_admin.papers.faults import readable_size
from desktop_admin.papers.sheet_books import xls_faults, xlsx_faults
from desktop_admin.papers.sheet_texts import UTF_16, text_faults
from desktop_admin.papers.sheet_words import fault
from desktop_admin.papers.versions import SHEETS
from desktop_admin.rules.paper_reading import PaperReading
from desktop_admin.rules.purposes import PURPOSES, Purpose

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS: Final = "application/vnd.ms-excel"
_TEXTS: Final = frozenset({"text/plain", "text/html", "application/xml"})
_BUNDLES: Final = frozenset({kinds.ZIP, "application/gzip"})
#: A bill of a month has a file a day and channel.
_MOST_FILES: Final = 200
#: Bytes of a text in UTF-16 that say what kind of text it is.
_HEAD: Final = 2048
#: The bits of a bundle's entry that say: with a password.
_LOCKED_FLAG: Final = 0x1


def inspect(data: bytes, purpose: Purpose) -> Inspection:
    """Everything about ``data``; never raises for a bad file."""
    rules = PURPOSES[purpose]
    kind = _kind(data)
    if not data:
        problems = [fault("empty")]
    elif len(data) > rules.largest:
        problems = [fault("too_large", size=readable_size(len(data)))]
    else:
        problems = _faults(kind, data, locked=rules.locked, bundled=False)
    return Inspection(facts_of(data, kind, tuple(dict.fromkeys(problems))), (), PaperReading())


def facts_of(data: bytes, kind: str, problems: tuple[Problem, ...]) -> FileFacts:
    """A sheet has no pages, text or seal of which anything is said."""
    return FileFacts(
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        media_type="text/csv" if kind == "text/plain" and not problems else kind,
        acceptable=not problems,
        problems=problems,
        pages=None,
        has_text=False,
        red_seal=RedSeal.UNKNOWN,
        seals=(),
        blank_pages=(),
        inspector=SHEETS,
    )


def _kind(data: bytes) -> str:
    """As of a paper; text in UTF-16 is text too, of the kind its signs say."""
    kind = kinds.media_type(data)
    if kind not in {kinds.UNKNOWN, "text/plain"} or not data.startswith(UTF_16):
        return kind
    said = kinds.media_type(data[:_HEAD].decode("utf-16", "ignore").encode())
    return said if said in _TEXTS else "text/plain"


def _faults(kind: str, data: bytes, *, locked: bool, bundled: bool) -> list[Problem]:
    if kind == XLSX:
        return xlsx_faults(data)
    if kind in {XLS, kinds.LOCKED}:
        return xls_faults(data, locked=locked)
    if kind in _TEXTS:
        return text_faults(kind, data)
    if kind in _BUNDLES and not bundled:
        try:
            return _gzip_faults(data, locked) if kind != kinds.ZIP else _zip_faults(data, locked)
        except (
            zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError,
        ):  # fmt: skip
            return [fault("damaged", detail="压缩包结构不完整")]
    return [fault("wrong_type", found=kinds.NAMES.get(kind, kind))]


def _gzip_faults(data: bytes, locked: bool) -> list[Problem]:
    reader = zlib.decompressobj(wbits=31)
    most = min(MAX_UNPACKED, max(MAX_RATIO * len(data), 1_000_000))
    inner = reader.decompress(data, most + 1)
    if len(inner) > most:
        return [fault("zip_bomb", detail=f"展开后超过 {most // 1_000_000} MB")]
    if not reader.eof or reader.unused_data.strip(
        b"\0"
    ):  # a second part would be read by others, unseen by us
        return [fault("damaged", detail="压缩包结构不完整")]
    return _faults(_kind(inner), inner, locked=locked, bundled=True)


def _zip_faults(data: bytes, locked: bool) -> list[Problem]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        problems = declared_faults(archive, len(data), fault)
        if locked:
            problems = [problem for problem in problems if problem.code != "encrypted"]
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if not problems and not entries:
            return [fault("damaged", detail="压缩包里没有文件")]
        if len(entries) > _MOST_FILES:
            problems.append(fault("zip_bomb", detail=f"内含 {len(entries)} 个文件"))
        if problems:
            return problems
        room = MAX_UNPACKED
        for entry in entries:
            if entry.flag_bits & _LOCKED_FLAG:
                continue
            with archive.open(entry) as stream:
                inner = stream.read(room + 1)
            room -= len(inner)
            if room < 0:
                return [fault("zip_bomb", detail=f"展开后超过 {MAX_UNPACKED // 1_000_000} MB")]
            found = _faults(_kind(inner), inner, locked=locked, bundled=True) if inner else []
            if found:
                return found
    return []
