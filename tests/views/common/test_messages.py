"""The message line: every command's fate in a place of its own (nothing lies under it), and one offer to undo."""

import gc
import threading
import time
import weakref
from collections.abc import Callable, Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_admin.contract.errors import Busy, Conflict, Outdated, SignInNeeded, Unavailable
from desktop_admin.contract.journal import CommandOutcome, Outcome
from desktop_admin.contract.submissions import AddNote, ApproveSubmission
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.message_line import HEIGHT, MessageLine
from desktop_admin.views.common.messages import PLAIN_SECONDS, Messages, Undoing
from tests.views.recording import REVIEWER, RecordingOffice


def _noting(undone: list[str], what: str) -> Callable[[], Undoing]:
    def act() -> Undoing:
        undone.append(what)
        return Undoing.BEGUN

    return act


class Moved:
    """The real clock, ``ahead`` seconds on."""

    ahead = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self.ahead


@pytest.fixture
def office() -> RecordingOffice:
    return RecordingOffice()


@pytest.fixture
def desk(qtbot: QtBot, office: RecordingOffice) -> Iterator[Desk]:
    desk = Desk(office, REVIEWER, after=100, wait_seconds=0.05, outcome_delays=(0.01,))
    yield desk
    for gate in office.gates.values():
        gate.set()
    office.close()
    desk.close()


@pytest.fixture
def clock() -> Moved:
    return Moved()


@pytest.fixture
def messages(desk: Desk, clock: Moved) -> Messages:
    messages = Messages({"ApproveSubmission": "审核通过", "AddNote": "备注"}.__getitem__, clock=clock)
    messages.listen(desk)
    return messages


@pytest.fixture
def line(qtbot: QtBot, desk: Desk, messages: Messages) -> MessageLine:
    line = MessageLine(messages, desk.failures)
    qtbot.addWidget(line)
    line.resize(900, HEIGHT)
    line.show()
    return line


def test_undone_once_and_only_while_it_counts(messages: Messages, line: MessageLine, clock: Moved) -> None:
    undone: list[str] = []
    messages.say("通过 · 龑䶮", undo=_noting(undone, "x"), seconds=8)
    assert line.sentence.text() == "通过 · 龑䶮"
    assert line.seconds.text() == "还有 8 秒"
    assert line.undo.isVisible()
    line.undo.click()
    assert undone == ["x"]
    assert not messages.undo()
    assert not line.undo.isVisible()
    messages.say("退回 · 龑䶮", undo=_noting(undone, "y"), seconds=8)
    clock.ahead = 8.1
    assert not messages.undo()
    assert undone == ["x"]


def test_a_plain_sentence_leaves_the_offer_alone(messages: Messages, line: MessageLine) -> None:
    undone: list[str] = []
    messages.say("通过 · 龑䶮", undo=_noting(undone, "x"), seconds=8)
    messages.say("已是最后一份")
    assert line.sentence.text() == "已是最后一份"
    assert line.undo.isVisible()
    assert line.undo.accessibleName() == "撤销：通过 · 龑䶮"
    assert messages.undo()
    assert undone == ["x"]


def test_beside_another_sentence_the_offer_says_what_it_takes_back(
    messages: Messages, line: MessageLine
) -> None:
    messages.say("通过 · 韦德福", undo=lambda: Undoing.BEGUN, seconds=8.0)
    assert line.seconds.text() == "还有 8 秒"
    messages.say("报名表不能使用，不能通过；按 R 退回", tone="bad")
    assert line.seconds.text() == "通过 · 韦德福，还有 8 秒"
    messages.undo()
    assert not line.seconds.isVisibleTo(line)


def test_several_deeds_are_undone_in_turn(messages: Messages, line: MessageLine, clock: Moved) -> None:
    undone: list[str] = []
    messages.say("通过 · 甲", undo=_noting(undone, "甲"), seconds=8)
    clock.ahead = 4.0
    messages.say("搁置 · 乙", undo=_noting(undone, "乙"), seconds=8)
    messages.say("通过 · 丙", undo=_noting(undone, "丙"), seconds=8)
    assert messages.undo()
    assert line.undo.accessibleName() == "撤销：搁置 · 乙"
    assert messages.undo()
    assert undone == ["丙", "乙"]
    clock.ahead = 8.1
    assert not messages.undo(), "the first one's time is over"


