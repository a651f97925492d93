"""Text of a PDF that nobody can see proves nothing: every way to hide a name, and honest pages that only look odd."""

import io
from contextlib import AbstractContextManager

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from pypdf import PdfReader, PdfWriter

from desktop_admin.contract.files import Inspection
from desktop_admin.papers import pdf
from desktop_admin.papers.found import found_in
from desktop_admin.papers.inspect import inspect
from desktop_admin.papers.pdf_signs import MOST_SIGNS, Signs
from desktop_admin.papers.rendering import PaperPages, render
from tests.papers import made
from tests.papers.conftest import sample

OPEN = "BT 0 g /F1 12 Tf 60 700 Td (This letter is about Wang Wu, and all of it is true) Tj ET "
NAME = "Zhao Liu 52270119900101123X"
RESOURCES = (
    "/Resources << /Font << /F1 4 0 R /T3 12 0 R /F2 14 0 R >> /XObject << /P 10 0 R /X 11 0 R >> "
    "/ExtGState << /Clear << /ca 0 /CA 0 >> /Pale << /ca 0.2 >> >> /Properties << /Off 13 0 R >> >>"
)
CATALOG = "/OCProperties << /OCGs [13 0 R] /D << /OFF [13 0 R] >> >>"


def _stream(head: str, body: str) -> str:
    return f"<< {head} /Length {len(body)} >>\nstream\n{body}\nendstream"


def _extra(name: str = NAME, form: str = "") -> list[str]:
    """A grey picture (P), a form with text (X), a Type 3 font of bars, a layer that is off, a second font."""
    procs = " ".join(f"/c{ord(sign)} 15 0 R" for sign in sorted(set(name)) if sign != " ")
    codes = " ".join(f"{ord(sign)} /c{ord(sign)}" for sign in sorted(set(name)) if sign != " ")
    cmap = "".join(f"<{ord(sign):02x}> <{ord(sign):04x}>\n" for sign in sorted(set(name)))
    unicode_table = (
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange "
        f"{len(set(name))} beginbfchar\n{cmap}endbfchar endcmap end"
    )
    widths = " ".join(["600"] * 128)
    return [
        _stream("/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8 "
                "/Filter /ASCIIHexDecode", "C0D0C0D0>"),
        _stream("/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /Font << /F1 4 0 R >> >>",
                form or f"BT 1 g /F1 12 Tf 60 600 Td ({name}) Tj ET"),
        f"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 600 700] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 0 "
        f"/LastChar 127 /Widths [{widths}] /CharProcs << {procs} >> /Encoding << /Differences [{codes}] >> "
        f"/Resources << >> /ToUnicode 16 0 R >>",
        "<< /Type /OCG /Name (more) >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
        _stream("", "600 0 0 0 600 700 d1 0 0 600 120 re 0 580 600 120 re 0 0 120 700 re 480 0 120 700 re f"),
        _stream("", unicode_table),
    ]  # fmt: skip


def _page(content: str, *, box: str = "0 0 612 792", page: str = "", form: str = "") -> bytes:
    return made.pdf(*_extra(form=form), catalog=CATALOG, page=f"{RESOURCES} {page}", content=content, box=box)


def _written(how: str = "", at: str = "60 600", size: float = 12, font: str = "F1", words: str = NAME) -> str:
    return f"q BT {how} /{font} {size} Tf {at} Td ({words}) Tj ET Q "


def _named(seen: Inspection, words: str = NAME) -> bool:
    return bool(found_in(seen.text, words))


