"""Which signs of a PDF page a person can see: the page is drawn again without its text, and where nothing changes
there was nothing to see.

One test for every trick at once: white on white, invisible text, outside the page, clipped, under a picture or a
filled shape, transparent, in a hidden layer. Where texts lie upon each other one of them is taken away at a time,
so that what is seen of one proves nothing of another. What changes must also stand out from what is round it
(:mod:`pdf_contrast`). Not told apart: a font that draws other signs than it names.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from desktop_admin.papers.pdf_clips import cut
from desktop_admin.papers.pdf_flow import breaks
from desktop_admin.papers.pdf_look import Boxes, Draw, Pixels, Uncovering
from desktop_admin.papers.pdf_mute import quiet_units, speaking
from desktop_admin.papers.pdf_order import as_read
from desktop_admin.papers.pdf_overlaps import apart
from desktop_admin.papers.pdf_signs import Drawing, Signs
from desktop_admin.rules.paper_reading import GAP
from desktop_admin.rules.same_text import comparable

#: Points on a page that is shown as large as A4. Letters and numbers of 3 points are 2 tall or wide.
_LEAST_SIZE: Final = 2.0
_A4_AREA: Final = 595.0 * 842.0
#: No letter or number is more slender, but for those that are a single stroke.
_SLENDER: Final = 5.0
_STROKES: Final = frozenset("一丨丶丿亅乙1IJijltfr|ⅠーㄧㅡㅣⅼﺍاІｌｉ１Ｉ｜")
_LIGATURE: Final = re.compile("[a-z]{2,3}")


@dataclass(frozen=True)
class PageSight:
    """``text`` is what a person sees; ``units`` says for each UTF-16 unit of it which one of the page's it is.

    Where the reading breaks off (:mod:`pdf_flow`) or something of doubt stands between, ``text`` has :data:`GAP`
    and ``units`` -1. ``looked`` is how many units of the page were looked at.

    ``hidden``: there is text nobody can see; ``layer``: it lies on a picture of the page, as character
    recognition leaves it; ``left_out``: of some text it could not be told. None of that is in ``text``.
    """

    text: str
    units: NDArray[np.intp]
    looked: int
    hidden: bool = False
    layer: bool = False
    left_out: bool = False


def sight(
    signs: Signs,
    draws: Callable[[], tuple[Drawing, Boxes]],
    boxes: Boxes,
    picture: Pixels,
    draw: Draw,
    scanned: Callable[[], bool],
) -> PageSight:
    """What is seen of ``signs`` in ``picture`` (height × width × 4).

    ``boxes`` (n × 4: left, top, right, bottom) are the signs' in its pixels, ``draws`` gives the order of
    drawing and where in pixels the covers are, ``draw`` makes the picture anew (only what stands in the
    boxes given need be true), ``scanned`` says whether images cover the page.
    """
    words, blank, quiet = _kinds(signs)
    if blank.all():
        return PageSight(signs.text, np.arange(len(blank)), len(blank), left_out=signs.cut)
    height, width = picture.shape[:2]
    sound = _large_enough(boxes, signs, words, (_A4_AREA / (width * height)) ** 0.5)
    within = _on_page(boxes, width, height)
    leaders, told = _together(signs)
    told &= as_read(signs, blank)
    written = (leaders == np.arange(len(leaders))) & ~blank
    clear, turns = apart(boxes, signs.objects, written & within, (height, width))
    order, covers = draws()
    look = Uncovering(signs, boxes, picture, draw, order, words, written & (signs.objects >= 0), told)
    look.take_away(turns, within)
    look.take_covers_away(covers)
    seen, told = look.seen[leaders], told & look.told[leaders]
    # Words that stand for others are not drawn by anything; only those too small to be meant are surely a trick.
    told &= clear[leaders] & ~((signs.replaced | cut(signs, order.inner)) & seen & sound)
    shown = blank | (seen & sound & told)
    lost = ~shown & words
    layer = look.drawn and bool((lost & told & within & sound).any()) and scanned()
    hidden = lost & told & ~((within & sound) if layer else np.zeros_like(lost))
    doubted = lost & ~told
    broken = doubted.copy()
    if look.anything:
        mute = speaking(quiet & (signs.objects >= 0), words, look.ever, boxes)
        shown[mute], broken[mute] = False, True
        # What the font has no sign for says nothing openly: an empty box.
        doubted[mute[np.frombuffer(signs.units, "<u2")[mute] != 0]] = True
    text, units = _read_on(signs, shown, broken, blank)
    # One lost sign alone is a stroke too fine for the picture, not a text.
    concealed = bool(np.count_nonzero(hidden) > 1)
    left_out = signs.cut or bool(doubted.any())
    return PageSight(text, units, len(blank), hidden=concealed, layer=layer, left_out=left_out)


def _read_on(
    signs: Signs, shown: NDArray[np.bool_], broken: NDArray[np.bool_], blank: NDArray[np.bool_]
) -> tuple[str, NDArray[np.intp]]:
    """What is shown, with :data:`GAP` where it does not go on, and which unit each of its units is (-1 for a gap)."""
    order = np.flatnonzero(shown)
    gaps = np.concatenate([breaks(signs, shown, blank), np.flatnonzero(broken)])
    places = np.unique(np.searchsorted(order, gaps))
    codes = np.insert(np.frombuffer(signs.units, "<u2")[order], places, ord(GAP))
    return codes.tobytes().decode("utf-16-le", "replace"), np.insert(order, places, -1)


def _together(signs: Signs) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """(the first unit of what one drawn shape stands for, whether that is one sign) for each unit.

    The two units of a rare character, a character and its variant, and ligatures (ffi) are one; a shape that
    claims to be several other signs says nothing.
    """
    count = len(signs.objects)
    leaders, told = np.arange(count), np.ones(count, np.bool_)
    same = np.zeros(count, np.bool_)
    same[1:] = (signs.boxes[1:] == signs.boxes[:-1]).all(axis=1) & (signs.objects[1:] == signs.objects[:-1])
    same &= signs.objects >= 0
    starts = np.flatnonzero(~same)
    for start, end in zip(starts.tolist(), [*starts[1:].tolist(), count], strict=True):
        if end - start > 1:
            words = signs.units[2 * start : 2 * end].decode("utf-16-le", "replace")
            leaders[start:end] = start
            told[start:end] = len(comparable(words)) <= 1 or _LIGATURE.fullmatch(words) is not None
    return leaders, told


def _kinds(signs: Signs) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
    """(letters and numbers, what leaves no ink by nature, what comparing leaves out) for each unit."""
    codes = np.frombuffer(signs.units, "<u2")
    values, at = np.unique(codes, return_inverse=True)
    kinds = [unicodedata.category(chr(code)) for code in values.tolist()]
    words = np.array([kind[0] in "LN" or kind == "Cs" for kind in kinds], np.bool_)
    blank = np.array([kind[0] == "Z" or kind in ("Cc", "Cf") for kind in kinds], np.bool_)
    quiet = np.array(quiet_units(values.tolist()), np.bool_)
    return words[at], blank[at], quiet[at]


def _large_enough(boxes: Boxes, signs: Signs, words: NDArray[np.bool_], points: float) -> NDArray[np.bool_]:
    """Whether signs have the size of writing; ``points`` of A4 a pixel."""
    across, down = (boxes[:, 2] - boxes[:, 0]) * points, (boxes[:, 3] - boxes[:, 1]) * points
    long, short = np.maximum(across, down), np.minimum(across, down)
    stroke = np.isin(np.frombuffer(signs.units, "<u2"), [ord(sign) for sign in _STROKES])
    enough: NDArray[np.bool_] = ~words | ((long >= _LEAST_SIZE) & (stroke | (long <= _SLENDER * short)))
    return enough


def _on_page(boxes: Boxes, width: int, height: int) -> NDArray[np.bool_]:
    """Whether nearly all of each box lies on the page."""
    across = np.minimum(boxes[:, 2], width) - np.maximum(boxes[:, 0], 0)
    down = np.minimum(boxes[:, 3], height) - np.maximum(boxes[:, 1], 0)
    inside: NDArray[np.bool_] = (
        (across > 0)
        & (down > 0)
        & (across >= 0.7 * (boxes[:, 2] - boxes[:, 0]))
        & (down >= 0.7 * (boxes[:, 3] - boxes[:, 1]))
    )
    return inside
