"""``kaowu demo`` to a decision by keys, and a second window on the same office that learns of everything."""

from pathlib import Path

import pytest

from tests.window.conftest import PICTURES, Start
from tests.window.program import Program
from tests.window.sheets import HOST, SECOND
from tests.window.situations import PASSWORDS
from tests.window.xserver import XServer, save

pytestmark = pytest.mark.timeout(600)


def rows(program: Program) -> list[str]:
    """The queue as it is read out: name, category, company, what is special."""
    return str(program.one("QueueList").text).splitlines()


def row(program: Program, name: str) -> str:
    """One line of the queue, empty when it is not there."""
    return next((line for line in rows(program) if line.startswith(name)), "")


def unfold(program: Program) -> None:
    """The first dossier's paper was replaced: old and new stand side by side, and the queue has made room."""
    program.says("新版 ⇄ 旧版")
    program.rest()
    program.press("c")
    program.until(lambda: program.find("QueueList"), "the queue is back")


def give_keyboard(program: Program, away_from: Program) -> None:
    """As a click on the other window does; both have heard of it."""
    main = program.windows()[0]
    program.server.focus(main.xid)
    program.until(
        lambda: program.windows()[0].active and not any(one.active for one in away_from.windows()),
        "the other window has the keyboard",
    )


def test_one_decides_and_the_other_sees_it(
    other_home: Path, start: Start, screen: XServer, demo: Path
) -> None:
    first = start("demo", "--folder", str(demo), "--people", "60")
    first.one("Workbench")
    first.press("ctrl+2")
    unfold(first)
    first.until(lambda: rows(first)[1:], "the queue")
    names = [line.split("，")[0] for line in rows(first)]
    first.says("待审 18")

    second = start("--office", f"sqlite:///{demo / 'office.sqlite3'}", at=other_home)
    second.enter(SECOND, PASSWORDS[SECOND])
    second.press("ctrl+2")
    second.until(
        lambda: f"{HOST}在看" in row(second, names[0]), "the second sees who reads the first dossier"
    )
    first.until(lambda: f"{SECOND}在看" in row(first, names[1]), "the second was led to the next one")

    second.press("k")  # into the first one's dossier: it may be read, not decided
    second.says(f"{HOST}正在看")
    unfold(second)
    second.press("a")
    second.rest()
    save(screen.picture(), PICTURES / "two-claimed.png")
    assert row(second, names[0])

    give_keyboard(first, second)
    first.until(lambda: _approved(first, names[0]), "the approval")
    second.until(lambda: f"通过 · {HOST}" in row(second, names[0]), "the open row says who decided it")
    second.says("待审 17", f"已由{HOST}于")
    save(screen.picture(), PICTURES / "two-decided.png")
    give_keyboard(second, first)
    second.press("j")
    second.until(lambda: not row(second, names[0]), "left, it leaves the queue")
    second.rest()
    assert second.leave() == 0
    first.until(lambda: SECOND + "在看" not in first.texts(), "a claim ends with the window")


def _approved(program: Program, name: str) -> bool:
    """A again until every paper was on screen and it is booked (a key never decides on what was not shown)."""
    if f"通过 · {name}" in program.texts():
        return True
    program.press("a")
    program.rest()
    return f"通过 · {name}" in program.texts()
