"""What the sub-pages of 系统管理 have in common: a table, and beside it the panel of the chosen row."""

from typing import Any, ClassVar, Protocol, runtime_checkable

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_admin.contract.base import Request
from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.journal import ChangePage
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.command import Table
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.fields import FieldForm
from desktop_admin.views.common.table_pane import TablePane
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import CommandButton, Hairline, Text, row, scroll

PANEL_WIDTH = 380


@runtime_checkable
class Stacked(Protocol):
    """A page whose tabs stand in a stack that is there before them."""

    stack: QStackedWidget


class Tab(QWidget):
    """A sub-page. ``needs``: the requests without which it is not shown; ``kinds``: the subjects it lists."""

    key: ClassVar[str] = ""
    title: ClassVar[str] = ""
    needs: ClassVar[type[Request[Any]]]
    kinds: ClassVar[frozenset[SubjectKind]] = frozenset()
    commands: ClassVar[Table[Any]] = ()
    """What is done here by key and menu, beside what the page does."""

    said = Signal(str)
    jump = Signal(str, object)

    def __init__(self, desk: Desk, page: QWidget) -> None:
        # Inside what it will stand in, as decision 0036 has it.
        super().__init__(page.stack if isinstance(page, Stacked) else None)
        self.desk = desk
        self.page = page

    def load(self) -> None:
        """Read (again)."""

    def choose(self, data: str) -> None:
        """A jump from elsewhere says what to show, e.g. the failed notices."""

    def hear(self, page: ChangePage) -> None:
        """Others changed something: read again if it is listed here."""
        touched = {subject.kind for change in page.changes for subject in change.subjects}
        if page.reload or touched & self.kinds:
            self.load()

    def remember(self, settings: QSettings) -> None:
        """What somebody makes of the tables here is kept on this workstation."""
        for pane in self.findChildren(TablePane):
            pane.remember(settings)


class Panel(QFrame):
    """The right side: a heading, a form, what is wrong with the whole, the buttons."""

    save = Signal()

    def __init__(self, parent: QWidget | None = None, *, foot: bool = True) -> None:
        super().__init__(parent)
        self.setProperty("plane", "raised")
        self.setFixedWidth(PANEL_WIDTH)
        self.heading = Text(bold=True, wrap=True)
        self.note = Text(tone="muted", wrap=True)
        self.note.hide()
        self.form = FieldForm(label_width=64)
        self.form.submitted.connect(self._on_submitted)
        self.problem = Text(tone="bad", wrap=True)
        self.problem.hide()
        self.save_button = CommandButton("保存", "Enter", kind="primary")
        self.save_button.clicked.connect(self.save)
        self.body = QVBoxLayout()
        self.body.setSpacing(3 * GRID)
        self.body.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        for widget in (self.heading, self.note, self.form, self.problem):
            self.body.addWidget(widget)
        self.extra = QVBoxLayout()
        self.extra.setSpacing(3 * GRID)
        self.body.addLayout(self.extra)
        self.body.addStretch(1)
        inner = QWidget()
        inner.setLayout(self.body)
        self.buttons = row(None, self.save_button)
        self.buttons.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scroll(inner), 1)
        if foot:
            layout.addWidget(Hairline())
            layout.addLayout(self.buttons)
        else:
            self.save_button.hide()

    def explain(self, words: str) -> None:
        """A sentence under the heading."""
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def show_problem(self, words: str) -> None:
        """What is wrong with the whole."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def set_busy(self, busy: bool) -> None:
        """Nothing is sent twice; faults of the last time go."""
        self.save_button.setEnabled(not busy)
        if busy:
            self.form.clear_faults()

    def fail(self, error: OfficeError) -> None:
        """The office refused; what was typed stays."""
        self.set_busy(False)
        self.show_problem(self.form.take_error(error))

    def _on_submitted(self) -> None:
        if self.save_button.isEnabled() and not self.save_button.isHidden():
            self.save.emit()


class Split(QHBoxLayout):
    """Table side, hairline, panel."""

    def __init__(self, left: QWidget, panel: QWidget, head: QHBoxLayout | None = None) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(0)
        side = QFrame()
        side.setProperty("plane", "raised")
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        if head is not None:
            head.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
            layout.addLayout(head)
            layout.addWidget(Hairline())
        layout.addWidget(left, 1)
        self.addWidget(side, 1)
        self.addWidget(Hairline(vertical=True))
        self.addWidget(panel)
