"""Finding people (X08), lists, and proposals of people registered twice."""

import pytest

from desktop_admin.contract.people import (
    CandidatePage,
    CompanyList,
    MergeCandidates,
    PeopleList,
    PossibleDuplicates,
    Search,
)
from desktop_admin.models.people import CandidateNumbers
from desktop_admin.models.submissions import SubmissionRow
from tests.services.conftest import NOW, Small, citizen

ZENG = citizen("52270219850312001")
SHAN = citizen("52272219900630124")


@pytest.fixture
def people(office: Small) -> dict[str, int]:
    company = office.company("龙里恒泰建筑有限公司")
    return {
        "曾小明": office.person("曾小明", ZENG, phone="13812345678", company_id=company),
        "曾小芳": office.person("曾小芳", citizen("52272219900630125")),
        "单雄": office.person("单雄", SHAN, phone="13987654321"),
        "𬭸一": office.person("𬭸一", citizen("52272219900630126")),
    }


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("曾小明", ["曾小明"]),
        ("曾小", ["曾小芳", "曾小明"]),
        ("小明", ["曾小明"]),
        ("zxm", ["曾小明"]),
        ("ZengXiao", ["曾小芳", "曾小明"]),
        ("zeng xiao m", ["曾小明"]),
        ("ceng", []),
        ("shan", ["单雄"]),
        ("𬭸", ["𬭸一"]),
        (ZENG, ["曾小明"]),
        (f" {ZENG[:6]}-{ZENG[6:]}", ["曾小明"]),
        (SHAN[-4:].lower(), ["单雄"]),
        ("138 1234 5678", ["曾小明"]),
        ("1398765", ["单雄"]),
        ("没有此人", []),
        ("100%", []),
        ("_", []),
        ("", []),
        ("  ", []),
    ],
)
def test_people_are_found(office: Small, people: dict[str, int], text: str, names: list[str]) -> None:
    hits = office.run(Search(text))
    assert [hit.title for hit in hits.rows if hit.kind == "candidate"] == names
    if text.strip():
        assert office.run(PeopleList(text)).ids == tuple(people[name] for name in names)


def test_companies_stand_beside_people_and_numbers_are_masked(office: Small, people: dict[str, int]) -> None:
    hits = office.run(Search("longli"))
    assert hits.rows == ()
    hits = office.run(Search("llht"))
    assert [(hit.kind, hit.title) for hit in hits.rows] == [("company", "龙里恒泰建筑有限公司")]
    [hit] = office.run(Search("zxm")).rows
    assert hit.subtitle == "龙里恒泰建筑有限公司"
    assert hit.numbers == f"522***********{ZENG[-4:]} 138****5678"
    assert ZENG not in repr(hit)


def test_exact_matches_come_first_and_total_is_honest(office: Small, people: dict[str, int]) -> None:
    office.person("曾小", citizen("52272219900630127"))
    hits = office.run(Search("曾小", limit=2))
    assert hits.rows[0].title == "曾小"
    assert (len(hits.rows), hits.total) == (2, 3)


def test_a_few_companies_show_beside_many_people(office: Small, people: dict[str, int]) -> None:
    office.company("曾氏建设", "N2522701MF0000001Q")
    hits = office.run(Search("曾", limit=2))
    assert ([hit.kind for hit in hits.rows], hits.total) == (["candidate", "candidate"], 3)
    for n in range(6):
        office.person("曾" + "甲乙丙丁戊己"[n], citizen(f"5227221990063013{n}"))
    hits = office.run(Search("曾", limit=4))
    assert [hit.kind for hit in hits.rows] == ["candidate"] * 3 + ["company"]
    assert hits.total == 9


def test_an_application_is_found_by_its_number(office: Small, people: dict[str, int]) -> None:
    company = office.run(CompanyList()).ids[0]
    with office.database.writing() as session:
        session.add(
            SubmissionRow(
                id=128, candidate_id=people["单雄"], company_id=company, category="B_renewal", state="waiting",
                created_at=NOW,
            )
        )  # fmt: skip
    [hit] = office.run(Search("#128")).rows
    assert (hit.kind, hit.id, hit.title, hit.subtitle) == ("submission", 128, "单雄", "B类延期 待审核")
    assert office.run(Search("#129")).rows == ()


