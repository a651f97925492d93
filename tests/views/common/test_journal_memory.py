"""The remembered journal head: growth is fine, anything else is an objection."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from desktop_admin.contract.journal import ChangePage
from desktop_admin.views.common.journal_memory import JournalMemory
from tests.views.recording import NOON


@pytest.mark.parametrize(
    ("head", "digest", "objects"),
    [(128, "aa", False), (129, "bb", False), (128, "bb", True), (127, "aa", True), (0, "", True)],
)
def test_a_journal_only_grows(tmp_path: Path, head: int, digest: str, objects: bool) -> None:
    settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    memory = JournalMemory(settings, "sqlite:///a")
    page = ChangePage(head, digest, (), (), False, NOON)
    assert memory.objection(page) == ""
    memory.remember(128, "aa")
    assert bool(memory.objection(page)) is objects
    assert JournalMemory(settings, "sqlite:///b").objection(page) == "", "another office has its own memory"


def test_an_empty_head_forgets_nothing(tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    memory = JournalMemory(settings, "sqlite:///a")
    memory.remember(128, "aa")
    memory.remember(0, "")
    assert memory.head == "128:aa"
