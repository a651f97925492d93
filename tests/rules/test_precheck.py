"""The pre-check: every hint in each of its colours, on text as real papers give it."""

from dataclasses import replace
from datetime import date

import pytest

from desktop_admin.rules.categories import Slot
from desktop_admin.rules.facts import OtherFacts, PaperFacts, PaperProblem, PersonFacts
from desktop_admin.rules.findings import Finding, Level, all_green, worst
from desktop_admin.rules.identity import IdType
from desktop_admin.rules.paper_reading import PaperReading, read_pages
from desktop_admin.rules.precheck import precheck

TODAY = date(2026, 11, 22)
LETTER, FORM = Slot.COMMITMENT_LETTER, Slot.REGISTRATION_FORM

PERSON = PersonFacts(
    name="阿卜杜拉·买买提",
    id_type=IdType.CITIZEN,
    id_number="522727199104092775",
    company="平塘宏恒建筑（贵州）有限公司",
    credit_code="91522729E7ACRXXL15",
    category="C1_renewal",
    sex="男",
    birth_date=date(1991, 4, 9),
    certificate="黔建安C1（2019）0234728",
    expires=date(2026, 12, 25),
)

# Line breaks inside cells and spaces around Latin letters, as PDF readers give them.
FORM_TEXT = (
    "建筑施工企业 三类人员 延期报名表\r\n姓名 阿卜杜拉•买买提 性别 男\r\n身份证号 522727199104\r\n092775\r\n"
    "联系电话 15319540446\r\n工作单位 平塘宏恒建筑(贵\r\n州)有限公司\r\n统一社会信用代码 91522729E7AC\r\nRXXL15\r\n"
    "报考类别 安全员 C1 类延期 证书编号 黔建安\r\nC1\r\n（2019）02347\r\n28\r\n证书有效期至 2026-12-25"
)
LETTER_TEXT = (
    "企业法人承诺书\n本企业（平塘宏恒建筑（贵州）有限公司，统一社会信用代码\n91522729E7ACRXXL15）郑重承诺："
    "申请延期人员 阿卜杜拉·买买提（身份\n证号 522727199104092775）为本企业在职人员。"
)


def paper(slot: Slot, *text: str) -> PaperFacts:
    return PaperFacts(slot, True, (), len(text), True, read_pages(text), "yes", 0)


GOOD = (paper(LETTER, LETTER_TEXT), paper(FORM, FORM_TEXT))


def run(
    person: PersonFacts = PERSON, papers: tuple[PaperFacts, ...] = GOOD, others: OtherFacts | None = None
) -> tuple[Finding, ...]:
    return precheck(person, papers, others or OtherFacts(), today=TODAY)


def one(findings: tuple[Finding, ...], code: str, slot: Slot | None = None) -> Finding:
    (found,) = [entry for entry in findings if entry.code == code and slot in (None, entry.slot)]
    return found


def form(text: str) -> tuple[PaperFacts, ...]:
    return (GOOD[0], paper(FORM, text))


def test_a_good_dossier_is_all_green() -> None:
    findings = run()
    assert all_green(findings), [entry for entry in findings if entry.level is not Level.GREEN]
    codes = {entry.code for entry in findings}
    assert {"id_number", "sex", "birth_date", "credit_code", "certificate", "expiry", "duplicates"} <= codes
    for slot in Slot:
        for code in (
            "name_in_text",
            "id_in_text",
            "company_in_text",
            "credit_code_in_text",
            "category_in_text",
        ):
            assert one(findings, code, slot).page == 0
        assert one(findings, "red_seal", slot).page == 0
    assert one(findings, "certificate_in_text").message == "第1页有证书编号"


def test_summing_up() -> None:
    def of(*levels: Level) -> list[Finding]:
        return [Finding("x", level, "") for level in levels]

    green, yellow, red, unknown = Level
    assert worst(of(green, unknown, yellow, red)) is red
    assert worst(of(green, unknown, yellow)) is yellow
    assert worst(of(green, unknown)) is unknown
    assert worst(of(green, green)) is green
    assert worst([]) is unknown
    assert not all_green([])
    assert not all_green(of(green, unknown))


@pytest.mark.parametrize(
    ("change", "code", "level"),
    [
        ({"id_number": "522727199104092776"}, "id_check_digit", Level.RED),
        ({"sex": "女"}, "sex", Level.RED),
        ({"birth_date": date(1991, 4, 8)}, "birth_date", Level.RED),
        ({"credit_code": "91522729E7ACRXXL16"}, "credit_code_check_digit", Level.RED),
        ({"certificate": None}, "certificate", Level.YELLOW),
        ({"certificate": "0234728"}, "certificate", Level.YELLOW),
        ({"certificate": "黔建安A（2019）0234728"}, "certificate_class", Level.YELLOW),
        ({"expires": None}, "expiry", Level.YELLOW),
        ({"expires": date(2026, 11, 21)}, "expiry_passed", Level.YELLOW),
        ({"expires": date(2027, 2, 23)}, "expiry_early", Level.YELLOW),
        ({"expires": date(2027, 2, 22)}, "expiry", Level.GREEN),
        ({"expires": TODAY}, "expiry", Level.GREEN),
        ({"name": "⼭田"}, "name_look_alike", Level.YELLOW),
        ({"name": ""}, "name_empty", Level.RED),
    ],
)
def test_the_persons_own_data(change: dict[str, object], code: str, level: Level) -> None:
    assert one(run(replace(PERSON, **change)), code).level is level  # type: ignore[arg-type]


