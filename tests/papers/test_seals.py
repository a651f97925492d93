"""What is taken for a red seal, and what is not."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from desktop_admin.contract.files import RedSeal
from desktop_admin.papers.inspect import inspect
from desktop_admin.papers.pictures import red_seal
from desktop_admin.papers.seals import look
from tests.papers import made

MM = 25.4 / 110


@pytest.mark.parametrize(
    "image",
    [
        made.stamp(made.paper()),
        made.stamp(made.paper(), mm=30),
        made.stamp(made.paper(), mm=45, squeeze=0.67),
        made.stamp(made.paper(), colour=(235, 160, 165)),
        made.stamp(made.paper((251, 248, 243)), colour=(200, 60, 90)),
        made.stamp(made.paper(), at=(400, 300)),
        made.stamp(made.paper()).rotate(7, fillcolor="white"),
        made.stamp(made.paper()).filter(ImageFilter.GaussianBlur(1.5)),
    ],
    ids=["plain", "small", "oval", "pale", "purplish on tinted paper", "over writing", "askew", "blurred"],
)
def test_a_seal_is_seen(image: Image.Image) -> None:
    seen = look(made.pixels(image), MM)
    assert len(seen.seals) == 1
    assert inspect(made.picture_pdf(image)).facts.red_seal is RedSeal.YES


def test_its_box_stands_around_it() -> None:
    (seal,) = look(made.pixels(made.stamp(made.paper(), at=(600, 900), mm=40)), MM).seals
    radius = 20 / MM
    assert seal.left * 910 == pytest.approx(600 - radius, abs=8)
    assert seal.top * 1286 == pytest.approx(900 - radius, abs=8)
    assert seal.width * 910 == pytest.approx(2 * radius, abs=14)


def test_two_seals_are_two() -> None:
    image = made.stamp(made.stamp(made.paper()), at=(250, 400))
    assert len(look(made.pixels(image), MM).seals) == 2


def _with(draw_red: str) -> Image.Image:
    image = made.paper((251, 248, 243))
    draw = ImageDraw.Draw(image)
    red = (210, 30, 30)
    if draw_red == "heading":
        for at in range(150, 750, 40):
            draw.rectangle((at, 60, at + 28, 90), outline=red, width=4)
    elif draw_red == "photo background":
        draw.rectangle((650, 200, 758, 351), fill=red)
        draw.ellipse((675, 240, 733, 340), fill=(225, 190, 170))
    elif draw_red == "line":
        draw.line((80, 100, 830, 100), fill=red, width=4)
    elif draw_red == "specks":
        for at in range(60):
            draw.point(((at * 97) % 900, (at * 241) % 1280), fill=red)
    elif draw_red == "signature":
        draw.arc((300, 900, 460, 940), 0, 300, fill=red, width=3)
    return image


@pytest.mark.parametrize("what", ["heading", "photo background", "line", "specks", "signature", "nothing"])
def test_other_red_things_are_no_seal(what: str) -> None:
    facts = inspect(made.picture_pdf(_with(what))).facts
    assert facts.acceptable
    assert facts.red_seal is RedSeal.NO


def test_a_square_or_half_seal_is_neither_yes_nor_no() -> None:
    square = made.paper((251, 248, 243))
    ImageDraw.Draw(square).rectangle((600, 900, 690, 990), outline=(210, 30, 30), width=6)
    ImageDraw.Draw(square).line((645, 900, 645, 990), fill=(210, 30, 30), width=6)
    half = made.stamp(made.paper((251, 248, 243)))
    half.paste((251, 248, 243), (600, 0, 910, 1286))
    for image in (square, half):
        assert inspect(made.picture_pdf(image)).facts.red_seal is not RedSeal.YES
    assert inspect(made.picture_pdf(square)).facts.red_seal is RedSeal.UNKNOWN


def _ring(inside: str, mm: float) -> Image.Image:
    """A red ring as anybody can draw it."""
    image = made.paper((251, 248, 243))
    draw = ImageDraw.Draw(image)
    red, radius = (210, 30, 30), mm / MM / 2

    def circle(share: float, line: int, *, at: complex = 0, fill: bool = False) -> None:
        x, y, size = 600 + at.real, 900 + at.imag, radius * share
        box = (x - size, y - size, x + size, y + size)
        draw.ellipse(box, outline=red, width=line, fill=red if fill else None)

    circle(1, 6)
    if "star" in inside:
        draw.regular_polygon((600, 900, radius * 0.28), 5, fill=red)
    if "cross" in inside:
        draw.line((600 - radius, 900, 600 + radius, 900), fill=red, width=5)
        draw.line((600, 900 - radius, 600, 900 + radius), fill=red, width=5)
    for word, share, line in (("second ring", 0.9, 2), ("inner ring", 0.7, 4), ("third ring", 0.62, 3)):
        if word in inside:
            circle(share, line)
    for count in (4, 5):
        if f"{count} dots" in inside:
            for turn in range(count):
                circle(0.09, 1, at=radius * 0.72 * np.exp(2j * np.pi * (turn + 0.5) / count), fill=True)
    return image


@pytest.mark.parametrize("mm", [30, 40, 45])
@pytest.mark.parametrize("change", ["sharp", "blurred", "askew"])
@pytest.mark.parametrize(
    "inside",
    ["", "star", "4 dots", "star, 4 dots", "star, 5 dots", "star, second ring", "star, inner ring", "star, inner ring, third ring",
     "cross", "star, second ring, 4 dots"],
)  # fmt: skip
def test_a_ring_without_writing_is_no_seal(inside: str, change: str, mm: float) -> None:
    image = _ring(inside, mm)
    if change == "blurred":
        image = image.filter(ImageFilter.GaussianBlur(1.2))
    if change == "askew":
        image = image.rotate(5, fillcolor=(251, 248, 243), resample=Image.Resampling.BICUBIC)
    facts = inspect(made.picture_pdf(image)).facts
    assert facts.red_seal is RedSeal.UNKNOWN
    assert not facts.seals


@pytest.mark.parametrize("inside", ["star", "star, 4 dots"])
def test_nor_in_a_word_file(inside: str) -> None:
    ring = _ring(inside, 40).crop((505, 805, 695, 995))
    assert red_seal([made.png(ring)]) is RedSeal.UNKNOWN


@pytest.mark.parametrize("turn", range(0, 360, 24))
def test_a_seal_is_one_however_it_is_turned(turn: int) -> None:
    image = made.stamp(made.paper(), at=(455, 643)).rotate(turn, fillcolor="white")
    assert len(look(made.pixels(image)[::2, ::2], 2 * MM).seals) == 1


@pytest.mark.parametrize("mode", ["L", "1"])
def test_a_grey_scan_leaves_it_open(mode: str) -> None:
    image = made.stamp(made.paper()).convert(mode)
    facts = inspect(made.picture_pdf(image)).facts
    assert facts.red_seal is RedSeal.UNKNOWN
    assert not facts.has_text


def test_word_pictures() -> None:
    seal = made.stamp(made.paper()).crop((500, 800, 700, 1000))
    assert red_seal([made.png(seal)]) is RedSeal.YES
    assert red_seal([made.png(made.stamp(made.paper()))]) is RedSeal.YES
    assert red_seal([made.png(made.paper((251, 248, 243)))]) is RedSeal.NO
    assert red_seal([made.png(made.stamp(made.paper()).convert("L"))]) is RedSeal.UNKNOWN
    assert red_seal([b"not a picture"]) is RedSeal.UNKNOWN
    assert red_seal([]) is RedSeal.NO


def test_a_seal_on_transparent_ground() -> None:
    seal = made.stamp(made.paper()).crop((500, 800, 700, 1000)).convert("RGBA")
    values = np.array(seal)
    values[(values[:, :, :3] > 240).all(axis=2)] = 0
    assert red_seal([made.png(Image.fromarray(values))]) is RedSeal.YES


def test_a_grey_scan_in_strips_leaves_it_open() -> None:
    page = made.stamp(made.paper()).convert("L")
    strips = [page.crop((0, top, 910, top + 322)) for top in (0, 322, 643, 964)]
    assert inspect(made.strips_pdf(strips)).facts.red_seal is RedSeal.UNKNOWN
    assert inspect(made.strips_pdf([made.paper().convert("L")], made.TEXT)).facts.red_seal is RedSeal.UNKNOWN


def test_a_text_page_with_a_small_grey_photo_says_no() -> None:
    photo = made.paper().convert("L").crop((0, 0, 100, 140))
    assert inspect(made.strips_pdf([photo], made.TEXT, width=80)).facts.red_seal is RedSeal.NO
