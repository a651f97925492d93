"""Strokes that make another digit of a digit: doubted. Tables, boxes, underlines, seals, marks: not."""

import time

import numpy as np
import pytest

from desktop_admin.papers.found import found_in
from desktop_admin.papers.inspect import inspect
from desktop_admin.papers.pdf_strokes import struck
from tests.papers import made

OPEN = "BT 0 g /F1 12 Tf 60 700 Td (This letter is about Wang Wu, and all of it is true) Tj ET "
NUMBER = "522701199601011236"
DIGIT = 6.672
"""Width of a digit of Helvetica at 12 points."""
LINE = f"BT 0 g /F1 12 Tf 60 600 Td ({NUMBER}) Tj ET "
RESOURCES = "/Resources << /Font << /F1 4 0 R >> /XObject << /P 10 0 R /W 11 0 R /X 12 0 R >> /ExtGState << /M << /BM /Multiply >> >> >>"


def _x(place: int) -> float:
    """The left edge of that digit."""
    return 60 + DIGIT * place


def _picture() -> str:
    """A black square of 2 × 2 pixels, the left half of an 8 at best."""
    return (
        "<< /Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8 "
        "/Filter /ASCIIHexDecode /Length 9 >>\nstream\n00000000>\nendstream"
    )


def _paper(content: str) -> bytes:
    shape = f"1 g {60 + DIGIT * 9} 600.5 2 3.5 re f"
    form = f"<< /Type /XObject /Subtype /Form /BBox [0 0 612 792] /Length {len(shape)} >>\nstream\n{shape}\nendstream"
    white = _picture().replace("00000000", "FFFFFFFF")
    return made.pdf(_picture(), white, form, page=RESOURCES, content=f"{content} {OPEN}")


def _arcs(x: float, colour: str = "0 G") -> str:
    """The two strokes that a 3 lacks to be an 8."""
    return (
        f"q {colour} 1.1 w {x + 1.6} 604.7 m {x + 0.4} 605.2 {x + 0.4} 607.5 {x + 1.8} 608.2 c S "
        f"{x + 1.6} 604.7 m {x + 0.1} 604 {x + 0.1} 601 {x + 1.2} 600.4 c S Q "
    )


def _grid(width: float, low: float, high: float, line: float = 0.5) -> str:
    """A row of 18 cells and rows above and below it."""
    across = "".join(f"40 {y} m {40 + 20 * width} {y} l S " for y in (low - 20, low, high, high + 20))
    down = "".join(f"{58 + width * at:.2f} {low} m {58 + width * at:.2f} {high} l S " for at in range(19))
    return f"q {line} w {across} {down} Q "


def _spaced(width: float) -> str:
    return "".join(f"BT 0 g /F1 12 Tf {61 + width * at:.2f} 600 Td ({sign}) Tj ET " for at, sign in enumerate(NUMBER))  # fmt: skip


