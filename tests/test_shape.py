"""Functions, classes and files of a size that one reading holds.

What is larger stands below with the reason; a row goes as soon as it is needed no longer, and none may grow.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.source import PACKAGE, ROOT

LONGEST_FILE = 400
"""Lines. The house asks at about 300 which two things a file is about; here it is asked with force."""
LONGEST_FUNCTION = 50
MOST_METHODS = 20

LARGE_CLASSES: dict[str, tuple[int, str]] = {
    "desktop_admin/views/common/desk.py: Desk": (
        21,
        "what every page may ask of a desk, one short method each",
    ),
    "desktop_admin/views/common/paged.py: PagedModel": (
        23,
        "Qt's model: half of it is what QAbstractTableModel asks for by name",
    ),
    "desktop_admin/views/furniture/cell_grid.py: CellGrid": (
        27,
        "Qt's view: keys, mouse and clipboard of one grid, most of them named by Qt",
    ),
    "desktop_admin/views/furniture/schedule.py: Schedule": (
        33,
        "Qt's view: half of it is what QAbstractItemView asks for by name",
    ),
    "desktop_admin/views/papers/tools.py: PaperTools": (21, "one short method for each button of the bar"),
    "desktop_admin/views/papers/view.py: PaperView": (
        26,
        "one paper from being asked for to being seen; half are what Qt and the desk below ask for by name",
    ),
    "desktop_admin/views/people/acts.py: Acts": (
        21,
        "one short method for each key of the page: a table of deeds in words",
    ),
    "desktop_admin/views/review/acts.py: Acts": (
        32,
        "one short method for each key of the review desk: a table of deeds in words, none longer than a few lines",
    ),
    "desktop_admin/views/review/reasons.py: ReasonPicker": (
        22,
        "Qt: a third answers keys and focus; the lines of one draft are the rest",
    ),
    "tests/window/program.py: Program": (
        33,
        "hands and eyes of a window test: one short method for each thing a person does",
    ),
}
"""Class → (its methods, why they belong together)."""

LONG_FUNCTIONS: dict[str, tuple[int, str]] = {
    "desktop_admin/views/review/page.py: ReviewPage._connect": (
        61,
        'who hears whom, line by line: parts of it would have no name but "more"',
    ),
}
"""Function → (its lines, why it is not in parts)."""

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def _files() -> list[Path]:
    """Everything of ours. A migration is history: it is never edited again."""
    found = [*ROOT.glob("*.py"), *PACKAGE.rglob("*.py")]
    found += [
        path for folder in ("tests", "benchmarks", "resources") for path in (ROOT / folder).rglob("*.py")
    ]
    return [path for path in found if path.parent.name != "versions"]


@cache
def _definitions() -> tuple[tuple[str, Definition], ...]:
    return tuple(
        (f"{path.relative_to(ROOT).as_posix()}: {name}", node)
        for path in _files()
        for name, node in _inside(ast.parse(path.read_text(encoding="utf-8")), "")
    )


def _inside(tree: ast.AST, within: str) -> Iterator[tuple[str, Definition]]:
    for node in ast.iter_child_nodes(tree):
        name = within
        if isinstance(node, Definition):
            name = f"{within}.{node.name}".lstrip(".")
            yield name, node
        yield from _inside(node, name)


def _functions() -> dict[str, int]:
    return {
        name: (node.end_lineno or 0) - node.lineno + 1
        for name, node in _definitions()
        if not isinstance(node, ast.ClassDef)
    }


def _classes() -> dict[str, int]:
    return {
        name: sum(isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef) for part in node.body)
        for name, node in _definitions()
        if isinstance(node, ast.ClassDef)
    }


def _against(found: dict[str, int], most: int, table: dict[str, tuple[int, str]]) -> list[str]:
    grown = [
        f"{name}: {size}, at most {table.get(name, (most, ''))[0]}"
        for name, size in found.items()
        if size > table.get(name, (most, ""))[0]
    ]
    return grown + [
        f"{name}: {found.get(name, 'gone')}; strike its row out"
        for name in table
        if found.get(name, 0) <= most
    ]


def test_files_stay_readable() -> None:
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for path in _files()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert not long, f"files longer than {LONGEST_FILE} lines are about two things: {long}"


def test_functions_do_one_thing() -> None:
    broken = _against(_functions(), LONGEST_FUNCTION, LONG_FUNCTIONS)
    assert not broken, "take out of it what has a name of its own:\n" + "\n".join(broken)


def test_classes_are_about_one_thing() -> None:
    broken = _against(_classes(), MOST_METHODS, LARGE_CLASSES)
    assert not broken, "two things, or a reason in the table above:\n" + "\n".join(broken)


def test_every_row_has_its_reason() -> None:
    reasons = [why for _size, why in [*LARGE_CLASSES.values(), *LONG_FUNCTIONS.values()]]
    assert all(len(why) > 20 for why in reasons)
    assert not [why for why in reasons if "to be done" in why], "an intention is no reason"


def test_a_growing_class_is_seen() -> None:
    assert _against({"a": 21}, 20, {})
    assert _against({"a": 22}, 20, {"a": (21, "because")})
    assert _against({"a": 20}, 20, {"a": (21, "because")}), "a row that is not needed any longer"
    assert _against({}, 20, {"a": (21, "because")})
    assert not _against({"a": 21, "b": 20}, 20, {"a": (21, "because")})
