"""What in a PDF may run, hide or be missing, read from its structure and never by showing it.

Apart from :mod:`pdf` because pdfium draws pages and says nothing about scripts. The file is read twice, by meaning:
as pypdf follows it from its trailer, and object by object (:mod:`pdf_objects`), because viewers differ in what they
take of repeated keys, old revisions and objects that nothing names.
"""

import io
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject

from desktop_admin.contract.files import Problem
from desktop_admin.papers.faults import fault
from desktop_admin.papers.links import harmless_hyperlink
from desktop_admin.papers.pdf_doubts import Doubts, doubts
from desktop_admin.papers.pdf_objects import Item, Name, Torn, objects, unpack

#: Actions that do more than move within the file (ISO 32000-2 §12.6.4).
_ACTIONS: Final = {
    "JavaScript": "JavaScript 脚本",
    "Launch": "启动外部程序",
    "ImportData": "导入数据",
    "SubmitForm": "提交表单",
    "GoToR": "打开外部文件",
    "GoToE": "打开内嵌文件",
    "Rendition": "播放媒体",
    "Movie": "播放媒体",
    "Sound": "播放媒体",
    "RichMediaExecute": "富媒体",
    "GoTo3DView": "三维内容",
}
_ANNOTATIONS: Final = {
    "RichMedia": "富媒体",
    "Movie": "播放媒体",
    "Screen": "播放媒体",
    "Sound": "播放媒体",
    "3D": "三维内容",
}
#: Keys that mean something only where they run or load.
_KEYS: Final = {
    "XFA": "XFA 动态表单",
    "OnInstantiate": "JavaScript 脚本",
    "3DD": "三维内容",
    "RichMediaContent": "富媒体",
}
#: Where a file specification keeps its files (§7.11.4).
_FILES: Final = ("F", "UF", "DOS", "Mac", "Unix")
#: Keys that may stand twice: who made the file and when shows nowhere; of a font's tables :mod:`pdf_fonts` doubts.
_TWICE: Final = {
    "Producer",
    "Creator",
    "Author",
    "Title",
    "Subject",
    "Keywords",
    "CreationDate",
    "ModDate",
    "ToUnicode",
}
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


@dataclass(frozen=True)
class Structure:
    """What a PDF is made of: its faults, and what viewers show differently of it."""

    problems: list[Problem]
    doubts: Doubts = field(default_factory=Doubts)


def structure(data: bytes) -> Structure:
    """Scripts, actions and attachments of a complete PDF that opens without a password, and its doubts."""
    logging.getLogger("pypdf").setLevel(
        logging.CRITICAL
    )  # it logs every repair it makes; the verdict is ours
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return Structure([fault("encrypted")])
        return _structure(reader, data)
    except MemoryError:
        raise
    except OverflowError:
        return Structure([fault("damaged", detail="内部对象过多，无法确认安全")])
    except Exception:  # pypdf raises whatever a broken object brings about; all of it means one thing
        return Structure([fault("damaged", detail="内部结构有误，无法确认安全")])


def _structure(reader: PdfReader, data: bytes) -> Structure:
    seen = _Objects(_meanings)
    for count, reached in enumerate(_dictionaries(reader.trailer)):
        if count > _MAX_OBJECTS:
            raise OverflowError
        seen.look_at(_item(reached))
    try:
        everything = objects(data)
        unpack(everything, lambda number: _unpacked(reader, number))
    except Torn:
        return Structure([*seen.problems(), fault("damaged", detail="内部结构有误，无法确认安全")])
    raw = _Objects(everything.meanings, seen, texts=not reader.is_encrypted)
    for item in everything.items:
        raw.look_at(item)
    for name in everything.loose:
        raw.action(name)
    numbers = {id(value): number for number, values in everything.numbered.items() for value in values}
    problems = seen.problems()
    if not problems and any(not _TWICE.issuperset(item.twofold) for item in everything.items):
        problems.append(
            fault("damaged", detail="内部同一项写了两遍，不同程序显示的会不一样，请重新打印或导出为 PDF")
        )
    return Structure(problems, doubts(everything, lambda item: _table(reader, numbers.get(id(item), 0))))


