"""The pages of a PDF through pdfium: text with the place of every sign, and pictures.

Apart from the verdict (:mod:`inspect`) and from the pictures for a view
(:mod:`rendering`), which both read pages through here. Text is always read with
the page's own /Rotate taken off (pdfium orders the lines of a turned page
wrongly) and mapped to the page as displayed afterwards.
"""

import ctypes
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from typing import Any, Final

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from desktop_admin.contract.files import Box
from desktop_admin.papers.boxes import lines_of
from desktop_admin.papers.found import stands
from desktop_admin.papers.pages import Place
from desktop_admin.papers.pdf_annotations import Annotations, draw_in
from desktop_admin.papers.pdf_doubts import Doubts
from desktop_admin.papers.pdf_look import Boxes, without
from desktop_admin.papers.pdf_sight import PageSight, sight
from desktop_admin.papers.pdf_signs import MOST_SIGNS, Drawing, Signs, bounds, drawing, of_page, read_signs

#: No picture has more pixels than this, however large the page says it is (14,400 pt square is legal).
MAX_PIXELS: Final = 12_000_000
#: Pages are looked at this close: a seal's outline is then 5 pixels wide, writing of 3 points 4 tall.
CHECK_DPI: Final = 110.0
#: Pages beyond A3 more coarsely, so that sixty enormous ones can be looked at in time.
_CHECK_PIXELS: Final = 4_000_000
MM_PER_POINT: Final = 25.4 / 72
_PASSWORD: Final = 4
_GRID: Final = 1_000_000
_MAX_HITS: Final = 12
#: Images on that much of a page make it a scan, even with a text layer from character recognition.
SCAN_SHARE: Final = 0.5
#: So many pictures of a page are looked at one by one.
_FEW: Final = 50
_NONE: Final = Doubts()
#: A word or number, or one sign; what breaks the reading off (GAP) is none.
_WORD: Final = re.compile(r"[0-9A-Za-z]+|[^\s\ufffd]")


class CannotOpen(Exception):
    """pdfium refuses the file. ``encrypted`` says whether for want of a password."""

    def __init__(self, encrypted: bool) -> None:
        super().__init__("encrypted" if encrypted else "damaged")
        self.encrypted = encrypted


@contextmanager
def opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document, closed again at the end. Raises :class:`CannotOpen`."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise CannotOpen(error.err_code == _PASSWORD and _wants_password(data)) from error
    try:
        yield document
    finally:
        document.close()


def _wants_password(data: bytes) -> bool:
    """Whether ``data`` itself is locked.

    pdfium refuses some broken files without setting its error number, so that of an earlier file still
    stands; after a file that surely sets “not a PDF” the number can be trusted.
    """
    code = 0
    for attempt in (b"%PDF-1.4\n", data):
        try:
            pypdfium2.PdfDocument(attempt).close()
        except pypdfium2.PdfiumError as error:
            code = error.err_code
    return code == _PASSWORD


