"""What an order (缴费单) comes to: computed from what was paid, what was given back and what is due (domain §3).

Nothing of it is stored, so a payment that arrives late or twice can never leave a wrong word behind.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from desktop_admin.rules.clock import local, second_words, words
from desktop_admin.rules.money import yuan


class OrderState(StrEnum):
    """Where an order stands."""

    UNPAID = "unpaid"
    PARTLY = "partly"
    PAID = "paid"
    OVERPAID = "overpaid"
    REFUNDED = "refunded"

    @property
    def words(self) -> str:
        """The Chinese name on every screen."""
        return _WORDS[self]


_WORDS: Final = {
    OrderState.UNPAID: "待缴费",
    OrderState.PARTLY: "部分缴费",
    OrderState.PAID: "已缴费",
    OrderState.OVERPAID: "多付",
    OrderState.REFUNDED: "已退费",
}

SETTLED: Final = frozenset({OrderState.PAID, OrderState.OVERPAID})
"""What was due has been paid."""


class Flow(StrEnum):
    """Which way money went."""

    PAID = "paid"
    REFUND = "refund"

    @property
    def words(self) -> str:
        """The Chinese name on screens."""
        return "收款" if self is Flow.PAID else "退款"


class Channel(StrEnum):
    """Where money goes through."""

    WECHAT = "wechat"
    ALIPAY = "alipay"
    BANK = "bank"
    CASH = "cash"

    @property
    def words(self) -> str:
        """The Chinese name on screens."""
        return _CHANNEL_WORDS[self]


_CHANNEL_WORDS: Final = {
    Channel.WECHAT: "微信支付",
    Channel.ALIPAY: "支付宝",
    Channel.BANK: "银行转账",
    Channel.CASH: "现金",
}


@dataclass(frozen=True)
class Payment:
    """One payment or refund, in fen (always above 0), at the instant the payer paid; ``confirmed`` by finance."""

    flow: Flow
    amount: int
    at: datetime
    confirmed: bool = False


@dataclass(frozen=True)
class Account:
    """An order's money: ``due``, ``paid`` and ``refunded`` in fen.

    ``settled_at``: when the last fen that was due arrived, None while something is owed; at once for an order of
    nothing.  ``confirmed``: what finance has matched is enough by itself.
    """

    due: int
    paid: int
    refunded: int
    settled_at: datetime | None
    confirmed: bool

    @property
    def owed(self) -> int:
        """What is still to be paid, in fen; never below 0."""
        return max(0, self.due - self.net)

    @property
    def net(self) -> int:
        """Paid less given back, in fen."""
        return self.paid - self.refunded

    @property
    def over(self) -> int:
        """What was paid above the due amount, in fen; never below 0."""
        return max(0, self.net - self.due)

    @property
    def state(self) -> OrderState:
        """The state; a refund of all that came is 已退费, of a part leaves what is left to be judged."""
        if self.owed and self.net > 0:
            return OrderState.PARTLY
        if self.owed:
            return OrderState.REFUNDED if self.refunded else OrderState.UNPAID
        return OrderState.OVERPAID if self.over else OrderState.PAID

    @property
    def words(self) -> str:
        """``已缴 200.00 元，还差 180.00 元``, and so on."""
        state = self.state
        if state is OrderState.UNPAID:
            return f"还没有缴费，应缴 {yuan(self.due)}"
        if state is OrderState.PARTLY:
            return f"已缴 {yuan(self.net)}，还差 {yuan(self.owed)}"
        if state is OrderState.REFUNDED:
            return f"缴费 {yuan(self.refunded)} 已退"
        if not self.due and not self.over:
            return "不需要缴费"
        extra = f"，多付 {yuan(self.over)}" if self.over else ""
        waits = "" if self.confirmed else "，待财务确认"
        return f"已缴费 {yuan(self.net)}{extra}{waits}"


def account(due: int, payments: Iterable[Payment]) -> Account:
    """Add up an order. ``payments`` in any order; of two at one instant the refund counts first.

    A refund moves the settling: money given back and paid again settles at the second payment.
    """
    settled: datetime | None = None
    paid = refunded = matched = 0
    for one in sorted(payments, key=lambda one: (local(one.at), one.flow is Flow.PAID)):
        if one.flow is Flow.PAID:
            open_before = paid - refunded < due
            paid += one.amount
            matched += one.amount if one.confirmed else 0
            if open_before and paid - refunded >= due:
                settled = one.at
        else:
            refunded += one.amount
            if paid - refunded < due:
                settled = None
    return Account(due, paid, refunded, settled, confirmed=matched - refunded >= due)


@dataclass(frozen=True)
class PaidWhen:
    """Whether an order was settled in time for its cycle (domain §2.5): ``late_minutes`` 0 is in time.

    Begun minutes, as with uploads: the closing instant itself is 1.  ``border``: inside the grace, so a chief may
    admit it.
    """

    late_minutes: int
    border: bool

    @property
    def in_time(self) -> bool:
        """Before the close."""
        return self.late_minutes == 0


def paid_when(settled_at: datetime, closes: datetime, grace: timedelta) -> PaidWhen:
    """Judge the payment instant against the close of the registration window; both spans are half-open."""
    lateness = local(settled_at) - local(closes)
    if lateness < timedelta(0):
        return PaidWhen(0, border=False)
    minutes = max(1, -(-lateness // timedelta(minutes=1)))
    return PaidWhen(minutes, border=lateness < grace)


def late_words(settled_at: datetime, closes: datetime, when: PaidWhen) -> str:
    """``缴费时间 11月22日 17:03:00 晚于报名截止 11月22日 17:00（迟缴 3 分钟）``; empty when in time."""
    if when.in_time:
        return ""
    paid = f"{words(settled_at).split(' ')[0]} {second_words(settled_at)}"
    return f"缴费时间 {paid} 晚于报名截止 {words(closes)}（迟缴 {when.late_minutes} 分钟）"


def merchant_order_no(day: date, number: int) -> str:
    """``KW20261119000123``: what the payer's channel and every bill name the order by.

    WeChat takes 6 to 32 letters, digits and ``_-|*``, Alipay up to 64 letters, digits and ``_``: letters and digits
    serve both. ``number`` is never used twice, so the day is only there for people to read.
    """
    return f"KW{day:%Y%m%d}{number:06d}"
