"""R11, R12, R14, R16, R17, R19 and the masked numbers: everything beside the plain decision."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_admin.contract.base import Receipt, Subject
from desktop_admin.contract.errors import Invalid
from desktop_admin.contract.files import FileFacts, Problem, RedSeal
from desktop_admin.contract.people import RevealCandidate, Revealed
from desktop_admin.contract.staff import StaffForm, StaffList, StaffPage, StaffRow
from desktop_admin.contract.submissions import (
    AddNote,
    AdmitLate,
    BringBack,
    CloseDuplicate,
    NoteRecord,
    PrecheckFinding,
    ReturnSubmission,
    SetAside,
    Sibling,
    Slot,
    UploadPaper,
)
from desktop_admin.rules.clock import at
from desktop_admin.rules.findings import Level
from desktop_admin.rules.reasons import ReasonGiven
from desktop_admin.rules.roles import Role
from desktop_admin.views.common.widgets import Text
from desktop_admin.views.furniture.in_place import InPlace
from desktop_admin.views.review.upload import UploadForm
from tests.views.recording import NOON
from tests.views.review.sitting import Reviewer

LETTER, FORM = Slot.COMMITMENT_LETTER, Slot.REGISTRATION_FORM


def form_of(reviewer: Reviewer) -> InPlace:
    """The form open in the panel."""
    form = reviewer.page.panel.form
    assert form is not None
    return form


def refresh(reviewer: Reviewer, submission_id: int = 1) -> None:
    """The dossier on screen has news."""
    reviewer.town.tell(submission_id, name="AddNote")
    version = reviewer.town.dossiers[submission_id].version
    reviewer.qtbot.waitUntil(
        lambda: (
            reviewer.page.bench.record is not None
            and reviewer.page.bench.record.version == version
            and reviewer.page.bench.record.as_of == reviewer.office.head
        )
    )


# -- R14: bad files ----------------------------------------------------------------------------


def test_r14_r_and_enter_return_a_bad_file_with_the_fitting_reason(reviewer: Reviewer) -> None:
    papers = reviewer.town.dossiers[1].papers
    bad = replace(
        papers[1], acceptable=False, problems=("文件设有密码，打不开。",), fitting_reason="file_unreadable"
    )
    reviewer.town.change(1, papers=(papers[0], bad), flags=("bad_file",))
    refresh(reviewer)
    reviewer.key(Qt.Key.Key_R)
    reviewer.key(Qt.Key.Key_Return)
    reviewer.on(2)
    (sent,) = reviewer.office.commands()
    assert isinstance(sent, ReturnSubmission)
    assert sent.reasons == (ReasonGiven("file_unreadable", FORM, "文件无法打开：文件设有密码，打不开"),)


def test_r14_a_missing_paper_is_named_and_cannot_be_approved(reviewer: Reviewer) -> None:
    reviewer.town.change(1, papers=reviewer.town.dossiers[1].papers[:1])
    refresh(reviewer)
    reviewer.key(Qt.Key.Key_A)
    assert reviewer.office.commands() == []
    assert reviewer.page.desk.messages.text == "缺报名表，不能通过；按 R 退回"
    reviewer.key(Qt.Key.Key_R)
    assert [pick.code for pick in reviewer.page.deciding.drafts.of(1).picks] == ["form_missing"]
    assert "缺《三类人员报名表》" in reviewer.page.panel.reasons.sentence


# -- R15: pre-check ----------------------------------------------------------------------------


def findings(reviewer: Reviewer) -> int:
    """How many are listed one by one."""
    named = [one.accessibleName() for one in reviewer.page.panel.precheck.findChildren(QWidget)]
    return sum(name.partition("：")[0] in [level.words for level in Level] for name in named)


def test_r15_findings_stand_gravest_first_and_greens_fold(reviewer: Reviewer) -> None:
    found = (
        *(PrecheckFinding(f"g{n}", "green", f"正常{n}", None, None) for n in range(5)),
        PrecheckFinding("seal", "unknown", "灰度扫描，公章无法判断", "registration_form", 0),
        PrecheckFinding("code", "yellow", "统一社会信用代码相差一位", None, None),
        PrecheckFinding("id", "red", "身份证号校验位不对", None, None),
    )
    reviewer.town.change(1, findings=found)
    refresh(reviewer)
    described = reviewer.page.panel.precheck.accessibleDescription()
    assert described.split("；")[:3] == [
        "身份证号校验位不对",
        "统一社会信用代码相差一位",
        "灰度扫描，公章无法判断",
    ]
    assert findings(reviewer) == 3
    folded = next(
        one for one in reviewer.page.panel.precheck.findChildren(Text) if one.text() == "其余 5 项正常"
    )
    QTest.mouseClick(folded, Qt.MouseButton.LeftButton)
    assert findings(reviewer) == 8


# -- R16: duplicates ---------------------------------------------------------------------------


def test_r16_a_duplicate_is_shown_beside_and_closed_without_refusal(reviewer: Reviewer) -> None:
    twin = Sibling(3, 1, "欧阳诸葛", "都匀鑫达劳务有限公司", "waiting", NOON)
    reviewer.town.change(1, siblings=(twin,), flags=("duplicate",))
    refresh(reviewer)
    duplicates = reviewer.page.panel.duplicates
    assert duplicates.isVisible()
    duplicates.compare.emit(3)
    reviewer.qtbot.waitUntil(reviewer.page.parts.sibling.isVisible)
    reviewer.key(Qt.Key.Key_Escape)
    assert not reviewer.page.parts.sibling.isVisible()
    duplicates.void.emit(3)
    reviewer.on(2)
    assert reviewer.office.commands() == [CloseDuplicate(1, 2, 3)]


# -- R17: set aside, notes ---------------------------------------------------------------------


def test_r17_s_and_a_digit_set_aside_and_land_on_the_next(reviewer: Reviewer) -> None:
    reviewer.key(Qt.Key.Key_S)
    reviewer.type("2")
    reviewer.on(2)
    assert reviewer.office.commands() == [SetAside(1, 1, at(date(2026, 11, 22), 8), "")]
    assert list(reviewer.page.queue.model.ids) == [2, 3, 4, 5]
    reviewer.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    reviewer.qtbot.waitUntil(lambda: reviewer.office.requests(BringBack) == [BringBack(1, 2)])
    reviewer.on(1)


def test_r17_a_typed_day_and_note(reviewer: Reviewer) -> None:
    reviewer.key(Qt.Key.Key_S)
    form = form_of(reviewer)
    form.note.setFocus()  # type: ignore[attr-defined]
    reviewer.type("2 pages")
    reviewer.key(Qt.Key.Key_Return)
    reviewer.on(2)
    assert reviewer.office.commands() == [SetAside(1, 1, at(date(2026, 11, 20), 8), "2 pages")]


def test_r17_set_aside_shows_who_and_can_be_taken_back(reviewer: Reviewer) -> None:
    reviewer.town.change(1, aside_until=NOON + timedelta(days=1), aside_by="李四", aside_note="等补交")
    refresh(reviewer)
    situations = reviewer.page.panel.situations
    assert situations.aside.text() == "李四 搁置到 明天 10:42：等补交"
    situations.back.click()
    reviewer.qtbot.waitUntil(lambda: reviewer.office.commands() == [BringBack(1, 2)])


def test_r17_a_note_mentions_colleagues(reviewer: Reviewer) -> None:
    staff = tuple(
        StaffRow(number, 1, StaffForm(name, (Role.REVIEWER,)), False, False, None)
        for number, name in ((8, "李四"), (9, "李四光"))
    )
    reviewer.office.answers[StaffList] = StaffPage(staff, 100)
    reviewer.key(Qt.Key.Key_N)
    form = form_of(reviewer)
    reviewer.calm()  # the colleagues are known
    reviewer.type("@")
    form.text.insertPlainText("李四")  # type: ignore[attr-defined]
    assert form.names.isVisible()  # type: ignore[attr-defined]
    reviewer.key(Qt.Key.Key_Return)
    assert form.text.toPlainText() == "@李四光 "  # type: ignore[attr-defined]
    reviewer.key(Qt.Key.Key_Return)
    reviewer.qtbot.waitUntil(lambda: reviewer.office.commands() == [AddNote(1, "@李四光", (9,))])
    reviewer.qtbot.waitUntil(lambda: reviewer.page.panel.form is None)


def test_r17_notes_are_listed(reviewer: Reviewer) -> None:
    reviewer.town.change(1, notes=(NoteRecord(1, NOON, "李四", "请看公章", ("王敏",)),))
    refresh(reviewer)
    assert reviewer.page.panel.history.tabs[2].text() == "备注 1"


def test_a_form_keeps_what_was_typed_when_the_office_refuses(reviewer: Reviewer) -> None:
    reviewer.office.answers[StaffList] = StaffPage((), 100)
    reviewer.office.answers[AddNote] = Invalid("备注太长。")
    reviewer.key(Qt.Key.Key_N)
    reviewer.type("hello")
    reviewer.key(Qt.Key.Key_Return)
    form = form_of(reviewer)
    reviewer.qtbot.waitUntil(lambda: form.fault.text() == "备注太长。")
    assert form.text.toPlainText() == "hello"  # type: ignore[attr-defined]
    assert form.do.isEnabled()


def test_letters_in_a_form_decide_nothing(reviewer: Reviewer) -> None:
    reviewer.see_both()
    reviewer.key(Qt.Key.Key_S)
    reviewer.type("axrj")
    reviewer.calm()
    assert reviewer.office.commands() == []
    assert reviewer.page.bench.id == 1
    reviewer.key(Qt.Key.Key_Escape)
    assert reviewer.page.panel.form is None
    assert reviewer.page.view.hasFocus()


# -- R12: late ---------------------------------------------------------------------------------


def test_r12_late_is_said_and_a_chief_admits_with_a_reason(reviewer: Reviewer) -> None:
    reviewer.town.change(1, late_minutes=7, border=True, cycle="2026-12", admissible_to="2026-11")
    refresh(reviewer)
    assert reviewer.page.panel.facts.late.text() == "迟交 7 分钟"
    situations = reviewer.page.panel.situations
    assert situations.let_in.text() == "准入2026年11月…"
    situations.let_in.click()
    reviewer.key(Qt.Key.Key_Return)
    assert form_of(reviewer).fault.text() == "请写明原因。"
    reviewer.type("network")
    reviewer.key(Qt.Key.Key_Return)
    reviewer.qtbot.waitUntil(lambda: reviewer.office.commands() == [AdmitLate(1, 2, "2026-11", "network")])


# -- R19: upload on behalf ---------------------------------------------------------------------


def test_r19_upload_on_behalf_needs_file_and_source(reviewer: Reviewer, tmp_path: Path) -> None:
    sent = tmp_path / "报名表.pdf"
    sent.write_bytes(b"%PDF-1.7 new")
    reviewer.office.answers[UploadPaper] = Receipt(101, (Subject("submission", 1, 2),))
    reviewer.key(Qt.Key.Key_2)
    reviewer.key(Qt.Key.Key_U)
    form = form_of(reviewer)
    assert isinstance(form, UploadForm)
    form.take(sent)
    reviewer.qtbot.waitUntil(form.do.isEnabled)
    form.do.click()
    assert form.fault.text() == "请写明文件从哪里来。"
    form.source.setCurrentText("微信发来")
    form.do.click()
    reviewer.qtbot.waitUntil(lambda: bool(reviewer.office.commands()))
    (command,) = reviewer.office.commands()
    assert isinstance(command, UploadPaper)
    assert (command.candidate_id, command.slot, command.source) == (1001, FORM, "微信发来")
    assert not command.as_received


def test_r19_the_source_is_typed_and_no_wheel_changes_it(reviewer: Reviewer) -> None:
    """It has a caret, so that letters are its text, and A and J decide and turn nothing."""
    reviewer.key(Qt.Key.Key_U)
    form = form_of(reviewer)
    assert isinstance(form, UploadForm)
    form.source.setFocus()
    reviewer.type("aj usb")
    assert form.source.currentText() == "aj usb"
    assert reviewer.page.bench.id == 1
    assert reviewer.office.commands() == []
    here = form.source.rect().center().toPointF()
    turned = QWheelEvent(
        here, here, QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(form.source, turned)
    assert form.source.currentText() == "aj usb"


def test_r19_a_bad_file_is_only_kept_as_received(reviewer: Reviewer, tmp_path: Path) -> None:
    sent = tmp_path / "x.pdf"
    sent.write_bytes(b"bad")
    facts = FileFacts(
        "0" * 64, 3, "", False, (Problem("wrong_type", "不是 PDF 或 Word。"),), None, False,
        RedSeal.UNKNOWN, (), (), 1,
    )  # fmt: skip
    reviewer.office.put = lambda *_sent: facts
    reviewer.key(Qt.Key.Key_U)
    form = form_of(reviewer)
    assert isinstance(form, UploadForm)
    form.take(sent)
    reviewer.qtbot.waitUntil(form.as_received.isVisible)
    form.source.setCurrentText("现场交来")
    form.do.click()
    reviewer.calm()
    assert reviewer.office.commands() == []
    form.as_received.setChecked(True)
    form.do.click()
    reviewer.qtbot.waitUntil(lambda: bool(reviewer.office.commands()))
    assert reviewer.office.commands()[0].as_received


# -- masked numbers ----------------------------------------------------------------------------


def test_numbers_are_masked_until_revealed_and_again_after_leaving(reviewer: Reviewer) -> None:
    reviewer.office.answers[RevealCandidate] = Revealed("522701196909161234", "13812345678")
    shown = reviewer.page.panel.facts.table.values["id"]
    assert shown.text() == "522***********1234"
    reviewer.key(Qt.Key.Key_I)
    reviewer.qtbot.waitUntil(lambda: shown.text() == "522701196909161234")
    assert reviewer.office.commands() == [RevealCandidate(1001, why="资料审核")]
    reviewer.key(Qt.Key.Key_J)
    reviewer.on(2)
    assert shown.text() == "522***********1234"
    reviewer.key(Qt.Key.Key_K)
    reviewer.on(1)
    assert shown.text() == "522***********1234"


def test_a_reveal_that_comes_late_shows_nothing_of_somebody_else(reviewer: Reviewer) -> None:
    reviewer.office.answers[RevealCandidate] = Revealed("522701196909161234", "13812345678")
    reviewer.office.delays[RevealCandidate] = 0.05
    reviewer.key(Qt.Key.Key_I)
    reviewer.key(Qt.Key.Key_J)
    reviewer.on(2)
    reviewer.calm()
    assert reviewer.page.panel.facts.table.values["id"].text() == "522***********1234"


def test_f1_lists_the_keys(reviewer: Reviewer) -> None:
    listed = reviewer.page.keys()
    keys = {line.keys for line in listed}
    assert {"A", "R", "X", "J K", "1 2", "Ctrl+Z", "S", "U", "N", "H", "B"} <= keys