def test_old_news_stays_readable_and_quiet(
    qtbot: QtBot, messages: Messages, line: MessageLine, clock: Moved
) -> None:
    messages.say("已保存：报名表.pdf")
    assert line.sentence.property("tone") == ""
    clock.ahead = PLAIN_SECONDS + 0.1
    qtbot.waitUntil(lambda: line.sentence.property("tone") == "muted")
    assert messages.text == ""
    assert line.sentence.text() == "已保存：报名表.pdf"


def test_what_went_wrong_is_no_news_of_what_comes_next(messages: Messages, line: MessageLine) -> None:
    """A red sentence is about what was in front; what was done, and undoing it, stays."""
    messages.say("没有办成：退回修改", tone="bad")
    messages.move_on()
    assert line.sentence.text() == ""
    messages.say("通过 · 石磊", undo=lambda: Undoing.BEGUN, seconds=8)
    messages.move_on()
    assert line.sentence.text() == "通过 · 石磊"
    messages.say("没有办成：备注", tone="bad")
    messages.move_on()
    assert messages.offer is not None


def test_a_slow_command_is_under_way_and_then_done(
    qtbot: QtBot, desk: Desk, office: RecordingOffice, messages: Messages, line: MessageLine, clock: Moved
) -> None:
    gate = office.gates[ApproveSubmission] = threading.Event()
    desk.run(ApproveSubmission(1, 1, ()), owner=desk)
    assert messages.text == "", "the first second says nothing"
    clock.ahead = 12.0
    qtbot.waitUntil(lambda: line.sentence.text() == "正在办理：审核通过，已 12 秒，请稍等")
    gate.set()
    qtbot.waitUntil(lambda: line.sentence.text() == "已办成：审核通过")


def test_a_quick_command_is_told_by_its_page_alone(
    qtbot: QtBot, desk: Desk, messages: Messages, line: MessageLine
) -> None:
    landed: list[object] = []
    desk.run(AddNote(1, "a"), owner=desk, done=landed.append)
    qtbot.waitUntil(lambda: bool(landed))
    assert messages.last == ""


def test_refused(
    qtbot: QtBot, desk: Desk, office: RecordingOffice, messages: Messages, line: MessageLine
) -> None:
    office.answers[ApproveSubmission] = Conflict("已由李四于 10:03:12 通过。")
    desk.run(ApproveSubmission(1, 1, ()), owner=desk, failed=lambda _error: None)
    qtbot.waitUntil(lambda: line.sentence.text() == "没有办成：审核通过")
    assert line.sentence.property("tone") == "bad"


def test_unknown(qtbot: QtBot, desk: Desk, office: RecordingOffice, line: MessageLine) -> None:
    office.answers[ApproveSubmission] = Unavailable("连接中断。", {"unknown_outcome": True})
    office.answers[CommandOutcome] = Unavailable("连接中断。")
    desk.run(ApproveSubmission(1, 1, ()), owner=desk, failed=lambda _error: None)
    qtbot.waitUntil(lambda: line.sentence.text() == "不知道是否办成，恢复连接后自动核对：审核通过")
    assert line.sentence.property("tone") == "warn"


def test_done_although_its_answer_is_gone_is_not_called_undone(
    qtbot: QtBot, desk: Desk, office: RecordingOffice, line: MessageLine
) -> None:
    office.answers[ApproveSubmission] = Unavailable("连接中断。", {"unknown_outcome": True})
    office.answers[CommandOutcome] = Outcome(True, None)
    desk.run(ApproveSubmission(1, 1, ()), owner=desk, failed=lambda _error: None)
    qtbot.waitUntil(lambda: line.sentence.text() == "已办成，但答复没有收到，请再看一次：审核通过")
    assert line.sentence.property("tone") == "warn"


