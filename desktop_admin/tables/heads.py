"""Where a table begins: the row, or two, whose words name all the columns it must have.

Found on any sheet and in any row; columns in any order, heads merged, over two lines, twice. A head is known by its
words alone (:func:`columns.plain_head`), never by its place. The :func:`signature` of all the heads is what a mapping
corrected by hand is remembered under.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from desktop_admin.rules.cells import Cell, as_text, is_blank
from desktop_admin.tables.columns import Description, Mapped, is_unit, plain_head, unit_of
from desktop_admin.tables.grids import Row

Chosen = Mapping[str, Mapping[str, int]]
"""Mappings corrected by hand: signature → key → column from 0; a key that is not there has none."""

_NO: Final = ""


@dataclass(frozen=True)
class Head:
    """One table's head. ``at``: its last row in the list of rows; ``number``: the same as Excel counts.

    ``tables``: usually one; several where the same heads stand beside each other again.
    """

    at: int
    number: int
    signature: str
    tables: tuple[Mapped, ...]
    texts: Mapping[int, str]
    units: Mapping[int, str]


def signature(texts: Sequence[str]) -> str:
    """Of all heads in their order, blank ones at the end apart: 32 hexadecimal signs."""
    kept = "\x1f".join(texts).rstrip("\x1f")
    return hashlib.sha256(kept.encode("utf-8", "replace")).hexdigest()[:32]


class Finder:
    """Finds heads of one kind of table."""

    def __init__(self, description: Description, chosen: Chosen) -> None:
        self._description = description
        # A mapping without a column that must be there, or beyond any sheet, is none.
        self._chosen = {
            signed: by_hand
            for signed, by_hand in chosen.items()
            if description.required <= by_hand.keys() and all(place >= 0 for place in by_hand.values())
        }
        self._tiers = {
            word: (column.key, tier)
            for column in description.columns
            for tier, group in enumerate(column.heads)
            for word in group
        }
        self._required = description.required
        self._known: dict[str, str] = {}

    def head(self, rows: Sequence[Row], at: int) -> Head | None:
        """The head that begins in that row, if one does."""
        number, cells = rows[at]
        if not self._chosen and not self._speaks(cells):
            return None
        one = [self._word(cell) for cell in cells]
        by_hand = self._chosen.get(signature(one))
        if by_hand is not None:
            tables: tuple[Mapped, ...] = ({key: (place,) for key, place in by_hand.items()},)
            return Head(at, number, signature(one), tables, _texts(cells), _units(cells))
        found = self._match([[word] for word in one])
        below = rows[at + 1] if at + 1 < len(rows) and rows[at + 1][0] == number + 1 else None
        two = self._over_two(cells, below[1], found) if below else None
        if two is not None and below is not None:
            return self._made(at + 1, below[0], *two)
        return self._made(at, number, found, one, _texts(cells), _units(cells)) if found else None

    def lacking(self, cells: Sequence[Cell]) -> list[str] | None:
        """Of a row that looks like a head (two keys and more): the labels of what it lacks."""
        keys = {self._tiers[word][0] for cell in cells if (word := self._word(cell)) in self._tiers}
        columns = self._description.columns
        return [c.label for c in columns if c.required and c.key not in keys] if len(keys) > 1 else None

    def _speaks(self, cells: Sequence[Cell]) -> bool:
        """Whether any cell could belong to a head; quick, for it is asked of every row that is no record."""
        return any(self._word(cell) in self._tiers for cell in cells)

    def _word(self, cell: Cell) -> str:
        if not isinstance(cell, str) or not cell:
            return _NO
        word = self._known.get(cell)
        if word is None:
            word = plain_head(cell)
            if len(self._known) < 5000:
                self._known[cell] = word
        return word

    def _made(
        self,
        at: int,
        number: int,
        found: Mapped,
        heads: Sequence[str],
        texts: Mapping[int, str],
        units: Mapping[int, str],
    ) -> Head:
        signed = signature(heads)
        by_hand = self._chosen.get(signed)
        chosen: Mapped | None = {key: (place,) for key, place in by_hand.items()} if by_hand else None
        tables = (chosen,) if chosen else _beside(found, self._required)
        return Head(at, number, signed, tables, texts, units)

    def _over_two(
        self, upper: Sequence[Cell], lower: Sequence[Cell], alone: Mapped | None
    ) -> tuple[Mapped, Sequence[str], Mapping[int, str], Mapping[int, str]] | None:
        """The match of both rows together, where the lower one is part of the head."""
        below = [self._word(cell) for cell in lower]
        if alone is None and self._match([[word] for word in below]):
            return None  # the upper row is a title: the lower one is found by itself
        if alone is not None and any(
            place < len(lower)
            and not is_blank(lower[place])
            and not is_unit(lower[place])
            and not self._may_divide(lower)
            for places in alone.values()
            for place in places
        ):
            return None
        if alone is not None and all(is_blank(cell) for cell in lower):
            return None
        above = _spread([self._word(cell) for cell in upper], lower)
        choices = [_choices(above, below, lower, place) for place in range(max(len(above), len(lower)))]
        found = self._match(choices)
        units = {**_units(upper), **_units(lower)}
        if found is None or (found == alone and units == _units(upper)):
            return None
        texts = {place: _both(upper, lower, place) for place in range(len(choices))}
        return found, ["".join(words[-1:]) for words in choices], texts, units

    def _may_divide(self, lower: Sequence[Cell]) -> bool:
        """A row that divides heads holds words only: no number, no digit."""
        return all(isinstance(cell, str) and not any(sign.isdigit() for sign in cell) for cell in lower)

    def _match(self, choices: Sequence[Sequence[str]]) -> Mapped | None:
        """Key → columns, best synonyms only; None where one that must be there is not."""
        best: dict[str, tuple[int, list[int]]] = {}
        for place, heads in enumerate(choices):
            known = next((self._tiers[word] for word in heads if word in self._tiers), None)
            if known is None:
                continue
            key, tier = known
            before = best.get(key)
            if before is None or tier < before[0]:
                best[key] = (tier, [place])
            elif tier == before[0]:
                before[1].append(place)
        if not self._required <= best.keys():
            return None
        return {key: tuple(places) for key, (_tier, places) in best.items()}


def _choices(above: Sequence[str], below: Sequence[str], lower: Sequence[Cell], place: int) -> list[str]:
    """How a column's head may be read out of two lines; the last is both."""
    up = above[place] if place < len(above) else _NO
    down = below[place] if place < len(below) else _NO
    if not down or (place < len(lower) and is_unit(lower[place]) and up):
        return [up]
    return [down, down + up, up + down] if up and up != down else [down]


