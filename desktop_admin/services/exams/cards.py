"""Sessions as they are shown: cards, the list, and the look ahead before saving."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from desktop_admin.contract.base import Listed
from desktop_admin.contract.exams import (
    DutyRecord,
    FormFault,
    PreviewSession,
    RoomUse,
    SessionCard,
    SessionForm,
    SessionList,
    SessionPreview,
    SessionRecord,
    Span,
    WindowChange,
)
from desktop_admin.contract.exams import SessionRow as SessionLine
from desktop_admin.models.exams import ExamSessionRow, InvigilatorRow, RoomRow, SiteRow
from desktop_admin.rules.clock import local
from desktop_admin.rules.cycles import Cycle, Window
from desktop_admin.rules.exam_clashes import Clash
from desktop_admin.rules.exam_sessions import SessionState, fixed_words, session_moves
from desktop_admin.rules.window_words import WindowLine, standing_words
from desktop_admin.services.context import Context, invalid
from desktop_admin.services.exams.clashing import clashes_between, clashes_with
from desktop_admin.services.exams.counts import Heads, heads
from desktop_admin.services.exams.forms import form_of, forms_of, normal, preview_name, times_of
from desktop_admin.services.exams.ground import Ground, ground
from desktop_admin.services.exams.judging import judge
from desktop_admin.services.exams.people import reason_needed
from desktop_admin.services.exams.sessions import editable
from desktop_admin.services.listing import Order, listed


def session_card(context: Context, request: SessionCard) -> SessionRecord:
    """One session."""
    row = context.fetch(ExamSessionRow, request.session_id, "这个场次")
    return records_of(context, [row])[0]


def session_list(context: Context, request: SessionList) -> Listed[SessionLine]:
    """Sessions, the latest exam first."""
    row = ExamSessionRow
    conditions: list[ColumnElement[bool]] = []
    text = request.text.strip()
    if text:
        sites = select(SiteRow.id).where(SiteRow.name.contains(text, autoescape=True))
        conditions.append(or_(row.name.contains(text, autoescape=True), row.site_id.in_(sites)))
    if request.cycle:
        conditions.append(row.cycle == read_cycle(request.cycle).key)
    if request.state is not None:
        conditions.append(row.state == str(request.state))
    order = Order((row.starts.expression, row.id.expression), descending=True)
    sorts: dict[str, ColumnElement[Any]] = {
        "name": row.name.expression,
        "starts": row.starts.expression,
        "state": row.state.expression,
    }
    return listed(context, request, select(row.id).where(*conditions), order, _lines, sorts)


def preview_session(context: Context, request: PreviewSession) -> SessionPreview:
    """What saving would do: which cut-offs move, what forbids it, what to know, whom it would concern."""
    form = normal(request.form)
    row = editable(context, request.session_id) if request.session_id is not None else None
    if row is None:
        return _preview(context, form)
    stored = form_of(context, row)
    stands = ground(context, [stored.exam])
    before = stands.lines(stored, stands.windows(stored))
    return _preview(context, form, row, stored, before)


def _preview(
    context: Context,
    form: SessionForm,
    row: ExamSessionRow | None = None,
    stored: SessionForm | None = None,
    before: tuple[WindowLine, ...] = (),
) -> SessionPreview:
    identity, state = (row.id, SessionState(row.state)) if row else (0, SessionState.DRAFT)
    people = heads(context, [identity])[identity]
    judged = judge(context, form, before=stored, state=state, people=people)
    lines: tuple[WindowLine, ...] = ()
    name, cycle = form.name, ""
    if judged.windows is not None:
        cycle = judged.windows.cycle.key
        name = preview_name(context, form, judged.windows.cycle, row)
        lines = ground(context, [form.exam]).lines(form, judged.windows)
    times = times_of(form)
    clashing: tuple[Clash, ...] = ()
    if times is not None and times[0] < times[1]:
        clashing = clashes_with(context, form, times, identity, name or "本场")
    return SessionPreview(
        name=name,
        cycle=cycle,
        lines=lines,
        changes=tuple(
            WindowChange(old.field, old.words, new.words)
            for old, new in zip(before, lines, strict=False)
            if old.words != new.words
        ),
        faults=tuple(FormFault(*fault) for fault in judged.faults),
        warnings=judged.warnings,
        clashes=tuple(one.words for one in clashing),
        booked=people.booked,
        waiting=people.waiting,
        reason_needed=stored is not None and row is not None and reason_needed(context, row, stored, form),
    )


def read_cycle(key: str) -> Cycle:
    """``2026-11``; Invalid for what is no month."""
    try:
        return Cycle.parse(key)
    except ValueError:
        invalid(("cycle", "format", "月份应写作 2026-11。"))


def records_of(context: Context, rows: Sequence[ExamSessionRow]) -> tuple[SessionRecord, ...]:
    """Sessions as cards show them, in the order given; the number of questions does not grow with theirs."""
    forms, counted = forms_of(context, rows), heads(context, [row.id for row in rows])
    stands = ground(context, [row.exam for row in rows])
    names = _names(context, forms.values())
    clashing = _clashes(context, rows)
    return tuple(
        _record(context, row, forms[row.id], counted[row.id], stands, names, clashing.get(row.id, ()))
        for row in rows
    )


@dataclass(frozen=True)
class _Names:
    sites: Mapping[int, str]
    rooms: Mapping[int, RoomUse]
    people: Mapping[int, str]


def _names(context: Context, forms: Iterable[SessionForm]) -> _Names:
    session, chosen = context.session, list(forms)
    sites = {form.site_id for form in chosen if form.site_id is not None}
    rooms = {room for form in chosen for room in form.rooms}
    people = {duty.invigilator_id for form in chosen for duty in form.duties}
    return _Names(
        {row.id: row.name for row in session.scalars(select(SiteRow).where(SiteRow.id.in_(sites)))},
        {
            row.id: RoomUse(row.id, row.name, row.places)
            for row in session.scalars(select(RoomRow).where(RoomRow.id.in_(rooms)))
        },
        {
            row.id: row.name
            for row in session.scalars(select(InvigilatorRow).where(InvigilatorRow.id.in_(people)))
        },
    )


def _clashes(context: Context, rows: Sequence[ExamSessionRow]) -> Mapping[int, tuple[str, ...]]:
    if not rows:
        return {}
    found: dict[int, tuple[str, ...]] = {}
    since, until = min(row.starts for row in rows), max(row.ends for row in rows)
    for clash in clashes_between(context, since, until):
        for one in (clash.first.session_id, clash.second.session_id):
            found[one] = (*found.get(one, ()), clash.words)
    return found


def _record(
    context: Context,
    row: ExamSessionRow,
    form: SessionForm,
    people: Heads,
    stands: Ground,
    names: _Names,
    clashing: tuple[str, ...],
) -> SessionRecord:
    windows, state = stands.windows(form), SessionState(row.state)
    rooms = tuple(names.rooms[room] for room in form.rooms)
    return SessionRecord(
        id=row.id,
        version=row.version,
        state=state,
        form=form,
        name=row.name,
        cycle=row.cycle,
        starts=local(row.starts),
        ends=local(row.ends),
        site=names.sites[form.site_id] if form.site_id is not None else "",
        rooms=rooms,
        duties=tuple(
            DutyRecord(
                duty.invigilator_id,
                names.people[duty.invigilator_id],
                names.rooms[duty.room_id].name if duty.room_id is not None else "",
            )
            for duty in form.duties
        ),
        booked=people.booked,
        waiting=people.waiting,
        registration=_span(windows.registration, stands.now),
        study=_span(windows.study, stands.now),
        application=_span(windows.application, stands.now),
        lines=stands.lines(form, windows),
        warnings=stands.warnings(form, windows, state, [room.places for room in rooms]),
        clashes=clashing,
        moves=session_moves(state, context.principal.roles),
        fixed=fixed_words(state),
        ended_reason=row.ended_reason,
        moved_to_id=row.moved_to_id,
    )


def _span(window: Window, now: datetime) -> Span:
    opens, closes = local(window.opens), local(window.closes)
    return Span(opens, closes, window.contains(now), standing_words(window, now))


def _lines(context: Context, ids: Sequence[int]) -> Iterable[SessionLine]:
    found = {
        row.id: row
        for row in context.session.scalars(select(ExamSessionRow).where(ExamSessionRow.id.in_(ids)))
    }
    rows = [found[one] for one in ids if one in found]
    forms, counted = forms_of(context, rows), heads(context, [row.id for row in rows])
    sites = _names(context, forms.values()).sites
    return [
        SessionLine(
            id=row.id,
            name=row.name,
            state=SessionState(row.state),
            cycle=row.cycle,
            exam=row.exam,
            starts=local(row.starts),
            ends=local(row.ends),
            site=sites.get(row.site_id or 0, ""),
            categories=forms[row.id].categories,
            capacity=row.capacity,
            booked=counted[row.id].booked,
            waiting=counted[row.id].waiting,
        )
        for row in rows
    ]
