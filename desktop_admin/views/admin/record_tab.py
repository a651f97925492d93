"""A sub-page that lists records and edits the chosen one beside the table; what is added has a sheet of its own."""

from collections.abc import Sequence
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_admin.contract.base import Question, Receipt
from desktop_admin.contract.errors import OfficeError
from desktop_admin.views.admin.tab import Panel, Split, Tab
from desktop_admin.views.common.columns import Column
from desktop_admin.views.common.conflict import ConflictSheet
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.edit import Drafts, Edit, Typed
from desktop_admin.views.common.empty_state import States
from desktop_admin.views.common.fields import FieldForm
from desktop_admin.views.common.table import Rows, Table
from desktop_admin.views.common.table_pane import TablePane
from desktop_admin.views.furniture.adder import Adder


class Record(Protocol):
    """A row that can be edited: its id, and the form that is sent as ``seen``."""

    @property
    def id(self) -> int: ...
    @property
    def form(self) -> Any: ...


Row = TypeVar("Row", bound=Record)


class RecordTab(Tab, Generic[Row]):
    """What a tab says of its records; this class lists them, keeps what was typed, sends it and asks about clashes.

    ``question`` is asked for all of them; ``edits(id, seen, wanted)`` is the command that saves
    one; ``saved`` is said once that is booked ({0}: the first field).  What was typed and not saved stays with its
    record while others are looked at, and while the list is read again.
    """

    question: ClassVar[Question[Any]]
    edits: ClassVar[type[Any]]
    saved: ClassVar[str] = "已保存 {0}"
    nothing: ClassVar[str] = "这里还没有记录"
    icon: ClassVar[str] = "inbox"

    def __init__(self, desk: Desk, page: QWidget, conflict: ConflictSheet) -> None:
        super().__init__(desk, page)
        columns = self.columns()
        self.model: Rows[Row] = Rows(lambda one: one.id, columns, self)
        self.table = Table(desk.theme, self.model, columns)
        self.table.setAccessibleName(self.title)
        self.table.chosen.connect(self._on_chosen)
        self.pane = TablePane(self.table)
        self.count = self.pane.totals
        self.states = States(desk.theme, self.pane)
        self.panel = Panel()
        self.add_fields(self.panel.form)
        self.panel.save.connect(self._on_save)
        self.typed: Typed[Any] = Typed(self.panel.form)
        self._drafts = Drafts(self.typed)
        self._edit = Edit(desk, conflict, self)
        self._chosen = 0
        self._answer: Any = None
        self.adder = self.adding()
        if self.adder is not None:
            self.adder.added.connect(self._on_added)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.lay_out(layout)
        self.panel.hide()

    # -- what a tab says of its records --------------------------------------------------------

    def columns(self) -> Sequence[Column[Row]]:
        """The table's columns."""
        raise NotImplementedError

    def add_fields(self, form: FieldForm) -> None:
        """The fields beside the table, named as the record's."""
        raise NotImplementedError

    def records(self, answer: Any) -> Sequence[Row]:
        """Which of the office's answer are listed now; also says how many, in ``count``."""
        raise NotImplementedError

    def about(self, one: Row) -> tuple[str, str]:
        """(heading, explanation) of the panel."""
        raise NotImplementedError

    def words(self, field: str, value: Any) -> str:
        """A value of the form as people read it, for the two sides of a clash."""
        return str(value)

    def adding(self) -> Adder | None:
        """How another one is made; None: these cannot be added to."""
        return None

    def head(self) -> QHBoxLayout | None:
        """A line above the table."""
        return None

    def lay_out(self, layout: QVBoxLayout) -> None:
        """Table side and panel."""
        layout.addLayout(Split(self.states, self.panel, self.head()))

    # -- reading -------------------------------------------------------------------------------

    def load(self) -> None:
        """All of them."""
        if self._answer is None:
            self.states.show_loading()
        self.desk.run(self.question, owner=self, done=self._on_answer, failed=self._on_failed, slot=self.key)

    def list_records(self) -> None:
        """Show (again) what belongs here, with the chosen one in front if it still does."""
        if self._answer is None:
            return
        self._drafts.keep()
        rows = self.records(self._answer)
        self.model.reset(rows)
        if not rows:
            self.panel.hide()
            self.states.show_empty(self.nothing, icon=self.icon)
            return
        self.states.show_content()
        self.table.choose(max(self.model.position_of(self._chosen), 0))

    def chosen_row(self) -> Row | None:
        """The record in the panel."""
        return self.model.row_at(self.model.position_of(self._chosen))

    def _on_answer(self, answer: Any) -> None:
        self._answer = answer
        self.list_records()

    def _on_failed(self, error: OfficeError) -> None:
        if self._answer is None:
            self.states.show_failed(error, self.load)

    def _on_chosen(self, identity: int) -> None:
        if identity != self._chosen or self.panel.isHidden():
            self.panel.show_problem("")
        self._chosen = identity
        one = self.chosen_row()
        if one is None:
            return
        self.panel.show()
        heading, note = self.about(one)
        self.panel.heading.setText(heading)
        self.panel.explain(note)
        self._drafts.open(identity, one.form)

    # -- saving --------------------------------------------------------------------------------

    def _on_save(self) -> None:
        one = self.chosen_row()
        if one is None or self.typed.seen is None:
            return
        identity = one.id
        self._edit.send(
            self.panel,
            lambda seen, wanted: self.edits(identity, seen, wanted),
            self.typed.seen,
            self.typed.wanted(),
            self.panel.form.labels,
            self.words,
            lambda receipt: self._on_saved(identity, receipt),
        )

    def _on_saved(self, identity: int, receipt: Receipt) -> None:
        theirs = receipt.counts.get("changed") == 0
        first = self.panel.form.value(next(iter(self.panel.form.fields)))
        self.said.emit("保留了同事的改动" if theirs else self.saved.format(first))
        self._drafts.stored(identity)  # the list just read fills the fields
        self.load()

    def _on_added(self, identity: int) -> None:
        self._drafts.keep()
        self._chosen = identity or self._chosen
        self.load()
