"""What a Word file says of the look of its text, put together from defaults, styles and the text's own properties.

ECMA-376 part 1 §17.7.2: document defaults, table style, paragraph style, character style, direct properties — the
later wins, but for switches such as ``vanish``, which §17.7.3 lets styles of two levels cancel. A look is a plain
dictionary of few keys, so that putting two together costs the same however long a chain of styles is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from desktop_admin.papers.word_tree import OFF, Element, child, kind, measure, said, switched_on

Look = dict[str, Any]
#: A property that no program may be trusted to read as another does.
ODD: Final = "odd"

_SWITCHES: Final = frozenset(
    {"strike", "dstrike", "vanish", "webHidden", "specVanish", "emboss", "imprint", "cs", "rtl"}
)
_EFFECTS: Final = frozenset({"glow", "shadow", "reflection", "scene3d", "props3d"})
_VALUES: Final = frozenset({"sz", "szCs", "w", "spacing", "position", "highlight", "vertAlign", "fitText"})
_PLACES: Final = frozenset(
    {"line", "lineRule", "before", "beforeLines", "after", "afterLines"}
    | {"left", "start", "right", "end", "firstLine", "hanging"}
    | {"leftChars", "startChars", "rightChars", "endChars", "firstLineChars", "hangingChars"}
)
_FONTS: Final = ("ascii", "hAnsi", "eastAsia", "cs")
#: Twips that a table style, or a row by itself, may reasonably move or narrow text.
_FAR: Final = 1500.0
_WIDE: Final = 400.0
_OFF: Final = 9000.0
#: Eighths of a point of a border: 6 points.
_THICK: Final = 48.0
#: Conditions of a table style, the later over the earlier (§17.7.6).
CONDITIONS: Final = (
    "wholeTable", "band1Vert", "band2Vert", "band1Horz", "band2Horz", "firstRow", "lastRow", "firstCol", "lastCol",
    "nwCell", "neCell", "swCell", "seCell",
)  # fmt: skip


def attributes(element: Element) -> dict[str, str]:
    """All attributes by their local names."""
    return {key.rpartition("}")[2]: value for key, value in element.attrib.items()}


def run_look(properties: Element | None) -> Look:
    """The look that an ``w:rPr`` states."""
    look: Look = {}
    seen: set[str] = set()
    for one in properties if properties is not None else ():
        name = kind(one)
        if name in seen and name != "w:rPrChange":
            look[ODD] = True
        seen.add(name)
        space, _, word = name.partition(":")
        if space == "w14" and word in {"textFill", "textOutline"}:
            look[word] = one
        elif space == "w14" and word in _EFFECTS:
            look["effects"] = (*look.get("effects", ()), one)
        elif word == "bdr":
            look["frame"] = said(one, "sz", "0") if said(one, "val") not in {"nil", "none"} else "0"
        elif space != "w":  # a version, or a wrapper that some program sees through
            if any(kind(inner).startswith(("w:", "mc:")) for inner in one.iter()):
                look[ODD] = True
        elif word in _SWITCHES:
            look[word] = switched_on(one)
        elif word in _VALUES:
            look[word] = said(one, "val")
            if word == "fitText":
                look["fitId"] = said(one, "id")
        elif word in {"color", "shd"}:
            look[word] = attributes(one)
        elif word == "eastAsianLayout":  # two lines in one, or laid across a line and pressed into it
            look["halved"] = not {said(one, "combine", "0"), said(one, "vertCompress", "0")} <= OFF
        elif word == "rStyle":
            look["style"] = said(one, "val")
        elif word == "rFonts":
            look.update(_fonts(one))
    return look


def _fonts(element: Element) -> Look:
    """The fonts by script, as ("font", name) or ("theme", slot); the theme's wins (§17.3.2.26)."""
    stated = attributes(element)
    look: Look = {}
    for name in _FONTS:
        slot = stated.get(f"{name}Theme", stated.get("cstheme", "") if name == "cs" else "")
        if slot:
            look[f"font {name}"] = ("theme", slot)
        elif name in stated:
            look[f"font {name}"] = ("font", stated[name])
    return look


def paragraph_look(properties: Element | None) -> Look:
    """The look that an ``w:pPr`` states; of places only what may lie outside the page."""
    look: Look = {}
    for one in properties if properties is not None else ():
        name = kind(one)
        if name in {"w:spacing", "w:ind"}:  # attribute by attribute, as styles add to each other
            stated = attributes(one).items()
            look.update({f"{name[2:]} {key}": value for key, value in stated if key in _PLACES})
        elif name in {"w:shd", "w:framePr"}:
            look[name[2:]] = attributes(one)
        elif name == "w:jc":
            look["jc"] = said(one, "val")
        elif name == "w:pStyle":
            look["style"] = said(one, "val")
        elif name == "w:tabs":
            look["tabs"] = (*look.get("tabs", ()), *(said(tab, "pos") for tab in one))[:100]
        elif name == "w:numPr":
            look["listed"] = said(child(one, "w:numId"), "val") != "0"
        elif name in {"w:bidi", "w15:collapsed"}:
            look[name.rpartition(":")[2]] = switched_on(one)
    return look


