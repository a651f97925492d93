"""Hands on the keyboard all day: held keys, where the focus is afterwards, what was begun and left."""

import threading

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from desktop_admin.contract.claims import ClaimAnswer, ClaimSubject
from desktop_admin.contract.errors import Conflict, Invalid, Unavailable
from desktop_admin.contract.staff import StaffList, StaffPage
from desktop_admin.contract.submissions import (
    AddNote,
    ApproveSubmission,
    Dossier,
)
from desktop_admin.views.common.overlay import Overlay
from desktop_admin.views.review.notes import NoteForm
from desktop_admin.views.review.words import waiting_from
from tests.views.recording import NOON
from tests.views.review.sitting import Reviewer


def hold(reviewer: Reviewer, key: Qt.Key, text: str, times: int = 4) -> None:
    """A key held down: one press, then repeats wherever the keyboard is by then, then let go."""
    none = Qt.KeyboardModifier.NoModifier
    for number in range(times):
        press = QKeyEvent(QEvent.Type.KeyPress, key, none, text, number > 0)
        QApplication.sendEvent(reviewer.keyboard(), press)
    QTest.keyRelease(reviewer.keyboard(), key)


def note_of(reviewer: Reviewer) -> NoteForm:
    form = reviewer.page.panel.form
    assert isinstance(form, NoteForm)
    return form


def test_r_held_down_writes_nothing_into_the_field_it_opened(reviewer: Reviewer) -> None:
    hold(reviewer, Qt.Key.Key_R, "r")
    field = reviewer.page.panel.reasons.field
    assert field.hasFocus()
    assert field.text() == ""
    reviewer.type("rr")
    assert field.text() == "rr"


def test_zero_held_down_writes_nothing_into_the_other_reason(reviewer: Reviewer) -> None:
    reviewer.key(Qt.Key.Key_R)
    hold(reviewer, Qt.Key.Key_0, "0")
    pick = reviewer.page.deciding.drafts.of(1).picks[0]
    assert (pick.code, pick.missing) == ("other", ("说明",))
    reviewer.type("0")
    assert pick.values == {"说明": "0"}


def test_n_held_down_begins_an_empty_note(reviewer: Reviewer) -> None:
    reviewer.office.answers[StaffList] = StaffPage((), 100)
    hold(reviewer, Qt.Key.Key_N, "n")
    assert note_of(reviewer).text.toPlainText() == ""


def test_trap21_a_note_begun_is_there_again(reviewer: Reviewer) -> None:
    reviewer.office.answers[StaffList] = StaffPage((), 100)
    reviewer.key(Qt.Key.Key_N)
    reviewer.type("half")
    reviewer.key(Qt.Key.Key_Escape)
    reviewer.key(Qt.Key.Key_J)
    reviewer.on(2)
    reviewer.key(Qt.Key.Key_N)
    assert note_of(reviewer).text.toPlainText() == ""
    reviewer.key(Qt.Key.Key_Escape)
    reviewer.key(Qt.Key.Key_K)
    reviewer.on(1)
    reviewer.key(Qt.Key.Key_N)
    assert note_of(reviewer).text.toPlainText() == "half"
    reviewer.type(" done")
    reviewer.key(Qt.Key.Key_Return)
    reviewer.qtbot.waitUntil(lambda: reviewer.office.commands() == [AddNote(1, "half done", ())])
    reviewer.qtbot.waitUntil(lambda: reviewer.page.panel.form is None)
    reviewer.key(Qt.Key.Key_N)
    assert note_of(reviewer).text.toPlainText() == ""


def test_a_refused_note_can_be_left_and_is_kept(reviewer: Reviewer) -> None:
    reviewer.office.answers[StaffList] = StaffPage((), 100)
    reviewer.office.answers[AddNote] = Invalid("备注太长。")
    reviewer.key(Qt.Key.Key_N)
    reviewer.type("long")
    reviewer.key(Qt.Key.Key_Return)
    reviewer.qtbot.waitUntil(lambda: note_of(reviewer).fault.text() == "备注太长。")
    reviewer.key(Qt.Key.Key_Escape)
    reviewer.key(Qt.Key.Key_N)
    assert note_of(reviewer).text.toPlainText() == "long"


def test_r06_a_colleagues_decision_gives_the_keyboard_back_to_the_queue(reviewer: Reviewer) -> None:
    reviewer.key(Qt.Key.Key_R)
    reviewer.type("2")
    reviewer.town.decided_by(1, "李四", NOON)
    reviewer.town.tell(1)
    reviewer.qtbot.waitUntil(lambda: not reviewer.page.panel.picking)
    assert reviewer.page.view.hasFocus()
    assert reviewer.page.deciding.drafts.peek(1) is not None


