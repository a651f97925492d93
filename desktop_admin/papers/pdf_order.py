"""Whether signs stand on a PDF page as they are read: upright, not mirrored, and in the order of the text.

Apart from :mod:`pdf_sight`, which asks whether a sign is there at all: a 6 turned round is a 9, and digits set one
after the other can be read in an order nobody sees.
"""

import unicodedata

import numpy as np
from numpy.typing import NDArray

from desktop_admin.papers.pdf_signs import Signs

#: Between two signs of a line at most so much of the lower height may lie across it.
_SAME_LINE = 0.7
#: The cosine between directions of which one is the other turned round (60° either way of it).
_TURNED_ROUND = -0.5
_DIRECTIONS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def as_read(signs: Signs, blank: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """For each unit whether it can be told that it is read as it stands; ``blank`` are those that leave no ink."""
    count = len(signs.objects)
    told = np.ones(count, np.bool_)
    codes = np.frombuffer(signs.units, "<u2")
    drawn = np.flatnonzero((signs.objects >= 0) & ~blank & (signs.boxes[:, 2] > signs.boxes[:, 0]))
    _lines_that_turn(signs, codes, told)
    if not drawn.size:
        return told
    mine = signs.objects[drawn]
    along, mirrored = _directions(signs)
    told[drawn[mirrored[mine]]] = False
    ways = along[mine]
    main = along[np.bincount(mine, minlength=len(along)).argmax()]
    for way in (main, -main):  # of two ways on a page the rarer one is turned
        if 2 * np.count_nonzero(ways @ way > 0.5) > len(drawn):
            told[drawn[ways @ way < _TURNED_ROUND]] = False
    against = np.flatnonzero(ways[1:, 0] * ways[:-1, 0] + ways[1:, 1] * ways[:-1, 1] < _TURNED_ROUND)
    back = against if len(drawn) < 2 else np.union1d(against, _steps_back(signs, codes, drawn, ways))
    told[drawn[back]] = told[drawn[back + 1]] = False
    return told


def _lines_that_turn(signs: Signs, codes: NDArray[np.uint16], told: NDArray[np.bool_]) -> None:
    """Lines with a sign that sets the direction of reading: pdfium has turned them, a viewer need not."""
    found = np.flatnonzero(np.isin(codes, [ord(sign) for sign in _DIRECTIONS]))
    if found.size:
        ends = np.flatnonzero(np.isin(codes, (10, 13)))
        edges = np.concatenate([[0], ends, [len(codes)]])
        for at in np.unique(np.searchsorted(edges, found, "right")).tolist():
            told[edges[at - 1] : edges[min(at, len(edges) - 1)]] = False


def _directions(signs: Signs) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """(unit vector along the line, whether its letters are mirrored) of each object."""
    return signs.ways, np.linalg.det(signs.turns.reshape(-1, 2, 2)) < 0


def _steps_back(
    signs: Signs, codes: NDArray[np.uint16], drawn: NDArray[np.intp], ways: NDArray[np.float64]
) -> NDArray[np.intp]:
    """Indices into ``drawn`` of signs after which the next of the same text stands further back on the line."""
    boxes, objects = signs.boxes[drawn], signs.objects[drawn]
    middles = (boxes[:, :2] + boxes[:, 2:]) / 2
    sizes = boxes[:, 2:] - boxes[:, :2]
    step, way = middles[1:] - middles[:-1], ways[:-1]
    forth = step[:, 0] * way[:, 0] + step[:, 1] * way[:, 1]
    across = np.abs(step[:, 0] * way[:, 1] - step[:, 1] * way[:, 0])
    level = np.abs(way[:, 0]) >= np.abs(way[:, 1])
    wide = np.where(level, np.maximum(sizes[1:, 0], sizes[:-1, 0]), np.maximum(sizes[1:, 1], sizes[:-1, 1]))
    high = np.where(level, np.minimum(sizes[1:, 1], sizes[:-1, 1]), np.minimum(sizes[1:, 0], sizes[:-1, 0]))
    back = (objects[1:] == objects[:-1]) & (forth < -wide) & (across < _SAME_LINE * high)
    if not back.any():
        return np.flatnonzero(back)
    leftward = [
        code for code in np.unique(codes).tolist() if unicodedata.bidirectional(chr(code)) in ("R", "AL")
    ]
    honest = np.isin(codes[drawn], leftward)  # written from the right, as it is read
    found: NDArray[np.intp] = np.flatnonzero(back & ~(honest[1:] & honest[:-1]))
    return found
