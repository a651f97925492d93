"""Where the pages of a paper stand and how large they are; pure arithmetic in physical pixels.

Apart from the view so that zooming, turning and the place of a mark can be
tested without a screen. Physical pixels, because a picture shown 1:1 is crisp at
125 % and 150 % too, and a picture placed on a fraction of a pixel never is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPoint, QRect, QSize

from desktop_admin.contract.files import Box
from desktop_admin.views.papers.pages import A4_HEIGHT, A4_WIDTH
from desktop_admin.views.papers.reader import STEP, WIDEST, bucket

#: Logical pixels between pages and around them.
MARGIN = 16
#: The steps of + and −; a page 794 logical pixels wide is 100 %.
ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)


class Fit(StrEnum):
    """How the size of a page is chosen; ``NONE`` is a zoom of the person's own."""

    WIDTH = "width"
    PAGE = "page"
    NONE = "none"


@dataclass(frozen=True)
class Place:
    """Where every page stands (turned, in physical pixels) and the size of it all."""

    pages: tuple[QRect, ...]
    size: QSize

    def page_at(self, y: int) -> int:
        """The page at height ``y``, or the nearest above."""
        for number in range(len(self.pages) - 1, -1, -1):
            if self.pages[number].top() <= y:
                return number
        return 0


def page_width(fit: Fit, zoom: float, sizes: Sequence[QSize], room: QSize, turned: int, ratio: float) -> int:
    """Physical pixels across an unturned page.

    ``sizes`` are the pages' unturned sizes at one common width (empty: A4), ``room`` the free area,
    ``turned`` quarter turns, ``ratio`` physical pixels per logical pixel.
    """
    if fit is Fit.NONE:
        wanted = A4_WIDTH * zoom * ratio
        return max(STEP, min(WIDEST, round(wanted / STEP) * STEP))
    tallest = max((size.height() / size.width() for size in sizes), default=A4_HEIGHT / A4_WIDTH)
    margin = 2 * round(MARGIN * ratio)
    across, down = max(1, room.width() - margin), max(1, room.height() - margin)
    if turned % 2:
        width = across / tallest
        return bucket(width if fit is Fit.WIDTH else min(width, down))
    return bucket(across if fit is Fit.WIDTH else min(across, down / tallest))


def arrange(sizes: Sequence[QSize], width: int, room: QSize, turned: int, ratio: float) -> Place:
    """Pages one below the other, centred in ``room``."""
    gap = round(MARGIN * ratio)
    shown = []
    for size in sizes or (QSize(A4_WIDTH, A4_HEIGHT),):
        page = QSize(width, max(1, round(size.height() * width / size.width())))
        shown.append(page.transposed() if turned % 2 else page)
    whole = max(room.width(), max(page.width() for page in shown) + 2 * gap)
    rects, top = [], gap
    for page in shown:
        rects.append(QRect(QPoint((whole - page.width()) // 2, top), page))
        top += page.height() + gap
    return Place(tuple(rects), QSize(whole, top))


def turned_box(box: Box, turned: int) -> tuple[float, float, float, float]:
    """left, top, width, height of a mark on the page turned ``turned`` quarters clockwise."""
    left, top, width, height = box.left, box.top, box.width, box.height
    for _ in range(turned % 4):
        left, top, width, height = 1 - top - height, left, height, width
    return left, top, width, height


def next_zoom(now: float, direction: int) -> float:
    """The next step of + (1) or − (−1) from any zoom."""
    if direction > 0:
        return next((zoom for zoom in ZOOMS if zoom > now * 1.02), ZOOMS[-1])
    return next((zoom for zoom in reversed(ZOOMS) if zoom < now * 0.98), ZOOMS[0])
