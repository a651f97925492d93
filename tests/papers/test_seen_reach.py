"""Drawings reach as far as they are drawn: outlines of the theme, strokes of a type, turned boxes, paths out of their frame."""

import pytest

from desktop_admin.papers.inspect import inspect
from tests.papers.test_seen_covers import WHITE_FILL, sheet
from tests.papers.word_looks import LIE, THEME, anchored, document, lines, run, shape, vml

WIDE = '<a:ln w="9000000"/>'
THIN = '<a:ln w="9525"/>'
SMALL = (600_000, 300_000)


def theme(lines_of: str = "", effects: str = "") -> str:
    """The usual theme with outlines and effects by number."""
    styles = f"<a:fmtScheme><a:lnStyleLst>{lines_of}</a:lnStyleLst><a:effectStyleLst>{effects}</a:effectStyleLst></a:fmtScheme>"
    return THEME.replace("</a:themeElements>", styles + "</a:themeElements>")


def styled(reference: str, own: str = "", fill: str = "<a:noFill/>") -> str:
    """A shape that takes its looks from the theme."""
    inside = f"<wps:wsp><wps:spPr>{fill}{own}</wps:spPr><wps:style>{reference}</wps:style></wps:wsp>"
    return anchored(inside, base="column", size=SMALL)


def below(over: str, **parts: str) -> bytes:
    """A lie, twelve lines, and a small drawing."""
    return document(lines(run(LIE)) + lines(run("行")) * 12 + lines(over), **parts)


def typed(kept: str, own: str = "", within: str = "", css: str = "width:90pt;height:20pt") -> str:
    """An old shape of a type."""
    return (
        f'<w:r><w:pict><v:shapetype id="_x0000_t1" {kept}>{within}</v:shapetype>'
        f'<v:shape type="#_x0000_t1" filled="f" {own} style="position:absolute;margin-left:0;margin-top:0;{css};z-index:5"/></w:pict></w:r>'
    )


def turned(place: str) -> str:
    """A small white sheet, turned or of another size than its box."""
    return anchored(sheet(WHITE_FILL, place), base="column", size=(6_000_000, 100_000))


def outlined(outline: str) -> str:
    """A small white sheet of that outline."""
    return anchored(sheet(outline + WHITE_FILL), base="column", size=SMALL)


def grouped(member: str) -> str:
    """A group 1000 by 1000 with one white member."""
    frame = '<a:xfrm><a:off x="0" y="0"/><a:ext cx="600000" cy="300000"/><a:chOff x="0" y="0"/><a:chExt cx="1000" cy="1000"/></a:xfrm>'
    inside = f"<wps:wsp><wps:spPr><a:xfrm>{member}</a:xfrm>{WHITE_FILL}</wps:spPr></wps:wsp>"
    return anchored(
        f"<wpg:wgp><wpg:grpSpPr>{frame}</wpg:grpSpPr>{inside}</wpg:wgp>", base="column", size=SMALL
    )


def gathered(member: str) -> str:
    """An old group with one white member."""
    return (
        '<w:r><w:pict><v:group coordsize="1000,1000" style="position:absolute;margin-left:0;margin-top:0;width:90pt;height:20pt">'
        f'<v:rect style="{member}"/></v:group></w:pict></w:r>'
    )


def drawn(path: str) -> str:
    """An outline of its own in a frame of 100 by 100."""
    return outlined(
        f'<a:custGeom><a:pathLst><a:path w="100" h="100">{path}</a:path></a:pathLst></a:custGeom>'
    )


