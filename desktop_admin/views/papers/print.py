"""Printing original papers as pictures of their pages, without marks.

Apart from the viewer because it needs a printer, and because the drawing runs in
a worker: Qt allows painting on a QPrinter outside the UI thread, and a slow
printer must not hold the window.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

#: Dots an inch: text of a scan stays sharp, a page has 15 MB.
DPI = 200
#: Physical pixels across a page asked of the reader for printing (A4 at :data:`DPI`).
PRINT_WIDTH = round(210 / 25.4 * DPI)


class PrinterRefused(OSError):
    """The printer did not take the pages; ``strerror`` is a sentence for people."""

    def __init__(self) -> None:
        super().__init__(None, "打印机没有接受这份资料，请检查打印机是否开启、有纸，再试一次")


def printers_there() -> bool:
    """Whether this workstation knows any printer (otherwise offer to save instead)."""
    return bool(QPrinterInfo.availablePrinters())


def ask_printer(window: QWidget, title: str) -> QPrinter | None:
    """The system's print dialog, A4; None when the person went back."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setDocName(title)
    dialog = QPrintDialog(printer, window)
    dialog.setWindowTitle(title)
    return printer if dialog.exec() == QDialog.DialogCode.Accepted else None


def print_pages(printer: QPrinter, pages: Sequence[QImage]) -> int:
    """Print ``pages`` one to a sheet, as large as fits, a wide page on a turned sheet; returns the sheets.

    Call it in a worker (``Desk.work``). Raises :class:`PrinterRefused`.
    """
    painter = QPainter()
    try:
        for number, page in enumerate(pages):
            wide = page.width() > page.height()
            way = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
            printer.setPageOrientation(way)
            started = printer.newPage() if number else painter.begin(printer)
            if not started:
                raise PrinterRefused
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            room = _sheet(printer)
            painter.drawImage(_placed(page.size(), room.size()), page)
    finally:
        if painter.isActive() and not painter.end():
            raise PrinterRefused
    return len(pages)


def _sheet(printer: QPrinter) -> QRect:
    return QRect(0, 0, *printer.pageLayout().paintRectPixels(printer.resolution()).size().toTuple())


def _placed(page: QSize, room: QSize) -> QRect:
    size = page.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    return QRect((room.width() - size.width()) // 2, 0, size.width(), size.height())
