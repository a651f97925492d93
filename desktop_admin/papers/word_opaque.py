"""Which drawings hide what lies behind them, and how far beyond their own box: fills, thick outlines, shadows.

Lengths are twips. What is kept in another part (a chart, a diagram, ink) may hide anything.
"""

from typing import Final

from desktop_admin.papers.word_colours import drawn_child
from desktop_admin.papers.word_tree import Element, below, child, kind, measure, said

#: English Metric Units in a twip.
EMU: Final = 635.0
#: An outline of 10 points covers a line of text, half of it on each side of the box.
THICK: Final = 200.0
#: What an outline or a shadow reaches that cannot be told: more than any page.
ANYWHERE: Final = 40_000.0
_FILLS: Final = ("a:noFill", "a:solidFill", "a:gradFill", "a:blipFill", "a:pattFill", "a:grpFill")
_GROUNDS: Final = frozenset({"spPr", "grpSpPr", "bg", "whole"})
#: What a drawing is made of; anything else may be drawn in any way.
_DRAWN: Final = frozenset({"pic:pic", "wps:wsp", "wpg:wgp", "wpc:wpc"})
_ELSEWHERE: Final = frozenset({"svgBlip", "contentPart", "model3d", "am3d", "relIds", "chart"})


def _name(element: Element) -> str:
    return kind(element).rpartition(":")[2]


def opaque(data: Element) -> bool:
    """Whether some fill or thick outline of a DrawingML drawing hides what is behind it; pictures are asked apart."""
    return (
        any(map(_filled, data.iter()))
        or thick(data)
        or elsewhere(data)
        or any(_name(one) in _ELSEWHERE or _name(one) == "AlternateContent" for one in data.iter())
        or any(kind(one) not in _DRAWN for one in data)
    )


def elsewhere(data: Element) -> bool:
    """Whether what is drawn, words perhaps, is kept in another part: a chart or a diagram."""
    return said(data, "uri").rpartition("/")[2] in {"chart", "chartex", "diagram"}


def _filled(shape: Element) -> bool:
    """Whether a shape, picture or canvas is filled, by itself or by its style."""
    for properties in shape:
        name = _name(properties)
        fill = drawn_child(properties, *_FILLS) if name in _GROUNDS else None
        if fill is not None:
            return kind(fill) != "a:noFill"
    reference = next((child(one, "a:fillRef") for one in shape if _name(one) == "style"), None)
    return reference is not None and said(reference, "idx", "0") != "0"


def beyond(data: Element) -> float:
    """How far outlines and shadows reach beyond a DrawingML drawing's box."""
    found = 0.0
    for one in data.iter():
        name = kind(one)
        if name == "a:ln" and child(one, "a:noFill") is None:
            found = max(found, _emu(said(one, "w", "0")) / 2)
        elif name in {"a:outerShdw", "a:glow", "a:reflection"}:
            far = sum(_emu(said(one, key, "0")) for key in ("dist", "blurRad", "rad"))
            grows = any((measure(said(one, key, "0").rstrip("%")) or 0.0) > 110_000 for key in ("sx", "sy"))
            found = max(found, ANYWHERE if grows or name == "a:reflection" else far)
        elif name == "a:sp3d":
            found = max(found, _emu(said(one, "contourW", "0")))
        elif name == "a:camera" and seen_askew(one):
            found = ANYWHERE
    return found


def seen_askew(camera: Element) -> bool:
    """Whether a drawing in space is not seen from the front."""
    turns = (child(camera, "a:rot"),)
    turned = any(said(one, key, "0") != "0" for one in turns for key in ("lat", "lon", "rev"))
    return said(camera, "prst") != "orthographicFront" or turned


def _emu(text: str) -> float:
    length = measure(text)
    return ANYWHERE if length is None else abs(length) / EMU


def thick(data: Element) -> bool:
    """Whether an outline alone covers a line."""
    return any(
        _emu(said(one, "w", "0")) > THICK for one in below(data, "a:ln") if child(one, "a:noFill") is None
    )


def stroke(shape: Element) -> float:
    """How wide a VML shape's outline is, those of the shapes in it too; 0 where it has none."""
    return max(map(_stroke, (one for one in shape.iter() if kind(one).startswith("v:"))), default=0.0)


def _stroke(shape: Element) -> float:
    drawn = child(shape, "v:stroke")
    if said(shape, "stroked", said(drawn, "on", "t")).lower() in {"f", "false", "0"}:
        return 0.0
    stated = [said(shape, "strokeweight"), said(drawn, "weight")]
    lengths = [measure(one, 1 / EMU) for one in stated if one] or [15.0]
    return max(ANYWHERE if length is None else abs(length) for length in lengths)


def stroke_beyond(shape: Element) -> float:
    """How far a VML shape's outline or shadow reaches beyond its box."""
    shadows = (
        one for one in below(shape, "v:shadow") if said(one, "on", "f").lower() not in {"f", "false", "0"}
    )
    far = max(map(_cast, shadows), default=0.0)
    deep = (one for one in shape.iter() if _name(one) == "extrusion")
    if any(said(one, "on", "f").lower() not in {"f", "false", "0"} for one in deep):
        return ANYWHERE
    return max(stroke(shape) / 2, far)


def _cast(shadow: Element) -> float:
    """A shadow's own distance; what is turned or drawn larger may be anywhere."""
    if said(shadow, "matrix") or said(shadow, "type", "single") not in {"single", "double", "emboss"}:
        return ANYWHERE
    places = f"{said(shadow, 'offset', '2pt,2pt')},{said(shadow, 'offset2', '0,0')}".split(",")[:4]
    return max(
        (ANYWHERE if length is None else abs(length))
        for length in (measure(one.strip() or "0", 1 / EMU) for one in places)
    )
