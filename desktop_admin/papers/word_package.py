"""A Word package as its own tables describe it: what each part is and what it points at.

Apart because nothing in it may be judged or found by a folder or a spelling: Word follows the content types and
the relationships (ECMA-376 part 2, "Open Packaging Conventions"), wherever the parts lie and whatever they are called.
"""

import io
import posixpath
import re
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Protocol
from urllib.parse import unquote
from xml.sax.saxutils import escape

from desktop_admin.papers.archive import Parts

_TYPES: Final = "[content_types].xml"
_STRICT_LINKS: Final = b"http://purl.oclc.org/ooxml/officeDocument/relationships/"
_LINKS: Final = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_TO_MAIN: Final = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="{}officeDocument" Target="/{}"/></Relationships>'
)
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_BOMS: Final = (b"\xef\xbb\xbf<", b"\xff\xfe<\0", b"\xfe\xff\0<", b"<\0", b"\0<", b"<")


class Events(Protocol):
    """What hears an XML part being read, in the order of its text."""

    def start(self, tag: str, attributes: dict[str, str]) -> None: ...
    def end(self, tag: str) -> None: ...
    def data(self, text: str) -> None: ...


def read_xml(part: bytes, events: Events) -> None:
    """Tell ``events`` of ``part`` without keeping it: memory does not grow with it. ValueError where it is not XML."""
    parser = ElementTree.XMLParser(target=events)
    try:
        parser.feed(part)
        parser.close()
    except (ElementTree.ParseError, LookupError) as error:
        raise ValueError("not XML") from error


def local(tag: str) -> str:
    """The name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


def key(name: str) -> str:
    """What two names of the same part have in common: names are compared without case, escapes are characters."""
    return unquote(name).replace("\\", "/").lstrip("/").lower()


@dataclass(frozen=True)
class Link:
    """A relationship: from the part ``source`` ("" is the package itself) to ``target``, as written.

    ``kind`` is the last word of its type in lower case: the namespaces before it differ between the transitional
    and the strict form, the words do not. ``external`` also where the target leaves the package without saying so.
    """

    source: str
    kind: str
    target: str
    external: bool
    id: str = ""


class Package:
    """The parts with their types and links. Every member raises ValueError where the tables cannot be read."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self._names = {key(name): name for name in parts}

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every relationship of every part, reachable or not."""
        return tuple(link for name in self.parts if name.lower().endswith(".rels") for link in self._of(name))

    @cached_property
    def main(self) -> str:
        """The name of the part with the document's body; ValueError where there is none or more than one."""
        found = {
            self.target(link) for link in self.links if not link.source and link.kind == "officedocument"
        }
        if len(found) != 1 or None in found:
            raise ValueError("no main part, or several")
        return str(found.pop())

    def target(self, link: Link) -> str | None:
        """The part an internal link leads to; None where it leads nowhere."""
        if link.external:
            return None
        path = re.split("[#?]", unquote(link.target).replace("\\", "/").strip())[0]
        if not path.startswith("/"):
            path = posixpath.join(posixpath.dirname(link.source), path)
        return self._names.get(key(posixpath.normpath(path)))

    def linked(self, source: str, *kinds: str) -> list[str]:
        """The parts that ``source`` names as one of ``kinds``, each once."""
        found = (self.target(link) for link in self.links if link.source == source and link.kind in kinds)
        return [name for name in dict.fromkeys(found) if name is not None]

    def by_id(self, source: str) -> dict[str, str | None]:
        """The parts that ``source`` names by the ids of its links; None where an id is given twice or leads nowhere."""
        found: dict[str, str | None] = {}
        for link in self.links:
            if link.source == source:
                found[link.id] = None if link.id in found else self.target(link)
        return found

    def pictures(self) -> list[bytes]:
        """The pictures that a part of the document shows; thumbnails and left-over files are none."""
        shown = (self.target(link) for link in self.links if link.source and link.kind == "image")
        return [self.parts[name] for name in dict.fromkeys(shown) if name is not None]

    def for_mammoth(self) -> bytes:
        """The package as mammoth understands it: transitional links, and one plain way to the main part."""
        parts = {name: _in_transitional(name, part) for name, part in self.parts.items()}
        parts = {name: part for name, part in parts.items() if key(name) != "_rels/.rels"}
        parts["_rels/.rels"] = _TO_MAIN.format(_LINKS.decode(), escape(self.main, {'"': "&quot;"})).encode()
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            for name, part in parts.items():
                archive.writestr(name, part)
        return target.getvalue()

    def type_of(self, name: str) -> str:
        """The content type of the part ``name`` in lower case; "" where none is stated."""
        overrides, defaults = self._types
        return overrides.get(key(name), defaults.get(name.rpartition(".")[2].lower(), ""))

    def is_xml(self, name: str) -> bool:
        """Whether the part is XML by its name, its type or its first characters."""
        said = name.lower().endswith((".xml", ".rels")) or self.type_of(name).endswith("xml")
        return (said and not self._is_picture(name)) or self.looks_like_xml(name)

    def looks_like_xml(self, name: str) -> bool:
        """Whether the part begins as XML does; a picture (SVG) is drawn by nobody here."""
        return self.parts[name].lstrip()[:4].startswith(_BOMS) and not self._is_picture(name)

    def _is_picture(self, name: str) -> bool:
        return self.type_of(name).startswith("image/")

    @cached_property
    def _types(self) -> tuple[dict[str, str], dict[str, str]]:
        rows = _Rows("Override", "Default")
        if _TYPES in self._names:
            read_xml(self.parts[self._names[_TYPES]], rows)
        overrides, defaults = {}, {}
        for tag, row in rows.found:
            if tag == "Override":
                overrides[key(row.get("PartName", ""))] = row.get("ContentType", "").strip().lower()
            else:
                defaults[row.get("Extension", "").strip().lower()] = (
                    row.get("ContentType", "").strip().lower()
                )
        return overrides, defaults

    def _of(self, name: str) -> Iterator[Link]:
        folder, _, file = name.replace("\\", "/").rpartition("/")
        source = posixpath.join(posixpath.dirname(folder), file[: -len(".rels")])
        rows = _Rows("Relationship")
        read_xml(self.parts[name], rows)
        for _, row in rows.found:
            target = row.get("Target", "")
            outside = row.get("TargetMode", "").strip().lower() == "external"
            yield Link(
                self._names.get(key(source), source),
                row.get("Type", "").strip().rpartition("/")[2].lower(),
                target,
                outside or bool(_SCHEME.match(target.strip())) or target.strip().startswith(("//", "\\\\")),
                row.get("Id", ""),
            )


def _in_transitional(name: str, part: bytes) -> bytes:
    return part.replace(_STRICT_LINKS, _LINKS) if name.lower().endswith(".rels") else part


class _Rows:
    """The elements of some names, whatever their namespace."""

    def __init__(self, *names: str) -> None:
        self._names = frozenset(names)
        self.found: list[tuple[str, dict[str, str]]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if local(tag) in self._names:
            self.found.append((local(tag), {local(name): value for name, value in attributes.items()}))

    def end(self, tag: str) -> None: ...

    def data(self, text: str) -> None: ...
