"""Payments as they are told: by the portal when the channel calls it, by finance from a paper (domain §2.5, §2.6)."""

from dataclasses import dataclass, field
from datetime import datetime

from desktop_admin.contract.base import OPEN, Command, Receipt
from desktop_admin.rules.orders import Channel, Flow


@dataclass(frozen=True)
class ReportPayment(Command[Receipt]):
    """A payment or refund happened: kept as a fact, 待财务确认, whatever became of the registration meanwhile.

    The same notice again (channel, ``channel_no``, flow) books nothing and answers ``counts["known"] = 1``; another
    amount or order under the same number is refused by name.  A number no order has is kept and listed
    (``counts["parked"] = 1``).  ``amount`` in fen, above 0; ``paid_at`` is the payer's instant, not the report's.
    """

    merchant_order_no: str = field(metadata=OPEN)
    channel: Channel
    channel_no: str = field(metadata=OPEN)
    amount: int
    paid_at: datetime
    flow: Flow = Flow.PAID
    source: str = ""