class _Objects:
    """What was found so far, shared with ``others``. ``meanings``: what a value may stand for; ``texts``: readable."""

    def __init__(
        self, meanings: Callable[[Any], list[Any]], others: "_Objects | None" = None, *, texts: bool = True
    ) -> None:
        self._meanings = meanings
        self._texts = texts
        self.active: dict[str, None] = others.active if others else {}
        self.attached: dict[str, None] = others.attached if others else {}

    def problems(self) -> list[Problem]:
        problems = [fault("active_content", detail="、".join(self.active))] if self.active else []
        return [*problems, fault("embedded_files", detail="附件")] if self.attached else problems

    def action(self, name: str) -> None:
        """The action of that name stands somewhere."""
        if name in _ACTIONS:
            self.active[_ACTIONS[name]] = None

    def look_at(self, item: Item) -> None:
        """Everything that one dictionary means by itself."""
        for key, value in item.entries:
            if key in _KEYS:
                self.active[_KEYS[key]] = None
            elif key in ("S", "Subtype", "Type"):
                self._kind(key, value, item)
            elif key == "JavaScript" or (key == "JS" and item.has("S")):
                # As a key it holds scripts; where it is followed by another key it was a value.
                if value is not None and not isinstance(value, Name | NameObject):
                    self.active[_ACTIONS["JavaScript"]] = None
            elif key == "EF" and (
                item.has("F", "UF") or any(found.has(*_FILES) for found in self._items(value))
            ):
                # Only a file specification's /EF holds a file; a font may bear that name in a page's resources.
                self.attached["EF"] = None
            elif key == "Collection" and self._items(value):
                self.attached["Collection"] = None
            elif key in ("URI", "Base") and self._texts:
                # Of a catalogue's /URI the /Base stands before every link that names no place of its own (§12.6.4.8).
                self._link(value)
            elif key == "OpenAction":
                self._by_itself(self._items(value))
            elif key == "AA":
                self._by_itself(
                    [act for acts in self._items(value) for _, by in acts.entries for act in self._items(by)]
                )
            elif (key == "F" and item.packed is not None) or (
                key == "Ref" and any(found.has("F") for found in self._items(value))
            ):
                self.active["外部文件里的内容"] = None

    def _kind(self, key: str, value: Any, item: Item) -> None:
        for name in self._meanings(value):
            if not isinstance(name, Name):
                continue
            if key == "S":
                self.action(name)
                if name == "Thread" and item.has(
                    "F"
                ):  # §12.6.4.7: an article of another file; of this one it moves
                    self.active[_ACTIONS["GoToR"]] = None
            elif key == "Subtype" and name in _ANNOTATIONS:
                self.active[_ANNOTATIONS[name]] = None
            elif name in ("FileAttachment", "EmbeddedFile"):
                self.attached[name] = None

    def _items(self, value: Any) -> list[Item]:
        return [found for found in self._meanings(value) if isinstance(found, Item)]

    def _by_itself(self, actions: list[Item]) -> None:
        """What happens without a click may not even open a page."""
        kinds = [name for action in actions for value in action.all("S") for name in self._meanings(value)]
        if "URI" in kinds:
            self.active["打开时联网"] = None

    def _link(self, value: Any) -> None:
        for text in self._meanings(value):
            words = (
                text.decode("utf-16" if text[:2] in (b"\xfe\xff", b"\xff\xfe") else "latin-1", "replace")
                if isinstance(text, bytes)
                else text
            )
            if isinstance(words, str) and not isinstance(words, Name) and not harmless_hyperlink(words):
                self.active["指向程序或其他电脑的链接"] = None


def _table(reader: PdfReader, number: int) -> bytes | None:
    """A font's table as pypdf opens it; None where it does not."""
    try:
        return _unpacked(reader, number)
    except MemoryError:
        raise
    except Exception:  # whatever a broken stream brings about
        return None


def _unpacked(reader: PdfReader, number: int) -> bytes:
    """The stream of that number as pypdf opens it; ValueError where it knows none."""
    stream = IndirectObject(number, 0, reader).get_object()
    if not isinstance(stream, StreamObject):
        raise ValueError("an object stream that no table names and that does not unpack")
    return bytes(stream.get_data())


def _item(found: DictionaryObject) -> Item:
    return Item(
        [(str(key)[1:], found.raw_get(key)) for key in found],
        b"" if isinstance(found, StreamObject) else None,
    )


def _meanings(value: Any) -> list[Any]:
    value = value.get_object() if isinstance(value, IndirectObject) else value
    if isinstance(value, NameObject):
        return [Name(value[1:])]
    return [_item(value) if isinstance(value, DictionaryObject) else value]


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
