"""Which signs of a PDF page a person can see: the page is drawn again without its text, and where nothing changes
there was nothing to see.

One test for every trick at once: white on white, invisible text, outside the page, clipped, under a picture or a
filled shape, transparent, in a hidden layer. Where texts lie upon each other one of them is taken away at a time,
so that what is seen of one proves nothing of another. What changes must also stand out from what is round it
(:mod:`pdf_contrast`). Not told apart: a font that draws other signs than it names.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from desktop_admin.papers.pdf_clips import cut
from desktop_admin.papers.pdf_contrast import SAMPLES, places, stands_out
from desktop_admin.papers.pdf_erased import erased, touched
from desktop_admin.papers.pdf_flow import breaks
from desktop_admin.papers.pdf_mute import quiet_units, speaking
from desktop_admin.papers.pdf_order import as_read
from desktop_admin.papers.pdf_overlaps import apart
from desktop_admin.papers.pdf_signs import Drawing, Signs
from desktop_admin.papers.pdf_strokes import struck
from desktop_admin.rules.paper_reading import GAP
from desktop_admin.rules.same_text import comparable

Pixels = NDArray[np.uint8]
Boxes = NDArray[np.float64]

#: Less change of brightness than this (of 255; #e8e8e8 on white has 23) is not seen.
_CONTRAST: Final = 22
#: Changed samples inside the box, of 14 × 14: a dot somewhere in it is no sign.
_LEAST_INK: Final = 5
#: Points on a page that is shown as large as A4. Letters and numbers of 3 points are 2 tall or wide.
_LEAST_SIZE: Final = 2.0
_A4_AREA: Final = 595.0 * 842.0
#: No letter or number is more slender, but for those that are a single stroke.
_SLENDER: Final = 5.0
_STROKES: Final = frozenset("一丨丶丿亅乙1IJijltfr|ⅠーㄧㅡㅣⅼﺍاІｌｉ１Ｉ｜")
_LIGATURE: Final = re.compile("[a-z]{2,3}")
#: Heights of a sign that are looked at beside and above it: digits, other Latin letters, wide signs.
_BESIDE_DIGIT: Final = 0.35
_BETWEEN_DIGITS: Final = 1.5
_BESIDE: Final = 0.1
_BESIDE_WIDE: Final = 0.15
_ABOVE_WIDE: Final = 0.25
_CHUNK: Final = 4096


@dataclass(frozen=True)
class Sight:
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
    draw: Callable[[Boxes], AbstractContextManager[Pixels]],
    scanned: Callable[[], bool],
) -> Sight:
    """What is seen of ``signs`` in ``picture`` (height × width × 4).

    ``boxes`` (n × 4: left, top, right, bottom) are the signs' in its pixels, ``draws`` gives the order of
    drawing and where in pixels the covers are, ``draw`` makes the picture anew (only what stands in the
    boxes given need be true), ``scanned`` says whether images cover the page.
    """
    words, blank, quiet = _kinds(signs)
    if blank.all():
        return Sight(signs.text, np.arange(len(blank)), len(blank), left_out=signs.cut)
    height, width = picture.shape[:2]
    sound = _large_enough(boxes, signs, words, (_A4_AREA / (width * height)) ** 0.5)
    within = _on_page(boxes, width, height)
    leaders, told = _together(signs)
    told &= as_read(signs, blank)
    own = leaders == np.arange(len(leaders))
    clear, turns = apart(boxes, signs.objects, own & ~blank & within, (height, width))
    seen = np.zeros(len(blank), np.bool_)
    order, covers = draws()
    halved = cut(signs, order.inner)
    repeated = order.twins
    ever = np.zeros((1, 1), np.bool_)
    drawn = False
    alone = not turns.any()
    inked = np.flatnonzero(own & ~blank & (signs.objects >= 0))
    rims, letters = _rims(boxes, signs, inked)
    before, after = _neighbours(inked, len(blank))
    for turn in range(int(turns.max(initial=0)) + 1):
        mine = np.flatnonzero(turns == turn).tolist()
        where = np.flatnonzero(own & within & ~blank & (signs.objects >= 0))
        where = where[turns[signs.objects[where]] == turn]
        if not where.size:
            continue
        handles = [signs.handles[index] for index in mine]
        handles += [twin for index in mine for twin in repeated.get(index, ())]
        with without(handles), draw(boxes[where]) as bare:
            changed = _changed(picture, bare)
            ever = changed | ever if ever.size > 1 else changed
            seen[where] = _shows(changed, boxes[where], signs.objects[where])
            clear_of, restless = stands_out(picture, bare, changed, boxes[where], rims[where])
            told[where] &= ~seen[where] | clear_of
            near = where[restless & seen[where] & words[where]]
            # Where texts lie upon each other the next one's ink stands beside: only within counts.
            told[near] &= ~struck(
                picture,
                bare,
                changed,
                boxes[near],
                rims[near] if alone else None,
                letters[near],
                None if alone else (boxes[before[near]], boxes[after[near]]),
            )
            # An empty picture makes no scan; asked only where that matters.
            drawn |= bool((words[where] & ~seen[where]).any()) and _drawn(bare)
    if not alone:
        near = np.flatnonzero(own & seen & words)
        handles = [*signs.handles, *(twin for twins in repeated.values() for twin in twins)]
        with without(handles), draw(boxes[near]) as bare:
            told[near] &= ~struck(
                picture, bare, _changed(picture, bare), boxes[near], rims[near], letters[near]
            )
    under = np.flatnonzero(own & seen & words)
    if order.covers:
        under = under[touched(order, covers, boxes[under], signs.objects[under])]
    if order.covers and under.size:
        handles = [*signs.handles, *(twin for twins in repeated.values() for twin in twins)]
        with without(order.covers), draw(boxes[under]) as whole, without(handles), draw(boxes[under]) as bare:
            told[under] &= ~erased(_changed(whole, bare) & ~ever, boxes[under])
    seen, told = seen[leaders], told & told[leaders]
    # Words that stand for others are not drawn by anything; only those too small to be meant are surely a trick.
    told &= clear[leaders] & ~((signs.replaced | halved) & seen & sound)
    shown = blank | (seen & sound & told)
    lost = ~shown & words
    layer = drawn and bool((lost & told & within & sound).any()) and scanned()
    hidden = lost & told & ~((within & sound) if layer else np.zeros_like(lost))
    doubted = lost & ~told
    broken = doubted.copy()
    if ever.size > 1:
        mute = speaking(quiet & (signs.objects >= 0), words, ever, boxes)
        shown[mute], broken[mute] = False, True
        # What the font has no sign for says nothing openly: an empty box.
        doubted[mute[np.frombuffer(signs.units, "<u2")[mute] != 0]] = True
    text, units = _read_on(signs, shown, broken, blank)
    return Sight(
        text,
        units,
        len(blank),
        # One lost sign alone is a stroke too fine for the picture, not a text.
        hidden=bool(np.count_nonzero(hidden) > 1),
        layer=layer,
        left_out=signs.cut or bool(doubted.any()),
    )


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


def _rims(boxes: Boxes, signs: Signs, inked: NDArray[np.intp]) -> tuple[Boxes, NDArray[np.bool_]]:
    """(how far beside and above each sign ink would change it, n × 2; whether it is a letter, not a digit).

    A bar makes a 7 of a 1, a dot 主 of 王; between digits that stand apart another may be drawn.
    """
    codes = np.frombuffer(signs.units, "<u2")
    tall = (boxes[:, 2:] - boxes[:, :2]).max(axis=1, initial=0.0)
    digit = (codes >= 0x30) & (codes <= 0x39)
    latin = codes < 0x300
    beside = tall * np.where(digit, _BESIDE_DIGIT, np.where(latin, _BESIDE, _BESIDE_WIDE))
    pair = np.flatnonzero(digit[inked[1:]] & digit[inked[:-1]])
    one, other = boxes[inked[pair]], boxes[inked[pair + 1]]
    level = np.minimum(one[:, 3], other[:, 3]) - np.maximum(one[:, 1], other[:, 1]) > 0
    half = (other[:, 0] - one[:, 2]) / 2 * level
    for ends in (inked[pair], inked[pair + 1]):
        beside[ends] = np.maximum(beside[ends], np.minimum(half, _BETWEEN_DIGITS * tall[ends]))
    return np.stack([beside, tall * np.where(latin, _BESIDE, _ABOVE_WIDE)], axis=1), ~digit


def _neighbours(inked: NDArray[np.intp], count: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """For each of ``count`` units the one before and the one after it of those that have ink (itself at the ends)."""
    before, after = np.arange(count), np.arange(count)
    before[inked[1:]] = inked[:-1]
    after[inked[:-1]] = inked[1:]
    return before, after


@contextmanager
def without(handles: Sequence[Any]) -> Iterator[None]:
    """While this is open the objects are not drawn."""
    for handle in handles:
        pdfium.FPDFPageObj_SetIsActive(handle, False)
    try:
        yield
    finally:
        for handle in handles:
            pdfium.FPDFPageObj_SetIsActive(handle, True)


def _changed(picture: Pixels, bare: Pixels) -> NDArray[np.bool_]:
    """Where the two differ enough for an eye."""
    before, after = (pixels.view(np.uint32).reshape(-1) for pixels in (picture, bare))
    differ = np.flatnonzero(before != after)
    one, other = (pixels[differ].view(np.uint8).reshape(-1, 4).astype(np.int16) for pixels in (before, after))
    gaps = np.abs(one - other)  # blue, green, red; an eye hardly sees yellow on white
    changed = np.zeros(before.size, np.bool_)
    changed[differ] = gaps[:, 0] + 4 * gaps[:, 1] + 2 * gaps[:, 2] >= 7 * _CONTRAST
    return changed.reshape(picture.shape[:2])


def _shows(changed: NDArray[np.bool_], boxes: Boxes, objects: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Which boxes hold a sign: ink at all four sides, and inside.

    Strokes that run along the edge are now and then all in the outermost row; among signs of which most
    show inside as well they count.
    """
    sides, inside = np.zeros(len(boxes), np.bool_), np.zeros(len(boxes), np.bool_)
    for start in range(0, len(boxes), _CHUNK):
        at = places(boxes[start : start + _CHUNK], changed.shape)
        ink = changed.reshape(-1).take(at).reshape(-1, SAMPLES, SAMPLES)
        third = -(-SAMPLES // 3)
        down = np.logical_or.reduce(ink, axis=2)
        across = np.logical_or.reduce(ink, axis=1)
        part = slice(start, start + len(ink))
        sides[part] = (
            down[:, :third].any(axis=1)
            & down[:, -third:].any(axis=1)
            & across[:, :third].any(axis=1)
            & across[:, -third:].any(axis=1)
        )
        inside[part] = np.count_nonzero(ink[:, 1:-1, 1:-1], axis=(1, 2)) >= _LEAST_INK
    count = int(objects.max(initial=0)) + 1
    whole = np.bincount(objects[sides & inside], minlength=count)
    plain = 2 * whole >= np.bincount(objects, minlength=count)
    shows: NDArray[np.bool_] = sides & (inside | plain[objects])
    return shows


def _drawn(bare: Pixels) -> bool:
    """Whether anything stands on the page but text: an empty picture is no scan."""
    return bool(np.count_nonzero(bare[:, :, 1] < 200) > 0.001 * bare.shape[0] * bare.shape[1])