def test_r06_a_note_being_written_stays_when_a_colleague_decides(reviewer: Reviewer) -> None:
    reviewer.office.answers[StaffList] = StaffPage((), 100)
    reviewer.key(Qt.Key.Key_N)
    reviewer.type("half")
    reviewer.town.decided_by(1, "李四", NOON)
    reviewer.town.tell(1)
    reviewer.qtbot.waitUntil(lambda: "已由李四于" in reviewer.page.notice.sentence.text())
    assert note_of(reviewer).text.toPlainText() == "half"
    assert note_of(reviewer).text.hasFocus()


def test_the_footer_decides_nothing_while_a_form_is_open(reviewer: Reviewer) -> None:
    footer = reviewer.page.panel.footer
    reviewer.key(Qt.Key.Key_R)
    assert footer.send_button.isVisible()
    reviewer.page.view.setFocus()
    reviewer.key(Qt.Key.Key_S)
    assert not footer.send_button.isVisible()
    assert footer.yes.isVisible()
    assert not footer.yes.isEnabled()
    assert not footer.back.isEnabled()
    reviewer.key(Qt.Key.Key_Escape)
    assert footer.back.isEnabled()


def test_r05_taking_over_is_confirmed(reviewer: Reviewer) -> None:
    reviewer.town.claims[2] = ClaimAnswer(False, "李四", NOON, lapsed=True, may_take_over=True)
    reviewer.key(Qt.Key.Key_J)
    reviewer.on(2)
    reviewer.qtbot.waitUntil(lambda: reviewer.page.bench.claims.other is not None)
    reviewer.key(Qt.Key.Key_T)
    reviewer.qtbot.waitUntil(lambda: reviewer.page.desk.messages.text == "已接管，现在由您审核")


def test_r09_a_re_review_waits_since_the_replacement(reviewer: Reviewer) -> None:
    record = reviewer.town.dossiers[1]
    assert waiting_from(record) == record.submitted_at
    reviewer.town.change(1, state="re_review")
    record = reviewer.town.dossiers[1]
    assert waiting_from(record) == max(paper.uploaded_at for paper in record.papers if paper.current)


def test_r02_the_second_paper_starts_at_its_top(reviewer: Reviewer) -> None:
    reviewer.page.window().resize(1290, 520)
    reviewer.key(Qt.Key.Key_2)
    reviewer.qtbot.waitUntil(lambda: reviewer.page.pair.view.paper is not None)
    reviewer.page.panel.setFixedWidth(500)
    reviewer.calm()
    bar = reviewer.page.pair.view.verticalScrollBar()
    assert bar.maximum() > 0
    assert bar.value() == 0


def test_x02_a_dossier_that_could_not_be_read_comes_by_itself_when_the_office_is_back(
    reviewer: Reviewer,
) -> None:
    """Found with a server stopped in the middle: the page stayed on “没有读到数据” for ever."""
    dossiers = reviewer.office.answers[Dossier]
    claims = reviewer.office.answers[ClaimSubject]
    reviewer.office.answers[Dossier] = reviewer.office.answers[ClaimSubject] = Unavailable("连不上服务器。")
    failed: list[Unavailable] = []
    reviewer.page.bench.failed.connect(failed.append)
    reviewer.page.bench.ahead.forget()
    reviewer.key(Qt.Key.Key_J)
    reviewer.qtbot.waitUntil(lambda: len(failed) == 1)
    reviewer.office.tell(Unavailable("连不上服务器。"))
    reviewer.qtbot.waitUntil(lambda: not reviewer.desk.online)
    reviewer.office.answers[Dossier], reviewer.office.answers[ClaimSubject] = dossiers, claims
    reviewer.desk.retry_connection()
    reviewer.on(2)
    reviewer.qtbot.waitUntil(lambda: reviewer.page.bench.claims.mine)


def test_x02_what_was_read_can_still_be_read_without_the_office(reviewer: Reviewer) -> None:
    reviewer.key(Qt.Key.Key_J)
    reviewer.on(2)
    reviewer.office.answers[Dossier] = Unavailable("连不上服务器。")
    reviewer.key(Qt.Key.Key_K)
    reviewer.on(1)
    assert reviewer.page.pair.view.paper is not None


