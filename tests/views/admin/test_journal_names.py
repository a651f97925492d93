"""What a journal row holds is shown with everything that hides in a file's name; a note keeps its lines."""

from typing import Any

import pytest

from desktop_admin.contract.journal_pages import ToldLine
from desktop_admin.rules.telling import told
from desktop_admin.views.admin.journal_words import told_words
from tests.hostile_names import HOSTILE, honest


def words(name: str, body: dict[str, Any]) -> str:
    """The body as the panel shows it."""
    return told_words(ToldLine(line.label, line.after, line.before) for line in told(name, body, {}))


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_name_of_a_file_is_one_line(name: str) -> None:
    shown = words("UploadPaper", {"slot": "commitment_letter", "file_name": name})
    assert honest(shown, name, lines=2)


def test_a_hostile_file_name_stays_one_line_and_shows_what_it_hides() -> None:
    shown = words("UploadPaper", {"file_name": "报名表.docx\u202etab.\nexe", "tags": ["a\u200bb"]})
    assert "文件名：报名表.docx⟨U+202E⟩tab.⟨U+000A⟩exe" in shown.split("\n")
    assert "其他：a⟨U+200B⟩b" in shown


def test_a_note_keeps_its_lines() -> None:
    assert words("AddNote", {"text": "第一行\n第二行\u202e"}) == "备注：第一行\n　　第二行⟨U+202E⟩"


def test_what_is_gone_or_of_another_version_is_said_so() -> None:
    assert words("AddNote", {"submission_id": 7}) == "资料：已不在册"
    assert (
        words("EditBackupPlan", {"seen": {"minute": 1}, "wanted": {"minute": "四点"}})
        == "备份时间：00:01 → 四点"
    )
    assert (
        words("EditPolicy", {"seen": {"grace_minutes": 5}, "wanted": {"grace_minutes": 5}})
        == "改动：没有改动"
    )
    assert (
        told_words([ToldLine(line.label, line.after) for line in told("AddNote", "no json", {})])
        == "内容：no json"
    )
