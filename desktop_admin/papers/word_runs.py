"""Runs of a Word paragraph: each piece of text written anew as seen, doubtful, or not at all."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from mammoth.docx.dingbats import dingbats

from desktop_admin.papers.word_drawings import Drawings
from desktop_admin.papers.word_facts import Facts
from desktop_admin.papers.word_findings import Findings, Line, Standpoint, Story
from desktop_admin.papers.word_readings import by_reading, over_the_line
from desktop_admin.papers.word_results import DRAWN_BY_CODE, Results, by_field
from desktop_admin.papers.word_sight import (
    SYMBOLS,
    Ground,
    Sight,
    drawn_back,
    line_height,
    merged,
    over_lines,
    raised,
    sight,
    size,
    spread,
    vanishes,
)
from desktop_admin.papers.word_styles import ODD, Look, Style, run_look
from desktop_admin.papers.word_tables import by_control
from desktop_admin.papers.word_tree import Element, below, branch, child, kind, made, measure, said, words
from desktop_admin.papers.word_versions import writes

#: Styles of runs whose words do not count; the reader makes ``span``\ s of them.
MARKS: Final = {Sight.UNSURE: "KaowuUnsure", Sight.QUIET: "KaowuQuiet"}
_THROUGH: Final = frozenset({"w:hyperlink", "w:smartTag", "w:customXml", "w:ins", "w:moveTo", "w:sdtContent"})
_GONE: Final = frozenset({"w:del", "w:moveFrom", "w:pPr", "w:delText", "w:commentReference"})
#: Stands for the cell among the ids of fittings.
CELL: Final = "cell"
#: In a reading: of no known height.
_DRAWN: Final = ("w:sym", "w:drawing", "w:pict", "w:object", "w:ruby")
_ANYTHING: Final = 10_000.0
#: Of today, or of its page: words that the file does not hold.
_TODAY: Final = frozenset(
    f"w:{name}"
    for name in (
        "dayShort",
        "dayLong",
        "monthShort",
        "monthLong",
        "yearShort",
        "yearLong",
        "pgNum",
        "contentPart",
    )
)
UNKNOWN_SIGN: Final = "□"
_KEPT_LOOKS: Final = ("w:b", "w:i", "w:u", "w:strike", "w:vertAlign")


@dataclass(frozen=True)
class Around:
    """The paragraph a run stands in. ``fitted``: how many signs share a width, by the id of the fitting."""

    place: Standpoint
    style: Style
    paragraph: Look
    ground: Ground
    sight: Sight
    line: Line
    results: Results
    fitted: dict[str, int] = field(default_factory=dict)
    fields: tuple[str, ...] = ()
    """Instructions of the simple fields around."""


@dataclass
class _Pieces:
    """A run being written: elements by sight, in order."""

    found: list[tuple[Sight, list[Element]]] = field(default_factory=list)

    def add(self, seen: Sight, element: Element) -> None:
        if seen is Sight.HIDDEN:
            return
        if not self.found or self.found[-1][0] is not seen:
            self.found.append((seen, []))
        self.found[-1][1].append(element)

    def runs(self, properties: Element | None) -> Iterator[Element]:
        for found, elements in self.found:
            if found is Sight.SEEN:
                yield made("r", *([properties] if properties is not None else []), *elements)
            else:
                looks = [one for name in _KEPT_LOOKS if (one := child(properties, name)) is not None]
                yield made("r", made("rPr", made("rStyle", val=MARKS[found]), *looks), *elements)


class Runs:
    """Writes the runs of paragraphs."""

    def __init__(self, facts: Facts, findings: Findings, story: Story) -> None:
        self._facts, self._findings = facts, findings
        self.drawings = Drawings(facts, findings, story)

    def inline(self, elements: Iterable[Element], around: Around) -> Iterator[Element]:
        """What stands in a paragraph, as runs without any wrapping."""
        for one in elements:
            name = kind(one)
            if name == "w:r":
                yield from self._run(one, around)
            elif name in _THROUGH:
                yield from self.inline(one, around)
            elif name == "w:sdt":
                content = child(one, "w:sdtContent")
                control = by_control(child(one, "w:sdtPr"))
                yield from self.inline(content if content is not None else (), _at_least(control, around))
            elif name == "w:fldSimple":
                yield from self.inline(
                    one, replace(around, fields=(*around.fields, said(one, "instr")[:2000]))
                )
            elif name in {"w:bdo", "w:dir"}:
                plain = name == "w:dir" and said(one, "val", "ltr") == "ltr"
                yield from self.inline(one, around if plain else _at_least(Sight.UNSURE, around))
            elif name == "mc:AlternateContent":
                taken, alike = branch(one)
                self.drawings.untaken(one, around.place)
                if writes(one, taken):
                    taken, alike = [made("r", self._sign()), *taken], False
                yield from self.inline(taken, around if alike else _at_least(Sight.UNSURE, around))
            elif name in {"m:oMath", "m:oMathPara"}:
                text = "".join(piece.text or "" for piece in below(one, "m:t", "w:t"))
                yield from self._plain(max(Sight.UNSURE, around.sight), text)
            elif name not in _GONE:
                self._findings.say(Sight.UNSURE, words(one))
                self.drawings.unread(one, around.place)
                if words(one):
                    yield from self._run(made("r", self._sign()), _at_least(Sight.UNSURE, around))

    def _plain(self, seen: Sight, text: str) -> Iterator[Element]:
        self._findings.say(seen, text)
        pieces = _Pieces()
        pieces.add(seen, made("t", text=text))
        return pieces.runs(None)

    def _run(self, run: Element, around: Around) -> Iterator[Element]:
        properties = child(run, "w:rPr")
        direct = run_look(properties)
        if properties is not None and (run[0] is not properties or len(run.findall(properties.tag)) > 1):
            direct[ODD] = True
        levels = [around.place.table, around.style.run]
        style = self._facts.styles.of("character", direct.get("style"))
        look = merged(self._facts.styles.run, *levels, style, direct)
        look |= {"shrunk": around.place.shrunk, "closer": around.place.page.closer}
        around.line.back |= bool(len(run)) and drawn_back(look)
        far = max(spread(look), over_lines(look, around.paragraph) if words(run) else 0.0)
        if far:
            self._findings.covers.cover(-far, 2 * far, False, True)
        gone = vanishes(self._facts.styles.run, [*levels, style.run], direct)
        text = words(run)
        seen = max(
            around.sight,
            gone,
            sight(look, around.paragraph, text, around.ground, self._facts.palette, self._facts.fonts),
            _by_fitting(look, around, len(text)),
        )
        shown = max(around.place.sight, gone)
        pieces = _Pieces()
        for one, least in self._children(run, around.place):
            self._piece(one, pieces, look, max(seen, least), shown, around)
        yield from pieces.runs(properties)

    def _children(self, run: Element, place: Standpoint) -> Iterator[tuple[Element, Sight]]:
        for one in run:
            if kind(one) == "mc:AlternateContent":
                taken, alike = branch(one)
                self.drawings.untaken(one, place)
                if writes(one, taken):
                    yield self._sign(), Sight.UNSURE
                if not alike:
                    self._findings.say(Sight.UNSURE, words(one))
                yield from ((inner, Sight.SEEN if alike else Sight.UNSURE) for inner in taken)
            else:
                yield one, Sight.SEEN

    def _sign(self) -> Element:
        """Stands for something in its line that is not known here; what is beside it is not one word."""
        self._findings.unsure = True
        return made("t", text=UNKNOWN_SIGN)

    def _piece(
        self, one: Element, pieces: _Pieces, look: Look, seen: Sight, shown: Sight, around: Around
    ) -> None:
        name = kind(one)
        if name == "w:t":
            self._text(one.text or "", pieces, look, seen, around)
        elif name in {"w:tab", "w:ptab"}:
            around.line.note(line_height(size(look), around.paragraph) or 0.0)
            pieces.add(_drawn(seen, around), made("tab"))
        elif name in {"w:br", "w:cr"}:
            around.line.end(line_height(size(look), around.paragraph) or 0.0)
            pieces.add(
                _drawn(seen, around), made("br", **({"type": said(one, "type")} if said(one, "type") else {}))
            )
        elif name in {"w:noBreakHyphen", "w:softHyphen"}:
            around.line.note(line_height(size(look), around.paragraph) or 0.0)
            pieces.add(_drawn(seen, around), made(name[2:]))
        elif name == "w:sym":
            self._symbol(one, pieces, look, seen, around)
        elif name in {"w:drawing", "w:pict", "w:object"}:
            if not around.results.within_code:
                for element in self.drawings.read(one, shown, around.place):
                    pieces.add(Sight.SEEN, element)
        elif name == "w:fldChar":
            shown_for_it = around.results.mark(one)
            if around.results.moved:
                self._findings.covers.cover(0.0, around.place.page.height, True)
            coded = shown_for_it == DRAWN_BY_CODE
            self._text(shown_for_it, pieces, look, max(seen, Sight.QUIET) if coded else seen, around)
        elif name == "w:instrText":
            around.results.instruction(one.text or "")
        elif name in {"w:footnoteReference", "w:endnoteReference"}:
            self._findings.notes.add((name.removesuffix("Reference"), said(one, "id")))
            pieces.add(_drawn(seen, around), one)
        elif name in _TODAY:
            self._text(self._sign().text or "", pieces, look, max(seen, Sight.UNSURE), around)
        elif name == "w:ruby":
            self._ruby(one, pieces, _at_least(seen, around))
        elif name not in _GONE:
            self._findings.say(Sight.UNSURE, words(one))
            self.drawings.unread(one, around.place)
            if words(one):
                self._text(UNKNOWN_SIGN, pieces, look, max(seen, Sight.UNSURE), around)

    def _text(self, text: str, pieces: _Pieces, look: Look, seen: Sight, around: Around) -> None:
        if not text:
            return
        if not look.get("specVanish") and around.results.within_code:
            self._findings.say(around.results.sight(text), text)
            return
        height = size(look)
        line = line_height(height, around.paragraph) or height
        for room, piece in around.line.take(text, height, line, raised(look)):
            found = max(seen, room, around.results.sight(piece))
            found = max((found, *(by_field(instruction, piece) for instruction in around.fields)))
            self._findings.say(found, piece)
            pieces.add(found, made("t", text=piece))

    def _symbol(self, one: Element, pieces: _Pieces, look: Look, seen: Sight, around: Around) -> None:
        """A sign by its number: of a symbol font the reader draws it, of any other it is a letter.

        What neither draws, a font may draw as anything: it parts what is beside it.
        """
        font, code = said(one, "font"), said(one, "char")
        try:
            number = int(code[:6], 16)
            letter = chr(number)
        except (ValueError, OverflowError):
            return
        if (font, number) in dingbats or (font, number - 0xF000) in dingbats:
            pieces.add(_drawn(seen, around), made("sym", font=font, char=code[:6]))
            return
        shown = letter.isprintable() and font.lower() not in SYMBOLS
        self._findings.unsure |= not shown
        self._text(letter if shown else UNKNOWN_SIGN, pieces, look, max(seen, Sight.UNSURE), around)

    def _ruby(self, ruby: Element, pieces: _Pieces, around: Around) -> None:
        """Signs with their reading above: the signs count where the reading lies clear of them, the reading is drawn."""
        several = sum(kind(part) == "w:rubyBase" for part in ruby) > 1
        parts = {"w:rubyBase": Sight.UNSURE if several else Sight.SEEN, "w:rt": Sight.QUIET}
        sizes = dict.fromkeys(parts, 0.0)
        written: list[Element] = []
        for part in sorted(ruby, key=lambda one: kind(one) == "w:rt"):
            name = kind(part)
            if name in parts:
                around.line.largest = around.line.moved = 0.0
                written += self.inline(part, _at_least(parts[name], around))
                drawn = around.line.moved > 0 or any(True for _ in below(part, *_DRAWN))
                sizes[name] = max(sizes[name], around.line.largest, _ANYTHING if drawn else 0.0)
        clear = by_reading(child(ruby, "w:rubyPr"), sizes["w:rubyBase"], sizes["w:rt"])
        over = over_the_line(child(ruby, "w:rubyPr"), sizes["w:rt"], around.paragraph)
        if over:
            self._findings.covers.cover(-over, over + 1, False)
        for run in written:
            mark = said(child(child(run, "w:rPr"), "w:rStyle"), "val")
            found = next((seen for seen, style in MARKS.items() if style == mark), clear)
            self._findings.say(found, words(run))
            for element in run:
                if kind(element) != "w:rPr":
                    pieces.add(found, element)


def _drawn(seen: Sight, around: Around) -> Sight:
    """The sight of a blank: like the text beside it, and no reason to say anything."""
    return Sight.HIDDEN if around.results.within_code else min(seen, Sight.UNSURE)


def _at_least(least: Sight, around: Around) -> Around:
    return around if least <= around.sight else replace(around, sight=least)


def _by_fitting(look: Look, around: Around, signs: int) -> Sight:
    """Text squeezed into a width (``w:fitText``), which several runs may share, or into that of its cell."""
    cell, stated = around.place.fitting, look.get("fitText")
    if cell is not None and cell < 0.2 * around.fitted.get(CELL, 0) * size(look):
        return Sight.UNSURE
    if stated is None:
        return Sight.SEEN
    width = measure(stated)
    signs = max(signs, around.fitted.get(look.get("fitId", ""), 0))
    return Sight.UNSURE if width is None or width < 0.2 * signs * size(look) else Sight.SEEN
