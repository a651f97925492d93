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
#: What is round a sign: its box and at least this much of its sides more.
_RIM: Final = 0.25
#: Differences of brightness beside a sign that are worth a second look.
_RESTLESS: Final = 30
#: In more pixels than this a stroke of a point falls between the samples.
_LARGE: Final = 32.0
_CHUNK: Final = 4096


def stands_out(
    picture: Pixels, bare: Pixels, changed: NDArray[np.bool_], boxes: Boxes, rims: Boxes
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """(whether the changed pixels of each box differ, on the whole, from what was there and from what is beside them,
    whether anything may stand round them).

    ``picture`` and ``bare`` are the page with and without the signs; ``boxes`` are in its pixels, ``rims`` (n × 2)
    what is to be looked at beside and above them.
    """
    clear, restless = np.zeros(len(boxes), np.bool_), np.zeros(len(boxes), np.bool_)
    rim = np.maximum(np.maximum(1.5, _RIM * (boxes[:, 2:] - boxes[:, :2])), rims)
    wide = boxes + np.concatenate([-rim, rim], axis=1)
    share = rim / (wide[:, 2:] - wide[:, :2])
    for start in range(0, len(boxes), _CHUNK):
        at = places(wide[start : start + _CHUNK], changed.shape)
        ink = changed.reshape(-1).take(at)
        found = np.zeros(len(at), np.bool_)
        for channel in (1, 2, 0):  # green first: it tells nearly all
            left = np.flatnonzero(~found)
            if not left.size:
                break
            bytes_at = 4 * (at if len(left) == len(at) else at[left]) + channel
            there, before = (pixels.reshape(-1).take(bytes_at) for pixels in (picture, bare))
            if channel == 1:
                restless[start : start + len(before)] = _restless(before, share[start : start + len(before)])
            mine = ink[left]
            drawn = _mean(there, mine)
            found[left] = (np.abs(drawn - _mean(before, mine)) >= _LEAST_GAP) & (
                np.abs(drawn - _usual(there, ~mine)) >= _LEAST_GAP
            )
        clear[start : start + len(found)] = found
    return clear, restless | ((wide[:, 2:] - wide[:, :2]).max(axis=1) > _LARGE)


def _restless(before: NDArray[np.uint8], share: Boxes) -> NDArray[np.bool_]:
    """Whether anything differs in each row of samples but lines that run past the sign, right across or right down.

    ``share`` (n × 2): the part beside and above it of what is sampled.
    """
    restless = np.asarray(before.max(axis=1) - before.min(axis=1) >= _RESTLESS)
    at = np.flatnonzero(restless)
    if at.size:
        there = before[at].astype(np.int16)
        usual = np.median(there[:, ::7], axis=1)  # of some in every row and column
        differs = (np.abs(there - usual[:, None]) >= _RESTLESS).reshape(-1, SAMPLES, SAMPLES)
        outer = np.abs((np.arange(SAMPLES) + 0.5) / SAMPLES - 0.5) > 0.45 - 0.9 * share[at, :, None]
        differs &= ~(differs.all(axis=2) & outer[:, 1])[:, :, None]
        differs &= ~(differs.all(axis=1) & outer[:, 0])[:, None, :]
        restless[at] = np.count_nonzero(differs, axis=(1, 2)) > 1
    return restless


def places(boxes: Boxes, shape: tuple[int, ...]) -> NDArray[np.intp]:
    """Where the samples of each box lie in the pixels of the page in one row (n × 256, row by row of the box)."""
    rows, columns = samples(boxes, shape)
    return (rows[:, :, None] * shape[1] + columns[:, None, :]).reshape(len(boxes), -1)


def samples(
    boxes: Boxes, shape: tuple[int, ...], count: int = SAMPLES
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Rows and columns (n × ``count`` each) of the samples of each box, edge to edge, kept on the page."""
    steps = (np.arange(count) + 0.5) / count
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
