"""How far a drawing reaches beyond the box it states: turned, with parts outside their group, paths beyond their frame.

Lengths are twips. What cannot be told reaches anywhere.
"""

import re
from collections.abc import Iterator
from math import hypot
from typing import Final

from desktop_admin.papers.word_opaque import ANYWHERE, EMU, beyond, stroke_beyond
from desktop_admin.papers.word_places import VML_SHAPES, Box, style_of
from desktop_admin.papers.word_tree import Element, below, child, kind, measure, said

_GROUPS: Final = frozenset({"wpg:wgp", "wpg:grpSp"})
_MEMBERS: Final = frozenset({"wps:wsp", "pic:pic", "wpg:grpSp", "wpg:graphicFrame"})
#: A whole turn in 60,000ths of a degree.
_TURN: Final = 21_600_000.0
#: Parts of its frame that a path or a member of a group may lie outside it: rounding of other programs.
_SLACK: Final = 0.05
#: Commands of a path that count from where it is, and how often around its frame it may go.
_RELATIVE: Final = re.compile("[rtv]")
_STEPS: Final = 6.0
#: A handle's place: three times the frame of a VML type.
_HANDLE: Final = 64_800.0
_NUMBERS: Final = re.compile(r"(?<![@#0-9])-?[0-9]+")
_PAIR: Final = re.compile(r"\s*(-?[0-9]{1,9})\s*,\s*(-?[0-9]{1,9})\s*\Z")


def turned(data: Element) -> bool:
    """Whether some part of a DrawingML drawing is turned on the page."""
    return any(_rotated(one) for one in below(data, "a:xfrm"))


def _rotated(place: Element) -> bool:
    stated = measure(said(place, "rot", "0"))
    return stated is None or stated % _TURN != 0


def text_turned(properties: Element | None, body: Element | None) -> bool:
    """Whether a text box is turned or flipped, or its text in it; signs below each other stand upright."""
    place = child(properties, "a:xfrm")
    flipped = any(said(place, name, "0").lower() not in {"0", "false"} for name in ("flipH", "flipV"))
    bent = child(body, "a:prstTxWarp")
    flipped |= bent is not None and said(bent, "prst", "textNoShape") != "textNoShape"
    return (
        flipped
        or (place is not None and _rotated(place))
        or said(body, "vert", "horz") not in {"horz", "eaVert"}
    )


def shape_turned(shape: Element) -> bool:
    """Whether an old shape is turned or flipped."""
    style = style_of(shape)
    return "flip" in style or measure(style.get("rotation", "0").removesuffix("fd")) != 0.0


def reach(data: Element, box: Box) -> tuple[float, float]:
    """How far a DrawingML drawing reaches beyond its box to the sides, and up and down."""
    wide, high = box.width or 0.0, box.height or 0.0
    strayed = max(map(_path_outside, below(data, "a:custGeom", "a:prstGeom")), default=0.0)
    more = beyond(data) + max(_outside(data, wide, high), strayed * max(wide, high))
    if not turned(data):
        return more, more
    whole = hypot(wide, high)
    return more + (whole - wide) / 2, more + (whole - high) / 2


def _outside(data: Element, wide: float, high: float) -> float:
    """How far members of groups lie outside their group; the drawing itself where it says it is larger than its box."""
    found = 0.0
    waiting: list[tuple[Element, float]] = [(data, 1.0)]
    while waiting:
        one, scale = waiting.pop()
        name = kind(one)
        if name in _GROUPS:
            frame, size = _frame(one, "chOff", "chExt"), _frame(one, "off", "ext")
            if frame is None or size is None or min(frame[2:]) <= 0:
                return ANYWHERE if len(one) > 1 else found
            scale *= max(size[2] / frame[2], size[3] / frame[3])
            if name == "wpg:wgp":  # drawn as large as its box, whatever it says itself
                scale = max(scale, wide * EMU / frame[2], high * EMU / frame[3])
            for member in one:
                inner = _frame(member, "off", "ext") if kind(member) in _MEMBERS else None
                if inner is not None:
                    found = max(found, scale * _over(inner, frame) / EMU)
        elif one is not data and name == "wpc:wpc":
            for member in one:
                inner = _frame(member, "off", "ext") if kind(member) in _MEMBERS else None
                if inner is not None:
                    found = max(found, _over(inner, (0.0, 0.0, wide * EMU, high * EMU)) / EMU)
        if name in {"wps:wsp", "pic:pic"}:
            continue
        for member in one:
            if kind(one) == "a:graphicData" and kind(member) in {"wps:wsp", "pic:pic", "wpg:wgp"}:
                size = _frame(member, "off", "ext")
                if size is not None:
                    found = max(found, size[2] / EMU - wide, size[3] / EMU - high)
            waiting.append((member, scale))
    return found


