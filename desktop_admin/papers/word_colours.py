"""The colours of a Word file as red, green, blue: text, shading, highlighting, the document's theme.

A colour that cannot be told for sure is :data:`UNKNOWN`, never guessed. Two colours are compared as an eye would.
"""

import colorsys
import re
from collections.abc import Mapping
from typing import Final

from desktop_admin.papers.word_tree import Element, below, child, kind, measure, said

Rgb = tuple[int, int, int]
WHITE: Final[Rgb] = (255, 255, 255)
BLACK: Final[Rgb] = (0, 0, 0)
#: Says nothing of its own: text takes black or white by its ground, a ground shows what is behind it.
AUTO: Final = "auto"
UNKNOWN: Final = "unknown"
Colour = Rgb | str

#: Each channel so close: the same colour to an eye.
_SAME: Final = 24
#: Contrast (WCAG 2.2) below which nobody may be asked to see it; light grey D9D9D9 on white has 1.41.
_FAINT: Final = 1.3
_LIGHTNESS: Final = (("lumMod", "100000"), ("lumOff", "0"))
_HEX: Final = re.compile(r"#?([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})\Z")
_HIGHLIGHTS: Final = {
    "black": BLACK, "blue": (0, 0, 255), "cyan": (0, 255, 255), "green": (0, 255, 0), "magenta": (255, 0, 255),
    "red": (255, 0, 0), "yellow": (255, 255, 0), "white": WHITE, "darkblue": (0, 0, 128), "darkcyan": (0, 128, 128),
    "darkgreen": (0, 128, 0), "darkmagenta": (128, 0, 128), "darkred": (128, 0, 0), "darkyellow": (128, 128, 0),
    "darkgray": (128, 128, 128), "lightgray": (192, 192, 192),
}  # fmt: skip
_SYSTEM: Final = {"window": WHITE, "windowtext": BLACK}
_SLOTS: Final = {
    "dark1": "dk1", "light1": "lt1", "dark2": "dk2", "light2": "lt2",
    "text1": "dk1", "background1": "lt1", "text2": "dk2", "background2": "lt2",
    "tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2",
    "hyperlink": "hlink", "followedhyperlink": "folhlink",
}  # fmt: skip
_MAPPED: Final = {"background1": "bg1", "text1": "t1", "background2": "bg2", "text2": "t2"}


def hexed(text: str) -> Colour:
    """A colour as Word writes it: RRGGBB or auto."""
    found = _HEX.match(text.strip())
    if found is not None:
        return int(found[1], 16), int(found[2], 16), int(found[3], 16)
    return AUTO if text.strip().lower() in {"", "auto"} else UNKNOWN


def highlight(name: str) -> Colour:
    """The colour of a marker pen; AUTO for none."""
    return AUTO if name.lower() in {"", "none"} else _HIGHLIGHTS.get(name.lower(), UNKNOWN)


def _mixed(one: Rgb, other: Rgb, share: float) -> Rgb:
    """``share`` of ``one`` over ``other``."""
    red, green, blue = (round(a * share + b * (1 - share)) for a, b in zip(one, other, strict=True))
    return red, green, blue


