"""Saving, printing and opening original papers: journalled first, then done (domain §6).

Apart because a file that leaves the office must never leave it unrecorded: no receipt, no file.
"""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.submissions import ExportPapers, PaperVersion
from desktop_admin.papers import kinds
from desktop_admin.rules.file_names import saved_name
from desktop_admin.rules.visible import visible
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.file_dialog import ask_save
from desktop_admin.views.papers.copies import Copies
from desktop_admin.views.papers.pages import Paper
from desktop_admin.views.papers.print import PRINT_WIDTH, ask_printer, print_pages, printers_there
from desktop_admin.views.papers.reader import PaperReader
from desktop_admin.views.papers.save import write_beside, write_whole
from desktop_admin.views.review.handing_over import ask_before_handing_over

_ENDINGS: Final = {kinds.PDF: ".pdf", kinds.DOC: ".doc", kinds.DOCX: ".docx"}


class Originals(QObject):
    """``current`` answers the submission id on screen."""

    said = Signal(str)

    def __init__(self, desk: Desk, papers: PaperReader, current: Callable[[], int], window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._papers, self._current, self._window = desk, papers, current, window
        self._copies = Copies()
        self._confirmed: set[str] = set()

    def save(self, paper: PaperVersion) -> None:
        """另存原件: ask where, journal, write."""
        if not self._is_kept(paper):
            return
        kind = f"{kinds.NAMES.get(paper.media_type, paper.media_type)} (*{ending_of(paper)})"
        chosen = ask_save(self._window, "另存原件", safe_name(paper), kind)
        if not chosen:
            return
        typed = Path(chosen)
        name = saved_name(typed.name, ending_of(paper))
        if not name:
            self.said.emit(f"“{visible(typed.name)}”不能作文件名，没有保存。请换一个名称。")
            return
        self._export(paper, "save", lambda data: self._write(typed, name, data))

    def open_elsewhere(self, paper: PaperVersion) -> None:
        """用 Word 打开: a copy in a folder of this session, gone at its end; what can hold macros asks once."""
        if not paper.acceptable:
            self.said.emit("这份文件没有通过安全检查，不能交给其他程序打开。")
        elif paper.media_type in kinds.MACROS_CAPABLE and paper.sha256 not in self._confirmed:
            ask_before_handing_over(self._window, paper.slot.short, lambda: self._confirm(paper))
        else:
            self._hand_over(paper)

    def print(self, paper: PaperVersion) -> None:
        """打印原件: choose the printer first (going back prints and records nothing), journal, print."""
        if not self._is_kept(paper):
            return
        if not printers_there():
            self.said.emit("这台电脑没有打印机，请另存原件后在别处打印。")
            return
        printer = ask_printer(self._window, f"{paper.slot.short} 打印原件")
        if printer is not None:
            self._journal(paper, "print", lambda: self._read_pages(paper, printer))

    def close(self) -> None:
        """Remove the copies, without waiting for the disk; the program ends only when that is done."""
        threading.Thread(target=self._copies.close, name="kaowu-copies").start()

    def _confirm(self, paper: PaperVersion) -> None:
        self._confirmed.add(paper.sha256)
        self._hand_over(paper)

    def _hand_over(self, paper: PaperVersion) -> None:
        self._export(paper, "open", lambda data: self._open(paper, data))

    def _is_kept(self, paper: PaperVersion) -> bool:
        if not paper.kept:
            self.said.emit("这份文件不合要求，原件未保留。")
        return paper.kept

    def _export(self, paper: PaperVersion, how: str, then: Callable[[bytes], None]) -> None:
        self._journal(
            paper,
            how,
            lambda: self._papers.files.ask_for(self, paper.sha256, then, self._failed),
        )

    def _journal(self, paper: PaperVersion, how: str, then: Callable[[], None]) -> None:
        self._desk.run(ExportPapers(self._current(), (paper.sha256,), how), owner=self, done=lambda _: then())

    def _read_pages(self, paper: PaperVersion, printer: QPrinter) -> None:
        self._papers.read(
            paper.sha256, width=PRINT_WIDTH, owner=self, done=lambda made: self._print(made, printer)
        )

    def _print(self, made: Paper, printer: QPrinter) -> None:
        if not made.pages:
            self.said.emit(made.fault or "这份资料没有可以打印的页面。")
            return
        self._desk.work(
            lambda: print_pages(printer, made.pages),
            owner=self,
            done=lambda sheets: self.said.emit(f"已送打印机，{sheets} 页"),
            what="print",
        )

    def _open(self, paper: PaperVersion, data: bytes) -> None:
        name = safe_name(paper)
        self._desk.work(lambda: self._copies.put(name, data), owner=self, done=self._show, what="open")

    def _show(self, copy: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy))):
            self.said.emit("这台电脑没有能打开这种文件的程序，请另存后在别处打开。")

    def _write(self, typed: Path, name: str, data: bytes) -> None:
        """The dialog asked before replacing what was typed; under a name it has not seen nothing is replaced."""

        def write() -> Path:
            if name != typed.name:
                return write_beside(typed.with_name(name), data)
            write_whole(typed, data)
            return typed

        def done(place: Path) -> None:
            words = f"已保存：{visible(str(place))}"
            if place.name != typed.name:
                words += "（输入的名称不能照用，已改）"
            self.said.emit(words)

        self._desk.work(write, owner=self, done=done, what="save")

    def _failed(self, error: OfficeError) -> None:
        self._desk.failures.expected(error, "ExportPapers")


def safe_name(paper: PaperVersion) -> str:
    """A file name of our own words: the slot, the hash's beginning, and the ending of the type that was *found*.

    Nothing of the uploader's text reaches a disk or a shell: its ending chooses the program that would run it.
    """
    return f"{paper.slot.short}-{paper.sha256[:8]}{ending_of(paper)}"


def ending_of(paper: PaperVersion) -> str:
    """``.pdf`` and the like, by the type that was found; ``.bin``, which no program runs, for any other."""
    return _ENDINGS.get(paper.media_type, ".bin")
