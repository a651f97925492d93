"""What in a Word package may run, load or hide something: by what its parts are and mean, never by where they lie.

Every part is asked, reachable or not: a part that nothing names today is one edit away from being named.
"""

from collections.abc import Mapping
from typing import Final

from desktop_admin.contract.files import Problem
from desktop_admin.papers.faults import fault
from desktop_admin.papers.links import REMOTE, harmless_hyperlink, harmless_picture, verdict
from desktop_admin.papers.word_fields import Fields, risk
from desktop_admin.papers.word_package import Package, key, local, read_xml

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: How a file begins that is no part of a document of words (a compressed metafile, .emz, is one and begins as gzip).
_FOREIGN: Final = (
    _OLE, b"PK\x03\x04", b"PK\x05\x06", b"%PDF-", b"{\\rtf", b"Rar!", b"7z\xbc\xaf", b"MZ", b"\x7fELF",
    b"MIME-Version:", b"<html", b"<!doctype html", b"ITSF", b"MSCF", b"L\0\0\0\x01\x14\x02\0",
)  # fmt: skip
_MACRO_TYPES: Final = ("vbaproject", "vbadata", "macroenabled", "keymapcustomizations+macro")
_CONTROL_TYPES: Final = ("activex",)
_EMBEDDED_TYPES: Final = (
    "oleobject", "officedocument.package", "spreadsheetml.", "presentationml.", "text/html", "xhtml", "message/rfc822",
    "multipart/", "rtf", "x-msdownload", "x-msdos", "x-shockwave", "application/pdf", "application/zip",
)  # fmt: skip
_MACRO_NAMES: Final = ("vbaproject.bin", "vbadata.xml")
#: Elements that run or load by themselves, with what they are called.
_ACTIVE: Final = {
    "control": "ActiveX 控件",
    "ocx": "ActiveX 控件",
    "altChunk": "插入的外部内容",
    "subDoc": "子文档",
    "webVideoPr": "联网视频",
    "customUI": "自定义功能区",
    "webextension": "联网加载项",
    "connectString": "邮件合并数据源",
    "dataSource": "邮件合并数据源",
    "headerSource": "邮件合并数据源",
    "udl": "邮件合并数据源",
}
#: Custom properties that make Word load a program of the document's own (VSTO).
_PROGRAM_PROPERTIES: Final = frozenset({"_assemblylocation", "_assemblyname"})
#: Attributes of VML and of schema libraries that name a place directly, without a relationship.
_PLACES: Final = frozenset({"src", "althref", "manifestLocation"})
#: Elements whose relationship is followed by a click only.
_CLICKED: Final = frozenset({"hyperlink", "hlinkClick", "hlinkHover", "hlinkMouseOver"})
_FIELD_MARKS: Final = (b"fldChar", b"fldSimple", b"nstrText")


def package_faults(package: Package) -> list[Problem]:
    """Its faults, each code once; ``damaged`` where a part that is called XML is none, since nobody can vouch for it."""
    seen = _Seen()
    try:
        for name in package.parts:
            _look_at_kind(package, name, seen)
        for link in package.links:
            if found := verdict(link.kind, link.target, link.external):
                seen.add(*found)
        _ = package.main
    except ValueError:
        return [*seen.problems(), fault("damaged", detail="部件目录读不出来")]
    for name in package.parts:
        if package.is_xml(name) and package.parts[name].strip():
            try:
                _look_into(package.parts[name], seen, _outside(package, name))
            except ValueError:
                return [*seen.problems(), fault("damaged", detail="有部件读不出来")]
    return seen.problems()


class _Seen:
    """Faults so far."""

    def __init__(self) -> None:
        self._details: dict[str, dict[str, None]] = {"macros": {}, "embedded_files": {}, "active_content": {}}

    def add(self, code: str, detail: str) -> None:
        self._details[code][detail] = None

    def problems(self) -> list[Problem]:
        return [
            fault(code, detail="、".join(filter(None, details)))
            for code, details in self._details.items()
            if details
        ]


def _look_at_kind(package: Package, name: str, seen: _Seen) -> None:
    """What the part is: by its type, by how it begins, and by the names that programs search for."""
    kind, part = package.type_of(name), package.parts[name]
    if any(word in kind for word in _MACRO_TYPES) or name.lower().endswith(_MACRO_NAMES):
        seen.add("macros", "")
    elif any(word in kind for word in _CONTROL_TYPES) or "/activex/" in name.lower():
        seen.add("active_content", "ActiveX 控件")
    elif (
        any(word in kind for word in _EMBEDDED_TYPES)
        or "/embeddings/" in name.lower()
        or part.lstrip()[:16]
        .removeprefix(b"\xef\xbb\xbf")
        .lower()
        .startswith(tuple(m.lower() for m in _FOREIGN))
    ):
        seen.add("embedded_files", "嵌入的对象")


def _outside(package: Package, name: str) -> dict[str, str]:
    """Id → target of the hyperlinks of a part that leave the package; other kinds are judged where they stand."""
    return {
        link.id: link.target
        for link in package.links
        if link.external and link.kind == "hyperlink" and key(link.source) == key(name)
    }


def _look_into(part: bytes, seen: _Seen, outside: Mapping[str, str]) -> None:
    content = _Content(seen, outside)
    read_xml(part, content)
    plain = part.replace(b"\0", b"")  # names are ASCII in every encoding the reader knows, but for UTF-16
    if any(mark in plain for mark in _FIELD_MARKS):
        fields = Fields()
        read_xml(part, fields)
        for words in sorted(filter(None, map(risk, fields.instructions()))):
            seen.add("active_content", words)


class _Content:
    """Hears a part being read and keeps what its elements do."""

    def __init__(self, seen: _Seen, outside: Mapping[str, str]) -> None:
        self._seen = seen
        self._outside = outside

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if name in _ACTIVE:
            self._seen.add("active_content", _ACTIVE[name])
        elif name == "OLEObject":
            self._seen.add("embedded_files", "嵌入的对象")
        for attribute, value in attributes.items():
            self._attribute(name, local(attribute), attribute, value)

    def end(self, tag: str) -> None: ...

    def data(self, text: str) -> None: ...

    def _attribute(self, element: str, name: str, full: str, value: str) -> None:
        target = self._outside.get(value) if "relationships" in full else None
        if target is not None and element not in _CLICKED and not harmless_picture(target):
            # A template or picture that calls its relationship a hyperlink is fetched all the same.
            self._seen.add("active_content", REMOTE)
        elif name in _PLACES and not harmless_picture(value):
            self._seen.add("active_content", REMOTE)
        elif name == "href" and not (harmless_hyperlink(value) or harmless_picture(value)):
            self._seen.add("active_content", "指向程序或其他电脑的链接")
        elif element == "property" and name == "name" and value.strip().lower() in _PROGRAM_PROPERTIES:
            self._seen.add("active_content", "随文档加载的程序")