class Palette:
    """The theme's colours; ``mapping`` says which of them the document calls background, text and so on."""

    def __init__(self, theme: Element | None, mapping: Element | None) -> None:
        self._theme: dict[str, Colour] = {}
        self._mapping = {
            word: _SLOTS.get(said(mapping, short).lower(), said(mapping, short).lower())
            for word, short in _MAPPED.items()
            if said(mapping, short)
        }
        schemes = below(theme, "a:clrScheme") if theme is not None else iter(())
        for slot in next(schemes, ()):
            self._theme[kind(slot).removeprefix("a:").lower()] = _first(slot)

    def named(self, name: str) -> Colour:
        """A theme colour by its name in text or drawing; UNKNOWN where the file has no theme that says it."""
        slot = name.lower()
        return self._theme.get(self._mapping.get(slot, _SLOTS.get(slot, slot)), UNKNOWN)

    def written(self, attributes: Mapping[str, str], value: str, theme: str) -> Colour:
        """The colour in the attributes ``value`` and ``theme`` (the latter wins) with its tint and shade."""
        name = attributes.get(theme, "")
        if not name or name == "none":
            if value in attributes and not attributes[value].strip():
                return UNKNOWN
            return hexed(attributes.get(value, ""))
        colour = self.named(name)
        for suffix, towards in (("Tint", WHITE), ("Shade", BLACK)):
            share = attributes.get(theme.removesuffix("Color") + suffix)
            if share is not None and not isinstance(colour, str):
                try:
                    colour = _mixed(colour, towards, min(255, int(share[:4], 16)) / 255)
                except ValueError:
                    return UNKNOWN
        return colour

    def shading(self, attributes: Mapping[str, str]) -> Colour:
        """What a shading puts behind the text; AUTO for nothing, UNKNOWN for stripes."""
        pattern = attributes.get("val", "clear")
        fill = self.written(attributes, "fill", "themeFill")
        if pattern in {"nil", "none"}:
            return AUTO
        if pattern == "clear":
            return fill
        over = self.written(attributes, "color", "themeColor")
        over = BLACK if over == AUTO else over
        fill = WHITE if fill == AUTO else fill
        share = re.fullmatch(r"pct([0-9]{1,2})", pattern)
        if pattern == "solid":
            return over
        if share is None or isinstance(over, str) or isinstance(fill, str):
            return UNKNOWN
        return _mixed(over, fill, int(share[1]) / 100)

    def drawn(self, fill: Element | None) -> Colour:
        """The colour in an ``a:solidFill``; UNKNOWN when it is see-through or worked out from another."""
        if fill is None or kind(fill) not in {"a:solidFill", "w14:solidFill"}:
            return UNKNOWN
        return self.stated(next(iter(fill), None))

    def stated(self, element: Element | None) -> Colour:
        """A drawing's colour (``a:srgbClr``, ``a:schemeClr`` …) with its change of lightness, the only one known here."""
        if element is None:
            return UNKNOWN
        named = kind(element).endswith(":schemeClr")
        colour = self.named(said(element, "val")) if named else _plain(element)
        changes = {kind(one).rpartition(":")[2]: said(one, "val") for one in element}
        if not changes or isinstance(colour, str):
            return UNKNOWN if changes else colour
        shares = [measure(changes.pop(name, otherwise)) for name, otherwise in _LIGHTNESS]
        if changes or None in shares:
            return UNKNOWN
        hue, light, full = colorsys.rgb_to_hls(*(channel / 255 for channel in colour))
        light = min(1.0, max(0.0, light * (shares[0] or 0) / 1e5 + (shares[1] or 0) / 1e5))
        red, green, blue = (round(255 * channel) for channel in colorsys.hls_to_rgb(hue, light, full))
        return red, green, blue


def _first(slot: Element) -> Colour:
    return _plain(slot[0]) if len(slot) else UNKNOWN


def _plain(colour: Element) -> Colour:
    value, form = said(colour, "val"), kind(colour).rpartition(":")[2]
    if form == "srgbClr":
        return hexed(value) if value else UNKNOWN
    if form == "sysClr":
        return _SYSTEM.get(value.lower(), UNKNOWN)
    return highlight(value) if form == "prstClr" and value.lower() in {"black", "white"} else UNKNOWN


def same(one: Rgb, other: Rgb) -> bool:
    """Whether an eye takes both for one colour."""
    return all(abs(a - b) <= _SAME for a, b in zip(one, other, strict=True))


def faint(one: Rgb, other: Rgb) -> bool:
    """Whether one can hardly be read on the other."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05) < _FAINT


def _luminance(colour: Rgb) -> float:
    red, green, blue = (
        value / 12.92 if (value := channel / 255) <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for channel in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def drawn_child(parent: Element | None, *names: str) -> Element | None:
    """The first child of one of those short names."""
    return next((one for name in names if (one := child(parent, name)) is not None), None)
