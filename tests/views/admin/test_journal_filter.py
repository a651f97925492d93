"""Whatever can stand in the journal has words for people and can be filtered for: commands and what the office writes."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import desktop_admin.services as services
from desktop_admin.contract.base import Command
from desktop_admin.contract.registry import requests
from desktop_admin.rules.commands import COMMANDS, WRITTEN, titles
from desktop_admin.views.admin.journal import JournalTab
from tests.views.admin.conftest import Opened

#: The functions through which a service writes a row that is no command's.
_WRITERS = {"append", "write_down", "_journal"}


def _written_by_hand() -> set[str]:
    """Names of rows the services write themselves, read in their source."""
    return {name for file in Path(services.__path__[0]).rglob("*.py") for name in _names(file)}


def _names(file: Path) -> Iterator[str]:
    for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(call, ast.Call):
            continue
        name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        if name in _WRITERS:
            texts = [*call.args, *(word.value for word in call.keywords if word.arg == "name")]
            yield from (
                str(text.value)
                for text in texts
                if isinstance(text, ast.Constant) and re.fullmatch(r"[A-Z][a-z]+[A-Za-z]+", str(text.value))
            )


def test_every_action_of_the_journal_has_chinese_words_and_no_other_has() -> None:
    written = _written_by_hand()
    assert {"WrongPassword", "ResetByMachine", "RecordBackup", "BackupFailed"} <= written
    commands = {name for name, kind in requests().items() if issubclass(kind, Command)}
    assert COMMANDS.keys() == commands
    assert WRITTEN.keys() == written
    assert all(re.fullmatch("[\u4e00-\u9fff]+", words) for words in titles().values())
    assert len(set(titles().values())) == len(titles()), (
        "two actions with the same words cannot be told apart"
    )


def test_the_filter_lists_them_all(opened: Opened) -> None:
    page = opened()
    page.show_tab("journal")
    tab = page.tabs["journal"]
    assert isinstance(tab, JournalTab)
    listed = {
        tab.filter.what.itemData(place): tab.filter.what.itemText(place)
        for place in range(tab.filter.what.count())
    }
    assert listed.pop("") == "所有操作"
    assert listed == titles()
