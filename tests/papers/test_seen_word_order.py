"""Text of a Word file that may be shown in another order than it is kept in does not count."""

import pytest

from desktop_admin.papers.inspect import inspect
from tests.papers.word_looks import LIE, cell, document, lines, run, style, table

DIGITS = "536110101699107225"
BIDI = "<w:bidi/>"
SYMBOL = '<w:r><w:sym w:font="{}" w:char="{}"/></w:r>'
PARTS = "".join(cell(lines(run(sign))) for sign in LIE)

TURNED = {
    "a mark between all digits": document(lines(run("\u200f".join(DIGITS)))),
    "a mark between all signs": document(lines(run("\u200f".join(LIE)))),
    "a mark from left to right": document(lines(run(f"{DIGITS}\u200e"))),
    "an Arabic mark": document(lines(run("\u061c".join(DIGITS)))),
    "the end of an isolate": document(lines(run(f"{DIGITS}\u2069"))),
    "Hebrew letters": document(lines(run("\u05d0".join(DIGITS)))),
    "a Hebrew letter in a run of its own": document(lines(run("1"), run("\u05d0"), run(DIGITS))),
    "runs from right to left": document(lines(*[run(sign, "<w:rtl/>") for sign in DIGITS])),
    "an embedding from right to left": document(lines(f'<w:dir w:val="rtl">{run(DIGITS)}</w:dir>')),
    "a paragraph from right to left": document(lines(run(DIGITS), looks=BIDI)),
    "a turning mark by its number": document(lines(SYMBOL.format("Arial", "202E"), run(LIE))),
    "a turning mark in a run of its own": document(lines(run("\u202e"), run(LIE))),
    "a private sign by its number": document(
        lines(run(DIGITS[:9]), SYMBOL.format("Mine", "E123"), run(DIGITS[9:]))
    ),
    "a private sign of no symbol font": document(
        lines(run(DIGITS[:9]), SYMBOL.format("Mine", "F031"), run(DIGITS[9:]))
    ),
    "a sign of an unknown symbol font": document(
        lines(run(DIGITS[:9]), SYMBOL.format("Marlett", "F031"), run(DIGITS[9:]))
    ),
    "by style": document(
        lines(run(DIGITS), looks='<w:pStyle w:val="P"/>'),
        styles=style("P", more=f"<w:pPr>{BIDI}</w:pPr>"),
    ),
    "tabs in a paragraph from right to left": document(
        lines(*["<w:r><w:tab/></w:r>".join(run(sign) for sign in LIE)], looks=BIDI)
    ),
    "a table from right to left": document(table(PARTS, looks="<w:bidiVisual/>")),
    "a table style from right to left": document(
        table(PARTS, looks='<w:tblStyle w:val="T"/>'),
        styles=style("T", kind="table", more="<w:tblPr><w:bidiVisual/></w:tblPr>"),
    ),
}

STRAIGHT = {
    "Chinese alone from right to left": document(lines(run(LIE), looks=BIDI)),
    "a ticked box": document(lines(SYMBOL.format("Wingdings", "F0FE"), run(LIE))),
    "switched off": document(lines(run(LIE + "1", '<w:rtl w:val="0"/>'), looks='<w:bidi w:val="0"/>')),
    "an embedding from left to right": document(lines(f'<w:dir w:val="ltr">{run(LIE)}</w:dir>')),
    "a table from left to right": document(table(cell(lines(run(LIE))), looks='<w:bidiVisual w:val="0"/>')),
    "beside Arabic letters": document(lines(run(LIE), run("\u0627"))),
}


@pytest.mark.parametrize("how", TURNED)
def test_text_that_may_be_turned_round_does_not_count(how: str) -> None:
    reading = inspect(TURNED[how]).reading
    assert DIGITS not in "".join(reading.squashed)
    assert LIE not in "".join(reading.squashed)
    assert DIGITS not in "".join(reading.numbers)
    assert reading.left_out
    assert not reading.hidden


@pytest.mark.parametrize("how", STRAIGHT)
def test_text_in_its_own_order_counts(how: str) -> None:
    reading = inspect(STRAIGHT[how]).reading
    assert LIE in "".join(reading.squashed)
    assert reading.left_out == (how == "beside Arabic letters")
