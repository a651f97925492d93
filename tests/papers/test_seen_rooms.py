"""Text in rows and boxes of a fixed height: what may be cut off does not count, what fits does."""

import pytest

from desktop_admin.papers.inspect import inspect
from tests.papers.test_seen_covers import sheet
from tests.papers.word_looks import LIE, anchored, cell, document, lines, run, shape, style, table, vml

FIXED = '<w:tblLayout w:type="fixed"/>'
FAR = '<a:camera prst="orthographicFront"><a:rot lat="5400000" lon="0" rev="0"/></a:camera>'


def row(inside: str, looks: str = "", height: int = 700, grid: int = 4000) -> bytes:
    """A cell in a row of exact height."""
    exact = f'<w:trHeight w:val="{height}" w:hRule="exact"/>'
    return document(table(cell(inside, looks), looks=FIXED, row=exact, grid=(grid,)))


def box(inside: str, body: str = "", fill: str = "", size: tuple[int, int] = (3_000_000, 900_000)) -> bytes:
    """A floating text box of a fixed height."""
    return document(lines(anchored(shape(inside, fill, f"<wps:bodyPr {body}</wps:bodyPr>"), size=size)))


def spaced(looks: str) -> str:
    """A paragraph with that distance, and the lie after it."""
    return lines(run("甲"), looks=f"<w:spacing {looks}/>") + lines(run(LIE))


def drawn(height: int, wrap: str = "") -> str:
    """A paragraph with a drawing so high (EMU), and the lie after it."""
    drawing = anchored(sheet(), size=(300_000, height))
    drawing = drawing.replace("wrapNone", wrap) if wrap else drawing.replace("wp:anchor", "wp:inline")
    return lines(drawing) + lines(run(LIE))


def frames(*insides: str, y: str = "y", more: str = "") -> bytes:
    """Paragraphs after each other in one frame of 20 points."""
    frame = '<w:framePr w:w="4000" w:h="400" w:hRule="exact" w:hAnchor="page" w:vAnchor="page" w:x="2000" w:y="5000"/>'
    changed = frame.replace("/>", f" {more}/>")
    looks = [frame] + [changed] * (len(insides) - 1)
    return document("".join(lines(run(one), looks=look) for one, look in zip(insides, looks, strict=True)))


def sized(half_points: int) -> str:
    """Type of that size."""
    return f'<w:sz w:val="{half_points}"/>'


def grid(pitch: int) -> str:
    """A section with a grid of lines."""
    return f'<w:sectPr><w:docGrid w:type="lines" w:linePitch="{pitch}"/></w:sectPr>'


EXACT = '<w:trHeight w:val="700" w:hRule="exact"/>'
HIGH = '<w:trHeight w:val="6000" w:hRule="exact"/>'
DOWN = '<w:textDirection w:val="tbRlV"/>'
GOES_ON = cell(lines(run("")), "<w:vMerge/>")


def label(*insides: str, height: int = 567, rows: int = 4, rule: str = "atLeast") -> bytes:
    """Words from top to bottom beside some rows."""
    words = cell("".join(lines(run(one)) for one in insides), f'<w:vMerge w:val="restart"/>{DOWN}')
    beside = cell(lines(run("乙")))
    exact = f'<w:trHeight w:val="{height}" w:hRule="{rule}"/>'
    looks = '<w:tblLayout w:type="fixed"/>'
    return document(
        table(words + beside, *[GOES_ON + beside] * (rows - 1), looks=looks, row=exact, grid=(700, 4000))
    )


def down_box(*insides: str, body: str) -> bytes:
    """A box of text from top to bottom."""
    return box("".join(lines(run(one)) for one in insides), f'vert="eaVert"{body}', size=(500_000, 3_000_000))


def old_down_box(*insides: str, css: str = "width:40pt;height:300pt") -> bytes:
    """An old box of text from top to bottom."""
    inside = "".join(lines(run(one)) for one in insides)
    flow = '<v:textbox style="layout-flow:vertical-ideographic">'
    return document(lines(vml(inside, css).replace("<v:textbox>", flow)))


