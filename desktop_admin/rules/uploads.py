"""For which cycle an upload counts, what is late, and what a chief may still admit (domain §2.4, R12)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from desktop_admin.rules.clock import local
from desktop_admin.rules.windows import Cycle, WindowOf, registration_window

GRACE: Final = timedelta(minutes=15)
"""How long after a close an upload is on the border list: the default of a setting."""


@dataclass(frozen=True)
class UploadTiming:
    """For which cycle an upload counts (domain §2.4, R12).

    ``cycle`` is the one it targets by itself.  ``late_minutes`` (begun minutes, so the closing instant
    is 1) and ``missed`` are set only inside the grace after a close, which is also what ``border``
    says; 0 and None mean not late: in time, or simply the next month's.  ``next_month`` is the tag
    下月: seen from the upload's own month, its target is the next one.
    """

    cycle: Cycle
    late_minutes: int
    missed: Cycle | None
    next_month: bool
    border: bool

    @property
    def words(self) -> str:
        """``迟交 7 分钟``, ``下月`` or nothing."""
        if self.border:
            return f"迟交 {self.late_minutes} 分钟"
        return "下月" if self.next_month else ""


def _open_cycle(moment: datetime, window_of: WindowOf) -> Cycle:
    """The earliest cycle whose registration has not closed at ``moment``."""
    # A chief may have shifted last month's close into this month (§2.11): begin one month back.
    cycle = Cycle.of(moment).previous()
    while local(moment) >= local(window_of(cycle).closes):
        cycle = cycle.next()
    return cycle


def upload_timing(
    moment: datetime, *, grace: timedelta = GRACE, window_of: WindowOf = registration_window
) -> UploadTiming:
    """Which cycle an upload at ``moment`` is for. The grace too is half-open: ``closes <= t < closes + grace``."""
    cycle = _open_cycle(moment, window_of)
    missed = cycle.previous()
    lateness = local(moment) - local(window_of(missed).closes)
    border = timedelta(0) <= lateness < grace
    minutes = max(1, -(-lateness // timedelta(minutes=1))) if border else 0
    return UploadTiming(
        cycle=cycle,
        late_minutes=minutes,
        missed=missed if border else None,
        next_month=cycle > Cycle.of(moment),
        border=border,
    )


def next_close(now: datetime, window_of: WindowOf = registration_window) -> datetime:
    """The next registration close that still lies ahead: the deadline a return letter names."""
    return window_of(_open_cycle(now, window_of)).closes


class AdmissionWhy(StrEnum):
    """Why a chief may let somebody into a month whose registration has closed."""

    LATE_UPLOAD = "late_upload"
    DECIDED_LATE = "decided_late"


@dataclass(frozen=True)
class Admission:
    """The closed cycle a chief may admit into, and on what ground; the chief adds a reason."""

    cycle: Cycle
    why: AdmissionWhy


def admissible(
    uploaded_at: datetime,
    now: datetime,
    *,
    grace: timedelta = GRACE,
    window_of: WindowOf = registration_window,
) -> Admission | None:
    """What a chief may admit ``now`` (domain §2.4): inside the grace, or uploaded in time but decided late."""
    timing = upload_timing(uploaded_at, grace=grace, window_of=window_of)
    if timing.missed is not None:
        return Admission(timing.missed, AdmissionWhy.LATE_UPLOAD)
    if local(now) >= local(window_of(timing.cycle).closes):
        return Admission(timing.cycle, AdmissionWhy.DECIDED_LATE)
    return None
