"""A form over the work: heading, fields, faults, one primary button.

Apart from :class:`Overlay`, which holds the contract of everything that opens over the work and knows no
form.  What was typed stays in it until it is opened anew.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_admin.contract.errors import OfficeError
from desktop_admin.views.common.fields import FieldForm
from desktop_admin.views.common.overlay import Overlay
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import CommandButton, Text, row

_BEGUN = "填写的内容还没有提交。再按一次 Esc 不保留这些内容，或者继续填写。"


class Sheet(Overlay):
    """``form`` takes the fields; ``wanted`` is emitted when the person sends."""

    wanted = Signal()

    def __init__(
        self, parent: QWidget, heading: str, do: str, *, width: int = 520, kind: str = "primary"
    ) -> None:
        super().__init__(parent, width=width, top=56)
        self.setAccessibleName(heading)
        self.heading = Text(heading, size="heading")
        self.note = Text(tone="muted", wrap=True)
        self.note.hide()
        self.form = FieldForm()
        self.form.submitted.connect(self.submit)
        self.problem = Text(tone="bad", wrap=True)
        self.problem.hide()
        self.way_out = CommandButton("", kind="link")
        self.way_out.hide()
        self.way_out.clicked.connect(self._on_way_out)
        self._act: Callable[[], None] | None = None
        self.do = CommandButton(do, "Enter", kind=kind)
        self.do.clicked.connect(self.submit)
        self.cancel = CommandButton("取消", "Esc")
        self.cancel.clicked.connect(self.escape)
        self.primary = self.do
        self.set_spacing(3 * GRID)
        self.head.addWidget(self.heading)
        for widget in (self.note, self.form):
            self.body.addWidget(widget)
        self.foot.addWidget(self.problem)
        self.foot.addLayout(row(self.way_out, None, self.cancel, self.do))
        self.busy = self._touched = self._asked = False
        self.form.edited.connect(self._on_edited)

    def explain(self, words: str) -> None:
        """A sentence under the heading."""
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def begin(self) -> None:
        """Open with the keyboard in the first field."""
        self.clear_problem()
        self.form.clear_faults()
        self.set_busy(False)
        self._touched = self._asked = False
        self.open()
        first = self.form.first()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Enter or the button; nothing is sent twice."""
        if not self.busy and self.isVisible():
            self.clear_problem()
            self.wanted.emit()

    def set_busy(self, busy: bool) -> None:
        """While the office is asked."""
        self.busy = busy
        self.do.setEnabled(not busy)

    def clear_problem(self) -> None:
        """No sentence under the fields."""
        self.problem.hide()
        self.way_out.hide()

    def show_problem(self, words: str, way_out: str = "", act: Callable[[], None] | None = None) -> None:
        """A sentence about the whole form, and a way out of it."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        self._act = act
        self.way_out.set_text(way_out)
        self.way_out.setVisible(bool(way_out))
        self.fit()

    def fail(self, error: OfficeError, way_out: str = "", act: Callable[[], None] | None = None) -> None:
        """The office refused: its faults at their fields, the rest below; what was typed stays."""
        self.set_busy(False)
        self.show_problem(self.form.take_error(error), way_out, act)

    def refuse(self, faults: dict[str, str]) -> None:
        """Faults found before asking."""
        self.form.show_faults(faults)
        self.fit()

    def escape(self) -> None:
        """Esc or 取消. What was typed is not lost by one press: the first says so, the second leaves."""
        if self._touched and not self._asked and not self.busy:
            self._asked = True
            self.show_problem(_BEGUN)
        else:
            self.dismiss()

    def touched(self) -> bool:
        """Something was typed since it was opened."""
        return self._touched

    def enter(self) -> None:
        """Also while the button is grey: then nothing is sent, and nothing else happens."""
        self.submit()

    def _on_way_out(self) -> None:
        if self._act is not None:
            self._act()

    def _on_edited(self, _key: str) -> None:
        self._touched = True
        if self._asked:
            self._asked = False
            self.clear_problem()
