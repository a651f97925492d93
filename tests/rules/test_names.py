"""People's and companies' names: rare characters stay, look-alikes are flagged, variants compare equal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_admin.rules.names import (
    check_company_name,
    check_name,
    company_key,
    name_key,
    normalise_name,
)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("王　五", "王五"),
        (" 王 五 ", "王五"),
        ("王\u200b五\ufeff", "王五"),
        ("阿卜杜拉•买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉・买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉‧买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉∙买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉⋅买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉．买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉 · 买买提", "阿卜杜拉·买买提"),
        ("John  Smith", "John Smith"),
        ("龑䶮", "龑䶮"),
        ("", ""),
    ],
)
def test_normalised(typed: str, name: str) -> None:
    checked = check_name(typed)
    assert normalise_name(typed) == checked.name == name
    assert checked.typed == typed


@pytest.mark.parametrize("name", ["龑䶮", "㛃婷", "𬭸斌", "石", "阿依古丽·买买提", "John Smith", "欧阳诸葛"])
def test_real_names_have_neither_fault_nor_flag(name: str) -> None:
    checked = check_name(name)
    assert (checked.ok, checked.flags) == (True, ())


def test_length_counts_code_points() -> None:
    assert check_name("𬭸" * 50).ok
    assert [fault.code for fault in check_name("𬭸" * 51).faults] == ["too_long"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [("", "empty"), ("　", "empty"), ("王?五", "lost_character"), ("王\ufffd", "lost_character")],
)
def test_faults(typed: str, code: str) -> None:
    assert [fault.code for fault in check_name(typed).faults] == [code]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("王\ue000", "private_use"),
        ("王\U000f0000", "private_use"),
        ("⼭田", "look_alike"),
        ("⺟", "look_alike"),
        ("\uf98a", "look_alike"),
        ("王五2", "digits"),
    ],
)
def test_flags(typed: str, code: str) -> None:
    checked = check_name(typed)
    assert checked.ok
    assert [flag.code for flag in checked.flags] == [code]


def test_a_flag_shows_the_ordinary_character() -> None:
    assert "⼭→山" in check_name("⼭田").flags[0].message


def test_the_twelve_unified_characters_of_the_compatibility_block_are_ordinary() -> None:
    assert check_name("\ufa0e\ufa29").flags == ()


def test_keys() -> None:
    assert company_key("恒泰建筑（贵州）有限公司") == company_key("恒泰建筑(贵州) 有限公司")
    assert company_key("恒泰建筑〔贵州〕有限公司") == company_key("恒泰建筑(贵州)有限公司")
    assert company_key("ＡＢＣ建筑公司") == company_key("abc建筑公司")
    assert company_key("恒泰建筑公司") != company_key("恒泰建设公司")
    assert name_key("阿卜杜拉•买买提") == name_key("阿卜杜拉 买买提") == name_key("阿卜杜拉．买买提")
    assert name_key("⼭田") == name_key("山田")


def test_company_names() -> None:
    checked = check_company_name(" 恒泰建筑（贵州） 有限公司")
    assert checked.name == "恒泰建筑（贵州）有限公司"
    assert [fault.code for fault in check_company_name("").faults] == ["empty"]
    assert [fault.code for fault in check_company_name("筑" * 101).faults] == ["too_long"]
    assert [fault.code for fault in check_company_name("恒泰\ufffd公司").faults] == ["lost_character"]


@given(st.text(max_size=60))
def test_any_text_gets_an_answer_and_normalising_is_stable(text: str) -> None:
    once = normalise_name(text)
    assert normalise_name(once) == once
    assert name_key(once) == name_key(text)
    assert check_name(text).typed == text
