"""Seals in the pictures of a Word file, and those pictures made fit for showing.

Apart from the two Word readers because both hand their pictures here. A picture
says nothing about its size on paper, so a seal is looked for as if the picture
were a cut-out seal, a part of a page, or a whole scanned page.
"""

import hashlib
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
#: Alpha below which one sees what is behind, and how much of a picture lying over text must be so clear.
_CLEAR: Final = 64
_CLEAR_SHARE: Final = 0.25
_PAGE_PIXELS: Final = 600
#: So many pictures of one file are shown at full size.
_FULL_SIZE: Final = 20
#: What Pillow raises for broken pictures of one kind or another.
_UNREADABLE: Final = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    OverflowError,
    Image.DecompressionBombError,
)


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
    doubtful = looks[-1].doubtful or any(seen.bare_ring for seen in looks)
    return RedSeal.UNKNOWN if grey_page or doubtful else RedSeal.NO


def hides(data: bytes) -> bool:
    """Whether a picture lying over text hides it: nearly nothing of it is transparent, or no reader knows it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image: Image.Image = Image.open(io.BytesIO(data), formats=_READABLE)
            if image.width * image.height > _MAX_PIXELS or min(image.size) < 1:
                return True
            if image.mode not in {"RGBA", "LA", "PA"} and "transparency" not in image.info:
                return True
            image.thumbnail((_LOOK_PIXELS, _LOOK_PIXELS))
            clear = np.asarray(image.convert("RGBA").getchannel("A")) < _CLEAR
    except _UNREADABLE:
        return True
    return bool(clear.mean() < _CLEAR_SHARE)


class Album:
    """Pictures made fit for showing, each kept once under a name; ``expected`` many of them share the room.

    ``files`` are PNG files by name, of at most 1000 pixels a side; twenty of those are 80 MB when drawn,
    so of more each is smaller.
    """

    def __init__(self, expected: int = 1) -> None:
        self.files: dict[str, bytes] = {}
        self._longest = int(_SHOW_PIXELS * min(1.0, (_FULL_SIZE / max(1, expected)) ** 0.5))
        self._names: dict[bytes, str] = {}

    def add(self, data: bytes) -> str:
        """The name of the picture in the file ``data``; '' where it cannot be read."""
        digest = hashlib.sha256(data).digest()
        if digest not in self._names:
            image = _opened(data, self._longest)
            self._names[digest] = f"picture-{len(self.files)}" if image is not None else ""
            if image is not None:
                target = io.BytesIO()
                image.save(target, "PNG")
                self.files[self._names[digest]] = target.getvalue()
        return self._names[digest]


def pixels(data: bytes) -> int:
    """How many pixels opening ``data`` would decode, read from its head: 0 for what is never decoded."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            width, height = Image.open(io.BytesIO(data), formats=_READABLE).size
    except _UNREADABLE:
        return 0
    return width * height if width * height <= _MAX_PIXELS else 0


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
    except _UNREADABLE:
        return None
