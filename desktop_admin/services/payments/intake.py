"""Payments as they are told: each becomes a fact once, whatever happened to the registration meanwhile."""

import re
from datetime import timedelta

from sqlalchemy import select

from desktop_admin.contract.errors import Conflict
from desktop_admin.contract.payments import ReportPayment
from desktop_admin.models.payments import OrderRow, PaymentRow
from desktop_admin.models.registrations import RegistrationRow
from desktop_admin.rules.clock import words
from desktop_admin.rules.money import yuan
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services.context import Context, invalid

Fault = tuple[str, str, str]

#: What WeChat and Alipay take and give: letters, digits and these signs, at most 64 (bills: 6 to 32 of ours).
_NUMBER = re.compile(r"[0-9A-Za-z_\-|*@.]{1,64}")
#: 1,000,000 yuan: a column holds it on both databases, and no learner pays it.
LARGEST = 100_000_000
#: A channel's clock may be a little ahead of the office's.
_AHEAD = timedelta(minutes=10)


def report_payment(context: Context, request: ReportPayment) -> None:
    """Book one notice of a payment or refund; the same again books nothing."""
    faults = _faults(context, request)
    if faults:
        invalid(*faults)
    known = context.session.scalar(
        select(PaymentRow).where(
            PaymentRow.channel == request.channel.value,
            PaymentRow.channel_no == request.channel_no,
            PaymentRow.flow == request.flow.value,
        )
    )
    if known is not None:
        _same(known, request)
        context.counts["known"] = 1
        _touch(context, known)
        return
    order = context.session.scalar(
        select(OrderRow).where(OrderRow.merchant_order_no == request.merchant_order_no)
    )
    row = PaymentRow(
        order_id=order.id if order else None,
        merchant_order_no=request.merchant_order_no,
        channel=request.channel.value,
        channel_no=request.channel_no,
        flow=request.flow.value,
        amount=request.amount,
        paid_at=request.paid_at,
        reported_at=context.now,
        staff_id=context.staff_id,
        source=request.source.strip()[:60],
        confirmed_at=None,
    )
    context.session.add(row)
    context.session.flush()
    if order is None:
        context.counts["parked"] = 1
    _touch(context, row)


def _same(known: PaymentRow, request: ReportPayment) -> None:
    told = f"{request.channel.words}单号 {request.channel_no}"
    if known.amount != request.amount:
        raise Conflict(
            f"{told} 已按 {yuan(known.amount)}登记，这次报来 {yuan(request.amount)}，没有登记。请核对账单后再报。",
            {"reason": "other_amount", "booked": known.amount},
        )
    if known.merchant_order_no != request.merchant_order_no:
        raise Conflict(
            f"{told} 已登记在商户订单号 {known.merchant_order_no} 上，这次报的是 {request.merchant_order_no}，"
            "没有登记。请核对账单后再报。",
            {"reason": "other_order", "booked": known.merchant_order_no},
        )


def _touch(context: Context, row: PaymentRow) -> None:
    context.touch(SubjectKind.PAYMENT, row)
    if row.order_id is not None:
        order = context.fetch(OrderRow, row.order_id, "这张缴费单")
        registration = context.fetch(RegistrationRow, order.registration_id, "这个报名")
        context.touch(SubjectKind.REGISTRATION, registration)


def _faults(context: Context, request: ReportPayment) -> list[Fault]:
    faults: list[Fault] = []
    for field, number, title in (
        ("merchant_order_no", request.merchant_order_no, "商户订单号"),
        ("channel_no", request.channel_no, "渠道单号"),
    ):
        if _NUMBER.fullmatch(number) is None:
            faults.append((field, "format", f"{title}应是 1 到 64 位字母、数字或 _-|*@.，请照账单填写。"))
    if not 1 <= request.amount <= LARGEST:
        faults.append(("amount", "range", f"金额应大于 0，且不超过 {yuan(LARGEST)}。"))
    if request.paid_at.tzinfo is None:
        faults.append(("paid_at", "zone", "缴费时间缺少时区，请更新程序后再试。"))
    elif request.paid_at > context.now + _AHEAD:
        faults.append(
            ("paid_at", "future", f"缴费时间 {words(request.paid_at, year=True)} 还没有到，请核对。")
        )
    return faults
