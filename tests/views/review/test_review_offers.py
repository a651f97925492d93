"""Findings offer their reasons ready ticked; 不通过 has final grounds of its own. Nothing is sent unseen."""

from dataclasses import replace

from PySide6.QtCore import Qt

from desktop_admin.contract.catalogue import ReasonForm, ReasonRow
from desktop_admin.contract.submissions import (
    DecisionKind,
    PrecheckFinding,
    ReasonGiven,
    RejectSubmission,
    Slot,
)
from desktop_admin.views.review.drafts import numbers, reasons_for
from desktop_admin.views.review.reason_row import ReasonLine
from tests.views.review.sitting import Reviewer
from tests.views.review.town import catalogue

K = Qt.Key
LETTER, FORM = Slot.COMMITMENT_LETTER, Slot.REGISTRATION_FORM
SEAL = PrecheckFinding("red_seal", "yellow", "承诺书未见红色公章", LETTER, None)
OTHER_NUMBER = PrecheckFinding("id_in_text", "red", "报名表中的身份证号是 522***1234", FORM, 0)
NO_COMPANY = PrecheckFinding("company_in_text", "yellow", "报名表文中未找到单位", FORM, None)


def found(reviewer: Reviewer, *findings: PrecheckFinding) -> None:
    """The first dossier has these findings; it is on screen anew."""
    reviewer.town.change(1, findings=findings)
    reviewer.town.tell(1)
    reviewer.qtbot.waitUntil(lambda: reviewer.page.bench.record.findings == findings)


def picks(reviewer: Reviewer) -> list[tuple[str, Slot | None]]:
    return [(pick.code, pick.slot) for pick in reviewer.page.deciding.drafts.of(1).picks]


def lines(reviewer: Reviewer) -> dict[str, ReasonLine]:
    picker = reviewer.page.panel.reasons

    def shown() -> list[ReasonLine]:
        return [line for line in picker.findChildren(ReasonLine) if line.isVisible()]

    reviewer.qtbot.waitUntil(lambda: bool(shown()))  # Qt shows what was added at its next turn
    return {line.form.code: line for line in shown() if line.form is not None}


def test_what_is_certain_is_ready_ticked_and_in_the_sentence(reviewer: Reviewer) -> None:
    found(reviewer, SEAL, OTHER_NUMBER)
    reviewer.key(K.Key_R)
    assert picks(reviewer) == [("seal_missing", LETTER), ("id_differs", FORM)]
    assert reviewer.page.panel.reasons.sentence.startswith(
        "承诺书：未加盖单位公章。报名表：身份证号与报名信息不一致。"
    )
    line = lines(reviewer)["seal_missing"]
    assert line.digit == 1
    assert line.accessibleDescription() == "预检：承诺书未见红色公章"
    reviewer.key(K.Key_Return)
    reviewer.on(2)
    assert [given.code for given in reviewer.office.commands()[0].reasons] == ["seal_missing", "id_differs"]


def test_r_and_enter_in_one_breath_send_nothing_that_the_machine_ticked(reviewer: Reviewer) -> None:
    found(reviewer, SEAL)
    meaning = reviewer.page.deciding.meaning
    meaning.hasty = 0.4
    now = meaning.clock()
    meaning.clock = lambda: now
    reviewer.key(K.Key_R)
    reviewer.key(K.Key_Return)
    reviewer.calm()
    assert reviewer.office.commands() == []
    assert "看过再按" in reviewer.page.desk.messages.text
    meaning.clock = lambda: now + 0.5
    reviewer.key(K.Key_Return)
    reviewer.on(2)


def test_what_is_taken_out_stays_out(reviewer: Reviewer) -> None:
    found(reviewer, SEAL)
    reviewer.key(K.Key_R)
    reviewer.type("1")
    assert picks(reviewer) == []
    reviewer.key(K.Key_Escape)
    reviewer.key(K.Key_J)
    reviewer.on(2)
    reviewer.key(K.Key_K)
    reviewer.on(1)
    reviewer.key(K.Key_R)
    assert picks(reviewer) == []
    reviewer.key(K.Key_Return)
    reviewer.calm()
    assert reviewer.office.commands() == []
    assert "seal_missing" in lines(reviewer)


def test_what_is_not_certain_is_offered_unticked(reviewer: Reviewer) -> None:
    found(reviewer, NO_COMPANY)
    reviewer.key(K.Key_R)
    reviewer.key(K.Key_Tab)
    assert picks(reviewer) == []
    assert lines(reviewer)["company_differs"].accessibleDescription() == "预检：报名表文中未找到单位"


