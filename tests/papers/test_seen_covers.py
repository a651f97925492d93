"""Text that a drawing may lie over does not count; text that it cannot reach does."""

import pytest
from PIL import Image

from desktop_admin.papers.inspect import inspect
from tests.papers import made, word_looks
from tests.papers.word_looks import (
    LIE,
    NAMESPACES,
    TRUTH,
    anchored,
    bar,
    cell,
    document,
    lines,
    run,
    shape,
    table,
    vml,
)

WHITE_FILL = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
SEAL = made.stamp(made.paper()).crop((500, 800, 700, 1000))
SIZE = (1_512_000, 1_512_000)


def sheet(fill: str = WHITE_FILL, more: str = "") -> str:
    """A shape without words."""
    return f"<wps:wsp><wps:spPr>{fill}{more}</wps:spPr></wps:wsp>"


def clear(image: Image.Image) -> bytes:
    """A picture whose white is transparent."""
    picture = image.convert("RGBA")
    picture.putalpha(image.convert("L").point(lambda grey: 0 if grey > 200 else 255))
    return made.png(picture)


def seal(data: bytes, **places: int) -> bytes:
    """The truth, and below it the picture hanging on a paragraph with a lie."""
    picture = '<pic:pic><pic:blipFill><a:blip r:embed="r0"/></pic:blipFill></pic:pic>'
    return word_looks.with_picture(run(LIE) + anchored(picture, size=SIZE, base="column", **places), data)


def beneath(over: str) -> bytes:
    """A lie in the line that something floats over."""
    return document(lines(run(LIE), over))


def drawn(inside: str, uri: str = NAMESPACES["wps"]) -> bytes:
    """A lie beneath a floating drawing of another kind."""
    return beneath(anchored(inside, base="column").replace(NAMESPACES["wps"], uri))


def old(name: str, looks: str, css: str = "width:300pt;height:10pt") -> bytes:
    """A lie beneath a floating VML shape."""
    return beneath(
        f'<w:r><w:pict><v:{name} {looks} style="position:absolute;margin-left:0;margin-top:0;{css};z-index:5"/></w:pict></w:r>'
    )


def boxed(over: str, **places: int) -> bytes:
    """A lie in a text box, and something else that floats, on one paragraph."""
    return document(lines(anchored(shape(lines(run(LIE))), **places), over))


def old_box(inside: str, left: int, z: int = 1) -> str:
    """A floating VML text box of 200 points, so far to the right."""
    return vml(
        lines(run(inside)),
        f"position:absolute;margin-left:{left}pt;margin-top:0;width:200pt;height:60pt;z-index:{z}",
    )


def framed(inside: str, y: int, more: str = "") -> str:
    """A paragraph in a frame of its own on the page."""
    frame = f'<w:framePr w:w="4000" w:hAnchor="page" w:vAnchor="page" w:x="2000" w:y="{y}" w:wrap="around"{more}/>'
    return lines(run(inside), looks=frame)


def afloat(inside: str, y: int) -> str:
    """A floating table of one cell."""
    looks = f'<w:tblpPr w:vertAnchor="page" w:horzAnchor="page" w:tblpX="2000" w:tblpY="{y}"/>'
    return table(cell(lines(run(inside))), looks=looks)


def headed(body: str, inside: str) -> bytes:
    """A page head of that inside over a body."""
    section = '<w:sectPr><w:headerReference w:type="default" r:id="r3"/></w:sectPr>'
    return document(body, section=section, top=("header", inside))


def page_box(inside: str, left: int, top: int, z: int = 1, base: str = "page", more: str = "") -> str:
    """An old text box of 200 by 60 points placed on its page."""
    bases = f"mso-position-horizontal-relative:{base};mso-position-vertical-relative:{base}"
    css = f"position:absolute;margin-left:{left}pt;margin-top:{top}pt;width:200pt;height:60pt;z-index:{z};{bases};{more}"
    return vml(lines(run(inside)), css)


def page_sheet(across: int, down: int) -> str:
    """A white sheet of 200 by 60 points placed on its page."""
    return anchored(sheet(), across=12_700 * across, down=12_700 * down, size=(2_540_000, 762_000))


SHADED = '<w:shd w:val="clear" w:fill="FFFFFF"/>'
ON_TOP = anchored(sheet(), size=(7_500_000, 1_500_000))


def glass(properties: str) -> bytes:
    """A lie beneath a picture nothing of which is drawn, with these properties of its frame."""
    data = made.png(Image.new("RGBA", (300, 300), (0, 0, 0, 0)))
    picture = f'<pic:pic><pic:blipFill><a:blip r:embed="r0"/></pic:blipFill><pic:spPr>{properties}</pic:spPr></pic:pic>'
    return word_looks.with_picture(run(LIE) + anchored(picture, size=SIZE, base="column"), data)


