"""Signs that are drawn and yet say nothing: a 9 that its font calls a blank, a hyphen or a dot.

Comparing drops blanks, invisible signs, hyphens and dots (rules/same_text), so a number with such a digit in it would be
found without it. Apart from :mod:`pdf_fonts`, which tells letters from other letters.
"""

import unicodedata
from typing import Final

import numpy as np
from numpy.typing import NDArray

from desktop_admin.papers.pdf_contrast import SAMPLES, places

Boxes = NDArray[np.float64]
Mask = NDArray[np.bool_]

_DROPPED: Final = frozenset("−·•・ㆍ‧∙⋅．･᛫")
#: Of the height of the signs beside it: a hyphen is flat, a dot small, a blank nothing.
_MEANT: Final = 0.6
#: Pixels; the box of a blank has no area.
_LEAST_BOX: Final = 2.0


def dropped(sign: str, kind: str) -> bool:
    """Whether comparing leaves ``sign`` (of category ``kind``) out."""
    return kind[0] == "Z" or kind in ("Cc", "Cf", "Pd") or sign in _DROPPED or "\ufe00" <= sign <= "\ufe0f"


def speaking(quiet: Mask, words: Mask, changed: Mask, boxes: Boxes) -> NDArray[np.intp]:
    """Which of the ``quiet`` units are drawn as tall or wide as a letter; ``words`` are letters and digits.

    ``changed``: the pixels of the text; ``boxes`` of all units in them.
    """
    sizes = boxes[:, 2:] - boxes[:, :2]
    found = np.flatnonzero(quiet & (sizes.min(axis=1, initial=np.inf) >= _LEAST_BOX))
    if not found.size:
        return found
    ink = changed.reshape(-1).take(places(boxes[found], changed.shape)).reshape(-1, SAMPLES, SAMPLES)
    down, across = np.logical_or.reduce(ink, axis=2), np.logical_or.reduce(ink, axis=1)
    extents = [_extent(one) * sizes[found, axis] / SAMPLES for axis, one in enumerate((across, down))]
    known = np.flatnonzero(words)
    if not known.size:
        return np.asarray(found[extents[1] > 0])
    at = np.searchsorted(known, found)
    beside = [known[np.clip(at - step, 0, len(known) - 1)] for step in (0, 1)]
    tall = np.maximum(*(sizes[one].max(axis=1) for one in beside))
    return np.asarray(found[np.maximum(*extents) >= _MEANT * tall])


def _extent(ink: Mask) -> NDArray[np.intp]:
    """From the first to the last that is true in each row, 0 where none is."""
    return np.where(ink.any(axis=1), ink.shape[1] - ink.argmax(axis=1) - ink[:, ::-1].argmax(axis=1), 0)


def quiet_units(values: list[int]) -> list[bool]:
    """:func:`dropped` of each UTF-16 unit."""
    return [dropped(chr(value), unicodedata.category(chr(value))) for value in values]
