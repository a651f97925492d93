"""Settings, the catalogue, and one month's window."""

import dataclasses
from datetime import datetime, timedelta
from typing import Any

import pytest

from desktop_admin.contract.catalogue import (
    AddReason,
    Catalogue,
    CategoryRow,
    EditCategory,
    EditReason,
    ReasonForm,
    ReasonReport,
    ReasonRow,
)
from desktop_admin.contract.errors import Conflict, Invalid
from desktop_admin.contract.founding import OfficeFacts
from desktop_admin.contract.policy import EditPolicy, MonthWindows, PolicySettings, ShiftRegistration
from desktop_admin.models.policy import PolicyRow
from desktop_admin.models.submissions import DecisionRow, SubmissionRow
from desktop_admin.rules.categories import Slot
from desktop_admin.rules.clock import CHINA
from desktop_admin.rules.cycles import Cycle
from desktop_admin.rules.reasons import CATALOGUE
from desktop_admin.services.context import Context, Principal
from desktop_admin.services.policy import settings, window_of
from tests.services.conftest import NOW, Small, faults


def reason(office: Small, code: str, slot: str = "") -> ReasonRow:
    rows = office.run(Catalogue()).reasons
    return next(row for row in rows if (row.form.code, row.form.slot) == (code, slot))


def category(office: Small, key: str) -> CategoryRow:
    return next(row for row in office.run(Catalogue()).categories if row.form.key == key)


def china(day: int, hour: int, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=CHINA)


def test_seeded_catalogue_is_that_of_the_rules(office: Small) -> None:
    record = office.run(Catalogue())
    assert [row.form.key for row in record.categories if not row.form.offered] == ["C3_renewal"]
    assert record.categories[0].papers == {
        "commitment_letter": "企业法人承诺书",
        "registration_form": "三类人员报名表",
    }
    assert {row.form.code for row in record.reasons} == {entry.code for entry in CATALOGUE}
    for slot in Slot:
        shown = [row.form for row in record.reasons if row.form.slot in ("", slot)]
        digits = {form.digit: form.code for form in shown if form.digit}
        fitting = [entry for entry in CATALOGUE if slot in entry.slots]
        assert digits == {number: entry.code for entry in fitting if (number := entry.digit(slot))}
        assert len(shown) == len({form.code for form in shown}) == len(fitting)


def test_categories_change_but_not_what_they_are(office: Small) -> None:
    row = category(office, "C3_renewal")
    wanted = dataclasses.replace(row.form, offered=True, required_hours=24)
    office.run(EditCategory(row.id, row.form, wanted))
    assert category(office, "C3_renewal").form == wanted
    with pytest.raises(Invalid) as refused:
        office.run(
            EditCategory(row.id, wanted, dataclasses.replace(wanted, key="C9", short="", required_hours=-1))
        )
    assert faults(refused) == {("key", "fixed"), ("short", "length"), ("required_hours", "range")}


def test_a_digit_serves_one_reason_of_a_paper(office: Small) -> None:
    for form, codes in (
        (ReasonForm("", "少一页", "registration_form", "", 4), {("digit", "taken")}),
        (ReasonForm("", "少一页", "", "", 9), {("digit", "taken")}),
        (ReasonForm("seal_missing", "没有章", "", "", 0), {("code", "taken")}),
        (ReasonForm("B ad", "", "x", "Z", 12), {
            ("code", "format"), ("text", "length"), ("slot", "unknown"), ("category", "unknown"), ("digit", "range"),
        }),
        (ReasonForm("", "缺{字段"), {("text", "braces")}),
        (ReasonForm("", "少一页", "", "", 0, True, "approve"), {("given_for", "unknown")}),
    ):  # fmt: skip
        with pytest.raises(Invalid) as refused:
            office.run(AddReason(form))
        assert faults(refused) == codes
    retired = reason(office, "form_blank", "registration_form")
    office.run(EditReason(retired.id, retired.form, dataclasses.replace(retired.form, active=False)))
    added = office.run(AddReason(ReasonForm("", "少一页", "registration_form", "", 4)))
    assert reason(office, "r_syy", "registration_form").id == added.first("reason")
    with pytest.raises(Invalid):
        office.run(EditReason(retired.id, dataclasses.replace(retired.form, active=False), retired.form))
    office.run(AddReason(ReasonForm("", "少一页")))
    assert reason(office, "r_syy_2").form.active