CUT = {
    "third line down beside a row that grows": label("甲" * 5, "乙" * 5, LIE, rows=1),
    "behind many signs down a row that grows": label("甲" * 40 + LIE),
    "down a page": document(lines(run(LIE)), section='<w:sectPr><w:textDirection w:val="tbRl"/></w:sectPr>'),
    "third line down a box that grows": down_box("甲", "乙", LIE, body="><a:spAutoFit/>"),
    "third line down a box": down_box("甲", "乙", LIE, body=">"),
    "third line down an old box": old_down_box("甲", "乙", "丙", LIE, css="width:30pt;height:300pt"),
    "third line down an old box of no height": old_down_box("甲", LIE, css="width:40pt"),
    "third in a frame": frames("甲", "乙", LIE),
    "third in a frame said otherwise": frames("甲", "乙", LIE, more='w:anchorLock="0" w:hSpace="9"'),
    "after a larger sign": row(lines(run("大", sized(120)), run("字" * 60)) + lines(run(LIE)), height=1500),
    "before a larger sign": row(lines(run(LIE), run("大", sized(120)))),
    "before a larger blank": row(lines(run(LIE), f"<w:r><w:rPr>{sized(120)}</w:rPr><w:tab/></w:r>")),
    "before a larger end": row(lines(run(LIE), looks=f"<w:rPr>{sized(120)}</w:rPr>")),
    "in a grid of few lines": document(table(cell(lines(run("甲")) + lines(run(LIE))), row=EXACT), section=grid(5000)),
    "after a distance": row(spaced('w:after="9000"')),
    "after a distance in lines": row(spaced('w:afterLines="900"')),
    "after a distance of a style": document(
        table(
            cell(lines(run("甲"), looks='<w:pStyle w:val="P"/>') + lines(run(LIE))),
            row='<w:trHeight w:val="700" w:hRule="exact"/>',
        ),
        styles=style("P", more='<w:pPr><w:spacing w:after="9000"/></w:pPr>'),
    ),
    "after a distance, in a box": box(spaced('w:after="9000"'), ">"),
    "after a table": row(table(cell(lines("")), row=HIGH) + lines(run(LIE))),
    "after rows": row(table(*[cell(lines(""))] * 30) + lines(run(LIE))),
    "after a picture": row(drawn(5_000_000)),
    "after a picture with the text below it": row(drawn(5_000_000, "wrapTopAndBottom")),
    "after an old picture": row(
        lines('<w:r><w:pict><v:rect style="width:9pt;height:400pt"/></w:pict></w:r>') + lines(run(LIE))
    ),
    "over the lower margin of a box": box(lines(run(LIE)), 'bIns="900000" anchor="b">'),
    "first of many in a box from below": box(lines(run(LIE)) + lines(run("乙")) * 30, 'anchor="b">'),
    "first of many in a cell from below": row(lines(run(LIE)) + lines(run("乙")) * 30, '<w:vAlign w:val="bottom"/>'),
    "in one of many columns": box(lines(run(LIE)), 'numCol="16" spcCol="900000">'),
    "a box turned away": box(lines(run(LIE)), ">", f"<a:scene3d>{FAR}</a:scene3d>"),
    "text turned away": box(lines(run(LIE)), f"><a:scene3d>{FAR}</a:scene3d>"),
    "the sixth line downwards": row(
        lines(run("甲")) * 6 + lines(run(LIE)), '<w:textDirection w:val="tbRl"/>', 6000, 500
    ),
    "the sixth line downwards in a box": box(
        lines(run("甲")) * 6 + lines(run(LIE)), 'vert="eaVert">', size=(400_000, 3_000_000)
    ),
    "an old box of text downwards": document(
        lines(
            vml(lines(run("甲")) * 6 + lines(run(LIE)), "width:20pt;height:300pt").replace(
                "<v:textbox>", '<v:textbox style="layout-flow:vertical-ideographic">'
            )
        )
    ),
}  # fmt: skip
FITS = {
    "a label beside rows": label(LIE * 2),
    "a label beside exact rows": label(LIE * 2, rule="exact"),
    "a label beside a low row": label(LIE[:2] + LIE[2:], height=900, rows=1),
    "down a box": down_box(LIE, body=">"),
    "down an old box": old_down_box(LIE),
    "first in a frame": frames(LIE, "乙"),
    "first in the next frame": document(
        "".join(lines(run(one), looks=f'<w:framePr w:w="4000" w:h="400" w:hRule="exact" w:hAnchor="page" w:vAnchor="page" w:x="2000" w:y="{y}"/>') for one, y in (("甲", 3000), (LIE, 9000)))
    ),
    "among a little larger signs": row(lines(run("大", sized(28)), run(LIE))),
    "in the usual grid": document(table(cell(lines(run("甲")) + lines(run(LIE))), row=EXACT), section=grid(312)),
    "after a small distance": row(spaced('w:after="60"')),
    "one paragraph with a distance after it": row(lines(run(LIE), looks='<w:spacing w:after="160"/>')),
    "after a small picture": row(drawn(100_000)),
    "in the middle of a cell": row(lines(run("甲")) + lines(run(LIE)), '<w:vAlign w:val="center"/>'),
    "in the middle of a box": box(lines(run(LIE)), 'bIns="45720" anchor="ctr">'),
    "downwards": row(lines(run(LIE)), '<w:textDirection w:val="tbRlV"/>', 2000, 700),
    "a box as high as its text": box(lines(run("甲")) * 9 + lines(run(LIE)), '><a:spAutoFit/>'),
    "a box seen from the front": box(lines(run(LIE)), ">", '<a:scene3d><a:camera prst="orthographicFront"/></a:scene3d>'),
    "in a high row": document(table(cell(spaced('w:after="9000"')), row='<w:trHeight w:val="700" w:hRule="atLeast"/>')),
}  # fmt: skip


@pytest.mark.parametrize("how", CUT)
def test_what_may_be_cut_off_does_not_count(how: str) -> None:
    seen = inspect(CUT[how])
    assert seen.facts.problems == ()
    assert LIE not in seen.text[0]
    assert seen.reading.left_out or seen.reading.hidden


@pytest.mark.parametrize("how", FITS)
def test_what_fits_counts(how: str) -> None:
    seen = inspect(FITS[how])
    assert seen.facts.problems == ()
    assert LIE in seen.text[0]
    assert not seen.reading.left_out
    assert not seen.reading.hidden
