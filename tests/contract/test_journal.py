"""Audit trail, idempotency, and the proof of the chain (house §2)."""

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from desktop_admin.contract.claims import ClaimSubject
from desktop_admin.contract.errors import Conflict, Invalid, NotFound
from desktop_admin.contract.journal import Changes, CommandOutcome, PurgeDetails
from desktop_admin.contract.journal_pages import JournalEntry, JournalPage
from desktop_admin.contract.people import RevealCandidate
from desktop_admin.contract.proof import VerifyJournal
from desktop_admin.contract.sessions import OpenLearnerSession, SignIn
from desktop_admin.contract.submissions import (
    AddNote,
    ApproveSubmission,
    ReviewQueue,
)
from desktop_admin.models.journal import JournalDetailRow, JournalRow
from desktop_admin.rules.subjects import SubjectKind
from tests.contract.world import PASSWORD, World, citizen


def tamper(world: World, statement: str, **values: Any) -> None:
    with world.house.database.writing() as session:
        session.execute(text(statement), values)


def rows(world: World) -> list[JournalRow]:
    with world.house.database.reading() as session:
        return list(session.scalars(select(JournalRow).order_by(JournalRow.number)))


def test_every_command_is_one_row_with_its_subjects_versions(world: World) -> None:
    number = world.waiting_one()
    seen = world.seen(number)
    before = world.as_("王敏").run(Changes(0)).head
    receipt = world.as_("李四").run(ApproveSubmission(*seen))
    page = world.as_("王敏").run(JournalPage(limit=1))
    row = page.rows[0]
    assert (page.head, row.number, receipt.journal_no) == (before + 1,) * 3
    assert (row.name, row.who, row.at, row.via, row.workstation) == (
        "ApproveSubmission", "李四", world.clock.now, "desk", "PC-1",
    )  # fmt: skip
    assert row.subjects == receipt.subjects
    version = world.as_("李四").run(ReviewQueue(rows_for=(number,))).rows[0].version
    assert (receipt.subjects[0].kind, receipt.subjects[0].id, receipt.subjects[0].version) == (
        "submission", number, version,
    )  # fmt: skip
    assert [entry.number for entry in rows(world)] == list(range(1, before + 2)), "no gaps"


def test_questions_signals_and_refusals_write_nothing(world: World) -> None:
    number = world.waiting_one()
    desk = world.as_("李四")
    head = world.as_("王敏").run(Changes(0)).head
    desk.run(ReviewQueue())
    desk.run(ClaimSubject(SubjectKind.SUBMISSION, number))
    with pytest.raises(Conflict):
        world.as_("李四").run(ApproveSubmission(number, 99, ()))
    assert world.as_("王敏").run(Changes(0)).head == head


def test_a_learners_step_names_the_learner(world: World) -> None:
    candidate = world.candidate(world.company(), name="石磊")
    world.submitted(candidate)
    row = world.as_("王敏").run(JournalPage(limit=1, name="SubmitPapers")).rows[0]
    assert (row.who, row.on_behalf, row.via) == ("门户", "石磊", "portal")


def test_pages_by_person_name_and_subject(world: World) -> None:
    number = world.waiting_one()
    world.approve(number)
    chief = world.as_("王敏")
    assert {row.who for row in chief.run(JournalPage(staff_id=world.staff_id("李四"))).rows} == {"李四"}
    about = chief.run(JournalPage(subject_kind="submission", subject_id=number))
    assert about.rows[0].name == "ApproveSubmission"
    assert about.total == len(about.rows)
    older = chief.run(JournalPage(before=about.rows[0].number, limit=2))
    assert [row.number for row in older.rows] == [about.rows[0].number - 1, about.rows[0].number - 2]


