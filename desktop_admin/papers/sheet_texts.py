"""Sheets that are text: CSV, SpreadsheetML, tables of web pages. In any encoding bills come in; nothing that runs.

What it is, is asked of the signs and not of the bytes: the same mark-up in UTF-16 is the same mark-up.
"""

import html
import re
from typing import Final

from desktop_admin.contract.files import Problem
from desktop_admin.papers.sheet_words import fault

UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
#: A year of the busiest account has 200,000 lines; the longest cell seen 2,000 signs.
_MOST_LINES: Final = 1_000_000
_LONGEST_LINE: Final = 1_000_000
_BEFORE: Final = "\ufeff \t\r\n"
#: SpreadsheetML, and what a bank answers in place of a bill. In others Word would find its own macros.
_ROOTS: Final = frozenset({"workbook", "xml"})
#: Excel takes a text that begins so for a sheet of signs (SYLK), whatever it is called: it may hold old macros.
_SYLK: Final = "id;"
_ROOT: Final = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_DECLARED: Final = re.compile(r"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([^\"']{0,40})[\"']")
_ENCODINGS: Final = frozenset({"utf-8", "utf-16", "gbk", "gb2312", "gb18030", "us-ascii"})
_RUNS: Final = ("<script", "<iframe", "<object", "<embed", "<applet", "javascript:", "vbscript:")
_HANDLER: Final = re.compile(r"[\s/\"']on[a-z]{3,20}\s*=")


def text_faults(kind: str, data: bytes) -> list[Problem]:
    """Of a text of that media type; what begins like mark-up is judged as mark-up, whatever its type says."""
    text = _decoded(data)
    if text is None:
        return [fault("damaged", detail="文字的编码无法识别")]
    if "\0" in text:
        return [fault("damaged", detail="文字里有不该有的字符")]
    if max(text.count("\n"), text.count("\r")) > _MOST_LINES:
        return [fault("too_long", detail=f"超过 {_MOST_LINES} 行")]
    if kind == "text/plain" and any(len(line) > _LONGEST_LINE for line in text.splitlines()):
        return [fault("too_long", detail="有一行太长")]
    lower = text.lstrip(_BEFORE).lower()
    if lower.startswith(_SYLK):
        return [fault("wrong_type", found="SYLK 表格（.slk）")]
    if kind == "application/xml" or lower.startswith("<?xml"):
        return _xml_faults(lower)
    return _page_faults(lower) if kind == "text/html" or lower.startswith("<") else []


def _xml_faults(lower: str) -> list[Problem]:
    if "<!doctype" in lower or "<!entity" in lower:
        return [fault("unsafe_archive", detail="含有不允许的 XML 声明")]
    declared = _DECLARED.match(lower)
    if declared is not None and declared[1] not in _ENCODINGS:
        return [fault("damaged", detail="文字的编码无法识别")]
    return [] if _root(lower) in _ROOTS else [fault("wrong_type", found="其他 XML 文件")]


def _root(lower: str) -> str:
    """The first element's own name; empty where there is none."""
    at = 0
    while True:
        while lower[at : at + 1] in {" ", "\t", "\r", "\n"}:
            at += 1
        end = "?>" if lower.startswith("<?", at) else "-->" if lower.startswith("<!--", at) else ""
        if not end:
            found = _ROOT.match(lower, at)
            return found[1] if found else ""
        closed = lower.find(end, at + 2)
        if closed < 0:
            return ""
        at = closed + len(end)


def _page_faults(lower: str) -> list[Problem]:
    said = html.unescape(lower) if "&" in lower else lower
    if "<!entity" in said or re.search(r"<!doctype(?!\s+html\b)", said):
        return [fault("unsafe_archive", detail="含有不允许的 XML 声明")]
    joined = said.translate({ord(sign): None for sign in "\t\r\n"})  # browsers read java⇥script: as one word
    if any(mark in joined for mark in _RUNS) or _HANDLER.search(said):
        return [fault("active_content", detail="脚本")]
    return []


def _decoded(data: bytes) -> str | None:
    """In any of the encodings bills come in; None where it is none of them."""
    for encoding in ("utf-16",) if data.startswith(UTF_16) else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
