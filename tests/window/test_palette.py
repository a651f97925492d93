"""Ctrl+K by real keys in the real program: a sub-page by pinyin, a command, and where one was lately."""

from pathlib import Path

import pytest

from desktop_admin.contract.submissions import ReviewQueue
from desktop_admin.rules.states import SubmissionState
from tests.window.conftest import Start
from tests.window.program import Program
from tests.window.sheets import ADMINISTRATOR, HOST
from tests.window.situations import PASSWORDS, second_hand

pytestmark = pytest.mark.timeout(300)


def ask(program: Program, text: str) -> None:
    """Ctrl+K and these letters, until nothing is looked for any more."""
    program.press("ctrl+k")
    program.sheet("Palette")
    program.type(text)
    program.until(lambda: "正在查找" not in program.texts(), "everything is found")
    program.rest()


def test_an_administrator_reaches_pages_and_commands(start: Start, demo: Path) -> None:
    program = start("--office", f"sqlite:///{demo / 'office.sqlite3'}")
    program.enter(ADMINISTRATOR, PASSWORDS[ADMINISTRATOR])
    program.rest()
    ask(program, "rizhi")
    program.press("Return")
    program.until(lambda: program.find("JournalTab"), "the journal")
    program.until(lambda: not program.overlays(), "the palette is gone")
    ask(program, "xinjianzhanghao")
    program.press("Return")
    assert program.sheet("Sheet").inside
    program.press("Escape")
    program.until(lambda: not program.overlays(), "the form is gone")
    program.press("ctrl+k")
    program.sheet("Palette")
    program.says("新建账号 系统管理 · N 最近")
    program.press("Down", "Return")
    program.until(lambda: program.find("JournalTab"), "the journal again, the second of the list")


def test_what_is_found_says_how_it_stands(start: Start, demo: Path) -> None:
    office = f"sqlite:///{demo / 'office.sqlite3'}"
    with second_hand(office) as hand:
        row = hand.run(ReviewQueue(limit=1)).rows[0]
    program = start("--office", office)
    program.enter(HOST, PASSWORDS[HOST])
    program.rest()
    ask(program, row.name)
    program.says(f"{row.name} {row.company}", SubmissionState(row.state).words)
    program.press("Return")
    program.until(lambda: program.find("PersonView"), "the page of the person")
    program.press("ctrl+k")
    program.sheet("Palette")
    program.until(lambda: "最近" in program.texts(), "where one was")
