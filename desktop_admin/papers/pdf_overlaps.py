"""Texts that lie upon each other, told apart so that each can be taken away while the other stays.

Apart from :mod:`pdf_sight` because it is about places alone: boxes in pixels, and which object they belong to.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Boxes = NDArray[np.float64]

#: The page is drawn anew at most this often; a watermark takes two, text printed over a form two.
MOST_TURNS: Final = 4
_SAMPLES: Final = 14
#: Of 14 × 14 samples; slanted letters lean a little into each other's boxes.
_FOREIGN: Final = 6
_ROUNDS: Final = 6
#: So many times the page's pixels may be painted with large boxes.
_MOST_PAINT: Final = 40
#: A watermark crosses a few hundred texts; what is more of a heap than this is not taken apart.
_MOST_PAIRS: Final = 5_000
#: So many boxes are compared pair by pair.
_FEW: Final = 400
_CHUNK: Final = 4096


def apart(
    boxes: Boxes, objects: NDArray[np.intp], there: NDArray[np.bool_], shape: tuple[int, int]
) -> tuple[NDArray[np.bool_], NDArray[np.intp]]:
    """(whether each sign could be told apart, the turn of each object), turns counted from 0.

    Objects of one turn do not overlap; signs of one object that lie upon each other cannot be told apart.
    ``there`` names the signs that matter. Work grows with the signs.
    """
    turns = np.zeros(int(objects.max(initial=-1)) + 1, np.intp)
    clear = np.ones(len(turns), np.bool_)
    kept = np.flatnonzero(there & (objects >= 0))
    pairs: dict[int, set[int]] = {}
    told = np.ones(len(objects), np.bool_)
    if len(kept) <= _FEW and not _any_meet(boxes[kept]):  # nearly every page; painting takes longer
        return told, turns
    for _ in range(_ROUNDS):
        found: set[tuple[int, int]] = set()
        for turn in range(int(turns.max(initial=0)) + 1):
            mine = kept[(turns[objects[kept]] == turn) & clear[objects[kept]]]
            met = _meetings(boxes[mine], objects[mine], shape)
            if met is None:
                told[kept] = False
                return told, turns
            found |= met[0]
            told[mine[met[1]]] = False
        if not found:
            break
        for one, other in found:
            pairs.setdefault(one, set()).add(other)
            pairs.setdefault(other, set()).add(one)
        _give_turns(pairs, turns, clear)
    else:
        clear[list(pairs)] = False
    told[objects >= 0] &= clear[objects[objects >= 0]]
    return told, turns


def _any_meet(boxes: Boxes) -> bool:
    """Whether any two of a few boxes share a whole pixel."""
    left, top = np.ceil(boxes[:, 0]), np.ceil(boxes[:, 1])
    right, bottom = np.floor(boxes[:, 2]), np.floor(boxes[:, 3])
    # Each meets itself.
    across = (left[:, None] < right) & (left < right[:, None])
    down = (top[:, None] < bottom) & (top < bottom[:, None])
    return bool(np.count_nonzero(np.triu(across & down, 1)))


def _give_turns(pairs: dict[int, set[int]], turns: NDArray[np.intp], clear: NDArray[np.bool_]) -> None:
    """Each object the first turn that none of those it meets has; those with none left are not clear."""
    given: dict[int, int] = {}
    # Whoever meets the most first: a watermark alone in one turn, all that it crosses in another.
    for one in sorted(pairs, key=lambda index: (-len(pairs[index]), index)):
        taken = {given[other] for other in pairs[one] if other in given}
        free = next((turn for turn in range(MOST_TURNS) if turn not in taken), None)
        if free is None:
            clear[one] = False
        else:
            given[one] = turns[one] = free


def _meetings(
    boxes: Boxes, objects: NDArray[np.intp], shape: tuple[int, int]
) -> tuple[set[tuple[int, int]], list[int]] | None:
    """(pairs of objects of which a sign lies upon a sign, signs under another of their own object).

    Of a pile at least one pair. None: too much to look at.
    """
    large = (boxes[:, 2] - boxes[:, 0] > _SAMPLES) | (boxes[:, 3] - boxes[:, 1] > _SAMPLES)
    area = (np.minimum(boxes[:, 2], shape[1]) - np.maximum(boxes[:, 0], 0)) * (
        np.minimum(boxes[:, 3], shape[0]) - np.maximum(boxes[:, 1], 0)
    )
    if area[large].sum() > _MOST_PAINT * shape[0] * shape[1]:
        return None
    label = np.full(shape, -1, np.int32)
    own = np.arange(len(boxes))
    parts = [slice(start, start + _CHUNK) for start in range(0, len(boxes), _CHUNK)]
    for part in parts:
        small = ~large[part]
        rows, columns = _inner(boxes[part][small], shape)
        label[rows[:, :, None], columns[:, None, :]] = own[part][small][:, None, None]
    whole = np.maximum(0, boxes).astype(np.intp)
    for index in np.flatnonzero(large).tolist():
        left, top, right, bottom = whole[index].tolist()
        label[top + 1 : bottom, left + 1 : right] = index
    pairs: set[tuple[int, int]] = set()
    under: list[int] = []
    for part in parts:
        rows, columns = _inner(boxes[part], shape)
        read = label[rows[:, :, None], columns[:, None, :]]
        foreign = (read != own[part, None, None]) & (read >= 0)
        met = np.flatnonzero(np.count_nonzero(foreign, axis=(1, 2)) >= _FOREIGN)
        for at in met.tolist():
            mine = int(objects[part][at])
            others = objects[read[at][foreign[at]]]
            pairs |= {(mine, other) for other in np.unique(others[others != mine]).tolist()}
            if 2 * np.count_nonzero(others == mine) >= _SAMPLES * _SAMPLES:
                under.append(part.start + at)
            if len(pairs) > _MOST_PAIRS:
                return None
    return pairs, under


def _inner(boxes: Boxes, shape: tuple[int, int]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Rows and columns (n × 14 each) of whole pixels inside each box; neighbours that only touch share none."""
    steps = np.arange(_SAMPLES) / (_SAMPLES - 1)
    places = []
    for low, high, limit in ((1, 3, shape[0]), (0, 2, shape[1])):
        first = np.ceil(boxes[:, low, None])
        last = np.maximum(np.floor(boxes[:, high, None]) - 1, first)
        places.append(np.clip(np.rint(first + (last - first) * steps).astype(np.intp), 0, limit - 1))
    return places[0], places[1]
