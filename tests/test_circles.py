"""No file imports itself by way of another, and no room does: not in a function, not for a type alone (house §4).

And in one room a name is one thing: two classes of one name are told apart by whoever reads an import only.
"""

import ast
from graphlib import CycleError, TopologicalSorter

from tests.source import imports, modules, tree_of

Arrows = dict[str, set[str]]


def _files() -> Arrows:
    known = set(modules())
    arrows: Arrows = {}
    for module in known:
        found = arrows.setdefault(module, set())
        for _line, imported in imports(module):
            top, _, rest = imported.partition(".")
            name = rest if rest in known else rest.rpartition(".")[0]
            if top == "desktop_admin" and name in known:
                found.add(name)
        found.discard(module)
    return arrows


def _room(module: str) -> str:
    """A desk is a room of its own."""
    parts = module.split(".")
    return ".".join(parts[:2]) if parts[0] == "views" else parts[0]


def _circle(arrows: Arrows) -> str:
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as error:
        return " → ".join(reversed(error.args[1]))
    return ""


def test_no_circle_of_files() -> None:
    assert _circle(_files()) == ""


def test_no_circle_of_rooms() -> None:
    rooms: Arrows = {}
    for module, imported in _files().items():
        rooms.setdefault(_room(module), set()).update(map(_room, imported))
    assert len(rooms) > 15
    assert _circle({room: others - {room} for room, others in rooms.items()}) == ""


def test_a_class_has_its_name_for_itself_in_its_room() -> None:
    rooms: dict[tuple[str, str], list[str]] = {}
    for module in modules():
        for node in tree_of(module).body:
            if isinstance(node, ast.ClassDef):
                rooms.setdefault((_room(module), node.name), []).append(module)
    twice = {f"{room}: {name}": files for (room, name), files in rooms.items() if len(files) > 1}
    assert not twice, f"rename one of them: {twice}"


def test_a_circle_is_seen() -> None:
    assert _circle({"a": {"b"}, "b": {"c"}, "c": {"a"}}) in (
        "a → b → c → a",
        "b → c → a → b",
        "c → a → b → c",
    )
