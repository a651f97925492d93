"""Versions of one thing for other programs, and wrappers: what another program draws of them may cover or change text."""

import pytest

from desktop_admin.papers.inspect import inspect
from tests.papers.test_seen_covers import MANY, sheet
from tests.papers.word_lies import CHOICE
from tests.papers.word_looks import LIE, anchored, cell, document, lines, run, shape, style, table

INK = '<w14:contentPart r:id="r9"/>'
VANISH = "<w:vanish/>"
WHITE = '<w:color w:val="FFFFFF"/>'


def other(drawn: str, asks: str = "zz", otherwise: str = "") -> str:
    """A run with a version that another program draws."""
    inside = drawn.removeprefix("<w:r>").removesuffix("</w:r>")
    return f"<w:r>{CHOICE.format(asks, inside, otherwise)}</w:r>"


def floating(inside: str = INK, **places: int) -> str:
    """A drawing in front of the text."""
    return anchored(inside, base="column", **places)


def through(element: str, inside: str) -> str:
    """A wrapper that a program which sees through it takes its inside out of."""
    return f"<zz:{element}>{inside}</zz:{element}>"


ALT = '<mc:AlternateContent><mc:Choice Requires="{}">{}</mc:Choice></mc:AlternateContent>'
SYMBOL = '<zz:symEx zz:char="5F20"/>'
COLOURED = CHOICE.format("zz", "", '<w:rFonts w:ascii="Segoe UI Emoji"/>')
NO_LINE = '<w:spacing w:line="20" w:lineRule="exact"/>'
FAR_IN = '<w:pPr><w:ind w:left="20000"/></w:pPr>'
SMALL = '<w:pgSz w:w="400" w:h="400"/>'
WP14 = '<mc:AlternateContent xmlns:wp14="http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing"'
IN_LINE = anchored("<zz:c/>").replace("wp:anchor", "wp:inline").removeprefix("<w:r>").removesuffix("</w:r>")
CONTROL = f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{lines(run(LIE))}</w:sdtContent></w:sdt>"
DOUBTED = {
    "ink over the line": document(lines(run(LIE), other(floating()))),
    "ink beside the run": document(lines(run(LIE), ALT.format("zz", floating()))),
    "ink over the line before": document(lines(run(LIE)) + lines(other(floating(down=-400_000)))),
    "ink of a paragraph of its own": document(lines(run(LIE)) + CHOICE.format("zz", lines(floating(down=-400_000)), "")),
    "in a cell": document(table(cell(lines(run(LIE), other(floating()))))),
    "in a text box": document(lines(anchored(shape(lines(run(LIE), other(floating())))))),
    "over a text box": document(lines(anchored(shape(lines(run(LIE))), base="column"), other(floating()))),
    "anywhere": document(lines(run(LIE)) + MANY + lines(other("<zz:paint/>"))),
    "an old shape": document(lines(run(LIE)) + lines(other('<w:pict><v:rect style="width:9pt;height:9pt"/></w:pict>'))),
    "asking for nothing": document(lines(run(LIE), other(floating(), ""))),
    "within a drawing": document(
        lines(run(LIE), floating(f"<wps:wsp><wps:spPr><a:noFill/></wps:spPr>{ALT.format('zz', '<zz:paint/>')}</wps:wsp>"))
    ),
    "around an anchor": document(
        lines(run(LIE), floating(sheet()).replace("<w:drawing>", '<w:drawing><mc:AlternateContent><mc:Choice Requires="wps">').replace("</w:drawing>", "</mc:Choice></mc:AlternateContent></w:drawing>"))
    ),
    "a drawing of no known kind": document(lines(run(LIE), floating("<zz:paint/>"))),
    "a drawing without a size": document(lines(run(LIE), floating(sheet()).replace("<wp:extent", "<wp:other"))),
    "a sheet in a wrapper": document(lines(run(LIE), through("box", floating(sheet())))),
    "a sheet in a wrapper of blocks": document(lines(run(LIE)) + through("box", lines(floating(sheet(), down=-300_000)))),
    "a sheet in a wrapper in a run": document(lines(run(LIE), floating(sheet()).replace("<w:drawing>", "<zz:x><w:drawing>").replace("</w:drawing>", "</w:drawing></zz:x>"))),
    "an old shape in a wrapper": document(lines(run(LIE), '<w:r><w:pict><zz:x><v:rect style="position:absolute;width:90pt;height:90pt"/></zz:x></w:pict></w:r>')),
    "a drawing in an object": document(lines(run(LIE), floating(sheet()).replace("w:drawing>", "w:object>").replace("<w:object>", "<w:object><w:drawing>").replace("</w:object>", "</w:drawing></w:object>"))),
    "looks in a version": document(lines(run(LIE, ALT.format("w14", VANISH)))),
    "looks in a version of a style": document(
        lines(run(LIE), looks='<w:pStyle w:val="P"/>'), styles=style("P", ALT.format("w14", VANISH))
    ),
    "looks in a wrapper": document(lines(run(LIE, through("x", WHITE)))),
    "looks as a version": document(lines(f"<w:r>{ALT.format('w14', f'<w:rPr>{VANISH}</w:rPr>')}<w:t>{LIE}</w:t></w:r>")),
    "looks as a wrapper": document(lines(f"<w:r>{through('x', f'<w:rPr>{VANISH}</w:rPr>')}<w:t>{LIE}</w:t></w:r>")),
    "a paragraph's looks in a version": document(lines(run(LIE), looks=ALT.format("w14", NO_LINE))),
    "a paragraph's looks as a version": document(f"<w:p>{ALT.format('w14', FAR_IN)}{run(LIE)}</w:p>"),
    "a row's looks in a version": document(
        table(cell(lines(run(LIE))), row=ALT.format("w14", '<w:trHeight w:val="20" w:hRule="exact"/>'))
    ),
    "a cell's looks in a wrapper": document(table(cell(lines(run(LIE)), through("x", "<w:tcPr/>")))),
    "a section's looks in a version": document(lines(run(LIE)), section=f"<w:sectPr>{ALT.format('w14', SMALL)}</w:sectPr>"),
    "defaults in a version": document(
        lines(run(LIE)), styles=ALT.format("w14", f"<w:docDefaults><w:rPrDefault><w:rPr>{WHITE}</w:rPr></w:rPrDefault></w:docDefaults>")
    ),
    "a version of a row": document(table(cell(lines(run(LIE)))).replace("</w:tbl>", ALT.format("zz", "<zz:x/>") + "</w:tbl>")),
}  # fmt: skip

