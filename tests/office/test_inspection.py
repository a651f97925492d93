"""The queue of files to inspect: bounded in all and by account, in turn, and nothing in it for ever."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future

import pytest

from desktop_admin.contract.errors import Busy, Unavailable
from desktop_admin.contract.files import Inspection
from desktop_admin.office.inspection import InspectionQueue, Place
from tests.contract.world import paper
from tests.office.gates import Gate


@pytest.fixture
def gate() -> Iterator[Gate]:
    made = Gate()
    yield made
    made.open()


def until(true: Callable[[], object]) -> None:
    """Wait for a condition."""
    end = time.monotonic() + 30
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.002)


def bring(queue: InspectionQueue, account: str, name: str) -> Place:
    """A file of an account, in the queue."""
    place = queue.enter(account, name)
    place.begin(paper(name), name)
    return place


def names(place: Place) -> str:
    """The verdict is about the file that was brought."""
    verdict: Future[Inspection] = place.verdict
    return verdict.result(30).text[0]


def test_accounts_take_turns_whoever_came_first(gate: Gate) -> None:
    queue = InspectionQueue(lambda: gate)
    places = [bring(queue, "a", f"a{number}") for number in range(4)]
    until(lambda: gate.begun == ["a0"])
    places += [bring(queue, "b", "b0"), bring(queue, "b", "b1"), bring(queue, "c", "c0")]
    gate.open()
    assert [names(place) for place in places] == ["a0", "a1", "a2", "a3", "b0", "b1", "c0"]
    assert gate.begun == ["a0", "a1", "b0", "c0", "a2", "b1", "a3"]
    until(lambda: queue.held == 0)


def test_one_account_never_takes_every_child() -> None:
    gate = Gate(at_once=2)
    queue = InspectionQueue(lambda: gate)
    slow = [bring(queue, "a", f"a{number}") for number in range(3)]
    until(lambda: gate.begun == ["a0"])
    other = bring(queue, "b", "b0")
    until(lambda: gate.begun == ["a0", "b0"])
    gate.open()
    assert [names(place) for place in (*slow, other)] == ["a0", "a1", "a2", "b0"]


def test_places_are_bounded_by_account_and_in_all(gate: Gate) -> None:
    queue = InspectionQueue(lambda: gate, places=5, each=3)
    held = [bring(queue, "a", f"a{number}") for number in range(3)]
    with pytest.raises(Busy, match="您有 3 份文件还在检查") as own:
        queue.enter("a", "a3")
    held += [bring(queue, "b", "b0"), bring(queue, "c", "c0")]
    with pytest.raises(Busy, match="正在检查的文件太多") as everybody:
        queue.enter("d", "d0")
    for refused in (own, everybody):
        assert 1 <= refused.value.details["retry_after"] <= 30
    gate.open(1)
    until(lambda: queue.held == 4)
    held.append(bring(queue, "d", "d0"))
    gate.open()
    assert [names(place) for place in held] == ["a0", "a1", "a2", "b0", "c0", "d0"]


def test_the_same_bytes_are_inspected_once_and_need_one_place(gate: Gate) -> None:
    queue = InspectionQueue(lambda: gate, places=1, each=1)
    places = [bring(queue, account, "same") for account in "abcdef"]
    gate.open()
    assert {names(place) for place in places} == {"same"}
    assert gate.looked == 1
    until(lambda: queue.held == 0)


def test_who_leaves_gives_the_place_free_and_others_stay(gate: Gate) -> None:
    queue = InspectionQueue(lambda: gate, places=3)
    running, waiting, other = (bring(queue, account, account) for account in "abc")
    until(lambda: gate.begun == ["a"])
    waiting.leave()
    waiting.leave()
    assert queue.held == 2
    running.leave()
    assert queue.held == 2, "its child is still at work: leaving must not make room for another slow file"
    gate.open()
    assert names(other) == "c"
    assert gate.begun == ["a", "c"]
    until(lambda: queue.held == 0)


def test_one_of_two_who_brought_the_same_leaves(gate: Gate) -> None:
    queue = InspectionQueue(lambda: gate)
    bring(queue, "x", "first")
    gone, stays = bring(queue, "a", "same"), bring(queue, "b", "same")
    gone.leave()
    gate.open()
    assert names(stays) == "same"


def test_a_place_not_begun_is_given_back(gate: Gate) -> None:
    queue = InspectionQueue(lambda: gate, places=1)
    place = queue.enter("a", "a")
    with pytest.raises(Busy):
        queue.enter("b", "b")
    place.leave()
    assert queue.held == 0


def test_what_waited_too_long_is_told_to_come_again(gate: Gate) -> None:
    """Behind slow files nobody waits past the time in which a desk gives up."""
    queue = InspectionQueue(lambda: gate, patience=0.0)
    late = [bring(queue, "a", f"a{number}") for number in range(3)]
    for place in late:
        with pytest.raises(Busy):
            place.verdict.result(30)
        place.leave()
    assert gate.begun == []
    until(lambda: queue.held == 0)


def test_a_bug_reaches_whoever_waits_and_holds_no_place() -> None:
    gate = Gate()
    gate.inspect = lambda data, name, purpose: 1 / 0  # type: ignore[assignment,method-assign,return-value]
    queue = InspectionQueue(lambda: gate)
    place = bring(queue, "a", "a")
    with pytest.raises(ZeroDivisionError):
        place.verdict.result(30)
    place.leave()
    until(lambda: queue.held == 0)


def test_closing_answers_everybody(gate: Gate) -> None:
    queue = InspectionQueue(lambda: gate)
    running, waiting = bring(queue, "a", "a0"), bring(queue, "a", "a1")
    until(lambda: gate.begun == ["a0"])
    queue.close()
    with pytest.raises(Unavailable, match="正在退出"):
        waiting.verdict.result(30)
    waiting.leave()
    with pytest.raises(Unavailable):
        queue.enter("b", "b")
    gate.open()
    assert names(running) == "a0"


def test_threads_end_when_there_is_nothing_to_do(gate: Gate) -> None:
    queue = InspectionQueue(lambda: gate)
    gate.open()
    for number in range(20):
        assert names(bring(queue, "a", f"{number}")) == f"{number}"
    until(lambda: not any(one.name.startswith("inspection-") for one in threading.enumerate()))


def test_a_verdict_not_yet_recorded_serves_whoever_comes_then(gate: Gate) -> None:
    """Between the end of an inspection and its record the same bytes were inspected again."""
    queue = InspectionQueue(lambda: gate)
    gate.open()
    first = bring(queue, "a", "same")
    assert names(first) == "same"
    second = bring(queue, "b", "same")
    first.leave()
    assert names(second) == "same"
    second.leave()
    assert gate.looked == 1
    assert names(bring(queue, "c", "same")) == "same"
    assert gate.looked == 2, "what everybody has recorded is not kept here"
