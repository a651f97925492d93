"""考试安排: two sites, people to invigilate, this month's three sessions, and next month as a draft copied from it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, ClassVar

from desktop_admin.contract.exams import (
    AddInvigilator,
    CreateMonth,
    CreateSession,
    Duty,
    EditSession,
    InvigilatorForm,
    OpenSession,
    RegisterRoom,
    RegisterSite,
    RoomForm,
    SessionCard,
    SessionForm,
    SiteForm,
)
from desktop_admin.demo.draft import Draft
from desktop_admin.demo.history import History
from desktop_admin.demo.steps import Step
from desktop_admin.rules.categories import CATEGORIES, CategoryKind
from desktop_admin.rules.clock import at
from desktop_admin.rules.cycles import Cycle, exam_windows
from desktop_admin.rules.month_plan import exam_day
from desktop_admin.rules.subjects import SubjectKind

ORDER = 310

COORDINATOR = "周考务"
#: Name, address, rooms with their seats.
_SITES = (
    ("都匀市建设大厦三楼", "都匀市剑江中路 76 号", (("第1考场", 30), ("第2考场", 30), ("第3考场", 30))),
    ("福泉市职业学校", "福泉市金山街道", (("机房一", 45), ("机房二", 45))),
)
_INVIGILATORS = (
    ("蒙启明", "13985400101"),
    ("陆玉兰", "13985400102"),
    ("岑志远", "13985400103"),
    ("罗秀英", "0854-8222333"),
)
_RENEWAL = tuple(one.key for one in CATEGORIES if one.kind is CategoryKind.RENEWAL and one.offered)
_INITIAL = tuple(one.key for one in CATEGORIES if one.kind is CategoryKind.INITIAL and one.offered)


@dataclass(frozen=True)
class Furnish:
    """Sites, rooms and invigilators are registered."""

    rank: ClassVar[int] = 1
    at: datetime


@dataclass(frozen=True)
class Arrange:
    """A session of the month is created and opened; ``place`` counts from 1."""

    rank: ClassVar[int] = 2
    at: datetime
    place: int
    cycle: Cycle


@dataclass(frozen=True)
class Pin:
    """The first session's study closes earlier, with a reason."""

    rank: ClassVar[int] = 3
    at: datetime
    cycle: Cycle


@dataclass(frozen=True)
class CopyMonth:
    """Next month is drafted from this one."""

    rank: ClassVar[int] = 4
    at: datetime
    cycle: Cycle


def plan(draft: Draft) -> Iterable[Step]:
    """Everything on two mornings of the first days, long before any window of the month closes."""
    cycle = Cycle.of(draft.now)
    morning = at(draft.starts.date() + timedelta(days=1), 9, 5)
    yield Furnish(morning)
    for place in (1, 2, 3):
        yield Arrange(morning + timedelta(minutes=20 * place), place, cycle)
    yield Pin(morning + timedelta(days=1), cycle)
    yield CopyMonth(morning + timedelta(days=1, minutes=10), cycle)


def _furnish(history: History, step: Furnish) -> None:
    desk = history.staff_desk(step.at, COORDINATOR)
    for name, address, rooms in _SITES:
        site = desk.run(RegisterSite(SiteForm(name, address))).first(SubjectKind.SITE)
        history.rooms[site] = tuple(
            desk.run(RegisterRoom(RoomForm(site, room, places))).first(SubjectKind.ROOM)
            for room, places in rooms
        )
    history.invigilators = tuple(
        desk.run(AddInvigilator(InvigilatorForm(name, phone))).first(SubjectKind.INVIGILATOR)
        for name, phone in _INVIGILATORS
    )


def _arrange(history: History, step: Arrange) -> None:
    desk = history.staff_desk(step.at, COORDINATOR)
    created = desk.run(CreateSession(_form(history, step.place, step.cycle)))
    number = history.sessions[step.place] = created.first(SubjectKind.EXAM_SESSION)
    desk.run(OpenSession(number, desk.run(SessionCard(number)).version))


def _form(history: History, place: int, cycle: Cycle) -> SessionForm:
    """Renewals of A and B on the 25th, first certificates that afternoon elsewhere, renewals of C on the 26th."""
    (main, main_rooms), (other, other_rooms) = history.rooms.items()
    first, second, third, fourth = history.invigilators
    managers = tuple(key for key in _RENEWAL if key[0] in "AB")
    if place == 2:
        duties = (Duty(third, other_rooms[0]), Duty(fourth, other_rooms[1]))
        day = exam_day(cycle, 25)
        return SessionForm(day, "14:30", "16:00", 90, _INITIAL, other, rooms=other_rooms, duties=duties)
    duties = (Duty(first, main_rooms[0]), Duty(second, main_rooms[1]))
    chosen, on = (managers, 25) if place == 1 else (tuple(set(_RENEWAL) - set(managers)), 26)
    return SessionForm(
        exam_day(cycle, on), "09:00", "10:30", 90, chosen, main, rooms=main_rooms, duties=duties
    )


def _pin(history: History, step: Pin) -> None:
    desk = history.staff_desk(step.at, COORDINATOR)
    number = history.sessions[1]
    form = desk.run(SessionCard(number)).form
    closes = exam_windows(form.exam).study.closes - timedelta(hours=2)
    pinned = replace(form, study_closes=closes, pin_reason="学习平台中午检修，提前两小时截止")
    desk.run(EditSession(number, form, pinned))


def _copy(history: History, step: CopyMonth) -> None:
    desk = history.staff_desk(step.at, COORDINATOR)
    desk.run(CreateMonth(step.cycle.next().key, copy_of=step.cycle.key))


TELL: Mapping[type, Callable[[History, Any], None]] = {
    Furnish: _furnish,
    Arrange: _arrange,
    Pin: _pin,
    CopyMonth: _copy,
}
