"""What a text box leaves its text (``wps:bodyPr``): margins, columns, whether it grows, whether it is turned. Twips."""

from typing import Final

from desktop_admin.papers.word_opaque import seen_askew
from desktop_admin.papers.word_places import emu
from desktop_admin.papers.word_tree import Element, below, child, measure, said

_SLACK: Final = 60.0
#: A tenth of an inch, which every program leaves at the sides.
_USUAL: Final = 144.0


def insets(body: Element | None) -> float:
    """The room that a text box leaves above its text."""
    top = emu(said(body, "tIns", "45720"))
    return top if top is not None else 0.0


def inner_width(body: Element | None, width: float) -> float:
    """What a text box's sides leave of its width."""
    sides = (emu(said(body, name, "91440")) for name in ("lIns", "rIns"))
    return width - sum(side or 0.0 for side in sides)


def grows(body: Element | None) -> bool:
    """Whether a text box becomes as high as its text."""
    return body is not None and any(True for _ in below(body, "a:spAutoFit"))


def bottom(body: Element | None) -> float:
    """The room that a text box leaves below its text, where it is more than the usual."""
    found = emu(said(body, "bIns", "0"))
    return 1e6 if found is None else max(0.0, found - _SLACK - 12)


def crowded(body: Element | None) -> bool:
    """Whether the text of a box whose height is fixed runs in columns: what of it is cut off is not known."""
    columns = measure(said(body, "numCol", "1"))
    return columns is None or columns > 1


def turned_away(properties: Element | None, body: Element | None) -> bool:
    """Whether a box or its text is turned in space, or its text in the box."""
    scenes = (child(one, "a:scene3d") for one in (properties, body))
    cameras = [camera for scene in scenes if (camera := child(scene, "a:camera")) is not None]
    return any(map(seen_askew, cameras)) or (measure(said(body, "rot", "0")) or 0.0) != 0.0


def text_margins(stated: str) -> tuple[float, float, float, float]:
    """What a VML text box leaves at its left, top, right and below, where it is more than the usual."""
    lengths = [measure(one.strip(), 15.0) if one.strip() else 0.0 for one in f"{stated},,,,".split(",")[:4]]
    left, top, right, low = (1e6 if length is None else max(0.0, length - _USUAL) for length in lengths)
    return left, top, right, low
