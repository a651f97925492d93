"""Companies and people: registering, editing, finding, merging (X01, X08)."""

from dataclasses import replace

import pytest

from desktop_admin.contract.errors import Conflict, Invalid
from desktop_admin.contract.people import (
    CandidateForm,
    CandidatePage,
    CompanyList,
    CompanyPage,
    EditCandidate,
    EditCompany,
    MergeCandidates,
    PeopleList,
    PossibleDuplicates,
    RegisterCandidate,
    RegisterCompany,
    Search,
)
from desktop_admin.contract.sessions import WhoAmI
from desktop_admin.contract.submissions import Dossier
from desktop_admin.rules.identity import IdType
from tests.contract.world import COMPANY, PERSON, World, citizen


def test_registering_a_company_once(world: World) -> None:
    desk = world.as_("周考务")
    number = desk.run(RegisterCompany(COMPANY)).first("company")
    with pytest.raises(Conflict, match="都匀瑞泰建筑工程有限公司"):
        world.as_("门户").run(RegisterCompany(replace(COMPANY, name="别的名字")))
    with pytest.raises(Invalid):
        desk.run(RegisterCompany(replace(COMPANY, credit_code="91110000600037341X")))
    page = desk.run(CompanyPage(number))
    assert (page.form, [name.name for name in page.names]) == (COMPANY, [COMPANY.name])


def test_a_renamed_company_keeps_its_code_and_is_found_by_both_names(world: World) -> None:
    desk = world.as_("周考务")
    number = desk.run(RegisterCompany(COMPANY)).first("company")
    desk.run(EditCompany(number, COMPANY, replace(COMPANY, name="贵州瑞泰建设集团有限公司")))
    desk.run(EditCompany(number, COMPANY, replace(COMPANY, phone="0854-8221234")))
    with pytest.raises(Conflict) as refused:
        desk.run(EditCompany(number, COMPANY, replace(COMPANY, name="第三个名字有限公司")))
    assert [entry["field"] for entry in refused.value.details["fields"]] == ["name"]
    for text in ("都匀瑞泰", "贵州瑞泰", "91110000600037341L"):
        rows = desk.run(CompanyList(text)).rows
        assert [(row.id, row.name) for row in rows] == [(number, "贵州瑞泰建设集团有限公司")]
    assert desk.run(CompanyPage(number)).form.phone == "0854-8221234"


def test_a_person_is_registered_once_and_found_every_way(world: World) -> None:
    desk = world.as_("周考务")
    company = world.company()
    number = desk.run(RegisterCandidate(replace(PERSON, company_id=company), "窗口")).first("candidate")
    with pytest.raises(Conflict, match="已经登记过"):
        desk.run(RegisterCandidate(replace(PERSON, name="另一个")))
    for text in ("欧阳诸葛", "ouyang", "oyzg", "11010519491231002X", "002X", "13812345678", "都匀瑞泰"):
        hits = desk.run(Search(text)).rows
        assert ("candidate", number) in [(hit.kind, hit.id) for hit in hits] or text == "都匀瑞泰", text
    assert ("company", company) in [(hit.kind, hit.id) for hit in desk.run(Search("都匀瑞泰")).rows]
    shown = (
        repr(desk.run(Search("欧阳"))) + repr(desk.run(PeopleList())) + repr(desk.run(CandidatePage(number)))
    )
    assert "11010519491231002X" not in shown
    assert "13812345678" not in shown
    page = desk.run(PeopleList(company_id=company))
    assert (page.ids, page.total, page.rows[0].pinyin.split()[0]) == ((number,), 1, "ouyang")
    assert desk.run(PeopleList(only=(number, 404))).ids == (number,)


def test_edits_of_a_person_merge_and_masks_stay_masks(world: World) -> None:
    desk = world.as_("周考务")
    company = world.company()
    number = world.candidate(company, name="石磊")
    seen = desk.run(CandidatePage(number)).form
    assert "*" in seen.id_number
    desk.run(EditCandidate(number, seen, replace(seen, name="石垒")))
    world.as_("李四").run(EditCandidate(number, seen, replace(seen, phone="13900001111")))
    with pytest.raises(Conflict) as refused:
        desk.run(EditCandidate(number, seen, replace(seen, phone="13700002222")))
    assert "13900001111" not in str(refused.value.details)
    form = desk.run(CandidatePage(number)).form
    assert (form.name, form.phone) == ("石垒", "139****1111")
    with pytest.raises(Invalid):
        desk.run(EditCandidate(number, form, replace(form, id_number=citizen(0)[:-1] + "?")))


def test_a_learner_edits_only_themself(world: World) -> None:
    candidate = world.candidate(world.company(), name="石磊")
    learner = world.learner(candidate)
    seen = CandidateForm("石磊", IdType.CITIZEN, citizen(0), 1, "13812345678", "shi lei")
    learner.run(EditCandidate(None, seen, replace(seen, phone="13900001111")))
    assert learner.run(WhoAmI()).name == "石磊"
    entry = world.as_("周考务").run(CandidatePage(candidate)).timeline[0]
    assert (entry.title, entry.who) == ("修改学员信息", "学员本人")


def test_merging_moves_everything_and_keeps_history(world: World) -> None:
    company = world.company()
    desk = world.as_("李四")
    first = world.candidate(company, serial=1, name="石磊")
    passport = CandidateForm("石磊", IdType.PASSPORT, "E12345678", company, "13812345678")
    second = desk.run(RegisterCandidate(passport)).first("candidate")
    assert {(t.first_id, t.second_id) for t in desk.run(PossibleDuplicates()).rows} & {
        (first, second),
        (second, first),
    }
    number = world.submitted(second)
    cards = {identity: desk.run(CandidatePage(identity)) for identity in (first, second)}
    learner = world.learner(second)
    merge = MergeCandidates(first, cards[first].version, second, cards[second].version, "同一人")
    with pytest.raises(Invalid):
        desk.run(replace(merge, reason=" "))
    with pytest.raises(Conflict):
        desk.run(replace(merge, keep_version=99))
    desk.run(merge)
    assert desk.run(Dossier(number)).candidate_id == first
    assert desk.run(CandidatePage(second)).merged_into == first
    assert desk.run(CandidatePage(first)).merged_from == (second,)
    assert desk.run(PossibleDuplicates(first)).rows == ()
    from desktop_admin.contract.errors import SignInNeeded

    with pytest.raises(SignInNeeded):
        learner.run(WhoAmI())
    assert world.learner(second).run(WhoAmI()).id == first


def test_a_persons_history_says_from_what_to_what_with_masked_numbers(world: World) -> None:
    company = world.company()
    candidate = world.candidate(company)
    desk = world.as_("周考务")
    form = desk.run(CandidatePage(candidate)).form
    desk.run(EditCandidate(candidate, form, replace(form, phone="13987654321", company_id=None)))
    entry = desk.run(CandidatePage(candidate)).timeline[0]
    assert (entry.title, entry.text) == (
        "修改学员信息",
        "电话：138****5678 → 139****4321，单位：都匀瑞泰建筑工程有限公司 → （空）",
    )
