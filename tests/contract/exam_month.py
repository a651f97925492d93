"""A site with rooms and somebody to invigilate, for tests about sessions."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop_admin.contract.exams import (
    AddInvigilator,
    CreateSession,
    InvigilatorForm,
    RegisterRoom,
    RegisterSite,
    RoomForm,
    SessionCard,
    SessionForm,
    SessionRecord,
    SiteForm,
)
from desktop_admin.rules.subjects import SubjectKind
from tests.contract.world import World

EXAM = date(2026, 11, 25)
FORM = SessionForm(EXAM, "09:00", "10:30", 90, ("A_renewal", "B_renewal"))


@dataclass(frozen=True)
class Hall:
    """What was registered."""

    site: int
    rooms: tuple[int, int]
    invigilator: int


def hall(world: World, name: str = "都匀市建设大厦") -> Hall:
    """A site with two rooms of 45, and an invigilator."""
    desk = coordinator(world)
    site = desk.run(RegisterSite(SiteForm(name, "都匀市剑江中路"))).first(SubjectKind.SITE)
    rooms = [
        desk.run(RegisterRoom(RoomForm(site, f"第{number}考场", 45))).first(SubjectKind.ROOM)
        for number in (1, 2)
    ]
    person = desk.run(AddInvigilator(InvigilatorForm("韦监考", "13812345678")))
    return Hall(site, (rooms[0], rooms[1]), person.first(SubjectKind.INVIGILATOR))


def coordinator(world: World) -> Any:
    """Whoever arranges exams."""
    return world.as_("周考务")


def create(world: World, form: SessionForm = FORM) -> SessionRecord:
    """A draft."""
    return card(world, coordinator(world).run(CreateSession(form)).first(SubjectKind.EXAM_SESSION))


def card(world: World, session_id: int) -> SessionRecord:
    """A session as it stands."""
    found: SessionRecord = coordinator(world).run(SessionCard(session_id))
    return found
