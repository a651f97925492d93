"""A learner's own steps after approval: register, move to next month and back, cancel; by staff with the source noted."""

from dataclasses import dataclass

from desktop_admin.contract.base import Command, Receipt
from desktop_admin.rules.registrations import Month


@dataclass(frozen=True)
class RegisterForExams(Command[Receipt]):
    """Register for this month's exams or the next (seed §2.8); makes the order.

    ``candidate_id`` None is the session's own learner; staff name the person and the ``source``.
    """

    candidate_id: int | None
    category: str
    month: Month
    source: str = ""


@dataclass(frozen=True)
class SwitchMonth(Command[Receipt]):
    """转次月考, or back while a session of the first month still has room (C07). What was paid and studied moves along.

    A place or a turn in a waiting list is given up; the place goes to whoever waits first.
    """

    registration_id: int
    seen_version: int
    month: Month
    source: str = ""


@dataclass(frozen=True)
class CancelRegistration(Command[Receipt]):
    """Cancel a registration; a place becomes free at once. Money that came stays on its order for finance."""

    registration_id: int
    seen_version: int
    reason: str
    source: str = ""


@dataclass(frozen=True)
class AdmitLatePayment(Command[Receipt]):
    """A chief lets a payment inside the grace count for the month, with a reason (domain §2.5)."""

    registration_id: int
    seen_version: int
    reason: str
