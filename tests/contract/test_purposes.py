"""What a file is put for: who may, who sees it, how long it stays, who is told (rules/purposes)."""

from datetime import timedelta
from typing import Any

import pytest

from desktop_admin.contract.errors import Invalid, NotAllowed, NotFound, QuotaReached
from desktop_admin.contract.files import UnnamedFiles
from desktop_admin.contract.submissions import Dossier, ExportPapers, Slot, UploadPaper
from desktop_admin.rules import purposes
from desktop_admin.rules.purposes import PURPOSES, Purpose, told_to
from desktop_admin.rules.quotas import Quota
from desktop_admin.rules.rights import who_may
from desktop_admin.rules.roles import Role
from tests.contract.world import STAFF, World, paper

SHEETS = [Purpose.BILL, Purpose.HOURS, Purpose.RESULTS]
#: One who may put each.
WHO = {Purpose.BILL: "赵会计", Purpose.HOURS: "周考务", Purpose.RESULTS: "周考务", Purpose.PAPER: "李四"}


def fresh(world: World, name: str) -> Any:
    """The person's desk, signed in again: sessions end before these files do."""
    world.again(name)
    return world.as_(name)


def test_the_table_says_what_the_requests_say() -> None:
    assert PURPOSES[Purpose.PAPER].may_put == who_may("UploadPaper") | {Role.PORTAL}
    assert PURPOSES[Purpose.PAPER].may_see == who_may("Dossier")
    assert who_may("UnnamedFiles") == {role for role in Role if told_to((role,))}
    for purpose in SHEETS:
        assert not PURPOSES[purpose].may_put & {Role.LEARNER, Role.PORTAL}


@pytest.mark.parametrize("purpose", Purpose)
def test_each_is_put_by_those_it_names_only(world: World, purpose: Purpose) -> None:
    people = {name: (roles, world.as_(name)) for name, roles in STAFF.items()}
    mine = world.candidate(world.company())
    people["学员"] = ((Role.LEARNER,), world.learner(mine))
    for place, (name, (roles, desk)) in enumerate(people.items()):
        data = paper(name, pad=place)
        if PURPOSES[purpose].may_put & set(roles):
            assert desk.put(data, "a.xlsx", purpose).acceptable
        else:
            with pytest.raises(NotAllowed, match=purpose.label):
                desk.put(data, "a.xlsx", purpose)


@pytest.mark.parametrize("purpose", SHEETS)
def test_a_sheet_is_seen_by_those_it_names_only_as_soon_as_it_is_put(world: World, purpose: Purpose) -> None:
    data = paper("表")
    sha256 = world.as_(WHO[purpose]).put(data, "表.xlsx", purpose).sha256
    for name, roles in STAFF.items():
        if PURPOSES[purpose].may_see & set(roles):
            assert world.as_(name).get(sha256) == data
        else:
            with pytest.raises(NotAllowed):
                world.as_(name).get(sha256)
    with pytest.raises(NotFound):
        world.learner(world.candidate(world.company())).get(sha256)


def test_finance_does_not_see_papers(world: World) -> None:
    number = world.waiting_one()
    sha256 = world.as_("李四").run(Dossier(number)).papers[0].sha256
    with pytest.raises(NotAllowed, match="资料"):
        world.as_("赵会计").get(sha256)
    with pytest.raises(NotFound):
        world.as_("赵会计").get("0" * 64)


def test_the_same_bytes_are_looked_at_for_each_purpose_once(world: World) -> None:
    data = paper("表", pad=1)
    sheet = data[:-1] + b', "not": ["paper"]}'
    for _ in range(2):
        bill = world.as_("赵会计").put(sheet, "表.xlsx", Purpose.BILL)
        refused = world.as_("李四").put(sheet, "表.xlsx")
    assert world.inspector.looked == 2
    assert (bill.acceptable, refused.acceptable) == (True, False)
    assert world.as_("赵会计").get(bill.sha256) == sheet


def test_bytes_refused_as_a_paper_are_not_shown_as_one_though_they_are_a_bill(world: World) -> None:
    number = world.waiting_one()
    desk, data = world.as_("李四"), paper("两用")[:-1] + b', "not": ["paper"]}'
    candidate = desk.run(Dossier(number)).candidate_id
    assert not desk.put(data, "表.xlsx").acceptable
    form = Slot.REGISTRATION_FORM
    sha256 = world.as_("赵会计").put(data, "表.xlsx", Purpose.BILL).sha256
    desk.run(UploadPaper(candidate, "C2_renewal", form, sha256, "表.xlsx", source="窗口", as_received=True))
    with pytest.raises(NotFound) as caught:
        desk.get(sha256)
    assert caught.value.details["not_kept"]
    assert [one.kept for one in desk.run(Dossier(number)).papers if one.sha256 == sha256] == [False]
    with pytest.raises(Invalid, match="原件未保留"):
        desk.run(ExportPapers(number, (sha256,), "save"))
    assert world.as_("赵会计").get(sha256) == data


def test_what_was_put_for_something_else_is_no_paper(world: World) -> None:
    candidate = world.candidate(world.company())
    sha256 = world.as_("周考务").put(paper("学时"), "学时.xlsx", Purpose.HOURS).sha256
    upload = UploadPaper(candidate, "A_initial", Slot.REGISTRATION_FORM, sha256, "a.pdf", source="窗口")
    with pytest.raises(Invalid, match="还没有传上来"):
        world.as_("周考务").run(upload)
    world.as_("周考务").put(paper("学时"), "a.pdf")
    world.as_("周考务").run(upload)


