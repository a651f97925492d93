"""Companies: the credit code is the key, names are dated, nothing merges by itself."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from desktop_admin.contract.errors import Conflict, Invalid
from desktop_admin.contract.people import (
    CandidatePage,
    CompanyForm,
    CompanyList,
    CompanyPage,
    EditCandidate,
    EditCompany,
    RegisterCompany,
    Search,
)
from desktop_admin.models.submissions import SubmissionRow
from tests.services.conftest import CODE, NOW, Small, faults

COLLECTIVE = "N2522701MF0000001Q"


def test_all_faults_at_once_with_the_code_that_was_meant(office: Small) -> None:
    typed = CODE.replace("0", "O", 1)
    with pytest.raises(Invalid) as refused:
        office.run(RegisterCompany(CompanyForm("", typed, phone="12", county="都匀")))
    assert faults(refused) == {
        ("name", "empty"),
        ("credit_code", "alphabet"),
        ("phone", "shape"),
        ("county", "format"),
    }
    assert refused.value.details["suggestions"] == [CODE]
    assert CODE in refused.value.message


def test_a_known_code_names_the_company(office: Small) -> None:
    company = office.company("龙里恒泰建筑有限公司")
    with pytest.raises(Conflict) as clash:
        office.company("另一家公司", code=f" {CODE.lower()} ")
    assert clash.value.details == {"company_id": company, "name": "龙里恒泰建筑有限公司"}


def test_same_name_with_another_code_is_allowed_and_counted(office: Small) -> None:
    office.company("恒泰（贵州）建筑有限公司")
    receipt = office.run(RegisterCompany(CompanyForm("恒泰(贵州) 建筑有限公司", COLLECTIVE)))
    assert receipt.counts == {"same_name": 1}
    assert office.run(CompanyList()).total == 2


def test_a_renamed_company_is_found_by_its_former_name(office: Small) -> None:
    company = office.company("都匀鑫达建筑公司")
    card = office.run(CompanyPage(company))
    office.later(hours=2)
    office.run(EditCompany(company, card.form, CompanyForm("黔南鑫达建设集团", CODE)))
    card = office.run(CompanyPage(company))
    assert [name.name for name in card.names] == ["黔南鑫达建设集团", "都匀鑫达建筑公司"]
    assert card.names[0].since > card.names[1].since
    assert [entry.title for entry in card.timeline] == ["修改单位信息", "登记单位"]
    for text in ("鑫达建设", "都匀鑫达", "qnxd", "9111", CODE.lower()):
        assert office.run(CompanyList(text)).ids == (company,), text
    assert [hit.title for hit in office.run(Search("都匀鑫达")).rows] == ["黔南鑫达建设集团"]


def test_edits_merge_or_clash_by_field(office: Small) -> None:
    company = office.company()
    seen = office.run(CompanyPage(company)).form
    office.run(EditCompany(company, seen, CompanyForm(seen.name, CODE, phone="0854 8222333")))
    office.run(EditCompany(company, seen, CompanyForm(seen.name, CODE, legal_representative="王　五")))
    assert office.run(CompanyPage(company)).form == CompanyForm(
        seen.name, CODE, legal_representative="王五", phone="0854-8222333"
    )
    with pytest.raises(Conflict) as clash:
        office.run(EditCompany(company, seen, CompanyForm(seen.name, CODE, phone="13812345678")))
    assert clash.value.details["fields"][0]["stored"] == "0854-8222333"


def test_a_code_cannot_be_changed_to_a_known_one(office: Small) -> None:
    office.company()
    other = office.company("独山某合作社", COLLECTIVE)
    seen = office.run(CompanyPage(other)).form
    with pytest.raises(Conflict):
        office.run(EditCompany(other, seen, CompanyForm(seen.name, CODE)))


def test_waiting_papers_are_checked_again_when_name_or_person_changes(office: Small) -> None:
    company = office.company()
    person = office.person(company_id=company)
    with office.database.writing() as session:
        for number, (state, queue) in enumerate((("waiting", 1), ("approved", None)), start=1):
            session.add(
                SubmissionRow(
                    id=number, candidate_id=person, company_id=company, category="A_initial", state=state,
                    queue=queue, precheck="stale", created_at=NOW,
                )
            )  # fmt: skip

    def prechecks() -> list[str]:
        with office.database.writing() as session:
            found = [
                row.precheck for row in session.scalars(select(SubmissionRow).order_by(SubmissionRow.id))
            ]
            for row in session.scalars(select(SubmissionRow)):
                row.precheck = "stale"
        return found

    seen = office.run(CompanyPage(company)).form
    office.run(EditCompany(company, seen, CompanyForm(seen.name, CODE, phone="13812345678")))
    assert prechecks() == ["stale", "stale"]
    seen = office.run(CompanyPage(company)).form
    receipt = office.run(EditCompany(company, seen, CompanyForm("龙里恒泰集团", CODE, phone=seen.phone)))
    assert receipt.first("submission") == 1
    assert prechecks() == ["red", "stale"]
    form = office.run(CandidatePage(person)).form
    office.run(EditCandidate(person, form, replace(form, name="龙岩")))
    assert prechecks() == ["red", "stale"]


def test_list_pages_and_only(office: Small) -> None:
    first = office.company("安顺一建", CODE)
    second = office.company("长顺二建", COLLECTIVE)
    office.person("龙䶮", company_id=second)
    page = office.run(CompanyList(limit=1))
    assert page.ids == (first, second)
    assert [(row.name, row.people) for row in page.rows] == [("安顺一建", 0)]
    assert office.run(CompanyList("安顺", only=(second,))).ids == ()
    assert page.as_of == office.run(CompanyList(only=(first,))).as_of > 0
