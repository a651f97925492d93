"""Text that a drawing may lie over: an opaque shape or picture in front of the text, and the lines it may reach.

Only Word knows where a line ends up. So each paragraph and table row of the body has a least and a greatest height,
and what a drawing can reach between the two is doubtful; what it cannot reach is not.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from desktop_admin.papers.word_tree import Element, child, kind, made, said

#: Marks a text box of its own place, over which what covers its paragraph does not lie.
FLOATS: Final = "floats"
#: Height of a page's text, A4 between Word's margins: what may be on a later page may be anywhere on it.
_MANY: Final = 60
_PAGE: Final = 13_900.0
#: A head may reach so far down a page's text, a foot so far up (a page lying on its side).
_HEAD: Final = 1440.0
_LOWEST: Final = 8_300.0
#: Further below the text it hangs on than tables and frames stand.
_ODD: Final = 600.0


@dataclass(frozen=True)
class Height:
    """Twips, at least and at most; ``apart``: distances and pictures between lines, not counted in the least."""

    least: float = 0.0
    most: float = 0.0
    apart: float = 0.0

    def __add__(self, other: "Height") -> "Height":
        return Height(self.least + other.least, self.most + other.most, self.apart + other.apart)


@dataclass(frozen=True)
class _Cover:
    unit: int
    top: float
    height: float
    on_page: bool
    low: bool = False


@dataclass(frozen=True)
class Spot:
    """Where something floats: ``top`` from its unit or a page's first line, ``across`` from the page's left edge.

    None: anywhere. ``layer``: behind the text, of the text (frames, tables), in front of it; ``over``: where in its layer.
    """

    top: float | None
    height: float
    on_page: bool
    across: tuple[float, float] | None = None
    layer: int = 2
    over: float | None = None
    scale: str = ""
    """What ``over`` counts; of two scales nobody knows which is on top."""
    pushes: bool = False
    """So wide that the text after it stands below it."""

    def under(self, other: "Spot") -> bool:
        """Whether the other one may be drawn upon this."""
        if self.layer != other.layer:
            return self.layer < other.layer
        if self.over is None or other.over is None or self.scale != other.scale:
            return True
        return self.over <= other.over


@dataclass(frozen=True)
class _Float:
    spot: Spot
    unit: int
    elements: list[Element]
    hides: bool
    key: Hashable = None


@dataclass
class Covers:
    """The body's paragraphs and rows in order, and the drawings in front of them."""

    _units: list[tuple[Element, Height]] = field(default_factory=list)
    _covers: list[_Cover] = field(default_factory=list)
    _floats: list[_Float] = field(default_factory=list)
    pushed: float = 0.0
    """How far down the page's head may push the text."""

    def __bool__(self) -> bool:
        return bool(self._covers)

    @property
    def number(self) -> int:
        """How many units were read."""
        return len(self._units)

    def floats(self, spot: Spot, elements: Iterable[Element], hides: bool, unit: int | None = None) -> None:
        """Something that floats, with its words as written anew; ``hides``: nothing is read through it."""
        at = len(self._units) if unit is None else unit
        self._floats.append(_Float(spot, at, list(elements), hides))

    def frame(self, spot: Spot, element: Element, key: Hashable) -> None:
        """A paragraph of a text frame, about to be the next unit; those after each other with one key are one frame."""
        last = self._floats[-1] if self._floats else None
        if last is None or last.key != key or last.unit + len(last.elements) != len(self._units):
            self._floats.append(_Float(spot, len(self._units), [element], True, key))
            return
        whole = replace(last.spot, height=last.spot.height + spot.height)
        last.elements.append(element)
        self._floats[-1] = replace(last, spot=whole)

    def since(self, start: int) -> float:
        """How high the units from there on are, at most."""
        return sum(height.most for _, height in self._units[start:])

    def overlapped(self) -> list[Element]:
        """The words that float where something else floats upon them; of very many nobody can tell."""
        worded = [one for one in self._floats if one.elements]
        if len(self._floats) > _MANY:
            return [element for one in worded for element in one.elements]
        tops = self._tops()
        return [
            element
            for one in worded
            if any(
                other is not one
                and (other.hides or other.elements)
                and one.spot.under(other.spot)
                and self._meet(one, other, tops)
                for other in self._floats
            )
            for element in one.elements
        ]

    def _meet(self, one: _Float, other: _Float, tops: list[Height]) -> bool:
        first, second = sorted((one, other), key=lambda each: each.unit)
        a, b = first.spot, second.spot
        if a.across and b.across and (a.across[1] <= b.across[0] or b.across[1] <= a.across[0]):
            return False
        if a.top is None or b.top is None:
            return True
        from_a, from_b = self._from(first, tops), self._from(second, tops)
        if a.on_page or b.on_page:
            if any(base.most > _PAGE for base in (from_a, from_b)):
                return True
            least, most = from_b.least - from_a.most, from_b.most - from_a.least
        else:
            if (
                first.unit != second.unit
                and a.layer == b.layer == 1
                and a.pushes
                and b.top >= 0
                and a.top < _ODD
            ):
                return False
            least, most = from_b.least - from_a.least, from_b.most - from_a.most
            for each in {first.unit, second.unit}:
                if (
                    each < len(self._units) and kind(self._units[each][0]) == "w:tr"
                ):  # which of its cells, and where in it, is not known
                    least, most = least - self._units[each][1].most, most + self._units[each][1].most
        return b.top + least < a.top + a.height and b.top + most + b.height > a.top

    def _from(self, one: _Float, tops: list[Height]) -> Height:
        return (
            Height() if one.spot.on_page else tops[min(one.unit, len(self._units))] + Height(0.0, self.pushed)
        )

    def edges(self) -> tuple[bool, bool]:
        """Whether some drawing may lie over the head of a page, and over its foot."""
        tops = self._tops()
        head = foot = False
        for one in set(self._covers):
            base = Height() if one.on_page else tops[min(one.unit, len(self._units))]
            later = base.most > _PAGE
            head |= one.top < _HEAD if one.on_page else one.top < 0 and (later or base.least + one.top < 0)
            low = self._units[one.unit][1].most if one.low and one.unit < len(self._units) else 0.0
            foot |= later or base.most + low + one.top + one.height > _LOWEST
        return head, foot

    def _tops(self) -> list[Height]:
        tops = [Height()]
        for _, height in self._units:
            tops.append(tops[-1] + height)
        return tops

    def unit(self, element: Element, height: Height) -> None:
        """The next paragraph or row of the body, as written anew."""
        self._units.append((element, height))

    def cover(self, top: float, height: float, on_page: bool, low: bool = False) -> None:
        """A drawing of the unit that is being read: ``top`` from that unit, or from the first line of a page.

        ``low``: it may hang on the unit's last line as well as on its first.
        """
        self._covers.append(_Cover(len(self._units), top, height, on_page, low))

    def ranges(self) -> list[tuple[float, float, bool]]:
        """From where to where its drawings may reach, from its first line; or from the first line of a page's text (True)."""
        tops, found = self._tops(), []
        for one in set(self._covers):
            base = Height() if one.on_page else tops[min(one.unit, len(self._units))]
            low = self._units[one.unit][1].most if one.low and one.unit < len(self._units) else 0.0
            found.append((base.least + one.top, base.most + low + one.top + one.height, one.on_page))
        return found

    def covered(self) -> list[Element]:
        """The units that some drawing may lie over."""
        heights = [height for _, height in self._units]
        tops = self._tops()
        reached: set[int] = set()
        covers = set(self._covers)
        if len(covers) > _MANY:
            return [element for element, _ in self._units]
        for one in covers:
            for number in range(len(heights)):
                if number not in reached and self._reaches(one, number, tops):
                    reached.add(number)
        return [self._units[number][0] for number in sorted(reached)]

    def _reaches(self, one: _Cover, number: int, tops: list[Height]) -> bool:
        start, end, bottom = tops[number], tops[number + 1], one.top + one.height
        if one.on_page:
            return end.most > _PAGE or (start.least < bottom and end.most + self.pushed > one.top)
        base = tops[min(one.unit, len(self._units))]
        if one.unit < len(self._units) and (one.low or kind(self._units[one.unit][0]) == "w:tr"):
            bottom += self._units[one.unit][1].most  # the paragraph it hangs on may be the cell's last
        if number >= one.unit:
            return start.least - base.least < bottom and end.most - base.most > one.top
        return start.most - base.most < bottom and end.least - base.least > one.top


def floating(elements: Iterable[Element]) -> list[Element]:
    """The text boxes among what a floating drawing was written as, marked so: text over which it lies is not theirs."""
    boxes = [box for one in elements for box in one.iter() if kind(box) == "v:textbox"]
    for box in boxes:
        box.set(FLOATS, "1")
    return [content for box in boxes for content in box]


def doubt(unit: Element, style: str) -> str:
    """Mark every run of a unit that still counts; answers their words. Text boxes lie as high as the drawing."""
    doubted: list[str] = []
    waiting = [unit]
    while waiting:
        one = waiting.pop()
        if kind(one) == "w:r":
            properties = child(one, "w:rPr")
            if not said(child(properties, "w:rStyle"), "val").startswith("Kaowu"):
                doubted += [piece.text or "" for piece in one if kind(piece) == "w:t"]
                if properties is not None:
                    one.remove(properties)
                one.insert(0, made("rPr", made("rStyle", val=style)))
        elif not one.get(FLOATS):
            waiting.extend(one)
    return "".join(doubted)
