"""People: registering, editing with masks and merges, revealing, merging two records."""

from datetime import date

import pytest
from sqlalchemy import select

from desktop_admin.contract.errors import Conflict, Invalid, NotAllowed
from desktop_admin.contract.people import (
    CandidateForm,
    CandidatePage,
    EditCandidate,
    MergeCandidates,
    PeopleList,
    RegisterCandidate,
    RevealCandidate,
)
from desktop_admin.models.notices import NoticeRow
from desktop_admin.models.people import CandidateNumbers
from desktop_admin.models.submissions import SubmissionRow
from desktop_admin.rules.identity import IdType
from desktop_admin.rules.roles import Role
from tests.services.conftest import CODE, NOW, Small, citizen, faults

FUQUAN = citizen("52270219850312001")


def form(office: Small, candidate_id: int) -> CandidateForm:
    return office.run(CandidatePage(candidate_id)).form


def edited(before: CandidateForm, **changes: object) -> CandidateForm:
    return CandidateForm(**{**vars(before), **changes})


def test_registering_works_out_what_the_number_says(office: Small) -> None:
    company = office.company()
    typed = CandidateForm(" 龙　䶮 ", IdType.CITIZEN, FUQUAN.lower(), company, "+86 138-1234-5678")
    receipt = office.run(RegisterCandidate(typed, source="微信"))
    card = office.run(CandidatePage(receipt.first("candidate")))
    assert (card.form.name, card.name_typed, card.sex) == ("龙䶮", " 龙　䶮 ", "男")
    assert card.birth_date == date(1985, 3, 12)
    assert card.company == "龙里恒泰建筑有限公司"
    assert (card.form.id_number, card.form.phone) == (f"522***********{FUQUAN[-4:]}", "138****5678")
    assert card.form.pinyin == "long yan"
    assert [entry.title for entry in card.timeline] == ["登记学员"]
    assert card.timeline[0].on_behalf


def test_all_faults_at_once(office: Small) -> None:
    with pytest.raises(Invalid) as refused:
        office.run(RegisterCandidate(CandidateForm("", IdType.CITIZEN, "5227", 999, "12")))
    assert faults(refused) == {
        ("name", "empty"),
        ("id_number", "length"),
        ("phone", "shape"),
        ("company_id", "unknown"),
    }


def test_passport_yields_no_birth_date(office: Small) -> None:
    who = office.run(RegisterCandidate(CandidateForm("John Smith", IdType.PASSPORT, "e 1234567", None)))
    card = office.run(CandidatePage(who.first("candidate")))
    assert (card.sex, card.birth_date, card.form.pinyin) == (None, None, "john smith")


def test_a_known_number_is_refused_and_says_whose(office: Small) -> None:
    known = office.person("龙䶮", FUQUAN)
    with pytest.raises(Conflict) as clash:
        office.person("龙岩", f" {FUQUAN[:6]} {FUQUAN[6:]}")
    assert clash.value.details == {"candidate_id": known}
    assert "龙䶮" not in clash.value.message


def test_masked_numbers_mean_unchanged(office: Small) -> None:
    who = office.person("龙䶮", FUQUAN, phone="13812345678")
    seen = form(office, who)
    receipt = office.run(EditCandidate(who, seen, edited(seen, name="龙岩")))
    assert receipt.counts == {"changed": 1}
    office.run(EditCandidate(who, form(office, who), edited(form(office, who), phone="13912345678")))
    revealed = office.run(RevealCandidate(who, "核对"))
    assert (revealed.id_number, revealed.phone) == (FUQUAN, "13912345678")
    with pytest.raises(Invalid) as refused:
        office.run(EditCandidate(who, form(office, who), edited(form(office, who), phone="139****0000")))
    assert faults(refused) == {("phone", "masked")}


def test_a_new_phone_is_a_new_version(office: Small) -> None:
    who = office.person(phone="13812345678")
    before = office.run(CandidatePage(who))
    receipt = office.run(EditCandidate(who, before.form, edited(before.form, phone="13912345678")))
    assert receipt.subjects[0].version == before.version + 1
    again = form(office, who)
    receipt = office.run(EditCandidate(who, again, again))
    assert receipt.counts == {"changed": 0}
    assert receipt.subjects[0].version == before.version + 1


def test_a_clash_about_numbers_shows_masks_only(office: Small) -> None:
    who = office.person(phone="13812345678")
    seen = form(office, who)
    office.run(EditCandidate(who, seen, edited(seen, phone="13912345678")))
    with pytest.raises(Conflict) as clash:
        office.run(EditCandidate(who, edited(seen, phone="13812345678"), edited(seen, phone="13712345678")))
    entry = clash.value.details["fields"][0]
    assert (entry["seen"], entry["stored"], entry["wanted"]) == ("138****5678", "139****5678", "137****5678")


def test_a_reading_is_corrected_and_forgotten_with_the_name(office: Small) -> None:
    who = office.person("单雄")
    seen = form(office, who)
    with pytest.raises(Invalid) as refused:
        office.run(EditCandidate(who, seen, edited(seen, pinyin="danxiong")))
    assert faults(refused) == {("pinyin", "syllables")}
    office.run(EditCandidate(who, seen, edited(seen, pinyin="Dān xióng")))
    assert form(office, who).pinyin == "dan xiong"
    seen = form(office, who)
    office.run(EditCandidate(who, seen, edited(seen, name="单熊")))
    assert form(office, who).pinyin == "shan xiong"


