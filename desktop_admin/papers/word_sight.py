"""Can a person see this text? The rules for a run with a known look on a known ground; no tree, no package.

Limits are set where nobody could read any more, well away from what real forms do: 7 point type, light grey notes,
white on a dark heading, lines set tight. Between “surely seen” and “surely not” lies “cannot be told”.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from desktop_admin.papers.word_colours import (
    AUTO,
    BLACK,
    UNKNOWN,
    Colour,
    Palette,
    Rgb,
    faint,
    highlight,
    same,
)
from desktop_admin.papers.word_styles import ODD, Look, Style
from desktop_admin.papers.word_tree import child, kind, measure, said


class Sight(IntEnum):
    """How sure it is that text is seen; of two answers the higher holds."""

    SEEN = 0
    QUIET = 1
    """Shown, but no statement of the paper: a placeholder, a page number."""
    UNSURE = 2
    HIDDEN = 3


#: Points (of type) below which nothing can be read, and below which it is doubtful.
_UNREADABLE: Final = 3.0
_TINY: Final = 4.0
#: Half-points where nothing says the size (§17.3.2.38).
_DEFAULT_SIZE: Final = 20.0
#: Horizontal scale in per cent.
_SQUEEZED: Final = 10.0
_NARROW: Final = 33.0
#: Parts of the type's height that a sign goes on by, at least, and parts of its own width.
_STEP: Final = 0.25
_OVERLAP: Final = 0.6
#: Chinese signs are square, the others about half as wide.
_SQUARE_FROM: Final = "\u2e80"
#: Parts of the type's height that a line must leave.
_GONE: Final = 0.45
_CUT: Final = 0.65
#: English Metric Units of an outline: 2 points.
_THICK: Final = 25_400.0
#: Type so many times as high as its line is drawn over others.
_OVER_LINES: Final = 1.6
#: Twips around a letter that touch no other line.
_NEAR: Final = 150.0
_EVERYWHERE: Final = 20_000.0
SYMBOLS: Final = frozenset(
    {
        "bookshelf symbol 7",
        "ms reference specialty",
        "zapfdingbats",
        "zapf dingbats",
        "itc zapf dingbats",
        "symbol",
        "wingdings",
        "wingdings 2",
        "wingdings 3",
        "webdings",
        "marlett",
        "mt extra",
        "ms outlook",
    }
)
#: Classes of letters and marks that turn the order of what is shown (UAX 9).
_TURNING: Final = frozenset({"R", "AL", "AN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})

#: Those of them that turn what follows, whatever it is.
_FORCING: Final = frozenset({"LRE", "RLE", "LRO", "RLO", "LRI", "RLI", "FSI"})


@dataclass(frozen=True)
class Ground:
    """What text stands on: every colour that may be behind it, and the colour that “automatic” means there."""

    colours: tuple[Colour, ...]
    ink: Colour = AUTO

    def with_shading(self, colour: Colour) -> "Ground":
        """The same with a shading over it; AUTO adds none."""
        return self if colour == AUTO else Ground((colour,), self.ink)


@dataclass(frozen=True)
class Fonts:
    """Fonts that the file brings along, in lower case, and what its theme's slots are called."""

    brought: frozenset[str] = frozenset()
    themed: frozenset[str] = frozenset()
    latin: frozenset[str] = frozenset()
    """What the theme calls its own letters."""


def vanishes(defaults: Look, levels: Sequence[Look], direct: Look) -> Sight:
    """Whether ``vanish`` holds; where styles of two levels cancel each other, programs differ."""
    if "vanish" in direct:
        return Sight.HIDDEN if direct["vanish"] else Sight.SEEN
    hiding = sum(bool(level.get("vanish")) for level in levels)
    if defaults.get("vanish") or hiding == 1:
        return Sight.HIDDEN
    return Sight.UNSURE if hiding else Sight.SEEN


def size(look: Look) -> float:
    """Height of the type in twips; 0 where the file says something that is no size."""
    stated = look.get("szCs" if look.get("cs") or look.get("rtl") else "sz", look.get("sz"))
    twips = 10 * _DEFAULT_SIZE if stated is None else measure(stated, 10)
    if twips is None or twips <= 0:
        return 0.0
    twips *= 0.65 if look.get("vertAlign") in {"superscript", "subscript"} else 1.0
    return twips * (0.5 if look.get("halved") else 1.0) * float(look.get("shrunk", 1.0))


