"""Identity numbers out of tables: sound, damaged by a spreadsheet, or wrong."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_admin.rules.cells import Broken, Cell
from desktop_admin.rules.faults import Fault
from desktop_admin.rules.identity import IdType, check_digit, check_id
from desktop_admin.rules.table_ids import read_id

TODAY = date(2026, 11, 30)
SOUND = "11010519491231002X"
HONG_KONG = "81000019900101001" + check_digit("81000019900101001")

READ: dict[str, tuple[Cell, str]] = {
    "text": (SOUND, SOUND),
    "small x": ("11010519491231002x", SOUND),
    "apostrophe": ("'11010519491231002X", SOUND),
    "backtick": ("`11010519491231002X", SOUND),
    "kept a text": ('="11010519491231002X"', SOUND),
    "blanks": (" 110105 19491231 002X\t", SOUND),
    "zero width": ("110105\u200b19491231002X\ufeff", SOUND),
    "full width": ("１１０１０５１９４９１２３１００２Ｘ", SOUND),
    "hyphens": ("110105-19491231-002X", SOUND),
    "fifteen": ("110105491231002", SOUND),
    "hong kong": (HONG_KONG, HONG_KONG),
}

REFUSED: dict[str, tuple[Cell, str]] = {
    "shown by excel": ("5.22732E+17", "damaged_id"),
    "shown by excel in full": ("5.22732199001011E+17", "damaged_id"),
    "shown by excel without plus": ("5.22732e17", "damaged_id"),
    "number": (522732199001011234, "damaged_id"),
    "float": (5.227321990010112e17, "damaged_id"),
    "sound number": (int("110105194912310021"), "damaged_id"),
    "fifteen digits as number": (110105491231002, "damaged_id"),
    "fifteen digits as float": (110105491231002.0, "damaged_id"),
    "went through a float": ("522732199001011234.0", "damaged_id"),
    "trailing zeros": ("522732199001010000", "damaged_id"),
    "trailing zeros of fifteen": ("522732991301000", "damaged_id"),
    "no number at all": (float("nan"), "damaged_id"),
    "small number": (12345, "bad_id"),
    "fourteen digits ending in zeros": (11010549123000.0, "damaged_id"),
    "fourteen digits otherwise": (11010549123123, "bad_id"),
    "empty": ("", "bad_id"),
    "blank": ("\u3000\u200b", "bad_id"),
    "check digit": ("110105194912310021", "bad_id"),
    "short": ("1101051949123100", "bad_id"),
    "long": ("11010519491231002XX", "bad_id"),
    "no such day": ("110105194913310027", "bad_id"),
    "words": ("待补", "bad_id"),
    "stars": ("110105********002X", "bad_id"),
    "error": (Broken("#N/A"), "bad_id"),
    "bool": (True, "bad_id"),
    "day": (date(1990, 1, 1), "bad_id"),
    "child": ("52273220200101001" + check_digit("52273220200101001"), "bad_id"),
    "letters": ("abc", "bad_id"),
}


@pytest.mark.parametrize(("cell", "number"), READ.values(), ids=READ.keys())
def test_read(cell: Cell, number: str) -> None:
    assert read_id(cell, TODAY) == number


@pytest.mark.parametrize(("cell", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_refused(cell: Cell, code: str) -> None:
    fault = read_id(cell, TODAY)
    assert isinstance(fault, Fault)
    assert fault.code == code
    assert fault.message.endswith("。")


def test_a_sound_number_may_end_in_zeros() -> None:
    """Check digit 0 after serial 100, 200…: three in thousand people."""
    first = next(f"5227321990{m:02d}{d:02d}{s:01d}00" for m in range(1, 13) for d in range(1, 29)
                 for s in range(10) if check_digit(f"5227321990{m:02d}{d:02d}{s:01d}00") == "0")  # fmt: skip
    assert read_id(first + "0", TODAY) == first + "0"


@given(st.text() | st.floats() | st.integers() | st.booleans() | st.dates())
def test_anything_gets_an_answer(cell: Cell) -> None:
    assert isinstance(read_id(cell, TODAY), str | Fault)


@given(st.text(alphabet="0123456789xXE+.-' "))
def test_anything_like_a_number_gets_an_answer(text: str) -> None:
    assert isinstance(read_id(text, TODAY), str | Fault)


@given(st.dates(date(1900, 1, 1), date(2030, 12, 31)), st.integers(0, 999), st.integers(0, 10))
def test_the_quick_look_says_what_the_long_one_says(birth: date, serial: int, last: int) -> None:
    number = f"522732{birth:%Y%m%d}{serial:03d}{'10X98765432'[last]}"
    found = read_id(number, TODAY)
    assert (found == number) is check_id(IdType.CITIZEN, number, TODAY).ok
