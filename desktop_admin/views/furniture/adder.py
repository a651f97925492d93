"""The button and the sheet by which another record is added to a list."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_admin.contract.base import Command, Receipt
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.fields import FieldForm
from desktop_admin.views.common.sheet import Sheet
from desktop_admin.views.common.widgets import CommandButton

Sent = TypeVar("Sent", bound=Command[Receipt])


class Adder(QObject):
    """``button`` opens ``sheet``; the owner puts the fields into ``sheet.form`` and then says what is sent."""

    added = Signal(int)
    """The id of what was made, 0 when the receipt names none."""

    def __init__(self, desk: Desk, page: QWidget, kind: SubjectKind, button: str, sheet: Sheet) -> None:
        super().__init__(page)
        self._desk, self._kind = desk, kind
        self.sheet = sheet
        self.button = CommandButton(button, "N")
        self.button.clicked.connect(self.open)
        self._blank: Callable[[], dict[str, Any]] = dict
        self._make: Callable[[FieldForm], Command[Receipt]] | None = None
        self._done: Callable[[Any], None] = lambda _command: None
        sheet.wanted.connect(self._on_wanted)

    def sends(
        self,
        make: Callable[[FieldForm], Sent],
        done: Callable[[Sent], None],
        blank: Callable[[], dict[str, Any]],
    ) -> None:
        """``make(form)`` is the command, ``done(command)`` hears that it is booked; ``blank()``: the fields at first."""
        self._make, self._done, self._blank = make, done, blank

    def open(self) -> None:
        """An empty sheet."""
        self.sheet.form.put(self._blank())
        self.sheet.begin()

    def _on_wanted(self) -> None:
        if self._make is None:
            return
        command = self._make(self.sheet.form)
        self.sheet.set_busy(True)

        def booked(receipt: Receipt) -> None:
            self.sheet.set_busy(False)
            self.sheet.dismiss()
            self._done(command)
            self.added.emit(next((one.id for one in receipt.subjects if one.kind == self._kind), 0))

        self._desk.run(command, owner=self, done=booked, failed=self.sheet.fail)
