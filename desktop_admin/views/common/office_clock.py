"""What time it is at the office, estimated between two answers.

Cut-offs are the office's to decide; a workstation's clock may be wrong (C03).  So screens count
down with the office's last ``now`` plus elapsed monotonic time, and show the offset when it matters.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class OfficeClock:
    """Office time = last office ``now`` + time elapsed since. Aware UTC instants."""

    def __init__(
        self,
        monotonic: Callable[[], float] = time.monotonic,
        wall: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._monotonic = monotonic
        self._wall = wall
        self._office: datetime | None = None
        self._offset = 0.0
        self._at = 0.0

    def set(self, now: datetime) -> None:
        """The office just said what time it is."""
        self._office = now.astimezone(UTC)
        self._at = self._monotonic()
        self._offset = (self._office - self._wall()).total_seconds()

    def now(self) -> datetime:
        """The office's time now; the workstation's until the office has spoken."""
        if self._office is None:
            return self._wall()
        return self._office + timedelta(seconds=self._monotonic() - self._at)

    @property
    def offset(self) -> float:
        """Seconds the office was ahead of this workstation when it last spoke (negative: behind)."""
        return self._offset
