"""Uploads around the close, second by second (R12, domain §2.4)."""

from datetime import UTC, datetime, timedelta

import pytest

from desktop_admin.contract.errors import Conflict, Invalid, NotAllowed
from desktop_admin.contract.policy import MonthWindows, ShiftRegistration
from desktop_admin.contract.submissions import (
    AdmitLate,
    Dossier,
    QueueFilter,
    QueueView,
    ReviewProgress,
    ReviewQueue,
)
from tests.contract.world import World

#: 22 November 2026, 17:00 in Guizhou.
CLOSE = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
GRACE = timedelta(minutes=15)
SECOND = timedelta(seconds=1)


def submitted_at(world: World, moment: datetime) -> int:
    world.clock.now = moment - timedelta(hours=1)
    for name in ("门户", "李四", "王敏"):
        world.desk(name)
    candidate = world.candidate(world.company())
    world.clock.now = moment
    return world.submitted(candidate)


@pytest.mark.parametrize(
    ("moment", "cycle", "late", "border", "flags"),
    [
        (CLOSE - SECOND, "2026-11", 0, False, ()),
        (CLOSE, "2026-12", 1, True, ("late", "next_month")),
        (CLOSE + SECOND, "2026-12", 1, True, ("late", "next_month")),
        (CLOSE + timedelta(minutes=7), "2026-12", 7, True, ("late", "next_month")),
        (CLOSE + GRACE - SECOND, "2026-12", 15, True, ("late", "next_month")),
        (CLOSE + GRACE, "2026-12", 0, False, ("next_month",)),
        (CLOSE + GRACE + SECOND, "2026-12", 0, False, ("next_month",)),
    ],
)
def test_r12_the_second_decides(
    world: World, moment: datetime, cycle: str, late: int, border: bool, flags: tuple[str, ...]
) -> None:
    number = submitted_at(world, moment)
    desk = world.as_("李四")
    dossier = desk.run(Dossier(number))
    assert (dossier.cycle, dossier.late_minutes, dossier.border) == (cycle, late, border)
    assert dossier.admissible_to == ("2026-11" if border else "")
    row = desk.run(ReviewQueue()).rows[0]
    assert (row.cycle, row.late_minutes, row.flags) == (cycle, late, flags), "shown, not hidden"
    expected = (number,) if border else ()
    assert desk.run(ReviewQueue(QueueFilter(view=QueueView.BORDER))).ids == expected
    assert desk.run(ReviewProgress()).border == len(expected)


def test_r12_a_chief_admits_the_border_case_with_a_reason(world: World) -> None:
    number = submitted_at(world, CLOSE + timedelta(minutes=7))
    chief = world.as_("王敏")
    version = chief.run(Dossier(number)).version
    with pytest.raises(NotAllowed):
        world.as_("李四").run(AdmitLate(number, version, "2026-11", "网络故障"))
    with pytest.raises(Invalid):
        chief.run(AdmitLate(number, version, "2026-11", ""))
    with pytest.raises(Invalid, match="2026年11月"):
        chief.run(AdmitLate(number, version, "2026-10", "网络故障"))
    with pytest.raises(Conflict):
        chief.run(AdmitLate(number, version - 1, "2026-11", "网络故障"))
    chief.run(AdmitLate(number, version, "2026-11", "网络故障"))
    dossier = chief.run(Dossier(number))
    assert (dossier.cycle, dossier.admitted, dossier.flags) == ("2026-11", True, ("admitted",))
    assert chief.run(ReviewQueue(QueueFilter(view=QueueView.BORDER))).ids == ()
    assert "网络故障" in dossier.history[0].text


def test_r12_outside_the_grace_nothing_is_admitted(world: World) -> None:
    number = submitted_at(world, CLOSE + GRACE)
    chief = world.as_("王敏")
    with pytest.raises(Invalid, match="不在可以准入的范围内"):
        chief.run(AdmitLate(number, chief.run(Dossier(number)).version, "2026-11", "网络故障"))


def test_uploaded_in_time_but_decided_late_is_a_border_case(world: World) -> None:
    number = submitted_at(world, CLOSE - SECOND)
    chief = world.as_("王敏")
    assert chief.run(ReviewQueue(QueueFilter(view=QueueView.BORDER))).ids == ()
    world.clock.now = CLOSE
    assert chief.run(ReviewQueue(QueueFilter(view=QueueView.BORDER))).ids == (number,)
    assert chief.run(Dossier(number)).admissible_to == "2026-11"
    world.approve(number, "王敏")
    assert "2026年11月报名缴费已截止" in chief.run(Dossier(number)).decisions[0].sentence
    chief.run(AdmitLate(number, chief.run(Dossier(number)).version, "2026-11", "审核积压"))
    assert chief.run(Dossier(number)).admitted


def test_return_letters_name_the_close_that_lies_ahead(world: World) -> None:
    number = submitted_at(world, CLOSE)
    world.send_back(number)
    assert "请于 12月22日 17:00 前" in world.as_("李四").run(Dossier(number)).decisions[0].sentence


def test_next_month_is_said_from_today(world: World) -> None:
    """An upload for next month is simply this month's once that month has come."""
    world.clock.now = CLOSE + GRACE + SECOND
    number = world.waiting_one()
    assert "next_month" in world.as_("李四").run(ReviewQueue()).rows[0].flags
    world.clock.advance(days=10)
    desk = world.desk("李四")
    assert "next_month" not in desk.run(ReviewQueue()).rows[0].flags
    assert desk.run(Dossier(number)).next_month is False


def test_a_close_moved_into_the_next_month_still_belongs_to_its_own(world: World) -> None:
    """Near the deadline and at the border go by the cycle, not by the calendar month of its close."""
    number = world.waiting_one()
    moved = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
    window = world.as_("王敏").run(MonthWindows()).current
    world.as_("王敏").run(ShiftRegistration("2026-11", window.version, window.opens, moved, "系统停机补时"))
    world.clock.now = moved - timedelta(hours=2)
    desk = world.desk("李四")
    assert desk.run(ReviewQueue(QueueFilter(deadline_near=True))).ids == (number,)
    assert desk.run(ReviewQueue(QueueFilter(view=QueueView.BORDER))).ids == ()
    world.clock.now = moved + timedelta(hours=2)
    assert desk.run(ReviewQueue(QueueFilter(view=QueueView.BORDER))).ids == (number,)
    assert desk.run(ReviewQueue()).rows[0].flags == ("overdue",)