FORGED = {
    "white": OPEN + _written("1 g"),
    "nearly white": OPEN + _written("0.95 g"),
    "bright yellow": OPEN + _written("1 1 0.6 rg"),
    "render mode 3": OPEN + _written("0 g 3 Tr"),
    "only a clip": OPEN + _written("0 g 7 Tr"),
    "1.2 points": OPEN + _written("0 g", size=1.2),
    "2.5 points": OPEN + _written("0 g", size=2.5),
    "huge letters made small": OPEN + f"q 0.01 0 0 0.01 60 600 cm BT 0 g /F1 120 Tf 0 0 Td ({NAME}) Tj ET Q",
    "squeezed to a line": OPEN + f"q BT 0 g 5 Tz /F1 12 Tf 60 600 Td ({NAME}) Tj ET Q",
    "left of the page": OPEN + _written("0 g", at="-400 600"),
    "above the page": OPEN + _written("0 g", at="60 1200"),
    "only its foot on the page": OPEN + _written("0 g", at="60 787"),
    "under a picture": OPEN + _written("0 g") + "q 400 0 0 60 50 580 cm /P Do Q",
    "under a white rectangle": OPEN + _written("0 g") + "q 1 g 50 580 400 60 re f Q",
    "under a rectangle with a slit": OPEN + _written("0 g") + "q 1 g 50 580 400 24 re f Q 50 606 400 20 re n",
    "only heads stick out": OPEN + _written("0 g") + "q 1 g 50 580 400 26.5 re f Q",
    "hidden layer": OPEN + "/OC /Off BDC " + _written("0 g") + " EMC",
    "clipped away": OPEN + "q 0 0 10 10 re W n " + _written("0 g") + "Q",
    "clipped to a sliver": OPEN + "q 60 599 400 2 re W n " + _written("0 g") + "Q",
    "transparent": OPEN + "q /Clear gs " + _written("0 g") + "Q",
    "blue on blue": OPEN + "q 0 0 0.6 rg 50 580 400 60 re f Q " + _written("0 0 0.6 rg"),
    "in a form": OPEN + "q /X Do Q",
    "Type 3, white": OPEN + _written("1 g", font="T3"),
    "under an open name": OPEN + _written("0 g 3 Tr", at="60 700"),
    "covered, another text on top": OPEN + _written("0 g") + "q 1 g 50 580 400 60 re f Q "
    + _written("0 g", words="Wang Wu 520103198001010017"),
    "covered, the same codes in another font on top": OPEN + _written("0 g") + "q 1 g 50 580 400 60 re f Q "
    + _written("0 g", font="F2"),
    "between two open lines": OPEN + _written("1 g", at="60 691.2", words=NAME),
    "under a black bar of letters": OPEN + f"q BT 0 g /F1 12 Tf 60 600 Td ({NAME}) Tj ET "
    "BT 0 g /T3 12 Tf 60 600 Td [(Z)600(Z)600(Z)] TJ ET Q q 0 g 50 590 400 40 re f Q",
    "another file's words for a dot": OPEN + f"q BT 0 g /F1 12 Tf 60 600 Td /Span << /ActualText ({NAME}) >> BDC (.) Tj EMC ET Q",
}  # fmt: skip


@pytest.mark.parametrize("how", FORGED)
def test_what_nobody_sees_is_not_found_and_said(how: str) -> None:
    seen = inspect(_page(FORGED[how]))
    assert seen.facts.acceptable, seen.facts.problems
    assert _named(seen, "This letter is about Wang Wu")
    assert not _named(seen)
    assert not _named(seen, "Zhao Liu")
    assert not any("52270119900101123X" in page for page in seen.reading.numbers)
    assert seen.reading.hidden == (0,)


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_turned_page_hides_nothing_more_and_nothing_less(turned: int) -> None:
    seen = inspect(
        _page(
            OPEN + _written("0 g") + _written("1 g", at="60 500", words="Qian Qi 1"), page=f"/Rotate {turned}"
        )
    )
    assert _named(seen)
    assert not _named(seen, "Qian Qi")
    assert seen.reading.hidden == (0,)


def test_outside_the_crop_box() -> None:
    seen = inspect(_page(OPEN + _written("0 g"), page="/CropBox [0 650 612 792]"))
    assert _named(seen, "Wang Wu")
    assert not _named(seen)
    assert seen.reading.hidden == (0,)


def test_a_page_so_large_that_its_text_is_a_speck() -> None:
    seen = inspect(_page(OPEN + _written("0 g"), box="0 0 6000 8000"))
    assert not _named(seen)
    assert not seen.facts.has_text
    assert seen.reading.hidden == (0,)


def test_only_the_second_page_hides() -> None:
    writer = PdfWriter()
    for content in (OPEN, FORGED["white"], OPEN):
        writer.append(PdfReader(io.BytesIO(_page(content))))
    target = io.BytesIO()
    writer.write(target)
    assert inspect(target.getvalue()).reading.hidden == (1,)


def test_a_page_of_nothing_but_unseen_text_is_blank() -> None:
    seen = inspect(_page(_written("1 g") * 3))
    assert seen.facts.blank_pages == (0,)
    assert seen.reading.hidden == (0,)
    assert not seen.reading.layer


