"""Applying for a session: the gate, the last place, the waiting list (C05, C06, C08; traps 6 and 7)."""

import dataclasses
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from desktop_admin.contract.errors import Conflict, Invalid
from desktop_admin.contract.exams import BackToDraft, CancelSession, EditSession
from desktop_admin.contract.notices import Notices
from desktop_admin.contract.registrations import (
    Application,
    ApplyForExam,
    CancelRegistration,
    Condition,
    ExamGate,
    GateRecord,
    Registrations,
    WithdrawApplication,
)
from desktop_admin.contract.submissions import Slot, UploadPaper
from desktop_admin.rules.clock import at
from tests.contract.enrolment import APPLYING, CATEGORY, FORM, apply, fee, opened, page, ready, registered
from tests.contract.exam_month import card, coordinator
from tests.contract.test_races import at_once
from tests.contract.world import World, paper

CLOSES = at(date(2026, 11, 24), 12)


def gate(world: World, number: int, session: int, **at: Any) -> GateRecord:
    found: GateRecord = coordinator(world).run(ExamGate(number, session, **at))
    return found


def failing(found: GateRecord) -> list[tuple[Condition, bool | None, str]]:
    return [(check.code, check.ok, check.words) for check in found.checks if check.ok is not True]


def started(world: World, capacity: int = 2) -> int:
    """A fee and an open session of two places; its number."""
    fee(world)
    return int(opened(world, dataclasses.replace(FORM, capacity=capacity)).id)


def applying(world: World) -> None:
    """The application window is open."""
    world.clock.now = APPLYING
    world.again()


def test_the_panel_and_the_command_say_the_same(world: World) -> None:
    session = started(world)
    number = registered(world, 1)
    assert failing(gate(world, number, session)) == [
        (Condition.PAID, False, "还没有缴费，应缴 380.00 元"),
        (Condition.WINDOW, False, "申请于 11月20日 09:00 开放"),
    ]
    with pytest.raises(Conflict, match=r"还没有缴费，应缴 380\.00 元；申请于 11月20日 09:00 开放") as refused:
        apply(world, number, session)
    assert refused.value.details["codes"] == ["paid", "window"]
    assert not gate(world, number, session).next_month_helps


@pytest.mark.parametrize("seconds", [-1, 0, 1])
@pytest.mark.parametrize("edge", ["opens", "closes"])
def test_at_the_second_panel_and_command_agree(world: World, edge: str, seconds: int) -> None:
    session = started(world)
    number = ready(world, 2)
    instant = at(date(2026, 11, 20), 9) if edge == "opens" else CLOSES
    inside = seconds >= 0 if edge == "opens" else seconds < 0
    moment = instant + timedelta(seconds=seconds)
    assert gate(world, number, session, at=moment).may is inside
    world.clock.now = moment
    world.again()
    assert gate(world, number, session).may is inside
    if inside:
        assert apply(world, number, session).counts == {"applied": 1}
        return
    with pytest.raises(Conflict, match="不能申请"):
        apply(world, number, session)


def test_the_last_place_the_waiting_list_and_who_rises(world: World) -> None:
    session = started(world, capacity=1)
    first, second, third = (ready(world, serial) for serial in (3, 4, 5))
    applying(world)
    assert apply(world, first, session).counts == {"applied": 1}
    with pytest.raises(
        Conflict, match=r"名额刚刚满了（1 人），没有申请成功。可以候补（前面有 0 人）"
    ) as refused:
        apply(world, second, session)
    assert refused.value.details["reason"] == "full"
    assert page(world, second).line.application is Application.NONE
    assert apply(world, second, session, waiting=True).counts == {"waiting": 1}
    assert apply(world, third, session, waiting=True).counts == {"waiting": 1}
    assert (card(world, session).booked, card(world, session).waiting) == (1, 2)
    with pytest.raises(Conflict, match="已在本场：候补"):
        apply(world, second, session, waiting=True)
    desk = coordinator(world)
    left = desk.run(WithdrawApplication(first, page(world, first).line.version, "电话"))
    assert left.counts == {"risen": 1}
    assert [page(world, one).line.application for one in (first, second, third)] == [
        Application.NONE,
        Application.APPLIED,
        Application.WAITING,
    ]
    told = [row.text for row in desk.run(Notices()).rows if row.registration_id == second]
    assert told[0].startswith("有名额空出，您已从候补转为申请成功")
    # A freed place counts at once, whatever freed it (trap 7).
    desk.run(CancelRegistration(second, page(world, second).line.version, "不考了", "电话"))
    assert page(world, third).line.application is Application.APPLIED
    assert (card(world, session).booked, card(world, session).waiting) == (1, 0)


def test_nobody_rises_after_the_close(world: World) -> None:
    session = started(world, capacity=1)
    first, second = (ready(world, serial) for serial in (6, 7))
    applying(world)
    apply(world, first, session)
    apply(world, second, session, waiting=True)
    world.clock.now = CLOSES
    world.again()
    left = coordinator(world).run(WithdrawApplication(first, page(world, first).line.version, "电话"))
    assert "risen" not in left.counts
    assert page(world, second).line.application is Application.WAITING


