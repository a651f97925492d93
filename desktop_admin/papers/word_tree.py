"""A Word part as a tree whose elements have short names (``w:p``), whichever namespace and prefix its author chose.

Apart from :mod:`word_package`, which reads parts without keeping them. Only parts that passed :mod:`word_bounds` come
here: their size and depth are limited, so the tree and every walk over it are.
"""

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from desktop_admin.papers.word_fields import WORD

Element = ElementTree.Element

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_OPEN: Final = "http://schemas.openxmlformats.org/"
_STRICT: Final = "http://purl.oclc.org/ooxml/"
OFFICE: Final = "http://schemas.microsoft.com/office/word/"
_PREFIXES: Final = {
    **dict.fromkeys(WORD, "w"),
    MC: "mc",
    **dict.fromkeys((f"{_OPEN}drawingml/2006/main", f"{_STRICT}drawingml/main"), "a"),
    **dict.fromkeys((f"{_OPEN}drawingml/2006/picture", f"{_STRICT}drawingml/picture"), "pic"),
    **dict.fromkeys(
        (f"{_OPEN}drawingml/2006/wordprocessingDrawing", f"{_STRICT}drawingml/wordprocessingDrawing"), "wp"
    ),
    **dict.fromkeys((f"{_OPEN}officeDocument/2006/math", f"{_STRICT}officeDocument/math"), "m"),
    **dict.fromkeys(
        (f"{_OPEN}officeDocument/2006/relationships", f"{_STRICT}officeDocument/relationships"), "r"
    ),
    f"{OFFICE}2010/wordprocessingShape": "wps",
    f"{OFFICE}2010/wordprocessingGroup": "wpg",
    f"{OFFICE}2010/wordprocessingCanvas": "wpc",
    f"{OFFICE}2010/wordprocessingDrawing": "wp14",
    f"{OFFICE}2010/wordml": "w14",
    f"{OFFICE}2012/wordml": "w15",
    "urn:schemas-microsoft-com:vml": "v",
}
#: What every Word of the last fifteen years, LibreOffice and WPS take the first branch of an alternative for.
_UNDERSTOOD: Final = frozenset(uri for uri, prefix in _PREFIXES.items() if prefix not in {"w15"})
OFF: Final = frozenset({"0", "false", "off", "none"})
_MEASURE: Final = re.compile(r"\s*([+-]?[0-9]{1,9}(?:\.[0-9]{0,9})?)(mm|cm|in|pt|pc|pi|px)?\s*\Z")
_TWIPS: Final = {"mm": 56.6929, "cm": 566.929, "in": 1440.0, "pt": 20.0, "pc": 240.0, "pi": 240.0, "px": 15.0}


class _Builder:
    """Builds the tree and writes the namespaces that a branch asks for in place of their prefixes."""

    def __init__(self) -> None:
        self._tree = ElementTree.TreeBuilder()
        self._spaces: dict[str, list[str]] = {}

    def start_ns(self, prefix: str, uri: str) -> None:
        self._spaces.setdefault(prefix or "", []).append(uri)

    def end_ns(self, prefix: str) -> None:
        self._spaces[prefix or ""].pop()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if "Requires" in attributes:
            asked = (self._spaces.get(prefix) or [""] for prefix in attributes["Requires"].split()[:20])
            attributes = {**attributes, "Requires": " ".join(uris[-1] or "?" for uris in asked)}
        self._tree.start(tag, attributes)

    def end(self, tag: str) -> None:
        self._tree.end(tag)

    def data(self, text: str) -> None:
        self._tree.data(text)

    def close(self) -> Element:
        return self._tree.close()


def tree(part: bytes) -> Element:
    """The part's root. ValueError where it is not XML."""
    parser = ElementTree.XMLParser(target=_Builder())
    try:
        parser.feed(part)
        root: Element = parser.close()
    except (ElementTree.ParseError, LookupError) as error:
        raise ValueError("not XML") from error
    return root


@lru_cache(maxsize=4096)
def _short(tag: str) -> str:
    space, _, name = tag[1:].rpartition("}")
    return f"{_PREFIXES.get(space, '?')}:{name}" if space else tag


def kind(element: Element) -> str:
    """``w:p``, ``wps:txbx`` …; ``?:name`` in a namespace of no meaning here."""
    return _short(element.tag)


def child(element: Element | None, name: str) -> Element | None:
    """The first child of that short name."""
    return next((one for one in element if kind(one) == name), None) if element is not None else None


def below(element: Element, *names: str) -> Iterator[Element]:
    """Everything below of those short names, in the order of the text."""
    return (one for one in element.iter() if one is not element and kind(one) in names)


def said(element: Element | None, name: str, otherwise: str = "") -> str:
    """An attribute, qualified as its element or not at all."""
    if element is None:
        return otherwise
    value = element.get(f"{element.tag.rpartition('}')[0]}}}{name}")
    return value if value is not None else element.get(name, otherwise)


def differs(properties: Element | None, *but: str) -> bool:
    """Whether properties say one thing twice, and not the same: which holds is each program's own choice."""
    known: dict[str, Element] = {}
    for one in properties if properties is not None else ():
        name = kind(one)
        first = known.setdefault(name, one)
        if first is not one and name not in but and (first.attrib != one.attrib or len(first) or len(one)):
            return True
    return False


def switched_on(element: Element | None) -> bool:
    """An on/off property: there and not switched off."""
    return element is not None and said(element, "val", "1").strip().lower() not in OFF


def measure(text: str, unit: float = 1.0) -> float | None:
    """A length in twips (1/1440 inch), given in ``unit`` twips or with a unit of its own. None: not a length."""
    found = _MEASURE.match(text)
    if found is None:
        return None
    return float(found[1]) * (_TWIPS[found[2]] if found[2] else unit)


def made(name: str, *children: Element, text: str | None = None, **attributes: str) -> Element:
    """A new element of the main namespace."""
    element = Element(f"{{{W}}}{name}", {f"{{{W}}}{key}": value for key, value in attributes.items()})
    element.extend(children)
    element.text = text
    return element


def written(element: Element) -> bytes:
    """The tree as a part again."""
    return bytes(ElementTree.tostring(element, "utf-8", xml_declaration=True))


def words(element: Element) -> str:
    """All text below, shown or not."""
    return "".join(one.text or "" for one in below(element, "w:t"))


def understood(choice: Element) -> bool:
    """Whether every program takes this ``mc:Choice`` when nothing before it was taken."""
    asked = choice.get("Requires", "?").split()
    return bool(asked) and set(asked) <= _UNDERSTOOD


def branch(alternative: Element) -> tuple[list[Element], bool]:
    """What is shown of an ``mc:AlternateContent``, and whether every program would show the same words."""
    choices = [one for one in alternative if kind(one) == "mc:Choice"]
    fallback = child(alternative, "mc:Fallback")
    taken = next(filter(understood, choices), fallback)
    if taken is None:
        return [], not any(map(words, choices))
    others = [*choices, *([fallback] if fallback is not None else [])]
    return list(taken), all(words(other) == words(taken) for other in others)
