"""What one viewer draws of a field or note and another draws otherwise, or not at all, does not count."""

import pytest

from desktop_admin.papers.found import found_in
from desktop_admin.papers.inspect import inspect
from desktop_admin.papers.pages import PaperPages
from desktop_admin.papers.rendering import render
from tests.papers import made

OPEN = "BT 0 g /F1 12 Tf 60 700 Td (This letter is about Wang Wu, and all of it is true) Tj ET "
UNDER = f"{OPEN} BT 0 g /F1 12 Tf 60 560 Td (Zhao Liu 522701199601011236) Tj ET"
NUMBER = "522701199601011236"
FIELDS = (
    "/AcroForm << /NeedAppearances {} /Fields [11 0 R] /DR << /Font << /F1 4 0 R >> >> /DA (/F1 12 Tf 0 g) >>"
)
PLACE = "/F 4 /Rect [60 500 360 520]"
LOOK = f"/AP << /N 10 0 R >> {PLACE}"
STATES = f"/AP << /N << /Ja 10 0 R /Off 12 0 R >> >> {PLACE}"


def _form(words: str, font: str = "/F1 12 Tf") -> str:
    body = f"BT 0 g {font} 0 0 Td {words} ET"
    return (
        "<< /Type /XObject /Subtype /Form /BBox [0 -4 300 16] /Resources << /Font << /F1 4 0 R >> >> "
        f"/Length {len(body)} >>\nstream\n{body}\nendstream"
    )


def _paper(
    note: str, look: str = f"({NUMBER}) Tj", catalog: str = "", content: str = OPEN, also: str = "null"
) -> bytes:
    return made.pdf(
        _form(look), f"<< /Type /Annot {note} >>", _form(""), also, catalog=catalog, page="/Annots [11 0 R]", content=content
    )  # fmt: skip


def _field(value: str, more: str = "") -> str:
    return f"/Subtype /Widget /FT /Tx /T (who) /V {value} /DA (/F1 12 Tf 0 g) {more} {LOOK}"


RENEWED = FIELDS.format("true")
DIFFERENT = {
    "another value": _paper(_field("(522701199601011244)"), catalog=RENEWED),
    "no value": _paper(_field("()"), catalog=RENEWED),
    "value elsewhere": _paper(f"/Subtype /Widget /FT /Tx {LOOK}", catalog=RENEWED),
    "a button": _paper(f"/Subtype /Widget /FT /Btn /V /Off {LOOK}", catalog=RENEWED),
    "another value, one letter to a text": _paper(
        _field("(522701199601011244)"), " ".join(f"({sign}) Tj" for sign in NUMBER), RENEWED
    ),
    "asked for elsewhere": _paper(
        _field("(522701199601011244)"), catalog=FIELDS.format("13 0 R"), also="true"
    ),
    "no kind": _paper(LOOK),
    "a kind nobody knows": _paper(f"/Subtype /Foo {LOOK}"),
    "a kind that is no name": _paper(f"/Subtype (Stamp) {LOOK}"),
    "states and none chosen": _paper(f"/Subtype /Stamp {STATES}"),
    "a box ticked by its value only": _paper(f"/Subtype /Widget /FT /Btn /V /Ja {STATES}"),
    "the state is a text": _paper(f"/Subtype /Widget /FT /Btn /AS (Ja) {STATES}"),
    "the state is nothing": _paper(f"/Subtype /Stamp /AS null {STATES}"),
    "at a place that is not said plainly": _paper(
        f"/Subtype /Stamp {STATES}".replace("60 500", "13 0 R 500"), also="60"
    ),
    "at a broken place": _paper(f"/Subtype /Stamp {STATES}".replace("60 500", "60.99999999999 500.0000001")),
    "a link's looks": _paper(f"/Subtype /Link {LOOK}"),
    "turned round": _paper(f"/Subtype /Stamp {STATES}".replace("60 500 360 520", "360 520 60 500")),
}  # fmt: skip


