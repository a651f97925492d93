"""Ink beside a sign that is none of the text and of the sign's colour: two small arcs make an 8 of a 3.

Apart from :mod:`pdf_contrast`, which finds the few signs with anything at all round them: only those are looked at
here. Lines of a table, boxes and underlines are long and straight and run past a sign; a red seal is no ink of a
black sign.
"""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from desktop_admin.papers.pdf_contrast import samples

Pixels = NDArray[np.uint8]
Boxes = NDArray[np.float64]
Mask = NDArray[np.bool_]

#: Samples across and down a sign with what is round it: about a pixel each for writing of usual size.
_SAMPLES: Final = 48
#: The same without what lies beyond.
_FEW: Final = 24
#: Heights of the sign that are looked at beyond what is round it, for the length of lines.
_BEYOND: Final = 1.3
#: A line is straight for so many heights.
_LONG: Final = 1.35
#: The side of a box round a letter; as short as that a stroke beside a digit is a 1.
_LONG_BESIDE: Final = 1.05
#: Letters reach down to the line they stand on, a Q with its tail.
_EDGE: Final = 0.12
#: The gaps of dotted lines, in heights.
_DOTS: Final = 0.5
#: Of the way from the ground to the sign's colour; what is much darker than a pale sign is no part of it.
_LIKE: Final = (0.45, 2.2)
#: The same where other texts stand in the picture: the edges of black letters on a pale watermark are as pale.
_ALIKE: Final = (0.7, 1.4)
#: So much bluer, greener, redder than the sign, of all that it differs from the ground, is another colour: a stamp's
#: blue, a seal's red. Dark blue can hardly be told from black.
_OTHER_HUES: Final = (0.7, 0.4, 0.4)
_SEEN_APART: Final = 25.0
#: Pixels of stray ink, and the part of the square of the height: less than the smallest arc.
_LEAST_INK: Final = 1.5
_LEAST_PART: Final = 0.024
_CHUNK: Final = 256


def struck(
    picture: Pixels,
    bare: Pixels,
    changed: Mask,
    boxes: Boxes,
    rims: Boxes | None,
    letters: Mask,
    beside: tuple[Boxes, Boxes] | None = None,
) -> Mask:
    """Whether in ``bare``, the page without its text, there is ink of a sign's colour in or beside its box.

    ``boxes`` are n × 4 in pixels, ``rims`` (n × 2) how far to look beside and above them; None where
    other texts stand in ``bare``: then only within. ``letters``: what is no digit. ``beside``: boxes of the signs before
    and after each, which may lean into its own.
    """
    tint = _LIKE if rims is not None else _ALIKE
    around = np.zeros((len(boxes), 2)) if rims is None else rims
    found = np.zeros(len(boxes), np.bool_)
    for start in range(0, len(boxes), _CHUNK):
        part = slice(start, start + _CHUNK)
        leaning = [edges[part] for edges in beside or ()]
        found[part] = _struck(picture, bare, changed, boxes[part], around[part], tint, letters[part], leaning)
    return found


def _struck(
    picture: Pixels,
    bare: Pixels,
    changed: Mask,
    boxes: Boxes,
    rims: Boxes,
    tint: tuple[float, float],
    letters: Mask,
    leaning: list[Boxes],
) -> Mask:
    window = boxes + np.concatenate([-rims, rims], axis=1)
    tall = (boxes[:, 2:] - boxes[:, :2]).max(axis=1)
    least = np.maximum(_LEAST_INK, _LEAST_PART * tall**2)
    tints = _tints(picture, bare, changed, boxes, window)
    rows, columns = samples(window, changed.shape, _FEW)
    like = _like(bare, tints, tint, rows, columns)
    for edges in leaning:
        like &= ~_inside(rows, columns, edges)
    found: Mask = _area(like, window) >= least
    left = np.flatnonzero(found)
    if left.size:
        tall, boxes, window = tall[left], boxes[left], window[left]
        wide = window + _BEYOND * tall[:, None] * np.array([-1, -1, 1, 1])
        rows, columns = samples(wide, changed.shape, _SAMPLES)
        like = _like(bare, tuple(part[left] for part in tints), tint, rows, columns)
        stray = like & _inside(rows, columns, window) & ~_lines(like, boxes, wide, tall, letters[left])
        for edges in leaning:
            stray &= ~_inside(rows, columns, edges[left])
        found[left] = _area(stray, wide) >= least[left]
    return found


def _area(mask: Mask, boxes: Boxes) -> NDArray[np.float64]:
    """How many pixels of each of ``boxes`` the samples that are true stand for."""
    pixel = (boxes[:, 2:] - boxes[:, :2]).prod(axis=1) / (mask.shape[1] * mask.shape[2])
    return np.asarray(np.count_nonzero(mask, axis=(1, 2)) * pixel, np.float64)


def _tints(
    picture: Pixels, bare: Pixels, changed: Mask, boxes: Boxes, window: Boxes
) -> tuple[NDArray[Any], ...]:
    """(the colour of each sign's fullest stroke, how light that is, how light its ground): the fine ones are paler."""
    at = _grid(*samples(boxes, changed.shape))
    ink = changed[at].reshape(len(boxes), -1)
    sign = picture[at].reshape(len(boxes), -1, picture.shape[2])
    light = _light(sign)
    around = _light(bare[_grid(*samples(window, changed.shape, 9))]).reshape(len(boxes), -1)
    ground = np.median(around, axis=1)
    mean = np.where(ink, light, 0).sum(axis=1) / np.maximum(1, np.count_nonzero(ink, axis=1))
    turned = np.where(mean < ground, 1, -1)[:, None]
    fullest = np.where(ink, turned * light, 999).argmin(axis=1)
    colour = sign[np.arange(len(boxes)), fullest].astype(np.float64)
    return colour, _light(colour), ground


