"""The walk over a Word document that takes out what nobody sees: blocks, tables and paragraphs.

Runs are looked at in :mod:`word_runs`, drawings in :mod:`word_drawings`; what they find gathers in :class:`Findings`.
Only elements known here go on; words inside any other are left out, and that is said.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from desktop_admin.papers.word_colours import AUTO
from desktop_admin.papers.word_covers import Covers, Height, doubt
from desktop_admin.papers.word_facts import Facts
from desktop_admin.papers.word_findings import Findings, Line, Room, Standpoint
from desktop_admin.papers.word_places import by_frame, by_indents, far_tabs
from desktop_admin.papers.word_results import Results
from desktop_admin.papers.word_runs import CELL, MARKS, Around, Runs
from desktop_admin.papers.word_section import ACROSS
from desktop_admin.papers.word_sight import Ground, Sight, by_order, line_height, merged, size
from desktop_admin.papers.word_spots import between_lines, frame_spot, pictures_height
from desktop_admin.papers.word_styles import Look, paragraph_look, run_look
from desktop_admin.papers.word_tables import Cell, Row, Table, by_control, cell_shading, merged_away
from desktop_admin.papers.word_tree import (
    Element,
    below,
    branch,
    child,
    differs,
    kind,
    made,
    measure,
    said,
    words,
)

_THROUGH: Final = frozenset({"w:customXml", "w:ins", "w:moveTo", "w:smartTag", "w:sdtContent"})
_GONE: Final = frozenset({"w:del", "w:moveFrom", "w:sectPr", "w:tcPr"})
#: What the reader needs to know of a paragraph, a row and a cell.
_PARAGRAPH: Final = frozenset({"w:pStyle", "w:numPr", "w:jc", "w:ind"})
#: Pictures that take room between the lines, up to a page of it.
_PUSHING: Final = ("wp:inline", "wp:wrapSquare", "wp:wrapTopAndBottom", "v:imagedata")
#: What parts a line that runs from right to left, so that its parts change places.
_PARTING: Final = (
    "w:tab",
    "w:ptab",
    "w:sym",
    "w:noBreakHyphen",
    "w:drawing",
    "w:pict",
    "w:object",
    "m:oMath",
)
#: What makes two frames one; other attributes programs may add to one of them.
_OF_A_FRAME: Final = ("w", "h", "x", "y", "xAlign", "yAlign", "hAnchor", "vAnchor")
_CODE: Final = re.compile("[0-9A-Fa-f]{1,6}\\Z")
#: A sign without width.
_NOTHING: Final = "\u200b"
_PICTURE: Final = 15_000.0
_CELL: Final = frozenset({"w:gridSpan", "w:vMerge"})


class Walk:
    """One walk over one document, story by story."""

    def __init__(self, facts: Facts, findings: Findings) -> None:
        self._facts, self._findings = facts, findings
        self._runs = Runs(facts, findings, self.story)
        self._results = Results(())
        self._frame: tuple[tuple[str, ...], Room] | None = None  # the text frame that goes on, and its room
        self._in_cells = 0
        self._within: Height | None = None  # of what is being read below the body's own paragraphs and rows
        self.height = self.tallest = 0.0
        """Of the last story, at least with its distances, and at most."""
        self.reached: list[tuple[float, float, bool]] = []
        self.collapsed = False
        """A heading before this was folded: what follows it shows only once it is unfolded."""

    def begin(self, story: Sequence[Element]) -> None:
        """From here on fields are those of this story."""
        self._results = Results(story)

    def story(self, elements: Sequence[Element], place: Standpoint, edge: bool = False) -> list[Element]:
        """A text of its own: a text box, a page's head, a note; what a page's ``edge`` covers is left in ``reached``."""
        before = self._results, self.collapsed, self._within, self._frame, self._in_cells
        self._in_cells = 0
        outer, self._findings.covers = self._findings.covers, Covers()
        self._within = Height()
        self.begin(elements)
        blocks = self.blocks(elements, place)
        self.height, self.tallest = self._within.least + self._within.apart, self._within.most
        covers, self._findings.covers = self._findings.covers, outer
        self._results, self.collapsed, self._within, self._frame, self._in_cells = before
        under = covers.covered() if edge else blocks if covers else ()
        for one in [*under, *covers.overlapped()]:
            self._findings.say(Sight.UNSURE, doubt(one, MARKS[Sight.UNSURE]))
        self.reached = covers.ranges() if edge else []
        if covers and not edge:  # a sheet that hangs on a text box may lie over what is round the box
            outer.cover(0.0, place.page.height, True)
        return blocks

    def blocks(self, elements: Iterable[Element], place: Standpoint) -> list[Element]:
        """Paragraphs and tables as seen at ``place``."""
        found: list[Element] = []
        for one in elements:
            name = kind(one)
            if name == "w:p":
                found.append(self._paragraph(one, place))
            elif name == "w:tbl":
                found.append(self._table(one, place))
            elif name in _THROUGH:
                found += self.blocks(one, place)
            elif name == "w:sdt":
                control = max(place.sight, by_control(child(one, "w:sdtPr")))
                content = child(one, "w:sdtContent")
                found += self.blocks(content if content is not None else (), replace(place, sight=control))
            elif name == "mc:AlternateContent":
                taken, alike = branch(one)
                self._runs.drawings.untaken(one, place)
                doubt = Sight.SEEN if alike else Sight.UNSURE
                found += self.blocks(taken, replace(place, sight=max(place.sight, doubt)))
            elif name == "m:oMathPara":
                found += self.blocks([made("p", one)], place)
            elif name not in _GONE:
                self._findings.say(Sight.UNSURE, words(one))
                self._runs.drawings.unread(one, place)
        return found

    def _paragraph(self, element: Element, place: Standpoint) -> Element:
        properties = child(element, "w:pPr")
        direct = paragraph_look(properties)
        style = self._facts.styles.of("paragraph", direct.get("style"))
        levels = (self._facts.styles.paragraph, place.table_paragraph, style.paragraph, direct)
        look: Look = merged(*levels)
        look["tabs"] = tuple(stop for level in levels for stop in level.get("tabs", ()))
        look["tabs"] += (self._facts.far_stop,) if self._facts.far_stop else ()
        shading = self._facts.palette.shading(look["shd"]) if "shd" in look else AUTO
        sight = max(place.sight, self._by_place(element, look, place))
        sight = max(sight, by_order(look, words(element) + _symbols(element), _holds(element, *_PARTING)))
        above = _distance(look, "before")
        if _read_otherwise(element, properties) or above > place.page.height / 2:
            sight = max(sight, Sight.UNSURE)
        if "framePr" not in look:
            self._frame = None
        else:
            place = self._framed(look["framePr"], place)
            sight = max(sight, by_frame(look["framePr"], place.page, above))
        mark = merged(self._facts.styles.run, style, run_look(child(properties, "w:rPr")))
        if place.room is not None:
            place.room.more += pictures_height(element, place.page)
        line = Line(place, above)
        self._results.moved = False
        around = Around(
            place,
            style,
            look,
            place.ground.with_shading(shading),
            sight,
            line,
            self._results,
            _fitted(element),
        )
        runs = [*self._label(element, look), *self._runs.inline(element, around)]
        pressed = line.finish(line_height(size(mark), look) or 0.0, _distance(look, "after"))
        self.collapsed |= bool(look.get("collapsed"))
        kept = [one for one in (properties if properties is not None else ()) if kind(one) in _PARAGRAPH]
        new = made("p", made("pPr", *kept), *runs)
        if pressed or line.back:
            self._findings.say(Sight.UNSURE, doubt(new, MARKS[Sight.UNSURE]))
        pushes = any(True for _ in below(element, *_PUSHING))
        height = _height(runs, line.sizes or [size(mark)], look, place)
        height += Height(0.0, _PICTURE if pushes else 0.0, above + _distance(look, "after"))
        height += Height(0.0, 0.0, between_lines(element, place.page) if pushes else 0.0)
        self._cover(new, look, height, place)
        self._settle(new, height)
        return new

    def _cover(self, paragraph: Element, look: Look, height: Height, place: Standpoint) -> None:
        """What a text frame lies upon; a drop cap stands in its own line."""
        frame = look.get("framePr")
        if frame is None or (frame.get("dropCap", "none") != "none" and "y" not in frame):
            return
        spot = frame_spot(frame, measure(frame.get("w", "")), height.most, place.page)
        self._findings.covers.frame(spot, paragraph, tuple(sorted(frame.items())))
        if frame.get("wrap") == "through":
            self._findings.covers.cover(0.0, place.page.height, True)

    def _label(self, element: Element, look: Look) -> list[Element]:
        """What stands for a list's number: it is no part of the word behind it."""
        if not look.get("listed") or not words(element):
            return []
        return [made("r", made("rPr", made("rStyle", val=MARKS[Sight.QUIET])), made("t", text=_NOTHING))]

    def _settle(self, element: Element, height: Height) -> None:
        """The next thing down the page: of the body, or of the cell that is being read."""
        if not self._in_cells:
            self._findings.covers.unit(element, height)
        if self._within is not None:
            self._within += height

    def _by_place(self, element: Element, look: Look, place: Standpoint) -> Sight:
        if place.page.sight is not Sight.SEEN:
            return place.page.sight
        within = place.width if place.width is not None else place.page.line
        found = by_indents(look, place.page, within if place.boxed else None)
        if look.get("listed") and self._facts.lists_far_out:
            found = max(found, Sight.UNSURE)
        if far_tabs(look, place.page, place.width if place.boxed else None) and _holds(
            element, "w:tab", "w:ptab"
        ):
            found = max(found, Sight.UNSURE)
        return found

    def _framed(self, frame: dict[str, str], place: Standpoint) -> Standpoint:
        """Inside a text frame; paragraphs after each other in one frame share its height."""
        height, width = measure(frame.get("h", "")), measure(frame.get("w", ""))
        place = replace(place, width=width if width else place.width, boxed=True)
        if frame.get("hRule") != "exact":
            self._frame = None
            return place
        key = tuple(_told(frame.get(name, "")) for name in _OF_A_FRAME)
        if self._frame is None or self._frame[0] != key:
            self._frame = key, Room(height or 0.0)
        return replace(place, room=self._frame[1])

    def _table(self, element: Element, place: Standpoint) -> Element:
        self._frame = None
        name = said(child(child(element, "w:tblPr"), "w:tblStyle"), "val") or None
        table = Table(element, self._facts.styles.of("table", name), place.page)
        sight = max(place.sight, table.sight())
        if place.room is not None:  # rows side by side and below each other: what is cut off cannot be told
            sight = max(sight, Sight.UNSURE)
        covers = self._findings.covers
        start = covers.number
        rows = [
            self._row(table, number, row, covered, replace(place, sight=max(sight, row.sight)))
            for number, (row, covered) in enumerate(merged_away(table.rows))
        ]
        if table.floats is not None:
            high = place.page.height if self._within is not None else covers.since(start)
            covers.floats(frame_spot(table.floats, table.whole_width, high, place.page), rows, True, start)
        if place.room is not None:  # what comes after it in the same room
            place.room.more += place.page.height
        return made("tbl", made("tblPr"), *rows)

    def _row(
        self, table: Table, number: int, row: Row, covered: dict[int, Sight], place: Standpoint
    ) -> Element:
        cells: list[Element] = []
        outer, stated = self._within, row.height
        height = Height(stated, stated)
        self._in_cells += 1
        for cell in row.cells:
            self._within = Height()
            cells.append(self._cell(table, number, row, cell, covered.get(cell.column, Sight.SEEN), place))
            inner, self._frame = self._within, None
            height = Height(
                max(height.least, inner.least),
                max(height.most, inner.most + 400),
                max(height.apart, inner.apart),
            )
        self._within = outer
        self._in_cells -= 1
        header = child(child(row.element, "w:trPr"), "w:tblHeader")
        new = made("tr", made("trPr", *([header] if header is not None else [])), *cells)
        self._settle(new, height)
        return new

    def _cell(
        self, table: Table, number: int, row: Row, cell: Cell, covered: Sight, place: Standpoint
    ) -> Element:
        styled = table.styled(number, cell)
        ground: Ground = place.ground
        for shading in cell_shading(table, styled, row, cell):
            ground = ground.with_shading(self._facts.palette.shading(shading))
        sight = max(place.sight, cell.sight, covered, table.place_of(cell))
        if row.height > place.page.height:
            sight = max(sight, Sight.UNSURE)
        width = table.width(cell)
        if width is not None and width < 100:
            sight = max(sight, Sight.HIDDEN if width < 40 else Sight.UNSURE)
        room = Room(row.exact, table.margin(cell, "top")) if row.exact is not None else None
        if said(child(cell.properties, "w:textDirection"), "val", "lrTb") not in ACROSS:
            across = table.stated_width(cell)  # lines run down the row, one beside the other
            sight = max(sight, Sight.UNSURE if across is None else Sight.SEEN)
            room, width = Room(across or 0.0, grows=row.exact is None), table.height_of(number, cell)
        inside = Standpoint(ground, place.page, sight, width, room, True, styled.run, styled.paragraph)
        inside = replace(inside, shrunk=place.shrunk, fitting=table.fitting(cell))
        blocks = self.blocks(cell.element, inside)
        if room is not None and room.full and said(child(cell.properties, "w:vAlign"), "val", "top") != "top":
            for block in blocks:
                self._findings.say(Sight.UNSURE, doubt(block, MARKS[Sight.UNSURE]))
        kept = [one for one in (cell.properties if cell.properties is not None else ()) if kind(one) in _CELL]
        return made("tc", made("tcPr", *kept), *(blocks or [made("p")]))


