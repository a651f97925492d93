"""A whole story by real keys: an empty profile, the first run, a person with two papers, a decision, and it is all
there after a restart."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.source import ROOT
from tests.window.conftest import PICTURES, Start
from tests.window.program import Program
from tests.window.xserver import XServer, save

pytestmark = pytest.mark.timeout(600)

NAME, PASSWORD = "张建国", "build-2026-ok"
PAPERS = ROOT / "tests" / "papers" / "samples"


def picture(screen: XServer, name: str) -> None:
    """What stands on the screen, to be looked at afterwards."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    save(screen.picture(), PICTURES / f"story-{name}.png")


def first_run(program: Program) -> None:
    """One person is administrator and chief."""
    program.until(lambda: program.focused("FirstRunForm"), "the first run")
    program.fill(NAME, PASSWORD)
    program.type(PASSWORD)
    program.press("Tab", "space")
    program.says("兼任意味着")
    program.press("shift+Tab", "Return")
    program.until(lambda: program.focused("SignInForm"), "the sign-in after the first run")


def register(program: Program) -> None:
    """A company and a person in it."""
    program.press("ctrl+3")
    program.rest()
    program.click(program.one("QAbstractButton", text="登记单位"))
    program.sheet("CompanySheet")
    program.type("黔南某某建筑工程有限公司")
    program.press("Tab")
    program.type("91110000600037341L")
    program.press("Return")
    program.until(lambda: not program.overlays(), "the company is registered")
    program.rest()
    program.click(program.one("QAbstractButton", text="登记学员"))
    program.sheet("CandidateSheet")
    program.type("龑䶮")
    program.press("Tab", "Tab")
    program.type("11010519491231002X")
    program.press("Tab")
    program.type("黔南某某")
    program.one("QListWidget")
    program.press("Return", "Return")  # the first found company, then the one primary
    program.until(lambda: not program.overlays(), "the person is registered")


def choose_file(program: Program, button: int, name: str) -> None:
    """By the file dialog of the ``button``-th paper, with the mouse.

    Not by typing: while a name is typed the dialog offers completions in a window of its own, and without a
    window manager the keyboard goes to and fro between the two.
    """
    buttons = [one for one in program.find("QAbstractButton") if "选择文件" in one.text]
    program.click(buttons[button])
    program.sheet("QFileDialog")
    program.click_row(name)
    program.until(lambda: program.find("QLineEdit", text=name), f"{name} stands in the dialog's field")
    program.click(program.one("QAbstractButton", text="打开"))
    program.until(lambda: not program.find("QFileDialog"), "the file dialog is gone")  # it lists names too
    program.until(lambda: name in program.texts(), f"{name} is chosen")


def apply(program: Program, screen: XServer) -> None:
    """Papers of the open person, handed in by staff."""
    program.click(program.one("QAbstractButton", text="代为申请"))
    program.sheet("ApplySheet")
    choose_file(program, 0, "00-承诺书.pdf")
    choose_file(program, 1, "00-报名表.pdf")
    picture(screen, "apply")
    program.click(program.one("QLineEdit", label="证书编号"))
    program.type("黔建安A（2020）0001234")
    program.press("Tab")
    program.type("2027-01-20")
    program.press("Tab")
    program.type("现场递交")
    program.press("Return")
    program.until(lambda: not program.overlays(), "handed in")


def test_from_nothing_to_a_decision_and_back_after_a_restart(
    start: Start, screen: XServer, tmp_path: Path
) -> None:
    office = f"sqlite:///{tmp_path / 'office.sqlite3'}"
    program = start("--office", office, folder=PAPERS)
    first_run(program)
    program.enter(NAME, PASSWORD)
    register(program)
    program.says("龑䶮")
    picture(screen, "person")
    apply(program, screen)
    program.press("ctrl+2")
    program.says("龑䶮", "承诺书")
    program.rest()
    picture(screen, "review")
    program.press("a")
    program.says("报名表")
    program.rest()
    program.until(lambda: _refused(program), "A passes nothing that is red: the papers are somebody else's")
    program.until(lambda: _approved(program), "the approval")
    program.press("ctrl+z")
    program.says("已撤销决定")
    program.rest()
    program.press("ctrl+l")
    program.one("LockPage")
    picture(screen, "locked")
    program.type(PASSWORD)
    program.press("Return")
    program.until(lambda: not program.find("LockPage"), "unlocked")
    program.until(lambda: _approved(program), "the approval")
    assert program.leave() == 0

    again = start("--office", office)
    again.enter(NAME, PASSWORD)
    again.press("ctrl+3")
    again.rest()
    again.press("Down")
    again.says("龑䶮", "通过")
    picture(screen, "again")
    assert again.leave() == 0
    _holds(office)


def _approved(program: Program) -> bool:
    """Shift+A until both papers were on screen and it is booked (no key decides on what was not shown)."""
    if "通过 · 龑䶮" in program.texts():
        return True
    program.press("shift+a")
    program.rest()
    return "通过 · 龑䶮" in program.texts()


def _refused(program: Program) -> bool:
    """A until it has meant 仍然通过 for long enough to say so."""
    if "看过确认无误请按 Shift+A" in program.texts():
        return True
    program.press("a")
    program.rest()
    assert "通过 · 龑䶮" not in program.texts()
    return "看过确认无误请按 Shift+A" in program.texts()


def _holds(office: str) -> None:
    """The journal proves itself, and says what was done."""
    done = subprocess.run(
        [sys.executable, "-m", "desktop_admin", "journal", "verify", "--json", "--office", office],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=100,
        check=True,
    )
    assert json.loads(done.stdout)["intact"] is True
