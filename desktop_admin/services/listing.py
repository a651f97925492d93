"""Lists as every desk asks for them: ids in order, the rows of one page, and where a touched id stands now.

Apart from the lists themselves, which say only what belongs to them, how it is ordered and what a row is.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, literal, tuple_

from desktop_admin.contract.base import Listed, ListQuestion
from desktop_admin.services.chain import head
from desktop_admin.services.context import Context, invalid

Row = TypeVar("Row")

#: Rows of one page at most.
LARGEST_PAGE = 1000
#: Of more ids than this it is not said where they stand: reading the whole list is cheaper.
MOST_PLACED = 200


@dataclass(frozen=True)
class Order:
    """The columns a list is sorted by, all the same way round; the last is the id, so that no two rows are equal.

    None of them may be empty (NULL): the two databases put those at different ends.
    """

    keys: tuple[ColumnElement[Any], ...]
    descending: bool = False

    def of(self, query: Select[Any], *, backwards: bool = False) -> Select[Any]:
        """The query in this order."""
        down = self.descending != backwards
        return query.order_by(*(key.desc() if down else key.asc() for key in self.keys))

    def before(self, values: Sequence[Any]) -> ColumnElement[bool]:
        """What stands before the row with these keys."""
        mine = tuple_(*self.keys)
        its = tuple_(*(literal(one, key.type) for key, one in zip(self.keys, values, strict=True)))
        found: ColumnElement[bool] = mine > its if self.descending else mine < its
        return found


def listed(
    context: Context,
    request: ListQuestion[Row],
    query: Select[Any],
    order: Order,
    rows_of: Callable[[Context, Sequence[int]], Iterable[Row]],
    sorts: Mapping[str, ColumnElement[Any]] | None = None,
) -> Listed[Row]:
    """Answer ``request``: ``query`` selects the ids that belong to it, unordered; ``rows_of`` answers rows of ids.

    ``sorts``: the other orders it offers by name.  ``rows_of`` leaves out ids it does not know.
    """
    as_of = head(context.session)
    if request.rows_for is not None:
        return Listed((), tuple(rows_of(context, request.rows_for[:LARGEST_PAGE])), 0, as_of)
    order = _chosen(request, order, sorts or {})
    after: tuple[int, ...] = ()
    if request.only is None:
        ids = tuple(context.ask(order.of(query)).scalars())
    else:
        here = order.keys[-1].in_(request.only)
        found = context.ask(order.of(query.add_columns(*order.keys).where(here))).all()
        ids = tuple(row[0] for row in found)
        if len(found) <= MOST_PLACED:
            after = tuple(_before(context, query, order, row[1:]) for row in found)
    shown = ids[: max(0, min(request.limit, LARGEST_PAGE))]
    return Listed(ids, tuple(rows_of(context, shown)), len(ids), as_of, after)


def _before(context: Context, query: Select[Any], order: Order, values: Sequence[Any]) -> int:
    """The id a row stands behind; 0 when it is the first. One step back along the order's index."""
    earlier = order.of(query.where(order.before(values)), backwards=True).limit(1)
    return context.ask(earlier).scalar() or 0


def _chosen(request: ListQuestion[Any], own: Order, sorts: Mapping[str, ColumnElement[Any]]) -> Order:
    if not request.sort:
        return own
    key = sorts.get(request.sort)
    if key is None:
        invalid(("sort", "unknown", "这个列表不能按这一列排序。"))
    return Order((key, own.keys[-1]), request.descending)
