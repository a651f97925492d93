"""Sheets of 学员单位, and how they come about."""

from collections.abc import Mapping
from dataclasses import replace

from desktop_admin.contract.people import CandidatePage, EditCandidate, PeopleList
from tests.window.sheets import Sheet
from tests.window.situations import second_hand
from tests.window.walking import Situation, Walk

ORDER = 200

_PERSON, _COMPANY = ("PersonView",), ("CompanyView",)

SHEETS = (
    Sheet(
        "register-person",
        "CandidateSheet",
        ("people/sheets.py:CandidateSheet",),
        "ctrl+3",
        ("n",),
        "登记学员",
        first=("Return", "p"),
        needs=_PERSON,
    ),
    Sheet(
        "edit-person", "CandidateSheet", (), "ctrl+3", ("e",), "编辑", first=("Return", "p"), needs=_PERSON
    ),
    Sheet(
        "register-company",
        "CompanySheet",
        ("people/sheets.py:CompanySheet",),
        "ctrl+3",
        ("m",),
        "登记单位",
        first=("Return", "p"),
        needs=_PERSON,
    ),
    Sheet(
        "edit-company",
        "CompanySheet",
        (),
        "ctrl+3",
        ("e",),
        "编辑",
        first=("Return", "c", "Return"),
        needs=_COMPANY,
    ),
    Sheet(
        "twins",
        "TwinsSheet",
        ("people/twins.py:TwinsSheet",),
        "ctrl+3",
        ("d",),
        "重复登记",
        first=("Return", "p"),
        needs=_PERSON,
    ),
    Sheet(
        "merge",
        "MergeSheet",
        ("people/merging.py:MergeSheet",),
        "ctrl+3",
        ("d", "Return"),
        "重复登记>Return",
        first=("Return", "p"),
        needs=_PERSON,
    ),
    Sheet(
        "apply",
        "ApplySheet",
        ("people/applying.py:ApplySheet",),
        "ctrl+3",
        ("u",),
        "代为申请",
        first=("Return", "p"),
        needs=_PERSON,
    ),
    Sheet(
        "apply-file",
        "QFileDialog",
        ("people/applying.py:QFileDialog",),
        "ctrl+3",
        ("u", "Tab", "space"),
        again=2,
        first=("Return", "p"),
        needs=_PERSON,
    ),
    Sheet(
        "conflict",
        "ConflictSheet",
        ("common/conflict.py:ConflictSheet",),
        "ctrl+3",
        ("Return",),
        first=("Return", "p"),
        needs=_PERSON,
        situation="two change one phone",
    ),
)


def situations(office: str) -> Mapping[str, Situation]:
    phones = iter(range(13800000000, 13900000000))
    return {
        "two change one phone": lambda walk: _change_phone(
            walk, office, str(next(phones)), str(next(phones))
        ),
    }


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
