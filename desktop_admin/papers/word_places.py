"""Where on its page a piece of a Word file lies: off it, in a box too small for it, or where it can be read.

Lengths are twips (1/1440 inch). Word's own layout is not done again: what lies off the page wherever the layout puts
its anchor is hidden, what may is unsure.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from desktop_admin.papers.word_opaque import THICK, stroke, thick
from desktop_admin.papers.word_section import PageSetup
from desktop_admin.papers.word_sight import Sight
from desktop_admin.papers.word_styles import Look
from desktop_admin.papers.word_tree import Element, below, child, kind, measure, said

#: English Metric Units in a twip.
EMU: Final = 635.0
_SLACK: Final = 60.0
#: What a drawing may stand over a page's edge (half a centimetre) and still show its text.
_OVER: Final = 300.0
#: One hundredth of a character, by which Chinese Word likes to indent: 10.5 points in all.
_CHARACTER: Final = 2.1


def by_span(start: float, end: float, whole: float) -> Sight:
    """A stretch from ``start`` to ``end`` of a page ``whole`` long."""
    if start >= whole or end <= 0:
        return Sight.HIDDEN
    return Sight.UNSURE if start < -_SLACK or end > whole + _SLACK else Sight.SEEN


def by_indents(look: Look, on: PageSetup, within: float | None) -> Sight:
    """A paragraph's indents; ``within`` is the width of its cell or box, None in the page's own text."""
    left = _indent(look, "left", "start")
    right = _indent(look, "right", "end")
    first = _indent(look, "firstLine") - _indent(look, "hanging")
    if left is None or right is None or first is None:
        return Sight.UNSURE
    if within is not None:
        room = within - left - right
        far = max(abs(left), abs(left + first), abs(right))
        if far >= on.width:
            return Sight.HIDDEN
        return Sight.UNSURE if room < 100 or min(left, left + first, right) < -_SLACK - 300 else Sight.SEEN
    begin = on.left + left + min(0.0, first)
    if on.left + left >= on.width or begin < -_SLACK or on.left + left + first >= on.width:
        return Sight.HIDDEN
    if right < -on.right - _SLACK:
        return Sight.HIDDEN if look.get("jc") in {"right", "end"} else Sight.UNSURE
    return Sight.UNSURE if on.line - left - right < 100 else Sight.SEEN


def _indent(look: Look, *names: str) -> float:
    """NaN-free: a length no program understands counts as far away."""
    for name in names:
        characters = measure(look.get(f"ind {name}Chars", "0") or "0")
        if characters:
            return characters * _CHARACTER
    stated = next((look[f"ind {name}"] for name in names if f"ind {name}" in look), "0")
    found = measure(stated)
    return found if found is not None else 1e6


def far_tabs(look: Look, on: PageSetup, within: float | None = None) -> bool:
    """Whether a tab may carry what follows it off the page, or out of its box of the width ``within``."""
    stops = (measure(stop) for stop in look.get("tabs", ()))
    last = on.width - on.left if within is None else min(on.width - on.left, within + _OVER)
    return any(stop is None or not -on.left <= stop <= last for stop in stops)


def by_frame(frame: Mapping[str, str], on: PageSetup, above: float = 0.0) -> Sight:
    """A text frame (``w:framePr``) or floating table (``w:tblpPr``); ``above`` is the room over its first line."""
    across = frame.get("x", frame.get("tblpX")) if not frame.get("xAlign", frame.get("tblpXSpec")) else "0"
    down = frame.get("y", frame.get("tblpY")) if not frame.get("yAlign", frame.get("tblpYSpec")) else "0"
    x, y = measure(across or "0"), measure(down or "0")
    width, height = measure(frame.get("w", "0")), measure(frame.get("h", "0"))
    if x is None or y is None or width is None or height is None:
        return Sight.UNSURE
    start = x + (0.0 if frame.get("hAnchor", frame.get("horzAnchor")) == "page" else on.left)
    found = by_span(start, start + max(width, 400.0), on.width)
    if abs(y) >= on.height or y <= -on.height / 2:
        return Sight.HIDDEN
    base = frame.get("vAnchor", frame.get("vertAnchor", "text"))
    begin = y + (0.0 if base == "page" else on.top)
    if begin + max(height, above + 200) > on.height + _SLACK or (base != "text" and begin < -_SLACK):
        return Sight.UNSURE
    return max(found, Sight.UNSURE if 0 < width < 200 else Sight.SEEN)


@dataclass(frozen=True)
class Box:
    """A drawing's place: how wide and high (None: as its text needs), and what that does to what is in it."""

    width: float | None = None
    height: float | None = None
    sight: Sight = Sight.SEEN


