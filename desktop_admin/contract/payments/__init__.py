"""Money: fees, orders and payments as facts. Reconciling them with bills is another subject."""

from desktop_admin.contract.payments.fees import FeeForm, FeeRecord, Fees, FeeTable, SetFee
from desktop_admin.contract.payments.intake import ReportPayment
from desktop_admin.contract.payments.orders import (
    OrderRecord,
    ParkedPayment,
    ParkedPayments,
    PaymentRecord,
)
from desktop_admin.rules.orders import Channel, Flow, OrderState

__all__ = [
    "Channel",
    "FeeForm",
    "FeeRecord",
    "FeeTable",
    "Fees",
    "Flow",
    "OrderRecord",
    "OrderState",
    "ParkedPayment",
    "ParkedPayments",
    "PaymentRecord",
    "ReportPayment",
    "SetFee",
]