def _over(inner: tuple[float, ...], frame: tuple[float, ...]) -> float:
    """How far the first rectangle (left, top, width, height) reaches out of the second, a little let pass."""
    over = 0.0
    for at in (0, 1):
        before = frame[at] - inner[at]
        after = inner[at] + inner[at + 2] - frame[at] - frame[at + 2]
        if max(before, after) > _SLACK * frame[at + 2]:
            over = max(over, before, after)
    return over


def _frame(shape: Element, at: str, size: str) -> tuple[float, float, float, float] | None:
    properties = next((one for one in shape if kind(one).endswith((":spPr", ":grpSpPr"))), None)
    place = child(properties, "a:xfrm")
    if properties is None:
        place = next((one for one in shape if kind(one).endswith(":xfrm")), None)
    start, extent = child(place, f"a:{at}"), child(place, f"a:{size}")
    if extent is None:
        return None
    lengths = [
        measure(said(start, "x", "0")),
        measure(said(start, "y", "0")),
        measure(said(extent, "cx")),
        measure(said(extent, "cy")),
    ]
    x, y, wide, high = (1e12 if length is None else length for length in lengths)
    return x, y, wide, high


def _path_outside(shape: Element) -> float:
    """How far a DrawingML outline reaches out of its frame, in parts of it."""
    if kind(shape) == "a:prstGeom":
        name = said(shape, "prst")
        if not ("Callout" in name or "callout" in name or "Connector" in name):
            return 0.0  # the handles of all others stop at their frame
        handles = (measure(said(one, "fmla").removeprefix("val").strip()) for one in below(shape, "a:gd"))
        return max((ANYWHERE if one is None else abs(one) / 1e5 for one in handles), default=0.0)
    return max(map(_strayed, below(shape, "a:path")), default=0.0)


def _strayed(path: Element) -> float:
    found = arcs = 0.0
    for side, place, radius in (("w", "x", "wR"), ("h", "y", "hR")):
        whole = measure(said(path, side, "0")) or 0.0
        for one in path.iter():
            for key in (place, radius):
                at = measure(one.attrib.get(key, "0"))
                if at is None or (whole <= 0 and at):
                    return ANYWHERE
                if key == radius:
                    arcs += 2 * abs(at) / (whole or 1.0)
                else:
                    found = max(found, -at / (whole or 1.0), at / (whole or 1.0) - 1)
    found = max(found, arcs / 2 - 2)  # a whole ellipse has four arcs, a round corner each side's two
    return found if found > _SLACK else 0.0


def shape_reach(shape: Element, box: Box) -> tuple[float, float]:
    """As :func:`reach` for an old shape."""
    if any(map(strays, _strangers(shape))):
        return ANYWHERE, ANYWHERE
    more = stroke_beyond(shape)
    if not any(map(shape_turned, _strangers(shape))):
        return more, more
    if box.width is None or box.height is None:
        return ANYWHERE, ANYWHERE
    whole = hypot(box.width, box.height)
    return more + (whole - box.width) / 2, more + (whole - box.height) / 2


def _strangers(shape: Element) -> Iterator[Element]:
    return (one for one in shape.iter() if kind(one) == "v:group" or kind(one) in VML_SHAPES)


def strays(shape: Element) -> bool:
    """Whether a shape's path, or a member of a group, leaves the frame its numbers count from."""
    size, origin = _pair(said(shape, "coordsize", "1000,1000")), _pair(said(shape, "coordorigin", "0,0"))
    path = said(shape, "path")
    if size is None or origin is None:
        return bool(path) or kind(shape) == "v:group"
    (wide, high), (left, top) = size, origin
    slack = _SLACK * max(wide, high) + 1
    if kind(shape) == "v:group":
        frame = left - slack, top - slack, left + wide + slack, top + high + slack
        return any(_leaves(one, frame) for one in shape if kind(one) in VML_SHAPES or kind(one) == "v:group")
    low, most = min(left, top) - slack, max(left + wide, top + high) + slack
    numbers = [float(found[:12]) for found in _NUMBERS.findall(path)]
    walked = _RELATIVE.search(path) and sum(map(abs, numbers)) > _STEPS * (wide + high)
    if walked or any(not low <= number <= most for number in numbers):
        return True
    return any(abs(float(found[:12])) > _HANDLE for found in _NUMBERS.findall(said(shape, "adj")))


def _leaves(member: Element, frame: tuple[float, float, float, float]) -> bool:
    style = style_of(member)
    lengths = [measure(style.get(name, "0")) for name in ("left", "top", "width", "height")]
    x, y, wide, high = (1e12 if length is None else length for length in lengths)
    ends = [_pair(said(member, name)) for name in ("from", "to") if said(member, name)]
    places = ends or [(x, y), (x + wide, y + high)]
    return any(
        at is None or not (frame[0] <= at[0] <= frame[2] and frame[1] <= at[1] <= frame[3]) for at in places
    )


def _pair(text: str) -> tuple[float, float] | None:
    found = _PAIR.match(text)
    return (float(found[1]), float(found[2])) if found else None
