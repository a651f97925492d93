"""The numbers above the review queue."""

from dataclasses import dataclass
from datetime import datetime

from desktop_admin.contract.base import Question


@dataclass(frozen=True)
class Progress:
    """今日 47 / 待审 112 · 最久 2天3小时; ``mine_today`` counts this person's decisions today."""

    waiting: int
    decided_today: int
    mine_today: int
    oldest: datetime | None
    re_review: int
    border: int
    set_aside: int
    spot_checks: int
    resubmitted: int
    deadline: datetime
    as_of: int


@dataclass(frozen=True)
class ReviewProgress(Question[Progress]):
    """The numbers above the queue and on the rail."""
