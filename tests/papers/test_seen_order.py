"""What is read in another way than it stands on a PDF page does not count: turned, mirrored, out of order, veiled."""

import pytest

from desktop_admin.papers.found import found_in
from desktop_admin.papers.inspect import inspect
from tests.papers import made

OPEN = "BT 0 g /F1 12 Tf 60 700 Td (This letter is about Wang Wu, and all of it is true) Tj ET "
NUMBER = "522701199601011236"
DIGIT = 6.672
"""Width of a digit of Helvetica at 12 points."""


def _line(matrix: str, words: str = NUMBER, how: str = "") -> str:
    return f"q BT 0 g {how} /F1 12 Tf {matrix} Tm ({words}) Tj ET Q "


def _signs(turned: str) -> str:
    """Each digit a text of its own; those in ``turned`` upside down on their places."""
    return "".join(
        _line(f"-1 0 0 -1 {60 + (at + 1) * DIGIT:.2f} 608.5" if sign in turned else
              f"1 0 0 1 {60 + at * DIGIT:.2f} 600", sign)
        for at, sign in enumerate(NUMBER)
    )  # fmt: skip


def _jumping(read: str, shown: str) -> str:
    """One text that is read as ``read`` and stands on the page as ``shown``."""
    free, pieces, at = list(range(len(shown))), [], 0
    for sign in read:
        place = next(place for place in free if shown[place] == sign)
        free.remove(place)
        pieces.append(f"{-(place - at) * 556}({sign})")
        at = place + 1
    return f"BT 0 g /F1 12 Tf 60 600 Td [{''.join(pieces)}] TJ ET"


OTHERWISE = {
    "6 turned round shows 9": _signs("6"),
    "upside down": _line("-1 0 0 -1 300 600"),
    "mirrored": _line("-1 0 0 1 300 600"),
    "mirrored by its width": _line("1 0 0 1 300 600", how="-100 Tz"),
    "another order": _jumping("522701199001011235", "522701199001015321"),
    "backwards": _line("1 0 0 1 300 600", how="-14 Tc"),
}


@pytest.mark.parametrize("content", OTHERWISE.values(), ids=OTHERWISE.keys())
def test_what_stands_otherwise_than_it_is_read_does_not_count(content: str) -> None:
    seen = inspect(made.pdf(content=OPEN + content))
    assert not found_in(seen.text, NUMBER)
    assert not found_in(seen.text, "522701199001011235")
    assert found_in(seen.text, "Wang Wu")
    assert seen.reading.left_out


HONEST = {
    "sign by sign": _signs(""),
    "up the page": _line("0 1 -1 0 300 300"),
    "down the page": _line("0 -1 1 0 300 600"),
    "slanted": _line("1 0 0.3 1 60 600"),
    "kerned": "BT 0 g /F1 12 Tf 60 600 Td [(52270)20(119960)-30(1011236)] TJ ET",
    "a flipped page": f"q 1 0 0 -1 0 792 cm {_line('1 0 0 -1 60 192')} Q",
}


@pytest.mark.parametrize("content", HONEST.values(), ids=HONEST.keys())
def test_honest_settings_count(content: str) -> None:
    seen = inspect(made.pdf(content=OPEN + content))
    assert found_in(seen.text, NUMBER)
    assert not seen.reading.left_out


def test_letters_out_of_order_do_not_count_either() -> None:
    """Their class of direction is L: not one of those that are written from the right."""
    seen = inspect(made.pdf(content=OPEN + _jumping("zhaoliuwen", "wenzhaoliu")))
    assert not found_in(seen.text, "zhaoliuwen")
    assert seen.reading.left_out


VEILS = {
    "a white square without looks": "/Subtype /Square /F 4 /Rect [50 595 460 615] /IC [1 1 1] /C [1 1 1]",
    "a highlight": "/Subtype /Highlight /F 4 /Rect [50 595 460 615] /C [0 0 0] "
    "/QuadPoints [50 615 460 615 50 595 460 595]",
    "a field with a ground": "/Subtype /Widget /FT /Tx /T (a) /F 4 /Rect [50 595 460 615] /MK << /BG [1 1 1] >>",
}


@pytest.mark.parametrize("looks", VEILS.values(), ids=VEILS.keys())
def test_what_a_viewer_draws_over_it_veils_it(looks: str) -> None:
    annotation = f"<< /Type /Annot {looks} >>"
    seen = inspect(made.pdf(annotation, page="/Annots [10 0 R]", content=OPEN + _line("1 0 0 1 60 600")))
    assert not found_in(seen.text, NUMBER)
    assert found_in(seen.text, "Wang Wu")


def test_a_link_veils_nothing() -> None:
    link = "<< /Type /Annot /Subtype /Link /Rect [50 595 460 615] /Border [0 0 0] >>"
    seen = inspect(made.pdf(link, page="/Annots [10 0 R]", content=OPEN + _line("1 0 0 1 60 600")))
    assert found_in(seen.text, NUMBER)
    assert not seen.reading.left_out


def test_what_an_annotation_says_in_a_layer_is_left_out() -> None:
    body = f"BT 0 g /F1 12 Tf 0 4 Td ({NUMBER}) Tj ET"
    looks = (
        f"<< /Type /XObject /Subtype /Form /BBox [0 0 400 20] /Resources << /Font << /F1 4 0 R >> >> "
        f"/Length {len(body)} >>\nstream\n{body}\nendstream"
    )
    note = "<< /Type /Annot /Subtype /Stamp /F 4 /OC 12 0 R /Rect [60 600 460 620] /AP << /N 11 0 R >> >>"
    seen = inspect(
        made.pdf(
            note,
            looks,
            "<< /Type /OCG /Name (more) >>",
            page="/Annots [10 0 R]",
            content=OPEN,
            catalog="/OCProperties << /OCGs [12 0 R] /D << /OFF [12 0 R] >> >>",
        )
    )
    assert not found_in(seen.text, NUMBER)
    assert seen.reading.left_out
