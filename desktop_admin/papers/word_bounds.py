"""How much a Word file may hold: counted in one pass over its XML before anything is built from it.

Apart because the verdict must depend on the bytes alone and come the same on every
machine, never on how long a layout took there. 3 KB can ask for a table of 63,000
columns; a form has some dozen cells, and the largest real papers stay far below
every limit here.
"""

from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from desktop_admin.contract.files import Problem
from desktop_admin.papers.archive import Parts
from desktop_admin.papers.faults import MAX_PAGES, fault
from desktop_admin.papers.pictures import pixels

#: 60 pages of 2,000 signs; a page of our layout holds 1,850 Chinese ones.
MAX_SIGNS: Final = MAX_PAGES * 2000
#: 60 pages of 60 lines, empty paragraphs included.
MAX_PARAGRAPHS: Final = MAX_PAGES * 60
#: Table cells, and what a file's tables span: rows × columns of each, added up.
MAX_CELLS: Final = 8000
MAX_GRID: Final = 20_000
#: Word's own limit.
MAX_COLUMNS: Final = 63
#: Tables within tables: laying one out costs twice as much for each level.
MAX_TABLES_DEEP: Final = 5
#: Pieces of equal format; reading costs 0.1 ms each.
MAX_RUNS: Final = 30_000
#: Readers go one call deeper for each level of XML; real files have some 30.
MAX_DEPTH: Final = 100
#: Versions of one thing within each other: choosing compares their words, once for each level.
MAX_ALTERNATIVES_DEEP: Final = 5
MAX_ELEMENTS: Final = 250_000
MAX_XML: Final = 32_000_000
MAX_PICTURES: Final = 60
#: Pixels of all pictures together: a phone's photo has 12 million, and 2 MB hold some 15 million.
MAX_PIXELS: Final = 150_000_000

_TEXTS: Final = {"document", "hdr", "ftr", "footnotes", "endnotes", "comments"}
_SIGNS: Final = {"tab", "br", "cr", "sym", "noBreakHyphen", "softHyphen", "ptab"}
_SEPARATOR: Final = "}"