def test_pages_by_day_and_by_the_name_of_what_was_touched(world: World) -> None:
    company = world.company()
    first = world.submitted(world.candidate(company, serial=1, name="韦德福"))
    world.submitted(world.candidate(company, serial=2, name="龑䶮"))
    chief, seen = world.as_("王敏"), world.seen(first)
    world.clock.advance(hours=6)
    receipt = world.as_("李四").run(ApproveSubmission(*seen))
    day = world.clock.now - timedelta(hours=3)
    late = chief.run(JournalPage(since=day))
    assert [row.number for row in late.rows] == [receipt.journal_no]
    assert chief.run(JournalPage(until=day)).total == receipt.journal_no - 1
    assert chief.run(JournalPage(since=day, until=day)).total == 0
    mine = chief.run(JournalPage(about=" 德福 ", limit=500)).rows
    assert mine[0].number == receipt.journal_no
    assert {row.name for row in mine} >= {
        "RegisterCandidate",
        "UploadPaper",
        "SubmitPapers",
        "ApproveSubmission",
    }
    assert all("韦德福" in "".join(row.things) for row in mine)
    assert not chief.run(JournalPage(about="%")).rows
    assert chief.run(JournalPage(about="瑞泰")).total == 1


def test_whoever_signs_in_is_named(world: World) -> None:
    chief = world.as_("王敏")
    world.desk("李四")
    assert [(row.name, row.who) for row in chief.run(JournalPage(limit=1)).rows] == [("SignIn", "李四")]


def test_things_go_by_name_and_in_their_order(world: World) -> None:
    number = world.submitted(world.candidate(world.company(), name="韦德福"))
    auditor = world.as_("审计")
    receipt = world.approve(number)
    row = auditor.run(JournalPage(limit=1)).rows[0]
    assert [subject.kind for subject in row.subjects] == [one.kind for one in receipt.subjects]
    assert row.things == ("资料 韦德福 的 C2类延期", "通知 韦德福 的 C2类延期")
    entry = auditor.run(JournalEntry(receipt.journal_no))
    assert [(line.label, line.after) for line in entry.lines] == [("资料", "韦德福 的 C2类延期")]


def test_an_entry_holds_what_was_asked_without_secrets(world: World) -> None:
    chief = world.as_("王敏")
    signed = chief.run(JournalPage(name="SignIn", limit=1)).rows[0]
    entry = chief.run(JournalEntry(signed.number))
    assert entry.proven
    assert json.loads(entry.detail or "")["password"] == "***"
    with pytest.raises(NotFound):
        chief.run(JournalEntry(10_000))


def test_the_chain_proves_itself_and_a_remembered_head(world: World) -> None:
    chief = world.as_("王敏")
    page = chief.run(Changes(0))
    remembered = f"{page.head}:{page.head_hash}"
    world.waiting_one()
    proof = chief.run(VerifyJournal(remembered))
    assert (proof.intact, proof.broken_at, proof.rows) == (True, None, proof.head)
    assert "完整" in proof.sentence
    other = chief.run(VerifyJournal(f"{page.head}:{'0' * 64}"))
    assert (other.intact, other.broken_at) == (False, page.head)
    assert not chief.run(VerifyJournal(f"99999:{page.head_hash}")).intact
    for nonsense in ("nonsense", f"-1:{page.head_hash}", f"{'9' * 5000}:{page.head_hash}"):
        with pytest.raises(Invalid, match="序号:指纹"):
            chief.run(VerifyJournal(nonsense))


@pytest.mark.parametrize(
    "column", ["name", "subjects", "receipt", "workstation", "command_id", "staff_id", "at"]
)
def test_a_changed_row_is_found(world: World, column: str) -> None:
    world.waiting_one()
    value = {"staff_id": "7", "at": "'2026-01-01 00:00:00'"}.get(column, "'[]x'")
    tamper(world, f"update journal set {column} = {value} where number = 5")
    proof = world.as_("王敏").run(VerifyJournal())
    assert (proof.intact, proof.broken_at) == (False, 5)
    assert "第 5 号" in proof.sentence