def test_a_near_miss_of_the_credit_code_is_named() -> None:
    findings = run(replace(PERSON, credit_code="9IS22729E7ACRXXLI5"))
    assert "可能是 91522729E7ACRXXL15" in one(findings, "credit_code_alphabet").message


def test_an_old_c_certificate_fits_every_c_category() -> None:
    findings = run(replace(PERSON, certificate="黔建安C（2019）0234728"))
    assert one(findings, "certificate").level is Level.GREEN


def test_a_first_certificate_needs_no_old_one() -> None:
    findings = run(replace(PERSON, category="C1_initial", certificate=None, expires=None))
    assert not {"certificate", "expiry"} & {entry.code for entry in findings}


@pytest.mark.parametrize(
    ("old", "new", "code", "level"),
    [
        ("阿卜杜拉•买买提 性别", "阿卜杜拉•买提 性别", "name_in_text", Level.RED),
        ("姓名 阿卜杜拉•买买提 性别 男", "", "name_in_text", Level.YELLOW),
        ("522727199104\r\n092775", "", "id_in_text", Level.YELLOW),
        ("522727199104\r\n092775", "522701199302\r\n174938", "id_in_text", Level.RED),
        ("平塘宏恒建筑(贵\r\n州)有限公司", "平塘宏恒建设(贵州)有限公司", "company_in_text", Level.YELLOW),
        ("(贵\r\n州)有限公司", "(贵州)有限公司都匀分公司", "company_in_text", Level.YELLOW),
        ("91522729E7AC\r\nRXXL15", "91522729E7ACRXXL16", "credit_code_in_text", Level.YELLOW),
        ("C1 类延期", "A 类延期", "category_in_text", Level.RED),
        ("C1 类延期", "C1 类新取", "category_in_text", Level.RED),
        ("C1 类延期", "", "category_in_text", Level.YELLOW),
        ("C1 类延期", "□A类延期 ☑C1类延期", "category_in_text", Level.YELLOW),
        ("C1 类延期", "Ｃ１延期", "category_in_text", Level.GREEN),
        ("02347\r\n28", "02347\r\n29", "certificate_in_text", Level.YELLOW),
    ],
)
def test_the_text_of_the_form(old: str, new: str, code: str, level: Level) -> None:
    assert old in FORM_TEXT
    assert one(run(papers=form(FORM_TEXT.replace(old, new))), code, FORM).level is level


def test_a_number_shown_in_a_hint_is_masked() -> None:
    text = FORM_TEXT.replace("522727199104\r\n092775", "522701199302174938")
    message = one(run(papers=form(text)), "id_in_text", FORM).message
    assert "522***********4938" in message
    assert "522701199302174938" not in message


def test_a_longer_name_in_the_field_is_not_taken_for_a_shorter_one() -> None:
    person = replace(PERSON, name="王五")
    found = one(run(person, form("姓名 王五一 性别 男")), "name_in_text", FORM)
    assert found.level is Level.RED
    assert "王五一" in found.message
    assert one(run(person, form("姓名 王 五 性别 男")), "name_in_text", FORM).level is Level.GREEN
    assert one(run(person, form("姓名 延期报名表\n王五 性别 男")), "name_in_text", FORM).level is Level.GREEN


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("石家庄市某地，见石材", Level.YELLOW),
        ("申请延期人员 石（身份证号", Level.GREEN),
        ("姓名 石 性别 女", Level.GREEN),
    ],
)
def test_a_name_of_one_character_must_stand_where_a_name_stands(text: str, level: Level) -> None:
    assert one(run(replace(PERSON, name="石"), form(text)), "name_in_text", FORM).level is level


@pytest.mark.parametrize(
    ("registered", "text", "level"),
    [
        ("石", "姓名 石志强 性别 男", Level.RED),
        ("王五", "姓名 李四 性别 男", Level.RED),
        ("王五", "姓名 李四 性别 男\n兹证明王五为本企业职工", Level.YELLOW),
        ("石", "姓名 石志强 性别 男\n申请人员 石（身份证号", Level.YELLOW),
    ],
)
def test_another_name_in_the_field_is_a_problem(registered: str, text: str, level: Level) -> None:
    """A A passed a form of another person; only Shift+A does now."""
    found = one(run(replace(PERSON, name=registered), form(text)), "name_in_text", FORM)
    assert found.level is level
    assert f"与登记的“{registered}”不一致" in found.message


