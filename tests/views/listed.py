"""Answers of an invented office to the questions every list asks: whole, about some, rows of some."""

from collections.abc import Sequence
from typing import Any, TypeVar

from desktop_admin.contract.base import Listed, ListQuestion

Row = TypeVar("Row")


def answer(asked: ListQuestion[Any], ordered: Sequence[Any], head: int) -> Listed[Any]:
    """``ordered``: every row that belongs to the list, as the office sorts it."""
    ids = tuple(row.id for row in ordered)
    if asked.rows_for is not None:
        return Listed((), tuple(row for row in ordered if row.id in asked.rows_for), 0, head)
    if asked.only is None:
        return Listed(ids, tuple(ordered[: asked.limit]), len(ids), head)
    found = [row for row in ordered if row.id in asked.only]
    before = dict(zip(ids, (0, *ids), strict=False))
    after = tuple(before[row.id] for row in found)
    return Listed(tuple(row.id for row in found), tuple(found), len(found), head, after)