ONE, THREE, SIX, ZERO = 5, 16, 9, 4
STRUCK = {
    "3 to 8 by two arcs": LINE + _arcs(_x(THREE)),
    "3 to 8, drawn before": _arcs(_x(THREE)) + LINE,
    "3 to 8 in dark grey": LINE + _arcs(_x(THREE), "0.25 G"),
    "3 to 8 in navy": LINE + _arcs(_x(THREE), "0 0 0.4 RG"),
    "1 to 7": LINE + f"q 1 w {_x(ONE) + 0.5} 608.2 m {_x(ONE) + 3.4} 608.2 l S Q",
    "1 to 4": LINE + f"q 1 w {_x(ONE) + 3} 608.4 m {_x(ONE) + 0.2} 603 l {_x(ONE) + 5.6} 603 l S Q",
    "0 to 6 by a bow": LINE + f"q 1 w {_x(ZERO) + 1} 603.6 m {_x(ZERO) + 2} 605.6 {_x(ZERO) + 4} 605.6 {_x(ZERO) + 5.4} 603.6 c S Q",
    "0 to 8 by a bar": LINE + f"q 1 w {_x(ZERO) + 1} 604.4 m {_x(ZERO) + 5.6} 604.4 l S Q",
    "6 to 8": LINE + f"q 1 w {_x(SIX) + 4.8} 607 m {_x(SIX) + 5.8} 606 {_x(SIX) + 5} 604.5 {_x(SIX) + 4} 604.5 c S Q",
    "a filled shape": LINE + f"q 0 g {_x(THREE) + 0.3} 600.6 1.2 7 re f Q",
    "a picture": LINE + f"q 1.3 0 0 7 {_x(THREE) + 0.2} 600.6 cm /P Do Q",
    "white on black": "q 0 g 50 590 300 30 re f Q " + LINE.replace("0 g", "1 g") + _arcs(_x(THREE), "1 G"),
    "by another text": LINE + f"BT 0 g /F1 12 Tf {_x(THREE) - 0.6} 600.9 Td (c) Tj ET",
    "large": "BT 0 g /F1 30 Tf 60 600 Td (522701199601011236) Tj ET "
    + f"q 2.6 w {60 + 16.68 * ONE + 1.5} 620.4 m {60 + 16.68 * ONE + 8.6} 620.4 l S Q",
    "small": "BT 0 g /F1 7 Tf 60 600 Td (522701199601011236) Tj ET "
    + f"q 0.7 w {60 + 3.892 * ONE + 0.3} 604.8 m {60 + 3.892 * ONE + 2} 604.8 l S Q",
    "over a watermark": "q 0.85 g BT 0.7 0.7 -0.7 0.7 60 500 Tm /F1 90 Tf (DRAFT) Tj ET Q " + LINE + _arcs(_x(THREE)),
    "a digit drawn between two": _spaced(20) + "q 1 w 92 600 m 92 608.6 l S 90 600 m 94 600 l S Q",
    "a stroke between two": _spaced(20) + "q 1.1 w 93 600 m 93 608.6 l S Q",
    "underlined": LINE + f"q 0.6 w 60 598.4 m {_x(18)} 598.4 l S Q" + _arcs(_x(THREE)),
    "in a box": LINE + "q 0.5 w 55 595 140 18 re S Q" + _arcs(_x(THREE)),
}  # fmt: skip
ERASED = {
    "8 to 3 by white strokes": LINE.replace("522701199601011236", "522701199601011286")
    + "".join(f"q 1 G 1.6 w {60 + DIGIT * 16 + 0.6} {y} m {60 + DIGIT * 16 + 0.6} {y + 2.6} l S Q " for y in (600.9, 605)),
    "by a white shape": LINE + f"q 1 g {60 + DIGIT * SIX} 600.5 2 3.5 re f Q",
    "by a small white picture": LINE + f"q 2 0 0 3.5 {60 + DIGIT * SIX} 600.5 cm /W Do Q",
    "on a grey ground": "q 0.8 g 50 590 300 30 re f Q " + LINE + f"q 0.8 g {60 + DIGIT * SIX} 600.5 2 3.5 re f Q",
    "in a form": LINE + "/X Do",
}  # fmt: skip


@pytest.mark.parametrize("content", ERASED.values(), ids=ERASED.keys())
def test_a_digit_of_which_a_part_is_painted_over_does_not_count(content: str) -> None:
    seen = inspect(_paper(content))
    assert not any(number in "".join(seen.reading.numbers) for number in (NUMBER, "522701199601011286"))
    assert seen.reading.left_out
    assert found_in(seen.text, "Wang Wu")


@pytest.mark.parametrize("content", STRUCK.values(), ids=STRUCK.keys())
def test_a_digit_with_strokes_of_its_colour_does_not_count(content: str) -> None:
    seen = inspect(_paper(content))
    assert not found_in(seen.text, NUMBER)
    assert seen.reading.left_out
    assert found_in(seen.text, "Wang Wu")


