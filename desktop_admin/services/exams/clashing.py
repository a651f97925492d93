"""Rooms and invigilators that sessions of an office need at the same time (C17)."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import select

from desktop_admin.contract.exams import SessionForm
from desktop_admin.models.exams import (
    ExamDuty,
    ExamSessionRoom,
    ExamSessionRow,
    InvigilatorRow,
    RoomRow,
    SiteRow,
)
from desktop_admin.rules.exam_clashes import Booking, Clash, clashes
from desktop_admin.rules.exam_sessions import TAKES_ROOM
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services.context import Context

_TAKES_ROOM = [str(state) for state in TAKES_ROOM]


def clashes_between(context: Context, since: datetime, until: datetime) -> tuple[Clash, ...]:
    """Every clash of sessions that touch ``since <= t < until``."""
    return clashes(_bookings(context, since, until))


def clashes_with(
    context: Context, form: SessionForm, times: tuple[datetime, datetime], session_id: int, name: str
) -> tuple[Clash, ...]:
    """What would clash if session ``session_id`` (0: a new one) were as in ``form``."""
    others = [one for one in _bookings(context, *times) if one.session_id != session_id]
    duties = [one.invigilator_id for one in form.duties]
    wanted = [(SubjectKind.ROOM, one, text) for one, text in _rooms(context, form.rooms).items()]
    wanted += [(SubjectKind.INVIGILATOR, one, text) for one, text in _people(context, duties).items()]
    mine = [Booking(session_id, name, kind, thing, text, *times) for kind, thing, text in wanted]
    return tuple(
        clash
        for clash in clashes([*others, *mine])
        if session_id in (clash.first.session_id, clash.second.session_id)
    )


def _bookings(context: Context, since: datetime, until: datetime) -> list[Booking]:
    row = ExamSessionRow
    here = (row.state.in_(_TAKES_ROOM), row.starts < until, row.ends > since)
    columns = (row.id, row.name, row.starts, row.ends)
    rooms = (
        select(*columns, RoomRow.id, SiteRow.name + " " + RoomRow.name)
        .join(ExamSessionRoom, ExamSessionRoom.session_id == row.id)
        .join(RoomRow, RoomRow.id == ExamSessionRoom.room_id)
        .join(SiteRow, SiteRow.id == RoomRow.site_id)
    )
    people = (
        select(*columns, InvigilatorRow.id, InvigilatorRow.name)
        .join(ExamDuty, ExamDuty.session_id == row.id)
        .join(InvigilatorRow, InvigilatorRow.id == ExamDuty.invigilator_id)
    )
    return [
        Booking(session_id, session, kind, thing, text, starts, ends)
        for kind, query in ((SubjectKind.ROOM, rooms), (SubjectKind.INVIGILATOR, people))
        for session_id, session, starts, ends, thing, text in context.session.execute(query.where(*here))
    ]


def _rooms(context: Context, rooms: Iterable[int]) -> Mapping[int, str]:
    query = select(RoomRow.id, SiteRow.name + " " + RoomRow.name).join(SiteRow, SiteRow.id == RoomRow.site_id)
    return dict(context.session.execute(query.where(RoomRow.id.in_(list(rooms)))).all())


def _people(context: Context, people: Iterable[int]) -> Mapping[int, str]:
    query = select(InvigilatorRow.id, InvigilatorRow.name).where(InvigilatorRow.id.in_(list(people)))
    return dict(context.session.execute(query).all())
