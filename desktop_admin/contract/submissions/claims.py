"""Who has a dossier open."""

from dataclasses import dataclass
from datetime import datetime

from desktop_admin.contract.base import Command, Receipt, Signal


@dataclass(frozen=True)
class ClaimAnswer:
    """Whether the dossier is now ours, or whose it is. ``may_take_over`` once the lease lapsed or by right."""

    mine: bool
    who: str
    since: datetime
    lapsed: bool
    may_take_over: bool


@dataclass(frozen=True)
class ClaimSubmission(Signal[ClaimAnswer]):
    """Opening a dossier claims it; sending it again keeps the lease alive. ``active`` False only asks."""

    submission_id: int
    active: bool = True


@dataclass(frozen=True)
class Released:
    """A claim let go (False: it was not ours any more)."""

    released: bool


@dataclass(frozen=True)
class ReleaseClaim(Signal[Released]):
    """Leaving a dossier without a decision (R07)."""

    submission_id: int


@dataclass(frozen=True)
class TakeOverClaim(Command[Receipt]):
    """接管 after the lease, or by right of a chief; the first holder hears of it in the feed (R05)."""

    submission_id: int
