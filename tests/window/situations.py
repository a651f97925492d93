"""What some sheets need before they can open: a second person, something begun, something decided."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from desktop_admin.contract.office import Office
from desktop_admin.contract.people import CandidatePage, EditCandidate, PeopleList, RegisterCandidate
from desktop_admin.contract.sessions import SignIn
from desktop_admin.contract.submissions import Dossier, ReviewQueue
from desktop_admin.demo.numbers import citizen_id
from desktop_admin.demo.staff import make_staff
from desktop_admin.office.connect import connect
from desktop_admin.papers.kinds import MACROS_CAPABLE
from tests.window.sheets import SECOND
from tests.window.walking import Situation, Walk

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
    """By the names that ``sheets.py`` calls them."""
    phones = iter(range(13800000000, 13900000000))
    table: dict[str, Callable[[Walk], None]] = {
        "two change one phone": lambda walk: _change_phone(
            walk, office, str(next(phones)), str(next(phones))
        ),
        "a decided dossier": _look_at_decided,
        "closed with a note begun": _close_with_note,
        "an old Word file": lambda walk: _look_at_old_word(walk, office),
    }
    return table


def _change_phone(walk: Walk, office: str, theirs: str, mine: str) -> None:
    """The form is open; somebody else stores another phone; ours is typed and not sent yet."""
    walk.press("e")
    walk.program.sheet("CandidateSheet")
    with second_hand(office) as hand:
        card = hand.run(CandidatePage(hand.run(PeopleList(limit=1)).rows[0].id))
        hand.run(EditCandidate(card.id, card.form, replace(card.form, phone=theirs)))
    field = walk.program.one("QLineEdit", label="电话")
    walk.program.click(field)
    walk.program.until(lambda: walk.program.focused("电话"), "the field of the phone")
    walk.press("ctrl+a")
    walk.program.type(mine)
    walk.rest()


def _look_at_decided(walk: Walk) -> None:
    chips = [one for one in walk.program.find("QAbstractButton") if one.text in ("待审 ∨", "已决 ∨")]
    if chips[0].text == "待审 ∨":
        walk.press_button("待审 ∨")
        walk.press("Down", "Down", "Down", "Down", "Down", "Return")
    walk.is_there("QAbstractButton", "撤销审核…")
    walk.rest()


def _look_at_old_word(walk: Walk, office: str) -> None:
    """The first dossier of the queue with a sound .doc, found by the person's name, and that paper of it."""
    with second_hand(office) as hand:
        page = hand.run(ReviewQueue(limit=200))
        name, slot = next(
            (row.name, number)
            for row in page.rows
            for number, paper in enumerate(hand.run(Dossier(row.id)).papers, 1)
            if paper.media_type in MACROS_CAPABLE and paper.acceptable
        )
    walk.press("ctrl+f")
    walk.program.type(name)
    walk.press("Return")
    walk.is_there("QLabel", name)
    walk.rest()
    walk.press("ctrl+f", "ctrl+a", "BackSpace", "Return")  # the queue whole again, and still that dossier
    walk.rest()
    walk.press(str(slot))
    walk.is_there("QLabel", name)
    walk.rest()


def _close_with_note(walk: Walk) -> None:
    walk.press("n")
    walk.program.type("something begun")
    walk.rest()
    main = next(one for one in walk.program.windows() if one.kind == "MainWindow")
    walk.program.server.close_window(main.xid)


def _nobody_looks() -> Any:
    raise AssertionError("nobody puts a paper")