class TooMuch(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass
class _Table:
    rows: int = 0
    columns: int = 0
    widest: int = 0


@dataclass
class Count:
    """Running totals over all parts; raises :class:`TooMuch` at the first limit passed."""

    elements: int = 0
    signs: int = 0
    paragraphs: int = 0
    in_cells: int = 0
    runs: int = 0
    cells: int = 0
    grid: int = 0
    pictures: int = 0
    breaks: int = 0
    rendered: int = 0
    _path: list[str] = field(default_factory=list)
    _tables: list[_Table] = field(default_factory=list)
    _unread: int = 0

    def begin_part(self) -> None:
        self._path, self._tables, self._unread = [], [], 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(_SEPARATOR)[2]
        self.elements += 1
        self._path.append(tag)
        if self.elements > MAX_ELEMENTS:
            raise TooMuch(_complex(f"内部标记超过 {MAX_ELEMENTS:,} 个"))
        if len(self._path) > MAX_DEPTH:
            raise TooMuch(_complex(f"层次嵌套超过 {MAX_DEPTH} 层"))
        if tag == "AlternateContent" and self._path.count(tag) > MAX_ALTERNATIVES_DEEP:
            raise TooMuch(_complex(f"同一内容的不同版本嵌套超过 {MAX_ALTERNATIVES_DEEP} 层"))
        if tag == "Choice":  # one version of two counts; the one that is read is counted once more by itself
            self._unread += 1
        if self._path[0] in _TEXTS and not self._unread:
            self._count(tag, attributes)

    def end(self, name: str) -> None:
        tag = self._path.pop()
        if tag == "Choice":
            self._unread -= 1
        elif tag == "tbl" and self._tables and not self._unread:
            self._tables.pop()

    def text(self, data: str) -> None:
        if self._path and self._path[-1] == "t" and self._path[0] in _TEXTS and not self._unread:
            self._sign(len(data))

    def _sign(self, many: int) -> None:
        self.signs += many
        if self.signs > MAX_SIGNS:
            raise TooMuch(fault("too_long", detail=f"文字超过 {MAX_SIGNS:,} 个"))

    def _count(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "p":
            self._paragraph()
        elif tag == "r":
            self.runs += 1
            if self.runs > MAX_RUNS:
                raise TooMuch(_complex(f"文字格式分成 {MAX_RUNS:,} 段以上"))
        elif tag in {"tbl", "tr", "tc", "gridSpan", "gridBefore", "gridAfter"}:
            self._table(tag, attributes)
        elif tag in {"blip", "imagedata"}:
            self.pictures += 1
            _check_pictures(self.pictures)
        elif tag == "lastRenderedPageBreak":
            self.rendered += 1
        elif tag in _SIGNS:
            self._sign(1)
            if tag == "br" and _value(attributes, "type") == "page":
                self.breaks += 1

    def _paragraph(self) -> None:
        """Cells share lines, so their paragraphs do not add up to pages; they are bounded like the cells."""
        if self._tables:
            self.in_cells += 1
            if self.in_cells > MAX_CELLS + MAX_PARAGRAPHS:
                raise TooMuch(_complex(f"表格里的段落超过 {MAX_CELLS + MAX_PARAGRAPHS:,} 个"))
        else:
            self.paragraphs += 1
            _check_paragraphs(self.paragraphs)

    def _table(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "tbl":
            self._tables.append(_Table())
            if len(self._tables) > MAX_TABLES_DEEP:
                raise TooMuch(_complex(f"表格里套表格超过 {MAX_TABLES_DEEP} 层"))
        elif self._tables:
            table = self._tables[-1]
            if tag == "tr":
                table.rows, table.columns = table.rows + 1, 0
                self.grid += table.widest
            elif tag == "tc":
                self.cells += 1
                self._widen(table, 1)
            else:
                span = _number(_value(attributes, "val"))
                self._widen(table, span - 1 if tag == "gridSpan" else span)
        if self.cells > MAX_CELLS or self.grid > MAX_GRID:
            raise TooMuch(_complex(f"表格的格子超过 {MAX_CELLS:,} 个"))

    def _widen(self, table: _Table, by: int) -> None:
        table.columns += max(0, by)
        if table.columns > MAX_COLUMNS:
            raise TooMuch(_complex(f"表格有一行超过 {MAX_COLUMNS} 列"))
        if table.columns > table.widest:
            self.grid += (table.columns - table.widest) * table.rows
            table.widest = table.columns


def beyond_docx(parts: Parts) -> list[Problem]:
    """The first limit that the unpacked package passes, or nothing. Takes linear time and stops early."""
    written = {name: part for name, part in parts.items() if _is_xml(part)}
    if sum(map(len, written.values())) > MAX_XML:
        return [_complex(f"文字部分展开后超过 {MAX_XML // 1_000_000} MB")]
    count = Count()
    try:
        for part in written.values():
            read_part(part, count)
        _check_pixels([part for name, part in parts.items() if name not in written])
    except TooMuch as stopped:
        return [stopped.problem]
    pages = 1 + max(count.breaks, count.rendered)
    return [fault("too_many_pages", pages=pages, limit=MAX_PAGES)] if pages > MAX_PAGES else []


def beyond_doc(text: str, pictures: tuple[bytes, ...]) -> list[Problem]:
    """The same for a .doc, whose text has a line for each paragraph."""
    try:
        if len(text) > MAX_SIGNS:
            return [fault("too_long", detail=f"文字超过 {MAX_SIGNS:,} 个")]
        _check_paragraphs(text.count("\n"))
        _check_pictures(len(pictures))
        _check_pixels(list(pictures))
    except TooMuch as stopped:
        return [stopped.problem]
    return []


def read_part(part: bytes, count: Count) -> None:
    parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
    parser.buffer_text = True
    parser.StartElementHandler = count.start
    parser.EndElementHandler = count.end
    parser.CharacterDataHandler = count.text
    count.begin_part()
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, ValueError, LookupError):
        return  # the reader says that it is damaged


def _is_xml(part: bytes) -> bool:
    """By its first sign, not its name: a package may call its text what it likes."""
    start = part[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")
    return start.startswith(b"<") or not start


def _check_paragraphs(many: int) -> None:
    if many > MAX_PARAGRAPHS:
        raise TooMuch(fault("too_long", detail=f"段落超过 {MAX_PARAGRAPHS:,} 个"))


def _check_pictures(many: int) -> None:
    if many > MAX_PICTURES:
        raise TooMuch(_complex(f"图片超过 {MAX_PICTURES} 张"))


def _check_pixels(files: list[bytes]) -> None:
    total = 0
    for data in files:
        total += pixels(data)
        if total > MAX_PIXELS:
            raise TooMuch(_complex(f"图片共超过 {MAX_PIXELS // 10_000:,} 万像素"))


def _complex(detail: str) -> Problem:
    return fault("too_complex", detail=detail)


def _value(attributes: dict[str, str], name: str) -> str:
    return next((value for key, value in attributes.items() if key.rpartition(_SEPARATOR)[2] == name), "")


def _number(text: str) -> int:
    """As the reader takes it; what is no number to it is damaged and not our business."""
    try:
        return int(text)
    except ValueError:
        return 1
