"""Credit codes, including those other programs wrongly refuse."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop_admin.rules.credit_code import (
    ALPHABET,
    check_character,
    check_credit_code,
    normalise_credit_code,
)

sound = st.text(ALPHABET, min_size=17, max_size=17).map(lambda first: first + check_character(first))


@pytest.mark.parametrize(
    "code",
    [
        "91110000600037341L",
        "N2522701MF0000001Q",
        "915227280WTCDKQQ0M",
        "91522727F9J3AE0RLW",
        "91522732QMPB2EMG32",
    ],
)
def test_valid(code: str) -> None:
    assert check_credit_code(code).ok
    assert check_credit_code(f" {code[:8].lower()}-{code[8:]}\u200b").code == code


@pytest.mark.parametrize(
    ("typed", "faults"),
    [
        ("", ["empty"]),
        ("9111000060003734", ["length"]),
        ("91110000600037341LL", ["length"]),
        ("91110000600037341M", ["check_digit"]),
        ("9111000060003734IL", ["alphabet"]),
        ("单位代码", ["length", "alphabet"]),
    ],
)
def test_faults(typed: str, faults: list[str]) -> None:
    checked = check_credit_code(typed)
    assert [fault.code for fault in checked.faults] == faults
    assert not checked.ok


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9111OOOO600037341L", "91110000600037341L"),
        ("9III0000600037341L", "91110000600037341L"),
        ("NZS22701MF0000001Q", "N2522701MF0000001Q"),
    ],
)
def test_near_misses_are_suggested_and_not_repaired(typed: str, meant: str) -> None:
    checked = check_credit_code(typed)
    assert checked.code == typed
    assert checked.suggestions == (meant,)


def test_nothing_unsound_is_suggested() -> None:
    assert check_credit_code("9111OOOO600037341M").suggestions == ()
    assert check_credit_code("91110000600037341M").suggestions == ()


@given(sound, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_no_single_wrong_character_passes(good: str, place: int, char: str) -> None:
    assume(good[place] != char)
    assert check_credit_code(good).ok
    assert not check_credit_code(good[:place] + char + good[place + 1 :]).ok


@given(sound)
def test_every_mistaken_letter_is_found_again(good: str) -> None:
    typed = good.translate(str.maketrans("0152", "OISZ"))
    assume(typed != good)
    assert check_credit_code(typed).suggestions == (good,)


@given(st.text(max_size=30))
def test_any_text_gets_an_answer(text: str) -> None:
    checked = check_credit_code(text)
    assert checked.code == normalise_credit_code(text)
    assert all(check_credit_code(other).ok for other in checked.suggestions)
