"""Rarely used means of Word by which text is covered, moved, cut off or added to: what they reach does not count."""

import pytest
from PIL import Image

from desktop_admin.papers.inspect import inspect
from tests.papers import made
from tests.papers.test_seen_covers import sheet
from tests.papers.word_looks import (
    LIE,
    THEME,
    anchored,
    cell,
    document,
    lines,
    run,
    shape,
    style,
    table,
    vml,
    with_picture,
)
from tests.papers.word_made import code, field, mark

NUMBER = "536110101699107225"
WHITE = '<w:color w:val="FFFFFF"/>'
ASCII = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}"/>'
THEMED = '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'
SYMBOLS_THEME = THEME.replace(
    "</a:themeElements>",
    '<a:fontScheme><a:minorFont><a:latin typeface="{}"/></a:minorFont></a:fontScheme></a:themeElements>',
)
ROW = '<w:trHeight w:val="700" w:hRule="exact"/>'
SIZED = (
    '<p:sizeRelV xmlns:p="http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing" relativeFrom="page">'
    "<p:pctHeight>{}</p:pctHeight></p:sizeRelV></wp:anchor>"
)


def sized(per_cent: int) -> bytes:
    """A lie below a sheet so high in thousandths of its page, whatever height it states."""
    over = anchored(sheet(), base="column", size=(600_000, 300_000))
    return document(
        lines(over.replace("</wp:anchor>", SIZED.format(per_cent))) + lines("") * 20 + lines(run(LIE))
    )


def table_styled(inside: str) -> bytes:
    """A table of such a style."""
    return document(
        table(cell(lines(run(LIE))), looks='<w:tblStyle w:val="T"/>', row=ROW),
        styles=style("T", kind="table", more=inside),
    )


def glassy(extension: str) -> bytes:
    """A lie under a clear picture that says something more."""
    data = made.png(Image.new("RGBA", (300, 300), (0, 0, 0, 0)))
    picture = f'<pic:pic><pic:blipFill><a:blip r:embed="r0">{extension}</a:blip></pic:blipFill></pic:pic>'
    return with_picture(run(LIE) + anchored(picture, base="column"), data)


def fonts(inside: str, name: str = "Mine") -> bytes:
    """A number in a font that the table of fonts says something about."""
    return document(
        lines(run(NUMBER, ASCII.format(name))),
        fonts=("fonttable", f'<w:font w:name="{name}">{inside}</w:font>'),
    )


