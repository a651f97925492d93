"""Text of a Word file that nobody sees does not count, and that is said; text that one sees does, whatever its dress."""

import pytest

from desktop_admin.contract.files import Inspection
from desktop_admin.papers.inspect import inspect
from desktop_admin.rules.paper_reading import GAP
from tests.papers.word_lies import (
    CELL,
    CHOICE,
    DARK_HEAD,
    FIRST_ROW,
    HIDDEN,
    SILENT,
    UNSURE,
    VANISH,
    WHITE,
    lied,
    spaced,
    styled,
)  # fmt: skip
from tests.papers.word_looks import (
    LIE,
    TRUTH,
    anchored,
    cell,
    document,
    lines,
    ruby,
    run,
    shape,
    style,
    table,
    vml,
)
from tests.papers.word_made import field


def look(data: bytes) -> Inspection:
    """The inspection of a sound file."""
    seen = inspect(data)
    assert seen.facts.problems == ()
    return seen


HONEST = {
    "a hairline round the letters": lied(
        '<w14:textOutline w14:w="9525"><w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill></w14:textOutline>'
    ),
    "no outline, whatever its width": lied('<w14:textOutline w14:w="120000"><w14:noFill/></w14:textOutline>'),
    "the usual grid": document(
        lines(run(LIE)),
        section='<w:sectPr><w:docGrid w:type="linesAndChars" w:linePitch="312" w:charSpace="-2048"/></w:sectPr>',
    ),
    "a table a little left of the text": document(table(CELL, looks='<w:tblInd w:w="-1080" w:type="dxa"/>')),
    "a table a little too wide, in the middle": document(
        table(CELL + CELL.replace(LIE, "乙"), looks='<w:jc w:val="center"/>', grid=(4000, 6000))
    ),
    "plain": lied(""),
    "automatic": lied('<w:color w:val="auto"/>'),
    "grey": lied('<w:color w:val="808080"/>'),
    "light grey": lied('<w:color w:val="BFBFBF"/>'),
    "the theme's dark blue": lied('<w:color w:val="1F497D" w:themeColor="text2"/>'),
    "the theme's text, shaded": lied('<w:color w:themeColor="background1" w:themeShade="80"/>'),
    "7 points": lied('<w:sz w:val="14"/>'),
    "6 points, raised": lied('<w:sz w:val="16"/><w:vertAlign w:val="superscript"/>'),
    "narrow": lied('<w:w w:val="66"/><w:spacing w:val="-10"/>'),
    "marked yellow": lied('<w:color w:val="000000"/><w:highlight w:val="yellow"/>'),
    "shown again": styled(style("P", VANISH), style("Q", '<w:vanish w:val="0"/>', base="P"), para="Q"),
    "direct over style": document(
        lines(run(LIE, '<w:vanish w:val="0"/>'), looks='<w:pStyle w:val="P"/>'), styles=style("P", VANISH)
    ),
    "white on a dark cell": document(
        table(cell(lines(run(LIE, WHITE)), '<w:shd w:val="clear" w:color="auto" w:fill="1F3864"/>'))
    ),
    "white on a cell of the theme": document(
        table(cell(lines(run(LIE, WHITE)), '<w:shd w:val="clear" w:fill="auto" w:themeFill="accent1"/>'))
    ),
    "white on a dark paragraph": document(
        lines(run(LIE, WHITE), looks='<w:shd w:val="clear" w:fill="C00000"/>')
    ),
    "automatic on black": document(table(cell(lines(run(LIE)), '<w:shd w:val="clear" w:fill="000000"/>'))),
    "the head of a table style": document(table(CELL, looks=FIRST_ROW), styles=DARK_HEAD),
    "below the head of a table style": document(table(CELL.replace(LIE, "头"), CELL, looks=FIRST_ROW), styles=DARK_HEAD),
    "a row of exact height": document(
        table(cell(lines(run(LIE), looks='<w:spacing w:line="300" w:lineRule="exact"/>')), row='<w:trHeight w:val="567" w:hRule="exact"/>')
    ),
    "a tight line": spaced('<w:spacing w:line="200" w:lineRule="exact"/>'),
    "indented by characters": spaced('<w:ind w:firstLineChars="200" w:firstLine="420"/>'),
    "hanging": spaced('<w:ind w:left="420" w:hanging="420"/>'),
    "beside a table": document(table(CELL, looks='<w:tblInd w:w="-113" w:type="dxa"/>')),
    "a text box": document(lines(anchored(shape(lines(run(LIE)), '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'), across=900_000, down=5_000_000))),
    "a text box of Word's own": document(
        lines(
            "<w:r>"
            + CHOICE.format(
                "wps",
                anchored(
                    shape(
                        lines(run(LIE)),
                        '<a:solidFill><a:schemeClr val="lt1"/></a:solidFill>',
                        more='<wps:style><a:fillRef idx="1"><a:schemeClr val="accent1"/></a:fillRef><a:fontRef idx="minor"><a:schemeClr val="dk1"/></a:fontRef></wps:style>',
                    ),
                    base="column",
                ).removeprefix("<w:r>").removesuffix("</w:r>"),
                vml(lines(run(LIE))).removeprefix("<w:r>").removesuffix("</w:r>"),
            )
            + "</w:r>"
        )
    ),
    "an old text box": document(lines(vml(lines(run(LIE)), "position:absolute;margin-left:120pt;margin-top:12pt;width:90pt;height:30pt"))),
    "inserted": document(lines(f"<w:ins>{run(LIE)}</w:ins>")),
    "moved here": document(lines(f"<w:moveTo>{run(LIE)}</w:moveTo>")),
    "a link": document(lines(f"<w:hyperlink>{run(LIE)}</w:hyperlink>")),
    "a field": document(lines(field(" MERGEFIELD 姓名 ", result=LIE))),
    "a simple field": document(lines(f'<w:fldSimple w:instr=" MERGEFIELD x ">{run(LIE)}</w:fldSimple>')),
    "a form field": document(lines(field(" FORMTEXT ", result=LIE))),
    "a control": document(f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{lines(run(LIE))}</w:sdtContent></w:sdt>"),
    "a row in a control": document(
        table("<x/>").replace("<w:tr><w:trPr></w:trPr><x/></w:tr>", f"<w:sdt><w:sdtContent><w:tr>{CELL}</w:tr></w:sdtContent></w:sdt>")
    ),
    "in a page's head": document(
        section='<w:sectPr><w:headerReference w:type="default" r:id="r3"/></w:sectPr>',
        top=("header", lines(run(LIE))),
    ),
    "a numbered page": document(
        lines(run(LIE)),
        section='<w:sectPr><w:footerReference w:type="default" r:id="r3"/></w:sectPr>',
        bottom=("footer", lines(run("第"), field(" PAGE ", result="1"), run("页"))),
    ),
    "a hidden paragraph mark": spaced("<w:rPr><w:vanish/></w:rPr>"),
    "revised properties": lied(f'<w:color w:val="000000"/><w:rPrChange><w:rPr>{VANISH}{WHITE}</w:rPr></w:rPrChange>'),
    "ruby": document(
        lines(f"<w:r>{ruby(run(LIE), 'wang')}</w:r>")
    ),
}  # fmt: skip


@pytest.mark.parametrize("how", HIDDEN)
def test_what_nobody_sees_does_not_count_and_is_said(how: str) -> None:
    seen = look(HIDDEN[how])
    assert LIE not in seen.text[0]
    assert not any(LIE in page for page in seen.reading.squashed)
    assert seen.reading.hidden == (0,)


@pytest.mark.parametrize("how", UNSURE)
def test_what_may_not_be_seen_does_not_count_either(how: str) -> None:
    seen = look(UNSURE[how])
    assert LIE not in seen.text[0]
    assert "522701199302174938" not in seen.text[0]
    assert seen.reading.left_out
    assert not seen.reading.hidden


@pytest.mark.parametrize("how", SILENT)
def test_what_the_paper_does_not_state_does_not_count_and_needs_no_word(how: str) -> None:
    seen = look(SILENT[how])
    assert LIE not in seen.text[0]
    assert not seen.reading.hidden
    assert not seen.reading.left_out


@pytest.mark.parametrize("how", HONEST)
def test_what_is_seen_counts_and_nothing_is_said(how: str) -> None:
    seen = look(HONEST[how])
    assert LIE in seen.text[0]
    assert not seen.reading.hidden
    assert not seen.reading.left_out
    assert (GAP in seen.text[0]) == (how in {"a numbered page", "ruby"})


def test_hidden_text_between_seen_text_does_not_part_it() -> None:
    assert "王五" in look(document(lines(run("王"), run("甲乙", VANISH), run("五")))).text[0]


def test_doubtful_text_between_seen_text_joins_nothing() -> None:
    assert (
        "王五"
        not in look(document(lines(run("王"), run("甲乙", "<w:webHidden/>"), run("五")))).reading.squashed[0]
    )


def test_a_doubtful_name_field_is_no_other_name() -> None:
    rows = table(
        cell(lines(run("姓名"))) + cell(lines(run("王五", "<w:webHidden/>"))) + cell(lines(run("性别")))
    )
    assert look(document(rows)).reading.name_field == ()


def test_hidden_signs_that_say_nothing_are_not_worth_a_word() -> None:
    seen = look(document(lines(run("　——", WHITE), run(" ", VANISH))))
    assert not seen.reading.hidden
    assert TRUTH in seen.text[0]
