"""Papers as they leave a word processor: PDF with real, searchable text."""

import io

from reportlab.pdfgen.canvas import Canvas

from desktop_admin.demo.pages import Look, draw_form, draw_letter
from desktop_admin.demo.paper_text import Application
from desktop_admin.demo.pens import HEIGHT, WIDTH, CanvasPen
from desktop_admin.demo.seals import Seals


class PdfWriter:
    """Writes the two papers as text PDF. ``reports.fonts.register_fonts`` must have been called."""

    def __init__(self, seals: Seals) -> None:
        self._seals = seals

    def letter(self, application: Application, look: Look) -> bytes:
        """企业法人承诺书 as a text PDF."""
        canvas, page = _canvas("企业法人承诺书")
        draw_letter(CanvasPen(canvas, self._seals), application, look)
        return _finish(canvas, page)

    def form(self, application: Application, look: Look) -> bytes:
        """三类人员报名表 as a text PDF."""
        canvas, page = _canvas("三类人员报名表")
        draw_form(CanvasPen(canvas, self._seals), application, look)
        return _finish(canvas, page)


def _canvas(title: str) -> tuple[Canvas, io.BytesIO]:
    page = io.BytesIO()
    # invariant: no creation time and no random file id, so that the same seed gives the same bytes
    canvas = Canvas(page, pagesize=(WIDTH, HEIGHT), pageCompression=1, invariant=1)
    canvas.setTitle(title)
    return canvas, page


def _finish(canvas: Canvas, page: io.BytesIO) -> bytes:
    canvas.showPage()
    canvas.save()
    return page.getvalue()
