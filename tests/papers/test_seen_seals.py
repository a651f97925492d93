"""A seal in a Word file counts where a person sees it; a ring drawn of shapes is never sure to be one."""

import pytest

from desktop_admin.contract.files import RedSeal
from desktop_admin.papers.inspect import inspect
from tests.papers import made, word_looks
from tests.papers.word_looks import anchored, lines, run, shape, vml

SEAL = made.png(made.stamp(made.paper()).crop((500, 800, 700, 1000)))
SIZE = (1_512_000, 1_512_000)
RED = '<a:noFill/><a:ln w="38100"><a:solidFill><a:srgbClr val="FF0000"/></a:solidFill></a:ln>'


def picture(more: str = "", crop: str = "") -> str:
    """The seal as a picture of a drawing."""
    return f'<pic:pic><pic:blipFill><a:blip r:embed="r0">{more}</a:blip>{crop}<a:stretch/></pic:blipFill></pic:pic>'


def verdict(inside: str) -> RedSeal:
    facts = inspect(word_looks.with_picture(inside, SEAL)).facts
    assert facts.problems == ()
    return facts.red_seal


@pytest.mark.parametrize(
    "inside",
    [
        anchored(picture(), across=3_000_000, down=5_000_000, size=SIZE),
        anchored(picture(), size=SIZE).replace("wp:anchor", "wp:inline"),
        anchored(picture("<a:extLst/>"), across=500_000, size=SIZE, base="column"),
        '<w:r><w:pict><v:shape style="width:119pt;height:119pt"><v:imagedata r:id="r0"/></v:shape></w:pict></w:r>',
    ],
    ids=["floating", "in line", "beside its column", "old"],
)
def test_a_seal_that_is_seen_counts(inside: str) -> None:
    assert verdict(inside) is RedSeal.YES


@pytest.mark.parametrize(
    "inside",
    [
        anchored(picture(), across=9_000_000, size=SIZE),
        anchored(picture(), down=-3_000_000, size=SIZE),
        anchored(picture(), size=SIZE, hidden=' hidden="1"'),
        anchored(picture(), size=(0, 0)),
        anchored(picture(), size=SIZE).replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>"),
        f"<w:del>{anchored(picture(), size=SIZE)}</w:del>",
        '<w:r><w:pict><v:shape style="width:119pt;height:119pt;visibility:hidden"><v:imagedata r:id="r0"/></v:shape></w:pict></w:r>',
        run("没有图"),
    ],
    ids=["beside the page", "above the page", "hidden", "no size", "in hidden text", "deleted", "old and hidden", "shown by nothing"],
)  # fmt: skip
def test_a_seal_that_nobody_sees_is_none(inside: str) -> None:
    assert verdict(inside) is RedSeal.NO


@pytest.mark.parametrize(
    "inside",
    [
        anchored(picture(), size=(20_000, 20_000)),
        anchored(picture(crop='<a:srcRect l="99000"/>'), size=SIZE),
        anchored(picture('<a:alphaModFix amt="0"/>'), size=SIZE),
        anchored(picture("<a:grayscl/>"), size=SIZE),
        anchored(f"<wpg:wgp>{picture()}</wpg:wgp>", size=SIZE),
        anchored(picture(), across=-1_400_000, size=SIZE),
    ],
    ids=["a speck", "cropped", "see-through", "greyed", "in a group", "half off the page"],
)
def test_a_seal_that_may_look_other_than_its_file_is_left_open(inside: str) -> None:
    assert verdict(inside) is RedSeal.UNKNOWN


@pytest.mark.parametrize(
    "inside",
    [
        anchored(f'<wps:wsp><wps:spPr><a:prstGeom prst="ellipse"/>{RED}</wps:spPr></wps:wsp>', size=SIZE),
        anchored(f'<wps:wsp><wps:spPr><a:prstGeom prst="donut"/>{RED}</wps:spPr></wps:wsp>', size=SIZE),
        anchored(
            shape(lines(run("贵州伪造有限公司★")), RED).replace(
                "<wps:spPr>", '<wps:spPr><a:prstGeom prst="ellipse"/>'
            ),
            size=SIZE,
        ),
        vml(lines(run("★"))).replace("v:rect", "v:oval"),
        '<w:r><w:pict><v:group style="width:90pt;height:90pt"><v:oval style="width:90;height:90"/></v:group></w:pict></w:r>',
        '<w:r><mc:AlternateContent><mc:Choice Requires="zz"/><mc:Fallback><w:pict><v:oval/></w:pict></mc:Fallback></mc:AlternateContent></w:r>',
    ],
    ids=["ellipse", "donut", "with words inside", "old", "old in a group", "for old programs"],
)
def test_a_drawn_ring_is_at_most_undecided(inside: str) -> None:
    assert verdict(inside) is RedSeal.UNKNOWN


def test_two_pictures_of_one_id_leave_it_open() -> None:
    twice = word_looks.with_picture(anchored(picture(), size=SIZE), SEAL)
    rows = word_looks.links(("image", "seal.png", False), ("image", "other.png", False)).replace(
        b'"r1"', b'"r0"'
    )
    doubled = word_looks.with_part(
        word_looks.with_part(twice, "word/_rels/document.xml.rels", rows),
        "word/other.png",
        made.png(made.paper()),
    )
    assert inspect(doubled).facts.red_seal is RedSeal.UNKNOWN