@pytest.mark.parametrize("name", ["𬭸斌", "㛃婷", "龑䶮"])
def test_rare_names_are_found(name: str) -> None:
    found = one(run(replace(PERSON, name=name), form(f"姓名 {name} 性别 女")), "name_in_text", FORM)
    assert found.level is Level.GREEN


def test_the_letter_names_at_least_the_kind() -> None:
    other = (paper(LETTER, LETTER_TEXT.replace("延期", "新取")), GOOD[1])
    assert one(run(papers=other), "category_in_text", LETTER).level is Level.YELLOW
    silent = (paper(LETTER, LETTER_TEXT.replace("延期", "")), GOOD[1])
    assert "category_in_text" not in {entry.code for entry in run(papers=silent) if entry.slot is LETTER}


def test_the_page_is_named_also_when_a_number_runs_over_its_end() -> None:
    pages = paper(FORM, "封面", FORM_TEXT[:60], FORM_TEXT[60:])
    findings = run(papers=(GOOD[0], pages))
    assert one(findings, "name_in_text", FORM).page == 1
    assert one(findings, "id_in_text", FORM).page == 1
    assert one(findings, "category_in_text", FORM).page == 2


def test_word_files_have_no_pages() -> None:
    word = replace(paper(FORM, FORM_TEXT), pages=None, seal_page=None)
    findings = run(papers=(GOOD[0], word))
    assert all_green(findings)
    assert {entry.page for entry in findings if entry.slot is FORM} == {None}


def test_a_scan_is_unknown_not_wrong() -> None:
    scan = replace(paper(FORM, ""), has_text=False, reading=PaperReading())
    findings = [entry for entry in run(papers=(GOOD[0], scan)) if entry.slot is FORM]
    assert {entry.code: entry.level for entry in findings} == {
        "no_text": Level.UNKNOWN,
        "red_seal": Level.GREEN,
    }


@pytest.mark.parametrize(
    ("seal", "level", "words"),
    [
        ("yes", Level.GREEN, "第1页"),
        ("no", Level.YELLOW, "未见红色公章"),
        ("unknown", Level.UNKNOWN, "无法判断"),
    ],
)
def test_the_seal(seal: str, level: Level, words: str) -> None:
    seen = replace(GOOD[1], red_seal=seal, seal_page=0 if seal == "yes" else None)  # type: ignore[arg-type]
    found = one(run(papers=(GOOD[0], seen)), "red_seal", FORM)
    assert found.level is level
    assert words in found.message


def test_a_grey_scan_never_reads_as_no_seal() -> None:
    grey = replace(GOOD[1], red_seal="unknown", seal_page=None)
    assert "未见" not in one(run(papers=(GOOD[0], grey)), "red_seal", FORM).message


def test_pages() -> None:
    many = replace(GOOD[1], pages=12, reading=read_pages((FORM_TEXT,) + ("",) * 11), blank_pages=(3,))
    findings = run(papers=(GOOD[0], many))
    assert one(findings, "blank_page").message == "报名表第4页是空白页"
    assert one(findings, "blank_page").page == 3
    assert one(findings, "many_pages").level is Level.YELLOW


def test_file_problems_are_red_and_nothing_else_is_claimed() -> None:
    broken = PaperFacts(FORM, False, (PaperProblem("encrypted", "文件设有密码"),))
    findings = [entry for entry in run(papers=(GOOD[0], broken)) if entry.slot is FORM]
    assert findings == [Finding("file_encrypted", Level.RED, "文件设有密码", FORM)]
    bare = [entry for entry in run(papers=(GOOD[0], PaperFacts(FORM, False))) if entry.slot is FORM]
    assert [(entry.code, entry.level) for entry in bare] == [("file_unusable", Level.RED)]


def test_a_remark_on_a_usable_file_is_yellow() -> None:
    odd = replace(GOOD[1], problems=(PaperProblem("odd", "请留意"),))
    assert one(run(papers=(GOOD[0], odd)), "file_odd").level is Level.YELLOW


def test_a_missing_paper() -> None:
    found = one(run(papers=GOOD[:1]), "paper_missing")
    assert (found.level, found.slot, found.message) == (Level.RED, FORM, "缺三类人员报名表")


def test_duplicates() -> None:
    others = OtherFacts((LETTER, FORM), 1, ("阿卜杜拉•买买提", "王五"))
    findings = run(others=others)
    assert one(findings, "same_file", LETTER).level is Level.YELLOW
    assert one(findings, "same_file", FORM).level is Level.RED
    assert one(findings, "same_application").level is Level.RED
    assert one(findings, "same_id_other_name").message.endswith("：王五")
    assert "duplicates" not in {entry.code for entry in findings}
