"""Signs of which a part is painted over in the colour of the paper: an 8 without its left side is a 3.

Apart from :mod:`pdf_strokes`, which looks for ink that is added. What might cover is taken away and the page drawn
again; that is done only where a light shape, a small picture or the like is drawn after a text it touches.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from desktop_admin.papers.pdf_contrast import places
from desktop_admin.papers.pdf_signs import Drawing

Boxes = NDArray[np.float64]
Mask = NDArray[np.bool_]

#: So many covers are held against the signs one by one; of more every sign counts as touched.
_MOST: Final = 200
#: As in :mod:`pdf_strokes`: pixels, and part of the square of the height.
_LEAST: Final = 1.5
_LEAST_PART: Final = 0.024


def touched(drawn: Drawing, edges: Boxes, boxes: Boxes, objects: NDArray[np.intp]) -> Mask:
    """Whether any of the covers, at ``edges`` in pixels, is drawn after a sign of ``boxes`` and upon it."""
    if len(edges) > _MOST:
        return np.ones(len(boxes), np.bool_)
    found = np.zeros(len(boxes), np.bool_)
    order = drawn.order[objects]
    for (left, top, right, bottom), later in zip(edges.tolist(), drawn.covers_order.tolist(), strict=True):
        found |= (
            (order < later)
            & (boxes[:, 0] < right)
            & (boxes[:, 2] > left)
            & (boxes[:, 1] < bottom)
            & (boxes[:, 3] > top)
        )
    return found


def erased(lost: Mask, boxes: Boxes) -> Mask:
    """Whether a part of each sign is gone; ``lost``: ink that shows only without the covers."""
    sizes = boxes[:, 2:] - boxes[:, :2]
    samples = lost.reshape(-1).take(places(boxes, lost.shape))
    area = np.count_nonzero(samples, axis=1) * sizes.prod(axis=1) / samples.shape[1]
    gone: Mask = area >= np.maximum(_LEAST, _LEAST_PART * sizes.max(axis=1) ** 2)
    return gone
