"""Hearing of what others do: nothing is lost, and desks wake at once (house §2)."""

import threading
import time
from collections.abc import Callable

import pytest

from desktop_admin.contract.claims import ClaimSubject, ReleaseClaim
from desktop_admin.contract.journal import Changes
from desktop_admin.contract.submissions import (
    AddNote,
)
from desktop_admin.rules.subjects import SubjectKind
from tests.contract.world import World

pytestmark = pytest.mark.alone


def test_changes_say_what_was_touched_and_no_more(world: World) -> None:
    number = world.waiting_one()
    chief = world.as_("王敏")
    head = world.as_("李四").run(Changes(0)).head
    chief.run(AddNote(number, "内容不在流水里"))
    page = world.as_("李四").run(Changes(head))
    assert (page.head, len(page.changes), page.reload, page.now) == (head + 1, 1, False, world.clock.now)
    change = page.changes[0]
    assert (change.number, change.who, change.name, change.at) == (
        head + 1,
        "王敏",
        "AddNote",
        world.clock.now,
    )
    assert [(subject.kind, subject.id) for subject in change.subjects] == [("submission", number)]
    assert "内容" not in repr(page)


def test_things_go_by_name_to_those_who_read_lists_of_people(world: World) -> None:
    """Administration is apart from business: an administrator hears of the deed and not of the person."""
    number = world.submitted(world.candidate(world.company(), name="韦德福"))
    head = world.approve(number).journal_no - 1
    for who, about in (("周考务", "韦德福 的 C2类延期"), ("审计", "韦德福 的 C2类延期"), ("系统管理员", "")):
        change = world.as_(who).run(Changes(head)).changes[0]
        assert (change.name, change.about) == ("ApproveSubmission", about)


def test_more_than_two_hundred_is_a_reload(world: World) -> None:
    number = world.waiting_one()
    desk = world.as_("李四")
    start = desk.run(Changes(0)).head
    for place in range(200):
        desk.run(AddNote(number, f"第 {place} 条"))
    page = desk.run(Changes(start))
    assert (len(page.changes), page.reload) == (200, False)
    desk.run(AddNote(number, "再一条"))
    page = desk.run(Changes(start))
    assert (page.changes, page.reload, page.head) == ((), True, start + 201)
    assert desk.run(Changes(start + 9999)).reload, (
        "a head we do not know: another office or a restored backup"
    )


def test_a_reader_loses_nothing_while_four_write(world: World) -> None:
    numbers = [world.waiting_one(serial=serial) for serial in range(2)]
    names = ("李四", "王敏", "周考务", "李四")
    desks = [world.desk(name) for name in names]
    reader = world.desk("审计")
    start = reader.run(Changes(0)).head
    failures: list[BaseException] = []

    def write(place: int) -> None:
        try:
            for count in range(10):
                desks[place].run(AddNote(numbers[place % 2], f"{place}-{count}"))
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(place,)) for place in range(4)]
    for thread in threads:
        thread.start()
    heard: list[int] = []
    after = start
    while len(heard) < 40 and (any(thread.is_alive() for thread in threads) or after < start + 40):
        page = reader.run(Changes(after))
        assert not page.reload
        heard += [change.number for change in page.changes]
        after = page.head
    for thread in threads:
        thread.join()
    assert not failures
    assert heard == list(range(start + 1, start + 41))


@pytest.mark.parametrize("what", ["command", "claim", "release"])
def test_a_waiting_desk_wakes_within_a_second(world: World, what: str) -> None:
    number = world.waiting_one()
    waiting, acting = world.desk("王敏"), world.desk("李四")
    if what == "release":
        acting.run(ClaimSubject(SubjectKind.SUBMISSION, number))
    acts: dict[str, Callable[[], object]] = {
        "command": lambda: acting.run(AddNote(number, "醒来")),
        "claim": lambda: acting.run(ClaimSubject(SubjectKind.SUBMISSION, number)),
        "release": lambda: acting.run(ReleaseClaim(SubjectKind.SUBMISSION, number)),
    }
    after = quiet(waiting)
    timer = threading.Timer(0.3, acts[what])
    timer.start()
    began = time.monotonic()
    assert waiting.wait(after, 10)
    assert time.monotonic() - began < 1.3
    timer.join()


def test_news_between_reading_and_waiting_is_not_slept_through(world: World) -> None:
    number = world.waiting_one()
    waiting, other = world.desk("王敏"), world.desk("审计")
    after, others = quiet(waiting), quiet(other)
    world.as_("李四").run(AddNote(number, "恰在其间"))
    assert other.wait(others, 10), (
        "the server's own listener has heard of it, and nobody waits there any more"
    )
    began = time.monotonic()
    assert waiting.wait(after, 10)
    assert time.monotonic() - began < 1.0


def test_silence_ends_a_wait(world: World) -> None:
    waiting = world.desk("王敏")
    after = quiet(waiting)
    began = time.monotonic()
    assert not waiting.wait(after, 0.3)
    assert time.monotonic() - began < 1.5


def quiet(desk: object) -> int:
    """Read and wait until there is no news left; the head."""
    while desk.wait(0, 0.4):  # type: ignore[attr-defined]
        pass
    head: int = desk.run(Changes(0)).head  # type: ignore[attr-defined]
    return head
