"""Who has a thing open: a dossier, and whatever else one person at a time works on (``rules/claims``)."""

from dataclasses import dataclass
from datetime import datetime

from desktop_admin.contract.base import Command, Receipt, Signal
from desktop_admin.rules.subjects import SubjectKind


@dataclass(frozen=True)
class ClaimAnswer:
    """Whether the thing is now ours, or whose it is. ``may_take_over`` once the lease lapsed or by right."""

    mine: bool
    who: str
    since: datetime
    lapsed: bool
    may_take_over: bool


@dataclass(frozen=True)
class ClaimSubject(Signal[ClaimAnswer]):
    """Opening a thing claims it; sending it again keeps the lease alive. ``active`` False only asks."""

    subject_kind: SubjectKind
    subject_id: int
    active: bool = True


@dataclass(frozen=True)
class Released:
    """A claim let go (False: it was not ours any more)."""

    released: bool


@dataclass(frozen=True)
class ReleaseClaim(Signal[Released]):
    """Leaving a thing without a decision (R07)."""

    subject_kind: SubjectKind
    subject_id: int


@dataclass(frozen=True)
class TakeOverClaim(Command[Receipt]):
    """接管 after the lease, or by right of a chief; the first holder hears of it in the feed (R05)."""

    subject_kind: SubjectKind
    subject_id: int
