"""What a program that makes backups writes down: taking an order up, a sign of life, the end (X06).

Without a session, because the daily one is made while nobody is signed in. Orders are taken up under the
office's lock, so that of several programs on one office exactly one makes each backup; a lease frees what a
program left behind that was killed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from desktop_admin.contract.backups import BackupPlanForm
from desktop_admin.models.backups import BackupPlaceRow, BackupPlanRow, BackupRunRow
from desktop_admin.models.journal import JournalRow, OfficeRow
from desktop_admin.rules.backups import (
    AGAIN,
    LEASE,
    OVERDUE,
    OWN_FIRST,
    STALE,
    Kept,
    Last,
    is_due,
    superfluous,
    trouble,
)
from desktop_admin.rules.fast_clock import clock_trouble
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services.maintenance import write_down

#: A machine whose folder is not there lets the others go first.
_OTHERS_FIRST = timedelta(minutes=5)
_ENDED = "做备份的程序中途结束了（电脑关机或程序被关闭），没有做成，也没有留下半份文件。"
_NOBODY = "没有程序来做这份备份。请保持考务台（或服务器）开着，再点一次“立即备份”。"


@dataclass(frozen=True)
class Me:
    """The program that asks. ``keeper`` names it alone; ``folder`` is its usual one, empty without."""

    workstation: str
    keeper: str
    folder: str
    served: bool
    problem: str = ""


@dataclass(frozen=True)
class Job:
    """One backup to make now, into ``folder``."""

    run_id: int
    origin: str
    folder: str


def plan(session: Session) -> BackupPlanForm:
    """The plan in force."""
    row = session.get(BackupPlanRow, 1)
    return BackupPlanForm() if row is None else BackupPlanForm(row.daily, row.minute, row.keep)


def trouble_now(session: Session, now: datetime, ahead: timedelta) -> str:
    """What the administrator must know at once; a demonstration worries nobody.

    ``ahead``: how far ``now`` is ahead of its clock. That comes first: how old a backup is is told by that clock.
    """
    if _demonstration(session):
        return ""
    return clock_trouble(ahead) + _backup_trouble(session, now)


def _backup_trouble(session: Session, now: datetime) -> str:
    found = trouble(now, _last(session, now))
    if found or not plan(session).daily:
        return found
    places = list(session.scalars(select(BackupPlaceRow).where(BackupPlaceRow.seen_at > now - OVERDUE)))
    if places and all(place.problem for place in places):
        return places[0].problem
    return ""


def wanted(session: Session, now: datetime, me: Me) -> bool:
    """Whether there is anything to take up; only reads."""
    return bool(_lapsed(session, now)) or _next(session, now, me) is not None


def take(session: Session, now: datetime, me: Me) -> Job | None:
    """Take up the next backup, if it is for this program; what a dead one left is ended first."""
    session.execute(select(OfficeRow.id).with_for_update())
    for row in _lapsed(session, now):
        problem = _ENDED if row.state == "running" else _NOBODY
        _end(session, row, "interrupted", now, problem)
    found = _next(session, now, me)
    if found is None:
        return None
    if isinstance(found, BackupRunRow):
        row = found
    else:
        row = BackupRunRow(origin="daily", asked_at=now)
        session.add(row)
    row.state, row.workstation, row.keeper, row.lease_until = (
        "running",
        me.workstation,
        me.keeper,
        now + LEASE,
    )
    row.folder = row.folder or me.folder
    session.flush()
    return Job(row.id, row.origin, row.folder)


def alive(session: Session, now: datetime, job: Job, me: Me, done: int, total: int) -> bool:
    """A sign of life with how far it is; False when it shall stop or is no longer this program's."""
    session.execute(
        update(BackupRunRow)
        .where(_mine(job, me))
        .values(done=done, total=total, lease_until=now + LEASE)
        .execution_options(synchronize_session=False)
    )
    return goes_on(session, job, me)


def goes_on(session: Session, job: Job, me: Me) -> bool:
    """Whether it is still this program's and nobody has cancelled it; only reads."""
    return session.scalar(select(BackupRunRow.id).where(_mine(job, me), ~BackupRunRow.stopping)) is not None


def told_to_stop(session: Session, job: Job) -> bool:
    """Whether somebody cancelled it (and not merely another program took it for dead)."""
    return bool(session.scalar(select(BackupRunRow.stopping).where(BackupRunRow.id == job.run_id)))


def finish(session: Session, now: datetime, job: Job, me: Me, made: Mapping[str, Any]) -> None:
    """It is made and read back. Taken for dead meanwhile, it is written down as one of its own: it is there."""
    session.execute(select(OfficeRow.id).with_for_update())
    row = session.scalar(select(BackupRunRow).where(_mine(job, me)))
    if row is None:
        row = BackupRunRow(origin=job.origin, workstation=me.workstation, asked_at=now)
        session.add(row)
    _made(session, row, now, made)


def fail(session: Session, now: datetime, job: Job, me: Me, state: str, problem: str = "") -> None:
    """It was not made: ``state`` failed, interrupted or cancelled. Ended by somebody else already: nothing."""
    session.execute(select(OfficeRow.id).with_for_update())
    row = session.scalar(select(BackupRunRow).where(_mine(job, me)))
    if row is not None:
        _end(session, row, state, now, problem or _ENDED)


def record_outside(
    session: Session, now: datetime, workstation: str, made: Mapping[str, Any], problem: str = ""
) -> None:
    """A backup from the command line, or why it was not made."""
    session.execute(select(OfficeRow.id).with_for_update())
    row = BackupRunRow(origin="cli", workstation=workstation, asked_at=now)
    session.add(row)
    if problem:
        row.folder, row.file = str(made.get("folder", "")), str(made.get("file", ""))
        _end(session, row, "failed", now, problem)
    else:
        _made(session, row, now, made)


