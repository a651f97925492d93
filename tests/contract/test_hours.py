"""Bringing study hours in: staged, looked at as a whole, booked once, taken back (issue “学时”; domain §2.7)."""

from dataclasses import replace
from datetime import date

import pytest

from desktop_admin.contract.errors import Conflict, Invalid, NotAllowed, NotFound
from desktop_admin.contract.hours import (
    BookHours,
    DropHoursStage,
    HourFault,
    HoursBatches,
    HoursClasses,
    HoursDryRun,
    HoursLine,
    OpenHoursStage,
    StagedHours,
    StageHours,
    UndoHours,
)
from desktop_admin.contract.registrations import (
    Condition,
    Month,
    RegisterForExams,
    Risk,
    RiskList,
    Standing,
    SwitchMonth,
)
from desktop_admin.rules.clock import at
from desktop_admin.rules.subjects import SubjectKind
from tests.contract.enrolment import FORM, apply, fee, opened, page, pay, registered
from tests.contract.exam_month import coordinator
from tests.contract.test_applications import failing, gate
from tests.contract.world import World, citizen

CATEGORY = "C2_renewal"
FORTY = 40 * 60


def studying(world: World, *serials: int) -> list[int]:
    """People registered and paid for a category that asks for forty hours, on the 10th; an open session on the 25th."""
    world.clock.now = at(date(2026, 12, 10), 9)
    world.again()
    fee(world, category=CATEGORY)
    opened(world, replace(FORM, exam=date(2026, 12, 25), categories=(CATEGORY,), capacity=10))
    numbers = [registered(world, serial, Month.THIS, CATEGORY) for serial in serials]
    for number in numbers:
        pay(world, number)
    world.clock.now = at(date(2026, 12, 21), 10)
    world.again()
    return numbers


def line(
    world: World, registration: int, serial: int, minutes: int, day: int = 20, **more: object
) -> HoursLine:
    """What a platform says of that person at midnight of a day."""
    name = page(world, registration).line.name
    whole = HoursLine("Sheet1", serial + 1, name, citizen(serial), minutes, as_of=at(date(2026, 12, day), 0))
    return replace(whole, **more)  # type: ignore[arg-type]


def staged(world: World, *lines: HoursLine, name: str = "学时.xlsx") -> int:
    desk = coordinator(world)
    stage: int = desk.run(OpenHoursStage(name)).stage_id
    desk.run(StageHours(stage, 0, lines))
    return stage


def look(world: World, stage: int) -> HoursDryRun:
    found: HoursDryRun = coordinator(world).run(StagedHours(stage))
    return found


def booked(world: World, *lines: HoursLine) -> int:
    stage = staged(world, *lines)
    receipt = coordinator(world).run(BookHours(stage, look(world, stage).fresh))
    return int(receipt.first(SubjectKind.HOURS_BATCH))


def test_forty_hours_open_the_gate_and_taking_them_back_closes_it(world: World) -> None:
    (number,) = studying(world, 1)
    assert failing(gate(world, number, 1)) == [(Condition.HOURS, None, "还没有学时记录，要求 40 学时")]
    booked(world, line(world, number, 1, FORTY - 1, 19))
    assert failing(gate(world, number, 1)) == [
        (Condition.HOURS, False, "学时 39:59/40，数据截至 12月19日 00:00，还差 0 学时 1 分")
    ]
    batch = booked(world, line(world, number, 1, FORTY))
    assert page(world, number).line.standing is Standing.READY
    assert gate(world, number, 1).may
    desk = coordinator(world)
    with pytest.raises(Invalid, match="原因"):
        desk.run(UndoHours(batch, 1, " "))
    desk.run(UndoHours(batch, 1, "传错了文件"))
    assert not gate(world, number, 1).may
    with pytest.raises(Conflict, match="撤销"):
        desk.run(UndoHours(batch, 2, "再撤销"))
    first = desk.run(HoursBatches()).rows[0]
    assert (first.rows, first.undone_by, first.undone_reason) == (1, "周考务", "传错了文件")
    booked(world, line(world, number, 1, FORTY))
    apply(world, number, 1)


