"""Seals in the pictures of a Word file, and those pictures made fit for showing.

Apart from the two Word readers because both hand their pictures here. A picture
says nothing about its size on paper, so a seal is looked for as if the picture
were a cut-out seal, a part of a page, or a whole scanned page.
"""

import base64
import io
import warnings
from collections.abc import Iterable
from typing import Final

import numpy as np
from PIL import Image

from desktop_admin.contract.files import RedSeal
from desktop_admin.papers.seals import look

#: The longest side of the picture on paper in millimetres: a seal alone, a strip of a page, an A4 scan.
_GUESSES: Final = (46.0, 105.0, 297.0)
_LOOK_PIXELS: Final = 700
_SHOW_PIXELS: Final = 1000
_MAX_PIXELS: Final = 50_000_000
_READABLE: Final = ("PNG", "JPEG", "BMP", "DIB", "GIF", "TIFF", "WEBP")
_PAGE_PIXELS: Final = 600


def red_seal(pictures: Iterable[bytes]) -> RedSeal:
    """Whether any of ``pictures`` (files: PNG, JPEG, …) shows a red seal.

    UNKNOWN if one cannot be read (EMF, damaged), looks doubtful, or is a grey scan of a page.
    """
    verdicts = [_picture_seal(picture) for picture in pictures]
    return next((kind for kind in (RedSeal.YES, RedSeal.UNKNOWN) if kind in verdicts), RedSeal.NO)


def _picture_seal(data: bytes) -> RedSeal:
    image = _opened(data, _LOOK_PIXELS)
    if image is None:
        return RedSeal.UNKNOWN
    pixels = np.asarray(image)
    longest, shortest = max(image.size), min(image.size)
    looks = [look(pixels, guess / longest) for guess in _GUESSES]
    if any(seen.seals for seen in looks):
        return RedSeal.YES
    page_like = longest >= _PAGE_PIXELS and 1.2 < longest / shortest < 1.7
    grey_page = page_like and not looks[0].coloured and not looks[0].blank
    return RedSeal.UNKNOWN if grey_page or looks[-1].doubtful else RedSeal.NO


def data_uri(data: bytes) -> str | None:
    """``data`` as a PNG data URI of at most 1000 pixels a side, or None where it cannot be read."""
    image = _opened(data, _SHOW_PIXELS)
    if image is None:
        return None
    target = io.BytesIO()
    image.save(target, "PNG")
    return "data:image/png;base64," + base64.b64encode(target.getvalue()).decode("ascii")


def _opened(data: bytes, longest: int) -> Image.Image | None:
    """The picture on white paper, in RGB, at most ``longest`` pixels a side."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image: Image.Image = Image.open(io.BytesIO(data), formats=_READABLE)
            if image.width * image.height > _MAX_PIXELS or min(image.size) < 1:
                return None
            image.draft("RGB", (longest, longest))
            image.thumbnail((longest, longest))
            if image.mode in {"RGBA", "LA", "PA", "P"} or "transparency" in image.info:
                whole = image.convert("RGBA")
                image = Image.new("RGB", whole.size, "white")
                image.paste(whole, mask=whole.getchannel("A"))
            return image.convert("RGB")
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        IndexError,
        KeyError,
        TypeError,
        OverflowError,
        Image.DecompressionBombError,
    ):
        return None
