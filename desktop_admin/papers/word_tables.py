"""Tables of a Word file as a person sees them: which cells show, how a table style colours each, how wide it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from desktop_admin.papers.word_places import by_frame
from desktop_admin.papers.word_section import PageSetup
from desktop_admin.papers.word_sight import Sight
from desktop_admin.papers.word_styles import (
    CONDITIONS,
    Look,
    Style,
    attributes,
    displaced,
    table_look,
    thick_borders,
)
from desktop_admin.papers.word_tree import Element, branch, child, differs, kind, measure, said, switched_on

#: Bits of ``w:tblLook`` (§17.4.55) by the condition they switch.
_BITS: Final = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100}
_NO_BANDS: Final = {"noHBand": 0x200, "noVBand": 0x400}
_WRAPPERS: Final = frozenset({"w:customXml", "w:ins", "w:moveTo", "w:smartTag", "w:sdtContent"})
#: Where a document gives no size of its own; cells leave 108 twips on both sides (§17.4.42).
_CELL_MARGIN: Final = 108.0
#: A line of the smallest type that forms use.
_LINE: Final = 220.0
_WIDEST: Final = 63
#: A cell that begins so far (half a centimetre) left of the page still shows its text; gaps as wide as a thumb do not occur.
_OVER_THE_EDGE: Final = 300.0
_WIDEST_GAP: Final = 1000.0


@dataclass(frozen=True)
class Cell:
    """A cell with its place in the grid: ``column`` to ``column + span``."""

    element: Element
    sight: Sight
    column: int
    span: int
    merged: str
    """"" or what ``w:vMerge`` says: restart, continue."""

    @property
    def properties(self) -> Element | None:
        return child(self.element, "w:tcPr")


@dataclass(frozen=True)
class Row:
    """A row that is not deleted."""

    element: Element
    sight: Sight
    cells: tuple[Cell, ...]

    @property
    def height(self) -> float:
        """The height it states."""
        return measure(said(child(child(self.element, "w:trPr"), "w:trHeight"), "val", "0")) or 0.0

    @property
    def least(self) -> float:
        """The height it has at least, as far as its cells' own paragraphs say."""
        if self.exact is not None:
            return self.exact
        deep = (sum(kind(one) == "w:p" for one in cell.element) for cell in self.cells)
        return max(self.height, _LINE * max(deep, default=1))

    @property
    def exact(self) -> float | None:
        """The height it never exceeds."""
        height = child(child(self.element, "w:trPr"), "w:trHeight")
        if said(height, "hRule") != "exact":
            return None
        found = measure(said(height, "val"))
        return found if found is not None else 0.0


