"""Whether a sign stands out from the ground it is drawn on.

That a page changes where a text is taken away is not enough: white letters that exactly cover black ones uncover
these, and letters of noise on noise change every pixel, yet nobody reads either. Apart from :mod:`pdf_sight`, which
finds where the page changes.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Boxes = NDArray[np.float64]

#: Samples across and down one sign's box: every pixel of writing of usual size, every stroke of larger.
SAMPLES: Final = 16
#: Of 255, between all that changes and what is round it; thin strokes are paler than their colour.
_LEAST_GAP: Final = 15.0
#: What is round a sign: its box and this much of its sides more.
_RIM: Final = 0.25
_CHUNK: Final = 4096


def stands_out(picture: Pixels, bare: Pixels, changed: NDArray[np.bool_], boxes: Boxes) -> NDArray[np.bool_]:
    """Whether the changed pixels of each box differ, on the whole, from what was there and from what is beside them.

    ``picture`` and ``bare`` are the page with and without the signs; ``boxes`` are in its pixels.
    """
    clear = np.zeros(len(boxes), np.bool_)
    rim = np.maximum(1.5, _RIM * (boxes[:, 2:] - boxes[:, :2]))
    wide = boxes + np.concatenate([-rim, rim], axis=1)
    for start in range(0, len(boxes), _CHUNK):
        rows, columns = samples(wide[start : start + _CHUNK], changed.shape)
        at = rows[:, :, None], columns[:, None, :]
        ink = changed[at].reshape(len(rows), -1)
        found = np.zeros(len(rows), np.bool_)
        for channel in (1, 2, 0):  # green first: it tells nearly all
            left = np.flatnonzero(~found)
            if not left.size:
                break
            there, before = (
                pixels[rows[left][:, :, None], columns[left][:, None, :], channel].reshape(len(left), -1)
                for pixels in (picture, bare)
            )
            mine = ink[left]
            drawn = _mean(there, mine)
            found[left] = (np.abs(drawn - _mean(before, mine)) >= _LEAST_GAP) & (
                np.abs(drawn - _usual(there, ~mine)) >= _LEAST_GAP
            )
        clear[start : start + len(found)] = found
    return clear


def samples(boxes: Boxes, shape: tuple[int, ...]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Rows (n × 16) and columns (n × 16) of the samples of each box, edge to edge, kept on the page."""
    steps = (np.arange(SAMPLES) + 0.5) / SAMPLES
    places = []
    for low, high, limit in ((1, 3, shape[0]), (0, 2, shape[1])):
        first, last = boxes[:, low, None], boxes[:, high, None]
        places.append(np.clip(np.floor(first + (last - first) * steps).astype(np.intp), 0, limit - 1))
    return places[0], places[1]


def _mean(values: NDArray[np.uint8], taken: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The mean of the values taken in each row; 0 where there are none."""
    total = np.where(taken, values, 0).sum(axis=1, dtype=np.float64)
    return np.asarray(total / np.maximum(1, np.count_nonzero(taken, axis=1)), np.float64)


def _usual(values: NDArray[np.uint8], taken: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The mean of the middle half of the values taken: another text nearby does not count, noise does."""
    order = np.sort(np.where(taken, values.astype(np.int16), 999), axis=1)
    count = np.count_nonzero(taken, axis=1)[:, None]
    place = np.arange(values.shape[1])[None, :]
    return _mean(order.astype(np.uint8), (4 * place >= count) & (4 * place < 3 * count))