HONEST = {
    "plain": OPEN + _written("0 g"),
    "white on a dark heading": OPEN + "q 0.1 0.2 0.4 rg 50 580 400 60 re f Q " + _written("1 g"),
    "light grey": OPEN + _written("0.72 g"),
    "7 points": OPEN + _written("0 g", size=7),
    "5 points": OPEN + _written("0 g", size=5),
    "outlined": OPEN + _written("0 G 1 Tr 0.5 w"),
    "red": OPEN + _written("0.8 0.1 0.1 rg"),
    "on a picture": OPEN + "q 400 0 0 60 50 580 cm /P Do Q " + _written("0 g"),
    "marked with yellow": OPEN + "q 1 1 0 rg 55 595 300 20 re f Q " + _written("0 g"),
    "over a watermark": "q 0.85 g BT 0.7 0.7 -0.7 0.7 60 480 Tm /F1 90 Tf (SPECIMEN) Tj ET Q " + OPEN + _written("0 g"),
    "under a pale watermark": OPEN + _written("0 g")
    + "q /Pale gs 0.4 g BT 0.7 0.7 -0.7 0.7 60 480 Tm /F1 60 Tf (SPECIMEN) Tj ET Q ",
    "bold by drawing twice": OPEN + _written("0 g") + _written("0 g", at="60.4 600"),
    "drawn twice in one place": OPEN + _written("0 g") + _written("0 g"),
    "over a white rectangle": OPEN + "q 1 g 50 580 400 60 re f Q " + _written("0 g"),
    "Type 3": OPEN + _written("0 g", font="T3"),
    "letter by letter": OPEN + "".join(
        f"BT 0 g /F1 12 Tf {60 + 9 * place} 600 Td ({sign}) Tj ET " for place, sign in enumerate(NAME)
    ),
    "upright": OPEN + f"q BT 0 g /F1 12 Tf 0 1 -1 0 300 200 Tm ({NAME}) Tj ET Q",
    "slanted": OPEN + f"q BT 0 g /F1 12 Tf 0.94 0.34 -0.34 0.94 100 300 Tm ({NAME}) Tj ET Q",
    "struck through": OPEN + _written("0 g") + "q 0.5 w 60 604 m 260 604 l S Q",
}  # fmt: skip


@pytest.mark.parametrize("how", HONEST)
def test_what_a_person_sees_is_found(how: str) -> None:
    seen = inspect(_page(HONEST[how]))
    assert _named(seen)
    assert seen.reading.hidden == ()
    assert not seen.reading.layer
    assert not seen.reading.left_out


def test_an_honest_form_with_text() -> None:
    seen = inspect(_page(OPEN + "q /X Do Q", form=f"BT 0 g /F1 12 Tf 60 600 Td ({NAME}) Tj ET"))
    assert _named(seen)
    assert seen.reading.hidden == ()


def test_words_the_file_puts_in_place_of_others_are_not_relied_on() -> None:
    line = f"q BT 0 g /F1 12 Tf 60 600 Td /Span << /ActualText ({NAME}) >> BDC (Wang Wu, whom all know well) Tj EMC ET Q"
    seen = inspect(_page(OPEN + line))
    assert not _named(seen)
    assert seen.reading.left_out


def _scan(text: str, *, over: bool, blank: bool = False) -> bytes:
    page = Image.new("L", (910, 1286), 255) if blank else made.paper().convert("L")
    small = page.resize((455, 643))
    layer = made.strips_pdf([small], "", width=500)
    picture = layer  # the picture's drawing order is that of the content: text first, picture after
    reader = PdfReader(io.BytesIO(picture))
    writer = PdfWriter(clone_from=reader)
    content = writer.pages[0].get_contents()
    assert content is not None
    drawn = content.get_data().decode("latin-1")
    content.set_data((f"{drawn} {text}" if over else f"{text} {drawn}").encode("latin-1"))
    writer.pages[0].replace_contents(content)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


@pytest.mark.parametrize("over", [True, False])
def test_the_layer_of_a_scan_is_neither_green_nor_a_fault(over: bool) -> None:
    text = _written("0 g 3 Tr" if over else "0 g", words=f"{NAME} and what else stands there")
    seen = inspect(_scan(text, over=over))
    assert not seen.facts.has_text
    assert seen.reading.layer
    assert seen.reading.hidden == ()


def test_an_empty_picture_makes_no_scan() -> None:
    seen = inspect(_scan(_written("0 g", words=f"{NAME} and what else stands there"), over=False, blank=True))
    assert not seen.facts.has_text
    assert not seen.reading.layer
    assert seen.reading.hidden == (0,)


def test_marks_stand_only_around_what_is_seen() -> None:
    page = _page(OPEN + _written("0 g", at="60 600") + _written("1 g", at="60 500"))
    for width in (300, 900):
        pages = render(page, {"name": NAME}, width=width)
        assert isinstance(pages, PaperPages)
        (mark,) = pages.pictures[0].marks
        assert mark.box.top == pytest.approx((792 - 609) / 792, abs=0.01)
        assert mark.box.left == pytest.approx(60 / 612, abs=0.01)