class Table:
    """A table's rows and what its properties mean for each cell."""

    def __init__(self, element: Element, style: Style, on: PageSetup) -> None:
        self.properties = child(element, "w:tblPr")
        self.rows = [_row(one, sight) for one, sight in unwrapped(element, "w:tr") if not _deleted(one)]
        self._style = style
        self._styled: dict[frozenset[str], Style] = {}
        self._look = child(self.properties, "w:tblLook")
        grid = child(element, "w:tblGrid")
        self._grid = [measure(said(one, "w")) or 0.0 for one in (grid if grid is not None else ())]
        self._on = on
        self.fixed = said(child(self.properties, "w:tblLayout"), "type") == "fixed"
        self.columns = max(
            (row.cells[-1].column + row.cells[-1].span for row in self.rows if row.cells), default=1
        )
        self.look = {**style.table, **table_look(self.properties, None)}

    @property
    def floats(self) -> dict[str, str] | None:
        """Where it floats, if it does."""
        floating = child(self.properties, "w:tblpPr")
        return attributes(floating) if floating is not None else None

    @property
    def whole_width(self) -> float | None:
        """How wide its columns say it is; None where they may become wider."""
        return sum(self._grid) or None if self.fixed else None

    def sight(self) -> Sight:
        """Whether the table as a whole lies on the page."""
        found = Sight.SEEN
        floating = child(self.properties, "w:tblpPr")
        if floating is not None:
            found = by_frame(attributes(floating), self._on)
        moved, gap = self._moved, measure(said(child(self.properties, "w:tblCellSpacing"), "w", "0"))
        if moved is None or gap is None or gap > _WIDEST_GAP or self.look.get("turned") or self._displaced:
            return Sight.UNSURE
        return max(found, Sight.HIDDEN if abs(moved) >= self._on.width else Sight.SEEN)

    @property
    def _displaced(self) -> bool:
        styled = (self._style.table, *(one.table for one in self._style.conditions.values()))
        thick = any(thick_borders(cell.properties) for row in self.rows for cell in row.cells)
        less = differs(self.properties) or any(width < 0 for width in self._grid)
        return (
            less or thick or thick_borders(self.properties) or any(look.get("displaced") for look in styled)
        )

    @property
    def _moved(self) -> float | None:
        element = child(self.properties, "w:tblInd")
        return measure(said(element, "w", "0")) if said(element, "type", "dxa") == "dxa" else 0.0

    @property
    def _begin(self) -> float:
        """Where the table begins from the left edge of the page; a wide one may begin beside it."""
        beyond = sum(self._grid) - self._on.line
        share = {"center": 0.5, "right": 1.0, "end": 1.0}.get(said(child(self.properties, "w:jc"), "val"))
        return self._on.left + (-share * beyond if share and self._grid else self._moved or 0.0)

    def place_of(self, cell: Cell) -> Sight:
        """Whether the cell begins on the page and is no wider; only a fixed layout is sure to put it where its grid says."""
        start = self._begin + sum(self._grid[: cell.column]) + self.margin(cell, "left")
        if -_OVER_THE_EDGE < start < self._on.width - 100:
            width = sum(self._grid[cell.column : cell.column + cell.span])
            beyond = (
                start + width > self._on.width + 2 * _OVER_THE_EDGE if self.fixed else width > self._on.width
            )
            return Sight.UNSURE if beyond else Sight.SEEN
        if -self._on.width < start < 0:
            return Sight.UNSURE
        return Sight.HIDDEN if self.fixed else Sight.UNSURE

    def width(self, cell: Cell) -> float | None:
        """The width of the cell's text where it is fixed; None where a cell may grow."""
        return self.stated_width(cell) if self.fixed else None

    def fitting(self, cell: Cell) -> float | None:
        """The width that the cell presses its text into; None where it does not."""
        fits = switched_on(child(cell.properties, "w:tcFitText"))
        return (self.stated_width(cell) or 0.0) if fits else None

    def stated_width(self, cell: Cell) -> float | None:
        """The width of the cell's text as the file says it, whether or not it may grow."""
        stated = child(cell.properties, "w:tcW")
        width = measure(said(stated, "w")) if said(stated, "type", "dxa") == "dxa" else None
        grid = sum(self._grid[cell.column : cell.column + cell.span])
        margins = sum(self.margin(cell, side, _CELL_MARGIN) for side in ("left", "right"))
        return max(0.0, (grid or width or 0.0) - margins) if grid or width is not None else None

    def height_of(self, number: int, cell: Cell) -> float:
        """How high a cell of row ``number`` is at least, the rows over which it goes on with it."""
        found = self.rows[number].least
        for row in self.rows[number + 1 :] if cell.merged == "restart" else ():
            if not any(one.column == cell.column and one.merged == "continue" for one in row.cells):
                break
            found += row.least
        return found

    def margin(self, cell: Cell, side: str, otherwise: float = 0.0) -> float:
        """The room a cell leaves at one side."""
        sides = {"left": ("w:left", "w:start"), "right": ("w:right", "w:end")}.get(side, (f"w:{side}",))
        for holder in (child(cell.properties, "w:tcMar"), child(self.properties, "w:tblCellMar")):
            for name in sides:
                stated = child(holder, name)
                if stated is not None:
                    return measure(said(stated, "w")) or 0.0
        return otherwise

    def styled(self, number: int, cell: Cell) -> Style:
        """What the table style says of the cell's text and ground."""
        if not self._style.conditions:
            return self._style
        meant = frozenset(self._conditions(number, cell))
        if meant not in self._styled:
            style = replace(self._style, conditions={})
            for name in CONDITIONS:
                if name in meant and name in self._style.conditions:
                    style = self._style.conditions[name].over(style)
            self._styled[meant] = style
        return self._styled[meant]

    def _conditions(self, number: int, cell: Cell) -> set[str]:
        first_row, last_row, first_column, last_column = map(self._wanted, _BITS)
        top, bottom = first_row and number == 0, last_row and number == len(self.rows) - 1
        left, right = (
            first_column and cell.column == 0,
            last_column and cell.column + cell.span >= self.columns,
        )
        meant = {"wholeTable"}
        if not self._wanted("noHBand"):
            band = (number - first_row) // self.look.get("tblStyleRowBandSize", 1)
            meant.add(f"band{band % 2 + 1}Horz")
        if not self._wanted("noVBand"):
            band = (cell.column - first_column) // self.look.get("tblStyleColBandSize", 1)
            meant.add(f"band{band % 2 + 1}Vert")
        meant |= {name for name, holds in (("firstRow", top), ("lastRow", bottom)) if holds}
        meant |= {name for name, holds in (("firstCol", left), ("lastCol", right)) if holds}
        corners = {
            "nwCell": top and left,
            "neCell": top and right,
            "swCell": bottom and left,
            "seCell": bottom and right,
        }
        return meant | {name for name, holds in corners.items() if holds}

    def _wanted(self, name: str) -> bool:
        stated = said(self._look, name)
        if stated:
            return stated not in {"0", "false", "off"}
        try:
            bits = int(said(self._look, "val", "0")[:8] or "0", 16)
        except ValueError:
            bits = 0
        return bool(bits & (_BITS | _NO_BANDS)[name])