def _grid(rows: NDArray[np.intp], columns: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    return rows[:, :, None], columns[:, None, :]


def _like(
    bare: Pixels,
    tints: tuple[NDArray[Any], ...],
    tint: tuple[float, float],
    rows: NDArray[np.intp],
    columns: NDArray[np.intp],
) -> Mask:
    """Where ``bare`` has about the colour of the sign, more than that of its ground (n × rows × columns)."""
    colour, full, ground = (part if part.ndim > 1 else part[:, None, None] for part in tints)
    around = bare[_grid(rows, columns)]
    lights = _light(around)
    way = np.where(np.abs(full - ground) < 1, 1.0, full - ground)
    part = (lights - ground) / way
    least, most = tint
    like: Mask = (part >= least) & (part <= most)
    apart = like & (np.abs(lights - full) >= _SEEN_APART)
    if apart.any():
        hues, own = _hues(around), _hues(colour)
        differs, differ = np.abs(lights - ground), np.abs(way)
        for hue, gap in enumerate(_OTHER_HUES):
            like &= ~(apart & (hues[hue] - own[hue][:, None, None] * (differs / differ) >= gap * differs))
    return like


def _light(colours: NDArray[Any]) -> NDArray[np.float64]:
    """Blue, green, red weighted as :mod:`pdf_sight` does."""
    return np.asarray((colours[..., 0] + 4.0 * colours[..., 1] + 2.0 * colours[..., 2]) / 7, np.float64)


def _hues(colours: NDArray[Any]) -> list[NDArray[np.float64]]:
    """How much bluer, greener, redder than the other two."""
    parts = [np.asarray(colours[..., part], np.float64) for part in range(3)]
    return [parts[part] - np.maximum(parts[part - 1], parts[part - 2]) for part in range(3)]


def _inside(rows: NDArray[np.intp], columns: NDArray[np.intp], boxes: Boxes) -> Mask:
    """Which samples lie in the box of each."""
    inside: Mask = _within(rows, boxes[:, 1::2])[:, :, None] & _within(columns, boxes[:, ::2])[:, None, :]
    return inside


def _within(places: NDArray[np.intp], edges: Boxes) -> Mask:
    inside: Mask = (places >= np.floor(edges[:, :1])) & (places < np.ceil(edges[:, 1:]))
    return inside


def _lines(like: Mask, boxes: Boxes, wide: Boxes, tall: NDArray[np.float64], letters: Mask) -> Mask:
    """Which of ``like`` belong to straight lines that run past the sign, across or down."""
    across = _runs(like, boxes[:, ::2], boxes[:, 1::2], wide[:, ::2], wide[:, 1::2], tall, letters)
    down = _runs(
        like.transpose(0, 2, 1), boxes[:, 1::2], boxes[:, ::2], wide[:, 1::2], wide[:, ::2], tall, letters
    )
    return across | down.transpose(0, 2, 1)


def _runs(
    like: Mask,
    along: Boxes,
    side: Boxes,
    wide: Boxes,
    wide_side: Boxes,
    tall: NDArray[np.float64],
    letters: Mask,
) -> Mask:
    """Of lines along the last axis. ``along``, ``side``: edges of the sign on the two axes; the same of all looked at."""
    step = (wide[:, 1] - wide[:, 0]) / _SAMPLES
    step_side = (wide_side[:, 1] - wide_side[:, 0]) / _SAMPLES
    low, high = ((along[:, end] - wide[:, 0]) / step for end in (0, 1))
    rows = np.arange(_SAMPLES) + 0.5
    edge = np.where(letters, _EDGE, 0.0) * tall
    beside = (rows < ((side[:, 0] + edge - wide_side[:, 0]) / step_side)[:, None]) | (
        rows > ((side[:, 1] - edge - wide_side[:, 0]) / step_side)[:, None]
    )
    # Above and below the sign a line may be dotted.
    first, last = _ends(~like)
    gap = (
        ~like
        & (first > 0)
        & (last < _SAMPLES - 1)
        & ((last - first + 1) * step[:, None, None] <= (_DOTS * tall)[:, None, None])
    )
    joined = like | (gap & beside[:, :, None])
    first, last = _ends(joined)
    enough = np.where(beside & letters[:, None], _LONG_BESIDE, _LONG) * tall[:, None]
    long = (last - first + 1) * step[:, None, None] >= enough[:, :, None]
    pixel = 1 / step
    through = (first <= (low + pixel)[:, None, None]) & (last + 1 >= (high - pixel)[:, None, None])
    apart = (last + 1 < (low - 1.5 * pixel)[:, None, None]) | (first > (high + 1.5 * pixel)[:, None, None])
    found: Mask = joined & long & (through | apart | beside[:, :, None])
    return found


def _ends(mask: Mask) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
    """First and last place of the run each place of the last axis belongs to (meaningless outside of runs)."""
    places = np.arange(mask.shape[2], dtype=np.int16)
    before = np.maximum.accumulate(np.where(mask, np.int16(-1), places), axis=2) + np.int16(1)
    after = np.minimum.accumulate(np.where(mask, np.int16(mask.shape[2]), places)[:, :, ::-1], axis=2)[
        :, :, ::-1
    ]
    return before, after - np.int16(1)