def test_a_learner_changes_only_the_own_record(office: Small) -> None:
    office.add("门户网站", Role.PORTAL)
    own, other = office.person("龙䶮", FUQUAN), office.person("李四", citizen("52270119900101002"))
    learner = office.learner(own)
    stored = CandidateForm("龙䶮", IdType.CITIZEN, FUQUAN, None)
    office.run(EditCandidate(None, stored, edited(stored, phone="13812345678")), learner)
    assert form(office, own).phone == "138****5678"
    assert office.run(CandidatePage(own)).timeline[0].title == "修改学员信息"
    with pytest.raises(NotAllowed):
        office.run(EditCandidate(other, stored, edited(stored, phone="13812345678")), learner)
    with pytest.raises(Invalid):
        office.run(EditCandidate(None, stored, stored))


def test_reveals_are_journalled_and_not_for_everybody(office: Small) -> None:
    office.add("钱只读", Role.AUDITOR)
    who = office.person("龙䶮", FUQUAN)
    office.run(RevealCandidate(who, "电话核对"))
    newest = office.run(CandidatePage(who)).timeline[0]
    assert (newest.title, newest.text) == ("查看完整号码", "电话核对")
    with pytest.raises(NotAllowed):
        office.run(RevealCandidate(who), "钱只读")
    assert office.run(CandidatePage(who), "钱只读").birth_date is None


def merge(office: Small, keep: int, drop: int, reason: str = "证件号码填错") -> None:
    versions = [office.run(CandidatePage(each)).version for each in (keep, drop)]
    office.run(MergeCandidates(keep, versions[0], drop, versions[1], reason))


def give_submission(office: Small, candidate_id: int, company_id: int) -> None:
    with office.database.writing() as session:
        session.add(
            SubmissionRow(
                id=1, candidate_id=candidate_id, company_id=company_id, category="A_initial",
                state="draft", created_at=NOW,
            )
        )  # fmt: skip
        session.flush()
        session.add(
            NoticeRow(
                candidate_id=candidate_id, submission_id=1, kind="return", text="退回",
                state="pending", due_at=NOW,
            )
        )  # fmt: skip


def test_merging_moves_everything_and_points_on(office: Small) -> None:
    company = office.company()
    keep = office.person("龙䶮", FUQUAN)
    drop = office.person("龙䶮", citizen("52270119850312003"), company_id=company, phone="13812345678")
    give_submission(office, drop, company)
    merge(office, keep, drop)
    card = office.run(CandidatePage(keep))
    assert (card.merged_from, card.company, card.form.phone) == ((drop,), card.company, "138****5678")
    assert card.company == "龙里恒泰建筑有限公司"
    assert [each.id for each in card.submissions] == [1]
    assert [entry.title for entry in card.timeline] == ["合并重复学员", "登记学员", "登记学员"]
    dropped = office.run(CandidatePage(drop))
    assert dropped.merged_into == keep
    assert dropped.timeline[0].text == "证件号码填错"
    with office.database.reading() as session:
        assert session.scalars(select(NoticeRow.candidate_id)).all() == [keep]
        assert session.get(CandidateNumbers, drop) is not None
    assert office.run(PeopleList()).ids == (keep,)
    with pytest.raises(Conflict) as clash:
        office.person("龙䶮", citizen("52270119850312003"))
    assert clash.value.details == {"candidate_id": keep}


def test_chains_of_merges_are_short(office: Small) -> None:
    first, second, third = (office.person(number=citizen(f"5227011985031200{n}")) for n in (1, 3, 5))
    merge(office, second, first)
    merge(office, third, second)
    assert office.run(CandidatePage(first)).merged_into == third
    assert office.run(CandidatePage(third)).merged_from == (first, second)


def test_merging_checks_both_versions(office: Small) -> None:
    keep, drop = office.person("龙䶮", FUQUAN), office.person("龙岩", citizen("52270119850312003"))
    seen = form(office, drop)
    office.run(EditCandidate(drop, seen, edited(seen, name="龙彦")))
    with pytest.raises(Conflict) as clash:
        office.run(MergeCandidates(keep, 1, drop, 1, "同一人"))
    assert clash.value.details["candidate_id"] == drop
    with pytest.raises(Invalid):
        merge(office, keep, drop, reason=" ")
    with pytest.raises(Invalid):
        merge(office, keep, keep)
    merge(office, keep, drop)
    with pytest.raises(Conflict):
        merge(office, keep, drop)
    with pytest.raises(Conflict):
        office.run(EditCandidate(drop, form(office, drop), edited(form(office, drop), name="龙燕")))


def test_a_merged_learners_session_ends(office: Small) -> None:
    office.add("门户网站", Role.PORTAL)
    office.company(code=CODE)
    keep, drop = office.person("龙䶮", FUQUAN), office.person("龙䶮", citizen("52270119850312003"))
    office.learner(drop)
    merge(office, keep, drop)
    assert office.learner(drop) == f"学员{keep}"
