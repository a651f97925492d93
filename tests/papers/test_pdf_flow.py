"""Signs that follow each other in the file and not for the eye are no number and no name."""

import time

import numpy as np
import pytest

from desktop_admin.papers.found import found_in
from desktop_admin.papers.inspect import inspect
from desktop_admin.papers.pages import PaperPages
from desktop_admin.papers.pdf_flow import breaks
from desktop_admin.papers.pdf_signs import Signs
from desktop_admin.papers.rendering import render
from tests.papers import made

OPEN = "BT 0 g /F1 12 Tf 60 700 Td (This letter is about Wang Wu, and all of it is true) Tj ET "
NUMBER = "522701199601011236"
DIGIT = 6.672
"""Width of a digit of Helvetica at 12 points."""


def _at(x: float, y: float, words: str, size: float = 12, turn: str = "1 0 0 1") -> str:
    return f"BT 0 g /F1 {size} Tf {turn} {x:.2f} {y:.2f} Tm ({words}) Tj ET "


def _signs(places: list[tuple[float, float]]) -> str:
    return "".join(_at(x, y, sign) for (x, y), sign in zip(places, NUMBER, strict=True))


TORN = {
    "lines far apart": _at(60, 600, NUMBER[:9]) + _at(60, 300, NUMBER[9:]),
    "a few lines apart": _at(60, 600, NUMBER[:9]) + _at(60, 555, NUMBER[9:]),
    "columns far apart": _at(60, 600, NUMBER[:9]) + _at(400, 600, NUMBER[9:]),
    "columns near each other": _at(60, 600, NUMBER[:9]) + _at(170, 600, NUMBER[9:]),
    "the next line, another column": _at(60, 600, NUMBER[:9]) + _at(300, 586, NUMBER[9:]),
    "the next line, far left": _at(300, 600, NUMBER[:9]) + _at(60, 586, NUMBER[9:]),
    "upwards": _at(60, 586, NUMBER[:9]) + _at(60, 600, NUMBER[9:]),
    "backwards": _at(200, 600, NUMBER[:9]) + _at(60, 600, NUMBER[9:]),
    "two digits changed over, each a text of its own": _signs(
        [(60 + DIGIT * (at if at < 16 else 33 - at), 600) for at in range(18)]
    ),
    "one text, a leap in it": f"BT 0 g /F1 12 Tf 60 600 Td [({NUMBER[:9]}) -20000 ({NUMBER[9:]})] TJ ET",
    "a large letter before one digit": _at(60, 600, "M 5", 72) + _at(400, 600, NUMBER[1:]),
    "the second half up the page": _at(60, 600, NUMBER[:9]) + _at(125, 600, NUMBER[9:], turn="0 1 -1 0"),
    "turned page, lines far apart": _at(60, 100, NUMBER[:9], turn="0 1 -1 0") + _at(300, 100, NUMBER[9:], turn="0 1 -1 0"),
    "a digit between that is not sure": _at(60, 600, NUMBER[:9]) + _at(127, 608.5, "6", turn="-1 0 0 -1") + _at(127, 600, NUMBER[9:]),
}  # fmt: skip


@pytest.mark.parametrize("content", TORN.values(), ids=TORN.keys())
def test_two_halves_are_no_number(content: str) -> None:
    paper = made.pdf(content=OPEN + content)
    seen = inspect(paper)
    assert not found_in(seen.text, NUMBER)
    assert NUMBER not in "".join(seen.reading.numbers)
    assert found_in(seen.text, "Wang Wu")
    pages = render(paper, {"id": NUMBER})
    assert isinstance(pages, PaperPages)
    assert not pages.pictures[0].marks