def test_a_name_between_whose_letters_others_hide_is_marked_whole() -> None:
    page = _page(OPEN + "BT 0 g /F1 12 Tf 60 600 Td (Zhao ) Tj 1 g (xx) Tj -1 0 Td 0 g 29 0 Td (Liu) Tj ET")
    pages = render(page, {"name": "Zhao Liu"}, width=900)
    assert isinstance(pages, PaperPages)
    assert len(pages.pictures[0].marks) == 1


@pytest.mark.parametrize(
    "name", ["00-报名表.pdf", "03-承诺书.pdf", "64-横置.pdf", "66-十二页.pdf", "09-报名表.pdf"]
)
def test_samples_hide_nothing(name: str) -> None:
    seen = inspect(sample(name).data)
    assert seen.reading.hidden == ()
    assert not seen.reading.layer
    assert not seen.reading.left_out


def test_the_page_is_drawn_again_no_more_than_the_texts_overlap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once for a usual page, never for one without text; turn by turn and once without any where texts overlap, at
    most five times for a hostile heap."""
    drawn: list[float] = []
    whole = pdf.Page.drawn

    def counting(self: pdf.Page, scale: float) -> AbstractContextManager[NDArray[np.uint8]]:
        drawn.append(scale)
        return whole(self, scale)

    monkeypatch.setattr(pdf.Page, "drawn", counting)
    heap = OPEN + "".join(
        _written("0 g", at=f"{60 + 3 * place} {600 + 2 * place}", words=f"{place} {NAME}")
        for place in range(60)
    )
    for content, times in (("q 1 g Q", 1), (HONEST["plain"], 2), (HONEST["over a watermark"], 4)):
        drawn.clear()
        inspect(_page(content))
        assert len(drawn) == times
    drawn.clear()
    assert inspect(_page(heap)).reading.left_out
    assert len(drawn) <= 6


@pytest.mark.parametrize(
    ("meant", "counts"),
    [("Zhao Liu", False), ("Z", True), ("ffi", True), ("\U00028f78", True), ("ZZ", False), ("王五", False)],
)
def test_one_shape_speaks_for_one_sign(meant: str, *, counts: bool) -> None:
    """A font may say that one glyph means a whole name."""
    extra = _extra()
    code = "".join(f"{unit:04x}" for unit in np.frombuffer(meant.encode("utf-16-le"), "<u2").tolist())
    extra[6] = _stream(
        "",
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange "
        f"1 beginbfchar\n<5a> <{code}>\nendbfchar endcmap end",
    )
    content = OPEN + _written("0 g", font="T3", words="Z")
    seen = inspect(made.pdf(*extra, catalog=CATALOG, page=RESOURCES, content=content))
    assert _named(seen, meant) == counts
    assert seen.reading.left_out != counts
    assert seen.reading.hidden == ()


def test_of_a_long_file_only_the_beginning_is_looked_at_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Twenty dense pages took longer than a child may; more than is compared is not looked at."""
    looked: list[int] = []
    read = pdf.read_signs

    def counting(text_page: object, most: int, lying: frozenset[str]) -> Signs:
        signs = read(text_page, most, lying)
        looked.append(len(signs.objects))
        return signs

    monkeypatch.setattr(pdf, "read_signs", counting)
    lines = " ".join(f"({'abcdefghij' * 18}) '" for _ in range(100))
    seen = inspect(made.pdf(content=f"BT /F1 6 Tf 7 TL 1 0 0 1 10 780 Tm {lines} ET", pages=6))
    assert sum(looked) == MOST_SIGNS
    assert seen.reading.left_out
    assert seen.reading.cut


def test_a_heap_of_texts_is_not_taken_apart() -> None:
    heap = "".join(f"1 0 0 1 {at % 40} {at % 29} Tm (Wang Wu {at}) Tj " for at in range(900))
    seen = inspect(_page(f"{OPEN} BT 0 g /F1 12 Tf {heap} ET"))
    assert seen.reading.left_out
    assert seen.reading.hidden == ()
    assert not seen.facts.has_text


def test_a_field_filled_in_with_white() -> None:
    words = f"BT 1 g /F1 12 Tf 0 0 Td ({NAME}) Tj ET"
    extra = [
        *_extra(),
        _stream(
            "/Type /XObject /Subtype /Form /BBox [0 -4 300 16] /Resources << /Font << /F1 4 0 R >> >>", words
        ),
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (who) /V (Zhao Liu) /F 4 /Rect [60 500 360 520] /AP << /N 17 0 R >> >>",
    ]
    seen = inspect(made.pdf(*extra, catalog=CATALOG, page=f"{RESOURCES} /Annots [18 0 R]", content=OPEN))
    assert not _named(seen)
    assert seen.reading.hidden == (0,)
