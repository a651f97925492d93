"""Names by sound: surnames a dictionary misreads, compound surnames, rare characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_admin.services.pinyin import Reading, name_reading


@pytest.mark.parametrize(
    ("name", "sound", "letters"),
    [
        ("单雄", "shan xiong", "sx"),
        ("曾强", "zeng qiang", "zq"),
        ("仇英", "qiu ying", "qy"),
        ("解明", "xie ming", "xm"),
        ("朴勇", "piao yong", "py"),
        ("查良", "zha liang", "zl"),
        ("翟天", "zhai tian", "zt"),
        ("缪斌", "miao bin", "mb"),
        ("区志", "ou zhi", "oz"),
        ("盖明", "ge ming", "gm"),
        ("覃德", "qin de", "qd"),
        ("长孙无忌", "zhangsun wu ji", "zswj"),
        ("欧阳诸葛", "ouyang zhu ge", "oyzg"),
        ("单于明", "chanyu ming", "cym"),
        ("王　五", "wang wu", "ww"),
        ("龑䶮", "yan yan", "yy"),
        ("吕布", "lv bu", "lb"),
        ("阿依古丽·买买提", "a yi gu li mai mai ti", "ayglmmt"),
        ("查干·巴特尔", "cha gan ba te er", "cgbte"),
        ("John Smith", "john smith", "js"),
        ("单", "shan", "s"),
        ("", "", ""),
    ],
)
def test_readings(name: str, sound: str, letters: str) -> None:
    assert name_reading(name) == Reading(sound, letters)


def test_only_the_surname_is_read_as_one() -> None:
    assert name_reading("王解").pinyin == "wang jie"
    assert name_reading("李单").pinyin == "li dan"


def test_shorter_syllables_sort_first() -> None:
    people = ["李安", "连文", "李庆", "单雄", "山田"]
    assert sorted(people, key=lambda name: name_reading(name).pinyin) == [
        "李安",
        "李庆",
        "连文",
        "山田",
        "单雄",
    ]


def test_a_character_beyond_the_basic_plane_has_a_sound() -> None:
    assert name_reading("𬭸斌").initials == "lb"


@given(st.text(max_size=12))
def test_any_text_gets_an_answer(text: str) -> None:
    read = name_reading(text)
    assert read.pinyin == read.pinyin.strip()
    assert len(read.initials) <= len(read.pinyin)
