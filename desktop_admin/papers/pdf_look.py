"""What changes in the picture of a PDF page where a text is taken away, and what that proves of each of its signs.

Apart from :mod:`pdf_sight`, which puts together what is seen: here objects are switched off and pixels compared.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Final, TypeAlias

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from desktop_admin.papers.pdf_contrast import SAMPLES, places, stands_out
from desktop_admin.papers.pdf_erased import erased, touched
from desktop_admin.papers.pdf_signs import Drawing, Signs
from desktop_admin.papers.pdf_strokes import struck

Pixels: TypeAlias = NDArray[np.uint8]
Boxes: TypeAlias = NDArray[np.float64]
Draw: TypeAlias = Callable[[Boxes], AbstractContextManager[Pixels]]

#: Less change of brightness than this (of 255; #e8e8e8 on white has 23) is not seen.
_CONTRAST: Final = 22
#: Changed samples inside the box, of 14 × 14: a dot somewhere in it is no sign.
_LEAST_INK: Final = 5
#: Heights of a sign that are looked at beside and above it: digits, other Latin letters, wide signs.
_BESIDE_DIGIT: Final = 0.35
_BETWEEN_DIGITS: Final = 1.5
_BESIDE: Final = 0.1
_BESIDE_WIDE: Final = 0.15
_ABOVE_WIDE: Final = 0.25
_CHUNK: Final = 4096


class Uncovering:
    """One page looked at with and without its texts.

    ``written`` are the units that leave ink of their own, ``words`` those that are letters or numbers, ``told``
    of which it can be told what they say. Results, one for each unit: ``seen`` and ``told`` (what was doubted
    before stays so). ``ever``: which pixels changed at all; ``drawn``: there is more on the page than text.
    """

    def __init__(
        self,
        signs: Signs,
        boxes: Boxes,
        picture: Pixels,
        draw: Draw,
        order: Drawing,
        words: NDArray[np.bool_],
        written: NDArray[np.bool_],
        told: NDArray[np.bool_],
    ) -> None:
        self._signs, self._boxes, self._picture, self._draw, self._order = signs, boxes, picture, draw, order
        self._words, self._written = words, written
        inked = np.flatnonzero(written)
        self._rims, self._letters = _rims(boxes, signs, inked)
        self._before, self._after = _neighbours(inked, len(words))
        self.seen = np.zeros(len(words), np.bool_)
        self.told = told.copy()
        self.ever = np.zeros((1, 1), np.bool_)
        self.drawn = False

    @property
    def anything(self) -> bool:
        """Whether any text was taken away."""
        return self.ever.size > 1

    def take_away(self, turns: NDArray[np.intp], within: NDArray[np.bool_]) -> None:
        """Look at what stands ``within`` the page; ``turns``: which objects go together, none upon another."""
        alone = not turns.any()
        for turn in range(int(turns.max(initial=0)) + 1):
            where = np.flatnonzero(self._written & within)
            where = where[turns[self._signs.objects[where]] == turn]
            if where.size:
                self._turn(np.flatnonzero(turns == turn).tolist(), where, alone)
        if not alone:
            near = np.flatnonzero(self.seen & self._words)
            with without(self._all()), self._draw(self._boxes[near]) as bare:
                self.told[near] &= ~struck(
                    self._picture,
                    bare,
                    _changed(self._picture, bare),
                    self._boxes[near],
                    self._rims[near],
                    self._letters[near],
                )

    def take_covers_away(self, covers: Boxes) -> None:
        """What something drawn later touches: whether that took part of a sign away (``covers``: its boxes)."""
        order = self._order
        if not order.covers:
            return
        under = np.flatnonzero(self.seen & self._words)
        boxes = self._boxes[under]
        under = under[touched(order, covers, boxes, self._signs.objects[under])]
        if not under.size:
            return
        boxes, draw = self._boxes[under], self._draw
        with without(order.covers), draw(boxes) as whole, without(self._all()), draw(boxes) as bare:
            self.told[under] &= ~erased(_changed(whole, bare) & ~self.ever, boxes)

    def _turn(self, objects: list[int], where: NDArray[np.intp], alone: bool) -> None:
        handles = [self._signs.handles[index] for index in objects]
        handles += [twin for index in objects for twin in self._order.twins.get(index, ())]
        boxes, picture = self._boxes[where], self._picture
        with without(handles), self._draw(boxes) as bare:
            changed = _changed(picture, bare)
            self.ever = changed | self.ever if self.anything else changed
            self.seen[where] = _shows(changed, boxes, self._signs.objects[where])
            clear_of, restless = stands_out(picture, bare, changed, boxes, self._rims[where])
            self.told[where] &= ~self.seen[where] | clear_of
            near = where[restless & self.seen[where] & self._words[where]]
            beside = self._boxes[self._before[near]], self._boxes[self._after[near]]
            # Where texts lie upon each other the next one's ink stands beside: only within counts.
            self.told[near] &= ~struck(
                picture,
                bare,
                changed,
                self._boxes[near],
                self._rims[near] if alone else None,
                self._letters[near],
                None if alone else beside,
            )
            # An empty picture makes no scan; asked only where that matters.
            self.drawn |= bool((self._words[where] & ~self.seen[where]).any()) and _drawn(bare)

    def _all(self) -> list[Any]:
        """Every text, and what is drawn a second time with it."""
        return [*self._signs.handles, *(twin for twins in self._order.twins.values() for twin in twins)]


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
