"""The office's clock: the workstation's for an SQLite file, the database's for a shared one.

A demonstration has an offset kept in its own file, so that its day is the same for every
program that opens it.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from desktop_admin.models.journal import OfficeRow

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The workstation's own time, aware."""
    return datetime.now(UTC)


def office_now(session: Session, clock: Clock | None) -> datetime:
    """Now for one request: never behind the last journal row (house §7)."""
    row = session.execute(select(OfficeRow.last_at, OfficeRow.clock_offset_us)).one_or_none()
    if row is None:
        return clock() if clock is not None else _real_now(session)
    return now_after(session, clock, row.last_at, row.clock_offset_us)


def now_after(session: Session, clock: Clock | None, last_at: datetime, offset_us: int) -> datetime:
    """The same for whoever has read the office row already."""
    now = clock() if clock is not None else _real_now(session) + timedelta(microseconds=offset_us)
    return max(now, last_at)


def _real_now(session: Session) -> datetime:
    if session.get_bind().dialect.name == "postgresql":
        value = session.scalar(text("select clock_timestamp()"))
        if isinstance(value, datetime):
            return value.astimezone(UTC)
    return system_clock()
