"""What an uploader hides in a file's name is shown; an honest name is shown as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_admin.rules.visible import hides, short_name, visible, visible_lines

DIRECTION = [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C]
ZERO_WIDTH = [0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD, 0x180E, 0x034F, 0x3164, 0x2800, 0xE0041]
CONTROL = [*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029]
NOT_UTF8 = [0xDC80, 0xDCFF]


@pytest.mark.parametrize("code", DIRECTION + ZERO_WIDTH + CONTROL + NOT_UTF8, ids=lambda code: f"{code:04X}")
def test_what_cannot_be_seen_is_named(code: int) -> None:
    assert visible(f"报名表{chr(code)}fdp.bat") == f"报名表⟨U+{code:04X}⟩fdp.bat"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("报名表.docx", "报名表.docx"),
        ("王 五（新取）　第1次.pdf", "王 五（新取）　第1次.pdf"),
        ("阿依古丽·买买提 ئايگۈل.pdf", "阿依古丽·买买提 ئايگۈل.pdf"),
        ("龑𬭸㛃葛\U000e0100.pdf", "龑𬭸㛃葛\U000e0100.pdf"),
        ("", ""),
        ("承诺书.docx" + " " * 60 + ".hta", "承诺书.docx⟨空格×60⟩.hta"),
        ("承诺书.docx" + "\u3000\u00a0" * 3 + ".hta", "承诺书.docx⟨空格×6⟩.hta"),
        ("a\u202e\u202eb", "a⟨U+202E⟩⟨U+202E⟩b"),
    ],
)
def test_names(name: str, shown: str) -> None:
    assert visible(name) == shown


def test_a_long_name_keeps_its_beginning_and_its_ending() -> None:
    shown = short_name("甲" * 200 + "\u202e.hta")
    assert len(shown) == 80
    assert shown.startswith("甲" * 50 + "…")
    assert shown.endswith("甲⟨U+202E⟩.hta")
    assert short_name("承诺书.docx") == "承诺书.docx"


def test_lines_stay_lines_and_hide_nothing_else() -> None:
    assert visible_lines("一\n二\r\n三\u2028四") == "一\n二⟨U+000D⟩\n三⟨U+2028⟩四"


@given(st.text(st.characters(), max_size=80))
def test_nothing_is_left_hidden_and_nothing_more_happens_the_second_time(text: str) -> None:
    shown = visible(text)
    assert not any(map(hides, shown))
    assert visible(shown) == shown
    assert shown.encode("utf-8").decode("utf-8") == shown