def by_size(look: Look, text: str = "") -> Sight:
    """By size, scale, distance of letters and of the line; ``shrunk`` text may be drawn in its full size."""
    height = size(look)
    if height < 20 * _UNREADABLE:
        return Sight.HIDDEN if 0 < height < 20 * _UNREADABLE * look.get("shrunk", 1.0) else Sight.UNSURE
    found = Sight.UNSURE if height < 20 * _TINY else Sight.SEEN
    scale = _number(look.get("w"), 100.0, percent=True)
    if scale is not None and scale < _SQUEEZED:
        return Sight.HIDDEN
    spacing, moved = measure(look.get("spacing", "0")), measure(look.get("position", "0"), 10)
    if scale is None or spacing is None or moved is None:
        return Sight.UNSURE
    if scale < _NARROW or spacing < -0.25 * height or abs(moved) > 1.5 * height:
        return Sight.UNSURE
    square = all(sign >= _SQUARE_FROM or sign.isspace() for sign in text)
    width = scale / 100 * height * (1.0 if square else 0.5)
    step = width + spacing + float(look.get("closer", 0.0))
    return Sight.UNSURE if step < max(_STEP * height, _OVERLAP * width) else found


def drawn_back(look: Look) -> bool:
    """Whether signs step so far back that what follows is drawn over what stands before."""
    closer = measure(look.get("spacing", "0"))
    return closer is None or closer <= -0.5 * max(size(look), 1.0)


def spread(look: Look) -> float:
    """How far halos, shadows, mirrors and frames of letters reach above and below their line, in twips; small ones not."""
    far = 0.0
    for one in look.get("effects", ()):
        name = kind(one).partition(":")[2]
        lengths = [measure(said(one, key, "0")) for key in ("rad", "blurRad", "dist")]
        larger = any((measure(said(one, key, "0")) or 0.0) > 110_000 for key in ("sx", "sy"))
        reach = sum(_EVERYWHERE if length is None else length / 635 for length in lengths)
        far = max(
            far, 2 * size(look) + reach if larger or name in {"reflection", "scene3d", "props3d"} else reach
        )
    frame = measure(look.get("frame", "0"), 2.5)
    return max(far if far > _NEAR else 0.0, (frame or 0.0) if frame is None or frame > _NEAR / 2 else 0.0)


def over_lines(look: Look, paragraph: Look) -> float:
    """How far type reaches above and below a line that does not grow with it; 0 where that is little."""
    line = measure(paragraph.get("spacing line", "0"))
    fixed = paragraph.get("spacing lineRule") == "exact" or (line or 0.0) < 0
    high = size(look) + raised(look)
    if not fixed or high <= _OVER_LINES * abs(line or 0.0):
        return 0.0
    gone = not raised(look) and by_room(abs(line or 0.0), high) is Sight.HIDDEN
    return 0.0 if gone else high


def raised(look: Look) -> float:
    """How far above or below its line the text stands, in twips."""
    return abs(measure(look.get("position", "0"), 10) or 0.0)


def _number(text: str | None, otherwise: float, percent: bool = False) -> float | None:
    return otherwise if text is None else measure(text.rstrip("%") if percent else text)


def by_line(height: float, paragraph: Look, moved: float = 0.0) -> Sight:
    """Whether the line leaves room for type of that height, moved that far up or down."""
    line, larger = line_height(height, paragraph), line_height(height + moved, paragraph)
    if line is None or larger is None:
        return Sight.UNSURE
    return max(by_room(line, height), by_room(larger, height, moved))


def by_room(room: float, height: float, moved: float = 0.0) -> Sight:
    """Whether ``room`` (twips) shows type of that height, moved that far up or down within it."""
    if room < _GONE * height:
        return Sight.HIDDEN
    return Sight.UNSURE if room < _CUT * (height + moved) else Sight.SEEN


def line_height(height: float, paragraph: Look) -> float | None:
    """The height of a line in twips, at least; None where the file says no length."""
    stated, rule = paragraph.get("spacing line"), paragraph.get("spacing lineRule", "auto")
    if stated is None:
        return height
    line = measure(stated)
    if line is None:
        return None
    if rule == "exact" or line < 0:
        return abs(line)
    return max(height, line) if rule == "atLeast" else line / 240 * 1.2 * height