PLAIN = {
    "ink further down": document(lines(run(LIE)) + MANY + lines(other(floating(size=(900_000, 300_000))))),
    "ink behind the text": document(lines(run(LIE), other(floating().replace('behindDoc="0"', 'behindDoc="1"')))),
    "a chart in the line": document(lines(run(LIE)) + lines(other(IN_LINE, otherwise=IN_LINE))),
    "a sign of colours": document(
        lines(
            run(LIE),
            f"<w:r><w:rPr>{COLOURED}</w:rPr>"
            + CHOICE.format("zz", '<zz:symEx zz:char="1F60A"/>', "<w:t>😊</w:t>")
            + "</w:r>",
        )
    ),
    "a control in a version": document(CHOICE.format("wps", CONTROL, CONTROL)),
    "newer looks": document(lines(run(LIE, '<w14:ligatures w14:val="none"/><zz:new/>'))),
    "where on the page, in a version": document(
        lines(run(LIE)) + MANY + lines(
            floating(shape(lines(run("旁"))), size=(900_000, 200_000)).replace(
                "<wp:extent", CHOICE.format("wp14", "<wp:x/>", "<wp:x/>").replace("<mc:AlternateContent", WP14) + "<wp:extent"
            )
        )
    ),
}  # fmt: skip


@pytest.mark.parametrize("how", DOUBTED)
def test_what_another_program_draws_is_doubted_where_it_may_lie(how: str) -> None:
    seen = inspect(DOUBTED[how])
    assert seen.facts.problems == ()
    assert LIE not in seen.text[0]
    assert seen.reading.left_out


@pytest.mark.parametrize("how", PLAIN)
def test_versions_that_change_nothing_leave_text_alone(how: str) -> None:
    seen = inspect(PLAIN[how])
    assert seen.facts.problems == ()
    assert LIE in seen.text[0]
    assert not seen.reading.left_out
    assert not seen.reading.hidden


@pytest.mark.parametrize(
    "between",
    [
        f"<w:r>{CHOICE.format('zz', SYMBOL, '')}</w:r>",
        f"<w:r>{CHOICE.format('zz', SYMBOL, '<w:t>甲</w:t>')}</w:r>",
        f"<w:r>{CHOICE.format('zz', SYMBOL, '<w:softHyphen/>')}</w:r>",
        f"<w:r>{CHOICE.format('zz', IN_LINE, '')}</w:r>",
        CHOICE.format("zz", run("甲"), ""),
        CHOICE.format("wps", "", run("甲")),
        through("x", run("小")),
        f"<w:r>{through('x', '<w:t>小</w:t>')}</w:r>",
        f"<w:r>{CHOICE.format('zz', '<w:t>甲</w:t>', '')}</w:r>",
        CHOICE.format("zz", f"<w:r>{SYMBOL}</w:r>", ""),
    ],
)
def test_what_another_program_writes_between_two_signs_parts_them(between: str) -> None:
    seen = inspect(document(lines(run(LIE[:2]), between, run(LIE[2:]))))
    assert LIE not in "".join(seen.reading.squashed)
    assert seen.reading.left_out