def test_a_changed_detail_a_lost_row_and_a_cut_tail_are_found(world: World) -> None:
    chief = world.as_("王敏")
    detail = chief.run(JournalEntry(7)).detail
    tamper(world, "update journal_detail set text = '{}' where number = 7")
    assert chief.run(VerifyJournal()).broken_at == 7
    assert not chief.run(JournalEntry(7)).proven
    tamper(world, "update journal_detail set text = :text where number = 7", text=detail)
    assert chief.run(VerifyJournal()).intact
    head = chief.run(Changes(0)).head
    for table in ("journal_detail", "journal_subject", "journal"):
        tamper(world, f"delete from {table} where number = {head}")
    cut = chief.run(VerifyJournal())
    assert (cut.intact, cut.broken_at) == (False, head)
    assert "缺了结尾" in cut.sentence
    for table in ("journal_detail", "journal_subject", "journal"):
        tamper(world, f"delete from {table} where number = 3")
    assert chief.run(VerifyJournal()).broken_at == 3


def test_a_whole_chain_made_anew_fails_the_remembered_head(world: World) -> None:
    """Somebody who cuts the tail and moves the office's head along is caught by what a desk remembers."""
    chief = world.as_("王敏")
    page = chief.run(Changes(0))
    for table in ("journal_detail", "journal_subject", "journal"):
        tamper(world, f"delete from {table} where number = {page.head}")
    with world.house.database.reading() as session:
        kept = session.scalar(select(JournalRow.hash).where(JournalRow.number == page.head - 1))
    tamper(world, "update office set head = :head, head_hash = :hash", head=page.head - 1, hash=kept)
    assert chief.run(VerifyJournal()).intact
    proof = chief.run(VerifyJournal(f"{page.head}:{page.head_hash}"))
    assert (proof.intact, proof.broken_at) == (False, page.head)


def test_purging_erases_details_and_keeps_the_chain(world: World) -> None:
    world.waiting_one()
    chief = world.as_("王敏")
    begin = world.clock.now
    note = AddNote(1, "请核对公章")
    world.as_("李四").run(note)
    with pytest.raises(Invalid, match="1095 天"):
        chief.run(PurgeDetails(begin, "保存期满"))
    world.clock.advance(days=1100)
    chief = world.desk("王敏")
    with pytest.raises(Invalid):
        chief.run(PurgeDetails(begin + timedelta(days=1), " "))
    receipt = chief.run(PurgeDetails(begin + timedelta(days=1), "保存期满"))
    assert receipt.counts["erased"] > 5
    proof = chief.run(VerifyJournal())
    assert (proof.intact, proof.rows) == (True, receipt.journal_no)
    entry = chief.run(JournalEntry(3))
    assert (entry.detail, entry.row.erased, entry.proven) == (None, True, True)
    with world.house.database.reading() as session:
        kept = " ".join(session.scalars(select(JournalDetailRow.text)))
    assert citizen(0) not in kept
    for again in (note, AddNote(1, "别的内容", id=note.id)):
        with pytest.raises(Conflict, match="没有执行"):
            world.desk("李四").run(again)


def test_the_same_id_again_is_the_same_receipt(world: World) -> None:
    number = world.waiting_one()
    desk = world.as_("李四")
    request = AddNote(number, "请核对公章")
    first = desk.run(request)
    head = desk.run(Changes(0)).head
    assert desk.run(request) == first
    assert desk.run(Changes(0)).head == head
    with pytest.raises(Conflict, match="另一个操作"):
        desk.run(AddNote(number, "别的内容", id=request.id))
    with pytest.raises(Conflict, match="另一个操作"):
        world.as_("王敏").run(request)


def test_one_learner_never_gets_anothers_receipt(world: World) -> None:
    """Both come through the portal's account, so the account alone does not tell them apart."""
    from desktop_admin.contract.submissions import Slot, UploadPaper
    from tests.contract.world import paper

    company = world.company()
    first, second = (world.learner(world.candidate(company, serial=number)) for number in range(2))
    facts = first.put(paper("同一封承诺书"), "承诺书.pdf")
    request = UploadPaper(None, "C2_renewal", Slot.COMMITMENT_LETTER, facts.sha256, "承诺书.pdf")
    first.run(request)
    assert first.run(CommandOutcome(request.id)).done
    assert not second.run(CommandOutcome(request.id)).done
    with pytest.raises(Conflict):
        second.run(request)


