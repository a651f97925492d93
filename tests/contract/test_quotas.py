"""What one learner may upload a day: settings a chief may change, counted before anything is looked at."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from desktop_admin.contract.errors import Busy, Invalid, QuotaReached
from desktop_admin.contract.policy import EditPolicy, PolicySettings
from desktop_admin.models.files import UploadDayRow
from desktop_admin.rules.quotas import MEGABYTE
from tests.contract.world import World, paper
from tests.office.gates import Gate, Sender
from tests.office.test_inspection import until


def limit(world: World, **wanted: int) -> None:
    """The chief sets the limits."""
    chief = world.as_("王敏")
    form = chief.run(PolicySettings()).form
    chief.run(EditPolicy(form, replace(form, **wanted)))


def at(world: World, now: datetime) -> None:
    """Later; everybody has to sign in again."""
    world.clock.now = now
    world.again()


def brought(office: Any, *numbers: int, acceptable: bool = True) -> None:
    """So many new files."""
    for number in numbers:
        office.put(paper("信", pad=number, acceptable=acceptable), f"{number}.pdf")


def test_files_are_counted_refused_ones_too_and_the_same_one_once(world: World) -> None:
    limit(world, learner_files_a_day=4)
    company = world.company()
    learner = world.learner(world.candidate(company))
    brought(learner, 1, 2)
    brought(learner, 3, 4, acceptable=False)
    brought(learner, 1, 2)
    with pytest.raises(
        QuotaReached, match=r"已上传 4 份.*每人每天 4 份.*《5.pdf》.*11月20日 00:00"
    ) as refused:
        brought(learner, 5)
    details = refused.value.details
    assert details["limit"] == "files"
    assert datetime.fromisoformat(details["resumes_at"]) == datetime(2026, 11, 19, 16, 0, tzinfo=UTC)
    assert details["retry_after"] == (16 * 60 - (2 * 60 + 42)) * 60
    assert world.inspector.looked == 4, "nothing is looked at past the limit"
    brought(learner, 1)  # what the office knows costs nothing
    brought(world.learner(world.candidate(company, serial=1)), 5)


def test_bytes_are_counted(world: World) -> None:
    limit(world, learner_megabytes_a_day=8)
    learner = world.learner(world.candidate(world.company()))
    for number in range(3):
        learner.put(paper("x" * 2 * MEGABYTE, pad=number), "a.pdf")
    with pytest.raises(QuotaReached, match="每人每天 8 MB") as refused:
        learner.put(paper("x" * 2 * MEGABYTE, pad=3), "大.pdf")
    assert refused.value.details["limit"] == "size"
    brought(learner, 9)  # a small one still fits


def test_the_day_is_the_associations(world: World) -> None:
    """15:59 UTC is a minute before midnight there; a minute later the count begins anew."""
    limit(world, learner_files_a_day=4)
    candidate = world.candidate(world.company())
    at(world, datetime(2026, 11, 19, 15, 59, tzinfo=UTC))
    brought(world.learner(candidate), 1, 2, 3, 4)
    at(world, datetime(2026, 11, 19, 15, 59, 59, tzinfo=UTC))
    with pytest.raises(QuotaReached) as refused:
        brought(world.learner(candidate), 5)
    assert refused.value.details["retry_after"] == 1
    at(world, datetime(2026, 11, 19, 16, 0, tzinfo=UTC))
    brought(world.learner(candidate), 5, 6, 7, 8)
    with pytest.raises(QuotaReached):
        brought(world.learner(candidate), 9)


def test_staff_have_no_daily_limit(world: World) -> None:
    limit(world, learner_files_a_day=4)
    brought(world.as_("李四"), *range(6))
    brought(world.as_("门户"), *range(10, 16))


def test_who_leaves_has_been_counted_and_who_finds_it_full_has_not(world: World) -> None:
    limit(world, learner_files_a_day=4)
    learner = world.learner(world.candidate(world.company()))
    gate = Gate(at_once=2)
    world.inspector = gate
    files, engine = world.house.files, world.house.engine
    principal = engine.principal(learner.token)
    uploads = [
        files.begin(principal, paper("信", pad=number), f"{number}.pdf", engine.now()) for number in range(4)
    ]
    for upload in uploads:
        upload.leave()
    gate.open()
    until(lambda: world.house.inspection.held == 0)
    with pytest.raises(QuotaReached):
        brought(learner, 5)


def test_a_file_whose_turn_never_came_has_cost_nothing(world: World) -> None:
    limit(world, learner_files_a_day=4)
    learner = world.learner(world.candidate(world.company()))
    gate = Gate()
    world.inspector = gate
    first = Sender(lambda: brought(learner, 1))
    until(lambda: len(gate.begun) == 1)
    world.house.inspection.patience = 0.0  # whoever has to wait at all has waited too long
    second, third = (Sender(lambda n=n: brought(learner, n)) for n in (2, 3))  # type: ignore[misc]
    until(lambda: world.house.inspection.held == 3)
    gate.open()
    refused = [one for one in (first, second, third) if isinstance(_error(one), Busy)]
    assert len(refused) == 2
    world.house.inspection.patience = 60.0
    brought(learner, 4, 5, 6)
    with pytest.raises(QuotaReached, match="已上传 4 份"):
        brought(learner, 7)


def _error(sender: Sender) -> BaseException | None:
    try:
        sender.result()
    except Busy as error:
        return error
    return None


def test_settings_out_of_range_are_refused(world: World) -> None:
    for name, value in (("learner_files_a_day", 3), ("learner_megabytes_a_day", 7)):
        with pytest.raises(Invalid, match="每日上传"):
            limit(world, **{name: value})


def test_counts_of_other_days_are_forgotten(world: World) -> None:
    candidate = world.candidate(world.company())
    brought(world.learner(candidate), 1)
    at(world, world.clock.now + timedelta(hours=24))
    brought(world.learner(candidate), 2)
    world.house.files.sweep(world.clock.now)
    with world.house.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(UploadDayRow)) == 1