def test_a_failure_of_a_dossier_left_behind_says_whose_it_was(reviewer: Reviewer) -> None:
    reviewer.office.answers[ApproveSubmission] = Conflict("已由李四于 10:03:12 通过。", {"reason": "decided"})
    gate = reviewer.office.gates[ApproveSubmission] = threading.Event()
    name = reviewer.town.dossiers[1].name
    reviewer.approve()
    reviewer.key(Qt.Key.Key_J)
    reviewer.on(2)
    gate.set()
    reviewer.qtbot.waitUntil(lambda: len(reviewer.desk.failures.items) == 1)
    assert reviewer.desk.failures.items[0].sentence == f"{name}：已由李四于 10:03:12 通过。"


def test_a_repeat_that_qt_took_for_a_new_press_does_nothing(reviewer: Reviewer) -> None:
    """X11 repeats as release and press of one instant; on a busy machine Qt takes them for two strokes."""
    reviewer.see_both()
    reviewer.office.gates[ApproveSubmission] = gate = threading.Event()

    def stroke(kind: QEvent.Type, at: int) -> None:
        event = QKeyEvent(kind, Qt.Key.Key_J, Qt.KeyboardModifier.NoModifier, "j")
        event.setTimestamp(at)
        QApplication.sendEvent(reviewer.keyboard(), event)

    for at in (1000, 1500, 1530, 1560):
        stroke(QEvent.Type.KeyPress, at)
        stroke(QEvent.Type.KeyRelease, at + 30 if at > 1000 else 1500)
    reviewer.on(2)
    stroke(QEvent.Type.KeyPress, 1900)
    reviewer.on(3)
    gate.set()


def test_letters_typed_slowly_into_the_filter_stay_letters(reviewer: Reviewer) -> None:
    """Found by hand: the list that came for “w” opened its first dossier, which took the keyboard, and the
    “a” that followed approved it."""
    reviewer.see_both()
    opened: list[object] = []
    reviewer.page.bench.opened.connect(opened.append)
    reviewer.key(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    gone = reviewer.town.dossiers.pop(1)
    reviewer.type("w")
    reviewer.qtbot.waitUntil(lambda: len(opened) == 1)
    assert reviewer.page.filters.search.hasFocus()
    reviewer.type("axr")
    assert reviewer.page.filters.search.text() == "waxr"
    reviewer.calm()
    assert reviewer.office.commands() == []
    assert not reviewer.page.panel.picking
    assert gone.id != reviewer.page.bench.id


def test_a_decision_that_lands_late_leaves_the_keyboard_where_somebody_types(reviewer: Reviewer) -> None:
    gate = reviewer.office.gates[ApproveSubmission] = threading.Event()
    reviewer.approve()
    reviewer.key(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    gate.set()
    reviewer.on(2)
    assert reviewer.page.filters.search.hasFocus()


def test_a_paper_that_could_not_be_fetched_is_not_approved_unseen(reviewer: Reviewer) -> None:
    """Found by hand: with the files gone from their store, A, A approved what nobody had seen."""
    reviewer.office.files.clear()
    reviewer.page.open_dossier(5)  # further than what was read ahead
    reviewer.qtbot.waitUntil(lambda: reviewer.page.pair.not_fetched() is not None)
    for _ in range(4):
        reviewer.key(Qt.Key.Key_A)
        reviewer.calm()
    assert reviewer.office.commands() == []
    assert "没有看到的资料不能通过" in reviewer.page.desk.messages.text


def test_the_keyboard_comes_back_although_it_fell_out_of_the_page(reviewer: Reviewer) -> None:
    """In the real window the rail is next in line when the reasons close; letters then went nowhere."""
    host = QWidget()
    reviewer.qtbot.addWidget(host)
    rail = QPushButton("rail")
    column = QVBoxLayout(host)
    column.addWidget(rail)
    column.addWidget(reviewer.page)
    host.resize(1290, 700)
    host.show()
    reviewer.qtbot.waitExposed(host)
    host.activateWindow()
    reviewer.page.show()
    reviewer.page.activate()
    reviewer.qtbot.waitUntil(lambda: reviewer.page.bench.claims.mine)
    reviewer.key(Qt.Key.Key_R)
    reviewer.key(Qt.Key.Key_2)
    reviewer.key(Qt.Key.Key_Return)
    reviewer.on(2)
    assert reviewer.page.view.hasFocus()
    reviewer.key(Qt.Key.Key_R)
    reviewer.key(Qt.Key.Key_Escape)
    assert reviewer.page.view.hasFocus()
    rail.setFocus()
    reviewer.page.open_dossier(3)
    assert reviewer.page.view.hasFocus()
    over = Overlay(host)
    inside = QPushButton("inside", over.panel)
    over.open()
    inside.setFocus()
    reviewer.page.open_dossier(4)
    assert inside.hasFocus()
    column.removeWidget(reviewer.page)
    reviewer.page.setParent(None)
