"""The desk: commands in order, stale answers dropped, failures in the one place, the feed."""

import logging
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop_admin.contract.base import Receipt, Subject
from desktop_admin.contract.catalogue import Catalogue, CatalogueRecord
from desktop_admin.contract.errors import Conflict, NotFound, OfficeError, Unavailable
from desktop_admin.contract.journal import Change, ChangePage, ClaimRow, CommandOutcome, Outcome
from desktop_admin.contract.people import Hits, Search
from desktop_admin.contract.staff import AddStaff
from desktop_admin.contract.submissions import AddNote, ApproveSubmission
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.desk import Desk
from tests.views.quiet import quiet, turn
from tests.views.recording import NOON, REVIEWER, RecordingOffice


@pytest.fixture
def office() -> RecordingOffice:
    return RecordingOffice(answers={Search: lambda q: Hits((), len(q.text))})


@pytest.fixture
def desk(qtbot: QtBot, office: RecordingOffice) -> Iterator[Desk]:
    desk = Desk(office, REVIEWER, after=100, wait_seconds=0.05, outcome_delays=(0.01, 0.01))
    yield desk
    office.close()
    desk.close()


def test_commands_run_one_at_a_time_in_the_order_given(
    qtbot: QtBot, desk: Desk, office: RecordingOffice
) -> None:
    gate = office.gates[ApproveSubmission] = threading.Event()
    landed: list[str] = []
    desk.run(ApproveSubmission(1, 1, ()), owner=desk, done=lambda _r: landed.append("approve"))
    desk.run(AddNote(1, "a"), owner=desk, done=lambda _r: landed.append("note"))
    quiet(qtbot, desk, office)
    assert office.commands() == [ApproveSubmission(1, 1, ())]
    gate.set()
    qtbot.waitUntil(lambda: landed == ["approve", "note"])
    assert office.commands() == [ApproveSubmission(1, 1, ()), AddNote(1, "a")]


def test_older_answer_in_a_slot_is_dropped(qtbot: QtBot, desk: Desk, office: RecordingOffice) -> None:
    first = threading.Event()

    def answer(question: Search) -> Hits:
        if question.text == "a":
            assert first.wait(5)
        return Hits((), len(question.text))

    office.answers[Search] = answer
    landed: list[int] = []
    desk.run(Search("a"), owner=desk, done=lambda h: landed.append(h.total), slot="search")
    desk.run(Search("ab"), owner=desk, done=lambda h: landed.append(h.total), slot="search")
    qtbot.waitUntil(lambda: landed == [2])
    first.set()
    desk.stop()
    desk.join()  # also the thread whose answer nobody wants
    turn(qtbot)
    assert landed == [2]


def test_same_slot_of_another_owner_is_another_slot(qtbot: QtBot, desk: Desk) -> None:
    one, two = QObject(), QObject()
    landed: list[int] = []
    desk.run(Search("a"), owner=one, done=lambda h: landed.append(h.total), slot="s")
    desk.run(Search("ab"), owner=two, done=lambda h: landed.append(h.total), slot="s")
    qtbot.waitUntil(lambda: sorted(landed) == [1, 2])


def test_answer_for_a_destroyed_owner_is_dropped(qtbot: QtBot, desk: Desk, office: RecordingOffice) -> None:
    gate = office.gates[Search] = threading.Event()
    parent = QObject()
    owner = QObject(parent)
    landed: list[object] = []
    desk.run(Search("a"), owner=owner, done=landed.append, failed=landed.append)
    parent.deleteLater()
    del parent
    qtbot.waitUntil(lambda: len(office.requests(Search)) == 1)
    qtbot.waitUntil(lambda: not isValid(owner))
    gate.set()
    quiet(qtbot, desk, office)
    assert landed == []
    assert desk.failures.items == ()


def test_command_failure_reaches_the_one_place_even_without_its_owner(
    qtbot: QtBot, desk: Desk, office: RecordingOffice
) -> None:
    gate = office.gates[ApproveSubmission] = threading.Event()
    office.answers[ApproveSubmission] = Conflict("已由李四于 10:03:12 通过。")
    parent = QObject()
    owner = QObject(parent)
    handled: list[OfficeError] = []
    desk.run(ApproveSubmission(1, 1, ()), owner=owner, failed=handled.append)
    parent.deleteLater()
    del parent
    qtbot.waitUntil(lambda: not isValid(owner))
    gate.set()
    qtbot.waitUntil(lambda: len(desk.failures.items) == 1)
    assert desk.failures.items[0].sentence == "已由李四于 10:03:12 通过。"
    assert handled == []


