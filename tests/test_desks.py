"""The window knows no desk: shell and home read entries, each desk's own file says what it is (issue of the shared parts).

A desk that is named there would have to be named again for every new one.
"""

import ast
from collections.abc import Iterator

import pytest

from desktop_admin.app.desks import ROOMS
from tests.source import imports, modules, source_path, tree_of

DESKS = [room.rpartition(".")[2] for room in ROOMS]
BLIND = ("views.shell", "views.home", "views.common", "views.papers")
"""Rooms that know no desk. The home page is a desk itself, and is built of what the others give."""


def _blind() -> list[str]:
    return [module for module in modules() if any(module.startswith(f"{room}.") for room in BLIND)]


def _own(module: str) -> str:
    return module.split(".")[1]


def _titles() -> set[str]:
    """The words on the rail, read from the entries' source."""
    found = set()
    for name in DESKS:
        tree = tree_of(f"views.{name}.entry")
        call = next(
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "PageEntry"
        )
        key, title = (ast.literal_eval(argument) for argument in call.args[:2])
        assert key == name, "a desk is called as its room"
        found.add(title)
    return found


def _texts(module: str) -> Iterator[tuple[int, str]]:
    tree = tree_of(module)
    told = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


def test_every_desk_has_a_small_file_about_itself() -> None:
    for name in DESKS:
        assert len(source_path(f"views.{name}.entry").read_text(encoding="utf-8").splitlines()) < 80


def test_no_desk_is_imported_by_the_rooms_that_know_none() -> None:
    broken = [
        f"{module}:{line} imports {imported}"
        for module in _blind()
        for line, imported in imports(module)
        for name in DESKS
        if name != _own(module) and f"{imported}.".startswith(f"desktop_admin.views.{name}.")
    ]
    assert not broken, "\n".join(broken)


def test_no_desk_is_named_by_the_rooms_that_know_none() -> None:
    names = {*DESKS, *_titles()} - {"home", "工作台"}
    broken = [
        f"{module}:{line} names {text!r}"
        for module in _blind()
        for line, text in _texts(module)
        if text in names
    ]
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("room", ["views.shell", "views.home"])
def test_what_one_desk_asks_is_not_asked_by_the_window(room: str) -> None:
    broken = [
        f"{module}:{line} imports {imported}"
        for module in modules()
        if module.startswith(f"{room}.")
        for line, imported in imports(module)
        if imported.startswith("desktop_admin.contract.submissions")
    ]
    assert not broken, "\n".join(broken)


def test_the_list_of_desks_only_lists_rooms() -> None:
    """Nothing of a desk stands in the wiring: no request, no icon, no title."""
    texts = [text for _, text in _texts("app.desks") if not text.startswith("desktop_admin.views.")]
    assert all(text in ("", ".entry") for text in texts), texts


def test_files_of_the_first_page_are_about_one_thing() -> None:
    long = {
        module: lines
        for module in modules()
        if module.startswith("views.home.") or ".home." in module
        if (lines := len(source_path(module).read_text(encoding="utf-8").splitlines())) >= 200
    }
    assert not long
