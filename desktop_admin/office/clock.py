"""The office's clock: the workstation's for an SQLite file, the database's for a shared one.

A demonstration has an offset kept in its own file, so that its day is the same for every
program that opens it.
"""

import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from desktop_admin.models.journal import OfficeRow
from desktop_admin.rules.fast_clock import TOLERATED

_LOG = logging.getLogger(__name__)

Clock = Callable[[], datetime]

#: How fast the office's time goes on where the clock is behind it: a little slower than the clock, which so catches up.
PACE: Final = 0.9


def system_clock() -> datetime:
    """The workstation's own time, aware."""
    return datetime.now(UTC)


class OfficeClock:
    """What time it is in the office: never behind the last journal row (house §7), and never standing still.

    Where the clock is behind the last row (it was fast when that was written), time goes on from there by the
    seconds this program has run since it saw it. Every program on an office counts for itself, and each begins anew
    at a later row of another: so they differ by less than the time since the last command. Thread-safe.

    ``clock``: a test's or a story's instead of the machine's or the database's. ``monotonic``: seconds.
    """

    def __init__(
        self, clock: Clock | None = None, *, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self.clock = clock
        self.monotonic = monotonic
        self._lock = threading.Lock()
        self._since: tuple[datetime, float] | None = None
        self._ahead = timedelta()
        self._told = False

    @property
    def ahead(self) -> timedelta:
        """How far the office was ahead of its clock when it was last asked; usually nothing."""
        return self._ahead

    def now(self, session: Session) -> datetime:
        """Now for one request."""
        row = session.execute(select(OfficeRow.last_at, OfficeRow.clock_offset_us)).one_or_none()
        if row is None:
            return self.clock() if self.clock is not None else _real_now(session)
        return self.after(session, row.last_at, row.clock_offset_us)

    def after(self, session: Session, last_at: datetime, offset_us: int) -> datetime:
        """The same for whoever has read the office row already."""
        shown = (
            self.clock() if self.clock is not None else _real_now(session) + timedelta(microseconds=offset_us)
        )
        with self._lock:
            now = max(shown, self._gone_on(shown, last_at))
            self._ahead = now - shown
        self._tell(demonstration=offset_us != 0)
        return now

    def _gone_on(self, shown: datetime, last_at: datetime) -> datetime:
        """Where the office's time is without its clock."""
        ticks = self.monotonic()
        if self._since is None:
            if last_at > shown:
                self._since = last_at, ticks
            return last_at
        began, then = self._since
        now = began + timedelta(seconds=PACE * (ticks - then))
        if last_at > now:
            now = last_at
            self._since = now, ticks
        if shown >= now:
            self._since = None
        return now

    def _tell(self, *, demonstration: bool) -> None:
        wrong = self._ahead > TOLERATED and not demonstration
        if wrong and not self._told:
            _LOG.warning(
                "the office's last record is %s ahead of the clock: time goes on from there", self._ahead
            )
        self._told = wrong


def office_clock(clock: Clock | OfficeClock | None) -> OfficeClock:
    """One that is the office's already, or one on that clock."""
    return clock if isinstance(clock, OfficeClock) else OfficeClock(clock)


def office_now(session: Session, clock: Clock | OfficeClock | None) -> datetime:
    """Now for one request, also for whoever asks but once."""
    return office_clock(clock).now(session)


def _real_now(session: Session) -> datetime:
    if session.get_bind().dialect.name == "postgresql":
        value = session.scalar(text("select clock_timestamp()"))
        if isinstance(value, datetime):
            return value.astimezone(UTC)
    return system_clock()