THICK_LINE = f'<a:ln w="9000000">{WHITE_FILL}</a:ln>'
ELSEWHERE = "http://schemas.openxmlformats.org/drawingml/2006/"
MANY = "".join(lines(run(f"第{n}条　内容")) for n in range(40))
COVERED = {
    "a white shape": document(lines(run(LIE), anchored(sheet(), base="column"))),
    "a shape set up by an inch": document(lines(run(LIE)) + lines(anchored(sheet(), down=-914_400, base="column"))),
    "a shape with words": document(lines(run(LIE), anchored(shape(lines(run("上面的字")), WHITE_FILL), base="column"))),
    "filled by its style": document(
        lines(run(LIE), anchored(sheet("").replace("</wps:wsp>", '<wps:style><a:fillRef idx="1"/></wps:style></wps:wsp>'), base="column"))
    ),
    "a thick outline": document(lines(run(LIE), anchored(sheet("<a:noFill/>", '<a:ln w="900000"/>'), base="column"))),
    "placed on the page": document(lines(run(LIE), anchored(sheet(), size=(7_000_000, 9_000_000)))),
    "on a row of a table": document(table(cell(lines(run(LIE), anchored(sheet(), base="column"))))),
    "a picture of one colour": seal(made.png(Image.new("RGB", (300, 300), "white"))),
    "a seal on white paper": seal(made.png(SEAL)),
    "a line of no height, drawn thick": beneath(bar(1_270_000)),
    "a dot drawn thick, further down": document(
        lines(run(LIE)) + lines(run("行")) * 8 + lines(bar(12_700_000, (5_000_000, 100), 0))
    ),
    "a thick outline with the text beside it": document(
        lines(run(LIE)) + lines(anchored(sheet(WHITE_FILL, THICK_LINE), base="column", size=(300_000, 300_000)).replace("wrapNone", "wrapSquare"))
    ),
    "a thick outline in the line": document(
        lines(run(LIE)) + lines(anchored(sheet(WHITE_FILL, THICK_LINE), size=(300_000, 300_000)).replace("wp:anchor", "wp:inline"))
    ),
    "a shadow thrown upwards": document(
        lines(run(LIE)) + lines(run("行")) * 12
        + lines(anchored(sheet(WHITE_FILL, '<a:effectLst><a:outerShdw dist="3000000" dir="16200000" sy="300000"/></a:effectLst>'), base="column"))
    ),
    "an old thick outline": old("rect", 'filled="f" strokecolor="white" strokeweight="100pt"'),
    "an old thick outline of no height": old("rect", 'filled="f" strokeweight="100pt"', "width:300pt;height:0"),
    "an old thick line": old("line", 'from="0,6pt" to="400pt,6pt" strokeweight="40pt" filled="f"', "left:0"),
    "a clear picture in a filled frame": glass(WHITE_FILL),
    "a clear picture in a thick frame": glass(THICK_LINE),
    "a chart": drawn('<c:chart xmlns:c="c"/>', ELSEWHERE + "chart"),
    "a diagram": drawn('<d:relIds xmlns:d="d"/>', ELSEWHERE + "diagram"),
    "ink": drawn('<w14:contentPart r:id="r9"/>'),
    "a canvas": drawn(f'<c:wpc xmlns:c="c"><c:bg>{WHITE_FILL}</c:bg></c:wpc>'),
    "a plain drawing's shape": drawn(f"<a:sp><a:spPr>{WHITE_FILL}</a:spPr></a:sp>"),
    "a text box under another": boxed(anchored(shape(lines(run("上")), WHITE_FILL))),
    "a text box under a sheet": boxed(anchored(sheet())),
    "a text box under a sheet of another paragraph": document(
        lines(anchored(shape(lines(run(LIE))), base="column")) + lines(run("中"), anchored(sheet(), base="column", down=-300_000))
    ),
    "an old text box under another": document(lines(old_box(LIE, 0), old_box("上", 20, 2))),
    "a text box behind shaded text": document(
        lines(anchored(shape(lines(run(LIE))), base="column").replace('behindDoc="0"', 'behindDoc="1"'), run("上面的字"), looks=SHADED)
    ),
    "an old text box behind the text": document(lines(old_box(LIE, 0, -1))),
    "an old text box of the page under another": document(lines(page_box(LIE, 100, 300)) + lines(page_box("上", 150, 320, 2))),
    "an old text box of the page under one of the same height": document(lines(page_box(LIE, 100, 300), page_box("上", 150, 320))),
    "an old text box of the text under a sheet of the page": document(lines(old_box(LIE, 0), page_sheet(90, 80))),
    "an old text box of the margin under a sheet of the page": document(lines(page_box(LIE, 0, 100, base="margin")) + lines(page_sheet(100, 180))),
    "an old text box in the middle under another": document(
        lines(page_box(LIE, 0, 300, more="mso-position-horizontal:center")) + lines(page_box("上", 200, 300, 2))
    ),
    "text under an old sheet of the page": document(lines(run(LIE), page_box("上", 60, 60))),
    "below a sheet that hangs on a line": document(
        lines(run("字" * 600), anchored(sheet(), base="column").replace('"paragraph"', '"line"')) + lines(run(LIE))
    ),
    "a sheet whose simple place is another": document(
        lines(run(LIE)) + lines(anchored(sheet(), base="column", down=5_000_000).replace("<wp:anchor", '<wp:anchor simplePos="1"'))
    ),
    "a page's head under a sheet of the body": headed(lines(ON_TOP), lines(run(LIE))),
    "a page's head under a sheet of its own": headed("", lines(run(LIE), ON_TOP)),
    "in a text box, under a sheet anchored there": document(
        lines(anchored(shape(lines(run(LIE), anchored(sheet(), base="column")))))
    ),
    "two frames in one place": document(framed(LIE, 5000) + lines(run("中")) + framed("上", 5000)),
    "a frame through which text runs": document(
        framed("上", 1000, ' w:h="9000" w:hRule="exact"').replace("around", "through") + lines(run(LIE))
    ),
    "two floating tables in one place": document(afloat(LIE, 5000) + lines(run("中")) + afloat("上", 5000)),
    "a floating table under a sheet": document(afloat(LIE, 5000) + lines(anchored(sheet(), across=1_270_000, down=3_175_000))),
    "a line pushed down by the page's head": headed(
        lines(run(LIE), anchored(sheet(), down=3_000_000)), lines(run("甲"), looks='<w:spacing w:after="2500"/>') * 2
    ),
    "a line under a sheet that hangs on the page's head": headed(
        lines(run(LIE)), lines(run("甲"), anchored(sheet(), base="column", down=300_000))
    ),
    "a turned shape": document(
        lines(run(LIE)) + lines(anchored(sheet(WHITE_FILL, '<a:xfrm rot="5400000"/>'), size=(3_000_000, 100_000), base="column"))
    ),
}  # fmt: skip


