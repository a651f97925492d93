"""Sites, rooms, invigilators and days off (C17; domain §4 "Calendar", §6)."""

from dataclasses import replace
from datetime import date

import pytest

from desktop_admin.contract.errors import Conflict, Invalid, NotAllowed
from desktop_admin.contract.exams import (
    AddInvigilator,
    CalendarYear,
    Duty,
    EditInvigilator,
    EditRoom,
    EditSite,
    EnterCalendarYear,
    Invigilators,
    MonthPage,
    RegisterRoom,
    RegisterSite,
    RevealInvigilator,
    RoomForm,
    SiteForm,
    Sites,
)
from desktop_admin.contract.policy import MonthWindows
from desktop_admin.rules.days import Day
from tests.contract.exam_month import FORM, card, coordinator, create, hall
from tests.contract.world import World


def test_sites_and_rooms_are_kept_and_found(world: World) -> None:
    made, desk = hall(world), coordinator(world)
    with pytest.raises(Conflict, match="已经有了"):
        desk.run(RegisterSite(SiteForm("都匀市 建设大厦")))
    with pytest.raises(Conflict, match="已有考场"):
        desk.run(RegisterRoom(RoomForm(made.site, "第1考场", 30)))
    with pytest.raises(Invalid) as refused:
        desk.run(RegisterRoom(RoomForm(999, "", 0)))
    assert {fault["field"] for fault in refused.value.details["faults"]} == {"name", "places", "site_id"}
    for reader in ("审计", "赵会计", "王敏"):
        (site,) = world.as_(reader).run(Sites()).rows
        assert (site.form.name, [room.form.places for room in site.rooms]) == ("都匀市建设大厦", [45, 45])
    with pytest.raises(NotAllowed):
        world.as_("李四").run(RegisterSite(SiteForm("别处")))
    with pytest.raises(NotAllowed):
        world.as_("门户").run(Sites())


def test_edits_of_a_site_merge_and_clash(world: World) -> None:
    made, desk = hall(world), coordinator(world)
    form = desk.run(Sites()).rows[0].form
    desk.run(EditSite(made.site, form, replace(form, address="剑江中路 1 号")))
    desk.run(EditSite(made.site, form, replace(form, name="都匀市建设大厦三楼")))
    with pytest.raises(Conflict):
        desk.run(EditSite(made.site, form, replace(form, address="别处")))
    assert desk.run(Sites()).rows[0].form == SiteForm("都匀市建设大厦三楼", "剑江中路 1 号")


def test_what_a_coming_session_needs_is_not_retired(world: World) -> None:
    made, desk = hall(world), coordinator(world)
    duties = (Duty(made.invigilator, made.rooms[0]),)
    create(world, replace(FORM, site_id=made.site, rooms=made.rooms, duties=duties))
    (site,), (person,) = desk.run(Sites()).rows, desk.run(Invigilators()).rows
    assert (site.coming, [room.coming for room in site.rooms], person.coming) == (1, [1, 1], 1)
    room = site.rooms[0]
    with pytest.raises(Conflict, match="还有 1 场"):
        desk.run(EditSite(site.id, site.form, replace(site.form, active=False)))
    with pytest.raises(Conflict, match="还有 1 场"):
        desk.run(EditRoom(room.id, room.form, replace(room.form, active=False)))
    with pytest.raises(Conflict, match="还有 1 场"):
        desk.run(EditInvigilator(person.id, person.form, replace(person.form, active=False)))
    other = hall(world, "福泉市党校")
    form = next(row.form for row in desk.run(Sites()).rows if row.id == other.site)
    desk.run(EditSite(other.site, form, replace(form, active=False)))
    with pytest.raises(Invalid, match="已停用"):
        create(world, replace(FORM, site_id=other.site))
    with pytest.raises(Invalid, match="不能换考点"):
        desk.run(EditRoom(room.id, room.form, replace(room.form, site_id=other.site)))


def test_phones_are_masked_and_every_look_is_journalled(world: World) -> None:
    made, desk = hall(world), coordinator(world)
    (person,) = world.as_("审计").run(Invigilators()).rows
    assert person.form.phone == "138****5678"
    assert desk.run(RevealInvigilator(made.invigilator)).phone == "13812345678"
    with pytest.raises(NotAllowed):
        world.as_("审计").run(RevealInvigilator(made.invigilator))
    desk.run(EditInvigilator(person.id, person.form, replace(person.form, name="韦一监")))
    assert desk.run(RevealInvigilator(made.invigilator)).phone == "13812345678", "a masked one is unchanged"
    desk.run(EditInvigilator(person.id, person.form, replace(person.form, phone="0854-8222333")))
    with pytest.raises(Conflict) as clash:
        desk.run(EditInvigilator(person.id, replace(person.form, phone="13800000000"),
                                 replace(person.form, phone="13811111111")))  # fmt: skip
    (field,) = clash.value.details["fields"]
    assert (field["stored"], field["wanted"]) == ("0854-*****33", "138****1111")
    with pytest.raises(Invalid):
        desk.run(AddInvigilator(replace(person.form, name="", phone="12")))


def test_a_year_is_official_until_somebody_enters_it(world: World) -> None:
    desk = coordinator(world)
    official = desk.run(CalendarYear(2026))
    assert (official.version, official.known) == (0, True)
    assert Day(date(2026, 10, 1), True, "国庆节") in official.days
    unknown = desk.run(CalendarYear(2031))
    assert (unknown.known, unknown.days) == (False, ())
    with pytest.raises(Invalid):
        desk.run(CalendarYear(1999))
    days = (Day(date(2026, 11, 20), True, "测试假"), Day(date(2026, 11, 22), False, "测试假"))
    desk.run(EnterCalendarYear(2026, 0, days))
    entered = desk.run(CalendarYear(2026))
    assert (entered.version, entered.days) == (1, days)
    with pytest.raises(Conflict):
        desk.run(EnterCalendarYear(2026, 0, days))
    with pytest.raises(Invalid) as refused:
        desk.run(EnterCalendarYear(2026, 1, (Day(date(2027, 1, 1), True, ""), days[0], days[0])))
    assert [fault["code"] for fault in refused.value.details["faults"]] == ["year", "length", "twice"]
    desk.run(EnterCalendarYear(2026, 1, days[:1]))
    assert desk.run(CalendarYear(2026)).version == 2
    with pytest.raises(NotAllowed):
        world.as_("赵会计").run(EnterCalendarYear(2026, 2, ()))


def test_days_off_are_said_where_a_window_opens_or_closes_and_move_nothing(world: World) -> None:
    desk = coordinator(world)
    before = create(world)
    assert before.warnings == ()
    month = desk.run(MonthPage("2026-11"))
    assert date(2026, 11, 22) in month.days_off
    assert any("截止 11月22日 17:00 是休息日（周日）" in text for text in month.registration.warnings)
    days = (Day(date(2026, 11, 20), True, "测试假"), Day(date(2026, 11, 22), False, "测试假"))
    desk.run(EnterCalendarYear(2026, 0, days))
    month = desk.run(MonthPage("2026-11"))
    assert date(2026, 11, 22) not in month.days_off
    assert date(2026, 11, 20) in month.days_off
    assert month.days == days
    assert not any("11月22日" in text for text in month.registration.warnings)
    assert desk.run(MonthWindows()).current.warnings == month.registration.warnings
    after = card(world, before.id)
    assert after.application.opens == before.application.opens
    assert after.warnings == ("申请考试开放 11月20日 09:00 是休息日（测试假），时间不变，请安排值班。",)