def drawing_box(holder: Element, on: PageSetup) -> Box:
    """The place of a ``wp:inline`` or ``wp:anchor``."""
    extent = child(holder, "wp:extent")
    width, height = (emu(said(extent, name)) for name in ("cx", "cy"))
    if width is None or height is None:
        return Box(sight=Sight.UNSURE)
    width, changed = _relative(holder, "H", width, (on.width, on.line))
    height, taller = _relative(holder, "V", height, (on.height, on.height - on.top - on.bottom))
    hidden = said(child(holder, "wp:docPr"), "hidden") in {"1", "true", "on"}
    hidden = hidden or said(holder, "hidden") in {"1", "true", "on"}
    flat = width <= 0 or height <= 0
    found = Sight.HIDDEN if hidden or (flat and not thick(holder)) else Sight.UNSURE if flat else Sight.SEEN
    if changed or taller:
        found = max(found, Sight.UNSURE)
    if kind(holder) == "wp:anchor":
        if said(holder, "simplePos") in {"1", "true", "on"}:
            simple = child(holder, "wp:simplePos")
            places: list[tuple[float | None, str]] = [
                (emu(said(simple, "x")), "page"),
                (emu(said(simple, "y")), "page"),
            ]
        else:
            places = [offset_of(child(holder, f"wp:position{axis}")) for axis in "HV"]
        sizes = ((width, on.width, on.left), (height, on.height, on.top))
        for (offset, base), (length, whole, margin) in zip(places, sizes, strict=True):
            found = max(found, _by_offset(offset, base, length, whole, margin))
    return Box(width, height, found)


def _relative(holder: Element, axis: str, stated: float, wholes: tuple[float, float]) -> tuple[float, bool]:
    """The larger of a length as stated and in parts of the page, and whether the two differ."""
    size = child(holder, f"wp14:sizeRel{axis}")
    share = next((one.text or "" for one in size), "0") if size is not None else "0"
    part = measure(share.strip())
    if part == 0 or (axis == "V" and any(True for _ in below(holder, "a:spAutoFit"))):
        return stated, False
    length = (part if part is not None else 1e5) / 1e5 * wholes[said(size, "relativeFrom") != "page"]
    return max(stated, length), abs(length - stated) > 0.1 * stated + 100


def _by_offset(offset: float | None, base: str, length: float, whole: float, margin: float) -> Sight:
    """A drawing ``offset`` twips from its base, which lies somewhere on the page unless it is the page."""
    if offset is None:
        return Sight.UNSURE
    if base == "page":
        return by_span(offset, offset + length, whole)
    if offset >= whole or offset + length <= -whole:
        return Sight.HIDDEN
    start = offset + (0.0 if base == "leftMargin" else margin)
    if base in {"margin", "column", "leftMargin"} and (start >= whole or start + length <= 0):
        return Sight.HIDDEN
    known = base in {"margin", "column", "leftMargin", "paragraph", "line", "text"}
    return Sight.UNSURE if known and start + length > whole + _OVER else Sight.SEEN


def by_page(box: Box, on: PageSetup) -> Sight:
    """Text in a box larger than its page may stand beside it."""
    larger = (box.width or 0.0) > on.width or (box.height or 0.0) > on.height
    return Sight.UNSURE if larger else Sight.SEEN


def down(anchor: Element, on: PageSetup) -> tuple[float, bool] | None:
    """How far below its paragraph, or the first line of its page (True), an anchor hangs; None: anywhere on the page."""
    position = child(anchor, "wp:positionV")
    offset, base = offset_of(position)
    if said(anchor, "simplePos") in {"1", "true", "on"}:
        return None
    if base == "aligned":
        height, side = emu(said(child(anchor, "wp:extent"), "cy")), child(position, "wp:align")
        return aligned_down(side.text if side is not None else "", said(position, "relativeFrom"), height, on)
    if offset is None or base not in {"paragraph", "line", "page", "margin"}:
        return None
    return offset - (on.top if base == "page" else 0.0), base in {"page", "margin"}


def by_line_of(anchor: Element) -> bool:
    """Whether an anchor hangs on a line, whichever of its paragraph."""
    return offset_of(child(anchor, "wp:positionV"))[1] == "line"


def aligned_down(
    side: str | None, base: str, height: float | None, on: PageSetup
) -> tuple[float, bool] | None:
    """As :func:`down` for what is aligned to its page or the text of it."""
    share = {"top": 0.0, "center": 0.5, "bottom": 1.0}.get((side or "").strip())
    if share is None or height is None or base not in {"page", "margin"}:
        return None
    start, end = (-on.top, on.height - on.top) if base == "page" else (0.0, on.height - on.top - on.bottom)
    return start + share * (end - start - height), True


