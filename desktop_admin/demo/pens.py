"""Two pens that draw the same page: on a PDF canvas, or into a picture.

All measures are points on an A4 page, origin top left, y down; text stands on its
baseline.  The page layouts know only :class:`Pen`.
"""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfbase import pdfmetrics

from desktop_admin.demo import ink
from desktop_admin.reports import fonts

Colour = tuple[int, int, int]
Point = tuple[float, float]

WIDTH, HEIGHT = 595.0, 842.0
BLACK: Colour = (24, 24, 28)
SEAL_RED: Colour = (206, 38, 42)
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

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas

    def width(self, text: str, size: float) -> float:
        """Width of regular text."""
        return float(pdfmetrics.stringWidth(text, fonts.REGULAR, size))

    def text(self, x: float, y: float, text: str, size: float, *, bold: bool = False) -> None:
        """Black text with its baseline at ``y``."""
        self._canvas.setFillColorRGB(*_unit(BLACK))
        self._canvas.setFont(fonts.BOLD if bold else fonts.REGULAR, size)
        self._canvas.drawString(x, HEIGHT - y, text)

    def line(self, points: Sequence[Point], width: float, colour: Colour = BLACK) -> None:
        """A polyline."""
        self._canvas.setStrokeColorRGB(*_unit(colour))
        self._canvas.setLineWidth(width)
        self._canvas.setLineCap(1)
        self._canvas.drawPath(self._path(points), stroke=1, fill=0)

    def fill(self, points: Sequence[Point], colour: Colour) -> None:
        """A filled polygon."""
        self._canvas.setFillColorRGB(*_unit(colour))
        path = self._path(points)
        path.close()
        self._canvas.drawPath(path, stroke=0, fill=1)

    def seal(self, x: float, y: float, radius: float, name: str, number: str, turn: float) -> None:
        """A red company seal, a little transparent as ink is."""
        canvas = self._canvas
        canvas.saveState()
        canvas.translate(x, HEIGHT - y)
        canvas.rotate(-turn)
        canvas.setStrokeColorRGB(*_unit(SEAL_RED))
        canvas.setFillColorRGB(*_unit(SEAL_RED))
        canvas.setFillAlpha(0.88)
        canvas.setStrokeAlpha(0.88)
        canvas.setLineWidth(radius * ink.RING)
        canvas.circle(0, 0, radius * (1 - ink.RING / 2), stroke=1, fill=0)
        path = canvas.beginPath()
        for number_of, (px, py) in enumerate(ink.star(radius * ink.STAR)):
            (path.lineTo if number_of else path.moveTo)(px, -py)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)
        for char in ink.seal_text(name, number):
            canvas.saveState()
            canvas.rotate(-char.angle)
            canvas.translate(0, char.radius * radius)
            if char.upright:
                canvas.rotate(180)
            size = char.size * radius
            canvas.setFont(fonts.REGULAR, size)
            canvas.drawCentredString(0, -size * 0.36, char.char)
            canvas.restoreState()
        canvas.restoreState()

    def _path(self, points: Sequence[Point]) -> Any:
        path = self._canvas.beginPath()
        path.moveTo(points[0][0], HEIGHT - points[0][1])
        for x, y in points[1:]:
            path.lineTo(x, HEIGHT - y)
        return path


class Typefaces:
    """The bundled fonts for pictures; a size is opened once."""

    def __init__(self, regular: Path, bold: Path) -> None:
        self._paths = {False: str(regular), True: str(bold)}
        self._open: dict[tuple[int, bool], ImageFont.FreeTypeFont] = {}

    def at(self, pixels: float, *, bold: bool = False) -> ImageFont.FreeTypeFont:
        """The font at a size in pixels (rounded)."""
        key = (max(4, round(pixels)), bold)
        if key not in self._open:
            self._open[key] = ImageFont.truetype(self._paths[bold], key[0])
        return self._open[key]