def _read_otherwise(paragraph: Element, properties: Element | None) -> bool:
    """Whether another program may take other properties for it: they stand elsewhere, differ, or are there twice."""
    first = next((kind(one) for one in paragraph), "")
    if (properties is not None and first != "w:pPr") or differs(properties, "w:tabs"):
        return True
    return sum(kind(one) == "w:pPr" for one in paragraph) > 1


def _holds(paragraph: Element, *names: str) -> bool:
    """Whether something of these names stands in the paragraph, not in what is said of its look."""
    return any(True for one in paragraph if kind(one) != "w:pPr" for _ in below(one, *names))


def _symbols(paragraph: Element) -> str:
    """The signs that stand by their number, as far as they have one."""
    codes = (said(one, "char")[:6] for one in below(paragraph, "w:sym"))
    numbers = (int(code, 16) for code in codes if _CODE.match(code))
    return "".join(chr(number) for number in numbers if number < 0x110000)


def _distance(look: Look, side: str) -> float:
    """What is left empty before or after a paragraph."""
    lengths = measure(look.get(f"spacing {side}", "0")), measure(look.get(f"spacing {side}Lines", "0"), 2.4)
    return max(0.0, *(length or 0.0 for length in lengths))


def _told(length: str) -> str:
    """One spelling of a length, or the word that it is."""
    found = measure(length)
    return length if found is None else f"{found:g}"


def _height(runs: Sequence[Element], sizes: Sequence[float], look: Look, place: Standpoint) -> Height:
    """How high a paragraph of text is, at least and at most."""
    signs = sum(len(piece.text or "") for one in runs for piece in one if kind(piece) == "w:t")
    breaks = sum(kind(piece) == "w:br" for one in runs for piece in one)
    width = max(200.0, place.width or place.page.line)
    small, large = min(sizes), max(sizes)
    least = max(1.0, 0.4 * small * signs // width) * min(small, line_height(small, look) or small)
    lines = 1.2 * large * signs // width + breaks + 1
    most = lines * max(2.2 * large, line_height(large, look) or 0.0) + 800
    return Height(least, most)


def _fitted(paragraph: Element) -> dict[str, int]:
    """How many signs share each ``w:fitText``, and how many the cell's width."""
    found = {CELL: len(words(paragraph))}
    for run in below(paragraph, "w:r"):
        fitted = child(child(run, "w:rPr"), "w:fitText")
        if fitted is not None:
            number = said(fitted, "id")
            found[number] = found.get(number, 0) + len(words(run))
    return found
