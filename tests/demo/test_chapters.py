"""A desk adds one file to the demonstration; what happened there before stays as it was, step by step."""

import hashlib
from pathlib import Path
from typing import Any

import pytest

from desktop_admin.contract.people import PeopleList
from desktop_admin.demo import chapters
from desktop_admin.demo.build import DEMO_NOW
from desktop_admin.demo.contents import read_chapters
from desktop_admin.demo.history import History
from desktop_admin.demo.plan import make_plan

TRIAL = Path(__file__).parents[1] / "views" / "trial" / "demo"


class Listening:
    """Desks and papers of a history that is told one kind of step only."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Any]] = []

    def at(self, moment: object) -> None: ...

    def reach(self, moment: object) -> None: ...

    def as_staff(self, name: str, *, to_ask: bool = False) -> Any:
        return Hand(self.asked, name)


class Hand:
    def __init__(self, asked: list[tuple[str, Any]], name: str) -> None:
        self._asked, self._name = asked, name

    def run(self, request: Any) -> None:
        self._asked.append((self._name, request))


def test_every_step_of_a_plan_has_a_chapter_that_does_it() -> None:
    known = {kind for chapter in read_chapters() for kind in chapter.TELL}
    assert {type(step) for step in make_plan(people=400, seed=1, now=DEMO_NOW).steps} == known


def test_each_kind_of_step_is_done_by_one_chapter() -> None:
    kinds = [kind for chapter in read_chapters() for kind in chapter.TELL]
    assert len(kinds) == len(set(kinds))


def test_a_desk_adds_one_file_and_the_others_stay_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    before = make_plan(people=30, seed=1, now=DEMO_NOW)
    monkeypatch.setattr(chapters, "__path__", [*chapters.__path__, str(TRIAL)])
    after = make_plan(people=30, seed=1, now=DEMO_NOW)
    new = [step for step in after.steps if step not in before.steps]
    assert [step for step in after.steps if step not in new] == list(before.steps)
    assert len(new) > 20
    listening: Any = Listening()
    history = History(listening, after, listening)
    for step in new:
        history.tell(step)
    assert listening.asked == [("李四", PeopleList(limit=1))] * len(new)


def test_the_plan_is_the_same_every_time() -> None:
    plans = [make_plan(people=30, seed=1, now=DEMO_NOW) for _ in range(2)]
    assert len({hashlib.sha256(repr(plan).encode()).hexdigest() for plan in plans}) == 1
