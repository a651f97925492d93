"""Adding up orders: the one place where payment rows become sums, for any number of registrations at once."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select

from desktop_admin.models.payments import OrderRow, PaymentRow
from desktop_admin.rules.orders import Account, Flow, Payment, account
from desktop_admin.services.context import Context

_CHUNK = 500


def accounts(context: Context, registrations: Iterable[int]) -> Mapping[int, Account]:
    """Registration id → its order's sums; a registration without an order is left out."""
    wanted = list(registrations)
    due: dict[int, int] = {}
    flows: dict[int, list[Payment]] = {}
    for start in range(0, len(wanted), _CHUNK):
        ids = wanted[start : start + _CHUNK]
        due.update(dict(context.ask(_due(), ids=ids).all()))
        for registration, flow, amount, at, confirmed in context.ask(_flows(), ids=ids):
            one = Payment(Flow(flow), amount, at, confirmed is not None)
            flows.setdefault(registration, []).append(one)
    return {one: account(owed, flows.get(one, ())) for one, owed in due.items()}


@cache
def _due() -> Select[*tuple[Any, ...]]:
    ids: Any = bindparam("ids", expanding=True)
    return select(OrderRow.registration_id, OrderRow.due).where(OrderRow.registration_id.in_(ids))


@cache
def _flows() -> Select[*tuple[Any, ...]]:
    ids: Any = bindparam("ids", expanding=True)
    return (
        select(
            OrderRow.registration_id,
            PaymentRow.flow,
            PaymentRow.amount,
            PaymentRow.paid_at,
            PaymentRow.confirmed_at,
        )
        .join(PaymentRow, PaymentRow.order_id == OrderRow.id)
        .where(OrderRow.registration_id.in_(ids))
    )
