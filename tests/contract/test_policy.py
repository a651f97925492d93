"""What a chief may change: categories, reasons, settings, one month's window (R18, domain §2.11)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop_admin.contract.catalogue import (
    AddReason,
    Catalogue,
    EditCategory,
    EditReason,
    ReasonForm,
    ReasonReport,
)
from desktop_admin.contract.claims import ClaimSubject
from desktop_admin.contract.errors import Conflict, Invalid, NotAllowed
from desktop_admin.contract.founding import OfficeFacts
from desktop_admin.contract.policy import EditPolicy, MonthWindows, PolicySettings, ShiftRegistration
from desktop_admin.contract.settings_history import SettingsHistory
from desktop_admin.contract.submissions import (
    Dossier,
)
from desktop_admin.rules.clock import at
from desktop_admin.rules.cycles import Cycle
from desktop_admin.rules.subjects import SubjectKind
from tests.contract.world import World

NOVEMBER = Cycle(2026, 11)


def test_the_office_starts_with_ten_categories_nine_offered(world: World) -> None:
    catalogue = world.as_("李四").run(Catalogue())
    assert len(catalogue.categories) == 10
    assert [row.form.key for row in catalogue.categories if not row.form.offered] == ["C3_renewal"]
    assert {row.form.required_hours for row in catalogue.categories if row.form.kind == "renewal"} == {40}
    assert len(catalogue.reasons) > 25


def test_a_category_is_switched_on(world: World) -> None:
    chief = world.as_("王敏")
    row = next(row for row in chief.run(Catalogue()).categories if row.form.key == "C3_renewal")
    chief.run(EditCategory(row.id, row.form, replace(row.form, offered=True)))
    with pytest.raises(Invalid):
        chief.run(EditCategory(row.id, row.form, replace(row.form, required_hours=-1)))
    assert world.submitted(world.candidate(world.company()), category="C3_renewal")


def test_r18_reasons_are_edited_and_decisions_keep_their_words(world: World) -> None:
    chief = world.as_("王敏")
    number = world.waiting_one()
    world.send_back(number)
    row = next(r for r in chief.run(Catalogue()).reasons if r.form.code == "seal_missing")
    chief.run(EditReason(row.id, row.form, replace(row.form, text="没有盖单位公章")))
    chief.run(AddReason(ReasonForm("own_reason", "本地加的原因")))
    with pytest.raises((Conflict, Invalid)):
        chief.run(AddReason(ReasonForm("own_reason", "再来一次")))
    assert chief.run(Dossier(number)).decisions[0].reasons[0].text == "未加盖单位公章"
    codes = {r.form.code: r.form.text for r in chief.run(Catalogue()).reasons}
    assert codes["own_reason"] == "本地加的原因"


def test_r18_the_report_counts_reasons_half_open(world: World) -> None:
    number = world.waiting_one()
    begin = world.clock.now
    world.send_back(number)
    chief = world.as_("王敏")
    report = chief.run(ReasonReport(begin, begin + timedelta(seconds=1)))
    assert (report.decisions, report.rows[0].code, report.rows[0].count) == (1, "seal_missing", 1)
    assert chief.run(ReasonReport(begin - timedelta(days=1), begin)).decisions == 0


def test_settings_merge_and_name_every_fault(world: World) -> None:
    chief = world.as_("王敏")
    form = chief.run(PolicySettings()).form
    with pytest.raises(NotAllowed):
        world.as_("李四").run(EditPolicy(form, form))
    with pytest.raises(Invalid) as refused:
        chief.run(
            EditPolicy(form, replace(form, grace_minutes=999, retention_days=30, bulk_approval="always"))
        )
    assert {fault["field"] for fault in refused.value.details["faults"]} == {
        "grace_minutes", "retention_days", "bulk_approval",
    }  # fmt: skip
    chief.run(EditPolicy(form, replace(form, lease_minutes=2)))
    chief.run(EditPolicy(form, replace(form, office_name="都匀考务中心")))
    with pytest.raises(Conflict):
        chief.run(EditPolicy(form, replace(form, lease_minutes=5)))
    record = chief.run(PolicySettings())
    assert (record.form.lease_minutes, record.form.office_name) == (2, "都匀考务中心")
    assert world.desk().run(OfficeFacts()).name == "都匀考务中心"
    number = world.waiting_one()
    world.as_("李四").run(ClaimSubject(SubjectKind.SUBMISSION, number))
    world.clock.advance(minutes=2, seconds=1)
    assert world.as_("王敏").run(ClaimSubject(SubjectKind.SUBMISSION, number)).mine, "the new lease holds"


def test_a_shifted_month_decides_which_cycle_an_upload_is_for(world: World) -> None:
    chief = world.as_("王敏")
    windows = chief.run(MonthWindows())
    assert (windows.current.cycle, windows.current.shifted, windows.following.cycle) == (
        "2026-11",
        False,
        "2026-12",
    )
    assert windows.next_close == at(NOVEMBER.day(22), 17)
    closes = at(NOVEMBER.day(25), 17)
    shift = ShiftRegistration("2026-11", 0, windows.current.opens, closes, "系统停机三天")
    with pytest.raises(NotAllowed):
        world.as_("李四").run(shift)
    with pytest.raises(Invalid):
        chief.run(replace(shift, reason=""))
    with pytest.raises(Invalid, match="精确到分钟"):
        chief.run(replace(shift, closes=closes + timedelta(seconds=30)))
    chief.run(shift)
    with pytest.raises(Conflict):
        chief.run(ShiftRegistration("2026-11", 0, windows.current.opens, closes, "再来"))
    windows = chief.run(MonthWindows())
    assert (windows.current.shifted, windows.next_close, windows.current.version) == (True, closes, 1)
    world.clock.now = at(NOVEMBER.day(24), 9)
    world.again("门户", "李四")
    number = world.waiting_one()
    assert world.as_("李四").run(Dossier(number)).cycle == "2026-11"


def test_the_history_of_the_settings_says_from_what_to_what(world: World) -> None:
    chief = world.as_("王敏")
    assert chief.run(SettingsHistory()).rows == ()
    form = chief.run(PolicySettings()).form
    chief.run(EditPolicy(form, replace(form, grace_minutes=20, bulk_approval="never")))
    window = chief.run(MonthWindows()).current
    moved = window.closes + timedelta(days=1)
    chief.run(ShiftRegistration(window.cycle, 0, window.opens, moved, "停电检修"))
    again = chief.run(MonthWindows()).current
    chief.run(
        ShiftRegistration(window.cycle, again.version, window.opens, moved + timedelta(days=1), "仍停电")
    )
    told = [
        (row.who, row.name, [(line.label, line.before, line.after) for line in row.lines])
        for row in world.as_("审计").run(SettingsHistory()).rows
    ]
    month, shift = ("月份", "", "2026年11月"), "ShiftRegistration"
    assert told == [
        ("王敏", shift, [month, ("原因", "", "仍停电"), ("截止", "2026-11-23 17:00", "2026-11-24 17:00")]),
        ("王敏", shift, [month, ("原因", "", "停电检修"), ("截止", "2026-11-22 17:00", "2026-11-23 17:00")]),
        (
            "王敏",
            "EditPolicy",
            [("迟交宽限", "15 分钟", "20 分钟"), ("批量通过", "仅限预检全绿的资料", "不允许")],
        ),
    ]


def test_the_history_holds_categories_and_reasons_too(world: World) -> None:
    chief = world.as_("王敏")
    catalogue = chief.run(Catalogue())
    off = next(one for one in catalogue.categories if not one.form.offered)
    chief.run(EditCategory(off.id, off.form, replace(off.form, offered=True)))
    chief.run(AddReason(ReasonForm("", "缺{材料}")))
    new = next(one for one in chief.run(Catalogue()).reasons if one.form.text == "缺{材料}")
    chief.run(EditReason(new.id, new.form, replace(new.form, active=False)))
    told = [
        (row.name, [(line.label, line.before, line.after) for line in row.lines])
        for row in chief.run(SettingsHistory()).rows
    ]
    assert told == [
        ("EditReason", [("退回原因", "", "缺〔材料〕"), ("可用", "是", "否")]),
        (
            "AddReason",
            [
                ("退回原因", "", "缺〔材料〕"),
                ("数字键", "", "无"),
                ("可用", "", "是"),
            ],
        ),
        ("EditCategory", [("考证类别", "", "C3类延期"), ("开放报考", "否", "是")]),
    ]
    assert len(chief.run(SettingsHistory(1)).rows) == 1
