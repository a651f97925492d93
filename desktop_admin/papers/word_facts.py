"""What a Word package says of its whole text: styles, theme, fonts, numbering, settings."""

from dataclasses import dataclass
from typing import Final

from desktop_admin.papers.word_colours import AUTO, UNKNOWN, WHITE, Palette
from desktop_admin.papers.word_inherited import Themed, themed
from desktop_admin.papers.word_package import Package
from desktop_admin.papers.word_sight import SYMBOLS, Fonts, Ground
from desktop_admin.papers.word_styles import ODD, Styles, attributes
from desktop_admin.papers.word_tree import Element, below, child, kind, measure, said, switched_on, tree
from desktop_admin.papers.word_versions import muddled

_EMBEDDED: Final = frozenset({"w:embedRegular", "w:embedBold", "w:embedItalic", "w:embedBoldItalic"})
#: A list's text never starts so far in, or so far out.
_FAR_OUT: Final = 10_000.0
#: Of tabs without a stop: three inches.
_FAR_STOP: Final = 4320.0


@dataclass(frozen=True)
class Facts:
    """Read once for a document."""

    styles: Styles
    palette: Palette
    fonts: Fonts
    ground: Ground
    even_and_odd: bool
    lists_far_out: bool
    themed: Themed
    far_stop: str
    """Where a tab goes that has no stop of its own, where that is far; "" otherwise."""
    muddled: bool
    """Styles or settings say something in versions for several programs."""


def facts_of(package: Package, body: Element) -> Facts:
    """The facts of a package. ValueError where a part of them is not XML."""
    theme, settings = _part(package, "theme"), _part(package, "settings")
    table = _part(package, "fonttable")
    brought = {
        said(font, "name").lower()
        for font in (table if table is not None else ())
        if any(kind(one) in _EMBEDDED for one in font) or _symbolic(font)
    }
    named = {
        said(one, "typeface").lower()
        for one in (theme.iter() if theme is not None else ())
        if one.get("typeface")
    }
    numbering = _part(package, "numbering")
    sheet = _part(package, "styles")
    styles = Styles(sheet)
    if any(len(package.linked(package.main, name)) > 1 for name in ("styles", "theme", "settings")):
        styles.run[ODD] = True  # which of two holds is each program's own choice
    palette = Palette(theme, child(settings, "w:clrSchemeMapping"))
    return Facts(
        styles,
        palette,
        Fonts(frozenset(brought), frozenset(named), _latin(theme)),
        _ground(body, settings, palette),
        switched_on(child(settings, "w:evenAndOddHeaders")),
        numbering is not None and any(map(_far_out, below(numbering, "w:ind", "w:tab"))),
        themed(theme),
        _far_stop(said(child(settings, "w:defaultTabStop"), "val", "720")),
        any(one is not None and muddled(one) for one in (sheet, settings)),
    )


def _symbolic(font: Element) -> bool:
    """Whether a program without that font may take one of symbols for it."""
    other = said(child(font, "w:altName"), "val").lower()
    charset = said(child(font, "w:charset"), "val").lstrip("0")
    return other in SYMBOLS or (charset == "2" and said(font, "name").lower() not in SYMBOLS)


def _latin(theme: Element | None) -> frozenset[str]:
    found = below(theme, "a:latin", "a:ea", "a:cs") if theme is not None else ()
    return frozenset(said(one, "typeface").lower() for one in found)


def _part(package: Package, name: str) -> Element | None:
    found = package.linked(package.main, name)
    return tree(package.parts[found[0]]) if found and package.parts[found[0]].strip() else None


def _ground(body: Element, settings: Element | None, palette: Palette) -> Ground:
    """White, and the page's colour where the document asks for it on the screen: printers leave it out."""
    stated = child(body, "w:background")
    colour = palette.written(attributes(stated), "color", "themeColor") if stated is not None else AUTO
    shown = switched_on(child(settings, "w:displayBackgroundShape"))
    if shown and child(stated, "v:background") is not None:  # a picture or another colour over it
        colour = UNKNOWN
    return Ground((WHITE, colour) if shown and colour != AUTO else (WHITE,))


def _far_stop(stated: str) -> str:
    length = measure(stated)
    return stated if length is None or length > _FAR_STOP else ""


def _far_out(element: Element) -> bool:
    lengths = filter(None, map(measure, element.attrib.values()))
    return any(abs(length) > _FAR_OUT for length in lengths)
