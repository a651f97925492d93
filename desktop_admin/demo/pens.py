"""Two pens that draw the same page: on a PDF canvas, or into a picture.

All measures are points on an A4 page, origin top left, y down; text stands on its
baseline.  The page layouts know only :class:`Pen`.
"""

from collections.abc import Sequence
from typing import Any, Protocol

from PIL import Image, ImageDraw
from reportlab.pdfbase import pdfdoc, pdfmetrics

from desktop_admin.demo.seals import PIXELS, SEAL_RED, Colour, Seals
from desktop_admin.reports import fonts

Point = tuple[float, float]

WIDTH, HEIGHT = 595.0, 842.0
BLACK: Colour = (24, 24, 28)
PEN_BLUE: Colour = (28, 40, 96)


class Pen(Protocol):
    """What a page needs to be drawn."""

    def width(self, text: str, size: float) -> float:
        """Width of regular text."""
        ...

    def text(self, x: float, y: float, text: str, size: float, *, bold: bool = False) -> None:
        """Black text with its baseline at ``y``."""
        ...

    def line(self, points: Sequence[Point], width: float, colour: Colour = BLACK) -> None:
        """A polyline."""
        ...

    def fill(self, points: Sequence[Point], colour: Colour) -> None:
        """A filled polygon."""
        ...

    def seal(self, x: float, y: float, radius: float, name: str, number: str, turn: float) -> None:
        """A red company seal around (x, y), turned clockwise by ``turn`` degrees."""
        ...


class CanvasPen:
    """Draws on a reportlab canvas; the fonts must be registered (reports.fonts)."""

    def __init__(self, canvas: Any, seals: Seals) -> None:
        self._canvas = canvas
        self._seals = seals

    def width(self, text: str, size: float) -> float:
        """Width of regular text."""
        return float(pdfmetrics.stringWidth(text, fonts.REGULAR, size))

    def text(self, x: float, y: float, text: str, size: float, *, bold: bool = False) -> None:
        """Black text with its baseline at ``y``."""
        self._write(f"{_rgb(BLACK)} rg")
        self._canvas.setFont(fonts.BOLD if bold else fonts.REGULAR, size)
        self._canvas.drawString(x, HEIGHT - y, text)

    def line(self, points: Sequence[Point], width: float, colour: Colour = BLACK) -> None:
        """A polyline."""
        self._write(f"{_rgb(colour)} RG {width:.2f} w 1 J {_path(points)} S")

    def fill(self, points: Sequence[Point], colour: Colour) -> None:
        """A filled polygon."""
        self._write(f"{_rgb(colour)} rg {_path(points)} h f")

    def _write(self, operators: str) -> None:
        # Straight into the page: reportlab's own path objects format every number in slow Python.
        self._canvas._code.append(operators)  # noqa: SLF001

    def seal(self, x: float, y: float, radius: float, name: str, number: str, turn: float) -> None:
        """A red company seal: a picture, so that its characters do not mix into the page's text."""
        canvas, key = self._canvas, f"seal-{number}"
        if not canvas.hasForm(key):
            self._embed_seal(key, name, number)
        canvas.saveState()
        canvas.translate(x, HEIGHT - y)
        canvas.rotate(-turn)
        canvas.scale(2 * radius, 2 * radius)
        canvas.translate(-0.5, -0.5)
        canvas.doForm(key)
        canvas.restoreState()

    def _embed_seal(self, key: str, name: str, number: str) -> None:
        """One red dot stretched over the seal, seen through its mask.

        Written as PDF objects because ``drawImage`` would compress the same picture anew for every paper.
        """
        document = self._canvas._doc  # noqa: SLF001
        mask = pdfdoc.PDFStream(
            pdfdoc.PDFDictionary(
                _picture_entries(PIXELS, "DeviceGray") | {"Filter": pdfdoc.PDFName("FlateDecode")}
            ),
            self._seals.packed(name, number),
        )
        dot = pdfdoc.PDFStream(
            pdfdoc.PDFDictionary(_picture_entries(1, "DeviceRGB")), bytes(SEAL_RED), filters=[]
        )
        dot.dictionary["SMask"] = document.Reference(mask, f"{key}-mask")
        document.Reference(dot, document.getXObjectName(key))