def test_whoever_may_not_now_is_passed_over_and_keeps_the_turn(world: World) -> None:
    session = started(world, capacity=1)
    first, second, third = (ready(world, serial) for serial in (8, 9, 10))
    applying(world)
    apply(world, first, session)
    apply(world, second, session, waiting=True)
    apply(world, third, session, waiting=True)
    learner = world.learner(page(world, second).line.candidate_id)
    replaced = learner.put(paper("另一份", pad=77), "承诺书.pdf")
    learner.run(UploadPaper(None, CATEGORY, Slot.COMMITMENT_LETTER, replaced.sha256, "承诺书.pdf"))
    assert page(world, second).re_review
    coordinator(world).run(WithdrawApplication(first, page(world, first).line.version, "电话"))
    assert [page(world, one).line.application for one in (second, third)] == [
        Application.WAITING,
        Application.APPLIED,
    ]


def test_more_places_let_people_rise_and_fewer_than_people_are_refused(world: World) -> None:
    session = started(world, capacity=1)
    numbers = [ready(world, serial) for serial in (11, 12, 13)]
    applying(world)
    for number in numbers:
        apply(world, number, session, waiting=True)
    desk, form = coordinator(world), card(world, session).form
    with pytest.raises(Invalid, match="请写明改动的原因"):
        desk.run(EditSession(session, form, dataclasses.replace(form, capacity=2)))
    done = desk.run(EditSession(session, form, dataclasses.replace(form, capacity=2), "加一张桌子"))
    assert done.counts["risen"] == 1
    assert (card(world, session).booked, card(world, session).waiting) == (2, 1)
    form = card(world, session).form
    with pytest.raises(Invalid):
        desk.run(EditSession(session, form, dataclasses.replace(form, capacity=1), "少一张桌子"))
    for request in (
        BackToDraft(session, card(world, session).version),
        CancelSession(session, card(world, session).version, "停电"),
    ):
        with pytest.raises(Conflict, match="已有 2 人申请、1 人候补"):
            desk.run(request)


def test_people_of_a_session_that_changes_are_told_and_nobody_is_dropped(world: World) -> None:
    session = started(world)
    number = ready(world, 14)
    applying(world)
    apply(world, number, session)
    desk, form = coordinator(world), card(world, session).form
    desk.run(EditSession(session, form, dataclasses.replace(form, starts="14:00", ends="15:30"), "上午停电"))
    assert page(world, number).line.application is Application.APPLIED
    told = [row.text for row in desk.run(Notices()).rows if row.registration_id == number]
    assert "11月25日 14:00–15:30" in told[0]
    assert told[0].endswith("原因：上午停电。")


def test_a_session_of_another_month_is_not_for_this_registration(world: World) -> None:
    started(world)
    december = opened(
        world, dataclasses.replace(FORM, exam=date(2026, 12, 25)), site=card(world, 1).form.site_id or 0
    )
    number = ready(world, 15)
    assert failing(gate(world, number, december.id)) == [
        (Condition.WINDOW, False, "报的是2026年11月的考试，本场属于2026年12月")
    ]


def test_one_registration_stands_in_one_session(world: World) -> None:
    first = started(world)
    site = card(world, first).form.site_id or 0
    second = opened(world, dataclasses.replace(FORM, starts="14:00", ends="15:30"), site=site)
    number = ready(world, 16)
    applying(world)
    apply(world, number, first)
    with pytest.raises(Conflict, match="要改场次请先撤回那一场的申请"):
        apply(world, number, second.id)
    coordinator(world).run(WithdrawApplication(number, page(world, number).line.version, "电话"))
    assert apply(world, number, second.id).counts == {"applied": 1}
    assert [row.id for row in coordinator(world).run(Registrations(session_id=second.id)).rows] == [number]


def the_last_place(world: World, rounds: int) -> None:
    """Two at once for one place: one has it, the other is offered the list; never two, never none."""
    session = started(world, capacity=1)
    one, other = ready(world, 17), ready(world, 18)
    applying(world)
    desks = (world.desk("周考务"), world.desk("王敏"))
    for _turn in range(rounds):
        acts = [
            partial(desk.run, ApplyForExam(number, page(world, number).line.version, session, source="电话"))
            for desk, number in zip(desks, (one, other), strict=True)
        ]
        refused = [result for result in at_once(*acts) if isinstance(result, Exception)]
        assert len(refused) == 1, refused
        assert isinstance(refused[0], Conflict)
        assert refused[0].details["reason"] == "full"
        assert (card(world, session).booked, card(world, session).waiting) == (1, 0)
        for number in (one, other):
            line = page(world, number).line
            if line.session_id is not None:
                desks[0].run(WithdrawApplication(number, line.version, "电话"))


def test_the_last_place_goes_to_one(world: World) -> None:
    the_last_place(world, 3)


@pytest.mark.prove
def test_the_last_place_goes_to_one_two_hundred_times(world: World) -> None:
    the_last_place(world, 200)
