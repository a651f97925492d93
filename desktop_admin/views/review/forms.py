"""The small forms of a dossier, each opening in the panel and ending in one command.

Apart from the decisions: none of these says anything about the papers.
"""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from desktop_admin.contract.base import Command, Receipt
from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.staff import StaffList
from desktop_admin.contract.submissions import (
    AddNote,
    AdmitLate,
    BringBack,
    DossierRecord,
    RevokeDecision,
    SetAside,
    Slot,
    SubmitPapers,
    UploadPaper,
)
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.times import moment_words
from desktop_admin.views.furniture.in_place import InPlace
from desktop_admin.views.furniture.reason_form import ReasonForm
from desktop_admin.views.review.aside import AsideForm
from desktop_admin.views.review.decisions import version_of
from desktop_admin.views.review.notes import NoteForm
from desktop_admin.views.review.upload import UploadForm
from desktop_admin.views.review.words import cycle_words


class Forms(QObject):
    """Makes the form for a dossier, shows it with ``show`` and sends what it wants."""

    said = Signal(str)
    """A sentence for the message line."""
    done = Signal(int)
    """A form's command is booked; the form may close."""
    put_aside = Signal(object, int, str)
    """(dossier, its version afterwards, words)"""
    to_submit = Signal(object, str)
    """A paper was uploaded into an application that still has to be handed in: (dossier, source)."""

    def __init__(self, desk: Desk, show: Callable[[InPlace], None], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._show = desk, show
        self._notes: dict[int, str] = {}
        """Notes that were begun and not written, by dossier: leaving with Esc or J loses nothing (trap 21)."""

    def notes_begun(self) -> int:
        """How many notes were begun and not written."""
        return sum(bool(text.strip()) for text in self._notes.values())

    def aside(self, record: DossierRecord) -> None:
        """S."""
        form = AsideForm(self._desk.clock())
        form.wanted.connect(lambda until, note: self._put_aside(form, record, until, note))
        self._show(form)

    def note(self, record: DossierRecord) -> None:
        """N."""
        form = NoteForm(self._notes.get(record.id, ""))
        form.typed.connect(lambda text: self._notes.update({record.id: text}))
        form.wanted.connect(
            lambda text, names: self._write_note(form, record, AddNote(record.id, text, names))
        )
        self._show(form)
        if self._desk.may(StaffList):
            self._desk.run(
                StaffList(), owner=form, done=lambda page: form.show_staff(page.rows), slot="staff"
            )

    def upload(self, record: DossierRecord, slot: Slot) -> None:
        """U."""
        form = UploadForm(self._desk, record, slot)
        form.wanted.connect(lambda request: self._upload(form, record, request))
        self._show(form)

    def revoke(self, record: DossierRecord) -> None:
        """撤销审核."""
        last = next((one for one in record.decisions if one.undone_at is None), None)
        told = ""
        if last is not None:
            when = moment_words(last.at, self._desk.clock())
            told = f"{last.who} {when} 的决定将被撤销，资料回到待审核。"
        form = ReasonForm(
            "撤销审核",
            f"{told}已发给学员的通知会补发一份更正。",
            "撤销审核",
            "撤销的原因（必填）",
            kind="bad",
        )
        form.wanted.connect(
            lambda reason: self._send(
                form, record, RevokeDecision(record.id, record.version, reason), f"已撤销审核 · {record.name}"
            )
        )
        self._show(form)

    def admit(self, record: DossierRecord) -> None:
        """准入 of a late upload, or of one decided late."""
        cycle = cycle_words(record.admissible_to)
        form = ReasonForm(
            f"准入{cycle}",
            f"{record.name} 的申请将计入 {cycle}。学员可以在该期缴费、申请考试。",
            "准入",
            "准入的原因（必填）",
        )
        form.wanted.connect(
            lambda reason: self._send(
                form,
                record,
                AdmitLate(record.id, record.version, record.admissible_to, reason),
                f"已准入 {cycle} · {record.name}",
            )
        )
        self._show(form)

    def bring_back(self, record: DossierRecord) -> None:
        """取回 before its day."""
        self._send(None, record, BringBack(record.id, record.version), f"已取回队列 · {record.name}")

    def submit_papers(self, record: DossierRecord, source: str) -> None:
        """Hand in on behalf of the learner."""
        request = SubmitPapers(record.id, record.certificate, record.expires, source)
        self._send(None, record, request, f"已代为提交，进入待审核 · {record.name}")

    def _write_note(self, form: NoteForm, record: DossierRecord, request: AddNote) -> None:
        def booked(_: Receipt) -> None:
            self._notes.pop(record.id, None)
            self.done.emit(record.id)
            self.said.emit(f"已写入备注 · {record.name}")

        self._run(form, request, booked)

    def _put_aside(self, form: InPlace, record: DossierRecord, until: datetime, note: str) -> None:
        words = f"{record.name} 已搁置到 {moment_words(until, self._desk.clock())}"

        def booked(receipt: Receipt) -> None:
            self.done.emit(record.id)
            self.put_aside.emit(record, version_of(receipt, record.id, record.version + 1), words)

        self._run(form, SetAside(record.id, record.version, until, note), booked)

    def _upload(self, form: InPlace, record: DossierRecord, request: UploadPaper) -> None:
        def booked(receipt: Receipt) -> None:
            self.done.emit(record.id)
            if receipt.counts.get("unchanged"):
                self.said.emit(f"这份文件与现有的一样，没有改动 · {record.name}")
            elif record.state in ("returned", "draft"):
                self.to_submit.emit(record, request.source)
            else:
                self.said.emit(f"已代传，旧版保留在“版本”里 · {record.name}")

        self._run(form, request, booked)

    def _send(
        self, form: InPlace | None, record: DossierRecord, request: Command[Receipt], words: str
    ) -> None:
        def booked(_: Receipt) -> None:
            self.done.emit(record.id)
            self.said.emit(words)

        self._run(form, request, booked)

    def _run(
        self, form: InPlace | None, request: Command[Receipt], booked: Callable[[Receipt], None]
    ) -> None:
        """A form stays open with the office's sentence when it was not done; nothing typed is lost."""
        if form is None:
            self._desk.run(request, owner=self, done=booked)
            return
        if not form.do.isEnabled():
            return
        form.do.setEnabled(False)

        def failed(error: OfficeError) -> None:
            form.do.setEnabled(True)
            form.say_fault(error.message)

        self._desk.run(request, owner=form, done=booked, failed=failed)
