"""A digit that is cut in two by a clip does not count; cells and pages that clip their text do not matter."""

import pytest

from desktop_admin.papers.found import found_in
from desktop_admin.papers.inspect import inspect
from tests.papers import made

OPEN = "BT 0 g /F1 12 Tf 60 700 Td (This letter is about Wang Wu, and all of it is true) Tj ET "
NUMBER = "522701199601011286"
LINE = f"BT 0 g /F1 12 Tf 60 600 Td ({NUMBER}) Tj ET "
EIGHT = 60 + 16 * 6.672
LEFT, RIGHT = EIGHT - 50, EIGHT + 2

CUT = {
    "by two rectangles": f"q 50 590 {LEFT:.2f} 30 re {RIGHT} 590 60 30 re W n {LINE} Q",
    "by a slanted edge": f"q 50 590 m {EIGHT + 60} 590 l {EIGHT + 60} 620 l {EIGHT + 2} 620 l {EIGHT + 1} 600 l 50 620 l h W n {LINE} Q",
    "under a larger scale": f"q 2 0 0 2 0 0 cm 25 295 {LEFT / 2:.2f} 15 re {RIGHT / 2} 295 30 15 re W n 0.5 0 0 0.5 0 0 cm {LINE} Q",
    "by more corners than are looked at": "q " + "50 590 300 30 re " * 40 + f"W n {LINE} Q",
}  # fmt: skip


@pytest.mark.parametrize("content", CUT.values(), ids=CUT.keys())
def test_a_digit_that_is_cut_does_not_count(content: str) -> None:
    seen = inspect(made.pdf(content=OPEN + content))
    assert not found_in(seen.text, NUMBER)
    assert seen.reading.left_out
    assert found_in(seen.text, "Wang Wu")


WHOLE = {
    "a cell": f"q 58 597 130 14 re W n {LINE} Q",
    "a close cell": f"q 60 599.8 121 9.2 re W n {LINE} Q",
    "a cell on a page": f"q 0 0 612 792 re W n 58 597 130 14 re W* n {LINE} Q",
    "two cells": f"q 58 597 130 14 re 58 500 130 14 re W n {LINE} Q",
}
FORM = f"q 58 597 130 14 re W n {LINE} Q"


def test_a_form_has_a_space_of_its_own() -> None:
    form = (
        f"<< /Type /XObject /Subtype /Form /BBox [0 0 612 792] /Matrix [0.9 0 0 0.9 8 60] /Resources << /Font "
        f"<< /F1 4 0 R >> >> /Length {len(FORM)} >>\nstream\n{FORM}\nendstream"
    )
    page = "/Resources << /Font << /F1 4 0 R >> /XObject << /X 10 0 R >> >>"
    seen = inspect(made.pdf(form, page=page, content=f"{OPEN} /X Do"))
    assert found_in(seen.text, NUMBER)
    assert not seen.reading.left_out


@pytest.mark.parametrize("content", WHOLE.values(), ids=WHOLE.keys())
def test_a_clip_round_a_text_does_not_matter(content: str) -> None:
    seen = inspect(made.pdf(content=OPEN + content))
    assert found_in(seen.text, NUMBER)
    assert not seen.reading.left_out
    assert seen.reading.hidden == ()
