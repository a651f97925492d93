"""How much one learner may upload on one day at the association: files, and bytes, whichever is used up first."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from desktop_admin.rules.clock import at, local

MEGABYTE: Final = 1024 * 1024


class Limit(StrEnum):
    """Which of the two was reached."""

    FILES = "files"
    SIZE = "size"


@dataclass(frozen=True)
class Quota:
    """Files and bytes a day."""

    files: int
    size: int

    def reached(self, files: int, size: int, more: int) -> Limit | None:
        """The limit that one more file of ``more`` bytes would pass after ``files`` and ``size`` bytes today."""
        if files + 1 > self.files:
            return Limit.FILES
        return Limit.SIZE if size + more > self.size else None


def upload_day(now: datetime) -> date:
    """The day an upload counts for: the one on the association's calendar, whatever the database's zone."""
    return local(now).date()


def next_day(now: datetime) -> datetime:
    """When the count begins anew: midnight there."""
    return at(upload_day(now) + timedelta(days=1), 0)
