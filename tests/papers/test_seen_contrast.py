"""Text of a PDF that changes the page and yet cannot be read does not count; letters on a restless ground do."""

import random

import pytest

from desktop_admin.papers.found import found_in
from desktop_admin.papers.inspect import inspect
from tests.papers import made

OPEN = "BT 0 g /F1 12 Tf 60 700 Td (This letter is about Wang Wu, and all of it is true) Tj ET "
NAME = "Zhao Liu 52270119900101123X"
WORDS = f"/F1 12 Tf 60 600 Td ({NAME}) Tj ET"
GROUND = "q 300 0 0 60 50 580 cm /P Do Q "
RESOURCES = "/Resources << /Font << /F1 4 0 R >> /XObject << /P 10 0 R >> /Pattern << /N 12 0 R >> >>"


def _noise(seed: int, darkest: int, lightest: int) -> str:
    chance = random.Random(seed)
    body = "".join(f"{chance.choice((darkest, lightest)):02x}" for _ in range(300 * 60))
    return (
        "<< /Type /XObject /Subtype /Image /Width 300 /Height 60 /ColorSpace /DeviceGray /BitsPerComponent 8 "
        f"/Filter /ASCIIHexDecode /Length {len(body) + 1} >>\nstream\n{body}>\nendstream"
    )


def _page(content: str, darkest: int = 0) -> bytes:
    paint = "300 0 0 60 0 0 cm /N Do"
    pattern = (
        "<< /Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 300 60] /XStep 300 /YStep 60 "
        f"/Resources << /XObject << /N 11 0 R >> >> /Length {len(paint)} >>\nstream\n{paint}\nendstream"
    )
    return made.pdf(
        _noise(1, darkest, 255), _noise(2, darkest, 255), pattern, page=RESOURCES, content=OPEN + content
    )


UNREADABLE = {
    "noise on noise": f"{GROUND} q /Pattern cs /N scn BT {WORDS} Q",
    "white over its own black shape": f"q BT 7 Tr {WORDS} 0 g 0 0 612 792 re f Q q BT 1 g 1 G 2 Tr 0.7 w {WORDS} Q",
}
READABLE = {
    "black on noise": f"{GROUND} q BT 0 g {WORDS} Q",
    "blue on noise": f"{GROUND} q BT 0 0 0.7 rg {WORDS} Q",
    "red on black": f"q 0 g 50 580 400 60 re f Q q BT 0.9 0.1 0.1 rg {WORDS} Q",
    "black in a narrow grey bar": f"q 0.7 g 58 598 400 12 re f Q q BT 0 g {WORDS} Q",
    "white in a narrow black bar": f"q 0 g 58 597 400 13 re f Q q BT 1 g {WORDS} Q",
    "in a grid of lines": f"q 0.5 w 50 597 300 14 re S 60 590 m 60 620 l S Q q BT 0 g {WORDS} Q",
}


@pytest.mark.parametrize("how", UNREADABLE)
def test_what_changes_the_page_without_standing_out_is_not_relied_on(how: str) -> None:
    seen = inspect(_page(UNREADABLE[how]))
    assert found_in(seen.text, "Wang Wu")
    assert not found_in(seen.text, NAME)
    assert seen.reading.left_out


@pytest.mark.parametrize("how", READABLE)
def test_letters_on_a_restless_ground_are_found(how: str) -> None:
    seen = inspect(_page(READABLE[how], darkest=120 if "noise" in how else 0))
    assert found_in(seen.text, NAME)
    assert not seen.reading.left_out
    assert seen.reading.hidden == ()


@pytest.mark.parametrize(("flags", "counts"), [(4, True), (2, False), (32, False), (36, False)])
def test_a_field_that_shows_only_on_paper_does_not_count(flags: int, *, counts: bool) -> None:
    """/F of an annotation (ISO 32000-2 §12.5.3): 2 hidden, 4 print, 32 not on screens."""
    words = f"BT 0 g /F1 12 Tf 0 0 Td ({NAME}) Tj ET"
    field = (
        "<< /Type /XObject /Subtype /Form /BBox [0 -4 300 16] /Resources << /Font << /F1 4 0 R >> >> "
        f"/Length {len(words)} >>\nstream\n{words}\nendstream"
    )
    note = (
        f"<< /Type /Annot /Subtype /Widget /FT /Tx /T (who) /F {flags} /Rect [60 500 360 520] "
        "/AP << /N 10 0 R >> >>"
    )
    seen = inspect(made.pdf(field, note, page="/Annots [11 0 R]", content=OPEN))
    assert found_in(seen.text, "Wang Wu")
    assert found_in(seen.text, NAME) is counts
