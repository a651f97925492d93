"""Registering, editing with conflicts, merging, applying on behalf: what was typed is never lost."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_admin.contract.base import Receipt, Subject
from desktop_admin.contract.errors import Conflict, Invalid
from desktop_admin.contract.people import (
    CandidateForm,
    CandidatePage,
    CompanyForm,
    CompanyList,
    EditCandidate,
    ListTwinsAgain,
    MergeCandidates,
    PossibleDuplicates,
    RegisterCandidate,
    RegisterCompany,
    RuleOutTwins,
    Twin,
    Twins,
)
from desktop_admin.contract.submissions import Slot, SubmitPapers, UploadPaper
from desktop_admin.rules.identity import IdType
from desktop_admin.rules.visible import short_name
from desktop_admin.views.common.fields import FieldForm
from desktop_admin.views.people.page import PeoplePage
from tests.hostile_names import HOSTILE, honest
from tests.views.people.conftest import CARD, FORM
from tests.views.recording import NOON, RecordingOffice

K = Qt.Key


def _line(form: FieldForm, key: str) -> QLineEdit:
    widget = form.fields[key].widget
    assert isinstance(widget, QLineEdit)
    return widget


def _open_first(qtbot: QtBot, page: PeoplePage) -> None:
    qtbot.keyClick(page.search, K.Key_Down)
    qtbot.waitUntil(lambda: page.person.card is not None and page.right.currentWidget() is page.cards)
    page.view.setFocus()


def test_register_shows_all_faults_at_once_and_keeps_what_was_typed(
    qtbot: QtBot, page: PeoplePage, office: RecordingOffice
) -> None:
    faults = [
        {"field": "name", "code": "empty", "message": "请填写姓名。"},
        {"field": "id_number", "code": "check", "message": "校验位不符。"},
    ]
    office.answers[RegisterCandidate] = Invalid("请填写姓名；校验位不符。", {"faults": faults})
    page.view.setFocus()
    qtbot.keyClick(page.view, K.Key_N)
    sheet = page.editing.new_person
    number = _line(sheet.form, "id_number")
    qtbot.keyClicks(number, "522730199003070013")
    qtbot.keyClick(number, K.Key_Return)
    qtbot.waitUntil(lambda: sheet.form.fields["name"].fault.text() == "请填写姓名。")
    assert sheet.form.fields["id_number"].fault.text() == "校验位不符。"
    assert number.text() == "522730199003070013"
    assert office.commands() == [
        RegisterCandidate(CandidateForm("", IdType.CITIZEN, "522730199003070013", None), "")
    ]
    qtbot.keyClicks(number, "4")
    assert sheet.form.fields["id_number"].fault.text() == ""


def test_register_with_a_company_chosen_by_keys(
    qtbot: QtBot, page: PeoplePage, office: RecordingOffice
) -> None:
    office.answers[RegisterCandidate] = Receipt(101, (Subject("candidate", 3, 1),))
    page.view.setFocus()
    qtbot.keyClick(page.view, K.Key_N)
    sheet = page.editing.new_person
    _line(sheet.form, "name").setText("石磊")
    line = sheet.company.line
    line.setFocus()
    line.setText("都匀")
    line.textEdited.emit("都匀")
    sheet.submit()
    assert "请从列表中选择单位" in sheet.form.fields["company_id"].fault.text()
    line.setFocus()
    qtbot.waitUntil(lambda: sheet.company.list.count() == 1 and sheet.company.list.isVisible())
    qtbot.keyClick(line, K.Key_Return)
    assert line.text() == "都匀鑫达"
    qtbot.keyClicks(_line(sheet.form, "source"), "WeChat")
    qtbot.keyClick(_line(sheet.form, "source"), K.Key_Return)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    assert office.commands() == [RegisterCandidate(CandidateForm("石磊", IdType.CITIZEN, "", 11), "WeChat")]
    assert CompanyList(text="都匀", limit=30) in office.requests()
    qtbot.waitUntil(lambda: page.person.card is not None and page.person.card.id == 3)


def test_known_number_leads_to_the_record_there_is(
    qtbot: QtBot, page: PeoplePage, office: RecordingOffice
) -> None:
    office.answers[RegisterCandidate] = Conflict("这个证件号码已经登记过。", {"candidate_id": 2})
    page.view.setFocus()
    qtbot.keyClick(page.view, K.Key_N)
    sheet = page.editing.new_person
    sheet.submit()
    qtbot.waitUntil(lambda: sheet.way_out.isVisible())
    qtbot.keyClick(sheet.way_out, K.Key_Space)
    qtbot.waitUntil(lambda: page.person.card is not None and page.person.card.id == 2)
    assert not sheet.isVisible()


def test_register_company(qtbot: QtBot, page: PeoplePage, office: RecordingOffice) -> None:
    office.answers[RegisterCompany] = Receipt(101, (Subject("company", 10, 1),), {"same_name": 1})
    page.view.setFocus()
    qtbot.keyClick(page.view, K.Key_M)
    sheet = page.editing.new_company
    qtbot.keyClicks(_line(sheet.form, "name"), "Hengtai")
    qtbot.keyClicks(_line(sheet.form, "credit_code"), "91522730MA6EQP5Y0G")
    sheet.form.fields["county"].put("522730")
    qtbot.keyClick(_line(sheet.form, "phone"), K.Key_Return)
    qtbot.waitUntil(lambda: page.cards.currentIndex() == 1)
    assert office.commands() == [
        RegisterCompany(CompanyForm("Hengtai", "91522730MA6EQP5Y0G", "", "522730", ""))
    ]
    assert "同名单位" in page.desk.messages.text


def test_edit_sends_seen_and_wanted_and_nothing_when_nothing_changed(
    qtbot: QtBot, page: PeoplePage, office: RecordingOffice
) -> None:
    _open_first(qtbot, page)
    qtbot.keyClick(page.view, K.Key_E)
    sheet = page.editing.person
    phone = _line(sheet.form, "phone")
    qtbot.keyClick(phone, K.Key_Return)
    assert sheet.problem.text() == "没有改动，不需要保存。"
    phone.selectAll()
    qtbot.keyClicks(phone, "13900001111")
    qtbot.keyClick(phone, K.Key_Return)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    assert office.commands() == [EditCandidate(1, FORM, replace(FORM, phone="13900001111"))]


def test_conflict_is_settled_field_by_field(qtbot: QtBot, page: PeoplePage, office: RecordingOffice) -> None:
    details = {
        "who": "李四",
        "when": "11月19日 10:40",
        "fields": [
            {"field": "name", "seen": "龙䶮", "stored": "龙岩", "wanted": "龙燕"},
            {"field": "phone", "seen": "138****5678", "stored": "137****0000", "wanted": "139****1111"},
        ],
    }
    answers = iter([Conflict("李四改动了同一处内容。", details), Receipt(101, (), {"changed": 1})])

    def edit(_request: EditCandidate) -> Receipt:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    office.answers[EditCandidate] = edit
    _open_first(qtbot, page)
    qtbot.keyClick(page.view, K.Key_E)
    sheet, conflict = page.editing.person, page.editing.conflict
    _line(sheet.form, "name").setText("龙燕")
    _line(sheet.form, "phone").setText("13900001111")
    qtbot.keyClick(_line(sheet.form, "phone"), K.Key_Return)
    qtbot.waitUntil(conflict.isVisible)
    assert not conflict.send.isEnabled(), "nothing is chosen beforehand"
    conflict.choose("name", mine=False)
    conflict.choose("phone", mine=True)
    qtbot.keyClick(conflict, K.Key_Return)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    seen = replace(FORM, name="龙岩", phone="137****0000")
    wanted = replace(FORM, name="龙岩", phone="13900001111")
    assert office.commands()[-1] == EditCandidate(1, seen, wanted)
    assert len(office.commands()) == 2


def test_leaving_the_conflict_keeps_the_form(qtbot: QtBot, page: PeoplePage, office: RecordingOffice) -> None:
    fields = [{"field": "phone", "seen": "1", "stored": "2", "wanted": "3"}]
    office.answers[EditCandidate] = Conflict("同事改动了同一处。", {"fields": fields})
    _open_first(qtbot, page)
    qtbot.keyClick(page.view, K.Key_E)
    sheet, conflict = page.editing.person, page.editing.conflict
    _line(sheet.form, "phone").setText("13900001111")
    sheet.submit()
    qtbot.waitUntil(conflict.isVisible)
    qtbot.keyClick(conflict, K.Key_Escape)
    assert sheet.isVisible()
    assert _line(sheet.form, "phone").text() == "13900001111"
    qtbot.keyClick(_line(sheet.form, "phone"), K.Key_Escape)
    assert not sheet.isVisible()


@pytest.fixture
def twins(office: RecordingOffice) -> Twins:
    found = Twins((Twin(2, 3, "石磊，522***0025", "石磊，522***0026", "姓名和电话相同"),))
    office.answers[PossibleDuplicates] = found
    return found


def test_merge_needs_a_reason_and_names_both_versions(
    qtbot: QtBot, page: PeoplePage, office: RecordingOffice, twins: Twins
) -> None:
    page.do("all_twins")
    qtbot.waitUntil(page.twins.look.isEnabled)
    qtbot.keyClick(page.twins.table, K.Key_Return)
    merging = page.merging
    qtbot.waitUntil(lambda: len(merging.choice.buttons()) == 2)
    assert set(office.requests(CandidatePage)) == {CandidatePage(2), CandidatePage(3)}
    qtbot.keyClick(merging.reason, K.Key_Return)
    assert merging.problem.text() == "请写明为什么是同一个人。"
    assert office.commands() == []
    merging.choice.button(3).click()
    merging.reason.setFocus()
    qtbot.keyClicks(merging.reason, "ID seen")
    office.answers[MergeCandidates] = Receipt(101, (Subject("candidate", 3, 9),), {"submissions": 2})
    qtbot.keyClick(merging.reason, K.Key_Return)
    assert "合并不能拆开" in merging.problem.text(), "what cannot be undone is not on Enter alone"
    assert office.commands() == []
    qtbot.keyClick(merging.reason, K.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not merging.isVisible())
    assert office.commands() == [MergeCandidates(3, 8, 2, 7, "ID seen")]
    assert page.desk.messages.text == "已合并到 石磊（522***********0026），转入 2 份资料"


def _compare(qtbot: QtBot, page: PeoplePage) -> None:
    page.do("all_twins")
    qtbot.waitUntil(page.twins.look.isEnabled)
    qtbot.keyClick(page.twins.table, K.Key_Return)
    qtbot.waitUntil(page.merging.apart.isEnabled)


def test_leaving_decides_nothing_and_not_the_same_is_a_button_of_its_own(
    qtbot: QtBot, page: PeoplePage, office: RecordingOffice, twins: Twins
) -> None:
    _compare(qtbot, page)
    qtbot.keyClick(page.merging.reason, K.Key_Escape)
    assert not page.merging.isVisible()
    assert office.commands() == []
    _compare(qtbot, page)
    office.answers[PossibleDuplicates] = Twins(())
    qtbot.mouseClick(page.merging.apart, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.twins.isVisible)
    assert office.commands() == [RuleOutTwins(2, 7, 3, 8, "")]
    assert (
        page.twins.told.text()
        == "已记住：石磊（522***********0025）和石磊（522***********0026）不是同一个人，不再列出"
    )
    qtbot.waitUntil(lambda: page.twins.states.empty.sentence.text() == "没有发现可能重复的学员")


def test_not_the_same_by_keyboard_with_a_reason_and_a_colleague_who_was_first(
    qtbot: QtBot, page: PeoplePage, office: RecordingOffice, twins: Twins
) -> None:
    _compare(qtbot, page)
    office.answers[RuleOutTwins] = Conflict("李四已于 11月19日 10:42 改动过石磊的记录，没有办成。", {})
    merging, asked = page.merging, len(office.requests(CandidatePage))
    qtbot.keyClicks(merging.reason, "brothers")
    qtbot.keyClick(merging.reason, K.Key_D, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(office.requests(CandidatePage)) == asked + 2 and merging.apart.isEnabled())
    assert merging.problem.text().startswith("李四已于")
    assert merging.reason.text() == "brothers"
    del office.answers[RuleOutTwins]
    qtbot.keyClick(merging.reason, K.Key_D, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.twins.isVisible)
    assert office.commands()[-1] == RuleOutTwins(2, 7, 3, 8, "brothers")


def test_what_was_ruled_out_is_shown_with_whom_and_listed_again(
    qtbot: QtBot, page: PeoplePage, office: RecordingOffice, twins: Twins
) -> None:
    [twin] = twins.rows
    out = replace(twin, ruled_out_by="李四", ruled_out_at=NOON)
    office.answers[PossibleDuplicates] = lambda asked: Twins((out,)) if asked.ruled_out else Twins(())
    page.do("all_twins")
    sheet = page.twins
    qtbot.waitUntil(lambda: sheet.states.empty.sentence.text() == "没有发现可能重复的学员")
    assert sheet.table.isColumnHidden(3)
    qtbot.keyClick(sheet, K.Key_X)
    qtbot.waitUntil(sheet.look.isEnabled)
    assert (sheet.look.text(), sheet.table.isColumnHidden(3)) == ("再次列出", False)
    assert sheet.model.index(0, 3).data() == "李四 今天 10:42"
    qtbot.keyClick(sheet.table, K.Key_Return)
    qtbot.waitUntil(lambda: office.commands() == [ListTwinsAgain(2, 3)])
    qtbot.waitUntil(lambda: "再次列出" in sheet.told.text())
    assert sheet.isVisible()


def test_own_twins_are_asked_for_one_person(qtbot: QtBot, page: PeoplePage, office: RecordingOffice) -> None:
    office.answers[PossibleDuplicates] = Twins(())
    _open_first(qtbot, page)
    qtbot.keyClick(page.view, K.Key_D)
    qtbot.waitUntil(lambda: page.twins.states.empty.sentence.text() == "没有发现与此人相像的记录")
    assert office.requests(PossibleDuplicates) == [PossibleDuplicates(1)]


def test_applying_on_behalf_uploads_both_and_hands_in(
    qtbot: QtBot, page: PeoplePage, office: RecordingOffice, tmp_path: Path
) -> None:
    office.answers[UploadPaper] = Receipt(101, (Subject("submission", 55, 1),))
    _open_first(qtbot, page)
    qtbot.keyClick(page.view, K.Key_U)
    sheet = page.applying
    sheet.form.fields["category"].put("A_renewal")
    sheet.submit()
    assert sheet.form.fields["commitment_letter"].fault.text() == "请选择承诺书文件。"
    assert sheet.form.fields["source"].fault.text() != ""
    assert office.commands() == []
    for slot in Slot:
        path = tmp_path / f"{slot}.pdf"
        path.write_bytes(str(slot).encode())
        sheet.files[slot].choose(path)
    qtbot.keyClicks(_line(sheet.form, "certificate"), "A1")
    qtbot.keyClicks(_line(sheet.form, "source"), "WeChat")
    qtbot.keyClick(_line(sheet.form, "source"), K.Key_Return)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    first, second, handed = office.commands()
    assert isinstance(first, UploadPaper)
    assert isinstance(second, UploadPaper)
    assert [one.slot for one in (first, second)] == list(Slot)
    assert {one.candidate_id for one in (first, second)} == {1}
    assert {one.source for one in (first, second)} == {"WeChat"}
    assert handed == SubmitPapers(55, "A1", "", "WeChat")


def test_letters_do_nothing_below_an_open_sheet(
    qtbot: QtBot, page: PeoplePage, office: RecordingOffice
) -> None:
    _open_first(qtbot, page)
    qtbot.keyClick(page.view, K.Key_E)
    qtbot.keyClick(page.editing.person.cancel, K.Key_I)
    qtbot.keyClick(page.editing.person.cancel, K.Key_N)
    assert not page.editing.new_person.isVisible()
    assert office.commands() == []


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_name_of_a_chosen_file_is_shown_as_it_is(qtbot: QtBot, page: PeoplePage, name: str) -> None:
    _open_first(qtbot, page)
    qtbot.keyClick(page.view, K.Key_U)
    sheet = page.applying
    width = sheet.panel.width(), sheet.inner.minimumSizeHint().width()
    for field in sheet.files.values():
        field.choose(Path(name))
        assert honest(field.name.text(), name)
        assert field.name.textFormat() == Qt.TextFormat.PlainText
    assert (sheet.panel.width(), sheet.inner.minimumSizeHint().width()) == width


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_person_called_like_markup_is_shown_as_text(
    qtbot: QtBot, page: PeoplePage, office: RecordingOffice, name: str
) -> None:
    """Name, company, and the line of the history that names a file."""
    shown = replace(CARD, form=replace(CARD.form, name=name), name_typed=name, company=name)
    line = replace(CARD.timeline[0], text=short_name(name))
    office.answers[CandidatePage] = replace(shown, timeline=(line,))
    _open_first(qtbot, page)
    labels = [one for one in page.findChildren(QLabel) if one.text()]
    assert labels
    assert all(one.textFormat() == Qt.TextFormat.PlainText for one in labels)
    buttons = page.findChildren(QAbstractButton)
    assert all(one.shortcut().isEmpty() for one in buttons)
    assert not any("<b>" in one.toolTip() for one in page.findChildren(QWidget))
    assert page.person.company.text() == name
