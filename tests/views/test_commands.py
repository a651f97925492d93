"""Commands are data: one row for each, and no page hears a key by hand. Reads the tables, and the code."""

import ast
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from desktop_admin.rules.glossary import GLOSSARY
from desktop_admin.views.admin.keys import commands_of as admin_commands
from desktop_admin.views.admin.page import TABS
from desktop_admin.views.common.command import Table, help_of, hint_of, offers_of, spoken
from desktop_admin.views.common.entry import PageEntry
from desktop_admin.views.home.keys import COMMANDS as HOME
from desktop_admin.views.papers.tools import COMMANDS as PAPERS
from desktop_admin.views.people.keys import COMMANDS as PEOPLE
from desktop_admin.views.people.merging import COMMANDS as MERGING
from desktop_admin.views.people.twins import COMMANDS as TWINS
from desktop_admin.views.review.keys import COMMANDS as REVIEW
from desktop_admin.views.shell.keys import ICONS, LEAVING
from desktop_admin.views.shell.keys import commands_of as window_commands
from tests.source import last_name, modules, tree_of

#: What is heard at the same time, by page.
_WINDOW = (window_commands([PageEntry(str(n), "一处", "users", (), QWidget) for n in range(9)]), LEAVING)  # type: ignore[arg-type]
PAGES: dict[str, tuple[Table, ...]] = {
    "home": (HOME, *_WINDOW),
    "review": (REVIEW, PAPERS, *_WINDOW),
    "people": (PEOPLE, *_WINDOW),
    "people twins": (TWINS,),
    "people merging": (MERGING,),
    **{f"admin {tab.key}": (admin_commands(TABS), tab.commands, *_WINDOW) for tab in TABS},
}

_CHINESE = re.compile("[\u4e00-\u9fff]")


def _each(keys: str) -> Iterator[str]:
    """``D Shift+D`` and ``Alt 1…3`` one by one."""
    held, _, digits = keys.rpartition(" ")
    first, ellipsis, last = digits.partition("…")
    if ellipsis:
        yield from (f"{held}+{one}".lstrip("+") for one in range(int(first), int(last) + 1))
    else:
        yield from keys.split()


@pytest.mark.parametrize("page", PAGES)
def test_no_two_commands_of_a_page_have_one_key_or_one_name(page: str) -> None:
    rows = [one for table in PAGES[page] for one in table]
    keys = Counter(QKeySequence(key).toString() for one in rows for key in (*one.keys, *one.after))
    assert "" not in keys, "a key Qt does not know"
    assert [key for key, count in keys.items() if count > 1] == []
    assert len({one.name for one in rows}) == len(rows)


@pytest.mark.parametrize("page", PAGES)
def test_every_command_with_a_key_stands_in_f1_with_words(page: str) -> None:
    listed = {(key, line.does) for line in help_of(*PAGES[page]) for key in _each(line.keys)}
    for one in (one for table in PAGES[page] for one in table):
        assert _CHINESE.search(one.words), one.name
        assert one.group, one.name
        if one.key:
            assert (spoken(one.key), one.line or one.words) in listed, one.name


@pytest.mark.parametrize("page", PAGES)
def test_words_are_those_of_the_glossary(page: str) -> None:
    neighbours = re.compile("|".join(found for term in GLOSSARY.values() for found in term.instead_of))
    for one in (one for table in PAGES[page] for one in table):
        for words in (one.words, one.line):
            assert not neighbours.search(words), f"{one.name}: {words}"


@pytest.mark.parametrize("page", PAGES)
def test_what_a_key_held_down_repeats_only_moves(page: str) -> None:
    """A decision, a form, anything that needs a right is done once."""
    wrong = [one.name for table in PAGES[page] for one in table if one.repeats and one.needs]
    assert not wrong


def test_keys_are_spoken_as_they_stand_on_the_keyboard() -> None:
    found = [spoken(key) for key in ("Space", "Shift+Space", "+", "-", "Ctrl+Z", "Down")]
    assert found == ["空格", "Shift+空格", "+", "−", "Ctrl+Z", "↓"]
    assert {hint_of(one) for one in REVIEW if one.name == "undo"} == {"Ctrl Z"}


def test_ctrl_k_begins_what_needs_nothing_chosen() -> None:
    assert {place.command for place in offers_of(REVIEW)} == {"bulk"}
    begun = {place.command for tab in TABS for place in offers_of(tab.commands)}
    assert begun == {"add_staff", "add_reason", "backup", "verify"}
    assert {place.command for table in _WINDOW for place in offers_of(table)} == set(ICONS)


def test_no_page_hears_a_key_by_hand() -> None:
    """A widget walks by its own keys; what a page does by key is a row of its table."""
    wrong = []
    for module in modules():
        if not module.startswith("views."):
            continue
        for node in ast.walk(tree_of(module)):
            if isinstance(node, ast.ClassDef) and "Page" in map(last_name, node.bases):
                wrong += [
                    f"{module}.{node.name}.{one.name}"
                    for one in node.body
                    if isinstance(one, ast.FunctionDef) and one.name in ("keyPressEvent", "keyReleaseEvent")
                ]
    assert not wrong


def test_shortcuts_are_rows_of_a_table() -> None:
    """Also those of a sheet; Shift+F10 asks for the menu, which is made of the table itself."""
    made = {
        module
        for module in modules()
        if module.startswith("views.")
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.Call) and last_name(node.func) == "QShortcut"
    }
    assert made == {"views.common.page"}