WHOLE = {
    "in one line": _at(60, 600, NUMBER),
    "in a cell over two lines": _at(300, 600, NUMBER[:12]) + _at(300, 586, NUMBER[12:]) + _at(60, 593, "Number"),
    "centred in its cell": _at(300, 600, NUMBER[:12]) + _at(320, 586, NUMBER[12:]),
    "set right": _at(300, 600, NUMBER[:12]) + _at(300 + 6 * DIGIT, 586, NUMBER[12:]),
    "a paragraph, indented": _at(84, 600, f"Herewith the undersigned states that the number is {NUMBER[:6]}") + _at(60, 582, NUMBER[6:]),
    "a paragraph of double spacing": _at(60, 600, f"The number is {NUMBER[:6]}") + _at(60, 573, NUMBER[6:]),
    "three lines": _at(60, 600, NUMBER[:6]) + _at(60, 586, NUMBER[6:12]) + _at(60, 572, NUMBER[12:]),
    "one digit to a box": _signs([(60 + 20 * at, 600) for at in range(18)]),
    "down the page": _signs([(60, 600 - 14 * at) for at in range(18)]),
    "up the page, in two lines": _at(60, 100, NUMBER[:9], turn="0 1 -1 0") + _at(74, 100, NUMBER[9:], turn="0 1 -1 0"),
    "in groups": _at(60, 600, "522701  19960101  1236"),
    "large": _at(60, 600, NUMBER[:9], 40) + _at(60, 552, NUMBER[9:], 40),
}  # fmt: skip


@pytest.mark.parametrize("content", WHOLE.values(), ids=WHOLE.keys())
def test_what_runs_on_for_the_eye_counts(content: str) -> None:
    paper = made.pdf(content=OPEN + content)
    seen = inspect(paper)
    assert NUMBER in "".join(seen.reading.numbers)
    assert found_in(seen.text, NUMBER)
    assert not seen.reading.left_out
    pages = render(paper, {"id": NUMBER})
    assert isinstance(pages, PaperPages)
    assert pages.pictures[0].marks


@pytest.mark.parametrize(
    ("content", "counts"),
    [
        (_at(60, 700, NUMBER[9:]) + OPEN.replace("700", "640") + _at(60, 100, NUMBER[:9]), True),
        (_at(60, 300, NUMBER[9:]) + OPEN + _at(60, 100, NUMBER[:9]), False),
        (_at(60, 700, NUMBER[9:]) + OPEN.replace("700", "100") + _at(60, 300, NUMBER[:9]), False),
    ],
)
def test_from_page_to_page_it_runs_from_the_foot_to_the_top(content: str, *, counts: bool) -> None:
    seen = inspect(made.pdf(content=content, pages=2))
    assert (NUMBER in "".join(seen.reading.numbers)) is counts


def test_looking_for_breaks_takes_time_by_the_number_of_signs() -> None:
    def cost(count: int) -> float:
        places = np.arange(count, dtype=np.float64)[:, None]
        boxes = np.concatenate([places, places % 7, places + 1, places % 7 + 1], axis=1)
        turns = np.tile([1.0, 0.0, 0.0, 1.0], (count, 1))
        signs = Signs(
            b"1\0" * count, boxes, np.arange(count), (), np.zeros(count, np.bool_), turns, cut=False
        )
        began = time.process_time()
        breaks(signs, np.ones(count, np.bool_), np.zeros(count, np.bool_))
        return time.process_time() - began

    pairs = [(cost(30_000), cost(120_000)) for _ in range(3)]
    less, more = map(min, zip(*pairs, strict=True))
    assert more < 9 * less


@pytest.mark.parametrize("far", [40, 230, 360])
def test_the_field_of_the_name_is_read_however_wide_its_cell(far: int) -> None:
    """A form that names another person in it must be told even where the name stands elsewhere."""
    units = "姓名王五性别女"
    left = [60, 72, 60 + far, 72 + far, 400 + far, 412 + far, 500 + far]
    boxes = np.array([[x, 600, x + 11, 611] for x in left], np.float64)
    count = len(units)
    turns = np.tile([1.0, 0.0, 0.0, 1.0], (count, 1))
    signs = Signs(
        units.encode("utf-16-le"), boxes, np.arange(count), (), np.zeros(count, np.bool_), turns, cut=False
    )
    found = breaks(signs, np.ones(count, np.bool_), np.zeros(count, np.bool_)).tolist()
    assert not {2, 3, 4} & set(found)
