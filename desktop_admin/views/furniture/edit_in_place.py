"""A record edited beside its list: fields instead of a sheet, what was typed kept, clashes asked, the office's faults."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_admin.contract.base import Command, Receipt
from desktop_admin.contract.errors import OfficeError
from desktop_admin.views.common.conflict import ConflictSheet
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.edit import Drafts, Edit, Typed
from desktop_admin.views.common.fields import FieldForm
from desktop_admin.views.furniture.in_place import InPlace

Form = TypeVar("Form")


def _plain(_field: str, value: Any) -> str:
    return "" if value is None else str(value)


class EditInPlace(InPlace, Generic[Form]):
    """``form`` takes the fields, named as the record's; ``make(id, seen, wanted)`` is the command.

    ``words(field, value)`` says a value in a clash; the question about one opens over ``page``.  Esc leaves, and what
    was typed is there again when the record is opened again.
    """

    saved = Signal(int)
    """This record is stored, and the form is left."""

    def __init__(
        self,
        desk: Desk,
        page: QWidget,
        title: str,
        make: Callable[[int, Form, Form], Command[Receipt]],
        words: Callable[[str, Any], str] = _plain,
        *,
        do: str = "保存",
    ) -> None:
        super().__init__(title, do)
        self.form = FieldForm()
        self.form.submitted.connect(self.submit)
        self.body.addWidget(self.form)
        self.conflict = ConflictSheet(page)
        self._desk, self._make, self._words = desk, make, words
        self._edit = Edit(desk, self.conflict, self)
        self._typed: Typed[Form] = Typed(self.form)
        self._drafts = Drafts(self._typed)
        self._of = 0
        self._busy = False
        self.closed.connect(self._drafts.keep)

    def open(self, identity: int, record: Form) -> None:
        """Edit this one, with what was typed into it before; the keyboard goes to the first field."""
        if identity != self._of:
            self.say_fault("")
        self._of = identity
        self._drafts.open(identity, record)
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def reread(self, identity: int, record: Form) -> None:
        """The record has changed elsewhere: fields somebody typed in stay, the others take what is new."""
        if identity == self._of and not self._busy and self.isVisible():
            self._drafts.open(identity, record)

    @property
    def dirty(self) -> bool:
        """Something was typed that is not stored."""
        return self._typed.dirty

    def first(self) -> QWidget:
        """The first field."""
        return self.form.first() or self.do

    def submit(self) -> None:
        """Enter or the button; nothing is sent twice."""
        identity, seen = self._of, self._typed.seen
        if self._busy or seen is None or not self.isVisible():
            return
        self._edit.send(
            self,
            lambda before, after: self._make(identity, before, after),
            seen,
            self._typed.wanted(),
            self.form.labels,
            self._words,
            lambda receipt: self._on_booked(identity, receipt),
        )

    def set_busy(self, busy: bool) -> None:
        """While the office is asked; faults of the last time go."""
        self._busy = busy
        self.do.setEnabled(not busy)
        if busy:
            self.form.clear_faults()

    def show_problem(self, words: str) -> None:
        """A sentence about the whole form."""
        self.say_fault(words)

    def fail(self, error: OfficeError) -> None:
        """The office refused: its faults at their fields, the rest below; what was typed stays."""
        self.set_busy(False)
        self.say_fault(self.form.take_error(error))

    def _on_booked(self, identity: int, receipt: Receipt) -> None:
        self._drafts.stored(identity)
        mine = receipt.counts.get("changed") != 0  # else theirs was taken in every field
        self._desk.messages.say("已保存" if mine else "保留了同事的改动")
        self.saved.emit(identity)
        self.closed.emit()
