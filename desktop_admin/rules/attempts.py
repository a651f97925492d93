"""How long after wrong passwords the next try has to wait (domain §6: lock after 5 failures).

A delay that grows and ends by itself instead of a lock: whoever tries wrong passwords makes others wait a
quarter of an hour at most, and never those who sign in where they signed in before.  One rule for the name
and for the address a try comes from; names nobody has are counted like all others.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Counted(StrEnum):
    """What failures are counted by."""

    NAME = "name"
    ADDRESS = "address"


#: Failures before the first delay. An address may be a whole office behind one router.
FREE = {Counted.NAME: 5, Counted.ADDRESS: 20}
FIRST_DELAY = timedelta(minutes=1)
LONGEST_DELAY = timedelta(minutes=15)
#: Without a failure for this long, what was counted is forgotten.
FORGOTTEN = timedelta(hours=24)
#: The journal hears of a burst at its first failure, when the delay begins, and at every ten times as many.
_TOLD_FROM = 5


@dataclass(frozen=True)
class Tally:
    """Failures in a row and the instant of the last one."""

    failures: int
    last_at: datetime


def delay(counted: Counted, failures: int) -> timedelta:
    """The wait after that many failures: nothing, then a minute that doubles up to a quarter of an hour."""
    over = failures - FREE[counted]
    if over < 0:
        return timedelta()
    return min(LONGEST_DELAY, FIRST_DELAY * (1 << min(over, 10)))


def not_before(counted: Counted, tally: Tally | None, now: datetime) -> datetime | None:
    """When the next try is possible; None: now.

    A clock that was set back must not make the wait longer than it was meant to be.
    """
    if tally is None or now - tally.last_at >= FORGOTTEN:
        return None
    until = min(tally.last_at, now) + delay(counted, tally.failures)
    return until if until > now else None


def after_failure(tally: Tally | None, now: datetime) -> Tally:
    """One more failure."""
    if tally is None or now - tally.last_at >= FORGOTTEN:
        return Tally(1, now)
    return Tally(tally.failures + 1, now)


def is_told(failures: int) -> bool:
    """Whether the journal gets a row at this failure: 1, 5, 50, 500, … — 10,000 tries leave five rows."""
    if failures < _TOLD_FROM:
        return failures == 1
    while failures % 10 == 0:
        failures //= 10
    return failures == _TOLD_FROM


def wait_words(until: datetime, now: datetime) -> str:
    """``3 分 20 秒后`` or ``45 秒后``; never 0."""
    seconds = max(1, -int(-(until - now).total_seconds() // 1))
    minutes, rest = divmod(seconds, 60)
    if minutes and rest:
        return f"{minutes} 分 {rest} 秒后"
    return f"{minutes} 分钟后" if minutes else f"{rest} 秒后"
