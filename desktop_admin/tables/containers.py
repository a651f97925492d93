"""What the bytes truly are, by content and never by name, and the sheets in them."""

from typing import Final

from desktop_admin.papers import kinds
from desktop_admin.papers.sheet_words import fault
from desktop_admin.tables.books import old_book, package
from desktop_admin.tables.grids import Grid, no_table
from desktop_admin.tables.separated import separated
from desktop_admin.tables.spreadsheetml import NAMESPACE, spreadsheetml
from desktop_admin.tables.texts import decoded
from desktop_admin.tables.webpage import web_page

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXTS: Final = frozenset({"text/plain", "text/html", "application/xml", kinds.UNKNOWN})
_LOOK: Final = 4096


def grids_of(data: bytes, name: str) -> list[Grid]:
    """The sheets, in order. ``name``: of the sheet where the container gives none, as Excel names it.

    Raises :class:`NotReadable`.
    """
    if not data:
        raise no_table("文件是空的（0 字节），请重新下载后选择。")
    if data.startswith(b"PK\x03\x04"):
        return package(data)
    if data.startswith(_OLE):
        return old_book(data)
    kind = kinds.at_a_glance(data)
    if kind not in _TEXTS:
        raise no_table(fault("wrong_type", found=kinds.NAMES.get(kind, kind)).message)
    return _of_text(decoded(data), name)


def _of_text(text: str, name: str) -> list[Grid]:
    head = text[:_LOOK].lstrip()
    lower = head.lower()
    if NAMESPACE in head and lower.startswith("<"):
        return spreadsheetml(text)
    if lower.startswith("<") and ("<table" in lower or "<html" in lower or "<table" in text.lower()):
        return web_page(text, name)
    if lower.startswith(("<?xml", "<!doctype")) or (lower.startswith("<") and lower.count(">") > 1):
        raise no_table("这不是表格，而是其他 XML 文件；请用 Excel 打开后另存为 .xlsx 再选择。")
    if lower.startswith(('{"', "[{", "{\n", "{\r")):
        raise no_table("这不是表格，而是程序之间传的数据（JSON）；请从原处导出 Excel 后选择。")
    if not any(sign.isprintable() and not sign.isspace() for sign in head) and head:
        raise no_table(fault("wrong_type", found=kinds.NAMES[kinds.UNKNOWN]).message)
    return separated(text, name)