@pytest.mark.parametrize(
    ("lost", "asked"),
    [
        (Unavailable("连接中断。", {"unknown_outcome": True}), SignInNeeded("登录已失效。")),
        (Unavailable("连接中断。", {"unknown_outcome": True}), Busy("请稍后。", {"retry_after": 5})),
        (Outdated("答复看不懂。", {"unknown_outcome": True}), Unavailable("连接中断。")),
    ],
)
def test_unknown_stays_unknown_whatever_the_office_says_to_the_question(
    qtbot: QtBot, desk: Desk, office: RecordingOffice, line: MessageLine, lost: Exception, asked: Exception
) -> None:
    locked: list[str] = []
    desk.sign_in_needed.connect(locked.append)
    office.answers[ApproveSubmission], office.answers[CommandOutcome] = lost, asked
    command = ApproveSubmission(1, 1, ())
    desk.run(command, owner=desk)
    qtbot.waitUntil(lambda: line.sentence.text() == "不知道是否办成，恢复连接后自动核对：审核通过")
    assert desk.unknown == {command.id: "ApproveSubmission"}, "it will be asked for"
    assert bool(locked) == isinstance(asked, SignInNeeded)
    assert "不要直接重做" in desk.failures.items[-1].sentence


def test_what_could_not_be_undone_just_now_is_still_offered(messages: Messages, line: MessageLine) -> None:
    """Another decision is on the way: Ctrl+Z does nothing, and takes nothing away."""
    free: list[bool] = []
    messages.say("通过 · 龑䶮", undo=lambda: Undoing.BEGUN if free else Undoing.LATER, seconds=8)
    assert not messages.undo()
    assert line.undo.isVisible()
    free.append(True)
    assert messages.undo()
    assert not line.undo.isVisible()


def test_what_can_never_be_undone_any_more_goes_and_the_one_before_is_offered(
    messages: Messages, line: MessageLine
) -> None:
    undone: list[str] = []
    messages.say("搁置 · 乙", undo=_noting(undone, "乙"), seconds=8)
    messages.say("通过 · 丙", undo=lambda: Undoing.NEVER, seconds=8)
    assert not messages.undo()
    assert line.undo.isVisible()
    assert line.undo.accessibleName() == "撤销：搁置 · 乙"
    assert undone == [], "one press undoes nothing else than what was offered"
    assert messages.undo()
    assert undone == ["乙"]
    assert not line.undo.isVisible()


def test_told_even_when_whoever_asked_is_gone(
    qtbot: QtBot, desk: Desk, office: RecordingOffice, line: MessageLine
) -> None:
    office.answers[ApproveSubmission] = Conflict("已由李四于 10:03:12 通过。")
    gate = office.gates[ApproveSubmission] = threading.Event()
    owner = QObject()
    desk.run(ApproveSubmission(1, 1, ()), owner=owner, failed=lambda _error: None)
    shiboken6.delete(owner)
    gate.set()
    qtbot.waitUntil(lambda: line.sentence.text() == "没有办成：审核通过")
    assert line.problem.text() == "已由李四于 10:03:12 通过。"


def test_a_problem_stays_until_it_is_read(desk: Desk, messages: Messages, line: MessageLine) -> None:
    desk.failures.sentence("没有打印机。")
    messages.say("已保存")
    assert line.problem.text() == "没有打印机。"
    assert line.read.isVisible()
    assert line.sentence.text() == "已保存"
    desk.failures.mark_read()
    assert not line.problem.isVisible()
    desk.failures.sentence("没有打印机。")
    assert line.problem.isVisible(), "it happened again"


def test_a_long_sentence_gives_way_and_is_whole_for_a_reader(
    qtbot: QtBot, desk: Desk, messages: Messages, line: MessageLine
) -> None:
    words = "通过 · " + "阿卜杜拉" * 40
    desk.failures.sentence("很长的原因" * 40)
    messages.say(words, undo=_noting([], "x"), seconds=8)
    line.resize(500, HEIGHT)
    qtbot.waitUntil(lambda: line.sentence.width() < line.sentence.sizeHint().width())
    assert line.minimumSizeHint().width() <= 500
    assert line.undo.isVisible()
    assert line.sentence.text() == words
    assert line.rect().contains(line.read.geometry())


def test_a_desk_that_was_left_is_no_circle(qtbot: QtBot) -> None:
    """A circle is taken apart by the collector, in whatever thread it runs: a timer destroyed there is a crash."""
    office = RecordingOffice()
    desk = Desk(office, REVIEWER, after=100, wait_seconds=0.05)
    desk.messages.say("通过 · 龑䶮", undo=_noting([], "x"), seconds=8)
    office.close()
    desk.close()
    left = weakref.ref(desk)
    gc.disable()
    try:
        del desk
        assert left() is None
    finally:
        gc.enable()