def test_what_is_found_says_how_it_stands(office: Small, people: dict[str, int]) -> None:
    """The newest application of a person; how many of a company's wait."""
    company = office.run(CompanyList()).ids[0]
    with office.database.writing() as session:
        for number, person, category, state, queue in (
            (7, "曾小明", "B_initial", "approved", None),
            (9, "曾小明", "B_renewal", "waiting", 1),
            (8, "曾小芳", "A_initial", "re_review", 0),
        ):
            session.add(
                SubmissionRow(
                    id=number, candidate_id=people[person], company_id=company, category=category, state=state,
                    queue=queue, created_at=NOW,
                )
            )  # fmt: skip
    assert [hit.subtitle for hit in office.run(Search("曾小")).rows] == [
        "未填单位 · A类新取 需复审",
        "龙里恒泰建筑有限公司 · B类延期 待审核",
    ]
    [hit] = office.run(Search("龙里恒泰")).rows
    assert hit.subtitle.endswith(" · 2 份待审")


def test_merged_people_are_found_by_their_old_number_only(office: Small, people: dict[str, int]) -> None:
    drop = office.person("曾晓明", citizen("52270219850312003"))
    keep = people["曾小明"]
    version = office.run(CandidatePage(keep)).version
    office.run(MergeCandidates(keep, version, drop, 1, "同一人"))
    assert office.run(Search("曾晓明")).rows == ()
    assert [hit.id for hit in office.run(Search(citizen("52270219850312003"))).rows] == [keep]


def test_people_list_sorts_by_reading(office: Small, people: dict[str, int]) -> None:
    page = office.run(PeopleList(limit=2))
    assert page.ids == tuple(people[name] for name in ("𬭸一", "单雄", "曾小芳", "曾小明"))
    assert [row.name for row in page.rows] == ["𬭸一", "单雄"]
    assert page.total == 4
    assert office.run(PeopleList("曾小明")).rows[0].company == "龙里恒泰建筑有限公司"
    assert office.run(PeopleList("曾", only=(people["单雄"], people["曾小芳"]))).ids == (people["曾小芳"],)


def test_twins_strongest_first(office: Small) -> None:
    company = office.company()
    slip = (
        office.person("张伟", citizen("52270119850312001")),
        office.person("张伟", citizen("52270119850321001")),
    )
    born = (
        office.person("李静", citizen("52270119880808002")),
        office.person("李静", citizen("52272219880808046")),
    )
    same = (
        office.person("王芳", citizen("52270119910101002"), company_id=company),
        office.person("王芳", citizen("52272219920202044"), company_id=company),
    )
    phone = (
        office.person("赵一", citizen("52270119930303005"), phone="13812345678"),
        office.person("钱二", citizen("52270119940404007"), phone="13812345678"),
    )
    rows = office.run(PossibleDuplicates()).rows
    assert [(row.first_id, row.second_id) for row in rows] == [slip, born, same, phone]
    assert rows[0].reason == "读音相同，证件号码只差一位或两位颠倒"
    assert "出生日期" in rows[1].reason
    assert "***" in rows[0].first
    assert citizen("52270119850312001") not in repr(rows)
    assert [(row.first_id, row.second_id) for row in office.run(PossibleDuplicates(born[1])).rows] == [born]


def test_old_and_new_form_of_one_number(office: Small) -> None:
    new, old = (
        office.person("张伟", citizen("52270119650312001")),
        office.person("张为", citizen("52270119660312001")),
    )
    with office.database.writing() as session:
        row = session.get(CandidateNumbers, old)
        assert row is not None
        row.id_number = "522701650312001"
    for asked in (None, new, old):
        [twin] = office.run(PossibleDuplicates(asked)).rows
        assert {twin.first_id, twin.second_id} == {new, old}
        assert twin.reason == "同一证件的15位与18位号码"


def test_a_clerks_phone_is_no_sign_of_twins(office: Small) -> None:
    for n in range(8):
        office.person(f"学员{'甲乙丙丁戊己庚辛'[n]}", citizen(f"522701198{n}031200{n}"), phone="13812345678")
    assert office.run(PossibleDuplicates()).rows == ()
