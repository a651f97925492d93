"""What some sheets need before they can open: a second person, something begun, something decided."""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from desktop_admin.contract.office import Office
from desktop_admin.contract.people import CandidatePage, PeopleList, RegisterCandidate
from desktop_admin.contract.sessions import SignIn
from desktop_admin.demo.numbers import citizen_id
from desktop_admin.demo.staff import make_staff
from desktop_admin.office.connect import connect
from tests.window.sheets import SECOND, read_chapters
from tests.window.walking import Situation

PASSWORDS: Mapping[str, str] = {one.name: one.password for one in make_staff(1)}
"""Of the demonstration's accounts."""


@contextmanager
def second_hand(office: str, who: str = SECOND) -> Iterator[Office]:
    """Somebody signed in at another place of the same office."""
    with closing(connect(office, inspectors=_nobody_looks, workstation="另一台")) as opened:
        answer = opened.run(SignIn(who, PASSWORDS[who], "另一台"))
        assert answer.person is not None, answer.problem
        yield opened


def register_twin(office: str) -> None:
    """The first person of the list once more, under another number."""
    with second_hand(office) as hand:
        first = hand.run(CandidatePage(hand.run(PeopleList(limit=1)).rows[0].id))
        number = citizen_id(Random(5), date(1990, 1, 2), male=True)
        hand.run(RegisterCandidate(replace(first.form, id_number=number, phone="")))


def situations(office: str) -> Mapping[str, Situation]:
    """By the names that the sheets call them: of every chapter that has some."""
    table: dict[str, Situation] = {}
    for chapter in read_chapters():
        table |= chapter.situations(office) if hasattr(chapter, "situations") else {}
    return table


def _nobody_looks() -> Any:
    raise AssertionError("nobody puts a paper")
