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


#: The field of a name is read from its label to the next one, however wide its cell (rules/paper_reading).
_AFTER: Final = "名:："
_LABELS: Final = ("性别", "身份")


def breaks(signs: Signs, shown: NDArray[np.bool_], blank: NDArray[np.bool_]) -> NDArray[np.intp]:
    """The units before which what is read of ``shown`` does not go on from the sign before (``len`` for the end).

    ``blank`` are those that leave no ink. A page that does not begin at its top or end at its foot does not go on
    from the page before or to the next.
    """
    codes = np.frombuffer(signs.units, "<u2")
    kept = np.flatnonzero(shown & ~blank & (signs.objects >= 0) & (signs.boxes[:, 2] > signs.boxes[:, 0]))
    if not kept.size:
        return kept
    left, bottom, right, top = (np.ascontiguousarray(edge) for edge in signs.boxes[kept].T)
    along, up = (np.ascontiguousarray(part) for part in signs.ways[signs.objects[kept]].T)
    x, y, across, down = (left + right) / 2, (bottom + top) / 2, right - left, top - bottom
    tall = np.maximum(across, down)
    half = (across * np.abs(along) + down * np.abs(up)) / 2
    plain = _plain(codes[kept])
    number = plain[1:] & plain[:-1]
    unit = np.where(number, np.minimum(tall[1:], tall[:-1]), np.maximum(tall[1:], tall[:-1]))
    far = np.where(number, _APART, _FAR) * unit
    step_x, step_y, way_x, way_y = x[1:] - x[:-1], y[1:] - y[:-1], along[:-1], up[:-1]
    forth = step_x * way_x + step_y * way_y
    under = step_x * way_y - step_y * way_x  # down the page where lines run right
    between = forth - half[1:] - half[:-1]
    line = (np.abs(under) <= _SAME_LINE * unit) & (forth >= -_BACK * unit)
    one_way = along[1:] * way_x + up[1:] * way_y >= _SAME_WAY
    goes_on = line & (between <= far) & one_way
    if not goes_on.all():
        # Where the line so far began, seen from each sign of it.
        first = np.maximum.accumulate(np.where(np.concatenate([[True], ~line[:-1]]), np.arange(len(line)), 0))
        start = (x[1:] - x[first]) * way_x + (y[1:] - y[first]) * way_y - half[1:] + half[first]
        goes_on |= (
            (under > _SAME_LINE * unit)
            & (under <= _NEXT_LINE * unit)
            & (start >= -_INDENT * unit)
            & (between <= -2 * half[1:] + _OVERHANG * unit)
            & one_way
        )
        at = np.flatnonzero(~goes_on)  # two units of one sign are one
        goes_on[at] = (left[at] == left[at + 1]) & (right[at] == right[at + 1]) & (top[at] == top[at + 1])
    at = np.flatnonzero(~goes_on)
    found = [kept[1:][at[~_of_field(codes[kept], at)]]]
    for end in (0, -1):
        height = x * up[end] - y * along[end]
        if end:
            beyond, place = height.max() > height[end] + _NEXT_LINE * tall[end], len(codes)
        else:
            beyond, place = height.min() < height[end] - _NEXT_LINE * tall[end], int(kept[0])
        if beyond:
            found.append(np.array([place], np.intp))
    return np.concatenate(found)


def _of_field(codes: NDArray[np.uint16], at: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Whether a break after each of ``at`` stands between a label and its value, or before the next label."""
    value, last = codes[at], len(codes) - 1
    field = np.zeros(len(at), np.bool_)
    for sign in _AFTER:
        field |= value == ord(sign)
    one, other = codes[at + 1], codes[np.minimum(at + 2, last)]
    for label in _LABELS:
        field |= (one == ord(label[0])) & (other == ord(label[1]))
    return field


def _plain(codes: NDArray[np.uint16]) -> NDArray[np.bool_]:
    """Whether each is a digit or letter of a number, as wide as others or of full width."""
    half = np.where((codes >= 0xFF00) & (codes < 0xFF5F), codes - 0xFEE0, codes)
    plain: NDArray[np.bool_] = (
        ((half >= 0x30) & (half <= 0x39)) | (((half | 0x20) >= 0x61) & ((half | 0x20) <= 0x7A))
    ) & (half < 0x80)
    return plain
