"""Text of a Word file pressed together until nobody can read it does not count, whichever measures it takes together."""

import pytest

from desktop_admin.papers.inspect import inspect
from tests.papers.word_lies import lied
from tests.papers.word_looks import LIE, anchored, cell, document, lines, ruby, run, shape, table

NUMBER = "536110101699107225"
EXACT = '<w:spacing w:line="240" w:lineRule="exact"/>'
COMBINE = '<w:eastAsianLayout w:id="1" w:combine="1"/>'
DOWN = ('<w:sz w:val="10"/>', '<w:position w:val="-30"/>')
NARROW_CELL = '<w:tcW w:w="400" w:type="dxa"/><w:tcFitText/>'


def _grid(closer: int, looks: str) -> bytes:
    section = (
        f'<w:sectPr><w:docGrid w:type="linesAndChars" w:linePitch="312" w:charSpace="{closer}"/></w:sectPr>'
    )
    return document(lines(run(LIE, looks)), section=section)


def _ruby(outer: str, bases: str = "", raised: int | None = 18, small: int = 10, line: str = "") -> bytes:
    inside = ruby(run(LIE, outer), "a", raised, small, more=bases)
    return document(lines(f"<w:r><w:rPr>{outer}</w:rPr>{inside}</w:r>", looks=line))


def _shrunk(scale: str, half_points: int) -> bytes:
    body = f'<wps:bodyPr><a:normAutofit fontScale="{scale}"/></wps:bodyPr>'
    text = lines(run(LIE, f'<w:sz w:val="{half_points}"/>'))
    return document(lines(anchored(shape(text, body=body))))


LOST = {
    "two lines in one": lied(f'<w:sz w:val="9"/>{COMBINE}'),
    "two lines in one, raised": lied(f'<w:sz w:val="12"/><w:vertAlign w:val="superscript"/>{COMBINE}'),
    "laid across and pressed": lied('<w:sz w:val="9"/><w:eastAsianLayout w:vert="1" w:vertCompress="1"/>'),
    "narrow and close": lied('<w:w w:val="34"/><w:sz w:val="21"/><w:spacing w:val="-50"/>'),
    "a close grid for small type": _grid(-11878, '<w:sz w:val="8"/>'),
    "narrow, close and in a close grid": _grid(
        -11878, '<w:w w:val="34"/><w:sz w:val="21"/><w:spacing w:val="-50"/>'
    ),
    "raised out of its line": document(
        lines(run(LIE, '<w:sz w:val="24"/><w:position w:val="34"/>'), looks=EXACT)
    ),
    "lowered out of its line": document(
        lines(run(LIE, '<w:sz w:val="24"/><w:position w:val="-34"/>'), looks=EXACT)
    ),
    "lowered out of its row": document(
        table(
            cell(lines(run(LIE, '<w:sz w:val="24"/><w:position w:val="-34"/>'))),
            row='<w:trHeight w:val="260" w:hRule="exact"/>',
        )
    ),
    "pressed into its cell": document(table(cell(lines(run(LIE * 10)), NARROW_CELL), grid=(400,))),
    "pressed into a cell of unknown width": document(table(cell(lines(run(LIE)), "<w:tcFitText/>"))),
    "shrunk with its box": _shrunk("41000", 10),
    "shrunk by per cent": _shrunk("41%", 10),
    "ruby in hidden text": _ruby("<w:vanish/>"),
    "ruby in white": _ruby('<w:color w:val="FFFFFF"/>'),
    "ruby upon its signs": _ruby("", raised=4),
    "ruby not raised": _ruby("", raised=None),
    "ruby below its signs": _ruby("", raised=-30),
    "ruby upon larger signs": _ruby('<w:sz w:val="72"/>'),
    "ruby as large as a house": _ruby("", small=90),
    "ruby far above": _ruby("", raised=90),
    "under the next line's ruby": document(
        lines(run(LIE)) + lines(f"<w:r>{ruby(run('甲'), 'a', 20, 20)}</w:r>", looks=EXACT)
    ),
    "a drawing for a reading": document(
        lines(
            f"<w:r>{ruby(run(LIE), '甲', 0).replace('<w:t>甲</w:t>', '<w:sym w:font=&quot;Wingdings&quot; w:char=&quot;F0FE&quot;/>'.replace('&quot;', chr(34)))}</w:r>"
        )
    ),
    "ruby lowered upon its signs": document(
        lines(
            f"<w:r>{ruby(run(LIE), 'a').replace('<w:t>a', '<w:t>甲').replace(DOWN[0], DOWN[0] + DOWN[1], 1)}</w:r>"
        )
    ),
    "ruby on two grounds": _ruby("", f"<w:rubyBase>{run('乙')}</w:rubyBase>"),
}

READABLE = {
    "two lines in one of a title": lied(f'<w:sz w:val="28"/>{COMBINE}'),
    "half as wide": lied('<w:w w:val="50"/>'),
    "a little close": lied('<w:sz w:val="21"/><w:spacing w:val="-20"/>'),
    "narrow and a little close": lied('<w:w w:val="66"/><w:sz w:val="21"/><w:spacing w:val="-20"/>'),
    "a little raised": document(lines(run(LIE, '<w:sz w:val="21"/><w:position w:val="6"/>'), looks=EXACT)),
    "a little raised, on a loose line": document(
        lines(run(LIE, '<w:position w:val="30"/>'), looks='<w:spacing w:line="360" w:lineRule="auto"/>')
    ),
    "fitted to its cell": document(
        table(cell(lines(run(LIE)), '<w:tcW w:w="1400" w:type="dxa"/><w:tcFitText/>'), grid=(1400,))
    ),
    "a little shrunk with its box": _shrunk("90000", 21),
    "ruby of empty words": document(lines(f"<w:r>{ruby(run(LIE), '', 0)}</w:r>")),
    "a loose line with ruby": _ruby("", line='<w:spacing w:line="400" w:lineRule="exact"/>'),
    "ruby": _ruby('<w:sz w:val="21"/>'),
}


@pytest.mark.parametrize("how", LOST)
def test_what_is_pressed_together_does_not_count(how: str) -> None:
    reading = inspect(LOST[how]).reading
    assert LIE not in "".join(reading.squashed)
    assert reading.left_out or reading.hidden


@pytest.mark.parametrize("how", READABLE)
def test_what_is_set_close_counts(how: str) -> None:
    reading = inspect(READABLE[how]).reading
    assert LIE in "".join(reading.squashed)
    assert not reading.left_out
    assert not reading.hidden


@pytest.mark.parametrize(("closer", "counts"), [(-20, True), (-48, False)])
def test_digits_are_narrower_than_chinese_signs(closer: int, counts: bool) -> None:
    reading = inspect(
        document(lines(run(NUMBER, f'<w:sz w:val="21"/><w:spacing w:val="{closer}"/>')))
    ).reading
    assert (NUMBER in "".join(reading.squashed)) == counts
