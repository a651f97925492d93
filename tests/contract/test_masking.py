"""Whole numbers and passwords stay out of what is read back: by what fields mean, whoever asks (domain §6)."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from desktop_admin.contract.errors import Conflict, NotAllowed, NotFound
from desktop_admin.contract.journal_pages import JournalEntry, JournalPage, RevealJournalEntry
from desktop_admin.contract.meanings import marked_fields
from desktop_admin.contract.notices import Notices
from desktop_admin.contract.people import CandidatePage, EditCandidate, PeopleList, Search
from desktop_admin.contract.proof import VerifyJournal
from desktop_admin.contract.registry import requests
from desktop_admin.contract.sessions import SignIn
from desktop_admin.contract.submissions import (
    AddNote,
    Dossier,
    RevokeDecision,
    SetAside,
    Slot,
    UploadPaper,
)
from desktop_admin.models.journal import JournalDetailRow, OfficeRow
from desktop_admin.rules.masks import mask_id
from desktop_admin.services import chain
from desktop_admin.services.context import Principal
from tests.contract.world import START, World, citizen, paper

PHONE = "13812345678"
#: Names under which numbers and secrets of persons go; whatever else is meant says so with OPEN.
TELLING = re.compile(
    r"pass|secret|token|pin$|setup_code|otp|id_?n(o|um)|id_?card|identity|number|phone|mobile|contact|email|"
    r"account_no|card_no|order_no|channel_no|bank|credit|certificate_no"
)


def is_text(kind: Any) -> bool:
    return kind is str or kind == str | None


@pytest.mark.parametrize("name", sorted(requests()))
def test_a_field_that_sounds_personal_says_what_it_means(name: str) -> None:
    undeclared = [
        path
        for path, meaning, kind in marked_fields(requests()[name])
        if meaning is None and is_text(kind) and TELLING.search(path.rpartition(".")[2])
    ]
    assert undeclared == [], "mark it in the contract: SECRET, TYPED_NAME, ID_NUMBER, PHONE or OPEN"


def test_the_search_for_forgotten_marks_finds_one() -> None:
    """The test above would notice: every marked field of today is found by its name, or is told otherwise."""
    marked = {
        path.rpartition(".")[2]
        for kind in requests().values()
        for path, meaning, _type in marked_fields(kind)
        if meaning is not None
    }
    assert {name for name in marked if not TELLING.search(name)} <= {"old", "new", "name"}


def detail(world: World, name: str, number: int) -> dict[str, Any]:
    entry = world.as_(name).run(JournalEntry(number))
    assert entry.proven
    return dict(json.loads(entry.detail or "{}"))


def latest(world: World, name: str) -> int:
    """The newest row of that request."""
    return int(world.as_("王敏").run(JournalPage(name=name, limit=1)).rows[0].number)


def test_numbers_are_masked_for_everybody_who_reads_the_journal(world: World) -> None:
    world.candidate(world.company())
    number = latest(world, "RegisterCandidate")
    for who in ("王敏", "系统管理员", "审计"):
        form = detail(world, who, number)["form"]
        assert (form["id_number"], form["phone"]) == (mask_id(citizen(0)), "138****5678")
        assert world.as_(who).run(JournalEntry(number)).masked
    with world.house.database.reading() as session:
        kept = session.get_one(JournalDetailRow, number).text
    assert citizen(0) in kept, "the chain holds what was asked; only reading masks"


def test_a_reveal_is_a_command_of_those_who_decide(world: World) -> None:
    candidate = world.candidate(world.company())
    chief = world.as_("王敏")
    number = chief.run(JournalPage(name="RegisterCandidate", limit=1)).rows[0].number
    for who in ("系统管理员", "审计", "李四", "周考务"):
        with pytest.raises(NotAllowed):
            world.as_(who).run(RevealJournalEntry(number))
    reveal = RevealJournalEntry(number, "核对身份")
    form = json.loads(chief.run(reveal).detail or "")["form"]
    assert (form["id_number"], form["phone"]) == (citizen(0), PHONE)
    row = chief.run(JournalPage(limit=1)).rows[0]
    assert (row.name, row.who, row.number > number) == ("RevealJournalEntry", "王敏", True)
    assert ("journal", number) in {(subject.kind, subject.id) for subject in row.subjects}
    assert chief.run(CandidatePage(candidate)).timeline[0].title == "查看日志完整号码"
    with pytest.raises(Conflict, match="不保存"):
        chief.run(reveal)
    with world.house.database.reading() as session:
        stored = session.get_one(JournalDetailRow, row.number).text
    assert citizen(0) not in stored
    assert not chief.run(JournalEntry(row.number)).masked, "a row without numbers offers no reveal"
    with pytest.raises(NotFound):
        chief.run(RevealJournalEntry(10_000))


def test_numbers_inside_notes_are_found(world: World) -> None:
    submission = world.waiting_one()
    note = f"来电 {PHONE}，证件{citizen(0)}；编号 20261119000012345678 照旧"
    world.as_("李四").run(AddNote(submission, note))
    number = latest(world, "AddNote")
    for who in ("系统管理员", "审计"):
        text = detail(world, who, number)["text"]
        assert PHONE not in text
        assert citizen(0) not in text
        assert "20261119000012345678" in text, "an order number is no person's"
    dossier = world.as_("李四").run(Dossier(submission))
    assert dossier.notes[0].text == note, "whoever decides reads what was written"
    assert PHONE not in dossier.history[0].text
    assert PHONE not in world.as_("审计").run(Dossier(submission)).notes[0].text


def test_whoever_only_looks_on_reads_no_number_in_a_dossier(world: World) -> None:
    """In a file's name, a reason, a note, a source: wherever somebody typed one."""
    typed = f"电话{PHONE}证件{citizen(0)}"
    submission = world.waiting_one()
    desk = world.as_("李四")
    facts = desk.put(paper(pad=7), f"{typed}.pdf")
    person = desk.run(Dossier(submission)).candidate_id
    desk.run(
        UploadPaper(person, "C2_renewal", Slot.REGISTRATION_FORM, facts.sha256, f"{typed}.pdf", source=typed)
    )
    desk.run(AddNote(submission, typed))
    world.send_back(submission, text=typed)
    world.as_("王敏").run(RevokeDecision(submission, world.seen(submission)[1], typed))
    desk.run(SetAside(submission, world.seen(submission)[1], world.clock.now + timedelta(hours=1), typed))
    shown = repr(world.as_("审计").run(Dossier(submission)))
    assert PHONE not in shown
    assert citizen(0) not in shown
    assert typed in repr(desk.run(Dossier(submission))), "whoever decides reads what was written"