def test_failure_handled_by_a_living_owner_stays_there(
    qtbot: QtBot, desk: Desk, office: RecordingOffice
) -> None:
    office.answers[ApproveSubmission] = NotFound("没有这份资料。")
    handled: list[OfficeError] = []
    desk.run(ApproveSubmission(1, 1, ()), owner=desk, failed=handled.append)
    qtbot.waitUntil(lambda: len(handled) == 1)
    assert desk.failures.items == ()


def test_a_bug_is_logged_whole_once_and_shown_once(
    qtbot: QtBot, desk: Desk, office: RecordingOffice, logged_errors: list[logging.LogRecord]
) -> None:
    def broken(_question: Search) -> Hits:
        raise ZeroDivisionError("seven")

    office.answers[Search] = broken
    told: list[OfficeError] = []
    desk.run(Search("a"), owner=desk, failed=told.append)
    desk.run(Search("b"), owner=desk, failed=told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert len(desk.failures.items) == 1
    assert desk.failures.items[0].bug
    assert desk.failures.items[0].times == 2
    assert len(logged_errors) == 1
    assert logged_errors[0].exc_info is not None
    logged_errors.clear()


def test_lost_answer_asks_for_the_outcome_and_never_resends(
    qtbot: QtBot, desk: Desk, office: RecordingOffice
) -> None:
    receipt = Receipt(7, (Subject("submission", 1, 2),))
    office.answers[ApproveSubmission] = Unavailable("连接中断。", {"unknown_outcome": True})
    office.answers[CommandOutcome] = Outcome(True, receipt)
    command = ApproveSubmission(1, 1, ())
    landed: list[Receipt] = []
    desk.run(command, owner=desk, done=landed.append)
    qtbot.waitUntil(lambda: landed == [receipt])
    assert office.requests() == [command, CommandOutcome(command.id)]


def test_lost_answer_of_a_command_that_was_not_done_says_so(
    qtbot: QtBot, desk: Desk, office: RecordingOffice
) -> None:
    office.answers[ApproveSubmission] = Unavailable("连接中断。", {"unknown_outcome": True})
    office.answers[CommandOutcome] = Outcome(False, None)
    desk.run(ApproveSubmission(1, 1, ()), owner=desk)
    qtbot.waitUntil(lambda: len(desk.failures.items) == 1)
    assert "没有做成" in desk.failures.items[0].sentence
    assert len(office.requests(ApproveSubmission)) == 1


def test_an_unknown_outcome_is_told_once_the_office_speaks_again(
    qtbot: QtBot, desk: Desk, office: RecordingOffice
) -> None:
    office.answers[ApproveSubmission] = Unavailable("连接中断。", {"unknown_outcome": True})
    office.answers[CommandOutcome] = Unavailable("现在连不上服务器。")
    desk.start()
    command = ApproveSubmission(1, 1, ())
    desk.run(command, owner=desk)
    qtbot.waitUntil(lambda: len(desk.failures.items) == 1, timeout=20_000)
    assert "自动核对" in desk.failures.items[0].sentence
    office.answers[CommandOutcome] = Outcome(True, Receipt(7, (Subject("submission", 1, 2),)))
    office.tell(Unavailable("连不上。"))
    office.tell(ChangePage(101, "", (), (), False, NOON))
    qtbot.waitUntil(lambda: any("不用再做" in item.sentence for item in desk.failures.items))
    assert office.requests(ApproveSubmission) == [command]
    assert desk.unknown == {}


def test_may_reads_the_one_table(desk: Desk) -> None:
    assert desk.may(ApproveSubmission)
    assert not desk.may(AddStaff)


def test_feed_tells_of_changes_and_reloads_the_catalogue_when_it_is_named(
    qtbot: QtBot, desk: Desk, office: RecordingOffice
) -> None:
    desk.start()
    qtbot.waitUntil(lambda: desk.catalogue is not None)
    fresh = office.answers[Catalogue] = CatalogueRecord((), (), 101)
    change = Change(101, NOON, "李四", "EditReason", (Subject("reason", 4, 2),))
    pages: list[ChangePage] = []
    desk.changed.connect(pages.append)
    page = ChangePage(101, "h", (change,), (), False, NOON + timedelta(minutes=1))
    office.tell(page)
    qtbot.waitUntil(lambda: pages == [page])
    qtbot.waitUntil(lambda: desk.catalogue == fresh)
    assert desk.head == 101
    assert abs((desk.clock() - page.now).total_seconds()) < 5


def test_quiet_reads_of_the_feed_are_not_news_but_claims_are(
    qtbot: QtBot, desk: Desk, office: RecordingOffice
) -> None:
    pages: list[ChangePage] = []
    desk.changed.connect(pages.append)
    with qtbot.waitSignal(desk.synced):
        desk.start()
    assert pages == []
    claim = ClaimRow(SubjectKind.SUBMISSION, 1, 3, "李四", NOON, False)
    office.claims = (claim,)
    qtbot.waitUntil(lambda: len(pages) == 1)
    assert desk.claims == (claim,)


def test_connection_lost_and_found(qtbot: QtBot, desk: Desk, office: RecordingOffice) -> None:
    told: list[tuple[bool, str]] = []
    desk.connection.connect(lambda online, why: told.append((online, why)))
    office.tell(Unavailable("连不上服务器。"))
    desk.start()
    qtbot.waitUntil(lambda: told == [(False, "连不上服务器。")])
    assert not desk.online
    desk.retry_connection()
    qtbot.waitUntil(lambda: told[-1] == (True, ""))


def test_full_disk_becomes_a_sentence(qtbot: QtBot, desk: Desk) -> None:
    def save() -> None:
        raise OSError(28, "No space left on device")

    desk.work(save, owner=desk)
    qtbot.waitUntil(lambda: len(desk.failures.items) == 1)
    assert "磁盘空间不足" in desk.failures.items[0].sentence


def test_close_finishes_the_commands_already_given(qtbot: QtBot, office: RecordingOffice) -> None:
    desk = Desk(office, REVIEWER, after=100, wait_seconds=0.05)
    office.delays[AddNote] = 0.05
    for number in range(3):
        desk.run(AddNote(number, "x"), owner=desk)
    desk.close()
    desk.close()
    assert len(office.commands()) == 3
    assert replace(REVIEWER) == desk.person


def test_found_again_every_page_reads_anew(qtbot: QtBot, desk: Desk, office: RecordingOffice) -> None:
    """Questions asked while nobody answered are asked again: nothing stays on “没有读到数据”."""
    pages: list[ChangePage] = []
    desk.changed.connect(pages.append)
    office.tell(Unavailable("连不上服务器。"))
    desk.start()
    qtbot.waitUntil(lambda: not desk.online)
    desk.retry_connection()
    qtbot.waitUntil(lambda: desk.online)
    qtbot.waitUntil(lambda: len(pages) == 1)
    assert pages[0].reload


def _three_held(office: RecordingOffice, desk: Desk, owner: QObject, heard: list[str]) -> threading.Event:
    """As many questions under way as there are threads; the gate that holds them."""
    gate = threading.Event()

    def answer(question: Search) -> Hits:
        if question.text.startswith("held"):
            assert gate.wait(5)
        return Hits((), len(question.text))

    office.answers[Search] = answer
    for number in range(3):
        desk.run(Search(f"held {number}"), owner=owner, done=lambda _hits: heard.append("held"))
    return gate


def test_what_is_looked_at_now_is_asked_before_what_was_looked_at_then(
    qtbot: QtBot, desk: Desk, office: RecordingOffice
) -> None:
    heard: list[str] = []
    gate = _three_held(office, desk, desk, heard)
    for text in ("then", "then, too"):
        desk.run(Search(text), owner=desk, done=lambda _hits: heard.append("then"))
    desk.turn()
    desk.run(Search("now"), owner=desk, done=lambda _hits: heard.append("now"))
    gate.set()
    qtbot.waitUntil(lambda: len(heard) == 6)
    begun = [one.text for one in office.requests(Search) if isinstance(one, Search)]
    assert begun[3:] == ["now", "then", "then, too"]


def test_what_is_withdrawn_before_it_was_begun_is_never_asked(
    qtbot: QtBot, desk: Desk, office: RecordingOffice
) -> None:
    left, stays, heard = QObject(desk), QObject(desk), list[str]()
    gate = _three_held(office, desk, left, heard)
    desk.run(Search("left"), owner=left, done=lambda _hits: heard.append("left"))
    desk.run(AddNote(1, "a"), owner=left, done=lambda _receipt: heard.append("note"))
    desk.run(Search("stays"), owner=stays, done=lambda _hits: heard.append("stays"))
    desk.withdraw(left)
    gate.set()
    qtbot.waitUntil(lambda: "stays" in heard and "note" in heard)
    assert sorted(heard) == ["held", "held", "held", "note", "stays"]
    assert Search("left") not in office.requests(Search)
