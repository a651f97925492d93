"""Company seals as pictures: drawn once per company, used by every kind of paper."""

import io
import math
import zlib
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from desktop_admin.demo import ink

Colour = tuple[int, int, int]

SEAL_RED: Colour = (206, 38, 42)

#: A seal is drawn this large: 42 mm at 190 dots per inch.
PIXELS = 314


@dataclass(frozen=True)
class Glyph:
    """A character as pixels: its ink (``L``), where that stands from the pen on the baseline, the way to the next."""

    mask: Image.Image
    left: int
    top: int
    advance: float


class Typefaces:
    """The bundled fonts for pictures; a size is opened once, a character drawn once (hinting is what costs)."""

    def __init__(self, regular: Path, bold: Path) -> None:
        self._paths = {False: str(regular), True: str(bold)}
        self._open: dict[tuple[int, bool], ImageFont.FreeTypeFont] = {}
        self._glyphs: dict[tuple[int, bool, str], Glyph] = {}

    def at(self, pixels: float, *, bold: bool = False) -> ImageFont.FreeTypeFont:
        """The font at a size in pixels (rounded)."""
        key = (_whole(pixels), bold)
        if key not in self._open:
            self._open[key] = ImageFont.truetype(self._paths[bold], key[0])
        return self._open[key]

    def glyph(self, pixels: float, char: str, *, bold: bool = False) -> Glyph:
        """One character at a size in pixels (rounded)."""
        key = (_whole(pixels), bold, char)
        if key not in self._glyphs:
            face = self.at(pixels, bold=bold)
            left, top, right, bottom = (round(side) for side in face.getbbox(char, anchor="ls"))
            mask = Image.new("L", (max(1, right - left), max(1, bottom - top)), 0)
            ImageDraw.Draw(mask).text((-left, -top), char, font=face, fill=255, anchor="ls")
            self._glyphs[key] = Glyph(mask, left, top, float(face.getlength(char)))
        return self._glyphs[key]


def _whole(pixels: float) -> int:
    return max(4, round(pixels))


class Seals:
    """Seals by company name. Not for several threads at once."""

    def __init__(self, typefaces: Typefaces) -> None:
        self.typefaces = typefaces
        self._masks: dict[str, Image.Image] = {}
        self._packed: dict[str, bytes] = {}
        self._files: dict[str, bytes] = {}

    def mask(self, name: str, number: str) -> Image.Image:
        """An ``L`` picture of :data:`PIXELS` square: 255 where the ink is."""
        if name not in self._masks:
            self._masks[name] = _drawn(self.typefaces, PIXELS, name, number)
        return self._masks[name]

    def packed(self, name: str, number: str) -> bytes:
        """The mask's bytes, 88 % opaque where the ink is, compressed for a PDF."""
        if name not in self._packed:
            ink_mask = self.mask(name, number).point([round(value * 0.88) for value in range(256)])
            self._packed[name] = zlib.compress(ink_mask.tobytes())
        return self._packed[name]

    def png(self, name: str, number: str) -> bytes:
        """The seal on white as a PNG file whose natural size is 42 mm."""
        if name not in self._files:
            picture = Image.new("RGB", (PIXELS, PIXELS), "white")
            picture.paste(SEAL_RED, (0, 0), self.mask(name, number))
            out = io.BytesIO()
            dots = PIXELS / 42 * 25.4
            picture.quantize(32).save(out, "PNG", dpi=(dots, dots))
            self._files[name] = out.getvalue()
        return self._files[name]


def _drawn(faces: Typefaces, pixels: int, name: str, number: str) -> Image.Image:
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
    return mask.resize((pixels, pixels), Image.Resampling.BOX)
