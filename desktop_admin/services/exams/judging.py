"""Whether a session's form can be saved, and what a coordinator should know before (C02, C17).

One function for creating, editing and looking ahead: what the preview says is what the command does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from desktop_admin.contract.exams import SessionForm
from desktop_admin.models.exams import InvigilatorRow, RoomRow, SiteRow
from desktop_admin.models.policy import CategoryRow
from desktop_admin.rules.clock import local, words
from desktop_admin.rules.cycles import ExamWindows
from desktop_admin.rules.errors import RuleBroken
from desktop_admin.rules.exam_sessions import SessionState
from desktop_admin.rules.month_plan import place_faults, time_faults
from desktop_admin.rules.pins import PINNED, pin_faults
from desktop_admin.services.context import Context
from desktop_admin.services.exams.counts import Heads
from desktop_admin.services.exams.forms import pins_of, times_of
from desktop_admin.services.exams.ground import ground

Fault = tuple[str, str, str]

LONGEST_NAME = 100
LONGEST_REASON = 200
#: Nobody plans further ahead, and a slip of the keyboard in the year does.
FAR = timedelta(days=2 * 366)


@dataclass(frozen=True)
class Judged:
    """``windows`` is None where the dates themselves are at fault."""

    faults: tuple[Fault, ...]
    windows: ExamWindows | None
    warnings: tuple[str, ...]


def judge(
    context: Context,
    form: SessionForm,
    *,
    before: SessionForm | None = None,
    state: SessionState = SessionState.DRAFT,
    people: Heads | None = None,
) -> Judged:
    """Judge a normal form; ``before`` is what is stored, of which only the changes are asked about again."""
    people = people or Heads()
    faults = _text_faults(form) + time_faults(form.starts, form.ends)
    offered = set(context.session.scalars(select(CategoryRow.key).where(CategoryRow.offered))) | set(
        before.categories if before else ()
    )
    faults += place_faults(form.capacity, form.categories, frozenset(offered))
    faults += _date_faults(context, form, before, state) + _thing_faults(context, form, before)
    if form.capacity < people.booked:
        sentence = f"已有 {people.booked} 人申请，名额不能少于 {people.booked}；请先安排超出的人。"
        faults.append(("capacity", "booked", sentence))
    stands = ground(context, [form.exam])
    try:
        windows = stands.windows(form)
    except RuleBroken as broken:
        pins = pins_of(form)
        field = next(field for field in PINNED if pins.of(field) is not None)
        return Judged((*faults, (field, "empty", broken.message)), None, ())
    warnings = stands.warnings(form, windows, state, seats_of(context, form.rooms))
    return Judged(tuple(faults), windows, warnings)


def seats_of(context: Context, rooms: Sequence[int]) -> list[int]:
    """How many may sit in each of these rooms."""
    return list(context.session.scalars(select(RoomRow.places).where(RoomRow.id.in_(rooms)))) if rooms else []


def _text_faults(form: SessionForm) -> list[Fault]:
    faults: list[Fault] = []
    if len(form.name) > LONGEST_NAME:
        faults.append(("name", "too_long", f"场次名称最多 {LONGEST_NAME} 个字；留空则自动取名。"))
    if pins_of(form) and not 1 <= len(form.pin_reason) <= LONGEST_REASON:
        faults.append(("pin_reason", "length", f"请写明固定时间的原因，最多 {LONGEST_REASON} 个字。"))
    return faults


def _date_faults(
    context: Context, form: SessionForm, before: SessionForm | None, state: SessionState
) -> list[Fault]:
    times = times_of(form)
    if times is None:
        return []
    faults = pin_faults(pins_of(form), times[0])
    if (before is None or before.exam != form.exam) and abs(times[0] - local(context.now)) > FAR:
        faults.append(("exam", "far", "考试日离今天超过两年，请核对年份。"))
    moved = before is None or (before.exam, before.starts) != (form.exam, form.starts)
    if moved and state is not SessionState.DRAFT and times[0] <= local(context.now):
        sentence = f"本场已“{state.words}”，不能改到已经过去的 {words(times[0])}；请选择更晚的时间。"
        faults.append(("exam", "past", sentence))
    return faults


def _thing_faults(context: Context, form: SessionForm, before: SessionForm | None) -> list[Fault]:
    """Sites, rooms and people that are not there, are retired, or belong elsewhere."""
    faults: list[Fault] = []
    session = context.session
    site = session.get(SiteRow, form.site_id) if form.site_id is not None else None
    if form.site_id is not None and site is None:
        faults.append(("site_id", "unknown", "没有找到所选的考点，请重新选择。"))
    elif site is not None and not site.active and (before is None or before.site_id != site.id):
        faults.append(("site_id", "retired", f"考点“{site.name}”已停用，请选择别的考点。"))
    rooms = {row.id: row for row in session.scalars(select(RoomRow).where(RoomRow.id.in_(form.rooms)))}
    faults += _room_faults(form, before, rooms)
    people = {one.invigilator_id for one in form.duties}
    known = {
        row.id: row for row in session.scalars(select(InvigilatorRow).where(InvigilatorRow.id.in_(people)))
    }
    kept = {one.invigilator_id for one in before.duties} if before else set[int]()
    if people - known.keys():
        faults.append(("duties", "unknown", "所选的监考员中有没有登记的，请重新选择。"))
    for row in known.values():
        if not row.active and row.id not in kept:
            faults.append(("duties", "retired", f"监考员 {row.name} 已停用，请选择别人。"))
    if any(one.room_id is not None and one.room_id not in form.rooms for one in form.duties):
        faults.append(("duties", "room", "监考员所在的考场不在本场的考场中，请先选择考场。"))
    return faults


def _room_faults(form: SessionForm, before: SessionForm | None, rooms: Mapping[int, RoomRow]) -> list[Fault]:
    if set(form.rooms) - rooms.keys():
        return [("rooms", "unknown", "所选的考场中有没有登记的，请重新选择。")]
    faults: list[Fault] = []
    for row in rooms.values():
        if row.site_id != form.site_id:
            faults.append(("rooms", "elsewhere", f"考场 {row.name} 不在所选的考点，请重新选择考场。"))
        elif not row.active and (before is None or row.id not in before.rooms):
            faults.append(("rooms", "retired", f"考场 {row.name} 已停用，请选择别的考场。"))
    return faults
