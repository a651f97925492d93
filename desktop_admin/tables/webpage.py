"""A web page named .xls: what many platforms call an Excel export. Read as Excel opens it: everything on one sheet.

Tables stand below each other, text between them takes a row of its own. A cell that says it is a number (``x:num``,
Excel's own pages) is one, any other is text, as exact as the page writes it.
"""

import re
from html.parser import HTMLParser
from typing import Final

from desktop_admin.rules.cells import ERRORS, Broken, Cell
from desktop_admin.tables.grids import MOST_COLUMNS, Grid, Row, merged_down

_CELLS: Final = frozenset({"td", "th"})
_ROW_ENDS: Final = frozenset({"tr", "table", "thead", "tbody", "tfoot", "html", "body"})
_LINES: Final = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "center", "br"})
_UNSEEN: Final = frozenset({"head", "script", "style", "title", "xml"})
_SHEET: Final = re.compile(r"<x:Name>([^<]{1,64})</x:Name>")
_SPACES: Final = re.compile(r"[ \t\r\n\f]+")
_MOST_SPAN: Final = 65_536


def web_page(text: str, name: str) -> list[Grid]:
    """The one sheet; its name is the one Excel wrote into the page, else ``name``."""
    page = _Page()
    page.feed(text)
    page.close()
    page.end_row()
    named = _SHEET.search(text, 0, 20_000)
    return [Grid(named[1] if named else name, page.rows, merged=merged_down(page.rows, page.blocks))]


class _Page(HTMLParser):
    """Rows in the making. ``blocks``: merged downwards, as (first row, last row, column)."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[Row] = []
        self.blocks: list[tuple[int, int, int]] = []
        self._cells: dict[int, Cell] | None = None
        #: Columns of blocks from rows above, and of those that begin in this row: column → rows.
        self._taken: dict[int, int] = {}
        self._starting: dict[int, int] = {}
        self._text: list[str] = []
        self._cell: dict[str, str | None] | None = None
        self._unseen = 0
        self._number = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A new row or cell; line breaks inside a cell stay."""
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "tr":
            self.end_row()
            self._cells = {}
        elif tag in _CELLS:
            self._end_cell()
            if self._cells is None:
                self._end_line()
                self._cells = {}
            self._cell = dict(attrs)
        elif tag == "table":
            self.end_row()
            self._taken = {}
        elif tag in _LINES:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        """A cell ends with its row even where nobody closed it."""
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _CELLS:
            self._end_cell()
        elif tag in _ROW_ENDS:
            self.end_row()
        elif tag in _LINES:
            self._break()

    def handle_data(self, data: str) -> None:
        """Text of a cell, or between tables."""
        if not self._unseen:
            self._text.append(_SPACES.sub(" ", data))

    def end_row(self) -> None:
        """Close what is open; text outside a table is a row by itself."""
        self._end_cell()
        cells, self._cells = self._cells, None
        if cells is None:
            self._end_line()
            return
        self._number += 1
        self._taken = {column: rows - 1 for column, rows in self._taken.items() if rows > 1}
        self._taken |= {column: rows - 1 for column, rows in self._starting.items()}
        self._starting = {}
        width = max(cells, default=-1) + 1
        self.rows.append((self._number, [cells.get(column, "") for column in range(width)]))

    def _break(self) -> None:
        if self._cell is not None:
            self._text.append("\n")
        elif self._cells is None:
            self._end_line()

    def _end_line(self) -> None:
        said = "".join(self._text).strip()
        self._text.clear()
        if said:
            self._number += 1
            self.rows.append((self._number, [said]))

    def _end_cell(self) -> None:
        if self._cell is None or self._cells is None:
            return
        about, self._cell = self._cell, None
        value = _value("".join(self._text).strip(), about)
        self._text.clear()
        column = max(self._cells, default=-1) + 1
        while self._taken.get(column):
            column += 1
        wide, high = _span(about.get("colspan")), _span(about.get("rowspan"))
        for place in range(column, min(column + wide, MOST_COLUMNS)):
            self._cells[place] = value if place == column else ""
            if high > 1:
                self._starting[place] = high
        if high > 1 and column < MOST_COLUMNS:
            self.blocks.append((self._number + 1, self._number + high, column))


def _span(said: str | None) -> int:
    return min(max(int(said), 1), _MOST_SPAN) if said and said.isdecimal() and len(said) < 7 else 1


def _value(text: str, about: dict[str, str | None]) -> Cell:
    if text in ERRORS:
        return Broken(text)
    if "x:num" in about and "x:str" not in about:
        try:
            return float(about["x:num"] or text)
        except ValueError:
            return text
    return text