def test_final_grounds_have_digits_of_their_own(office: Small) -> None:
    office.run(AddReason(ReasonForm("", "不予受理", "registration_form", "", 4, given_for="reject")))
    with pytest.raises(Invalid, match="不予受理"):
        # Another paper: of the final grounds there is one list.
        office.run(AddReason(ReasonForm("", "不能受理", "commitment_letter", "", 4, given_for="reject")))
    with pytest.raises(Invalid):
        office.run(AddReason(ReasonForm("", "两者都用", "registration_form", "", 4)))
    assert reason(office, "seal_missing").form.given_for == "return"
    assert reason(office, "age", "registration_form").form.given_for == ""
    assert reason(office, "not_genuine", "registration_form").form.given_for == "reject"


def test_a_reasons_code_stays(office: Small) -> None:
    row = reason(office, "other")
    with pytest.raises(Invalid) as refused:
        office.run(EditReason(row.id, row.form, dataclasses.replace(row.form, code="others")))
    assert faults(refused) == {("code", "fixed")}
    both = reason(office, "id_differs", "commitment_letter")
    with pytest.raises(Invalid) as refused:
        office.run(
            EditReason(both.id, both.form, dataclasses.replace(both.form, slot="registration_form", digit=0))
        )
    assert faults(refused) == {("slot", "taken")}


def test_report_counts_what_was_not_undone(office: Small) -> None:
    def given(code: str, slot: str | None) -> dict[str, Any]:
        return {"code": code, "slot": slot, "text": f"旧说法 {code}"}

    company, person = office.company(), office.person()
    decisions = [
        ("return", [given("seal_missing", "registration_form"), given("gone", None)], None),
        ("reject", [given("seal_missing", "registration_form")], None),
        ("return", [given("seal_missing", "commitment_letter")], NOW),
        ("approve", [], None),
    ]
    with office.database.writing() as session:
        session.add(
            SubmissionRow(
                id=1, candidate_id=person, company_id=company, category="A_initial", state="returned",
                created_at=NOW,
            )
        )  # fmt: skip
        session.flush()
        for kind, reasons, undone in decisions:
            session.add(
                DecisionRow(
                    submission_id=1, kind=kind, at=NOW, staff_id=1, reasons=reasons, sentence="",
                    hashes=[], before={}, undone_at=undone,
                )
            )  # fmt: skip
    report = office.run(ReasonReport(NOW, NOW + timedelta(seconds=1)))
    assert report.decisions == 2
    assert [(row.code, row.text, row.slot, row.count) for row in report.rows] == [
        ("seal_missing", "未加盖单位公章", "registration_form", 2),
        ("gone", "旧说法 gone", "", 1),
    ]
    assert office.run(ReasonReport(NOW - timedelta(days=1), NOW)).decisions == 0
    with pytest.raises(Invalid):
        office.run(ReasonReport(NOW, NOW))


def test_settings_merge_and_say_their_ranges(office: Small) -> None:
    seen = office.run(PolicySettings()).form
    office.run(EditPolicy(seen, dataclasses.replace(seen, grace_minutes=20)))
    office.run(EditPolicy(seen, dataclasses.replace(seen, office_name="黔南建协")))
    record = office.run(PolicySettings())
    assert (record.form.grace_minutes, record.form.office_name, record.version) == (20, "黔南建协", 3)
    assert office.run(OfficeFacts()).name == "黔南建协"
    with pytest.raises(Conflict):
        office.run(EditPolicy(seen, dataclasses.replace(seen, grace_minutes=5)))
    bad = dataclasses.replace(record.form, retention_days=30, bulk_approval="always", office_name=" ")
    with pytest.raises(Invalid) as refused:
        office.run(EditPolicy(record.form, bad))
    assert faults(refused) == {
        ("retention_days", "range"),
        ("bulk_approval", "choice"),
        ("office_name", "length"),
    }


