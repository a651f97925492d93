"""When the daily backup is due, when its absence is a fault, and which old ones may go (X06).

Time is the office's own; a day begins and ends at +08:00.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop_admin.rules.clock import local, waiting, words

#: Without a finished backup for longer than this the administrator is told on the first page.
OVERDUE = timedelta(days=2)
#: A daily one that failed (disk full, stick gone) is tried again after this.
AGAIN = timedelta(hours=1)
#: An order nobody has taken up by then is dropped: the program that would have done it is gone.
STALE = timedelta(minutes=10)
#: Who makes a backup says again and again that it lives; silent for longer, it is taken for dead.
LEASE = timedelta(seconds=60)
#: Another workstation's order is left to that workstation for this long.
OWN_FIRST = timedelta(seconds=20)

MINUTES_A_DAY = 24 * 60
#: How many reasons begin; said once is enough.
_NOT_MADE = "备份没有做成，"
#: Setting → least, most, what it is.
RANGES = {"minute": (0, MINUTES_A_DAY - 1, "备份时间"), "keep": (1, 365, "保留份数")}


def last_due(now: datetime, minute: int) -> datetime:
    """The latest moment at or before ``now`` when the clock showed ``minute`` (of the day)."""
    here = local(now)
    due = here.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(minutes=minute)
    return due if due <= here else due - timedelta(days=1)


def is_due(now: datetime, minute: int, last_good: datetime | None, since: datetime) -> bool:
    """Whether the daily backup has to be made now; a day missed while nobody worked is made up at once.

    ``last_good``: when the last finished one was begun.  ``since``: when the office came to be; before the
    first due moment after that there is nothing to make up.
    """
    return max(last_good or since, since) < last_due(now, minute)


@dataclass(frozen=True)
class Last:
    """What is known of the last backups. ``failed_at`` only when nothing has succeeded since."""

    since: datetime
    good_at: datetime | None = None
    missing: int = 0
    failed_at: datetime | None = None
    problem: str = ""


def trouble(now: datetime, last: Last) -> str:
    """The sentence for the administrator's first page; empty when all is well."""
    if last.failed_at is not None:
        why = last.problem.removeprefix(_NOT_MADE)
        return f"{words(last.failed_at)} 的备份没有做成：{why}"
    late = now - (last.good_at or last.since)
    if late > OVERDUE:
        if last.good_at is None:
            return f"建立 {waiting(late)}以来从来没有备份过。请现在备份一次，并打开每日备份。"
        when = words(last.good_at)
        return f"已经 {waiting(late)}没有备份，最近一次是 {when}。请现在备份一次，并打开每日备份。"
    if last.missing:
        return f"最近一次备份不完整：缺 {last.missing} 份资料的文件。请从更早的备份找回，或请学员重新上传。"
    return ""


@dataclass(frozen=True)
class Kept:
    """A daily backup still lying in the folder; newest first in every list."""

    id: int
    whole: bool


def superfluous(made: Sequence[Kept], keep: int) -> list[int]:
    """Ids of those that may go, ``made`` newest first and its first just finished and proven.

    A whole one lets every older one beyond ``keep`` go.  One that lacks papers lets only others go that lack
    some too: an older whole one may be the only place where those papers still are.
    """
    if not made:
        return []
    candidates = made if made[0].whole else [one for one in made if not one.whole]
    return [one.id for one in candidates[max(keep, 1) :]]


def clock_of(minute: int) -> str:
    """``750`` → ``12:30``."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def minute_of(text: str) -> int | None:
    """``12:30`` → ``750``; None when it is no time of day."""
    hour, colon, rest = text.strip().replace("：", ":").partition(":")
    if not colon or not all(part.isascii() and part.isdigit() and len(part) <= 2 for part in (hour, rest)):
        return None
    minute = int(hour) * 60 + int(rest)
    return minute if int(rest) < 60 and minute < MINUTES_A_DAY else None