class ImagePen:
    """Draws into a Pillow picture at ``dpi``, in colour or grey; ``image`` is the page when done."""

    def __init__(self, seals: Seals, dpi: int, paper: Colour, *, grey: bool = False) -> None:
        self._faces = seals.typefaces
        self._seals = seals
        self._scale = dpi / 72
        self._grey = grey
        size = (round(WIDTH * self._scale), round(HEIGHT * self._scale))
        self.image = Image.new("L" if grey else "RGB", size, self._tone(paper))
        self._draw = ImageDraw.Draw(self.image)

    def width(self, text: str, size: float) -> float:
        """Width of regular text."""
        pixels = size * self._scale
        return sum(self._faces.glyph(pixels, char).advance for char in text) / self._scale

    def text(self, x: float, y: float, text: str, size: float, *, bold: bool = False) -> None:
        """Black text with its baseline at ``y``."""
        pixels, black = size * self._scale, self._tone(BLACK)
        left, base = x * self._scale, round(y * self._scale)
        for char in text:
            glyph = self._faces.glyph(pixels, char, bold=bold)
            self.image.paste(black, (round(left) + glyph.left, base + glyph.top), glyph.mask)
            left += glyph.advance

    def line(self, points: Sequence[Point], width: float, colour: Colour = BLACK) -> None:
        """A polyline."""
        self._draw.line(
            self._scaled(points), fill=self._tone(colour), width=max(1, round(width * self._scale))
        )

    def fill(self, points: Sequence[Point], colour: Colour) -> None:
        """A filled polygon."""
        self._draw.polygon(self._scaled(points), fill=self._tone(colour))

    def seal(self, x: float, y: float, radius: float, name: str, number: str, turn: float) -> None:
        """A red company seal, pressed over what is already there."""
        pixels = round(radius * 2 * self._scale)
        mask = (
            self._seals.mask(name, number).rotate(-turn, Image.Resampling.BILINEAR).resize((pixels, pixels))
        )
        ink_on_paper = mask.point([round(value * 0.88) for value in range(256)])
        corner = (round((x - radius) * self._scale), round((y - radius) * self._scale))
        self.image.paste(self._tone(SEAL_RED), corner, ink_on_paper)

    def _tone(self, colour: Colour) -> Colour | int:
        red, green, blue = colour
        # as Pillow converts (ITU-R 601-2)
        return round(0.299 * red + 0.587 * green + 0.114 * blue) if self._grey else colour

    def _scaled(self, points: Sequence[Point]) -> list[Point]:
        return [(x * self._scale, y * self._scale) for x, y in points]


def wrapped(pen: Pen, text: str, size: float, width: float, first: float = 0.0) -> list[str]:
    """Break Chinese text into lines of at most ``width``; the first line is shorter by ``first``.

    A run of digits and letters is kept together, closing punctuation never starts a line.
    """
    lines: list[str] = []
    line, used, room = "", 0.0, width - first
    for word in _words(text):
        wide = pen.width(word, size)
        if line and used + wide > room and word not in "，。；：、）”":
            lines.append(line)
            line, used, room = "", 0.0, width
        line, used = line + word, used + wide
    return [*lines, line]


def _words(text: str) -> list[str]:
    words: list[str] = []
    for char in text:
        if (
            words
            and char.isascii()
            and char.isalnum()
            and words[-1][-1].isascii()
            and words[-1][-1].isalnum()
        ):
            words[-1] += char
        else:
            words.append(char)
    return words


def _picture_entries(side: int, space: str) -> dict[str, Any]:
    return {
        "Type": pdfdoc.PDFName("XObject"),
        "Subtype": pdfdoc.PDFName("Image"),
        "Width": side,
        "Height": side,
        "ColorSpace": pdfdoc.PDFName(space),
        "BitsPerComponent": 8,
    }


def _rgb(colour: Colour) -> str:
    return " ".join(f"{part / 255:.3f}" for part in colour)


def _path(points: Sequence[Point]) -> str:
    """PDF operators of a polyline; PDF counts y upwards."""
    steps = " l ".join(f"{x:.2f} {HEIGHT - y:.2f}" for x, y in points[1:])
    return f"{points[0][0]:.2f} {HEIGHT - points[0][1]:.2f} m {steps} l"
