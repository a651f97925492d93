"""A session's form and its rows: read, written, and brought into the one order in which forms are compared."""

import dataclasses
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm.attributes import flag_modified

from desktop_admin.contract.exams import Duty, SessionForm
from desktop_admin.models.exams import ExamDuty, ExamSessionCategory, ExamSessionRoom, ExamSessionRow
from desktop_admin.rules.clock import at, local
from desktop_admin.rules.cycles import Cycle
from desktop_admin.rules.exam_names import in_order, session_name
from desktop_admin.rules.month_plan import read_clock
from desktop_admin.rules.pins import Pins
from desktop_admin.services.context import Context


def normal(form: SessionForm) -> SessionForm:
    """The form as it is stored: texts trimmed, each category, room and person once and in order."""
    duties = {duty.invigilator_id: duty for duty in form.duties}
    pinned = bool(pins_of(form))
    return dataclasses.replace(
        form,
        starts=form.starts.strip(),
        ends=form.ends.strip(),
        name=" ".join(form.name.split()),
        categories=in_order(form.categories),
        rooms=tuple(sorted(set(form.rooms))),
        duties=tuple(duties[one] for one in sorted(duties)),
        application_opens=_local(form.application_opens),
        application_closes=_local(form.application_closes),
        study_closes=_local(form.study_closes),
        pin_reason=form.pin_reason.strip() if pinned else "",
    )


def pins_of(form: SessionForm) -> Pins:
    """The cut-offs the form fixes."""
    return Pins(form.application_opens, form.application_closes, form.study_closes)


def times_of(form: SessionForm) -> tuple[datetime, datetime] | None:
    """When the exam begins and ends; None when one of them is no time of day."""
    starts, ends = read_clock(form.starts), read_clock(form.ends)
    if starts is None or ends is None:
        return None
    return at(form.exam, starts.hour, starts.minute), at(form.exam, ends.hour, ends.minute)


def forms_of(context: Context, rows: Sequence[ExamSessionRow]) -> Mapping[int, SessionForm]:
    """Session id → its form as stored. Three questions, however many sessions."""
    ids = [row.id for row in rows]
    categories: dict[int, list[str]] = defaultdict(list)
    rooms: dict[int, list[int]] = defaultdict(list)
    duties: dict[int, list[Duty]] = defaultdict(list)
    session = context.session
    category, room, duty = ExamSessionCategory, ExamSessionRoom, ExamDuty
    for identity, key in session.execute(
        select(category.session_id, category.category).where(category.session_id.in_(ids))
    ):
        categories[identity].append(key)
    for identity, thing in session.execute(
        select(room.session_id, room.room_id).where(room.session_id.in_(ids)).order_by(room.room_id)
    ):
        rooms[identity].append(thing)
    for identity, person, place in session.execute(
        select(duty.session_id, duty.invigilator_id, duty.room_id)
        .where(duty.session_id.in_(ids))
        .order_by(duty.invigilator_id)
    ):
        duties[identity].append(Duty(person, place))
    return {
        row.id: SessionForm(
            exam=row.exam,
            starts=f"{local(row.starts):%H:%M}",
            ends=f"{local(row.ends):%H:%M}",
            capacity=row.capacity,
            categories=in_order(categories[row.id]),
            site_id=row.site_id,
            name=row.name_given,
            rooms=tuple(rooms[row.id]),
            duties=tuple(duties[row.id]),
            application_opens=_local(row.application_opens),
            application_closes=_local(row.application_closes),
            study_closes=_local(row.study_closes),
            pin_reason=row.pin_reason,
        )
        for row in rows
    }


def form_of(context: Context, row: ExamSessionRow) -> SessionForm:
    """The form of one session as stored."""
    return forms_of(context, [row])[row.id]


def write(context: Context, row: ExamSessionRow, form: SessionForm, cycle: Cycle) -> None:
    """Put a judged form into the row and what hangs on it; the row is flushed and has a new version."""
    times = times_of(form)
    if times is None:  # judged before: our bug
        raise ValueError("a form without times was not judged")
    if row.cycle != cycle.key:
        row.cycle, row.number = cycle.key, _next_number(context, cycle)
    row.exam, (row.starts, row.ends) = form.exam, times
    row.site_id, row.capacity, row.name_given = form.site_id, form.capacity, form.name
    row.name = form.name or session_name(cycle, form.categories, row.number)
    row.application_opens, row.application_closes = form.application_opens, form.application_closes
    row.study_closes, row.pin_reason = form.study_closes, form.pin_reason
    context.session.add(row)
    if row.id is not None:
        flag_modified(row, "name")  # rooms, categories and duties have no version of their own
    context.session.flush()
    for table in (ExamSessionCategory, ExamSessionRoom, ExamDuty):
        context.session.execute(delete(table).where(table.session_id == row.id))
    context.session.add_all(ExamSessionCategory(session_id=row.id, category=key) for key in form.categories)
    context.session.add_all(ExamSessionRoom(session_id=row.id, room_id=room) for room in form.rooms)
    context.session.add_all(
        ExamDuty(session_id=row.id, invigilator_id=one.invigilator_id, room_id=one.room_id)
        for one in form.duties
    )
    context.session.flush()


def preview_name(context: Context, form: SessionForm, cycle: Cycle, row: ExamSessionRow | None) -> str:
    """What :func:`write` would call it."""
    stays = row is not None and row.cycle == cycle.key
    number = row.number if row is not None and stays else _next_number(context, cycle)
    return form.name or session_name(cycle, form.categories, number)


def _next_number(context: Context, cycle: Cycle) -> int:
    """Counts on past sessions that were cancelled: a number of a month is never given twice."""
    query = select(func.max(ExamSessionRow.number)).where(ExamSessionRow.cycle == cycle.key)
    return (context.session.scalar(query) or 0) + 1


def _local(moment: datetime | None) -> datetime | None:
    return None if moment is None else local(moment)
