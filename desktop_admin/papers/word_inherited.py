"""What a drawing takes from elsewhere, written into it: outlines and effects of the theme, strokes and fills of a VML type.

So whoever asks a drawing how far it reaches need not know where it says so. A number of the theme that is not there,
and a type said twice, reach anywhere.
"""

from dataclasses import dataclass
from typing import Final

from desktop_admin.papers.word_opaque import EMU, beyond
from desktop_admin.papers.word_reach import strays
from desktop_admin.papers.word_tree import Element, below, child, kind, said

_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
#: The thickest outline of Office's own theme, for files without one, in EMU.
_OWN: Final = "38100"
#: No length: reaches anywhere.
_UNKNOWN: Final = "?"
#: Attributes of a VML type, and of the elements in it, that say how far a shape of that type reaches.
_STATED: Final = ("stroked", "strokeweight", "filled", "fillcolor")
_WITHIN: Final = {
    "v:stroke": ("on", "weight"),
    "v:fill": ("on", "type", "opacity", "color"),
    "v:shadow": ("on", "offset", "offset2", "type", "matrix"),
}


@dataclass(frozen=True)
class Themed:
    """Widths of outlines and reach of effects in EMU, by number from 1; None where there is no theme."""

    widths: tuple[str, ...] | None = None
    effects: tuple[str, ...] | None = None

    def width(self, number: str) -> str:
        """The width of the outline of that number."""
        return _OWN if self.widths is None else _numbered(self.widths, number)

    def effect(self, number: str) -> str:
        """How far the effects of that number reach."""
        return "0" if self.effects is None else _numbered(self.effects, number)


def _numbered(found: tuple[str, ...], number: str) -> str:
    at = int(number[:4]) if number[:4].isascii() and number[:4].isdecimal() else 0
    return found[at - 1] if 0 < at <= len(found) else _UNKNOWN


def themed(theme: Element | None) -> Themed:
    """What the document's theme says."""
    if theme is None:
        return Themed()
    lines = next(below(theme, "a:lnStyleLst"), None)
    effects = next(below(theme, "a:effectStyleLst"), None)
    return Themed(
        tuple(said(one, "w", "9525") for one in (lines if lines is not None else ())),
        tuple(str(round(EMU * beyond(one))) for one in (effects if effects is not None else ())),
    )


def inherit(root: Element, theme: Themed) -> None:
    """Write into every drawing of a part what it takes from the theme or from a VML type."""
    types: dict[str, Element] = {}
    straying: set[str] = set()
    for one in root.iter():
        name = kind(one)
        if name == "v:shapetype":
            known = one.get("id", "")
            types[known] = Element(one.tag, strokeweight=_UNKNOWN) if known in types else one
            if strays(one):
                straying.add(known)
        elif not name.startswith("w:"):
            _from_theme(one, theme)
    if types:
        for shape in below(root, "v:shape"):
            named = said(shape, "type").removeprefix("#")
            if named in types:
                _from_type(shape, types[named])
            if named in straying and not said(shape, "path"):
                shape.attrib.update(coordsize=_UNKNOWN, path=_UNKNOWN)


def _from_theme(shape: Element, theme: Themed) -> None:
    style = next((one for one in shape if kind(one).endswith(":style")), None)
    properties = next((one for one in shape if kind(one).endswith(":spPr")), None)
    if style is None or properties is None:
        return
    number = said(child(style, "a:lnRef"), "idx", "0")
    if number != "0":
        outline = child(properties, "a:ln")
        if outline is None:
            outline = Element(f"{{{_A}}}ln")
            properties.append(outline)
        if not outline.get("w"):
            outline.set("w", theme.width(number))
    number = said(child(style, "a:effectRef"), "idx", "0")
    own = ("a:effectLst", "a:effectDag")
    if number != "0" and all(child(properties, name) is None for name in own):
        effects = Element(f"{{{_A}}}effectLst")
        effects.append(Element(f"{{{_A}}}glow", rad=theme.effect(number)))
        properties.append(effects)


def _from_type(shape: Element, kept: Element) -> None:
    for name in _STATED:
        if name in kept.attrib and name not in shape.attrib:
            shape.set(name, kept.attrib[name])
    for name, stated in _WITHIN.items():
        theirs = child(kept, name)
        if theirs is None:
            continue
        own = child(shape, name)
        if own is None:
            own = Element(theirs.tag)
            shape.append(own)
        for key in stated:
            if key in theirs.attrib and key not in own.attrib:
                own.set(key, theirs.attrib[key])
