"""What a journal row holds is shown with everything that hides in a file's name; a note keeps its lines."""

import json

import pytest

from desktop_admin.views.admin.journal_words import detail_words
from tests.hostile_names import HOSTILE, honest


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_name_of_a_file_is_one_line(name: str) -> None:
    words = detail_words(json.dumps({"slot": "commitment_letter", "file_name": name}))
    assert honest(words, name, lines=2)


def test_a_hostile_file_name_stays_one_line_and_shows_what_it_hides() -> None:
    words = detail_words(json.dumps({"file_name": "报名表.docx\u202etab.\nexe", "tags": ["a\u200bb"]}))
    assert "文件名：报名表.docx⟨U+202E⟩tab.⟨U+000A⟩exe" in words.split("\n")
    assert "a⟨U+200B⟩b" in words


def test_a_note_keeps_its_lines() -> None:
    assert detail_words(json.dumps({"text": "第一行\n第二行\u202e"})) == "文字：第一行\n　　第二行⟨U+202E⟩"
