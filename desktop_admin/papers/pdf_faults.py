"""What in a PDF may run, hide or be missing, read from its structure and never by showing it.

Apart from :mod:`pdf` because this is pypdf's work (names decoded, object streams
opened), while pdfium draws pages and says nothing about scripts.
"""

import io
import logging
import re
from collections.abc import Iterator
from typing import Any, Final

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from desktop_admin.contract.files import Problem
from desktop_admin.papers.faults import fault

#: Actions that do more than move within the file (ISO 32000-2 §12.6.4).
_ACTIONS: Final = {
    "/JavaScript": "JavaScript 脚本",
    "/Launch": "启动外部程序",
    "/ImportData": "导入数据",
    "/SubmitForm": "提交表单",
    "/GoToR": "打开外部文件",
    "/GoToE": "打开内嵌文件",
    "/Rendition": "播放媒体",
    "/RichMediaExecute": "富媒体",
}
_ANNOTATIONS: Final = {"/RichMedia": "富媒体", "/Movie": "播放媒体", "/Screen": "播放媒体"}
_MAX_OBJECTS: Final = 300_000
_START: Final = re.compile(rb"startxref\s+(\d+)")
_XREF: Final = re.compile(rb"\s{0,8}(xref|\d+\s+\d+\s+obj)")
_LINEARIZED: Final = re.compile(rb"/Linearized\s.{0,200}?/L\s+(\d+)", re.DOTALL)


def cut_short(data: bytes) -> bool:
    """Whether the end of the file is missing, as after a broken upload.

    Readers repair such files silently and show fewer pages, so this is asked first. What follows the last
    ``%%EOF`` does not matter (padding is common) unless it holds objects: then an appended part is cut.
    """
    linearized = _LINEARIZED.search(data[:2048])
    if linearized and int(linearized[1]) > len(data):
        return True
    last_object = data.rfind(b"endobj")
    if data.rfind(b"%%EOF") > last_object:
        return False
    starts = list(_START.finditer(data, max(last_object, 0)))
    return not starts or not _XREF.match(data, int(starts[-1][1]))


def structure_faults(data: bytes) -> list[Problem]:
    """Scripts, actions and attachments of a complete PDF that opens without a password."""
    logging.getLogger("pypdf").setLevel(
        logging.CRITICAL
    )  # it logs every repair it makes; the verdict is ours
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return [fault("encrypted")]
        return _faults(reader)
    except MemoryError:
        raise
    except Exception:  # pypdf raises whatever a broken object brings about; all of it means one thing
        return [fault("damaged", detail="内部结构有误，无法确认安全")]


def _faults(reader: PdfReader) -> list[Problem]:
    active: dict[str, None] = {}
    attached = False
    for count, item in enumerate(_dictionaries(reader.trailer)):
        if count > _MAX_OBJECTS:
            return [fault("damaged", detail="内部对象过多，无法确认安全")]
        action, kind = _name(item, "/S"), _name(item, "/Subtype")
        if action in _ACTIONS:
            active[_ACTIONS[action]] = None
        if kind in _ANNOTATIONS:
            active[_ANNOTATIONS[kind]] = None
        if "/JavaScript" in item or (action and "/JS" in item):
            active[_ACTIONS["/JavaScript"]] = None
        if "/XFA" in item:
            active["XFA 动态表单"] = None
        # Only a file specification's /EF holds a file; a font may bear that name in a page's resources.
        attached |= kind == "/FileAttachment" or ("/EF" in item and ("/F" in item or "/UF" in item))
    problems = [fault("active_content", detail="、".join(active))] if active else []
    return [*problems, fault("embedded_files", detail="附件")] if attached else problems


def _name(item: DictionaryObject, key: str) -> str:
    value = item.get(key)
    value = value.get_object() if isinstance(value, IndirectObject) else value
    return value if isinstance(value, str) else ""


def _dictionaries(trailer: DictionaryObject) -> Iterator[DictionaryObject]:
    """Every dictionary that can be reached; streams are dictionaries here and stay unpacked."""
    seen: set[int] = set()
    stack: list[Any] = [trailer]
    while stack:
        item = stack.pop()
        if isinstance(item, IndirectObject):
            if item.idnum not in seen:
                seen.add(item.idnum)
                stack.append(item.get_object())
        elif isinstance(item, DictionaryObject):
            yield item
            stack.extend(item.raw_get(key) for key in item)
        elif isinstance(item, ArrayObject):
            stack.extend(list.__iter__(item))