@pytest.mark.parametrize("how", COVERED)
def test_what_may_be_covered_does_not_count(how: str) -> None:
    seen = inspect(COVERED[how])
    assert seen.facts.problems == ()
    assert LIE not in seen.text[0]
    assert seen.reading.left_out


FREE = {
    "a transparent seal": seal(clear(SEAL)),
    "a seal on white paper, further down": seal(made.png(SEAL), down=3_000_000),
    "a ring without fill": document(lines(run(LIE), anchored(sheet("<a:noFill/>", '<a:ln w="38100"/>'), base="column"))),
    "a ring without fill in spite of its style": beneath(
        anchored(sheet("<a:noFill/>").replace("</wps:wsp>", '<wps:style><a:fillRef idx="1"/></wps:style></wps:wsp>'), base="column")
    ),
    "a text box beside another": boxed(anchored(shape(lines(run("旁")), WHITE_FILL), across=3_100_000)),
    "a text box above another": boxed(anchored(shape(lines(run("下")), WHITE_FILL), down=1_000_000)),
    "a text box on a sheet": document(
        lines(anchored(sheet()).replace("<wp:anchor", '<wp:anchor relativeHeight="1"'), anchored(shape(lines(run(LIE)))).replace("<wp:anchor", '<wp:anchor relativeHeight="2"'))
    ),
    "old text boxes side by side": document(lines(old_box(LIE, 0), old_box("旁", 210, 2))),
    "an old text box alone": document(lines(page_box(LIE, 100, 300))),
    "an old text box aligned on its page": document(lines(page_box(LIE, 0, 0, more="mso-position-horizontal:center;mso-position-vertical:center"))),
    "an old text box of the page on another": document(lines(page_box("下", 100, 300)) + lines(page_box(LIE, 150, 320, 2))),
    "an old text box of the page beside others": document(
        lines(page_box(LIE, 100, 300)) + lines(page_box("旁", 310, 300, 2)) + lines(page_box("下", 100, 400, 3)) + lines(page_sheet(100, 500))
    ),
    "an old text box under a line": document(
        lines(old_box(LIE, 0), '<w:r><w:pict><v:rect filled="f" style="position:absolute;margin-left:0;margin-top:0;width:99pt;height:9pt;z-index:5"/></w:pict></w:r>')
    ),
    "far above an old sheet of the page": document(lines(run(LIE)) + lines(page_box("下", 60, 600))),
    "far above a sheet at the page's foot": document(
        lines(run(LIE)) + lines(page_sheet(0, 0).replace('V relativeFrom="page"><wp:posOffset>0</wp:posOffset>', 'V relativeFrom="margin"><wp:align>bottom</wp:align>'))
    ),
    "two frames one below the other": document(framed(LIE, 2000) + lines(run("中")) + framed("下", 6000)),
    "two floating tables one below the other": document(afloat(LIE, 2000) + lines(run("中")) + afloat("下", 7000)),
    "a drop cap and another": document(
        "".join(lines(run(sign), looks='<w:framePr w:dropCap="drop" w:lines="2" w:wrap="around" w:vAnchor="text" w:hAnchor="text"/>') + lines(run(rest)) for sign, rest in (("王", LIE), ("李", "乙")))
    ),
    "floating tables one after the other in the text": document(
        "".join(
            table(cell(lines(run(one))), looks='<w:tblpPr w:leftFromText="180" w:vertAnchor="text" w:horzAnchor="margin" w:tblpXSpec="center" w:tblpY="1"/>')
            + lines(run("中"))
            for one in (LIE, "乙", "丙")
        )
    ),
    "a page's head with a text box of its own": headed("", lines(run(LIE), anchored(shape(lines(run("页"))), across=4_000_000))),
    "a page's head over a sheet further down": headed(lines(anchored(sheet(), base="column")), lines(run(LIE))),
    "a thin line": beneath(bar(12_700)),
    "an old thin line": old("line", 'from="0,6pt" to="400pt,6pt" strokeweight="1pt" filled="f"', "left:0"),
    "an old line as Word draws it": old("line", 'from="0,6pt" to="400pt,6pt" strokecolor="red" strokeweight="2.25pt"', "left:0"),
    "a clear picture in a thin frame": glass('<a:noFill/><a:ln w="9525"/>'),
    "a shape behind the text": document(
        lines(run(LIE), anchored(sheet(), base="column").replace('behindDoc="0"', 'behindDoc="1"'))
    ),
    "a shape with the text beside it": document(
        lines(run(LIE), anchored(sheet(), base="column").replace("wrapNone", "wrapSquare"))
    ),
    "a shape in the line": document(lines(run(LIE), anchored(sheet()).replace("wp:anchor", "wp:inline"))),
    "a shape far below": document(lines(run(LIE)) + MANY + lines(anchored(sheet(), base="column"))),
    "a shape far above": document(lines(anchored(sheet(), size=(900_000, 300_000), base="column")) + MANY + lines(run(LIE))),
    "a row further down": document(
        table(cell(lines(run(LIE))), *[cell(lines(run("行")))] * 20, cell(lines(anchored(sheet(), size=(900_000, 200_000), base="column"))))
    ),
}  # fmt: skip


