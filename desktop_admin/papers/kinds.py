"""What a file really is, by its bytes and never by its name.

Own code: of four ways measured this was the only one without a wrong verdict
(puremagic called plain zips docx).
"""

import io
import zipfile
import zlib
from typing import Final

PDF: Final = "application/pdf"
DOC: Final = "application/msword"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOCM: Final = "application/vnd.ms-word.document.macroEnabled.12"
OLE: Final = "application/x-ole-storage"
LOCKED: Final = "application/x-encrypted-office"
ZIP: Final = "application/zip"
UNKNOWN: Final = "application/octet-stream"

ACCEPTED: Final = frozenset({PDF, DOC, DOCX})
#: Accepted kinds in which another program may find macros, whatever the check found: a docx with them is a docm.
MACROS_CAPABLE: Final = frozenset({DOC})

#: Words for people.
NAMES: Final = {
    PDF: "PDF",
    DOC: "Word 文档（.doc）",
    DOCX: "Word 文档（.docx）",
    DOCM: "带宏的 Word 文档",
    LOCKED: "加密的 Office 文件",
    OLE: "其他 Office 文件",
    ZIP: "压缩包",
    "application/vnd.ms-excel": "Excel 表格",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel 表格",
    "application/vnd.ms-powerpoint": "演示文稿",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "演示文稿",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template": "Word 模板",
    "application/vnd.ms-word.template.macroEnabledTemplate.12": "带宏的 Word 模板",
    "application/vnd.oasis.opendocument.text": "OpenDocument 文档（.odt）",
    "application/ofd": "OFD 版式文件",
    "application/rtf": "RTF 富文本",
    "application/xml": "XML 文件",
    "application/x-msdownload": "Windows 程序",
    "application/vnd.rar": "压缩包",
    "application/x-7z-compressed": "压缩包",
    "application/gzip": "压缩包",
    "text/html": "网页",
    "text/plain": "纯文本",
    "image/png": "PNG 图片",
    "image/jpeg": "JPEG 图片",
    "image/gif": "GIF 图片",
    "image/bmp": "BMP 图片",
    "image/tiff": "TIFF 图片",
    "image/webp": "WebP 图片",
    "image/heic": "HEIC 图片（手机照片）",
    UNKNOWN: "无法识别的文件",
    "": "空文件",
}

_ZIP_STARTS: Final = (b"PK\x03\x04", b"PK\x05\x06")
_MAGIC: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"{\\rtf", "application/rtf"),
    (b"MZ", "application/x-msdownload"),
    (b"Rar!", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b", "application/gzip"),
)
_MAIN_PARTS: Final = (  # content type of a package's main part → the file's own type
    (
        b"application/vnd.ms-word.template.macroEnabledTemplate",
        "application/vnd.ms-word.template.macroEnabledTemplate.12",
    ),
    (b"application/vnd.ms-word.document.macroEnabled", DOCM),
    (
        b"wordprocessingml.template.main+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template",
    ),
    (b"wordprocessingml.document.main+xml", DOCX),
    (b"spreadsheetml.", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"presentationml.", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)
_OLE_STREAMS: Final = (
    ("EncryptedPackage", LOCKED),
    ("WordDocument", DOC),
    ("Workbook", "application/vnd.ms-excel"),
    ("Book", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
)
_TEXT_START: Final = 1024
#: What Office packs with. Of the others a few bytes may unfold into gigabytes before anybody can say stop.
_GENTLE: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


def media_type(data: bytes) -> str:
    """The media type of ``data``; ``""`` for an empty file, ``application/octet-stream`` where nothing fits."""
    return _zip_type(data) if data.startswith(_ZIP_STARTS) and not _is_pdf(data) else at_a_glance(data)


def at_a_glance(data: bytes) -> str:
    """The same without opening anything, for a file that has already stopped whoever opened it: a guess for zips."""
    if not data:
        return ""
    if _is_pdf(data):
        return PDF
    if data.startswith(_ZIP_STARTS):
        return _zip_guess(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole_type(data)
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data.startswith(b"BM") and data[6:10] == b"\0\0\0\0":
        return "image/bmp"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:8] == b"ftyp" and data[8:12] in {b"heic", b"heix", b"mif1", b"hevc"}:
        return "image/heic"
    return _text_type(data[:_TEXT_START])


def _is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024]  # ISO 32000 viewers accept the header within the first 1024 bytes


def _zip_type(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "[Content_Types].xml" in names and _is_gentle(archive, "[Content_Types].xml"):
                with archive.open("[Content_Types].xml") as part:
                    types = part.read(1 << 20).replace(b"\0", b"")  # it may be in UTF-16
                for mark, kind in _MAIN_PARTS:
                    if mark in types:
                        return DOCM if kind == DOCX and "word/vbaProject.bin" in names else kind
            if "OFD.xml" in names:
                return "application/ofd"
            if "mimetype" in names and _is_gentle(archive, "mimetype"):
                with archive.open("mimetype") as part:
                    declared = part.read(100).decode("ascii", "replace").strip()
                return declared if declared in NAMES else ZIP
            return ZIP
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, ValueError):
        return _zip_guess(data)


def _is_gentle(archive: zipfile.ZipFile, name: str) -> bool:
    return archive.getinfo(name).compress_type in _GENTLE


def _zip_guess(data: bytes) -> str:
    """Cut short: the list at the end is missing; the names stand in front of each part as well."""
    return DOCX if b"word/document.xml" in data or b"word/styles.xml" in data else ZIP


def _ole_type(data: bytes) -> str:
    # Stream names stand in the directory as UTF-16; this works on a damaged file too, where a reader gives up.
    for stream, kind in _OLE_STREAMS:
        if (stream + "\0").encode("utf-16-le") in data:
            return kind
    return OLE


def _text_type(head: bytes) -> str:
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return UNKNOWN
    plain = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if plain.startswith((b"<!doctype html", b"<html", b"<head", b"<meta", b"<body")) or b"<html" in plain:
        return "text/html"
    if plain.startswith(b"<?xml"):
        return "application/xml"
    printable = sum(byte >= 32 or byte in b"\t\r\n\f" for byte in head)
    return "text/plain" if printable >= 0.95 * len(head) else UNKNOWN