def listed(label: str) -> bytes:
    """A number that a list's label stands right before."""
    level = f'<w:lvl w:ilvl="0"><w:suff w:val="nothing"/><w:lvlText w:val="{label}"/></w:lvl>'
    return document(
        lines(run("甲"))
        + lines(run(LIE), looks='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
        lists=("numbering", f"<w:abstractNum>{level}</w:abstractNum>"),
    )


def between(inside: str) -> bytes:
    """Something in the middle of a lie."""
    return document(lines(run(LIE[:2]), inside, run(LIE[2:])))


def inset(stated: str, css: str = "width:200pt;height:60pt") -> bytes:
    """An old text box with margins."""
    return document(lines(vml(lines(run(LIE)), css).replace("<v:textbox>", f'<v:textbox inset="{stated}">')))


DOUBTED = {
    "blocks drawn back over it": document(
        lines(run(LIE), run(" ", '<w:spacing w:val="-1600"/>'), run("████", WHITE))
    ),
    "blocks lifted over it": document(
        lines(run(LIE)) + lines(run("██████", '<w:position w:val="30"/><w:sz w:val="44"/>'), looks='<w:spacing w:line="240" w:lineRule="exact"/>')
    ),
    "a field that moves text over it": document(
        lines(run(LIE)) + lines(run("乙")) * 9 + lines(field(r" ADVANCE \y 100 "), run("██████"))
    ),
    "columns of less than nothing": document(
        table(cell(lines(run(LIE))) + cell(lines(run("乙"))), looks='<w:tblLayout w:type="fixed"/>', grid=(3000, -3000))
    ),
    "a row of two heights": document(
        table(cell(lines(run(LIE))), row='<w:trHeight w:val="700"/><w:trHeight w:val="20" w:hRule="exact"/>')
    ),
    "a cell of two margins": document(
        table(cell(lines(run(LIE)), '<w:tcMar/><w:tcMar><w:top w:w="9000" w:type="dxa"/></w:tcMar>'), row=ROW)
    ),
    "a paragraph of two distances": document(
        lines(run(LIE), looks='<w:spacing w:line="20" w:lineRule="exact"/><w:spacing w:line="240" w:lineRule="auto"/>')
    ),
    "a paragraph whose looks stand at its end": document(
        f'<w:p>{run(LIE)}<w:pPr><w:spacing w:line="240"/></w:pPr></w:p>'
    ),
    "a page of two sizes": document(
        lines(run(LIE)), section='<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgSz w:w="400" w:h="400"/></w:sectPr>'
    ),
    "a table of two places": document(
        table(cell(lines(run(LIE))), looks='<w:tblInd w:w="0" w:type="dxa"/><w:tblInd w:w="20000" w:type="dxa"/>')
    ),
    "a style of nearly that name": document(
        lines(run(LIE), looks='<w:pStyle w:val="p"/>'), styles=style("P", "<w:vanish/>")
    ),
    "ink in its line": document(lines(run(LIE), '<w:r><w14:contentPart r:id="r9"/></w:r>')),
    "a table style far right": table_styled('<w:tblPr><w:tblInd w:w="20000" w:type="dxa"/></w:tblPr>'),
    "a table style all of margin": table_styled(
        '<w:tblPr><w:tblCellMar><w:top w:w="9000" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    ),
    "a table style all of gaps": table_styled('<w:tblPr><w:tblCellSpacing w:w="9000" w:type="dxa"/></w:tblPr>'),
    "a table style of hidden rows": table_styled("<w:trPr><w:hidden/></w:trPr>"),
    "a table style of cells all of margin": table_styled(
        '<w:tcPr><w:tcMar><w:top w:w="9000" w:type="dxa"/></w:tcMar></w:tcPr>'
    ),
    "a row moved off": document(
        table(cell(lines(run(LIE)))).replace(
            "<w:trPr>", '<w:tblPrEx><w:tblInd w:w="20000" w:type="dxa"/></w:tblPrEx><w:trPr>'
        )
    ),
    "a row after a wide nothing": document(
        table(cell(lines(run(LIE))), row='<w:gridBefore w:val="1"/><w:wBefore w:w="20000" w:type="dxa"/>')
    ),
    "an old box all of margin": inset("0,900pt,0,0"),
    "an old box all of side": inset("300pt,0,0,0"),
    "an old box whose end is seen": document(
        lines(vml(lines(run(LIE)) + lines(run("乙")) * 9, "width:200pt;height:60pt;v-text-anchor:bottom"))
    ),
    "text bent round": document(
        lines(anchored(shape(lines(run(LIE)), body='<wps:bodyPr><a:prstTxWarp prst="textCircle"/></wps:bodyPr>')))
    ),
    "a picture of lines in place of a clear one": glassy('<a:extLst><a:ext uri="x"><zz:svgBlip r:embed="r0"/></a:ext></a:extLst>'),
    "symbols of the theme": document(lines(run(NUMBER, THEMED)), theme=SYMBOLS_THEME.format("Wingdings")),
    "symbols by another name": fonts('<w:altName w:val="Wingdings"/>'),
    "a font of symbols": fonts('<w:charset w:val="02"/>'),
    "a sheet as high as its page": sized(100_000),
    "blocks far to the right": document(
        lines("<w:r><w:tab/></w:r>", run(LIE)), settings='<w:defaultTabStop w:val="30000"/>'
    ),
    "the year of today": between("<w:r><w:yearLong/></w:r>"),
    "the number of its page": between("<w:r><w:pgNum/></w:r>"),
    "a formula by its code": between(mark("begin") + code(r" EQ \o(小,大) ") + mark("end")),
    "a formula with a result": between(field(r" EQ \o(小,大) ")),
    "a button": between(field(" MACROBUTTON NoMacro 小 ")),
    "a sign by its code": between(mark("begin") + code(" SYMBOL 65 ") + mark("end")),
    "a halo over its neighbours": document(
        lines(run(LIE), run("甲", '<w14:glow w14:rad="900000"><w14:srgbClr w14:val="FFFFFF"/></w14:glow>'))
    ),
    "a mirror of the line above": document(
        lines(run("甲", '<w14:reflection w14:endPos="100000" w14:dist="0"/>')) + lines(run(LIE))
    ),
    "a thick frame of the next line": document(
        lines(run(LIE)) + lines(run("　", '<w:bdr w:val="single" w:sz="96" w:color="FFFFFF"/>'))
    ),
    "a thick border over its cell": document(
        table(cell(lines(run(LIE)), '<w:tcBorders><w:left w:val="single" w:sz="96" w:color="FFFFFF"/></w:tcBorders><w:tcMar><w:left w:w="0" w:type="dxa"/></w:tcMar>'))
    ),
    "a thick border of the page": document(
        lines(run(LIE)),
        section='<w:sectPr><w:pgMar w:left="100" w:right="1800" w:top="1440" w:bottom="1440"/><w:pgBorders w:offsetFrom="page"><w:left w:val="apples" w:sz="31" w:space="0"/></w:pgBorders></w:sectPr>',
    ),
    "struck out": document(lines(run(LIE, "<w:strike/>"))),
    "struck out twice": document(lines(run(LIE, "<w:dstrike/>"))),
}  # fmt: skip

PLAIN = {
    "a row that begins further in": document(
        table(cell(lines(run(LIE))), row='<w:gridBefore w:val="1"/><w:wBefore w:w="3000" w:type="dxa"/>', grid=(3000, 3000))
    ),
    "the same said twice": document(
        table(cell(lines(run(LIE)), '<w:vAlign w:val="center"/><w:vAlign w:val="center"/>'))
    ),
    "a little closer": document(lines(run(LIE, '<w:spacing w:val="-10"/>'))),
    "a table style as programs write it": table_styled(
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr><w:trPr><w:cantSplit/></w:trPr>'
    ),
    "an old box as programs write it": inset("2.54mm,1.27mm,2.54mm,1.27mm"),
    "an old box without margins": inset("0,0,0,0"),
    "letters of the theme": document(lines(run(LIE, THEMED)), theme=SYMBOLS_THEME.format("Calibri")),
    "another name of a font": document(
        lines(run(LIE, ASCII.format("宋体"))), fonts=("fonttable", '<w:font w:name="宋体"><w:altName w:val="SimSun"/><w:charset w:val="86"/></w:font>')
    ),
    "a sheet as high as it says": sized(0),
    "the usual tab": document(lines("<w:r><w:tab/></w:r>", run(LIE)), settings='<w:defaultTabStop w:val="420"/>'),
    "not struck out": document(lines(run(LIE, '<w:strike w:val="0"/>'))),
    "a thin frame": document(lines(run(LIE, '<w:bdr w:val="single" w:sz="4"/>'))),
    "thin borders": document(
        table(cell(lines(run(LIE)), '<w:tcBorders><w:left w:val="single" w:sz="12"/></w:tcBorders>')),
        section='<w:sectPr><w:pgBorders w:offsetFrom="page"><w:left w:val="single" w:sz="12" w:space="24"/></w:pgBorders></w:sectPr>',
    ),
    "a small shadow": document(lines(run(LIE, '<w14:shadow w14:blurRad="50800" w14:dist="38100"/>'))),
}  # fmt: skip


@pytest.mark.parametrize("how", DOUBTED)
def test_what_rare_means_reach_does_not_count(how: str) -> None:
    seen = inspect(DOUBTED[how])
    assert seen.facts.problems == ()
    text = "".join(seen.reading.squashed)
    assert LIE not in text
    assert NUMBER not in text


@pytest.mark.parametrize("how", PLAIN)
def test_what_programs_write_counts(how: str) -> None:
    seen = inspect(PLAIN[how])
    assert seen.facts.problems == ()
    assert LIE in "".join(seen.reading.squashed)
    assert not seen.reading.left_out
    assert not seen.reading.hidden


def test_a_lists_label_is_no_part_of_a_word() -> None:
    reading = inspect(listed("小")).reading
    assert f"甲{LIE}" not in "".join(reading.squashed)
    assert LIE in "".join(reading.squashed)
    assert not reading.left_out
