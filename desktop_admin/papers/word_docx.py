"""Word files (.docx): faults of the package, its text, and HTML for showing it.

mammoth does the reading, always behind the gate of :mod:`archive`. Its HTML is
rebuilt from a short list of harmless tags: nothing in it can load or run.
"""

import html
import io
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Final

import mammoth

from desktop_admin.contract.files import Problem
from desktop_admin.papers.archive import Parts
from desktop_admin.papers.faults import fault
from desktop_admin.papers.pictures import data_uri

_BLOCKS: Final = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "table", "ul", "ol", "thead", "tbody"}
)
_INLINE: Final = frozenset({"strong", "em", "b", "i", "u", "s", "sup", "sub", "td", "th"})
_DATA_IMAGE: Final = re.compile(r"data:image/(png|jpeg|gif|bmp);base64,[A-Za-z0-9+/=\s]+\Z")
_REMOTE: Final = re.compile(r"(https?:|ftp:|\\\\|file:[/\\]{2}[^/\\])", re.IGNORECASE)
_DDE: Final = re.compile(r"^\s*DDE(AUTO)?\b", re.IGNORECASE)
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACED: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
#: English Metric Units in a pixel of 96 dpi.
_EMU: Final = 9525
_UNSEEN_PICTURE: Final = "［图片无法显示］"


def package_faults(parts: Parts) -> list[Problem]:
    """What in the package may run, load or hide something."""
    problems = []
    names = {name.lower() for name in parts}
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        problems.append(fault("macros"))
    if any("/embeddings/" in name for name in names):
        problems.append(fault("embedded_files", detail="嵌入的对象"))
    details = []
    if any("/activex/" in name for name in names):
        details.append("ActiveX 控件")
    links = [part for name, part in parts.items() if name.endswith(".rels")]
    if any(_remote_links(part) for part in links):
        details.append("远程模板或外部对象")
    if any(_has_dde(part) for name, part in parts.items() if re.fullmatch(r"word/[^/]+\.xml", name)):
        details.append("DDE 域")
    if details:
        problems.append(fault("active_content", detail="、".join(details)))
    return problems


def _remote_links(part: bytes) -> bool:
    try:
        root = ElementTree.fromstring(part)
    except (ElementTree.ParseError, ValueError, LookupError):
        return False  # mammoth refuses a package whose links cannot be read
    for link in root:
        kind = link.get("Type", "").rsplit("/", 1)[-1]
        if link.get("TargetMode") != "External":
            continue
        if kind in {"oleObject", "frame", "subDocument", "aFChunk"}:
            return True
        # A template on the author's own disk (Normal.dotm) is everyday and harmless.
        if kind == "attachedTemplate" and _REMOTE.match(link.get("Target", "")):
            return True
    return False


def _has_dde(part: bytes) -> bool:
    if b"DDE" not in part and b"dde" not in part.lower():
        return False
    try:
        root = ElementTree.fromstring(part)
    except (ElementTree.ParseError, ValueError, LookupError):
        return False
    run = ""
    for node in root.iter():
        tag = node.tag.rsplit("}", 1)[-1] if isinstance(node.tag, str) else ""
        if tag == "p":
            run = ""
        if tag == "instrText":
            run += node.text or ""
        command = (
            run
            if tag == "instrText"
            else next((value for key, value in node.attrib.items() if key.endswith("}instr")), "")
            if tag == "fldSimple"
            else ""
        )
        if _DDE.match(command):
            return True
    return False


def pictures_of(parts: Parts) -> list[bytes]:
    """The package's pictures; b"" stands for a drawn ellipse, which may be a seal made of shapes."""
    pictures = [part for name, part in parts.items() if name.startswith("word/media/")]
    body = parts.get("word/document.xml", b"")
    if b'prst="ellipse"' in body or b"<v:oval" in body:
        pictures.append(b"")
    return pictures