def test_settings_of_another_version_are_read(office: Small) -> None:
    with office.database.writing() as session:
        row = session.get(PolicyRow, 1)
        assert row is not None
        row.settings = {"office_name": "协会", "grace_minutes": 30, "unknown_here": 1}
    assert office.run(PolicySettings()).form.grace_minutes == 30
    assert office.run(PolicySettings()).form.lease_minutes == 10


def test_windows_around_now(office: Small) -> None:
    windows = office.run(MonthWindows())
    assert (windows.current.cycle, windows.following.cycle) == ("2026-11", "2026-12")
    assert windows.next_close == windows.current.closes == china(22, 17)
    assert windows.current.words == "2026年11月报名缴费：11月1日 09:00 开放，11月22日 17:00 截止"
    assert "报名缴费截止 11月22日 17:00 是休息日（周日），时间不变，请安排值班。" in windows.current.warnings
    office.later(days=4, hours=7)
    office.sign_in("周主管")
    assert office.run(MonthWindows()).next_close == china(22, 17, 12)


def test_an_unknown_year_is_said_not_guessed(office: Small) -> None:
    office.now = datetime(2030, 11, 30, 9, tzinfo=CHINA)
    office.sign_in("周主管")
    assert "2030年节假日安排尚未录入。" in office.run(MonthWindows()).current.warnings


def test_a_chief_shifts_one_month(office: Small) -> None:
    office.run(ShiftRegistration("2026-11", 0, china(1, 9), china(25, 17), "系统停机补偿"))
    shifted = office.run(MonthWindows()).current
    assert (shifted.shifted, shifted.reason, shifted.version, shifted.closes) == (
        True, "系统停机补偿", 1, china(25, 17),
    )  # fmt: skip
    assert shifted.words.endswith("（已调整：系统停机补偿）")
    assert not office.run(MonthWindows()).following.shifted
    with pytest.raises(Conflict) as clash:
        office.run(ShiftRegistration("2026-11", 0, china(1, 9), china(24, 17), "另一位主管"))
    assert "周主管" in clash.value.message
    with office.database.reading() as session:
        context = Context(session, Principal(None, "", frozenset()), NOW)
        assert window_of(context)(Cycle(2026, 11)).closes == china(25, 17)
        assert settings(context).grace_minutes == 15
    office.run(ShiftRegistration("2026-11", 1, china(1, 9), china(22, 17), "恢复"))
    back = office.run(MonthWindows()).current
    assert (back.shifted, back.reason, back.version) == (False, "", 2)


@pytest.mark.parametrize(
    ("cycle", "opens", "closes", "why", "codes"),
    [
        ("2026-13", china(1, 9), china(25, 17), "x", {("cycle", "format")}),
        ("2026-11", china(26, 9), china(25, 17), " ", {("reason", "length"), ("opens", "order")}),
        ("2026-11", china(1, 9), china(18, 10), "x", {("closes", "past")}),
        ("2026-11", china(1, 9), china(23, 9, 12), "x", {("closes", "neighbours")}),
        ("2026-11", china(1, 9, 9), china(25, 17), "x", {("opens", "far")}),
    ],
)
def test_impossible_shifts_are_refused(
    office: Small, cycle: str, opens: datetime, closes: datetime, why: str, codes: set[tuple[str, str]]
) -> None:
    with pytest.raises(Invalid) as refused:
        office.run(ShiftRegistration(cycle, 0, opens, closes, why))
    assert faults(refused) == codes
    assert not office.run(MonthWindows()).current.shifted