def test_a_replaced_paper_takes_its_tick_along_and_may_be_ticked_again(reviewer: Reviewer) -> None:
    found(reviewer, SEAL)
    reviewer.key(K.Key_R)
    reviewer.type("3")
    reviewer.key(K.Key_Escape)
    found(reviewer)
    reviewer.key(K.Key_R)
    assert picks(reviewer) == [("signature", LETTER)], "the hand's own stays"
    reviewer.key(K.Key_Escape)
    reviewer.town.replace_paper(1, LETTER)
    for paper in reviewer.town.dossiers[1].papers:
        reviewer.office.files[paper.sha256] = b"%PDF"
    found(reviewer, SEAL)
    reviewer.key(K.Key_R)
    assert picks(reviewer) == [("signature", LETTER), ("seal_missing", LETTER)]


def test_what_only_the_machine_ticked_is_no_draft_of_hers(reviewer: Reviewer) -> None:
    found(reviewer, SEAL)
    reviewer.key(K.Key_R)
    reviewer.key(K.Key_Escape)
    assert reviewer.page.deciding.drafts.begun() == 0


def test_final_grounds_are_a_list_of_their_own(reviewer: Reviewer) -> None:
    found(reviewer, SEAL)
    reviewer.key(K.Key_R)
    reviewer.key(K.Key_Escape)
    reviewer.key(K.Key_X)
    picker = reviewer.page.panel.reasons
    assert picks(reviewer) == [], "a final ground is ticked by nobody but her"
    assert not any(tab.isVisible() for tab in picker.tabs.values())
    listed = lines(reviewer)
    assert not {"seal_missing", "signature", "scan_quality"} & set(listed)
    assert {"experience", "age", "certificate_expired", "not_genuine", "other"} <= set(listed)
    assert [line.digit for line in listed.values()][:9] == list(range(1, 10))
    reviewer.type(str(listed["experience"].digit))
    assert picks(reviewer) == [("experience", None)]
    assert picker.sentence.startswith("从业年限不足。本次申请未通过，已经结束")
    reviewer.key(K.Key_Return)
    reviewer.on(2)
    [sent] = reviewer.office.commands()
    assert isinstance(sent, RejectSubmission)
    assert sent.reasons == (ReasonGiven("experience", None, "从业年限不足"),)


def test_the_reasons_of_a_return_wait_while_a_rejection_is_looked_at(reviewer: Reviewer) -> None:
    reviewer.key(K.Key_R)
    reviewer.type("3")
    reviewer.key(K.Key_Escape)
    reviewer.key(K.Key_X)
    assert picks(reviewer) == []
    reviewer.key(K.Key_Escape)
    assert reviewer.page.deciding.drafts.begun() == 1
    reviewer.key(K.Key_J)
    reviewer.on(2)
    reviewer.key(K.Key_K)
    reviewer.on(1)
    assert "未发出的退回草稿（1 项原因）" in reviewer.page.notice.sentence.text()


def test_who_has_no_digit_takes_a_free_one() -> None:
    rows = catalogue().reasons
    final = reasons_for(rows, LETTER, "C2_renewal", DecisionKind.REJECT)
    digits = numbers(final)
    assert digits["other"] == 0
    taken = [digit for digit in digits.values() if digit is not None]
    assert len(taken) == len(set(taken)) == 10
    own = [
        replace(row, form=replace(row.form, digit=3)) if row.form.code == "not_genuine" else row
        for row in rows
    ]
    assert numbers(reasons_for(own, LETTER, "C2_renewal", DecisionKind.REJECT))["not_genuine"] == 3
    returns = numbers(reasons_for(rows, LETTER, "C2_renewal"))
    assert (returns["seal_missing"], returns["file_format"]) == (1, None)


def test_a_reason_of_the_office_is_for_both_unless_it_says_so() -> None:
    own = (
        ReasonRow(1, 1, ReasonForm("r_a", "甲")),
        ReasonRow(2, 1, ReasonForm("r_b", "乙", given_for="return")),
        ReasonRow(3, 1, ReasonForm("r_c", "丙", "registration_form", given_for="reject")),
    )
    assert [form.code for form in reasons_for(own, FORM, "C2_renewal")] == ["r_a", "r_b"]
    final = reasons_for(own, LETTER, "C2_renewal", DecisionKind.REJECT)
    assert sorted(form.code for form in final) == ["r_a", "r_c"]
