"""Where the reading of a PDF page breaks off: what follows in the file need not stand where an eye goes on.

Apart from :mod:`pdf_order`, which asks of single signs whether they are read as they stand: here all are, but two
halves of a number at two ends of a page are no number. A value that runs on in the next line of its cell is one.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from desktop_admin.papers.pdf_signs import Signs

#: All in heights of the signs. What is further across the line than this stands on another one.
_SAME_LINE: Final = 0.6
#: Signs of one word lean over each other a little, no more.
_BACK: Final = 0.3
#: Between digits or letters of one number, one to a box; between a label and its value.
_APART: Final = 5.0
_FAR: Final = 12.0
#: Double spacing of lines with the height of digits as the measure.
_NEXT_LINE: Final = 3.5
#: The first line of a paragraph begins so much further right.
_INDENT: Final = 3.0
_OVERHANG: Final = 0.5
#: The cosine between two directions that are still one line; round a seal it bends.
_SAME_WAY: Final = 0.7


def breaks(signs: Signs, shown: NDArray[np.bool_]) -> NDArray[np.intp]:
    """The units before which what is read of ``shown`` does not go on from the sign before (``len`` for the end).

    A page that does not begin at its top or end at its foot does not go on from the page before or to the next.
    """
    codes = np.frombuffer(signs.units, "<u2")
    kept = np.flatnonzero(shown & (signs.objects >= 0) & (signs.boxes[:, 2] > signs.boxes[:, 0]))
    kept = kept[~_blank(codes[kept])]
    if not kept.size:
        return kept
    boxes, ways = signs.boxes[kept], signs.ways[signs.objects[kept]]
    sizes = boxes[:, 2:] - boxes[:, :2]
    middles = (boxes[:, :2] + boxes[:, 2:]) / 2
    tall = sizes.max(axis=1)
    wide = np.abs(sizes * ways).sum(axis=1)
    step, way = middles[1:] - middles[:-1], ways[:-1]
    plain = _plain(codes[kept])
    number = plain[1:] & plain[:-1]
    unit = np.where(number, np.minimum(tall[1:], tall[:-1]), np.maximum(tall[1:], tall[:-1]))
    forth = (step * way).sum(axis=1)
    across = step[:, 0] * way[:, 1] - step[:, 1] * way[:, 0]  # down the page where lines run right
    between = forth - (wide[1:] + wide[:-1]) / 2
    line = (np.abs(across) <= _SAME_LINE * unit) & (forth >= -_BACK * unit)
    same = line & (between <= np.where(number, _APART, _FAR) * unit)
    # The line so far: where it began, seen from each sign of it.
    places = np.arange(len(kept))
    first = np.maximum.accumulate(np.where(np.concatenate([[True], ~line]), places, 0))[:-1]
    back = (middles[1:] - middles[first]) * way
    from_start = back.sum(axis=1) - (wide[1:] - wide[first]) / 2
    below = (
        (across > _SAME_LINE * unit)
        & (across <= _NEXT_LINE * unit)
        & (from_start >= -_INDENT * unit)
        & (between <= -wide[1:] + _OVERHANG * unit)
    )
    goes_on = (same | below) & ((ways[1:] * way).sum(axis=1) >= _SAME_WAY)
    goes_on |= (boxes[1:] == boxes[:-1]).all(axis=1)  # two units of one sign
    found = [kept[1:][~goes_on]]
    height = (middles * np.stack([ways[:, 1], -ways[:, 0]], axis=1)).sum(axis=1)
    if (height < height[0] - _NEXT_LINE * tall[0]).any():
        found.append(kept[:1])
    if (height > height[-1] + _NEXT_LINE * tall[-1]).any():
        found.append(np.array([len(codes)], np.intp))
    return np.concatenate(found)


def _blank(codes: NDArray[np.uint16]) -> NDArray[np.bool_]:
    blanks = [code for code in np.unique(codes).tolist() if chr(code).isspace()]
    return np.isin(codes, blanks)


def _plain(codes: NDArray[np.uint16]) -> NDArray[np.bool_]:
    """Whether each is a digit or letter of a number, as wide as others or of full width."""
    half = np.where((codes >= 0xFF00) & (codes < 0xFF5F), codes - 0xFEE0, codes)
    plain: NDArray[np.bool_] = (
        ((half >= 0x30) & (half <= 0x39)) | (((half | 0x20) >= 0x61) & ((half | 0x20) <= 0x7A))
    ) & (half < 0x80)
    return plain
