"""Saving, printing and opening original papers: journalled first, then done (domain §6).

Apart because a file that leaves the office must never leave it unrecorded: no receipt, no file.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.submissions import ExportPapers, PaperVersion
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.paper_pages import Paper
from desktop_admin.views.common.paper_print import PRINT_WIDTH, ask_printer, print_pages, printers_there
from desktop_admin.views.common.paper_reader import PaperReader
from desktop_admin.views.common.paper_save import write_whole


class Originals(QObject):
    """``current`` answers the submission id on screen."""

    said = Signal(str)

    def __init__(self, desk: Desk, papers: PaperReader, current: Callable[[], int], window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._papers, self._current, self._window = desk, papers, current, window
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def save(self, paper: PaperVersion) -> None:
        """另存原件: ask where, journal, write."""
        name, _ = QFileDialog.getSaveFileName(self._window, self.tr("另存原件"), safe_name(paper.file_name))
        if name:
            target = Path(name)
            self._export(paper, "save", lambda data: self._write(target, data, self.tr("已保存到 ")))

    def open_elsewhere(self, paper: PaperVersion) -> None:
        """用 Word 打开: a copy in a folder of this session, gone at its end."""
        self._export(paper, "open", lambda data: self._open(paper, data))

    def print(self, paper: PaperVersion) -> None:
        """打印原件: choose the printer first (going back prints and records nothing), journal, print."""
        if not printers_there():
            self.said.emit(self.tr("这台电脑没有打印机，请另存原件后在别处打印。"))
            return
        printer = ask_printer(self._window, f"{paper.slot.short} {self.tr('打印原件')}")
        if printer is not None:
            self._journal(paper, "print", lambda: self._read_pages(paper, printer))

    def close(self) -> None:
        """Remove the copies."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _export(self, paper: PaperVersion, how: str, then: Callable[[bytes], None]) -> None:
        self._journal(
            paper,
            how,
            lambda: self._papers.original(paper.sha256, owner=self, done=then, failed=self._failed),
        )

    def _journal(self, paper: PaperVersion, how: str, then: Callable[[], None]) -> None:
        self._desk.run(ExportPapers(self._current(), (paper.sha256,), how), owner=self, done=lambda _: then())

    def _read_pages(self, paper: PaperVersion, printer: QPrinter) -> None:
        self._papers.read(
            paper.sha256, width=PRINT_WIDTH, owner=self, done=lambda made: self._print(made, printer)
        )

    def _print(self, made: Paper, printer: QPrinter) -> None:
        if not made.pages:
            self.said.emit(made.fault or self.tr("这份资料没有可以打印的页面。"))
            return
        self._desk.work(
            lambda: print_pages(printer, made.pages),
            owner=self,
            done=lambda sheets: self.said.emit(f"已送打印机，{sheets} 页"),
            what="print",
        )

    def _open(self, paper: PaperVersion, data: bytes) -> None:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="kaowu-", ignore_cleanup_errors=True)
        target = Path(self._folder.name, f"{paper.id}-{safe_name(paper.file_name)}")
        self._write(target, data, "", then=lambda: self._show(target))

    def _show(self, target: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(target))):
            self.said.emit(self.tr("这台电脑没有能打开这种文件的程序，请另存后在别处打开。"))

    def _write(self, target: Path, data: bytes, words: str, then: Callable[[], None] | None = None) -> None:
        def done(_: int) -> None:
            if words:
                self.said.emit(f"{words}{target.name}")
            if then is not None:
                then()

        self._desk.work(lambda: write_whole(target, data), owner=self, done=done, what="save")

    def _failed(self, error: OfficeError) -> None:
        self._desk.failures.expected(error, "ExportPapers")


def safe_name(name: str) -> str:
    """A file name without anything a disk or a shell could take for a path."""
    cleaned = "".join("_" if c in '<>:"/\\|?*' or ord(c) < 32 else c for c in name).strip(" .")
    return cleaned[-120:] or "资料"