HONEST = {
    "a table": LINE + "q 0.5 w 40 580 300 40 re S 40 595 m 340 595 l S 56 580 m 56 620 l S Q",
    "a narrow cell": LINE + f"q 0.5 w 58 597.6 {18 * DIGIT + 4} 13 re S Q",
    "a narrow cell of thick lines": LINE + f"q 1.5 w 57 597 {18 * DIGIT + 6} 14.4 re S Q",
    "a cell's corner close to it": LINE + "q 0.7 w 58.6 640 m 58.6 598.6 l 300 598.6 l S Q",
    "one digit to a box": _spaced(13) + _grid(13, 596.5, 611.5),
    "one digit to a narrow box": _spaced(10) + _grid(10, 597.5, 611),
    "underlined": LINE + f"q 0.6 w 60 598.4 m {_x(18)} 598.4 l S Q",
    "underlined close": LINE + f"q 0.6 w 60 599.4 m {_x(18)} 599.4 l S Q",
    "underlined thick": LINE + f"q 1.5 w 60 598 m {_x(18)} 598 l S Q",
    "on a dotted line": LINE + "q 0.6 w [1 1.5] 0 d 50 598.4 m 240 598.4 l S Q",
    "on a dashed line": LINE + "q 0.6 w [3 2] 0 d 50 598.4 m 240 598.4 l S Q",
    "on a line of low strokes": "BT 0 g /F1 12 Tf 60 600 Td (____________________) Tj ET " + LINE,
    "marked with yellow": "q 1 1 0 rg 58 597 130 13 re f Q " + LINE,
    "marked, multiplied": LINE + "q /M gs 1 1 0.2 rg 58 597 130 13 re f Q ",
    "in a grey bar": "q 0.8 g 59.5 599 122 10 re f Q " + LINE,
    "white in a black bar": "q 0 g 58 598 126 12.4 re f Q " + LINE.replace("0 g", "1 g"),
    "under a red seal": LINE + "q /M gs 0.84 0.16 0.16 RG 3 w 100 580 m 100 640 l S 90 604 m 130 612 l S 140 603 20 8 re S Q ",
    "under a blue stamp": LINE + "q /M gs 0.1 0.2 0.8 RG 2 w 100 590 m 130 612 l S 140 603 20 8 re S Q ",
    "a white shape beside it": LINE + "q 1 g 40 597 19 14 re f 182 597 40 14 re f Q",
    "a white frame round the page": LINE + "q 1 G 4 w 20 20 572 752 re S Q",
    "marked after it, multiplied, in a form": LINE + "q /M gs 0.9 1 0.9 rg 58 597 130 13 re f Q ",
    "on long dashes": LINE + "q 0.6 w [6 4] 0 d 50 598.4 m 240 598.4 l S Q",
    "slanted, sign by sign": "".join(
        f"BT 0 g /F1 12 Tf 1 0 0.35 1 {60 + 5.6 * at:.2f} 600 Tm ({sign}) Tj ET " for at, sign in enumerate(NUMBER)
    ),
    "over a red seal": "q 0.84 0.16 0.16 RG 3 w 100 580 m 100 640 l S 90 604 m 130 612 l S Q " + LINE,
    "over a watermark": "q 0.85 g BT 0.7 0.7 -0.7 0.7 60 500 Tm /F1 90 Tf (DRAFT) Tj ET Q " + LINE,
    "struck by a long line": LINE + "q 0.5 w 50 604 m 260 604 l S Q",
    "a box to tick before it": LINE + "q 0.7 w 46 600 8.5 8.5 re S Q",
    "a thick rule far above": LINE + "q 3 w 40 614 m 300 614 l S Q",
    "outlined": LINE.replace("0 g", "0 G 1 Tr 0.4 w"),
    "bold by drawing twice": LINE + LINE.replace("60 600", "60.4 600"),
}  # fmt: skip


@pytest.mark.parametrize("content", HONEST.values(), ids=HONEST.keys())
def test_what_stands_round_an_honest_number_does_not_matter(content: str) -> None:
    seen = inspect(_paper(content))
    assert found_in(seen.text, NUMBER)
    assert not seen.reading.left_out
    assert seen.reading.hidden == ()


def test_looking_for_strokes_takes_time_by_the_number_of_signs() -> None:
    picture = np.zeros((200, 200, 4), np.uint8)
    bare = np.random.default_rng(0).integers(0, 255, picture.shape, np.uint8)
    changed = np.ones((200, 200), np.bool_)

    def cost(count: int) -> float:
        place = np.arange(count, dtype=np.float64)[:, None] % 150
        boxes = np.concatenate([place, place, place + 9, place + 13], axis=1)
        began = time.process_time()
        struck(picture, bare, changed, boxes, np.full((count, 2), 4.0), np.zeros(count, np.bool_))
        return time.process_time() - began

    pairs = [(cost(500), cost(2000)) for _ in range(2)]
    less, more = map(min, zip(*pairs, strict=True))
    assert more < 9 * less