class ImagePen:
    """Draws into a Pillow picture at ``dpi``; ``image`` is the page when done."""

    def __init__(self, typefaces: Typefaces, dpi: int, paper: Colour) -> None:
        self._faces = typefaces
        self._scale = dpi / 72
        size = (round(WIDTH * self._scale), round(HEIGHT * self._scale))
        self.image = Image.new("RGB", size, paper)
        self._draw = ImageDraw.Draw(self.image)

    def width(self, text: str, size: float) -> float:
        """Width of regular text."""
        return float(self._faces.at(size * self._scale).getlength(text)) / self._scale

    def text(self, x: float, y: float, text: str, size: float, *, bold: bool = False) -> None:
        """Black text with its baseline at ``y``."""
        face = self._faces.at(size * self._scale, bold=bold)
        self._draw.text((x * self._scale, y * self._scale), text, font=face, fill=BLACK, anchor="ls")

    def line(self, points: Sequence[Point], width: float, colour: Colour = BLACK) -> None:
        """A polyline."""
        self._draw.line(self._scaled(points), fill=colour, width=max(1, round(width * self._scale)))

    def fill(self, points: Sequence[Point], colour: Colour) -> None:
        """A filled polygon."""
        self._draw.polygon(self._scaled(points), fill=colour)

    def seal(self, x: float, y: float, radius: float, name: str, number: str, turn: float) -> None:
        """A red company seal, pressed over what is already there."""
        mask = seal_mask(self._faces, round(radius * 2 * self._scale), name, number, turn)
        ink_on_paper = mask.point([round(value * 0.85) for value in range(256)])
        corner = (round((x - radius) * self._scale), round((y - radius) * self._scale))
        self.image.paste(SEAL_RED, corner, ink_on_paper)

    def _scaled(self, points: Sequence[Point]) -> list[Point]:
        return [(x * self._scale, y * self._scale) for x, y in points]


def seal_mask(faces: Typefaces, pixels: int, name: str, number: str, turn: float) -> Image.Image:
    """A seal as an ``L`` picture of ``pixels`` square: 255 where the ink is."""
    side = pixels * 2
    radius = side / 2
    mask = Image.new("L", (side, side), 0)
    draw = ImageDraw.Draw(mask)
    draw.ellipse((0, 0, side - 1, side - 1), outline=255, width=max(2, round(radius * ink.RING)))
    draw.polygon([(radius + x, radius + y) for x, y in ink.star(radius * ink.STAR)], fill=255)
    for char in ink.seal_text(name, number):
        face = faces.at(char.size * radius)
        cell = round(char.size * radius * 1.5)
        glyph = Image.new("L", (cell, cell), 0)
        ImageDraw.Draw(glyph).text((cell / 2, cell / 2), char.char, font=face, fill=255, anchor="mm")
        glyph = glyph.rotate(-char.angle + (180 if char.upright else 0), Image.Resampling.BILINEAR)
        angle = math.radians(char.angle)
        reach = char.radius * radius
        centre = (radius + reach * math.sin(angle), radius - reach * math.cos(angle))
        mask.paste(255, (round(centre[0] - cell / 2), round(centre[1] - cell / 2)), glyph)
    return mask.rotate(-turn, Image.Resampling.BILINEAR).resize((pixels, pixels), Image.Resampling.BOX)


def wrapped(pen: Pen, text: str, size: float, width: float, first: float = 0.0) -> list[str]:
    """Break Chinese text into lines of at most ``width``; the first line is shorter by ``first``.

    A run of digits and letters is kept together, closing punctuation never starts a line.
    """
    lines: list[str] = []
    line, room = "", width - first
    for word in _words(text):
        if line and pen.width(line + word, size) > room and word not in "，。；：、）”":
            lines.append(line)
            line, room = "", width
        line += word
    return [*lines, line]


def _words(text: str) -> list[str]:
    words: list[str] = []
    for char in text:
        if words and char.isascii() and char.isalnum() and words[-1][-1].isascii() and words[-1][-1].isalnum():
            words[-1] += char
        else:
            words.append(char)
    return words


def _unit(colour: Colour) -> tuple[float, float, float]:
    return colour[0] / 255, colour[1] / 255, colour[2] / 255
