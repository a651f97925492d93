"""The pages of a PDF through pdfium: text with the place of every sign, and pictures.

Apart from the verdict (:mod:`inspect`) and from the pictures for a view
(:mod:`rendering`), which both read pages through here. Text is always read with
the page's own /Rotate taken off (pdfium orders the lines of a turned page
wrongly) and mapped to the page as displayed afterwards.
"""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from desktop_admin.contract.files import Box
from desktop_admin.papers.found import spans

#: No picture has more pixels than this, however large the page says it is (14,400 pt square is legal).
MAX_PIXELS: Final = 12_000_000
MM_PER_POINT: Final = 25.4 / 72
_PASSWORD: Final = 4
_GRID: Final = 1_000_000
_MAX_HITS: Final = 12


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
    """One page. Use as a context manager; raises ``pypdfium2.PdfiumError`` where the page is broken."""

    def __init__(self, document: pypdfium2.PdfDocument, number: int) -> None:
        self.number = number
        self._page = document[number]
        if pdfium.FPDFPage_GetAnnotCount(self._page) > 0:
            self._draw_in_annotations(document)
        self.width, self.height = self._page.get_size()

    def __enter__(self) -> "Page":
        return self

    def __exit__(self, *_: object) -> None:
        self._page.close()

    def _draw_in_annotations(self, document: pypdfium2.PdfDocument) -> None:
        """Filled-in form fields and electronic seals are annotations: make them part of the page (in memory).

        Otherwise their text cannot be found and a seal's picture may not be drawn.
        """
        if pdfium.FPDFPage_Flatten(self._page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS:
            self._page.close()
            self._page = document[self.number]

    @property
    def sane(self) -> bool:
        """Whether the page has an area at all."""
        return bool(self.width > 1 and self.height > 1)

    def picture(self, scale: float, step: int = 1) -> NDArray[np.uint8]:
        """The page as displayed: height × width × 4 bytes, blue green red unused (white), at ``scale`` × 72 dpi.

        ``step`` keeps every so-manyth row and column only; the whole picture is then never copied.
        """
        scale = min(scale, (MAX_PIXELS / (self.width * self.height)) ** 0.5)
        bitmap = self._page.render(scale=scale, prefer_bgrx=True, may_draw_forms=False)
        try:
            pixels: NDArray[np.uint8] = bitmap.to_numpy()
            if step == 1:
                return np.array(pixels)
            # As 4-byte numbers: copying whole pixels is much quicker than bytes one by one.
            kept = np.array(pixels.view(np.uint32)[::step, ::step])
            return kept.view(np.uint8)
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
        """The page's text in reading order."""
        with self._unturned_text() as text_page:
            return _units(text_page).decode("utf-16-le", "replace")

    def where(self, value: str) -> list[list[Box]]:
        """Every place of ``value`` on the page (at most 12), each as one box per line it runs over."""
        with self._unturned_text() as text_page:
            units = _units(text_page)
            text = units.decode("utf-16-le", "replace")
            hits = []
            for start, end in spans(text, value):
                first = len(text[:start].encode("utf-16-le", "replace")) // 2
                last = len(text[:end].encode("utf-16-le", "replace")) // 2
                signs = [
                    text_page.get_charbox(index)
                    for index in range(first, last)
                    if units[2 * index : 2 * index + 2].decode("utf-16-le", "replace").strip()
                ]
                hits.append(signs)
                if len(hits) >= _MAX_HITS:
                    break
        # /Rotate is back in force here: map from the page's own space to the page as displayed.
        return [_lines([self._displayed(sign) for sign in signs if sign[2] > sign[0]]) for signs in hits]

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
        corners = []
        for x, y in ((sign[0], sign[1]), (sign[2], sign[3])):
            column, row = ctypes.c_int(), ctypes.c_int()
            pdfium.FPDF_PageToDevice(self._page, 0, 0, _GRID, _GRID, 0, x, y, column, row)
            corners.append((column.value / _GRID, row.value / _GRID))
        (x0, y0), (x1, y1) = corners
        return Box(self.number, min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))


def _units(text_page: Any) -> bytes:
    """The text as UTF-16 units, one per pdfium character index (a rare character has two of each)."""
    count = text_page.count_chars()
    units = str(text_page.get_text_range()).encode("utf-16-le", "surrogatepass") if count > 0 else b""
    if len(units) != 2 * count:
        codes = [pdfium.FPDFText_GetUnicode(text_page, index) & 0xFFFF for index in range(count)]
        units = b"".join(code.to_bytes(2, "little") for code in codes)
    return units


def _lines(signs: list[Box]) -> list[Box]:
    """Boxes of signs joined to one box per line, for lines that run across or down the page."""
    lines: list[Box] = []
    last: Box | None = None
    for sign in signs:
        if last is not None and _continues(last, sign):
            lines[-1] = _around(lines[-1], sign)
        else:
            lines.append(sign)
        last = sign
    return lines


def _continues(last: Box, sign: Box) -> bool:
    """Whether ``sign`` stands beside or below ``last`` with at most a few blanks between."""
    across = min(last.top + last.height, sign.top + sign.height) - max(last.top, sign.top)
    down = min(last.left + last.width, sign.left + sign.width) - max(last.left, sign.left)
    if across > 0.5 * min(last.height, sign.height):
        return -down < 4 * max(sign.width, last.width)
    return down > 0.5 * min(last.width, sign.width) and -across < 0.5 * max(sign.height, last.height)


def _around(a: Box, b: Box) -> Box:
    left, top = min(a.left, b.left), min(a.top, b.top)
    right = max(a.left + a.width, b.left + b.width)
    bottom = max(a.top + a.height, b.top + b.height)
    return Box(a.page, left, top, right - left, bottom - top)