@pytest.mark.parametrize("paper", DIFFERENT.values(), ids=DIFFERENT.keys())
def test_what_viewers_show_differently_does_not_count(paper: bytes) -> None:
    seen = inspect(paper)
    assert seen.facts.acceptable
    assert not found_in(seen.text, NUMBER)
    assert found_in(seen.text, "Wang Wu")
    assert seen.reading.left_out
    pages = render(paper, {"id": NUMBER})
    assert isinstance(pages, PaperPages)
    assert not pages.pictures[0].marks


@pytest.mark.parametrize("note", [LOOK, f"/Subtype /Stamp {STATES}"], ids=["no kind", "no state"])
def test_neither_does_what_they_may_cover(note: str) -> None:
    seen = inspect(_paper(note.replace("500 360 520", "550 360 580"), "", content=UNDER))
    assert not found_in(seen.text, NUMBER)
    assert found_in(seen.text, "Wang Wu")
    assert seen.reading.left_out


SAME = {
    "the value": _paper(_field(f"({NUMBER})"), catalog=RENEWED),
    "the value in pieces": _paper(_field("(5227011996 01011236)"), catalog=RENEWED, look="(5227011996) Tj 80 0 Td (01011236) Tj"),
    "the value, wide": _paper(
        _field("<FEFF" + "".join(f"{ord(sign) + 0xFEE0:04X}" for sign in NUMBER) + ">"), catalog=RENEWED
    ),
    "another value nobody is asked to draw": _paper(_field("(522701199601011244)"), catalog=FIELDS.format("false")),
    "a signature": _paper(f"/Subtype /Widget /FT /Sig {LOOK}", catalog=RENEWED),
    "a stamp in a form": _paper(f"/Subtype /Stamp {LOOK}", catalog=RENEWED),
    "a state": _paper(f"/Subtype /Widget /FT /Btn /AS /Ja {STATES}"),
}  # fmt: skip


@pytest.mark.parametrize("paper", SAME.values(), ids=SAME.keys())
def test_what_all_show_alike_counts(paper: bytes) -> None:
    seen = inspect(paper)
    assert found_in(seen.text, NUMBER)
    assert not seen.reading.left_out
    assert seen.reading.hidden == ()


@pytest.mark.parametrize(("value", "ticked"), [("", False), ("/V /Off", False), ("/V /Ja", True)])
def test_a_box_without_state_doubts_only_its_own_place(value: str, *, ticked: bool) -> None:
    box = f"<< /Type /Annot /Subtype /Widget /FT /Btn {value} {STATES.replace('60 500 360 520', '400 600 412 612')} >>"
    stamp = f"<< /Type /Annot /Subtype /Stamp {LOOK.replace('10 0 R', '14 0 R')} >>"
    annotations = "/Annots [11 0 R 13 0 R]"
    tick = "0 g 0 0 300 16 re f"
    look = _form("").replace("BT 0 g /F1 12 Tf 0 0 Td  ET", tick)
    seen = made.pdf(look, box, _form(""), stamp, _form(f"({NUMBER}) Tj"), page=annotations, content=UNDER)
    assert inspect(seen).text[0].count(NUMBER) == 2
    assert not inspect(seen).reading.left_out
    pages = render(seen, {})
    assert isinstance(pages, PaperPages)
    page = pages.pictures[0]
    middle = page.pixels[round((792 - 606) * 110 / 72) * page.stride + 4 * round(406 * 110 / 72)]
    assert (middle < 128) == ticked, "as pdfium shows it"


def test_more_places_than_a_form_has_are_one_doubt() -> None:
    """Looked at one by one they would cost their number times the signs."""
    notes = [f"<< /Type /Annot /Rect [{at} 10 {at + 1} 11] >>" for at in range(400)]
    page = f"/Annots [{' '.join(f'{200 + at} 0 R' for at in range(400))}]"
    seen = inspect(made.pdf(*[""] * 190, *notes, page=page, content=OPEN))
    assert not found_in(seen.text, "Wang Wu")
    assert seen.reading.left_out
