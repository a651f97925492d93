"""Uploads share a bounded queue, fairly, over every kind of office (decision 0018)."""

from collections.abc import Iterator
from typing import Any

import pytest

from desktop_admin.contract.errors import Busy
from desktop_admin.office.inspection import PLACES_EACH
from tests.contract.world import World, paper
from tests.office.gates import Gate, Sender
from tests.office.test_inspection import until


@pytest.fixture
def gate(world: World) -> Iterator[Gate]:
    """The office's inspector from now on; open at the end."""
    made = Gate(at_once=2)
    world.inspector = made
    yield made
    made.open()


def put(office: Any, name: str) -> Sender:
    """An upload under way."""
    return Sender(lambda: office.put(paper(name), name))


def filled(world: World, office: Any) -> list[Sender]:
    """As many uploads as one account may have under way."""
    senders = [put(office, f"{number}.pdf") for number in range(PLACES_EACH)]
    until(lambda: world.house.inspection.held == PLACES_EACH)
    return senders


def test_one_who_floods_is_told_when_to_come_again_and_nobody_else_waits(world: World, gate: Gate) -> None:
    learner = world.learner(world.candidate(world.company()))
    known = learner.put if gate.open(1) is None else None
    assert known is not None
    facts = known(paper("已知"), "已知.pdf")
    flood = filled(world, learner)
    with pytest.raises(Busy, match="还在检查") as refused:
        learner.put(paper("又一份"), "又一份.pdf")
    assert refused.value.details["retry_after"] >= 1
    assert learner.put(paper("已知"), "已知.pdf") == facts, "what the office knows needs no place"
    other = put(world.as_("李四"), "别人.pdf")
    until(lambda: "别人.pdf" in gate.begun)
    gate.open()
    assert other.result()
    for sender in flood:
        assert sender.result()
    until(lambda: world.house.inspection.held == 0)
    assert learner.put(paper("又一份"), "又一份.pdf").acceptable


def test_the_same_letter_from_two_at_once_is_inspected_once(world: World, gate: Gate) -> None:
    senders = [
        Sender(lambda name=name: world.as_(name).put(paper("同一封"), "信.pdf")) for name in ("李四", "王敏")
    ]  # type: ignore[misc]
    until(lambda: len(gate.begun) == 1)
    gate.open()
    first, second = (sender.result() for sender in senders)
    assert first == second
    assert world.inspector.looked == 1