LN1 = '<a:lnRef idx="1"/>'
SHADOW = '<a:effectStyle><a:effectLst><a:outerShdw dist="9000000"/></a:effectLst></a:effectStyle>'
REACHED = {
    "an outline of the theme": below(styled(LN1), theme=theme(WIDE)),
    "an outline that the theme does not know": below(styled('<a:lnRef idx="9"/>'), theme=theme(THIN)),
    "an outline of the theme in another colour": below(styled(LN1, f"<a:ln>{WHITE_FILL}</a:ln>"), theme=theme(WIDE)),
    "a shadow of the theme": below(styled('<a:effectRef idx="1"/>', fill=WHITE_FILL), theme=theme("", SHADOW)),
    "a thick stroke of a type": below(typed('strokeweight="900pt"')),
    "a thick stroke within a type": below(typed("", within='<v:stroke weight="900pt"/>')),
    "a thick stroke of a type under a thin one": below(typed('strokeweight="900pt"', within='<v:stroke weight="1pt"/>')),
    "a type said twice": below(typed("").replace("<v:shape ", '<v:shapetype id="_x0000_t1"/><v:shape ')),
    "a filled type": document(lines(run(LIE), typed('filled="t"').replace('filled="f"', "", 1))),
    "a type with a place of its own": below(typed('style="margin-top:-300pt"', 'fillcolor="white"')),
    "an old shape in space": below(typed("", within="").replace('z-index:5"/>', 'z-index:5"><zz:extrusion on="t"/></v:shape>').replace('filled="f"', "")),
    "turned by 45 degrees": document(lines(run(LIE)) + lines(run("行")) * 3 + lines(turned('<a:xfrm rot="2700000"/>'))),
    "larger than its box": below(turned('<a:xfrm><a:off x="0" y="0"/><a:ext cx="6000000" cy="6000000"/></a:xfrm>').replace('<wp:posOffset>0', '<wp:posOffset>-3000000')),
    "an old shape turned": document(
        lines(run(LIE)) + lines(run("行")) * 3 + lines(typed("", "", "", "width:500pt;height:9pt;rotation:90").replace('filled="f"', 'fillcolor="white"'))
    ),
    "a member above its group": below(grouped('<a:off x="0" y="-30000"/><a:ext cx="1000" cy="30000"/>')),
    "a member of a group without a frame": below(grouped('<a:off x="0" y="0"/><a:ext cx="1000" cy="1000"/>').replace("a:chExt", "a:other")),
    "a member above its group, told small": below(
        grouped('<a:off x="0" y="-30000"/><a:ext cx="1000" cy="30000"/>').replace('<a:ext cx="600000" cy="300000"/>', '<a:ext cx="1" cy="1"/>')
    ),
    "a frame above its group": below(
        grouped('<a:off x="0" y="0"/><a:ext cx="1000" cy="1000"/>').replace("</wpg:wgp>", '<wpg:graphicFrame><wpg:xfrm><a:off x="0" y="-30000"/><a:ext cx="1000" cy="30000"/></wpg:xfrm></wpg:graphicFrame></wpg:wgp>')
    ),
    "an old place said twice": below(typed("", css="margin-top:-300pt;width:90pt;height:20pt").replace('filled="f"', 'fillcolor="white"')),
    "an old place after much": below(typed("", css="x:" + "y" * 5000 + ";margin-top:-300pt;width:90pt;height:20pt").replace("margin-top:0;", "").replace('filled="f"', 'fillcolor="white"')),
    "an old height of nearly nothing": document(lines(run(LIE), typed("", css="width:90pt;height:20pt").replace("z-index:5", "z-index:-0").replace('filled="f"', 'fillcolor="white"'))),
    "an old member above its group": below(gathered("left:0;top:-30000;width:1000;height:30000")),
    "a path out of its frame": below(drawn('<a:moveTo><a:pt x="0" y="-9000"/></a:moveTo><a:lnTo><a:pt x="100" y="100"/></a:lnTo>')),
    "a path of guides": below(drawn('<a:moveTo><a:pt x="l" y="far"/></a:moveTo>')),
    "a balloon with a long tail": below(outlined('<a:prstGeom prst="wedgeRectCallout"><a:avLst><a:gd name="adj1" fmla="val 0"/><a:gd name="adj2" fmla="val -1500000"/></a:avLst></a:prstGeom>')),
    "an old path out of its frame": below(typed("", 'path="m0,-90000l1000,0,1000,1000xe"').replace('filled="f"', 'fillcolor="white"')),
    "a type's path out of its frame": below(typed('path="m0,-90000l1000,0,1000,1000xe"').replace('filled="f"', 'fillcolor="white"')),
    "seen askew": below(outlined('<a:scene3d><a:camera prst="perspectiveRelaxed"/></a:scene3d>')),
    "text upside down": document(lines(anchored(shape(lines(run(LIE)), '<a:xfrm rot="10800000"/>')))),
    "text flipped": document(lines(anchored(shape(lines(run(LIE)), '<a:xfrm flipV="1"/>')))),
    "text turned in a box that grows": document(lines(anchored(shape(lines(run(LIE)), body='<wps:bodyPr vert="vert270"><a:spAutoFit/></wps:bodyPr>')))),
    "upright text of a turned box": document(lines(anchored(shape(lines(run(LIE)), '<a:xfrm rot="5400000"/>', '<wps:bodyPr upright="1"/>')))),
    "an old box turned": document(lines(vml(lines(run(LIE)), "width:200pt;height:60pt;rotation:180"))),
    "an old box flipped": document(lines(vml(lines(run(LIE)), "width:200pt;height:60pt;flip:y"))),
    "a box under a turned sheet": document(
        lines(anchored(shape(lines(run(LIE))), down=3_000_000, across=3_000_000), anchored(sheet(WHITE_FILL, '<a:xfrm rot="5400000"/>'), across=1_000_000, down=5_000_000, size=(6_000_000, 300_000)))
    ),
}  # fmt: skip
APART = {
    "a thin outline of the theme": below(styled(LN1), theme=theme(THIN)),
    "no outline in spite of the theme": below(styled(LN1, "<a:ln><a:noFill/></a:ln>"), theme=theme(WIDE)),
    "a thin outline of its own": below(styled(LN1, THIN), theme=theme(WIDE)),
    "the theme's outline of number 0": below(styled('<a:lnRef idx="0"/>'), theme=theme(WIDE)),
    "an outline without a theme": below(styled('<a:lnRef idx="2"/>'), theme=""),
    "the usual type": below(typed('coordsize="21600,21600" path="m,l,21600r21600,l21600,xe"', within='<v:stroke joinstyle="miter"/>')),
    "a thin stroke of a type": below(typed('strokeweight="1pt"')),
    "no stroke in spite of its type": below(typed('strokeweight="900pt"', 'stroked="f"')),
    "turned by nothing": document(lines(anchored(shape(lines(run(LIE)), '<a:xfrm rot="0" flipH="0"/>')))),
    "as large as its box": below(turned('<a:xfrm><a:off x="900000" y="0"/><a:ext cx="6000000" cy="100000"/></a:xfrm>')),
    "a member within its group": below(grouped('<a:off x="0" y="0"/><a:ext cx="1000" cy="1000"/>')),
    "an old member within its group": below(gathered("left:0;top:0;width:1000;height:1000")),
    "a path within its frame": below(drawn('<a:moveTo><a:pt x="0" y="0"/></a:moveTo><a:lnTo><a:pt x="100" y="100"/></a:lnTo>')),
    "a balloon with a short tail": below(outlined('<a:prstGeom prst="wedgeRectCallout"><a:avLst><a:gd name="adj2" fmla="val 62500"/></a:avLst></a:prstGeom>')),
    "a round corner": below(outlined('<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val 16667"/></a:avLst></a:prstGeom>')),
    "a box beside a turned sheet": document(
        lines(anchored(shape(lines(run(LIE)))), anchored(sheet(WHITE_FILL, '<a:xfrm rot="5400000"/>'), across=3_000_000, down=7_000_000, size=(2_000_000, 300_000)))
    ),
}  # fmt: skip


@pytest.mark.parametrize("how", REACHED)
def test_what_a_drawing_may_reach_does_not_count(how: str) -> None:
    seen = inspect(REACHED[how])
    assert seen.facts.problems == ()
    assert LIE not in seen.text[0]
    assert seen.reading.left_out


@pytest.mark.parametrize("how", APART)
def test_what_no_drawing_reaches_counts(how: str) -> None:
    seen = inspect(APART[how])
    assert seen.facts.problems == ()
    assert LIE in seen.text[0]
    assert not seen.reading.hidden
