"""What makes a PDF show one thing in one viewer and another in the next, as its structure tells it.

Apart from :mod:`pdf_faults`, which refuses files: these are shown, but their text counts only where no viewer reads
it otherwise (:mod:`pdf_annotations` and :mod:`pdf_signs` leave the rest out). Standard library only, for the child
that draws.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from desktop_admin.papers.pdf_fonts import Unpack, lying
from desktop_admin.papers.pdf_objects import Item, Name, Objects, objects, unpack

#: So many annotations without a state are told apart by their place; more are one for all.
_MOST_PLACES: Final = 10_000


@dataclass(frozen=True)
class Doubts:
    """``lying_fonts``: /BaseFont of those that say other signs than they draw.

    ``renewed``: viewers are asked to draw filled-in fields anew from their values (/NeedAppearances).
    ``stateless``: left and bottom edge (whole points) of annotations with a look for each state and no state.
    ``anywhere``: there are such whose place cannot be read.
    """

    lying_fonts: frozenset[str] = frozenset()
    renewed: bool = False
    stateless: frozenset[tuple[int, int]] = frozenset()
    anywhere: bool = False

    def without_state(self, left: float, bottom: float) -> bool:
        """Whether an annotation that begins there has no state to choose its look by."""
        column, row = math.floor(left), math.floor(bottom)
        return self.anywhere or any(
            (column + right, row + up) in self.stateless for right in (-1, 0, 1) for up in (-1, 0, 1)
        )


def doubts(everything: Objects, unpacked: Unpack) -> Doubts:
    """What is doubtful in ``everything``; ``unpacked`` as in :func:`pdf_fonts.lying`."""
    renewed, places = False, set()
    for item in everything.items:
        renewed |= item.has("NeedAppearances") and any(
            meant != b"false" for value in item.all("NeedAppearances") for meant in everything.meanings(value)
        )
        if item.has("AP") and _stateless(everything, item):
            places.add(_corner(everything, item))
    known = frozenset(place for place in places if place is not None)
    return Doubts(lying(everything, unpacked), renewed, known, None in places or len(known) > _MOST_PLACES)


def doubts_of(data: bytes) -> Doubts:
    """:func:`doubts` of a file, for marks alone: without pypdf, whose 20 MB the child that draws does without.

    Where plain inflating does not do nothing is said; the verdict has read that file with pypdf.
    """
    try:
        everything = objects(data)
        unpack(everything, _not_opened)
    except (ValueError, OverflowError):
        return Doubts()
    return doubts(everything, lambda _table: None)


def _not_opened(number: int) -> bytes:
    raise ValueError(f"the object stream {number} takes more than inflating")


def _stateless(everything: Objects, annotation: Item) -> bool:
    """Whether it has several looks (§12.5.5) and no /AS: some viewers show the first, some none, some that of /V."""
    if any(isinstance(meant, Name) for value in annotation.all("AS") for meant in everything.meanings(value)):
        return False
    return any(
        looks.packed is None
        for appearance in _items(everything, annotation, "AP")
        for looks in _items(everything, appearance, "N")
    )


def _corner(everything: Objects, annotation: Item) -> tuple[int, int] | None:
    edges = [
        _number(everything, edge)
        for value in annotation.all("Rect")
        for rect in everything.meanings(value)
        for edge in (rect if isinstance(rect, list) else ())
    ]
    if len(edges) != 4 or None in edges:
        return None
    left, bottom, right, top = (edge for edge in edges if edge is not None)
    return math.floor(min(left, right)), math.floor(min(bottom, top))


def _number(everything: Objects, value: Any) -> float | None:
    for meant in everything.meanings(value):
        if isinstance(meant, int):
            return float(meant)
        if isinstance(meant, bytes):
            try:
                number = float(meant)
            except ValueError:
                return None
            return number if math.isfinite(number) else None
    return None


def _items(everything: Objects, item: Item, key: str) -> Iterator[Item]:
    return (
        found for value in item.all(key) for found in everything.meanings(value) if isinstance(found, Item)
    )