def announce(session: Session, now: datetime, me: Me, *, same_disk: bool, free: int) -> None:
    """Say where this machine writes, and whether it can."""
    session.execute(select(OfficeRow.id).with_for_update())
    row = session.get(BackupPlaceRow, me.workstation)
    if row is None:
        row = BackupPlaceRow(workstation=me.workstation)
        session.add(row)
    row.folder, row.served, row.problem = me.folder, me.served, me.problem
    row.same_disk, row.free, row.seen_at = same_disk, free, now


def chosen_folder(session: Session, workstation: str) -> str:
    """The folder a person chose for that workstation, empty for none."""
    return (
        session.scalar(select(BackupPlaceRow.chosen).where(BackupPlaceRow.workstation == workstation)) or ""
    )


def old_ones(session: Session, me: Me, folder: str) -> list[BackupRunRow]:
    """Daily backups of this machine in that folder that may go by the plan, as they were written down."""
    rows = list(
        session.scalars(
            select(BackupRunRow)
            .where(
                BackupRunRow.origin == "daily",
                BackupRunRow.state == "done",
                BackupRunRow.workstation == me.workstation,
                BackupRunRow.folder == folder,
                ~BackupRunRow.removed,
            )
            .order_by(BackupRunRow.id.desc())
        )
    )
    gone = set(superfluous([Kept(row.id, row.missing == 0) for row in rows], plan(session).keep))
    return [row for row in rows if row.id in gone]


def forget(session: Session, run_id: int) -> None:
    """Its file is gone."""
    session.get_one(BackupRunRow, run_id).removed = True


def _next(session: Session, now: datetime, me: Me) -> BackupRunRow | str | None:
    """The waiting order that is this program's, ``daily`` when that is due, or nothing."""
    live = BackupRunRow.state.in_(("running", "waiting"))
    for row in session.scalars(select(BackupRunRow).where(live).order_by(BackupRunRow.id)):
        if row.state == "running" and row.lease_until is not None and row.lease_until >= now:
            return None
        if row.state == "waiting" and now - row.asked_at < STALE and _for_me(row, now, me):
            return row
    if not me.folder or _demonstration(session):
        return None
    wish = plan(session)
    last = _last(session, now)
    if not wish.daily or not is_due(now, wish.minute, last.good_at, last.since):
        return None
    if me.problem and not is_due(now - _OTHERS_FIRST, wish.minute, last.good_at, last.since):
        return None
    just_failed = session.scalar(
        select(BackupRunRow.id).where(
            BackupRunRow.origin == "daily",
            BackupRunRow.state.in_(("failed", "cancelled")),
            BackupRunRow.workstation == me.workstation,
            BackupRunRow.finished_at > now - AGAIN,
        )
    )
    return None if just_failed is not None else "daily"


def _for_me(row: BackupRunRow, now: datetime, me: Me) -> bool:
    """Own orders first; a path somebody typed is for the machine it was typed at, never for a server."""
    own = row.workstation == me.workstation
    if row.folder:
        return own and not me.served
    return own or me.served or (now - row.asked_at >= OWN_FIRST and bool(me.folder) and not me.problem)


def _lapsed(session: Session, now: datetime) -> list[BackupRunRow]:
    dead = and_(BackupRunRow.state == "running", BackupRunRow.lease_until < now)
    stale = and_(BackupRunRow.state == "waiting", BackupRunRow.asked_at <= now - STALE)
    return list(session.scalars(select(BackupRunRow).where(or_(dead, stale))))


def _last(session: Session, now: datetime) -> Last:
    good = session.scalars(
        select(BackupRunRow).where(BackupRunRow.state == "done").order_by(BackupRunRow.id.desc()).limit(1)
    ).first()
    bad = session.scalars(
        select(BackupRunRow)
        .where(BackupRunRow.state.in_(("failed", "interrupted")), BackupRunRow.id > (good.id if good else 0))
        .order_by(BackupRunRow.id.desc())
        .limit(1)
    ).first()
    since = session.scalar(select(JournalRow.at).where(JournalRow.number == 1)) or now
    return Last(
        since,
        good.asked_at if good else None,
        good.missing if good else 0,
        bad.finished_at if bad else None,
        bad.problem if bad else "",
    )


def _demonstration(session: Session) -> bool:
    return bool(session.scalar(select(OfficeRow.demonstration)))


def _mine(job: Job, me: Me) -> Any:
    return and_(
        BackupRunRow.id == job.run_id, BackupRunRow.keeper == me.keeper, BackupRunRow.state == "running"
    )


def _made(session: Session, row: BackupRunRow, now: datetime, made: Mapping[str, Any]) -> None:
    row.state, row.finished_at, row.lease_until = "done", now, None
    for name, value in made.items():
        setattr(row, name, value)
    _journal(session, row, "RecordBackup", now, made)


def _end(session: Session, row: BackupRunRow, state: str, now: datetime, problem: str) -> None:
    row.state, row.finished_at, row.lease_until = state, now, None
    if state == "cancelled":
        return  # the command that cancelled it is in the journal
    row.problem = problem
    detail = {"file": row.file, "folder": row.folder, "problem": problem}
    _journal(session, row, "BackupFailed", now, detail)


def _journal(
    session: Session, row: BackupRunRow, name: str, now: datetime, detail: Mapping[str, Any]
) -> None:
    session.flush()
    said = {"origin": row.origin, "workstation": row.workstation, **detail}
    write_down(session, name, (SubjectKind.BACKUP, row.id, 0), now, said, row.staff_id, row.workstation)