def test_the_outcome_of_a_lost_answer(world: World) -> None:
    number = world.waiting_one()
    desk = world.as_("李四")
    request = AddNote(number, "请核对公章")
    assert not desk.run(CommandOutcome(request.id)).done
    receipt = desk.run(request)
    outcome = desk.run(CommandOutcome(request.id))
    assert (outcome.done, outcome.receipt) == (True, receipt)
    assert not world.as_("王敏").run(CommandOutcome(request.id)).done


def test_answers_with_secrets_are_never_stored(world: World) -> None:
    candidate = world.candidate(world.company())
    desk = world.as_("李四")
    reveal = RevealCandidate(candidate, "电话核实")
    assert desk.run(reveal).id_number == citizen(0)
    assert desk.run(CommandOutcome(reveal.id)).receipt is None
    with pytest.raises(Conflict, match="不保存"):
        desk.run(reveal)
    signing = SignIn("李四", PASSWORD)
    token = world.desk().run(signing).token
    with pytest.raises(Conflict, match="不保存"):
        world.desk().run(signing)
    session = world.as_("门户").run(OpenLearnerSession(candidate))
    with world.house.database.reading() as opened:
        everything = "\n".join(
            str(value)
            for table in ("journal", "journal_detail", "journal_subject", "session", "staff")
            for row in opened.execute(text(f"select * from {table}"))
            for value in row
        )
    for secret in (PASSWORD, "first-pass-2026", token, session.token):
        assert secret not in everything


def test_receipts_and_rows_hold_no_personal_data(world: World) -> None:
    number = world.waiting_one()
    world.as_("李四").run(AddNote(number, "石某某来电 13812345678"))
    world.send_back(number)
    stored = json.dumps(
        [[row.receipt, row.subjects, row.name, row.via, row.workstation] for row in rows(world)],
        ensure_ascii=False,
    )
    for personal in (citizen(0), "13812345678", "石", "都匀瑞泰", "91110000600037341L", "李四", "公章"):
        assert personal not in stored
    assert max(len(row.receipt) for row in rows(world)) <= 4096


def test_a_detail_that_is_gone_without_a_purge_is_found(world: World) -> None:
    world.waiting_one()
    chief = world.as_("王敏")
    for number in (4, 7, 8, 9):
        tamper(world, f"delete from journal_detail where number = {number}")
    proof = chief.run(VerifyJournal())
    assert (proof.intact, proof.broken_at) == (False, 4)
    assert "第 4、7–9 号" in proof.sentence


def test_a_detail_that_is_gone_beside_a_purge_is_found(world: World) -> None:
    begin = world.clock.now
    world.clock.advance(days=1100)
    chief = world.desk("王敏")
    number = chief.run(PurgeDetails(begin + timedelta(days=1), "保存期满")).journal_no
    again = chief.run(PurgeDetails(begin, "再清一次")).journal_no
    assert chief.run(VerifyJournal()).intact
    tamper(world, f"delete from journal_detail where number = {number - 1}")
    assert chief.run(VerifyJournal()).broken_at == number - 1, "younger than what the purge erased"
    for purge in (number, again):
        tamper(world, f"delete from journal_detail where number = {purge}")
    assert chief.run(VerifyJournal()).broken_at == 1, "without what the purges say nothing covers the rest"


@pytest.mark.parametrize(
    "statement",
    [
        "delete from journal_subject where number = 5",
        "update journal_subject set subject_id = 999 where number = 5",
        "insert into journal_subject (kind, subject_id, number) values ('staff', 999, 5)",
    ],
    ids=["deleted", "changed", "added"],
)
def test_subjects_that_are_not_the_chains_are_found(world: World, statement: str) -> None:
    world.waiting_one()
    tamper(world, statement)
    proof = world.as_("王敏").run(VerifyJournal())
    assert (proof.intact, proof.broken_at) == (False, 5)
    assert "第 5 号" in proof.sentence


def test_subjects_after_the_head_are_found(world: World) -> None:
    head = world.as_("王敏").run(Changes(0)).head
    tamper(world, f"delete from journal_subject where number = {head - 1}")
    found = world.as_("王敏").run(VerifyJournal()).broken_at
    assert found == head - 1
