"""The page that a section of a Word file asks for: its size and margins, columns, grid, the place of its head and foot.

Lengths are twips (1/1440 inch).
"""

from dataclasses import dataclass
from typing import Final

from desktop_admin.papers.word_sight import Sight
from desktop_admin.papers.word_tree import Element, child, differs, kind, measure, said

#: A page smaller than this (5 cm) is none that anybody prints.
_SMALLEST: Final = 2835.0
#: A column narrower than this (1.5 cm) shows a sign or two a line.
_NARROWEST: Final = 850.0
#: A strip for binding is no wider (2.6 cm).
_BINDING: Final = 1500.0
#: What a grid takes from each sign's width where they lie upon each other: 3 points.
_CROWDED: Final = -60.0
#: Borders whose width is given in eighths of a point; pictures are in points.
_LINED: Final = frozenset(
    {"single", "thick", "double", "dotted", "dashed", "dotDash", "dotDotDash", "triple", "nil", "none"}
)
#: Directions of text whose lines run across.
ACROSS: Final = frozenset({"lrTb", "lrTbV", "tb", "tbV"})
#: Lines of a grid stand no further apart in any form: 24 points.
_WIDE_PITCH: Final = 480.0
#: What columns may stand over the edge of their page (half a centimetre).
_OVER: Final = 300.0


@dataclass(frozen=True)
class PageSetup:
    """The page a piece stands on, A4 where nothing is said."""

    width: float = 11906.0
    height: float = 16838.0
    left: float = 1800.0
    right: float = 1800.0
    top: float = 1440.0
    sight: Sight = Sight.SEEN
    closer: float = 0.0
    """What a grid of signs takes from each sign's width, below 0."""
    pitch: float = 0.0
    """The least height of a line by a grid that is wider than any form's."""
    bottom: float = 1440.0
    columns: bool = False
    """Its text runs in several columns: where one of them begins is not known."""

    @property
    def line(self) -> float:
        """The width between the margins."""
        return max(1.0, self.width - self.left - self.right)


def page(section: Element | None) -> PageSetup:
    """The page of a section; unsure when it is no page one could read."""
    size, margins = child(section, "w:pgSz"), child(section, "w:pgMar")
    width, height = _length(size, "w", 11906.0), _length(size, "h", 16838.0)
    left, right = _length(margins, "left", 1800.0), _length(margins, "right", 1800.0)
    top, bottom = abs(_length(margins, "top", 1440.0)), abs(_length(margins, "bottom", 1440.0))
    fits = min(width, height) >= _SMALLEST and left >= 0 <= right
    binding = _length(margins, "gutter", 0.0)
    fits = fits and 0 <= binding <= _BINDING
    left += max(0.0, binding)
    fits = fits and _columns_fit(child(section, "w:cols"), width - left - right)
    fits = fits and left + right < 0.9 * width and top + bottom < 0.95 * height
    fits = fits and _borders_fit(
        child(section, "w:pgBorders"), {"left": left, "right": right, "top": top, "bottom": bottom}
    )
    fits = fits and not differs(section, "w:headerReference", "w:footerReference")
    closer = _closer(child(section, "w:docGrid"))
    fits = fits and closer >= _CROWDED
    fits = fits and said(child(section, "w:textDirection"), "val", "lrTb") in ACROSS
    pitch = _pitch(child(section, "w:docGrid"))
    sight, columns = Sight.SEEN if fits else Sight.UNSURE, child(section, "w:cols")
    several = len(columns or ()) > 1 or (measure(said(columns, "num", "1")) or 0.0) > 1
    return PageSetup(width, height, left, right, top, sight, closer, pitch, bottom, several)


def _columns_fit(columns: Element | None, line: float) -> bool:
    """Whether every column is on the page and wide enough to be read."""
    own = [
        (_length(one, "w", 0.0), _length(one, "space", 0.0))
        for one in (columns if columns is not None else ())
    ]
    if own:
        whole = sum(width + gap for width, gap in own) - own[-1][1]
        narrow = any(width < _NARROWEST or gap < 0 for width, gap in own)
        return not narrow and whole <= line + _OVER
    many, gap = measure(said(columns, "num", "1")) or 1.0, _length(columns, "space", 0.0)
    return many <= 1 or (gap >= 0 and (line - gap * (many - 1)) / many >= _NARROWEST)


def _borders_fit(borders: Element | None, margins: dict[str, float]) -> bool:
    """Whether borders that count from the page's edge end before its text begins."""
    if borders is None or said(borders, "offsetFrom", "text") != "page":
        return True
    for one in borders:
        width, space = measure(said(one, "sz", "0"), 20), measure(said(one, "space", "0"), 20)
        lined = said(one, "val") in _LINED
        if width is None or space is None:
            return False
        if (width / 8 if lined else width) + space > margins.get(kind(one).removeprefix("w:"), 0.0):
            return False
    return True


def _closer(grid: Element | None) -> float:
    """What a grid of signs takes from each sign's width: stated in 4096ths of a point."""
    if said(grid, "type") not in {"linesAndChars", "snapToChars"}:
        return 0.0
    stated = measure(said(grid, "charSpace", "0"))
    return min(0.0, stated / 4096 * 20) if stated is not None else 2 * _CROWDED


def _pitch(grid: Element | None) -> float:
    """The distance of a grid's lines where it is more than any form's."""
    stated = measure(said(grid, "linePitch", "0")) if said(grid, "type", "default") != "default" else 0.0
    return 1e6 if stated is None else stated if stated > _WIDE_PITCH else 0.0


def edge_sight(section: Element | None, name: str, of: PageSetup) -> Sight:
    """A page's head or foot: unsure when it is set off the page."""
    distance = edge_distance(section, name)
    return Sight.SEEN if 0 <= distance < of.height / 2 else Sight.UNSURE


def edge_distance(section: Element | None, name: str) -> float:
    """How far a page's head or foot is set from its edge."""
    return _length(child(section, "w:pgMar"), name, 720.0)


def _length(element: Element | None, name: str, otherwise: float) -> float:
    text = said(element, name)
    found = measure(text) if text else otherwise
    return found if found is not None else -1.0
