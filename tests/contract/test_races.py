"""The same second: exactly one decision, whoever comes and however (R06, house §2)."""

import multiprocessing
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from desktop_admin.contract.claims import ClaimSubject
from desktop_admin.contract.errors import Conflict
from desktop_admin.contract.journal import Changes
from desktop_admin.contract.proof import VerifyJournal
from desktop_admin.contract.submissions import (
    ApproveSubmission,
    Dossier,
    ReasonGiven,
    RejectSubmission,
    ReturnSubmission,
    Slot,
)
from desktop_admin.rules.subjects import SubjectKind
from tests.contract.conftest import copy_of
from tests.contract.world import World, paper

SEAL = (ReasonGiven("seal_missing", Slot.REGISTRATION_FORM, "未加盖单位公章"),)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run all at the same moment; answers or errors in order."""
    barrier = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def act(place: int) -> None:
        barrier.wait()
        try:
            results[place] = acts[place]()
        except Exception as error:
            results[place] = error

    threads = [threading.Thread(target=act, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def decide_together(world: World, rounds: int) -> None:
    first, second = world.desk("李四"), world.desk("王敏")
    kinds = (
        ApproveSubmission,
        lambda *seen: RejectSubmission(*seen, SEAL),
        lambda *seen: ReturnSubmission(*seen, SEAL),
    )
    for turn in range(rounds):
        number = world.waiting_one(serial=turn)
        seen = world.seen(number)
        one, other = kinds[turn % 3](*seen), kinds[(turn + turn // 3) % 3](*seen)
        head = first.run(Changes(0)).head
        results = at_once(partial(first.run, one), partial(second.run, other))
        refused = [result for result in results if isinstance(result, Exception)]
        assert len(refused) == 1, results
        assert isinstance(refused[0], Conflict), refused
        winner = "李四" if isinstance(results[1], Exception) else "王敏"
        assert refused[0].message.startswith(f"已由{winner}于 "), refused[0].message
        assert refused[0].details["who"] == winner
        decisions = first.run(Dossier(number)).decisions
        assert [decision.who for decision in decisions] == [winner]
        assert first.run(Changes(0)).head == head + 1
    proof = world.as_("王敏").run(VerifyJournal())
    assert proof.intact, proof.sentence


def test_r06_two_decide_at_the_same_moment(world: World) -> None:
    decide_together(world, 6)


@pytest.mark.prove
@pytest.mark.timeout(900)
def test_prove_r06_two_hundred_times(world: World) -> None:
    decide_together(world, 200)


def test_two_open_a_dossier_at_the_same_moment(world: World) -> None:
    desks = [world.desk("李四"), world.desk("王敏"), world.desk("李四")]
    for serial in range(5):
        number = world.waiting_one(serial=serial)
        answers = at_once(
            *(partial(desk.run, ClaimSubject(SubjectKind.SUBMISSION, number)) for desk in desks)
        )
        assert len({answer.who for answer in answers}) == 1, answers
        holders = {answer.who for answer in answers if answer.mine}
        assert len(holders) == 1


def test_colleagues_put_the_same_letter_at_the_same_moment(world: World) -> None:
    desks = [world.desk("李四"), world.desk("周考务"), world.desk("王敏")]
    for turn in range(5):
        data = paper("全公司共用的承诺书", pad=turn)
        facts = at_once(*(partial(desk.put, data, "承诺书.pdf") for desk in desks))
        assert len({repr(fact) for fact in facts}) == 1, facts


def _other_program(
    url: str, name: str, work: list[tuple[int, int, tuple[str, ...]]], go: Any, out: Any
) -> None:
    """A second program on the same file: decides what it is told, reports what it was answered."""
    world = World(url, over_http=False)
    desk = world.desk(name)
    for seen in work:
        go.wait()
        try:
            out.put((name, desk.run(ApproveSubmission(*seen)).journal_no, ""))
        except Conflict as error:
            out.put((name, 0, error.message))
    world.close()


def test_two_programs_on_one_file(prepared_file: Path, tmp_path: Path) -> None:
    url = copy_of(prepared_file, tmp_path / "office.sqlite3")
    world = World(url, over_http=False)
    work = [world.seen(world.waiting_one(serial=serial)) for serial in range(8)]
    context = multiprocessing.get_context("spawn")
    go, out = context.Barrier(2), context.Queue()
    programs = [
        context.Process(target=_other_program, args=(url, name, work, go, out)) for name in ("李四", "王敏")
    ]
    for program in programs:
        program.start()
    answers = [out.get(timeout=60) for _ in range(2 * len(work))]
    for program in programs:
        program.join(30)
    won = [number for _name, number, _refusal in answers if number]
    assert len(won) == len(set(won)) == len(work)
    assert all("已由" in refusal for _name, number, refusal in answers if not number)
    proof = world.as_("王敏").run(VerifyJournal())
    assert proof.intact, proof.sentence
    world.close()
