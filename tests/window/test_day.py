"""What a day of work by hand found, tried again at a real keyboard and mouse: deciding, forms, the journal.

Which test holds which point is written in ``points.py``.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from desktop_admin.contract.people import CandidatePage, EditCandidate, PeopleList
from tests.window.conftest import PICTURES, Start
from tests.window.program import Program, Seen
from tests.window.sheets import HOST
from tests.window.situations import PASSWORDS, second_hand
from tests.window.test_story import NAME as SOMEBODY
from tests.window.xserver import save

pytestmark = pytest.mark.timeout(600)

#: What the machine calls things, and what was meant to be replaced by a word.
_CODES = re.compile(r"\{\w*\}|\b[a-z]+_[a-z_]+\b|\bNone\b")
_NUMBERS = re.compile(r"(?<!\d)(?:\d{17}[\dX]|1[3-9]\d{9})(?!\d)")


def _begin(start: Start, demo: Path) -> Program:
    program = start("--office", f"sqlite:///{demo / 'office.sqlite3'}")
    program.enter(HOST, PASSWORDS[HOST])
    program.rest()
    return program


def _picture(program: Program, seen: Seen) -> Image.Image:
    x, y, width, height = seen.box
    left, top = program.windows()[0].box[:2]
    return program.server.picture().crop((left + x, top + y, left + x + width, top + y + height))


def _beside(one: Seen, other: Seen) -> bool:
    """Whether two widgets cover nothing of each other."""
    (x, y, width, height), (left, top, wide, high) = one.box, other.box
    return bool(x + width <= left or left + wide <= x or y + height <= top or top + high <= y)


# -- the review desk -------------------------------------------------------------------------


def test_nothing_is_decided_unread_and_everything_is_told(start: Start, demo: Path) -> None:
    program = _begin(start, demo)
    program.press("ctrl+2")
    program.says("待审 ", "承诺书 1")
    program.rest()
    program.press("c")  # the first one's old and new stand side by side: the queue comes back
    program.one("QueueList")
    program.press("j")
    program.rest()
    _the_marks(program)
    _what_stays_in_sight(program)
    _a_double_click(program)
    _the_line_of_messages(program)
    _both_looks(program)


def _the_marks(program: Program) -> None:
    """D goes to the marks of the papers, Space on to the next; a dossier without any says so."""

    def where() -> str:
        found = [one.label for one in program.find("PaperView")]
        return next((label for label in found if re.search(r" \d+/\d+$", label)), "")

    for _ in range(12):
        program.press("d")
        program.rest()
        if where():
            break
        program.press("j")
        program.rest()
    program.until(where, "a mark one stands on, with its name")
    first = where()
    program.press("space")
    program.until(lambda: where() != first, "the next mark, or the next page")


def _what_stays_in_sight(program: Program) -> None:
    """While reasons are picked the facts stand there still."""
    program.press("r")
    program.one("ReasonPicker")
    assert program.find("DossierFacts")
    assert _beside(program.one("DossierFacts"), program.one("Footer"))
    program.press("Escape")
    program.until(lambda: not program.find("ReasonPicker"), "the reasons are away")


def _a_double_click(program: Program) -> None:
    """On 看报名表: the paper is shown, and nothing more."""

    def unseen() -> list[Seen]:
        return [one for one in program.find("QAbstractButton") if one.text.startswith("看") and one.enabled]

    for _ in range(12):
        if unseen():
            break
        program.press("j")
        program.rest()
    program.until(unseen, "a dossier with a paper not seen yet")
    waiting = program.one("QueueList").text.splitlines()
    x, y = unseen()[0].at
    program.server.do("mousemove", round(x), round(y), "click", "--repeat", "2", "--delay", "60", "1")
    program.until(lambda: not unseen(), "the paper is shown")
    program.rest()
    assert "通过 · " not in program.texts(), "a second press in the same breath decides nothing"
    assert len(program.one("QueueList").text.splitlines()) == len(waiting)


def _the_line_of_messages(program: Program) -> None:
    """What was done is told above the strip, over nothing that is read or pressed."""

    def approved() -> bool:
        if "通过 · " in program.texts():
            return True
        program.press("shift+a")
        program.press("a")
        program.rest()
        return "通过 · " in program.texts()

    program.until(approved, "an approval")
    line = program.one("MessageLine")
    for other in ("QueueList", "PaperView", "Footer", "StatusStrip"):
        for seen in program.find(other):
            assert _beside(line, seen), other


def _both_looks(program: Program) -> None:
    """Light, and dark from Ctrl+K: of the chosen row the words stand out from their ground, and the page is another."""
    grounds = []
    for look in ("浅色", "深色"):
        program.press("ctrl+k")
        program.sheet("Palette")
        program.type(look)
        program.says(f"外观：{look}")
        program.rest()
        program.press("Return")
        program.until(lambda: not program.overlays(), "the palette is gone")
        program.until(lambda look=look: _is_dark(program) == (look == "深色"), look)  # type: ignore[misc]
        queue = _picture(program, program.one("QueueList"))
        save(queue, PICTURES / f"day-queue-{len(grounds)}.png")
        grounds.append(_ground(queue))
        for top in range(0, queue.height - 24, 24):
            band = queue.crop((0, top, queue.width, top + 24))
            ratio = _most_contrast(band)
            assert ratio < 1.6 or ratio >= 4.5, f"{look}, {top} px down: words at {ratio:.1f}:1"
    assert grounds[0] != grounds[1]


def _is_dark(program: Program) -> bool:
    return _light(_ground(_picture(program, program.one("DossierPanel")))) < 0.2


def _ground(picture: Image.Image) -> tuple[int, int, int]:
    """The colour there is most of."""
    return Counter(_colours(picture)).most_common(1)[0][0]


def _colours(picture: Image.Image) -> Iterator[tuple[int, int, int]]:
    data = iter(picture.convert("RGB").tobytes())
    return zip(data, data, data, strict=True)


def _light(colour: tuple[int, int, int]) -> float:
    """Relative luminance, as WCAG 2 defines it."""
    parts = [c / 255 for c in colour]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _most_contrast(picture: Image.Image) -> float:
    ground = _light(_ground(picture))
    return max(
        (max(ground, light) + 0.05) / (min(ground, light) + 0.05)
        for light in map(_light, set(_colours(picture)))
    )


# -- a form ----------------------------------------------------------------------------------


def test_a_form_that_was_begun_is_not_lost(start: Start, demo: Path) -> None:
    program = _begin(start, demo)
    program.press("ctrl+3")
    program.rest()
    program.press("Return", "n")
    program.sheet("CandidateSheet")
    program.type(SOMEBODY)
    before = program.sheet("CandidateSheet").box
    program.server.click(4, program.windows()[0].box[3] // 2)  # on the rail, behind the veil
    program.press("Tab", "Tab")
    program.type("11010519491231002")
    program.press("Return")
    program.until(lambda: _faults(program), "what is wrong with the number")
    [sheet] = program.overlays()
    assert sheet.fits
    assert sheet.box[:3] == [before[0], before[1], before[2]]
    for fault in _faults(program):
        assert _inside(fault, sheet), fault.text
    program.press("Escape")
    program.says("还没有提交")
    assert program.overlays()
    program.press("Escape")
    program.until(lambda: not program.overlays(), "left by a second press")
    assert program.find("PeopleView")


def _faults(program: Program) -> list[Seen]:
    return [one for one in program.find("QLabel") if "位" in one.text and "号" in one.text]


def _inside(seen: Seen, sheet: Seen) -> bool:
    (x, y, width, height), (left, top, wide, high) = seen.box, sheet.box
    return bool(left <= x and top <= y and x + width <= left + wide and y + height <= top + high)


# -- the first page and administration -------------------------------------------------------


def test_what_is_read_is_words_and_tab_follows_the_eye(start: Start, demo: Path) -> None:
    office = f"sqlite:///{demo / 'office.sqlite3'}"
    _change_a_phone(office)
    program = _begin(start, demo)
    assert re.search(r"(通过|退回)了 \S+ 的 ", program.texts()), "colleagues' deeds have names"
    _follows_the_eye(program)
    for page in ("ctrl+1", "ctrl+2", "ctrl+3", "ctrl+4"):
        program.press(page)
        program.rest()
        _only_words(program, page)
    for tab in range(1, 7):
        program.press(f"alt+{tab}")
        program.rest()
        _only_words(program, f"alt+{tab}")
        _menu_of_a_table(program, tab)
    _the_journal(program)


def _change_a_phone(office: str) -> None:
    with second_hand(office) as hand:
        card = hand.run(CandidatePage(hand.run(PeopleList(limit=1)).rows[0].id))
        hand.run(EditCandidate(card.id, card.form, replace(card.form, phone="13912345678")))


def _only_words(program: Program, where: str) -> None:
    found = [line for line in program.texts().splitlines() if _CODES.search(line)]
    assert not found, f"{where}: {found}"


def _follows_the_eye(program: Program) -> None:
    """From stop to stop never back to the left and up at once; each looks another while it has the keyboard."""
    program.press("ctrl+1")
    program.rest()
    stops: list[Seen] = []
    for _ in range(30):
        at = program.focus()
        assert at is not None
        if any(at.id == one.id for one in stops):
            break
        with_keyboard = _picture(program, at)
        program.press("Tab")
        program.until(lambda at=at: (now := program.focus()) and now.id != at.id, "another stop")  # type: ignore[misc]
        if stops:  # the page itself, where one begins, is no stop
            assert with_keyboard.tobytes() != _picture(program, at).tobytes(), f"unseen: {at.path[0]}"
        stops.append(at)
    assert len(stops) > 4
    inside = [one for one in stops[1:] if any(step.startswith("HomePage#") for step in one.path)]
    for one, other in pairwise(inside):
        back = other.at[0] < one.box[0] and other.at[1] < one.box[1]
        assert not back, f"{one.path[0]} {one.box} → {other.path[0]} {other.box}"


def _menu_of_a_table(program: Program, tab: int) -> None:
    """By the key of menus and by the right button, where the sub-page has a table with rows."""
    tables = [one for one in program.find("Table") if one.text]
    if not tables:
        return
    for ask in ("key", "mouse"):
        if ask == "mouse":
            program.click(tables[0], button=3)
        else:
            program.click(tables[0])
            program.rest()
            program.press("Menu")
        menu = program.sheet("QMenu")
        assert menu.fits
        save(program.server.picture(), PICTURES / f"menu-admin-{tab}-{ask}.png")
        program.press("Escape")
        program.until(lambda: not program.overlays(), "the menu is gone")


def _the_journal(program: Program) -> None:
    """Who did what to whom, before and after, no number in clear; by day."""
    program.press("ctrl+k")
    program.sheet("Palette")
    program.type("rizhi")
    program.rest()
    program.press("Return")
    program.one("JournalTab")
    program.rest()
    rows = program.one("Table").text.splitlines()
    changed = next(row for row in rows if "李四 | 修改学员信息 | 学员 " in row)
    program.click_row(changed.split(" | ")[0])
    program.says("→", "139****5678")
    assert not _NUMBERS.findall(program.texts())
    program.until(lambda: program.find("QComboBox", label="时间"), "the filter of days")