def to_html(data: bytes, parts: Parts, pictures: bool = True) -> str:
    """The document as harmless HTML; ValueError where it cannot be read.

    ``pictures`` False leaves them out (for the text alone). Page heads and feet, which mammoth does not
    read, stand as plain paragraphs at the end.
    """

    def shown(image: mammoth.documents.Image) -> dict[str, str]:
        if not pictures:
            return {"src": ""}
        try:
            with image.open() as stream:
                return {"src": data_uri(stream.read()) or ""}
        except Exception:  # a picture kept outside the file: mammoth refuses it with errors of many kinds
            return {"src": ""}

    try:
        raw = mammoth.convert_to_html(
            io.BytesIO(data),
            convert_image=mammoth.images.img_element(shown),
            style_map="u => u\nstrike => s",
        ).value
        edges = [
            _plain(parts[name])
            for name in sorted(parts)
            if re.fullmatch(r"word/(header|footer)\d*\.xml", name)
        ]
    except (
        Exception
    ) as error:  # mammoth raises whatever a broken tree brings about; all of it means one thing
        if isinstance(error, MemoryError):
            raise
        raise ValueError("mammoth cannot read this document") from error
    edges_html = "".join(f"<p>{html.escape(edge)}</p>" for edge in edges if edge.strip())
    return harmless(raw, _extents(parts.get("word/document.xml", b""))) + edges_html


def _extents(body: bytes) -> list[tuple[int, int]]:
    """Width and height of each picture in pixels at 96 dpi, in the order of the text; mammoth drops them."""
    root = ElementTree.fromstring(body)
    found = []
    for drawing in root.iter(f"{_WORD}drawing"):
        extent = next(drawing.iter(f"{_PLACED}extent"), None)
        pictures = [
            node for node in drawing.iter() if isinstance(node.tag, str) and node.tag.endswith("}blip")
        ]
        sizes = [(extent.get(key) or "") if extent is not None else "" for key in ("cx", "cy")]
        across, down = (int(size) // _EMU if size.isdecimal() else 0 for size in sizes)
        found += [(across, down)] * len(pictures)
    return found


def _plain(part: bytes) -> str:
    root = ElementTree.fromstring(part)
    return "".join(
        node.text or "" for node in root.iter() if isinstance(node.tag, str) and node.tag.endswith("}t")
    )


def harmless(raw: str, sizes: Sequence[tuple[int, int]] = ()) -> str:
    """``raw`` HTML rebuilt from harmless tags: no scripts, no links, no ``src`` but data of known pictures.

    ``sizes``: width and height of each picture in pixels; used only when there is one for every picture.
    """
    builder = _Harmless(sizes if raw.count("<img") == len(sizes) else ())
    builder.feed(raw)
    builder.close()
    return "".join(builder.pieces)


def html_text(source: str) -> str:
    """The text of HTML: a line per paragraph, tabs between cells."""
    builder = _Text()
    builder.feed(source)
    builder.close()
    return "".join(builder.pieces).strip("\n")


class _Harmless(HTMLParser):
    def __init__(self, sizes: Sequence[tuple[int, int]] = ()) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._skip = 0
        self._sizes = iter(sizes)

    def _picture(self, source: str) -> str:
        across, down = next(self._sizes, (0, 0))
        if not _DATA_IMAGE.match(source):
            return _UNSEEN_PICTURE
        size = f' width="{across}" height="{down}"' if across and down else ""
        return f'<img src="{source}"{size}/>'

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style"}:
            self._skip += 1
        elif self._skip:
            return
        elif tag == "br":
            self.pieces.append("<br/>")
        elif tag == "img":
            self.pieces.append(self._picture(dict(attrs).get("src") or ""))
        elif tag in _BLOCKS or tag in _INLINE:
            spans = [
                f' {key}="{value}"'
                for key, value in attrs
                if key in {"colspan", "rowspan"} and (value or "").isdecimal()
            ]
            self.pieces.append(f"<{tag}{''.join(spans)}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style"}:
            self._skip = max(0, self._skip - 1)
        elif not self._skip and (tag in _BLOCKS or tag in _INLINE):
            self.pieces.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._skip:
            self.pieces.append(html.escape(data))


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            if self.pieces[-1:] == ["\n"]:  # the cell's last paragraph ends with the cell
                self.pieces.pop()
            self.pieces.append("\t")
        elif tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        self.pieces.append(data.replace(_UNSEEN_PICTURE, ""))
