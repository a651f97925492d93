"""Orders (缴费单) with what was paid on them, and the payments no order takes."""

from dataclasses import dataclass
from datetime import datetime

from desktop_admin.contract.base import ListQuestion
from desktop_admin.rules.orders import Channel, Flow, OrderState


@dataclass(frozen=True)
class PaymentRecord:
    """One payment or refund as it was told; amounts in fen."""

    id: int
    merchant_order_no: str
    channel: Channel
    channel_no: str
    flow: Flow
    amount: int
    paid_at: datetime
    reported_at: datetime
    confirmed: bool
    source: str


@dataclass(frozen=True)
class OrderRecord:
    """An order with its sums in fen and its state in words."""

    id: int
    merchant_order_no: str
    fee_name: str
    due: int
    paid: int
    refunded: int
    state: OrderState
    words: str
    made_at: datetime
    payments: tuple[PaymentRecord, ...]


@dataclass(frozen=True)
class ParkedPayment:
    """A payment that waits for somebody to look: ``why`` says what is wrong with it in a sentence."""

    payment: PaymentRecord
    name: str
    why: str


@dataclass(frozen=True)
class ParkedPayments(ListQuestion[ParkedPayment]):
    """Payments without an order, or of a registration that had been cancelled: oldest first."""
