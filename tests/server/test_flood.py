"""While hostile files pass, everybody else's questions are answered: counted, never timed."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from desktop_admin.contract.errors import Busy
from desktop_admin.contract.founding import OfficeFacts
from desktop_admin.contract.submissions import Dossier, ReviewQueue
from desktop_admin.office.inspection import PLACES
from desktop_admin.papers.workers import Inspectors
from tests.contract.conftest import copy_of
from tests.contract.world import World, paper
from tests.office.gates import Gate, Sender
from tests.papers.slow_pdf import slow_pdf
from tests.server.wires import until


def test_fifty_slow_uploads_hold_up_nobody(world: World, gate: Gate) -> None:
    """The forty threads that answer requests were all waiting for children; now none of them is."""
    company = world.company()
    gate.open(2)
    dossier = world.submitted(world.candidate(company, serial=99))
    learners = [world.learner(world.candidate(company, serial=serial)) for serial in range(13)]
    done = gate.looked
    flood = [
        Sender(partial(learner.put, paper("慢", pad=pad * 100 + place), "a.pdf"))
        for place, learner in enumerate(learners)
        for pad in range(4)
    ]
    until(lambda: world.house.inspection.held == PLACES, "the queue never filled")
    until(
        lambda: sum(isinstance(sender.error, Busy) for sender in flood) == len(flood) - PLACES, "not all told"
    )
    desk = world.as_("李四")
    for _ in range(50):
        assert desk.run(ReviewQueue()).total
    for shown in desk.run(Dossier(dossier)).papers:
        assert desk.get(shown.sha256)
    world.approve(dossier)
    assert gate.looked == done, "all of that while not one slow file has come to its end"
    gate.open()
    ends = [sender for sender in flood if sender.error is None]
    assert len(ends) == PLACES
    assert all(sender.result() for sender in ends)


@pytest.fixture
def real(prepared_file: Path, tmp_path: Path) -> Iterator[World]:
    """A served office with real children, each file limited to three seconds."""
    inspectors = Inspectors(seconds=3, at_once=2)
    made = World(copy_of(prepared_file, tmp_path / "real.sqlite3"), over_http=True, durable=False)
    made.inspector = inspectors  # type: ignore[assignment]
    yield made
    inspectors.close()
    made.close()


@pytest.mark.prove
def test_questions_are_answered_while_children_are_at_their_limit(real: World) -> None:
    """Real files that cost a child all its time: at least ten questions for each of them, a good paper in its turn."""
    company = real.company()
    learners = [real.learner(real.candidate(company, serial=serial)) for serial in range(5)]
    flood = [
        Sender(partial(learner.put, slow_pdf(number), "a.pdf")) for number, learner in enumerate(learners)
    ]
    office = real.desk()
    answered = 0
    while any(sender.running for sender in flood):
        assert office.run(OfficeFacts()).set_up
        answered += 1
    for sender in flood:
        facts = sender.result()
        assert [problem.code for problem in facts.problems] == ["took_too_long"]  # type: ignore[attr-defined]
    assert answered >= 10 * len(flood)
