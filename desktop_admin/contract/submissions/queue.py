"""The review queue."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop_admin.contract.base import ListQuestion


class QueueView(StrEnum):
    """Which dossiers: the work list, the ones put aside, border cases, spot checks, or everything ever.

    Spot checks are those the asking person may do: not of their own approvals (R20).
    """

    WAITING = "waiting"
    SET_ASIDE = "set_aside"
    BORDER = "border"
    SPOT_CHECK = "spot_check"
    DECIDED = "decided"
    ALL = "all"


@dataclass(frozen=True)
class QueueFilter:
    """The remembered filter of the review desk (R01). Empty tuples and text mean no limit."""

    view: QueueView = QueueView.WAITING
    categories: tuple[str, ...] = ()
    kind: str = ""
    company_id: int | None = None
    attempt_from: int = 1
    deadline_near: bool = False
    text: str = ""


@dataclass(frozen=True)
class QueueRow:
    """A line of the queue. No ID numbers. ``flags`` are stable words: re_review, replaced, overdue
    (handed in on time, not decided before its month closed), late, next_month,
    duplicate, bad_file, mentioned, set_aside, admitted, spot_check (approved unseen, waits for a second look)."""

    id: int
    version: int
    candidate_id: int
    company_id: int
    name: str
    company: str
    category: str
    state: str
    attempt: int
    waiting_since: datetime | None
    late_minutes: int
    cycle: str
    flags: tuple[str, ...]
    precheck: str
    aside_until: datetime | None = None


@dataclass(frozen=True)
class ReviewQueue(ListQuestion[QueueRow]):
    """The queue under a filter: what waits with re-reviews first, then the longest waiting; the rest latest first."""

    filter: QueueFilter = QueueFilter()
