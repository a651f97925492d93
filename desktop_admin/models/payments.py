"""What is due and what came: fees with their dates, one order a registration, payments as they were told.

Everything here is appended and never edited, so that a sum can always be added up again.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop_admin.models.base import Base


class FeeRow(Base):
    """What a category costs from a day on, in fen. The newest row of the latest day that has come is in force."""

    __tablename__ = "fee"
    __table_args__ = (Index("ix_fee_category", "category", "valid_from", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    category: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(60))
    amount: Mapped[int]
    valid_from: Mapped[date]
    reason: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))


class OrderRow(Base):
    """An order (缴费单): what one registration owes, in fen, as the fee stood when it was made."""

    __tablename__ = "payment_order"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"), unique=True)
    merchant_order_no: Mapped[str] = mapped_column(String(32), unique=True)
    fee_name: Mapped[str] = mapped_column(String(60))
    due: Mapped[int]
    made_at: Mapped[datetime]

    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class PaymentRow(Base):
    """A payment or refund as somebody told of it, in fen; unique on channel, the channel's number and the way it went.

    ``order_id`` is empty while no order has the merchant order number it names: such a payment is kept and listed.
    """

    __tablename__ = "payment"
    __table_args__ = (
        Index("uq_payment_channel_no", "channel", "channel_no", "flow", unique=True),
        CheckConstraint("amount > 0", name="amount"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int | None] = mapped_column(ForeignKey("payment_order.id"), index=True)
    merchant_order_no: Mapped[str] = mapped_column(String(64), index=True)
    channel: Mapped[str] = mapped_column(String(12))
    channel_no: Mapped[str] = mapped_column(String(64))
    flow: Mapped[str] = mapped_column(String(8))
    amount: Mapped[int]
    paid_at: Mapped[datetime]
    reported_at: Mapped[datetime]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    source: Mapped[str] = mapped_column(String(60), default="")
    #: When finance matched it with a bill; empty: 待财务确认.
    confirmed_at: Mapped[datetime | None]

    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}