@pytest.mark.parametrize("purpose", SHEETS)
def test_a_sheet_no_record_names_stays_its_time_and_is_told_of(world: World, purpose: Purpose) -> None:
    began, name = world.clock.now, WHO[purpose]
    sha256 = world.as_(name).put(paper("表"), "三月\u202e.xlsx", purpose).sha256
    (told,) = world.as_(name).run(UnnamedFiles()).rows
    assert (told.sha256, told.purpose, told.who, told.put_at) == (sha256, purpose, name, began)
    assert told.file_name == "三月⟨U+202E⟩.xlsx"
    assert told.goes_at == began + PURPOSES[purpose].kept
    assert told == world.as_("王敏").run(UnnamedFiles()).rows[0], "the chief hears of all"
    others = {"赵会计", "周考务"} - {name}
    assert all(not world.as_(other).run(UnnamedFiles()).rows for other in others)
    world.clock.advance(days=30)
    assert world.house.files.sweep(world.clock.now) == 0
    assert fresh(world, name).get(sha256) == paper("表")
    world.clock.now = began + PURPOSES[purpose].kept + timedelta(seconds=1)
    assert world.house.files.sweep(world.clock.now) == 1
    assert not world.house.blobs.has(sha256)
    assert not fresh(world, name).run(UnnamedFiles()).rows
    with pytest.raises(NotFound):
        world.as_(name).get(sha256)


def test_a_paper_that_is_a_bill_too_goes_as_a_paper_and_stays_as_a_bill(world: World) -> None:
    data = paper("两用")
    sha256 = world.as_("李四").put(data, "a.pdf").sha256
    world.as_("赵会计").put(data, "a.xlsx", Purpose.BILL)
    world.clock.advance(hours=25)
    assert world.house.files.sweep(world.clock.now) == 0
    assert fresh(world, "赵会计").get(sha256) == data
    upload = UploadPaper(
        world.candidate(world.company()), "A_initial", Slot.REGISTRATION_FORM, sha256, "a.pdf", source="窗口"
    )
    with pytest.raises(Invalid, match="还没有传上来"):
        fresh(world, "李四").run(upload)


def test_a_bill_that_was_refused_keeps_no_bytes_of_a_paper_that_goes(world: World) -> None:
    data = paper("两用")[:-1] + b', "not": ["bill"]}'
    sha256 = world.as_("李四").put(data, "a.pdf").sha256
    assert not world.as_("赵会计").put(data, "a.xlsx", Purpose.BILL).acceptable
    world.clock.advance(hours=25)
    assert world.house.files.sweep(world.clock.now) == 1
    assert not world.house.blobs.has(sha256)


def test_a_refused_sheet_says_so_and_is_not_told_of(world: World) -> None:
    facts = world.as_("赵会计").put(paper(acceptable=False), "a.xlsx", Purpose.BILL)
    assert not facts.acceptable
    assert not world.as_("赵会计").run(UnnamedFiles()).rows
    with pytest.raises(NotFound) as caught:
        world.as_("赵会计").get(facts.sha256)
    assert caught.value.details["not_kept"]


def test_each_has_its_own_limit(world: World) -> None:
    for purpose in Purpose:
        with pytest.raises(Invalid, match="太大了"):
            world.as_(WHO[purpose]).put(b"x" * (PURPOSES[purpose].largest + 1), "a", purpose)
    assert world.inspector.looked == 0


def test_of_sheets_a_member_of_staff_puts_so_many_a_day(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    few = {**PURPOSES, Purpose.BILL: replace(PURPOSES[Purpose.BILL], a_day=Quota(2, 10_000))}
    monkeypatch.setattr("desktop_admin.services.quotas.PURPOSES", few)
    desk = world.as_("赵会计")
    for _ in range(2):
        desk.put(paper("一"), "一.xlsx", Purpose.BILL)
    desk.put(paper("二"), "二.xlsx", Purpose.BILL)
    with pytest.raises(QuotaReached, match="2 份对账单") as reached:
        desk.put(paper("三"), "三.xlsx", Purpose.BILL)
    assert reached.value.details["limit"] == "files"
    desk.put(paper("二"), "二.xlsx", Purpose.BILL)
    chief = world.as_("王敏")
    for text in "一二三":
        chief.put(paper(text), f"{text}.xlsx", Purpose.BILL)
    with pytest.raises(QuotaReached):  # a colleague who sends the same again takes nothing off this one's day
        desk.put(paper("四"), "四.xlsx", Purpose.BILL)
    chief.put(paper("五"), "五.xlsx", Purpose.BILL)  # what was known has cost the colleague nothing
    world.clock.advance(days=1)
    assert fresh(world, "赵会计").put(paper("四"), "四.xlsx", Purpose.BILL).acceptable
    assert purposes.PURPOSES is PURPOSES


def test_a_sheet_whose_sender_left_has_been_counted(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    few = {**PURPOSES, Purpose.BILL: replace(PURPOSES[Purpose.BILL], a_day=Quota(2, 10_000))}
    monkeypatch.setattr("desktop_admin.services.quotas.PURPOSES", few)
    desk = world.as_("赵会计")
    files, engine = world.house.files, world.house.engine
    principal = engine.principal(desk.token)
    for text in "一二":
        files.begin(principal, paper(text), f"{text}.xlsx", engine.now(), Purpose.BILL).leave()
    with pytest.raises(QuotaReached, match="2 份对账单"):
        desk.put(paper("三"), "三.xlsx", Purpose.BILL)
    upload = files.begin(
        engine.principal(world.as_("王敏").token), paper("三"), "三.xlsx", engine.now(), Purpose.BILL
    )
    files.give_back(upload)
    upload.leave()
    for text in "四五":
        world.as_("王敏").put(paper(text), f"{text}.xlsx", Purpose.BILL)
