"""Saving is whole or not at all; printing puts every page on a sheet."""

from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PySide6.QtGui import QColor, QImage, QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from desktop_admin.views.papers.print import PRINT_WIDTH, PrinterRefused, print_pages
from desktop_admin.views.papers.save import write_whole


def test_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "承诺书.pdf"
    target.write_bytes(b"old")
    assert write_whole(target, b"new bytes") == 9
    assert target.read_bytes() == b"new bytes"
    assert list(tmp_path.iterdir()) == [target]


def test_a_failure_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "承诺书.pdf"
    target.write_bytes(b"old")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(target, b"new bytes")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_missing_folder_is_an_oserror(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "gone" / "a.pdf", b"x")


def _sheet(width: int, height: int, colour: str) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def _printer(target: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setOutputFileName(str(target))
    return printer


def test_every_page_on_a_sheet_of_its_own(qapp: QApplication, tmp_path: Path) -> None:
    """Upright and wide pages; the colour fills the sheet but for the printer's edge."""
    target = tmp_path / "out.pdf"
    pages = [_sheet(PRINT_WIDTH // 4, 585, "#ff0000"), _sheet(585, PRINT_WIDTH // 4, "#0000ff")]
    assert print_pages(_printer(target), pages) == 2
    document = pypdfium2.PdfDocument(target)
    try:
        assert [tuple(map(round, document[n].get_size())) for n in range(2)] == [(595, 842), (842, 595)]
        for number, colour in enumerate([(255, 0, 0), (0, 0, 255)]):
            picture = document[number].render(scale=0.25).to_pil().convert("RGB")
            near = np.abs(np.asarray(picture).astype(int) - colour).max(axis=2) < 8  # stored as JPEG
            assert near.mean() > 0.8
    finally:
        document.close()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_refuses_is_said(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(PrinterRefused) as refused:
        print_pages(_printer(tmp_path / "gone" / "out.pdf"), [_sheet(100, 140, "#ff0000")])
    assert "打印机没有接受" in str(refused.value.strerror)