def test_every_fault_at_once_and_good_rows_are_booked_beside_them(world: World) -> None:
    first, second, third = studying(world, 2, 3, 4)
    booked(world, line(world, second, 3, 900, 19))
    rows = (
        line(world, first, 2, FORTY),
        line(world, second, 3, 899),
        line(world, third, 4, 11 * 24 * 60, as_of=at(date(2026, 12, 20), 0)),
        line(world, third, 4, 100, name="韦别人"),
        line(world, third, 4, 100, 22),
        line(world, third, 4, 100, as_of=None),
        line(world, third, 4, 100, id_number=citizen(99), row=77),
    )
    stage = staged(world, *rows)
    found = look(world, stage)
    assert (found.rows, found.fresh, found.known) == (7, 1, 0)
    assert [one.code for one in found.faults] == [
        HourFault.FALLING,
        HourFault.TOO_FAST,
        HourFault.NAME,
        HourFault.FUTURE,
        HourFault.NO_DATE,
        HourFault.UNKNOWN,
    ]
    unknown = found.faults[-1]
    assert (unknown.sheet, unknown.row) == ("Sheet1", 77)
    assert page(world, third).line.name in unknown.near
    assert citizen(99) not in unknown.message
    receipt = coordinator(world).run(BookHours(stage, 1))
    assert receipt.counts == {"booked": 1, "known": 0, "left": 6}
    with pytest.raises(NotFound):
        look(world, stage)


def test_the_same_table_again_books_nothing_and_says_so(world: World) -> None:
    (number,) = studying(world, 5)
    booked(world, line(world, number, 5, 600))
    again = staged(world, line(world, number, 5, 600))
    assert (look(world, again).fresh, look(world, again).known) == (0, 1)
    with pytest.raises(Conflict, match="没有可以登记的行"):
        coordinator(world).run(BookHours(again, 0))
    other = staged(world, line(world, number, 5, 700))
    assert [one.code for one in look(world, other).faults] == [HourFault.DIFFERS]


def test_what_changed_since_the_look_is_not_booked_unseen(world: World) -> None:
    (number,) = studying(world, 6)
    stage = staged(world, line(world, number, 6, 600))
    assert look(world, stage).fresh == 1
    booked(world, line(world, number, 6, 600))
    with pytest.raises(Conflict, match="现在可以登记 0 行，您看到的是 1 行"):
        coordinator(world).run(BookHours(stage, 1))
    assert look(world, stage).known == 1, "the stage is still there"


def test_a_date_for_the_whole_table_can_be_answered(world: World) -> None:
    (number,) = studying(world, 7)
    desk = coordinator(world)
    stage = desk.run(OpenHoursStage("学时.csv", at(date(2026, 12, 20), 12))).stage_id
    desk.run(StageHours(stage, 0, (line(world, number, 7, 600, as_of=None),)))
    assert look(world, stage).fresh == 1
    assert "数据截至 12月20日 12:00" in _after(world, stage, number)


def _after(world: World, stage: int, number: int) -> str:
    coordinator(world).run(BookHours(stage, 1))
    return page(world, number).line.study


def test_two_registrations_are_told_apart_by_the_class_or_not_at_all(world: World) -> None:
    (number,) = studying(world, 8)
    fee(world, category="B_renewal")
    person = page(world, number).line.candidate_id
    world.approve(world.submitted(person, category="B_renewal", pad=88))
    world.clock.advance(seconds=10)

    coordinator(world).run(RegisterForExams(person, "B_renewal", Month.NEXT, "电话"))
    vague, told = line(world, number, 8, 600), line(world, number, 8, 600, class_name="2026年12月C2类延期")
    found = look(world, staged(world, vague, replace(told, row=2)))
    assert (found.fresh, [one.code for one in found.faults]) == (1, [HourFault.WHICH])
    assert "C2类延期、B类延期" in found.faults[0].message


