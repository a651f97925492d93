"""Every sheet of the program, opened by its key and by its button on a real X server, at three sizes.

Each can be seen whole, Tab goes round in it and nowhere else, Esc leaves it and the keyboard is where it was.
"""

from pathlib import Path

import pytest

from tests.window.conftest import Start
from tests.window.program import Program
from tests.window.sheets import ADMINISTRATOR, HOST, all_sheets
from tests.window.situations import PASSWORDS, register_twin, situations
from tests.window.walking import Walk
from tests.window.xserver import XServer

pytestmark = pytest.mark.timeout(900)

SIZES = [(1024, 700, 1.0), (1366, 768, 1.0), (1920, 1080, 1.5)]


def walk(program: Program, pictures: str, office: str, who: str) -> list[str]:
    """Every sheet of one person; what was wrong with which."""
    width = program.server.size[0]
    hand = Walk(program, pictures, situations(office))
    wrong = []
    for sheet in (one for one in all_sheets() if one.who == who and not one.elsewhere and width >= one.least):
        try:
            hand.visit(sheet)
        except AssertionError as fault:
            hand.take(f"{sheet.name}-wrong")
            wrong.append(f"{sheet.name}: {str(fault).splitlines()[0]}")
            hand.press("Escape", "Escape", "Escape")
    return wrong


def fill_screen(program: Program) -> None:
    """As a window manager does with a window that is maximised."""
    main = program.windows()[0]
    width, height = program.server.size
    program.server.do("windowmove", main.xid, 0, 0)
    program.server.do("windowsize", main.xid, width, height)


@pytest.mark.parametrize(
    ("screen", "size"),
    [((w, h), (w, h, s)) for w, h, s in SIZES],
    indirect=["screen"],
    ids=["1024x700", "1366x768", "1920x1080-1.5"],
)
def test_every_sheet(start: Start, screen: XServer, demo: Path, size: tuple[int, int, float]) -> None:
    office = f"sqlite:///{demo / 'office.sqlite3'}"
    register_twin(office)
    pictures = f"{size[0]}x{size[1]}"
    wrong = []
    for who in (HOST, ADMINISTRATOR):
        program = start("--office", office, scale=size[2])
        program.enter(who, PASSWORDS[who])
        fill_screen(program)
        wrong += walk(program, pictures, office, who)
        program.close()
    assert not wrong, "\n".join(wrong)
