"""A learner's first step taken by staff (R19): category, the two papers, where they came from, hand in.

Replacing a paper of an application that exists is the review desk's 代传; this is for a person who has
none yet in the category.  Three steps at the office, told one by one when one of them is refused.
"""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_admin.contract.base import Receipt
from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.files import FileFacts
from desktop_admin.contract.people import CandidateCard
from desktop_admin.contract.submissions import Slot, SubmitPapers, UploadPaper
from desktop_admin.papers.named_file import read_named
from desktop_admin.rules.categories import CATEGORIES, category, is_category
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.rules.visible import short_name
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.file_dialog import ask_open
from desktop_admin.views.common.sheet import Sheet
from desktop_admin.views.common.widgets import CommandButton, Text, row


class FileField(QWidget):
    """A button that asks for a file, and the name of the one chosen."""

    def __init__(self, slot: Slot, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._slot = slot
        self.path: Path | None = None
        self.button = CommandButton("选择文件…")
        self.button.clicked.connect(self._ask)
        self.setFocusProxy(self.button)
        self.name = Text(tone="muted")
        layout = row(self.button, self.name, None)
        self.setLayout(layout)

    def value(self) -> Path | None:
        """The file chosen."""
        return self.path

    def put(self, value: object) -> None:
        """For the form: only ever emptied."""
        self.choose(value if isinstance(value, Path) else None)

    def choose(self, path: Path | None) -> None:
        """The file to hand in."""
        self.path = path
        self.name.setText(short_name(path.name) if path else "PDF 或 Word，不超过 2MB")

    def _ask(self) -> None:
        name = ask_open(self, self._slot.words, "PDF 或 Word (*.pdf *.doc *.docx);;所有文件 (*)")
        if name:
            self.choose(Path(name))


class ApplySheet(Sheet):
    """``applied(submission id, sentence)`` when the papers are handed in."""

    applied = Signal(int, str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent, "代学员申请", "存入并提交", width=560)
        self._desk = desk
        self._card: CandidateCard | None = None
        form = self.form
        self.box = form.choice("category", "考证类别", [])
        self.files = {slot: FileField(slot) for slot in Slot}
        for slot, field in self.files.items():
            form.custom(str(slot), slot.short, field, field.value, field.put)
        form.line("certificate", "证书编号", hint="延期填写，如 黔建安A（2020）0001234")
        form.line("expires", "有效期至", hint="延期填写，如 2026-12-20")
        form.line("source", "来源", hint="例如：学员微信发来、当面交来")
        self.wanted.connect(self._begin_sending)

    def offer(self, card: CandidateCard) -> None:
        """Open for a person; only categories that are offered now."""
        self._card = card
        self.explain(f"{card.form.name} · {card.company or '未填单位'}")
        self.box.clear()
        record = self._desk.catalogue
        if record is not None:
            offered = [(one.form.key, one.form.name) for one in record.categories if one.form.offered]
        else:
            offered = [(one.key, one.name) for one in CATEGORIES if one.offered]
        for key, name in offered:
            self.box.addItem(name, key)
        self.form.put({**{str(slot): None for slot in Slot}, "certificate": "", "expires": "", "source": ""})
        self.begin()

    def _begin_sending(self) -> None:
        key = str(self.form.value("category"))
        slots = category(key).papers if is_category(key) else tuple(Slot)
        faults = {str(slot): f"请选择{slot.short}文件。" for slot in slots if self.files[slot].path is None}
        if not self.form.value("source"):
            faults["source"] = "请写明文件从哪里来，会记入经过。"
        if faults:
            self.refuse(faults)
            return
        self.set_busy(True)
        self._put(key, list(slots), 0)

    def _put(self, key: str, slots: list[Slot], submission_id: int) -> None:
        """The next paper; after the last one, hand in."""
        if not slots:
            self._submit(submission_id)
            return
        slot = slots[0]
        path = self.files[slot].path or Path()

        def stored(facts: FileFacts) -> None:
            self._upload(key, slots, facts, path.name)

        def read(data: bytes) -> None:
            self._desk.put(data, path.name, owner=self, done=stored, failed=failed, waiting=waiting)

        def waiting(error: OfficeError) -> None:
            words = "正在检查的文件较多，{0} 秒后自动再传{1}。"
            self.explain(words.format(error.details["retry_after"], slot.short))

        def failed(error: OfficeError) -> None:
            self._stopped(error, slot)

        self._desk.work(partial(read_named, path), owner=self, done=read, failed=failed, slot="read")

    def _upload(self, key: str, slots: list[Slot], facts: FileFacts, name: str) -> None:
        card = self._card
        if card is None:
            return
        self._desk.run(
            UploadPaper(card.id, key, slots[0], facts.sha256, name, self.form.value("source")),
            owner=self,
            done=lambda receipt: self._put(key, slots[1:], _submission(receipt)),
            failed=lambda error: self._stopped(error, slots[0]),
        )

    def _submit(self, submission_id: int) -> None:
        value = self.form.value
        self._desk.run(
            SubmitPapers(submission_id, value("certificate"), value("expires"), value("source")),
            owner=self,
            done=lambda _receipt: self._done(submission_id),
            failed=self._stopped,
        )

    def _done(self, submission_id: int) -> None:
        self.set_busy(False)
        self.dismiss()
        self.applied.emit(submission_id, "已代为提交，正在等待审核")

    def _stopped(self, error: OfficeError, slot: Slot | None = None) -> None:
        """What was stored stays stored; sending again goes on from there."""
        self.set_busy(False)
        if slot is not None:
            words = "\n".join(str(one.get("message", "")) for one in error.details.get("faults", ()))
            self.refuse({str(slot): words or error.message})
        else:
            self.fail(error)


def _submission(receipt: Receipt) -> int:
    return next((subject.id for subject in receipt.subjects if subject.kind == SubjectKind.SUBMISSION), 0)