@dataclass(frozen=True)
class Style:
    """One style with all it is based on. ``conditions`` are a table style's, by name."""

    run: Look = field(default_factory=dict)
    paragraph: Look = field(default_factory=dict)
    table: Look = field(default_factory=dict)
    conditions: Mapping[str, "Style"] = field(default_factory=dict)

    def over(self, base: "Style") -> "Style":
        """This style on top of ``base``."""
        names = {**base.conditions, **self.conditions}
        return Style(
            {**base.run, **self.run},
            {**base.paragraph, **self.paragraph},
            {**base.table, **self.table},
            {
                name: self.conditions.get(name, NOTHING).over(base.conditions.get(name, NOTHING))
                for name in names
            },
        )


NOTHING: Final = Style()
_ENDLESS: Final = Style(run={ODD: True})


class Styles:
    """The style sheet of a document."""

    def __init__(self, root: Element | None) -> None:
        self._stated: dict[tuple[str, str], Element] = {}
        self._alike: set[tuple[str, str]] = set()
        self._twice: set[tuple[str, str]] = set()
        self._defaults: dict[str, str] = {}
        self._known: dict[tuple[str, str], Style] = {}
        for one in root if root is not None else ():
            if kind(one) != "w:style":
                continue
            named = said(one, "type", "paragraph"), said(one, "styleId")
            if named in self._stated:
                self._twice.add(named)
            self._stated[named] = one
            self._alike.add((named[0], named[1].lower()))
            if said(one, "default") not in {"", "0", "false", "off"}:
                self._defaults[named[0]] = named[1]
        defaults = child(root, "w:docDefaults")
        self.run = run_look(child(child(defaults, "w:rPrDefault"), "w:rPr"))
        self.paragraph = paragraph_look(child(child(defaults, "w:pPrDefault"), "w:pPr"))

    def of(self, kind_of_style: str, name: str | None) -> Style:
        """The style of that id with all it is based on; the default one where there is none of that id.

        Takes time by the length of the chain once, whatever its length; a chain without end is odd.
        """
        if (
            name is not None
            and (kind_of_style, name) not in self._stated
            and (kind_of_style, name.lower()) in self._alike
        ):
            return _ENDLESS
        if name is None or (kind_of_style, name) not in self._stated:
            name = self._defaults.get(kind_of_style, "")
        path: list[tuple[str, str]] = []
        under: set[tuple[str, str]] = set()
        at = (kind_of_style, name)
        while at in self._stated and at not in self._known and at not in under:
            path.append(at)
            under.add(at)
            at = kind_of_style, said(child(self._stated[at], "w:basedOn"), "val")
        style = _ENDLESS if at in under else self._known.get(at, NOTHING)
        for at in reversed(path):
            style = self._own(at).over(style)
            self._known[at] = style
        return style

    def _own(self, at: tuple[str, str]) -> Style:
        style = _stated(self._stated[at])
        return Style(run={ODD: True}).over(style) if at in self._twice else style


def _stated(element: Element, whole: bool = True) -> Style:
    return Style(
        run_look(child(element, "w:rPr")),
        paragraph_look(child(element, "w:pPr")),
        table_look(child(element, "w:tblPr"), child(element, "w:tcPr"))
        | ({"displaced": True} if displaced(element) else {}),
        {
            said(one, "type"): _stated(one, whole=False)
            for one in (element if whole else ())
            if kind(one) == "w:tblStylePr" and said(one, "type") in CONDITIONS
        },
    )


def displaced(holder: Element) -> bool:
    """Whether the properties of tables, rows and cells in a style, or those of a row alone, move text, cut or cover it."""
    table, row, cell = (child(holder, name) for name in ("w:tblPr", "w:trPr", "w:tcPr"))
    table = child(holder, "w:tblPrEx") if table is None else table
    places = [child(table, "w:tblInd"), child(table, "w:tblCellSpacing"), child(row, "w:tblCellSpacing")]
    sides = [
        one
        for holds in (child(table, "w:tblCellMar"), child(cell, "w:tcMar"))
        if holds is not None
        for one in holds
    ]
    if _longer(child(row, "w:wBefore"), _OFF):  # rows that begin further in are usual
        return True
    if any(_longer(one, _FAR) for one in places) or any(_longer(one, _WIDE) for one in sides):
        return True
    if thick_borders(table) or thick_borders(cell):
        return True
    cut = child(row, "w:trHeight") is not None or child(row, "w:hidden") is not None
    turned = child(cell, "w:textDirection") is not None or child(cell, "w:tcFitText") is not None
    return turned or (cut and kind(holder) != "w:tr")


def _longer(element: Element | None, limit: float) -> bool:
    length = measure(said(element, "w", "0").rstrip("%"))
    return length is None or abs(length) > limit


def thick_borders(properties: Element | None) -> bool:
    """Whether a table's or cell's borders are so thick that they may stand over its text."""
    for name in ("w:tblBorders", "w:tcBorders"):
        borders = child(properties, name)
        for one in borders if borders is not None else ():
            width = measure(said(one, "sz", "0"))
            if width is None or width > _THICK:
                return True
    return False


def table_look(table: Element | None, cell: Element | None) -> Look:
    """Shading of a table and of its cells, the order of its columns, and how many rows and columns make a band."""
    look: Look = {}
    for name, holder in (("table", table), ("cell", cell)):
        shading = child(holder, "w:shd")
        if shading is not None:
            look[f"{name} shd"] = attributes(shading)
    turned = child(table, "w:bidiVisual")
    if turned is not None:
        look["turned"] = switched_on(turned)
    for name in ("tblStyleRowBandSize", "tblStyleColBandSize"):
        size = said(child(table, f"w:{name}"), "val")
        if size.isdecimal() and size.isascii():
            look[name] = max(1, int(size[:4]))
    return look
