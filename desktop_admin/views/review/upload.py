"""代传 (R19): staff upload a paper the learner sent by other means, with the source noted.

The file is put first and inspected; what the inspector found is shown before anything is booked.
A file that fails the limits can still be booked as received, so that it is returned properly (R14).
"""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.files import FileFacts
from desktop_admin.contract.submissions import DossierRecord, Slot, UploadPaper
from desktop_admin.papers.named_file import read_named
from desktop_admin.rules.visible import short_name
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.fields import Choice
from desktop_admin.views.common.file_dialog import ask_open
from desktop_admin.views.common.widgets import CommandButton, Text, row
from desktop_admin.views.furniture.in_place import InPlace
from desktop_admin.views.review.words import size_words

SOURCES = ("微信发来", "QQ 发来", "电子邮件发来", "现场交来", "U 盘拷来")


class UploadForm(InPlace):
    """``wanted(UploadPaper)`` once file, paper and source are known."""

    wanted = Signal(object)

    def __init__(self, desk: Desk, record: DossierRecord, slot: Slot, parent: QWidget | None = None) -> None:
        super().__init__("代传资料", "代传", parent=parent)
        self.setAcceptDrops(True)
        self._desk, self._record = desk, record
        self._facts: FileFacts | None = None
        self._take = 0  # the file chosen last: what comes of an earlier one is dropped
        self._name = ""
        self.slots = {one: CommandButton(one.short, kind="pill") for one in Slot}
        for one, button in self.slots.items():
            button.setCheckable(True)
            button.setChecked(one is slot)
            button.clicked.connect(lambda _=False, one=one: self._choose_slot(one))
        self._slot = slot
        self.choose = CommandButton("选择文件…")
        self.choose.clicked.connect(self._ask_file)
        self.found = Text("也可以把文件拖到这里。pdf 或 word，2MB 以内。", tone="muted", wrap=True)
        self.source = Choice()
        self.source.setEditable(True)
        self.source.addItems(SOURCES)
        self.source.setCurrentIndex(-1)
        self.source.setAccessibleName("来源")
        editor = self.source.lineEdit()
        if editor is not None:
            editor.setPlaceholderText("来源（必填），如：微信发来")
        self.as_received = QCheckBox("仍登记为已收到（只留记录，不保留原件，将予退回）")
        self.as_received.hide()
        self.body.addLayout(row(*self.slots.values(), None, spacing=4))
        self.body.addWidget(self.choose)
        self.body.addWidget(self.found)
        self.body.addWidget(self.as_received)
        self.body.addWidget(self.source)
        self.do.setEnabled(False)

    def first(self) -> QWidget:
        """The file."""
        return self.choose

    def take(self, path: Path) -> None:
        """Read and inspect a chosen or dropped file, off the UI thread."""
        self._name, self._facts = path.name, None
        self._take += 1
        self.do.setEnabled(False)
        self.found.setText(f"正在检查 {short_name(path.name)}…")
        self.found.set_tone("muted")
        self._desk.work(
            partial(read_named, path),
            owner=self,
            done=partial(self._put, self._take),
            failed=self._failed,
            slot="read",
        )

    def submit(self) -> None:
        """Everything must be known; a bad file only as received."""
        source = self.source.currentText().strip()
        if self._facts is None:
            self.say_fault("请先选择文件。")
        elif not source:
            self.say_fault("请写明文件从哪里来。")
        elif not self._facts.acceptable and not self.as_received.isChecked():
            self.say_fault("这份文件不合要求；要登记后再退回，请勾选“仍登记为已收到”。")
        else:
            self.say_fault("")
            self.wanted.emit(self._request(self._facts, source))

    def _request(self, facts: FileFacts, source: str) -> UploadPaper:
        return UploadPaper(
            candidate_id=self._record.candidate_id,
            category=self._record.category,
            slot=self._slot,
            sha256=facts.sha256,
            file_name=self._name,
            source=source,
            as_received=not facts.acceptable,
        )

    def _put(self, take: int, data: bytes) -> None:
        self._desk.put(
            data,
            self._name,
            owner=self,
            done=partial(self._inspected, take),
            failed=partial(self._not_inspected, take),
            waiting=partial(self._waits, take),
            wanted=lambda: take == self._take,
        )

    def _waits(self, take: int, error: OfficeError) -> None:
        if take == self._take:
            seconds = error.details["retry_after"]
            words = "正在检查的文件较多，{0} 秒后自动再传 {1}，不用重新选择。"
            self.found.setText(words.format(seconds, short_name(self._name)))
            self.found.set_tone("muted")

    def _not_inspected(self, take: int, error: OfficeError) -> None:
        if take == self._take:
            self._failed(error)

    def _inspected(self, take: int, facts: FileFacts) -> None:
        if take != self._take:
            return
        self._facts = facts
        pages = f" · {facts.pages} 页" if facts.pages else ""
        lines = [f"{short_name(self._name)} · {size_words(facts.size)}{pages}"]
        lines += [problem.message for problem in facts.problems]
        self.found.setText("\n".join(lines))
        self.found.set_tone("ok" if facts.acceptable else "bad")
        self.as_received.setVisible(not facts.acceptable)
        self.do.setEnabled(True)
        self.source.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: OfficeError) -> None:
        self.found.setText(error.message)
        self.found.set_tone("bad")

    def _choose_slot(self, slot: Slot) -> None:
        self._slot = slot
        for one, button in self.slots.items():
            button.setChecked(one is slot)

    def _ask_file(self) -> None:
        name = ask_open(self, "代传资料", "资料 (*.pdf *.doc *.docx);;所有文件 (*)")
        if name:
            self.take(Path(name))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file of this computer."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it."""
        self.take(Path(event.mimeData().urls()[0].toLocalFile()))
