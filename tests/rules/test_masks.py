"""Masks: what is shown of a number, alone and inside a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from desktop_admin.rules.masks import Meaning, mask_by, mask_id, mask_in_text

ID = "11010519491231002X"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"证件{ID}，", f"证件{mask_id(ID)}，"),
        ("110105 19491231 002x", "110************002x"[:3] + "*" * 13 + "002x"),
        ("电话 138-1234-5678 或13812345678", "电话 138******5678 或138****5678"),
        ("+8613812345678", "+86138****5678"),
        ("张三522702800505001.pdf", "张三522********5001.pdf"),
        ("订单 20261119000012345678", "订单 20261119000012345678"),
        ("91110000600037341L", "91110000600037341L"),
        ("2026-11-19T02:42:00+00:00", "2026-11-19T02:42:00+00:00"),
        ("9" * 64, "9" * 64),
        ("座机 0854-8222333", "座机 0854-8222333"),
    ],
)
def test_numbers_in_a_text(text: str, shown: str) -> None:
    assert mask_in_text(text) == shown


@given(some.text(), some.text())
def test_no_whole_number_is_left(before: str, after: str) -> None:
    if not (before[-1:].isalnum() and before[-1:].isascii()) and not (
        after[:1].isalnum() and after[:1].isascii()
    ):
        assert ID not in mask_in_text(before + ID + after)


@given(some.text())
def test_what_is_never_kept_shows_nothing(text: str) -> None:
    assert {mask_by(meaning, text) for meaning in (Meaning.SECRET, Meaning.TYPED_NAME)} == {"***"}
    assert len(mask_by(Meaning.PHONE, text)) == len(text)
    assert mask_by(Meaning.OPEN, text) == text


@pytest.mark.parametrize(
    "text",
    [
        "１３８１２３４５６７８",
        "138.1234.5678",
        "138·1234·5678",
        "138–1234–5678",
        "138_1234_5678",
        "138  1234  5678",
        "138\u30001234\u00a05678",
        "138\u200b1234\u200b5678",
        "138\xad12345678",
        "138/1234/5678",
        "138 123 45678",
        "8613812345678",
        "008613812345678",
        "tel13812345678",
        "QQ13812345678",
    ],
)
def test_a_mobile_in_any_spelling(text: str) -> None:
    shown = mask_in_text(f"来电{text}，已回")
    assert "*" in shown
    assert (shown[:2], shown[-3:]) == ("来电", "，已回")
    assert not any(hidden in shown for hidden in ("1234", "１２３４", "123 "))


@pytest.mark.parametrize(
    "text",
    [
        "110105 1949 1231 002X",
        "110105－19491231－002X",
        "110105.19491231.002x",
        "ID11010519491231002X",
        "sfz11010519491231002X",
        "１１０１０５１９４９１２３１００２Ｘ",
        "1101 0519 4912 3100 2X",
        "110105·1949·12·31·002X",
        "110105\u202e19491231002X",
    ],
)
def test_an_id_number_in_any_spelling(text: str) -> None:
    shown = mask_in_text(f"证件{text}。")
    assert not any(hidden in shown for hidden in ("1949", "１９４９", "0519"))


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-19 10:42:13",
        "91110000600037341L",
        "a3f713812345678b",
        "20261119000012345678",
        "6222 0212 3456 7890 123",
        "0854-8221133",
        "2026.11.19—2026.12.19",
    ],
)
def test_what_is_no_persons_number_stays(text: str) -> None:
    assert mask_in_text(text) == text
