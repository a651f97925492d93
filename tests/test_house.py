"""What must stay true of the checkout as a whole: a Qt that keeps Python's references, an honest lock."""

import ast
import re
import sys
import tomllib

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLabel

from tests.source import ROOT, modules, source_path, tree_of

LOCK = ROOT / "requirements.lock"


class _Emitter(QObject):
    told = Signal(bool)


@pytest.mark.parametrize("constant", [None, True], ids=str)
def test_qt_keeps_python_references(qapp: QApplication, constant: object) -> None:
    """PySide6 6.12 on CPython 3.11 lost one reference per call until the process aborted, often after the tests.

    1,000 void calls and 1,000 signals would show as a loss of about 1,000; 100 covers what else moves. From
    Python 3.12 on both constants are immortal and their count never moves: then this holds by itself.
    """
    label, emitter = QLabel(), _Emitter()
    heard: list[bool] = []
    emitter.told.connect(heard.append)

    def round_trip(times: int) -> None:
        for _ in range(times):
            label.setText("考务台")
            label.setEnabled(True)
            emitter.told.emit(True)
        heard.clear()

    round_trip(10)
    before = sys.getrefcount(constant)
    round_trip(1000)
    assert abs(sys.getrefcount(constant) - before) < 100


def test_every_file_says_what_it_is() -> None:
    silent = [
        source_path(module).relative_to(ROOT).as_posix()
        for module in modules()
        if ".versions." not in module and not ast.get_docstring(tree_of(module))
    ]
    assert not silent, f"no module docstring: {silent}"


def test_view_tests_wait_for_a_state() -> None:
    """A fixed time is too short on a loaded machine and too long on every other (tests/views/quiet.py)."""
    fixed = [
        f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"
        for path in sorted((ROOT / "tests").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (
            node.func.attr == "qWait"
            or (node.func.attr == "wait" and "qtbot" in ast.unparse(node.func.value))
        )
    ]
    assert not fixed, (
        "wait until something is so: qtbot.waitUntil, or quiet() before saying that nothing came"
    )


def test_lock_is_whole() -> None:
    """Every package exactly pinned and hashed, and no address: where it comes from is the machine's business."""
    text = LOCK.read_text(encoding="utf-8")
    assert "://" not in text
    packages = [entry for entry in re.split(r"\n(?=\S)", text) if entry.strip() and not entry.startswith("#")]
    assert len(packages) > 20
    loose = [p.split()[0] for p in packages if not re.match(r"\S+==\S+", p) or "--hash=sha256:" not in p]
    assert not loose, f"without version or hash: {loose}"


def test_lock_names_what_the_project_needs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {_plain(line) for line in [*project["dependencies"], *project["optional-dependencies"]["dev"]]}
    locked = {_plain(line) for line in LOCK.read_text(encoding="utf-8").splitlines() if "==" in line}
    assert wanted <= locked, f"run `python dev.py lock`: {sorted(wanted - locked)}"


def test_qt_is_a_version_that_works() -> None:
    """Trap 1 of the library notes, held in the lock too: below 6.12."""
    version = re.search(r"(?mi)^pyside6[-_]essentials==(\d+)\.(\d+)", LOCK.read_text(encoding="utf-8"))
    assert version is not None
    assert (6, 10) <= (int(version[1]), int(version[2])) < (6, 12)


def _plain(requirement: str) -> str:
    """``PySide6_Essentials>=6.10`` → ``pyside6-essentials`` (PEP 503)."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found is not None, requirement
    return re.sub(r"[-_.]+", "-", found[0]).lower()
