"""Context menus by the window system's own button and keys: on a row, on a paper, on somebody; Esc leaves the work as it was."""

from pathlib import Path

import pytest

from tests.window.conftest import PICTURES, Start
from tests.window.program import Program, Seen
from tests.window.sheets import HOST
from tests.window.situations import PASSWORDS
from tests.window.xserver import save

pytestmark = pytest.mark.timeout(600)


def test_menus_by_mouse_and_by_key(start: Start, demo: Path) -> None:
    program = start("--office", f"sqlite:///{demo / 'office.sqlite3'}")
    program.enter(HOST, PASSWORDS[HOST])
    program.press("ctrl+2")
    program.says("待审 ", "承诺书 1")
    program.rest()
    _by_key(program, "Menu", "paper-key")  # old and new lie side by side, and the queue has made room
    program.press("j")
    program.until(lambda: program.focused("QueueList"), "the queue has the keyboard")
    program.rest()
    _by_key(program, "Menu", "queue-key")
    _by_key(program, "shift+F10", "queue-shift")
    _by_mouse(program, program.one("QueueList"), "queue-mouse")
    _by_mouse(program, program.one("PaperView"), "paper-mouse")
    program.press("ctrl+3")
    program.rest()
    program.press("Down")
    program.until(lambda: program.focused("PeopleView"), "the list has the keyboard")
    program.rest()
    _by_key(program, "Menu", "people-key")
    _by_mouse(program, program.one("PeopleView"), "people-mouse")
    program.press("Menu")
    program.sheet("CommandMenu")
    program.press("Down", "Return")  # the first entry: 编辑
    program.sheet("CandidateSheet")
    program.press("Escape")
    program.until(lambda: not program.overlays(), "the sheet is gone")


def _by_key(program: Program, key: str, name: str) -> None:
    program.press(key)
    _looked_at(program, name)


def _by_mouse(program: Program, seen: Seen, name: str) -> None:
    program.click(seen, button=3)
    _looked_at(program, name)


def _looked_at(program: Program, name: str) -> None:
    menu = program.sheet("CommandMenu")
    assert menu.fits
    save(program.server.picture(), PICTURES / f"menu-{name}.png")
    program.press("Escape")
    program.until(lambda: not program.overlays(), f"the menu is gone: {name}")
