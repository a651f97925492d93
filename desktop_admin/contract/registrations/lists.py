"""Registrations as they are listed and opened."""

from dataclasses import dataclass
from datetime import datetime

from desktop_admin.contract.base import ListQuestion, Question
from desktop_admin.contract.payments.orders import OrderRecord
from desktop_admin.rules.registrations import Application, Month, Standing


@dataclass(frozen=True)
class RegistrationLine:
    """One registration in a list. ``study``: 38/40 in words; ``session``: where it applied, '' for nowhere."""

    id: int
    version: int
    candidate_id: int
    name: str
    company: str
    category: str
    cycle: str
    standing: Standing
    money: str
    study: str
    application: Application
    session_id: int | None
    session: str
    registered_at: datetime


@dataclass(frozen=True)
class Registrations(ListQuestion[RegistrationLine]):
    """Registrations of a cycle ('' = all), a category, a session; ended ones only with ``ended``. Newest first."""

    cycle: str = ""
    category: str = ""
    session_id: int | None = None
    candidate_id: int | None = None
    ended: bool = False


@dataclass(frozen=True)
class RegistrationRecord:
    """One registration opened. ``re_review``: papers were replaced after approval and wait to be looked at (R09)."""

    line: RegistrationLine
    order: OrderRecord
    first_cycle: str
    re_review: bool
    source: str
    ended_at: datetime | None
    ended_reason: str


@dataclass(frozen=True)
class RegistrationPage(Question[RegistrationRecord]):
    """One registration with its order."""

    registration_id: int


@dataclass(frozen=True)
class MonthOffer:
    """Whether 当月考 or 次月考 can be registered for now, and the sentence that says why not."""

    month: Month
    cycle: str
    ok: bool
    words: str


@dataclass(frozen=True)
class Offers:
    """The two choices (none while something hinders all) and what it costs, in fen (None: no fee is set yet)."""

    offers: tuple[MonthOffer, ...]
    fee_name: str
    amount: int | None
    #: Why nothing can be registered at all, '' when something can.
    hindrance: str


@dataclass(frozen=True)
class RegistrationOffers(Question[Offers]):
    """What a person could register for in a category now. ``candidate_id`` None is the session's own learner."""

    candidate_id: int | None
    category: str


@dataclass(frozen=True)
class MyRegistrationList:
    """All registrations of the learner, newest first."""

    rows: tuple[RegistrationRecord, ...]


@dataclass(frozen=True)
class MyRegistrations(Question[MyRegistrationList]):
    """The learner's own 我的报名记录."""