def aligned_across(side: str | None, base: str, width: float | None, on: PageSetup) -> float | None:
    """The left edge of what is aligned to its page or the text of it; None where it is not known."""
    share = {"left": 0.0, "center": 0.5, "right": 1.0}.get((side or "").strip())
    if share is None or width is None or base not in {"page", "margin"}:
        return None
    start, end = (0.0, on.width) if base == "page" else (on.left, on.width - on.right)
    return start + share * (end - start - width)


def offset_of(position: Element | None) -> tuple[float | None, str]:
    """A DrawingML position's offset in twips (0 where it is aligned) and what it starts from."""
    base = said(position, "relativeFrom", "page")
    offset = child(position, "wp:posOffset")
    if offset is not None:
        return emu(offset.text or ""), base
    aligned = child(position, "wp:align") is not None
    return (0.0 if aligned else None), ("aligned" if aligned else base)


def emu(text: str) -> float | None:
    found = measure(text.strip())
    return None if found is None else found / EMU


VML_SHAPES: Final = frozenset(
    f"v:{n}" for n in ("shape", "rect", "roundrect", "oval", "line", "polyline", "arc", "image")
)
_CSS: Final = re.compile(r"\s*([a-z-]{1,60})\s*:\s*([^;]{0,200})")


#: Signs of a style that are read, and what one says that is longer, or says something twice: floating somewhere.
_LONGEST: Final = 4000
_ANYWHERE: Final = {"position": "absolute", "left": "?", "top": "?"}
_AXES: Final = ("horizontal", "vertical")


def style_of(shape: Element) -> dict[str, str]:
    """The style of a VML shape, in lower case; where programs may read it differently, one that says no place."""
    stated = said(shape, "style").lower()
    found = [match for match in map(_CSS.match, stated[:_LONGEST].split(";")) if match]
    style = {match[1]: match[2].strip() for match in found}
    if len(stated) > _LONGEST or len(style) < len(found):
        return {name: style[name] for name in ("visibility", "display") if name in style} | _ANYWHERE
    return style


def lies_behind(style: Mapping[str, str]) -> bool:
    """Whether a VML shape of that style lies behind the text."""
    return (measure(style.get("z-index", "0")) or 0.0) < 0


def shape_box(shape: Element, on: PageSetup) -> Box:
    """The place of a VML shape; a length without unit is a pixel there."""
    style = style_of(shape)
    if style.get("visibility") == "hidden" or style.get("display") == "none":
        return Box(sight=Sight.HIDDEN)
    width, height = (_css(style.get(name)) for name in ("width", "height"))
    if width is not None and height is not None and (width <= 0 or height <= 0):
        return Box(width, height, Sight.UNSURE if stroke(shape) > THICK else Sight.HIDDEN)
    found = Sight.SEEN
    if style.get("position") == "absolute":
        across, downward = (style.get(f"mso-position-{axis}-relative", "text") for axis in _AXES)
        for names, length, whole, base, margin in (
            (("margin-left", "left"), width, on.width, across, on.left),
            (("margin-top", "top"), height, on.height, downward, on.top),
        ):
            for name in names:
                offset = _css(style.get(name, "0"))
                found = max(found, _by_offset(offset, base, length or 0.0, whole, margin))
    return Box(width, height, found)


def in_front(shape: Element) -> bool:
    """Whether a VML shape floats in front of the text."""
    style = style_of(shape)
    wrapped = any(said(one, "type", "none") != "none" for one in shape if kind(one).endswith(":wrap"))
    return style.get("position") == "absolute" and not wrapped and not lies_behind(style)


def shape_down(style: Mapping[str, str], height: float | None, on: PageSetup) -> tuple[float, bool] | None:
    """As :func:`down` for a VML shape of that style that floats."""
    base = style.get("mso-position-vertical-relative", "text")
    side = style.get("mso-position-vertical", "absolute")
    if style.get("mso-top-percent", "0") != "0" or "top" in style:
        return None
    if side != "absolute":
        return aligned_down(side, base, height, on)
    offset = _css(style.get("margin-top", "0"))
    if offset is None or base not in {"text", "page", "margin"}:
        return None
    return offset - (on.top if base == "page" else 0.0), base != "text"


def shape_across(style: Mapping[str, str], width: float | None, on: PageSetup, boxed: bool) -> float | None:
    """The left edge on its page of a VML shape of that style that floats; None where it is not known."""
    base = style.get("mso-position-horizontal-relative", "text")
    side = style.get("mso-position-horizontal", "absolute")
    if style.get("mso-left-percent", "0") != "0" or "left" in style:
        return None
    if side != "absolute":
        return aligned_across(side, base, width, on)
    offset = _css(style.get("margin-left", "0"))
    known = base in {"page", "margin"} or (base == "text" and not boxed and not on.columns)
    return None if offset is None or not known else offset + (0.0 if base == "page" else on.left)


def _css(text: str | None) -> float | None:
    return None if text is None else measure(text, 15.0)