@pytest.mark.parametrize("how", FREE)
def test_what_cannot_be_covered_counts(how: str) -> None:
    seen = inspect(FREE[how])
    assert seen.facts.problems == ()
    assert LIE in seen.text[0]
    assert not seen.reading.hidden


def test_a_small_sheet_in_a_pages_head_or_foot_leaves_the_text() -> None:
    logo = lines(run("甲"), anchored(sheet(), base="column", size=(600_000, 300_000)))
    foot = '<w:sectPr><w:footerReference w:type="default" r:id="r3"/></w:sectPr>'
    for data in (
        headed(lines(run(LIE)), logo),
        document(lines(run(LIE)), section=foot, bottom=("footer", logo)),
    ):
        assert LIE in inspect(data).text[0]


def test_a_seal_over_the_end_leaves_the_beginning() -> None:
    body = lines(run(LIE)) + MANY + lines(run("单位（盖章）"), anchored(sheet(), size=SIZE, base="column"))
    seen = inspect(document(body))
    assert TRUTH in seen.text[0]
    assert LIE in seen.text[0]
    assert "单位" not in seen.text[0]
    assert seen.reading.left_out


def test_the_words_of_a_text_box_lie_on_top_of_it() -> None:
    seen = inspect(document(lines(run("下面"), anchored(shape(lines(run(LIE)), WHITE_FILL), base="column"))))
    assert LIE in seen.text[0]
    assert "下面" not in seen.text[0]


def test_an_old_text_box_over_text() -> None:
    over = vml(
        lines(run("上")), "position:absolute;margin-left:0;margin-top:0;width:300pt;height:90pt;z-index:5"
    )
    assert LIE not in inspect(document(lines(run(LIE), over))).text[0]
    behind = over.replace("z-index:5", "z-index:-5")
    assert LIE in inspect(document(lines(run(LIE), behind))).text[0]