def by_colour(look: Look, ground: Ground, palette: Palette) -> Sight:
    """Whether the text's colour stands out from every ground it may have."""
    ground = ground.with_shading(palette.shading(look["shd"]) if "shd" in look else AUTO)
    marked = highlight(look.get("highlight", ""))
    ink = palette.written(look.get("color", {}), "val", "themeColor")
    filled = look.get("textFill")
    if filled is not None:
        inside = next(iter(filled), None)
        if inside is None or kind(inside) == "w14:noFill":
            return Sight.HIDDEN if _no_outline(look) else Sight.UNSURE
        ink = palette.drawn(inside)
    if ink == AUTO:
        if ground.ink == AUTO and marked == AUTO:
            return Sight.UNSURE if UNKNOWN in ground.colours else Sight.SEEN
        ink = BLACK if ground.ink == AUTO else ground.ink
    verdicts = [_on(ink, colour) for colour in ground.with_shading(marked).colours]
    if all(verdict is Sight.HIDDEN for verdict in verdicts):
        return Sight.HIDDEN
    return Sight.SEEN if all(verdict is Sight.SEEN for verdict in verdicts) else Sight.UNSURE


def _no_outline(look: Look) -> bool:
    outline = look.get("textOutline")
    return outline is None or child(outline, "w14:noFill") is not None or said(outline, "w", "0") == "0"


def _on(ink: Colour, ground: Colour) -> Sight:
    if isinstance(ink, str) or isinstance(ground, str):
        return Sight.UNSURE
    if same(ink, ground):
        return Sight.HIDDEN
    return Sight.UNSURE if faint(ink, ground) else Sight.SEEN


def by_font(look: Look, text: str, fonts: Fonts) -> Sight:
    """Letters drawn as pictures, fonts of the file's own (they may draw anything), text turned round."""
    named = {
        name.lower(): slot for slot in ("ascii", "hAnsi", "eastAsia", "cs") for name in _face(look, slot)
    }
    if fonts.brought and (fonts.brought & set(named) or ("" in named and fonts.brought & fonts.themed)):
        return Sight.UNSURE
    faces = set(named) | (fonts.latin if "" in named else set())
    if SYMBOLS & faces and any(sign.isascii() and sign.isalnum() for sign in text):
        return Sight.UNSURE
    return Sight.UNSURE if turning(text) or (look.get("rtl") and text.strip()) else Sight.SEEN


def turning(text: str) -> bool:
    """Whether letters written from right to left, or marks, may show ``text`` in another order than it is kept in."""
    return not text.isascii() and any(
        sign == "\u200e" or unicodedata.bidirectional(sign) in _TURNING for sign in text
    )


def by_order(paragraph: Look, text: str, more: bool) -> Sight:
    """A paragraph whose parts may be shown in another order; ``more``: it holds tabs or drawings too."""
    if paragraph.get("bidi"):
        marks = any(not sign.isspace() and unicodedata.bidirectional(sign) != "L" for sign in text)
        return Sight.UNSURE if more or marks else Sight.SEEN
    if not text.isascii() and any(unicodedata.bidirectional(sign) in _FORCING for sign in text):
        return Sight.UNSURE
    digits = any(sign.isdecimal() for sign in text)
    return Sight.UNSURE if digits and turning(text) else Sight.SEEN


def _face(look: Look, slot: str) -> tuple[str, ...]:
    """The font of a script; "" for one of the theme."""
    stated = look.get(f"font {slot}")
    return () if stated is None else ("" if stated[0] == "theme" else str(stated[1]),)


def by_oddity(look: Look) -> Sight:
    """What programs draw differently, or what is taken back: hidden on the web only, embossed, stated twice, struck out."""
    if look.get("specVanish"):
        return Sight.HIDDEN
    odd = any(look.get(name) for name in (ODD, "webHidden", "emboss", "imprint", "strike", "dstrike"))
    return Sight.UNSURE if odd or _outlined(look) else Sight.SEEN


def _outlined(look: Look) -> bool:
    """An outline so thick that it may cover the letters it goes round."""
    width = measure(said(look.get("textOutline"), "w", "0"))
    return not _no_outline(look) and (width is None or width > _THICK)


def merged(*levels: Style | Look) -> Look:
    """The run looks of several levels, the later over the earlier."""
    look: Look = {}
    for level in levels:
        look |= level.run if isinstance(level, Style) else level
    return look


def sight(
    look: Look, paragraph: Look, text: str, ground: Ground, palette: Palette, fonts: Fonts = Fonts()
) -> Sight:
    """All of the above for a run of text, but for ``vanish`` and its place on the page."""
    return max(
        by_oddity(look),
        by_size(look, text),
        by_line(size(look), paragraph, raised(look)),
        by_colour(look, ground, palette),
        by_font(look, text, fonts),
    )


__all__ = [
    "Fonts",
    "Ground",
    "Rgb",
    "Sight",
    "by_room",
    "line_height",
    "merged",
    "raised",
    "sight",
    "size",
    "vanishes",
]
