"""Identity numbers: examples, every single error, and numbers other programs wrongly refuse."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop_admin.rules.identity import (
    IdCheck,
    IdType,
    age_on,
    check_digit,
    check_id,
    expand_15,
    normalise_id,
)
from desktop_admin.rules.regions import COUNTIES

TODAY = date(2026, 11, 22)


def citizen(text: str, today: date = TODAY) -> IdCheck:
    return check_id(IdType.CITIZEN, text, today)


def codes(checked: IdCheck) -> list[str]:
    return [fault.code for fault in checked.faults]


def number(region: str, birth: str, serial: str = "001") -> str:
    return region + birth + serial + check_digit(region + birth + serial)


sound = st.builds(
    lambda region, birth, serial: number(f"{region:06d}", birth.strftime("%Y%m%d"), f"{serial:03d}"),
    st.integers(110000, 659999),
    st.dates(date(1927, 1, 1), TODAY - timedelta(days=17 * 366)),
    st.integers(0, 999),
)


def test_the_standards_example() -> None:
    assert citizen("11010519491231002X") == IdCheck("11010519491231002X", (), "女", date(1949, 12, 31))


@pytest.mark.parametrize(
    "typed",
    [
        "１１０１０５19491231002ｘ",
        " 110105 19491231 002x",
        "110105-19491231–002X",
        "110105\u200b19491231\u3000002X\ufeff",
    ],
)
def test_typed_variants_are_one_number(typed: str) -> None:
    assert citizen(typed).number == "11010519491231002X"
    assert citizen(typed).ok


@pytest.mark.parametrize("year", ["1970", "1990", "1995", "2000"])
def test_fuquan_is_good_whenever_born(year: str) -> None:
    checked = citizen(number("522702", f"{year}0615", "123"))
    assert checked.ok
    assert checked.sex == "男"
    assert COUNTIES[checked.number[:6]] == "福泉市"


def test_the_region_is_a_hint_only() -> None:
    assert citizen(number("529999", "19900101")).ok
    assert len(COUNTIES) == 12
    assert COUNTIES["522732"] == "三都水族自治县"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ["empty"]),
        (" \u3000", ["empty"]),
        ("5.227E+17", ["damaged"]),
        ("5.22701199302174E+17", ["damaged"]),
        ("522701930217493", ["fifteen"]),
        ("1101051949123100", ["length"]),
        ("11010519491231002XX", ["length"]),
        ("1101051949123100AX", ["shape"]),
        ("X10105194912310021", ["shape"]),
        ("110105194912310021", ["check_digit"]),
        (number("110105", "19490231"), ["birth_date"]),
        (number("110105", "20261123"), ["birth_future"]),
        (number("110105", "20101123"), ["age"]),
        (number("110105", "19251121"), ["age"]),
        ("110105194902310021", ["birth_date", "check_digit"]),
        (number("810000", "19900101"), ["other_type"]),
        ("911124198108030024", ["other_type"]),
    ],
)
def test_faults(typed: str, expected: list[str]) -> None:
    checked = citizen(typed)
    assert codes(checked) == expected
    assert checked.sex is None
    assert checked.birth_date is None
    assert all(fault.message.endswith("。") for fault in checked.faults)


@pytest.mark.parametrize(
    ("birth", "ok"),
    [("20101122", True), ("20101123", False), ("19251123", True), ("19251122", False), ("19261122", True)],
)
def test_age_is_16_to_100_on_the_day(birth: str, ok: bool) -> None:
    # 100 includes the whole hundred-and-first year of life: born on 23 Nov 1925 one is 100 until tomorrow.
    assert citizen(number("522701", birth)).ok is ok


def test_a_leap_day_ages_on_the_first_of_march() -> None:
    assert age_on(date(2012, 2, 29), date(2028, 2, 28)) == 15
    assert age_on(date(2012, 2, 29), date(2028, 2, 29)) == 16
    assert age_on(date(2012, 2, 29), date(2029, 2, 28)) == 16


@given(sound, st.integers(0, 17), st.sampled_from("0123456789X"))
def test_no_single_wrong_character_passes(good: str, place: int, char: str) -> None:
    assume(good[place] != char)
    assert citizen(good).ok
    assert not citizen(good[:place] + char + good[place + 1 :]).ok


@given(sound, st.integers(0, 16))
def test_no_exchange_of_neighbours_passes(good: str, place: int) -> None:
    assume(good[place] != good[place + 1])
    swapped = good[:place] + good[place + 1] + good[place] + good[place + 2 :]
    assert not citizen(swapped).ok


@given(sound)
def test_sex_and_birth_date_are_read_from_the_number(good: str) -> None:
    checked = citizen(good)
    assert checked.sex == ("男" if int(good[16]) % 2 else "女")
    assert checked.birth_date == date(int(good[6:10]), int(good[10:12]), int(good[12:14]))


@given(st.text(max_size=30))
def test_any_text_gets_an_answer_and_normalising_is_stable(text: str) -> None:
    once = normalise_id(text)
    assert normalise_id(once) == once
    for kind in IdType:
        checked = check_id(kind, text, TODAY)
        assert checked.number == once
        assert checked.ok == (not checked.faults)


@pytest.mark.parametrize(
    ("kind", "typed", "expected"),
    [
        (IdType.HMT_RESIDENCE, number("810000", "19900101"), []),
        (IdType.HMT_RESIDENCE, number("820000", "19900101"), []),
        (IdType.HMT_RESIDENCE, number("830000", "19900101"), []),
        (IdType.HMT_RESIDENCE, number("522701", "19900101"), ["other_type"]),
        (IdType.HMT_RESIDENCE, number("810000", "19900101")[:17] + "Q", ["shape"]),
        (IdType.FOREIGN_RESIDENCE, "9" + "1" * 16 + check_digit("9" + "1" * 16), []),
        (IdType.FOREIGN_RESIDENCE, "911124198108030020", ["check_digit"]),
        (IdType.FOREIGN_RESIDENCE, "CAN110181120701", []),
        (IdType.FOREIGN_RESIDENCE, "CAN11018112070", ["shape"]),
        (IdType.PASSPORT, "e 1234 5678", []),
        (IdType.PASSPORT, "ABCDEFG", ["shape"]),
        (IdType.PASSPORT, "E1", ["shape"]),
        (IdType.TRAVEL_PERMIT, "H12345678", []),
        (IdType.TRAVEL_PERMIT, "M1234567801", []),
        (IdType.TRAVEL_PERMIT, "12345678", []),
        (IdType.TRAVEL_PERMIT, "HH123", ["shape"]),
        (IdType.PASSPORT, "", ["empty"]),
    ],
)
def test_other_papers(kind: IdType, typed: str, expected: list[str]) -> None:
    checked = check_id(kind, typed, TODAY)
    assert codes(checked) == expected
    if kind is IdType.HMT_RESIDENCE and not expected:
        assert checked.birth_date == date(1990, 1, 1)
    else:
        assert checked.birth_date is None


def test_names_of_the_papers() -> None:
    assert [kind.words for kind in IdType] == [
        "居民身份证",
        "港澳台居民居住证",
        "外国人永久居留身份证",
        "护照",
        "通行证",
    ]


def test_fifteen_digits_expand() -> None:
    assert expand_15("110105491231002") == "11010519491231002X"
    for wrong in ("110105491331002", "11010549123100", "11010549123100X", "11010519491231002X"):
        with pytest.raises(ValueError, match="15-digit"):
            expand_15(wrong)


@given(sound)
def test_expanding_gives_a_sound_number(good: str) -> None:
    assume(good.startswith("19", 6))
    assert expand_15(good[:6] + good[8:17]) == good