def test_a_stage_is_ones_own_and_parts_sent_twice_stand_once(world: World) -> None:
    (number,) = studying(world, 9)
    desk, chief = coordinator(world), world.as_("王敏")
    rows = tuple(line(world, number, 9, 600 + one, row=one + 2, day=20) for one in range(3))
    stage = desk.run(OpenHoursStage("学时.xlsx")).stage_id
    assert desk.run(StageHours(stage, 0, rows[:2])).rows == 2
    assert desk.run(StageHours(stage, 0, rows[:2])).rows == 2
    assert desk.run(StageHours(stage, 2, rows[2:])).rows == 3
    for other in (StagedHours(stage), StageHours(stage, 0, rows), BookHours(stage, 1)):
        with pytest.raises(NotFound):
            chief.run(other)
    chief.run(DropHoursStage(stage))
    assert look(world, stage).rows == 3, "somebody else's is not dropped"
    with pytest.raises(NotAllowed):
        world.as_("李四").run(OpenHoursStage("学时.xlsx"))
    with pytest.raises(Invalid):
        desk.run(StageHours(stage, 0, (replace(rows[0], minutes=-1),)))
    with pytest.raises(Invalid):
        desk.run(StageHours(stage, -1, rows))
    desk.run(DropHoursStage(stage))
    with pytest.raises(NotFound):
        look(world, stage)
    assert desk.run(HoursBatches()).total == 0


def test_what_nobody_finished_in_a_day_is_forgotten(world: World) -> None:
    (number,) = studying(world, 10)
    stage = staged(world, line(world, number, 10, 600))
    world.clock.advance(hours=25)
    world.again()
    coordinator(world).run(OpenHoursStage("另一张.xlsx"))
    with pytest.raises(NotFound, match="超过了一天"):
        look(world, stage)


def test_classes_as_the_seed_lists_them(world: World) -> None:
    first, second = studying(world, 11, 12)
    booked(world, line(world, first, 11, FORTY), line(world, second, 12, 600, 19))
    (found,) = coordinator(world).run(HoursClasses("2026-12")).rows
    assert found.name == "2026年12月土建类专职安全生产管理人员C2延期"
    assert (found.people, found.minutes, found.complete) == (2, FORTY + 600, 1)
    assert found.oldest == at(date(2026, 12, 19), 0)
    assert world.as_("审计").run(HoursClasses("2027-01")).rows == ()


def test_of_two_classes_the_one_with_most_counts_and_not_their_sum(world: World) -> None:
    (number,) = studying(world, 13)
    booked(
        world,
        line(world, number, 13, 600, class_name="A班"),
        line(world, number, 13, 900, 19, class_name="B班"),
    )
    assert page(world, number).line.study.startswith("学时 15/40，数据截至 12月19日 00:00")


def test_who_cannot_reach_the_hours_is_listed_with_the_way_out(world: World) -> None:
    fast, slow, idle = studying(world, 14, 15, 16)
    booked(world, line(world, fast, 14, 2200), line(world, slow, 15, 600))
    found = coordinator(world).run(RiskList("2026-12")).rows
    assert [(one.line.id, one.risk) for one in found] == [(slow, Risk.PACE), (idle, Risk.PACE)]
    assert found[0].words.startswith("还差 30 学时，学习于 12月24日 12:00 截止；照缴费以来的进度")
    assert all(one.may_switch for one in found)
    world.clock.now = at(date(2026, 12, 23), 12)
    world.again()
    later = coordinator(world).run(RiskList("2026-12")).rows
    assert [(one.line.id, one.risk) for one in later] == [
        (slow, Risk.IMPOSSIBLE),
        (idle, Risk.IMPOSSIBLE),
    ]
    coordinator(world).run(SwitchMonth(slow, page(world, slow).line.version, Month.NEXT, "电话"))
    assert [one.line.id for one in coordinator(world).run(RiskList("2026-12")).rows] == [idle]
