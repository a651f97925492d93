"""No sheet, dialog or menu of the program is missing in the list that the tests on a real X server walk through."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.source import PACKAGE, ROOT
from tests.window.sheets import all_sheets

VIEWS = PACKAGE / "views"
BASES = {
    "Overlay",
    "Sheet",
    "InPlace",
    "EditInPlace",
    "QDialog",
    "QMessageBox",
    "QMenu",
    "QFileDialog",
    "QInputDialog",
}
"""What opens over the work. A class that derives from one of these counts as one of them, at any depth."""
MADE = {"Overlay", "Sheet", "QDialog", "QMessageBox", "QMenu", "QFileDialog", "QInputDialog", "QPrintDialog"}
"""Those that are also used as they are."""
SHARED = {
    "common/overlay.py:Overlay",
    "common/sheet.py:Sheet",
    "furniture/in_place.py:InPlace",
    "furniture/edit_in_place.py:EditInPlace",
}
"""The bases themselves, which nobody opens."""
ASKS = {"ask_open": "QFileDialog", "ask_save": "QFileDialog", "ask_folder": "QFileDialog"}
"""What opens one of Qt's for whoever calls it (``common/file_dialog.py``): the caller's is what is seen."""


def test_every_sheet_is_in_the_list() -> None:
    listed = {place.removesuffix("()") for sheet in all_sheets() for place in sheet.source}
    found = set(_classes()) | set(_uses())
    assert found - SHARED - listed == set(), "a new sheet: add it to its chapter in tests/window/chapters"
    assert listed - found == set(), "these are gone from the program"


def test_what_is_opened_elsewhere_says_where() -> None:
    for sheet in all_sheets():
        if sheet.elsewhere and sheet.elsewhere.startswith("tests/"):
            assert (ROOT / sheet.elsewhere.partition(":")[0]).is_file(), sheet
        else:
            assert sheet.elsewhere or sheet.keys or sheet.button or sheet.situation, sheet


def _trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(VIEWS.rglob("*.py")):
        yield _place(path), ast.parse(path.read_text(encoding="utf-8"))


def _classes() -> Iterator[str]:
    """``file:Class`` of everything that derives from a base, and what opens as a popup or in place of one."""
    parents = {
        node.name: ({_name(base) for base in node.bases}, f"{place}:{node.name}", ast.unparse(node))
        for place, tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }

    def opens(name: str) -> bool:
        bases, _, text = parents.get(name, (set(), "", ""))
        return bool(bases & BASES) or "WindowType.Popup" in text or any(map(opens, bases))

    for name, (_, place, text) in parents.items():
        if opens(name) or name in BASES or "go_round(" in text:
            yield place


_OPENERS = ("overlay.py", "sheet.py", "file_dialog.py")


def _uses() -> Iterator[str]:
    """``file:Class`` where one of Qt's, or a plain sheet, is made or asked on the spot."""
    derived = {place.partition(":")[2] for place in _classes()} - {"Sheet", "Overlay"}
    for place, tree in _trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            made = node.func.value if isinstance(node.func, ast.Attribute) else node.func
            name = ASKS.get(_name(made), _name(made))
            if name in MADE and name not in derived and not place.endswith(_OPENERS):
                yield f"{place}:{name}"


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _place(path: Path) -> str:
    return path.relative_to(VIEWS).as_posix()
