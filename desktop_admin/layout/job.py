"""What the layout child does: HTML in, plain tuples of page pixels and boxes out. Never run in the window's process."""

import os
import sys
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from PySide6.QtGui import QFontDatabase, QGuiApplication, QImage

from desktop_admin.layout.document import SealedDocument, from_html, picture
from desktop_admin.layout.places import Place, Spot, every, places

#: Number (from 0), width, height, bytes of a row, pixels of 4 bytes (blue, green, red, 255).
Picture = tuple[int, int, int, int, bytes]
#: Pages in all, the pictures asked for, where the words stand.
Pages = tuple[int, tuple[Picture, ...], tuple[Place, ...]]


def lay_out(
    html: str,
    pictures: tuple[tuple[str, bytes], ...],
    texts: Sequence[tuple[str, str]],
    fonts: tuple[str, ...],
    first: int,
    count: int,
    width: int,
    most: int,
) -> Pages:
    """Pages ``first`` … ``first + count`` of ``html``, each ``width`` pixels across, and where ``texts`` stand.

    ``pictures``: what ``src`` names, as (name, file). ``texts``: (label, words), looked for letter by letter.
    ``fonts``: font files, the preferred first; only their faces are used, so every machine breaks lines alike.
    A document of more than ``most`` pages is counted, not drawn.
    """
    _application(str(Path(fonts[0]).parent) if fonts else "")
    document = _document(html, pictures, _families(fonts))
    total = document.pageCount()
    if total > most:
        return total, (), ()
    last = min(total, max(0, first) + max(0, count))
    drawn = tuple(_drawn(number, picture(document, number, width)) for number in range(max(0, first), last))
    return total, drawn, places(document, texts)


def stand(
    html: str, pictures: tuple[tuple[str, bytes], ...], fonts: tuple[str, ...], most: int
) -> tuple[tuple[str, tuple[Spot, ...]], ...]:
    """Where every word stands on the pages that :func:`lay_out` draws of the same; at most ``most`` words."""
    _application(str(Path(fonts[0]).parent) if fonts else "")
    return every(_document(html, pictures, _families(fonts)), most)


def _application(folder: str) -> QGuiApplication:
    """Qt without a display, made once in the life of the child."""
    there = QGuiApplication.instance()
    if isinstance(there, QGuiApplication):
        return there
    os.environ.pop("QT_QPA_PLATFORMTHEME", None)  # the desktop's theme would bring its own libraries along
    if sys.platform == "win32" and folder:
        os.environ.setdefault("QT_QPA_FONTDIR", folder)  # offscreen warns without a folder there
    return QGuiApplication(["kaowu-layout", "-platform", "offscreen"])


@lru_cache(maxsize=1)
def _families(fonts: tuple[str, ...]) -> tuple[str, ...]:
    """The faces in the files; a file that is missing or no font adds none (the system's face stands in)."""
    numbers = [QFontDatabase.addApplicationFont(name) for name in fonts if Path(name).is_file()]
    named = [
        face for number in numbers if number >= 0 for face in QFontDatabase.applicationFontFamilies(number)
    ]
    return tuple(dict.fromkeys(named))


@lru_cache(maxsize=1)
def _document(
    html: str, pictures: tuple[tuple[str, bytes], ...], families: tuple[str, ...]
) -> SealedDocument:
    """The last document stays: the pages of a long paper are asked for in several portions."""
    return from_html(html, dict(pictures), families)


def _drawn(number: int, image: QImage) -> Picture:
    return number, image.width(), image.height(), image.bytesPerLine(), bytes(image.constBits())
