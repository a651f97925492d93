"""Orders with their payments, and the payments no order takes."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import or_, select

from desktop_admin.contract.base import Listed
from desktop_admin.contract.payments import (
    Channel,
    Flow,
    OrderRecord,
    ParkedPayment,
    ParkedPayments,
    PaymentRecord,
)
from desktop_admin.models.payments import OrderRow, PaymentRow
from desktop_admin.models.people import CandidateRow
from desktop_admin.models.registrations import RegistrationRow
from desktop_admin.rules.clock import words
from desktop_admin.services.context import Context
from desktop_admin.services.listing import Order, listed
from desktop_admin.services.payments.accounts import accounts


def orders_of(context: Context, registrations: Iterable[int]) -> Mapping[int, OrderRecord]:
    """Registration id → its order as it stands."""
    ids = list(registrations)
    sums = accounts(context, ids)
    rows = context.session.scalars(select(OrderRow).where(OrderRow.registration_id.in_(ids))).all()
    payments: dict[int, list[PaymentRow]] = {}
    query = select(PaymentRow).where(PaymentRow.order_id.in_([row.id for row in rows]))
    for one in context.session.scalars(query.order_by(PaymentRow.paid_at, PaymentRow.id)):
        payments.setdefault(one.order_id or 0, []).append(one)
    return {
        row.registration_id: OrderRecord(
            id=row.id,
            merchant_order_no=row.merchant_order_no,
            fee_name=row.fee_name,
            due=row.due,
            paid=sums[row.registration_id].paid,
            refunded=sums[row.registration_id].refunded,
            state=sums[row.registration_id].state,
            words=sums[row.registration_id].words,
            made_at=row.made_at,
            payments=tuple(_payment(one) for one in payments.get(row.id, ())),
        )
        for row in rows
    }


def parked_payments(context: Context, request: ParkedPayments) -> Listed[ParkedPayment]:
    """Payments without an order, and payments of registrations that ended before they were told of; oldest first."""
    query = (
        select(PaymentRow.id)
        .outerjoin(OrderRow, OrderRow.id == PaymentRow.order_id)
        .outerjoin(RegistrationRow, RegistrationRow.id == OrderRow.registration_id)
        .where(
            PaymentRow.flow == Flow.PAID.value,
            or_(PaymentRow.order_id.is_(None), RegistrationRow.ended_at <= PaymentRow.reported_at),
        )
    )
    order = Order((PaymentRow.reported_at.expression, PaymentRow.id.expression))
    return listed(context, request, query, order, _parked)


def _parked(context: Context, ids: Sequence[int]) -> list[ParkedPayment]:
    found: Any = context.session.execute(
        select(PaymentRow, RegistrationRow.ended_at, CandidateRow.name)
        .outerjoin(OrderRow, OrderRow.id == PaymentRow.order_id)
        .outerjoin(RegistrationRow, RegistrationRow.id == OrderRow.registration_id)
        .outerjoin(CandidateRow, CandidateRow.id == RegistrationRow.candidate_id)
        .where(PaymentRow.id.in_(tuple(ids)))
    )
    lines = {}
    for row, ended, name in found:
        why = "没有缴费单用这个商户订单号" if row.order_id is None else f"报名已于 {words(ended)} 取消"
        lines[row.id] = ParkedPayment(_payment(row), name or "", why)
    return [lines[one] for one in ids if one in lines]


def _payment(row: PaymentRow) -> PaymentRecord:
    return PaymentRecord(
        id=row.id,
        merchant_order_no=row.merchant_order_no,
        channel=Channel(row.channel),
        channel_no=row.channel_no,
        flow=Flow(row.flow),
        amount=row.amount,
        paid_at=row.paid_at,
        reported_at=row.reported_at,
        confirmed=row.confirmed_at is not None,
        source=row.source,
    )
