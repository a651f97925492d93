"""Text of a Word file that may lie off its page does not count: far down, far across, in something larger than the page."""

import pytest

from desktop_admin.papers.inspect import inspect
from tests.papers.word_looks import LIE, anchored, cell, document, lines, run, shape, table, vml

RIGHT = '<w:jc w:val="right"/>'
FIXED = '<w:tblLayout w:type="fixed"/>'
TAB = "<w:r><w:tab/></w:r>"
TABS = '<w:tabs><w:tab w:val="left" w:pos="8000"/></w:tabs>'
HEAD = '<w:sectPr><w:headerReference w:type="default" r:id="r3"/></w:sectPr>'
FOOT = HEAD.replace("header", "footer")
TALL = '<w:trHeight w:val="31000" w:hRule="exact"/>'
WIDE = (20_000_000, 600_000)

PICTURE = anchored("<pic:pic/>", size=(300_000, 6_000_000)).replace("wp:anchor", "wp:inline")


def _box(
    looks: str = "", across: int = 0, down: int = 0, size: tuple[int, int] = WIDE, base: str = "column"
) -> str:
    return anchored(shape(lines(run(LIE), looks=looks)), across=across, down=down, size=size, base=base)


def _frame(place: str, before: int = 0) -> bytes:
    frame = f'<w:framePr w:w="3000" w:hRule="atLeast" w:hAnchor="page" w:x="1000" {place}/>'
    return document(lines(run(LIE), looks=f'{frame}<w:spacing w:before="{before}"/>'))


def _section(inside: str) -> bytes:
    return document(lines(run(LIE)), section=f"<w:sectPr>{inside}</w:sectPr>")


def _gutter(width: int) -> bytes:
    return _section(
        f'<w:pgMar w:left="1800" w:right="1800" w:top="1440" w:bottom="1440" w:gutter="{width}"/>'
    )


def _columns(*columns: tuple[int, int]) -> bytes:
    inside = "".join(f'<w:col w:w="{width}" w:space="{space}"/>' for width, space in columns)
    return _section(f'<w:cols w:num="{len(columns)}" w:equalWidth="0">{inside}</w:cols>')


FAR = {
    "low in a row higher than the page": document(
        table(cell(lines(run(LIE)), '<w:vAlign w:val="bottom"/>'), row=TALL)
    ),
    "far below the top of its row": document(
        table(cell(lines(run(LIE), looks='<w:spacing w:before="20000"/>')), row=TALL)
    ),
    "at the right of a cell wider than the page": document(
        table(cell(lines(run(LIE), looks=RIGHT)), looks=FIXED, grid=(20000,))
    ),
    "at the right of a column over the page's edge": document(
        table(cell(lines(run("甲"))) + cell(lines(run(LIE), looks=RIGHT)), looks=FIXED, grid=(9000, 4000))
    ),
    "low in a box higher than the page": document(lines(_box(size=(3_000_000, 19_700_000)))),
    "at the right of a box in the line": document(lines(_box(RIGHT).replace("wp:anchor", "wp:inline"))),
    "at the right of a box in front": document(lines(_box(RIGHT))),
    "at the right of an old box": document(
        lines(vml(lines(run(LIE), looks=RIGHT), "width:1500pt;height:60pt"))
    ),
    "in a box over the page's edge": document(lines(_box(RIGHT, 4_000_000, size=(3_500_000, 600_000)))),
    "in a box far below its paragraph": document(lines(_box(down=10_400_000, size=(3_000_000, 900_000)))),
    "in an old box far below its paragraph": document(
        lines(vml(lines(run(LIE)), "position:absolute;margin-top:800pt;width:200pt;height:60pt"))
    ),
    "in a frame over the page's lower edge": _frame('w:h="4000" w:vAnchor="page" w:y="16500"', 2000),
    "low in a frame at the foot": _frame('w:vAnchor="page" w:y="16000"', 2000),
    "in a frame above the page": _frame('w:vAnchor="page" w:y="-2000"'),
    "in a head far down": document(
        section=HEAD, top=("header", lines(run(LIE), looks='<w:spacing w:before="30000"/>'))
    ),
    "in a head of many lines": document(
        section=HEAD, top=("header", lines(run("甲")) * 80 + lines(run(LIE)))
    ),
    "in a head below a picture": document(section=HEAD, top=("header", lines(PICTURE) + lines(run(LIE)))),
    "in a head of many distances": document(
        section=HEAD,
        top=("header", lines(run("甲"), looks='<w:spacing w:after="4000"/>') * 3 + lines(run(LIE))),
    ),
    "in a foot of many lines": document(
        section=FOOT, top=("footer", lines(run(LIE)) + lines(run("甲")) * 80)
    ),
    "behind a tab out of its box": document(
        lines(anchored(shape(lines(TAB, run(LIE), looks=TABS)), size=(952_500, 600_000)))
    ),
    "beside a strip for binding": _gutter(8300),
    "a negative strip for binding": _gutter(-3000),
    "in columns off the page": _columns((3000, 20000), (5000, 0)),
    "in columns of a sign's width": _columns((20, 20), (20, 0)),
    "in columns upon each other": _section('<w:cols w:num="2" w:space="-5000"/>'),
}

NEAR = {
    "a strip for binding": _gutter(567),
    "two columns": _columns((5000, 425), (2881, 0)),
    "a box in the lower half of the page": document(
        lines(_box(down=6_500_000, size=(3_000_000, 900_000), base="margin"))
    ),
    "a box below its paragraph": document(lines(_box(down=5_000_000, size=(3_000_000, 900_000)))),
    "a box a little over the edge": document(lines(_box(across=3_500_000, size=(3_000_000, 900_000)))),
    "an old box below its paragraph": document(
        lines(vml(lines(run(LIE)), "position:absolute;margin-top:400pt;width:200pt;height:60pt"))
    ),
    "a frame at the foot": _frame('w:h="400" w:vAnchor="page" w:y="15800"'),
    "a frame beside its paragraph": _frame('w:h="400" w:vAnchor="text" w:y="-50"'),
    "a head below a small picture": document(
        section=HEAD, top=("header", lines(PICTURE.replace("6000000", "600000")) + lines(run(LIE)))
    ),
    "a head of four lines": document(section=HEAD, top=("header", lines(run("甲")) * 3 + lines(run(LIE)))),
    "a tab within its box": document(
        lines(anchored(shape(lines(TAB, run(LIE), looks=TABS.replace("8000", "800")))))
    ),
    "stops beyond a cell without tabs": document(
        table(cell(lines(run(LIE), looks=TABS)), looks=FIXED, grid=(2000,))
    ),
    "a high row": document(table(cell(lines(run(LIE))), row='<w:trHeight w:val="9000"/>')),
}


@pytest.mark.parametrize("how", FAR)
def test_what_may_lie_off_the_page_does_not_count(how: str) -> None:
    reading = inspect(FAR[how]).reading
    assert LIE not in "".join(reading.squashed)
    assert reading.left_out or reading.hidden


@pytest.mark.parametrize("how", NEAR)
def test_what_lies_on_the_page_counts(how: str) -> None:
    reading = inspect(NEAR[how]).reading
    assert LIE in "".join(reading.squashed)
    assert not reading.left_out
    assert not reading.hidden