def _spread(above: Sequence[str], lower: Sequence[Cell]) -> list[str]:
    """A word over several divided columns, to each of them: only its first cell holds it."""
    spread: list[str] = []
    for place in range(max(len(above), len(lower))):
        word = above[place] if place < len(above) else _NO
        divided = place < len(lower) and not is_blank(lower[place])
        left_divided = 0 < place <= len(lower) and not is_blank(lower[place - 1])
        spread.append(spread[-1] if not word and divided and left_divided and spread else word)
    return spread


def _beside(found: Mapped, required: frozenset[str]) -> tuple[Mapped, ...]:
    """Several tables where whole sets of heads follow each other, else the one."""
    times = {len(found[key]) for key in required}
    count = min(times)
    if len(times) > 1 or count < 2:
        return (found,)
    starts = [min(found[key][block] for key in required) for block in range(count)]
    ends = [max(found[key][block] for key in required) for block in range(count)]
    if any(end >= start for end, start in zip(ends, starts[1:], strict=False)):
        return (found,)
    limits = [*starts[1:], 1 << 30]
    tables = []
    for block, limit in enumerate(limits):
        low = 0 if block == 0 else starts[block]
        inside = {key: tuple(p for p in places if low <= p < limit) for key, places in found.items()}
        tables.append({key: places for key, places in inside.items() if places})
    return tuple(tables)


def _texts(cells: Sequence[Cell]) -> dict[int, str]:
    return {place: " ".join(as_text(cell).split()) for place, cell in enumerate(cells)}


def _both(upper: Sequence[Cell], lower: Sequence[Cell], place: int) -> str:
    parts = [" ".join(as_text(cells[place]).split()) for cells in (upper, lower) if place < len(cells)]
    return " ".join(dict.fromkeys(part for part in parts if part))


def _units(cells: Sequence[Cell]) -> dict[int, str]:
    return {place: unit for place, cell in enumerate(cells) if (unit := unit_of(cell))}