class Page:
    """One page. Use as a context manager; raises ``pypdfium2.PdfiumError`` where the page is broken.

    ``doubts`` are those of its file (:mod:`pdf_doubts`).
    """

    def __init__(self, document: pypdfium2.PdfDocument, number: int, doubts: Doubts = _NONE) -> None:
        self.number = number
        self._lying = doubts.lying_fonts
        self._annotations = Annotations()
        self._page = document[number]
        if pdfium.FPDFPage_GetAnnotCount(self._page) > 0:
            self._page, self._annotations = draw_in(document, number, self._page, doubts)
        self.width, self.height = self._page.get_size()
        self._signs: Signs | None = None

    def __enter__(self) -> "Page":
        return self

    def __exit__(self, *_: object) -> None:
        self._page.close()

    @property
    def sane(self) -> bool:
        """Whether the page has an area at all."""
        return bool(self.width > 1 and self.height > 1)

    def picture(self, scale: float) -> NDArray[np.uint8]:
        """The page as displayed: height × width × 4 bytes, blue green red unused (white), at ``scale`` × 72 dpi."""
        with self.drawn(scale) as pixels:
            return np.array(pixels)

    @contextmanager
    def drawn(self, scale: float) -> Iterator[NDArray[np.uint8]]:
        """As :meth:`picture`, not copied: gone once this is left."""
        scale = min(scale, (MAX_PIXELS / (self.width * self.height)) ** 0.5)
        bitmap = self._page.render(scale=scale, prefer_bgrx=True, may_draw_forms=False)
        try:
            yield bitmap.to_numpy()
        finally:
            bitmap.close()

    def image_share(self) -> float:
        """How much of the page images cover, 0 for none; scanners often cut a page into strips, so all count."""
        area = 0.0
        for item in self._page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
            left, bottom, right, top = item.get_bounds()
            area += abs((right - left) * (top - bottom))
        return float(area / (self.width * self.height))

    def text(self) -> str:
        """The page's text in reading order, seen or not."""
        with self._unturned_text() as text_page:
            return str(text_page.get_text_range())

    @property
    def check_scale(self) -> float:
        """How large a page is drawn to be looked at, × 72 dpi."""
        return float(min(CHECK_DPI / 72, (_CHECK_PIXELS / (self.width * self.height)) ** 0.5))

    def sight(self, picture: NDArray[np.uint8], scale: float, most: int = MOST_SIGNS) -> PageSight:
        """What of the page's text a person sees in ``picture``, which :meth:`picture` drew whole at ``scale``.

        Of a long text only the first ``most`` units are looked at.
        """
        signs = self._read(most)
        seen = sight(
            signs,
            lambda: self._drawing(signs, picture.shape),
            self._in_pixels(signs.boxes, picture.shape),
            picture,
            lambda boxes: self._bare(boxes, scale, picture.shape),
            lambda: self.image_share() >= SCAN_SHARE,
        )
        return replace(seen, left_out=True) if self._annotations.partial else seen

    def _drawing(self, signs: Signs, shape: tuple[int, ...]) -> tuple[Drawing, Boxes]:
        found = drawing(self._page, signs)
        return found, self._in_pixels(found.covers_edges, shape)

    def where(self, kind: str, value: str, seen: PageSight) -> list[list[Box]]:
        """Every place of the ``value`` of that kind on the page that is seen (at most 12), each as one box per line it runs over."""
        return self._boxes(seen, islice(stands(seen.text, kind, value), _MAX_HITS))

    def standing(self, seen: PageSight) -> list[Place]:
        """Every word of ``seen`` in its order, where it stands."""
        found = list(_WORD.finditer(seen.text))
        boxes = self._boxes(seen, (word.span() for word in found))
        return [Place(word.group(), tuple(lines)) for word, lines in zip(found, boxes, strict=True) if lines]

    def _boxes(self, seen: PageSight, spans: Iterable[tuple[int, int]]) -> list[list[Box]]:
        signs = self._read()
        # A unit of what is left over → its place among all; a rare character is one sign and two units.
        first = np.concatenate([[0], np.cumsum([1 + (ord(sign) > 0xFFFF) for sign in seen.text])])
        hits = []
        for start, end in spans:
            places = [
                index
                for at in range(start, end)
                if not seen.text[at].isspace()
                for index in seen.units[first[at] : first[at + 1]].tolist()
            ]
            hits.append([box for box in signs.boxes[places].tolist() if box[2] > box[0]])
        # /Rotate is back in force here: map from the page's own space to the page as displayed.
        return [lines_of([self._displayed(box) for box in boxes]) for boxes in hits]

    def _read(self, most: int = MOST_SIGNS) -> Signs:
        if self._signs is None:
            with self._unturned_text() as text_page:
                signs = read_signs(text_page, most, self._lying)
            self._annotations.leave_out(signs)
            self._signs = signs
        return self._signs

    def _in_pixels(self, boxes: Boxes, shape: tuple[int, ...]) -> Boxes:
        """``boxes`` of the page's own space in pixels of the page as displayed: left, top, right, bottom."""
        (x0, y0), (xx, xy), (yx, yy) = (self._place(*at) for at in ((0, 0), (1000, 0), (0, 1000)))
        size = np.array([shape[1], shape[0]])
        origin = np.array([x0, y0]) * size
        turn = np.array([[xx - x0, xy - y0], [yx - x0, yy - y0]]) / 1000 * size
        ends = np.stack([boxes[:, :2] @ turn + origin, boxes[:, 2:] @ turn + origin])
        return np.concatenate([ends.min(axis=0), ends.max(axis=0)], axis=1)

    @contextmanager
    def _bare(self, boxes: Boxes, scale: float, shape: tuple[int, ...]) -> Iterator[NDArray[np.uint8]]:
        """The page as it is set now, true where ``boxes`` are: pictures elsewhere, slow to draw, are left away."""
        away = []
        for image, edges in _images(self._page):
            left, top, right, bottom = self._in_pixels(np.array([edges]), shape)[0]
            touched = (
                (boxes[:, 0] < right + 2)
                & (boxes[:, 2] > left - 2)
                & (boxes[:, 1] < bottom + 2)
                & (boxes[:, 3] > top - 2)
            )
            if not touched.any():
                away.append(image)
        with without(away), self.drawn(scale) as pixels:
            yield pixels

    @contextmanager
    def _unturned_text(self) -> Iterator[Any]:
        turned = self._page.get_rotation()
        if turned:
            self._page.set_rotation(0)
        text_page = self._page.get_textpage()
        try:
            yield text_page
        finally:
            text_page.close()
            if turned:
                self._page.set_rotation(turned)

    def _displayed(self, sign: tuple[float, float, float, float]) -> Box:
        (x0, y0), (x1, y1) = self._place(sign[0], sign[1]), self._place(sign[2], sign[3])
        return Box(self.number, min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))

    def _place(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page's own space as fractions of the page as displayed."""
        column, row = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(self._page, 0, 0, _GRID, _GRID, 0, x, y, column, row)
        return column.value / _GRID, row.value / _GRID


def _images(page: Any) -> list[tuple[Any, tuple[float, float, float, float]]]:
    """The first few pictures that stand on the page itself, with left, bottom, right, top of each."""
    images = (item for item in of_page(page) if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_IMAGE)
    placed = ((image, bounds(image)) for image in islice(images, _FEW))
    return [(image, edges) for image, edges in placed if edges is not None]
