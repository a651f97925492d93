"""A file's path typed in the file dialog: every letter offers completions, and the dialog goes with them open or not.

A dialog that closed with the caret in its field once ended the program (std::bad_typeid): only real letters show it.
"""

from pathlib import Path

import pytest

from tests.source import ROOT
from tests.window.conftest import PICTURES, Start
from tests.window.program import Program, Seen
from tests.window.test_story import NAME, PASSWORD, first_run, register
from tests.window.xserver import save

pytestmark = pytest.mark.timeout(600)

PAPERS = ROOT / "tests" / "papers" / "samples"


def field_of_name(program: Program) -> Seen:
    """Where the dialog takes a name; it has the caret from the start."""
    return program.one("QLineEdit", name="fileNameEdit")


def offered(program: Program) -> bool:
    """Whether the completions stand open."""
    return any(one.popup for one in program.windows())


def stands_there(program: Program, typed: str) -> None:
    """Each letter is waited for: the completions come and go between two, and with them the keyboard."""
    program.until(lambda: field_of_name(program).text == typed, f"“{typed}” stands in the field")


def type_path(program: Program, button: int, path: Path) -> bool:
    """Into the dialog of the ``button``-th paper; whether completions stood open meanwhile."""
    buttons = [one for one in program.find("QAbstractButton") if "选择文件" in one.text]
    program.click(buttons[button])
    program.sheet("QFileDialog")
    program.until(lambda: program.focused("fileNameEdit"), "the caret in the dialog's field")
    seen = False
    for place, letter in enumerate(str(path), 1):
        program.type(letter)
        stands_there(program, str(path)[:place])
        seen = seen or offered(program)
    if button == 0:
        save(program.server.picture(), PICTURES / "file-names-typed.png")
    program.press("Return")
    program.until(lambda: not program.find("QFileDialog"), "the file dialog is gone")
    program.until(lambda: path.name in program.texts(), f"{path.name} is chosen")
    return seen


def test_papers_are_chosen_by_typing_where_they_lie(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    letter, form = folder / "letter.pdf", folder / "form.pdf"
    letter.write_bytes((PAPERS / "00-承诺书.pdf").read_bytes())
    form.write_bytes((PAPERS / "00-报名表.pdf").read_bytes())
    program = start("--office", f"sqlite:///{tmp_path / 'office.sqlite3'}", folder=folder)
    first_run(program)
    program.enter(NAME, PASSWORD)
    register(program)
    program.says("龑䶮")
    program.click(program.one("QAbstractButton", text="代为申请"))
    program.sheet("ApplySheet")
    assert type_path(program, 0, letter), "no letter opened the completions"
    assert type_path(program, 1, form), "no letter opened the completions"
    program.click(program.one("QLineEdit", label="证书编号"))
    program.type("黔建安A（2020）0001234")
    program.press("Tab")
    program.type("2027-01-20")
    program.press("Tab")
    program.type("现场递交")
    program.press("Return")
    program.until(lambda: not program.overlays(), "handed in")
    program.press("ctrl+2")
    program.says("龑䶮", "承诺书", "报名表")
    program.rest()
    assert program.leave() == 0
