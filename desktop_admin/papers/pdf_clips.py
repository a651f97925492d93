"""Signs that the edge of a clip runs through: an 8 cut down its left side is a 3.

Apart from :mod:`pdf_erased`: what a clip cuts away is drawn by nothing, so its edges are held against the signs.
"""

import ctypes
from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from desktop_admin.papers.pdf_signs import Signs

#: Corners of a clip that are looked at; a cell has four.
_MOST_POINTS: Final = 60
_EVERYWHERE: Final = (-1e9, -1e9, 1e9, 1e9)
#: The part of a sign at its edge that may be cut: rounding, and strokes' last shades.
_EDGE: Final = 0.06


def cut(signs: Signs, inner: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """For each unit whether an edge of its text's clip runs through its box. Work grows with the signs.

    ``inner`` are the handles inside forms: their clips are in a space of their own and are not looked at.
    """
    found = np.zeros(len(signs.objects), np.bool_)
    clips = [
        (index, pdfium.FPDFPageObj_GetClipPath(handle))
        for index, handle in enumerate(signs.handles)
        if not inner[index]
    ]
    clips = [(index, clip) for index, clip in clips if clip and pdfium.FPDFClipPath_CountPaths(clip) > 0]
    if not clips:
        return found
    order = np.argsort(signs.objects, kind="stable")
    objects = signs.objects[order]
    for index, clip in clips:
        first, last = np.searchsorted(objects, (index, index + 1)).tolist()
        mine = order[first:last]
        boxes = signs.boxes[mine]
        rim = _EDGE * (boxes[:, 2:] - boxes[:, :2])
        for left, bottom, right, top in _edges(clip):
            found[mine] |= (
                (boxes[:, 0] + rim[:, 0] < right)
                & (boxes[:, 2] - rim[:, 0] > left)
                & (boxes[:, 1] + rim[:, 1] < top)
                & (boxes[:, 3] - rim[:, 1] > bottom)
            )
    return found


def _edges(clip: Any) -> Iterator[tuple[float, float, float, float]]:
    """left, bottom, right, top of each edge; of too many one that runs through everything."""
    x, y = ctypes.c_float(), ctypes.c_float()
    left = _MOST_POINTS
    for path in range(pdfium.FPDFClipPath_CountPaths(clip)):
        start = last = None
        for number in range(max(0, pdfium.FPDFClipPath_CountPathSegments(clip, path))):
            segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, number)
            if left <= 0 or not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
                yield _EVERYWHERE
                return
            left -= 1
            point = (x.value, y.value)
            if start is None or pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
                start = point
            elif last is not None:
                yield _around(last, point)
            last = point
            if pdfium.FPDFPathSegment_GetClose(segment):
                yield _around(point, start)


def _around(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float, float, float]:
    across, down = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return across[0], down[0], across[1], down[1]
