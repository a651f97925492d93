"""The text of a .docx as harmless HTML and as plain text.

mammoth does the reading, always behind the gates of :mod:`archive` and
:mod:`word_bounds`. Its HTML is rebuilt from a short list of harmless tags: nothing
in it can load or run. Apart from :mod:`word_docx`, which judges the package.
"""

import html
import io
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Final

import mammoth

from desktop_admin.papers.pictures import Album
from desktop_admin.papers.word_runs import MARKS
from desktop_admin.papers.word_seen import Seen
from desktop_admin.papers.word_sight import Sight
from desktop_admin.papers.word_tree import Element, below, child, said
from desktop_admin.rules.paper_reading import GAP

_BLOCKS: Final = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "table", "ul", "ol", "thead", "tbody"}
)
_INLINE: Final = frozenset({"strong", "em", "b", "i", "u", "s", "sup", "sub", "td", "th"})
#: The columns Word itself allows a table; word_bounds refuses more, and nothing wider goes on from here.
_MOST_SPAN: Final = {"colspan": 63, "rowspan": 8000}
#: Blanks in a row that are drawn: five lines of them. Qt never ends laying out 65,536 in one paragraph.
_MOST_BLANKS: Final = 400
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACED: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
#: English Metric Units in a pixel of 96 dpi.
_EMU: Final = 9525
_UNSEEN_PICTURE: Final = "［图片无法显示］"
#: ``span`` classes of words that are drawn but do not count, by the style the walk gave their runs.
_CLASSES: Final = {MARKS[Sight.UNSURE]: "unsure", MARKS[Sight.QUIET]: "quiet"}
_STYLE_MAP: Final = "\n".join(
    ["u => u", "strike => s", *(f"r.{style} => span.{name}" for style, name in _CLASSES.items())]
)


def to_html(seen: Seen, album: Album | None = None) -> str:
    """What is seen of a document as harmless HTML; ValueError where it cannot be read.

    Pictures go into ``album`` and are named by ``src``; without one they are left out (for the text
    alone). Page heads and feet, which mammoth does not read, stand as plain paragraphs at the end. Words of
    which one cannot be sure that they are seen stand in a ``span`` of the class unsure or quiet.
    """

    def shown(image: mammoth.documents.Image) -> dict[str, str]:
        if album is None:
            return {"src": ""}
        try:
            with image.open() as stream:
                return {"src": album.add(stream.read())}
        except Exception:  # a picture kept outside the file: mammoth refuses it with errors of many kinds
            return {"src": ""}

    try:
        package = seen.package
        raw = mammoth.convert_to_html(
            io.BytesIO(package.for_mammoth()),
            convert_image=mammoth.images.img_element(shown),
            style_map=_STYLE_MAP,
            # A map that the file brings along could leave out what Word shows.
            include_embedded_style_map=False,
        ).value
    except (
        Exception
    ) as error:  # mammoth raises whatever a broken tree brings about; all of it means one thing
        if isinstance(error, MemoryError):
            raise
        raise ValueError("mammoth cannot read this document") from error
    edges = "".join(_plain(paragraph) for edge in seen.edges for paragraph in below(edge, "w:p"))
    return harmless(raw, _extents(package.parts[package.main]), album) + edges


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


def _plain(paragraph: Element) -> str:
    """A paragraph of a page's head or foot; those inside it stand on their own."""
    pieces = []
    for run in (one for one in paragraph if one.tag.endswith("}r")):
        text = html.escape("".join(one.text or "" for one in run if one.tag.endswith("}t")))
        name = _CLASSES.get(said(child(child(run, "w:rPr"), "w:rStyle"), "val"))
        pieces.append(f'<span class="{name}">{text}</span>' if name and text else text)
    return f"<p>{''.join(pieces)}</p>" if "".join(pieces).strip() else ""


def harmless(raw: str, sizes: Sequence[tuple[int, int]] = (), album: Album | None = None) -> str:
    """``raw`` HTML rebuilt from harmless tags: no scripts, no links, no ``src`` but names of pictures in ``album``.

    ``sizes``: width and height of each picture in pixels; used only when there is one for every picture.
    """
    builder = _Harmless(sizes if raw.count("<img") == len(sizes) else (), album)
    builder.feed(raw)
    builder.close()
    return "".join(builder.pieces)


def _span(key: str, value: str) -> str:
    """The attribute, never wider than a table may be; nothing for what is no number."""
    if not (value.isascii() and value.isdigit()):
        return ""
    return f' {key}="{min(int(value[:9]), _MOST_SPAN[key])}"'


def html_text(source: str, counted: bool = False) -> str:
    """The text of HTML: a line per paragraph, tabs between cells. ``counted``: :data:`GAP` for words that do not count."""
    return _text(source, "\n", "\t", counted).strip("\n")


def paragraphs(source: str) -> list[str]:
    """The counted paragraphs of HTML as the layout has them: cells' own apart, a line break within one as U+2028."""
    return _text(source, "\u2028", "\n", True).replace("\r", "").split("\n")


def _text(source: str, line: str, cell: str, counted: bool) -> str:
    builder = _Text(line, cell, counted)
    builder.feed(source)
    builder.close()
    return "".join(builder.pieces)


class _Harmless(HTMLParser):
    def __init__(self, sizes: Sequence[tuple[int, int]], album: Album | None) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._skip = 0
        self._blanks = 0
        self._sizes = iter(sizes)
        self._album = album

    def _picture(self, source: str) -> str:
        across, down = next(self._sizes, (0, 0))
        if self._album is None or source not in self._album.files:
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
        elif tag == "span":
            name = dict(attrs).get("class")
            self.pieces.append(f'<span class="{name}">' if name in _CLASSES.values() else "<span>")
        elif tag in _BLOCKS or tag in _INLINE:
            spans = [_span(key, value or "") for key, value in attrs if key in _MOST_SPAN]
            self.pieces.append(f"<{tag}{''.join(spans)}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style"}:
            self._skip = max(0, self._skip - 1)
        elif not self._skip and (tag in _BLOCKS or tag in _INLINE or tag == "span"):
            self.pieces.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._skip:
            self.pieces.append(html.escape(self._shortened(data)))

    def _shortened(self, data: str) -> str:
        """Without the blanks beyond those a run of them may have, however many pieces it is in."""
        if len(data) + self._blanks <= _MOST_BLANKS:
            self._blanks = self._blanks + len(data) if data.isspace() else len(data) - len(data.rstrip())
            return data
        kept = []
        for sign in data:
            self._blanks = self._blanks + 1 if sign.isspace() else 0
            if self._blanks <= _MOST_BLANKS:
                kept.append(sign)
        return "".join(kept)


class _Text(HTMLParser):
    def __init__(self, line: str, cell: str, counted: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._line, self._cell, self._counted = line, cell, counted
        self._apart = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.pieces.append(self._line)
        elif tag == "span" and self._counted and dict(attrs).get("class"):
            self._apart = True
            self.pieces.append(GAP)

    def handle_endtag(self, tag: str) -> None:
        if tag == "span":
            self._apart = False
        elif tag in {"td", "th"}:
            if self.pieces[-1:] == ["\n"]:  # the cell's last paragraph ends with the cell
                self.pieces.pop()
            self.pieces.append(self._cell)
        elif tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._apart:
            self.pieces.append(data.replace(_UNSEEN_PICTURE, ""))