def merged_away(rows: Iterable[Row]) -> Iterator[tuple[Row, dict[int, Sight]]]:
    """Each row with the cells (by column) whose text a cell above covers: what a merged cell holds is not drawn."""
    above: set[int] = set()
    for row in rows:
        covered = {
            cell.column: Sight.HIDDEN if cell.column in above else Sight.UNSURE
            for cell in row.cells
            if cell.merged == "continue"
        }
        above = {cell.column for cell in row.cells if cell.merged}
        yield row, covered


def unwrapped(parent: Element, name: str) -> Iterator[tuple[Element, Sight]]:
    """The rows of a table or the cells of a row, out of whatever Word may wrap them in."""
    for one in parent:
        word = kind(one)
        if word == name:
            yield one, Sight.SEEN
        elif word in _WRAPPERS:
            yield from unwrapped(one, name)
        elif word == "w:sdt":
            content = child(one, "w:sdtContent")
            if content is not None:
                yield from _at_least(by_control(child(one, "w:sdtPr")), unwrapped(content, name))
        elif word == "mc:AlternateContent":
            taken, alike = branch(one)
            holder = Element("branch")
            holder.extend(taken)
            yield from _at_least(Sight.SEEN if alike else Sight.UNSURE, unwrapped(holder, name))


def _at_least(sight: Sight, found: Iterable[tuple[Element, Sight]]) -> Iterator[tuple[Element, Sight]]:
    return ((one, max(sight, own)) for one, own in found)


def by_control(properties: Element | None) -> Sight:
    """A content control: its placeholder states nothing, what is bound to other data is put in place of its text."""
    if properties is None:
        return Sight.SEEN
    if any(kind(one).endswith(":dataBinding") for one in properties):
        return Sight.UNSURE
    return Sight.QUIET if switched_on(child(properties, "w:showingPlcHdr")) else Sight.SEEN


def _deleted(row: Element) -> bool:
    return child(child(row, "w:trPr"), "w:del") is not None


def _row(element: Element, sight: Sight) -> Row:
    properties = child(element, "w:trPr")
    if switched_on(child(properties, "w:hidden")) or displaced(element) or differs(properties):
        sight = max(sight, Sight.UNSURE)
    column = _count(said(child(properties, "w:gridBefore"), "val"), 0)
    cells = []
    for one, own in unwrapped(element, "w:tc"):
        about = child(one, "w:tcPr")
        if child(about, "w:cellDel") is not None:
            continue
        if differs(about) or sum(kind(inner) == "w:tcPr" for inner in one) > 1:
            own = max(own, Sight.UNSURE)
        beside = child(about, "w:hMerge")
        if beside is not None and said(beside, "val", "continue") == "continue":
            own = max(own, Sight.UNSURE)
        merge = child(about, "w:vMerge")
        merged = said(merge, "val", "continue") or "continue" if merge is not None else ""
        span = _count(said(child(about, "w:gridSpan"), "val"), 1)
        cells.append(Cell(one, own, column, span, merged))
        column += span
    return Row(element, sight, tuple(cells))


def _count(text: str, otherwise: int) -> int:
    return min(int(text[:4]), _WIDEST) if text[:4].isascii() and text[:4].isdecimal() else otherwise


def cell_shading(table: Table, styled: Style, row: Row, cell: Cell) -> list[Look]:
    """The shadings behind a cell's text, the innermost last."""
    direct = child(cell.properties, "w:shd")
    exception = table_look(child(row.element, "w:tblPrEx"), None).get("table shd")
    found = [table.look.get("table shd"), exception, styled.table.get("cell shd")]
    return [one for one in (*found, attributes(direct) if direct is not None else None) if one is not None]