def test_no_search_gives_a_masked_number_away(world: World) -> None:
    """Whoever may not see a whole number could else guess its hidden digits, one after the other, without a trace."""
    candidate = world.candidate(world.company())
    for text in (
        citizen(0),
        f"{citizen(0)[:6]} {citizen(0)[6:14]} {citizen(0)[14:]}",
        PHONE,
        PHONE[:9],
        PHONE[:7],
    ):
        for who in ("李四", "周考务", "赵会计", "王敏"):
            assert world.as_(who).run(PeopleList(text=text)).ids == (candidate,)
        assert world.as_("审计").run(PeopleList(text=text)).ids == ()
        assert world.as_("审计").run(Search(text)).total == 0
    for shown in ("石", citizen(0)[-4:]):
        assert world.as_("审计").run(PeopleList(text=shown)).ids == (candidate,), "what the lists show finds"


def test_a_notice_is_whole_for_those_who_send_it_only(world: World) -> None:
    world.send_back(world.waiting_one(), text=f"身份证号 {citizen(0)} 与照片不符")
    world.clock.advance(minutes=1)
    for who, whole in (("李四", True), ("审计", False)):
        text = world.as_(who).run(Notices()).rows[0].text
        assert (citizen(0) in text) is whole


def test_edits_are_masked_on_both_sides(world: World) -> None:
    candidate = world.candidate(world.company())
    form = world.as_("李四").run(CandidatePage(candidate)).form
    world.as_("李四").run(EditCandidate(candidate, form, replace(form, phone="13987654321")))
    number = latest(world, "EditCandidate")
    shown = detail(world, "审计", number)
    assert (shown["seen"]["phone"], shown["wanted"]["phone"]) == ("138****5678", "139****4321")


def test_what_was_typed_into_the_name_field_is_not_kept(world: World) -> None:
    world.desk().run(SignIn("my-real-password-2026", "x"))
    world.desk().run(SignIn("李四", "my-other-password-2026"))
    with world.house.database.reading() as session:
        everything = " ".join(session.scalars(select(JournalDetailRow.text)))
    assert "my-real-password" not in everything
    assert "my-other-password" not in everything


def test_rows_of_older_versions_are_veiled_on_reading(world: World) -> None:
    """They hold a password typed as a name, fields that are gone, and requests nobody knows any more."""
    old = (
        ("SignIn", {"name": "typed-password-1", "password": "***", "workstation": "PC-9"}),
        (
            "RegisterCandidate",
            {"form": {"id_number": citizen(7), "phone": PHONE, "id_number_old": citizen(8)}},
        ),
        ("ImportPeople", {"rows": [{"phone": PHONE, "id_number": citizen(9), "password": "open-sesame"}]}),
    )
    with world.house.database.writing() as session:
        office = session.execute(select(OfficeRow).with_for_update()).scalar_one()
        for name, asked in old:
            session.refresh(office)
            chain.append(
                session, office, Principal(None, "", frozenset()), command_id=name, on_behalf_id=None, name=name,
                at=START, subjects=[], receipt="", detail=json.dumps(asked),
            )  # fmt: skip
    chief = world.as_("王敏")
    rows = {row.name: row.number for row in chief.run(JournalPage(limit=5)).rows}
    for name, _asked in old:
        shown = chief.run(JournalEntry(rows[name])).detail or ""
        for hidden in ("typed-password-1", citizen(7), citizen(8), citizen(9), PHONE, "open-sesame"):
            assert hidden not in shown
    whole = chief.run(RevealJournalEntry(rows["ImportPeople"])).detail or ""
    assert citizen(9) in whole
    assert "open-sesame" not in whole
    assert "typed-password-1" not in (chief.run(RevealJournalEntry(rows["SignIn"])).detail or "")
    assert chief.run(VerifyJournal()).intact
