"""Whatever people do in whatever order: no place is given twice, nobody sits twice at one time, no list loses anybody."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_admin.contract.errors import Conflict, Invalid
from desktop_admin.contract.exams import EditSession
from desktop_admin.contract.registrations import (
    Application,
    ApplyForExam,
    CancelRegistration,
    Month,
    RegisterForExams,
    RegistrationLine,
    Registrations,
    Standing,
    SwitchMonth,
    WithdrawApplication,
)
from desktop_admin.rules.clock import at
from tests.contract.enrolment import APPLYING, CATEGORY, FORM, fee, opened, page, pay, ready
from tests.contract.exam_month import card, coordinator
from tests.contract.world import World

DIRECT = pytest.mark.parametrize(
    "office_kind", ["sqlite-direct", pytest.param("postgres-direct", marks=pytest.mark.postgres)]
)
CLOSES = at(date(2026, 11, 24), 12)
DEEDS = st.tuples(
    st.integers(0, 3),
    st.sampled_from(
        ("apply", "wait", "wait", "leave", "next", "back", "cancel", "again", "room", "less", "stale")
    ),
    st.integers(0, 1),
)


@DIRECT
def test_places_people_and_lists_agree_whatever_is_done(office_kind: str, world: World) -> None:
    fee(world)
    first = opened(world, replace(FORM, capacity=1))
    site = first.form.site_id or 0
    # At the same time as the first: nobody may stand in both.
    second = opened(world, replace(FORM, capacity=2, starts="10:00", ends="11:00"), site=site)
    sessions = (first.id, second.id)
    people = [page(world, ready(world, serial)).line.candidate_id for serial in range(20, 24)]
    world.clock.now = APPLYING
    world.again()

    @settings(max_examples=6, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(DEEDS, min_size=6, max_size=16))
    def in_any_order(deeds: list[tuple[int, str, int]]) -> None:
        for who, deed, where in deeds:
            before = _everything(world, people)
            try:
                _do(world, people[who], deed, sessions[where])
            except (Conflict, Invalid):
                assert _everything(world, people) == before, "refused, and nothing changed"
            _holds(world, people, sessions)

    in_any_order()
    world.clock.now = CLOSES - timedelta(seconds=1)
    world.again()
    waiting = [one for one in _living(world, people) if one.application is Application.WAITING]
    world.clock.now = CLOSES
    world.again()
    for line in _living(world, people):
        if line.application is Application.APPLIED:
            coordinator(world).run(WithdrawApplication(line.id, line.version, "电话"))
    still = {one.id for one in _living(world, people) if one.application is Application.WAITING}
    assert still == {one.id for one in waiting}, "nobody rises once the window has closed"


def _do(world: World, person: int, deed: str, session: int) -> None:
    desk = coordinator(world)
    line = next(iter(_living(world, [person])), None)
    if line is None:
        if deed == "again":
            world.clock.now = max(world.clock.now, APPLYING)
            desk.run(RegisterForExams(person, CATEGORY, Month.THIS, "电话"))
        return
    version = line.version - (deed == "stale")
    requests: dict[str, Any] = {
        "apply": lambda: ApplyForExam(line.id, version, session, source="电话"),
        "stale": lambda: ApplyForExam(line.id, version, session, source="电话"),
        "wait": lambda: ApplyForExam(line.id, version, session, waiting=True, source="电话"),
        "leave": lambda: WithdrawApplication(line.id, version, "电话"),
        "next": lambda: SwitchMonth(line.id, version, Month.NEXT, "电话"),
        "back": lambda: SwitchMonth(line.id, version, Month.THIS, "电话"),
        "cancel": lambda: CancelRegistration(line.id, version, "学员不考了", "电话"),
    }
    if deed in requests:
        desk.run(requests[deed]())
    elif deed in ("room", "less"):
        form = card(world, session).form
        wanted = replace(form, capacity=form.capacity + (1 if deed == "room" else -1))
        desk.run(EditSession(session, form, wanted, "桌子有变"))
    elif deed == "again" and line.standing is Standing.UNPAID:
        pay(world, line.id)


def _living(world: World, people: list[int]) -> list[RegistrationLine]:
    found = coordinator(world).run(Registrations()).rows
    return [one for one in found if one.candidate_id in people]


def _everything(world: World, people: list[int]) -> list[RegistrationLine]:
    found: list[RegistrationLine] = list(coordinator(world).run(Registrations(ended=True)).rows)
    return found


def _holds(world: World, people: list[int], sessions: tuple[int, ...]) -> None:
    living = _living(world, people)
    assert max(Counter(one.candidate_id for one in living).values(), default=1) == 1
    for number in sessions:
        record = card(world, number)
        here = Counter(one.application for one in living if one.session_id == number)
        assert (record.booked, record.waiting) == (here[Application.APPLIED], here[Application.WAITING])
        assert record.booked <= record.form.capacity
        assert not record.waiting or record.booked == record.form.capacity, (
            "who waits, waits for want of a place"
        )
    for one in living:
        assert (one.session_id is None) == (one.application is Application.NONE)
        assert one.session_id is None or one.cycle == "2026-11"
    ended = [one for one in _everything(world, people) if one.standing is Standing.CANCELLED]
    assert all(one.session_id is None for one in ended)
    assert len(ended) + len(living) == coordinator(world).run(Registrations(ended=True)).total
