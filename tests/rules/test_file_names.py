"""A typed name becomes one that every system takes and that ends as the file is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_admin.rules.file_names import LONGEST_FILE_NAME, numbered, saved_name
from desktop_admin.rules.visible import hides


@pytest.mark.parametrize(
    ("typed", "saved"),
    [
        ("承诺书-1a2b3c4d.pdf", "承诺书-1a2b3c4d.pdf"),
        ("承诺书.PDF", "承诺书.PDF"),
        ("承诺书", "承诺书.pdf"),
        ("王敏2024.05", "王敏2024.05.pdf"),
        ("承诺书.hta", "承诺书.hta.pdf"),
        ("承诺书.pdf.exe", "承诺书.pdf.exe.pdf"),
        ("报名表\u202efdp.bat", "报名表fdp.bat.pdf"),
        ("报\u200b名\u2066表\n.pdf", "报名表.pdf"),
        ("承诺书.pdf. . ", "承诺书.pdf.pdf"),
        ("承诺书. .pdf", "承诺书.pdf"),
        (" 承诺书 .pdf", "承诺书.pdf"),
        (".bashrc", "bashrc.pdf"),
        ("CON", "_CON.pdf"),
        ("con.pdf", "_con.pdf"),
        ("Com1.王敏.pdf", "_Com1.王敏.pdf"),
        ("nul .pdf", "_nul.pdf"),
        ("LPT¹.pdf", "_LPT¹.pdf"),
        ("CONTRACT.pdf", "CONTRACT.pdf"),
        ("甲/乙\\丙:丁*.pdf", "甲_乙_丙_丁_.pdf"),
        ("承诺书.pdf:hidden", "承诺书.pdf_hidden.pdf"),
        ("<b>html</b>.pdf", "_b_html__b_.pdf"),
        ("", ""),
        ("..", ""),
        (".pdf", ""),
        ("\u202e", ""),
        ("///", ""),
    ],
)
def test_a_typed_name_becomes_one_that_every_system_takes(typed: str, saved: str) -> None:
    assert saved_name(typed, ".pdf") == saved


def test_a_long_name_is_cut_between_characters_and_keeps_its_ending() -> None:
    saved = saved_name("𬭸" * 300, ".docx")
    assert saved == "𬭸" * 53 + ".docx"
    assert len(saved.encode()) <= LONGEST_FILE_NAME


@given(st.text(max_size=400))
def test_whatever_is_typed_the_name_is_short_seen_and_right(typed: str) -> None:
    saved = saved_name(typed, ".doc")
    if not saved:
        return
    assert saved.casefold().endswith(".doc")
    assert len(saved.encode()) <= LONGEST_FILE_NAME
    assert not any(hides(char) for char in saved)
    assert not set(saved) & set('<>:"/\\|?*')
    assert saved[0] not in " ."
    assert saved_name(saved, ".doc") == saved


def test_a_second_one_gets_a_number() -> None:
    assert numbered("承诺书.pdf", 2) == "承诺书（2）.pdf"
    assert numbered("王敏2024.05.pdf", 3) == "王敏2024.05（3）.pdf"
