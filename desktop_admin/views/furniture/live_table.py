"""A list of the office as a table: what is empty, failing or loading, its totals, its order, its chosen row.

What every desk would else write around :class:`LiveList` and :class:`TablePane`; it knows nothing of what is listed.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Generic

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_admin.contract.base import ListQuestion
from desktop_admin.contract.errors import OfficeError
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.columns import Column, display_of
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.empty_state import States
from desktop_admin.views.common.filters import SearchField
from desktop_admin.views.common.keep_place import KeepPlace
from desktop_admin.views.common.live_list import LiveList, Row
from desktop_admin.views.common.table import Table
from desktop_admin.views.common.table_pane import TablePane
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import row


class LiveTable(QWidget, Generic[Row]):
    """``ask(sort, descending)`` is the question as it is now; ``touches`` as :class:`LiveList` takes it.

    ``name`` is read aloud and keeps what somebody made of the table; ``unit`` counts (“12 条”).  One row is always
    chosen, so that there is something beside the list: the one that was, else the first.  ``search`` stands above and
    narrows it; news it hears by itself.
    """

    chosen = Signal(int)
    """Another row is current; 0 when the list became empty."""
    changed = Signal()
    """Rows came, went or read otherwise."""

    def __init__(
        self,
        desk: Desk,
        ask: Callable[[str, bool], ListQuestion[Row]],
        touches: Mapping[SubjectKind, Callable[[Row], int]],
        columns: Sequence[Column[Row]],
        *,
        name: str,
        slot: str,
        unit: str = "条",
        search: SearchField | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.list: LiveList[Row] = LiveList(
            desk,
            lambda: ask(self.table.head.sort, self.table.head.descending),
            touches,
            slot=slot,
            columns=[one.title for one in columns],
            display=display_of(columns),
            parent=self,
        )
        self.model = self.list.model
        self.table = Table(desk.theme, self.model, columns)
        self.table.setAccessibleName(name)
        self.pane = TablePane(self.table)
        self.states = States(desk.theme, self.pane)
        self.ticking = self.table.ticking
        self._unit = unit
        self._nothing: Callable[[], tuple[str, str, str]] = lambda: ("这里还没有记录", "", "inbox")
        self.current = 0
        KeepPlace(self.table, self.model)
        self.table.chosen.connect(self._on_chosen)
        self.table.head.sorted.connect(lambda _sort, _down: self.load())
        self.list.loaded.connect(self._on_list)
        self.list.merged.connect(self._on_list)
        self.list.failed.connect(self._on_failed)
        desk.changed.connect(self.list.hear)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        if search is not None:
            self._search_by(search)
        self._layout.addWidget(self.states, 1)
        self.setFocusProxy(self.table)

    def say_nothing(self, words: Callable[[], tuple[str, str, str]]) -> None:
        """(sentence, cause, icon) for a list that is empty, as it is asked then."""
        self._nothing = words

    def remember(self, settings: QSettings) -> None:
        """Widths, columns and order are kept on this workstation."""
        self.pane.remember(settings)

    def load(self, *, other: bool = False) -> None:
        """The whole list; ``other``: under another limit, so that what is shown is no longer meant."""
        if other:
            self.model.reset(())
        if not self.model.ids:
            self.states.show_loading()
        self.list.load()

    def stand_below(self, widget: QWidget) -> None:
        """A strip under the list."""
        self._layout.addWidget(widget)

    def go(self, identity: int) -> None:
        """Choose this one, now or once the list that holds it is there."""
        self.current = identity
        if self.model.position_of(identity) >= 0:
            self._choose()

    def row(self) -> Row | None:
        """The chosen row, once it has been read."""
        return self.model.row_of(self.current)

    def step(self, by: int) -> None:
        """J and K: the neighbour; while rows are ticked, the cursor alone."""
        if self.ticking.on:
            self.ticking.walk(by)
        elif self.model.ids:
            last = len(self.model.ids) - 1
            self.table.choose(min(max(self.model.position_of(self.current) + by, 0), last))

    def _search_by(self, search: SearchField) -> None:
        line = row(search)
        line.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self._layout.addLayout(line)
        search.typed.connect(lambda: self.load(other=True))
        search.left.connect(self.setFocus)

    def _on_chosen(self, identity: int) -> None:
        if not self.ticking.on:
            self.current = identity
            self.list.look_at(identity)
            self.chosen.emit(identity)

    def _on_list(self) -> None:
        if self.list.loading:
            return  # another one is on its way
        count = len(self.model.ids)
        self.pane.totals.setText(f"{count:,} {self._unit}")
        if count:
            self.states.show_content()
            self._choose()
        else:
            sentence, cause, icon = self._nothing()
            self.states.show_empty(sentence, cause, icon=icon)
            self.current = 0
            self.chosen.emit(0)
        self.changed.emit()

    def _choose(self) -> None:
        if self.ticking.on or not self.model.ids or not self.list.complete:
            return
        position = self.model.position_of(self.current)
        if position != self.table.currentIndex().row() or position < 0:
            self.table.choose(max(position, 0))

    def _on_failed(self, error: OfficeError) -> None:
        if not self.model.ids:
            self.states.show_failed(error, self.load)
