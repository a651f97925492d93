"""A letter is a command unless a field has the caret, and Space ticks in bulk mode: by the window system's own keys."""

from pathlib import Path

import pytest

from tests.window.conftest import PICTURES, Start
from tests.window.program import Program, Seen
from tests.window.sheets import HOST
from tests.window.situations import PASSWORDS
from tests.window.xserver import save

pytestmark = pytest.mark.timeout(600)


def test_letters_digits_and_space_at_a_real_keyboard(start: Start, demo: Path) -> None:
    program = start("--office", f"sqlite:///{demo / 'office.sqlite3'}")
    program.enter(HOST, PASSWORDS[HOST])
    _alt_in_a_field(program)
    _from_the_search_to_the_list(program)
    _ticking(program)


def _field(program: Program, label: str) -> Seen:
    return program.one("QLineEdit", label=label)


def _alt_in_a_field(program: Program) -> None:
    """Alt+9 is no tab and writes nothing; Alt+1 is a tab and writes nothing."""
    program.press("ctrl+4")
    program.rest()
    program.click(program.one("QAbstractButton", text="设置"))
    _field(program, "迟交宽限")
    program.rest()
    before = _field(program, "迟交宽限")
    program.click(before)
    program.until(lambda: program.focused("迟交宽限"), "the caret in the field")
    save(program.server.picture(), PICTURES / "letters-caret.png")
    program.press("alt+9", "alt+e")
    assert program.focused("迟交宽限")
    assert _field(program, "迟交宽限").text == before.text
    program.press("alt+1")
    program.until(lambda: not program.find("QLineEdit", label="迟交宽限"), "another tab")
    program.click(program.one("QAbstractButton", text="设置"))
    program.rest()
    assert _field(program, "迟交宽限").text == before.text


def _from_the_search_to_the_list(program: Program) -> None:
    """What is typed is text; after Down E edits."""
    program.press("ctrl+3")
    program.rest()
    program.until(lambda: program.focused("查找学员或单位"), "the caret in the search field")
    program.type("e")
    assert _field(program, "查找学员或单位").text == "e"
    program.press("BackSpace")
    program.rest()
    program.press("Down")
    program.until(lambda: program.focused("PeopleView"), "the list has the keyboard")
    program.until(
        lambda: [one for one in program.find("QAbstractButton", text="编辑") if one.enabled], "somebody"
    )
    program.rest()
    program.press("e")
    program.sheet("CandidateSheet")
    program.press("Escape")
    program.until(lambda: not program.overlays(), "the sheet is gone")
    assert _field(program, "查找学员或单位").text == ""


def _ticking(program: Program) -> None:
    """B, Space, two down, Shift and Space: three are ticked."""
    program.press("ctrl+2")
    program.says("待审 ", "承诺书 1")
    program.rest()
    program.press("b")  # also where the queue has made room for old and new side by side
    program.until(lambda: program.one("QueueList").text.splitlines()[1:], "the queue")
    program.press("space", "j", "Down", "shift+space")
    program.says("已选 3 份")
    save(program.server.picture(), PICTURES / "letters-bulk.png")
    program.press("Escape")
    program.until(lambda: "已选" not in program.texts(), "bulk is over")
