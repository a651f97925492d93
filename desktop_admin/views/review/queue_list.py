"""The queue as the reviewer sees it: what keys and clicks do; how a row looks is in queue_rows.py.

Keys that are the page's pass through untouched: the list only walks and selects.
"""

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop_admin.contract.submissions import QueueRow
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.held_key import HeldKey
from desktop_admin.views.common.paged import ID_ROLE, PagedModel
from desktop_admin.views.common.ticks import Ticks
from desktop_admin.views.common.two_line_list import TwoLineList
from desktop_admin.views.common.two_lines import TwoLinePainter
from desktop_admin.views.review.queue_rows import queue_lines
from desktop_admin.views.review.stayed import Stayed

_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class QueueList(TwoLineList):
    """The list. Plain clicks open; Ctrl and Shift select several; ``checking`` shows boxes (B)."""

    opened = Signal(int)
    """A row was chosen to be opened."""
    checking = False
    """Bulk mode: a class's own, because Qt sends events before ``__init__`` is through."""
    picked = Signal()
    """The selection for bulk work changed."""

    def __init__(
        self, desk: Desk, model: PagedModel[QueueRow], stayed: Stayed, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk.theme, parent)
        self._painter = TwoLinePainter(
            desk.theme,
            lambda row: queue_lines(desk, row, stayed.tag(row.id)),
            self,
            checking=lambda: self.checking,
            open_id=0,
        )
        stayed.changed.connect(self.viewport().update)
        self._rows_leave = False
        # Before the selection hears of it, which tells at once:
        model.rowsAboutToBeRemoved.connect(self._on_leaving)
        self.setModel(model)
        model.rowsRemoved.connect(self._on_left)
        self.setItemDelegate(self._painter)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAccessibleName("待审队列")
        self.selectionModel().selectionChanged.connect(self._on_selection)
        self._ticks, self._held, self._reached = Ticks(self), HeldKey(self), False

    def show_open(self, submission_id: int) -> None:
        """Mark the row of the dossier on screen and bring it into sight."""
        self._painter.open_id = submission_id
        position = self._model().position_of(submission_id)
        if position >= 0 and not self.checking:
            index = self.model().index(position, 0)
            self.setCurrentIndex(index)
            self.scrollTo(index)
        elif position < 0 and not self.checking:
            self.clearSelection()
        self.viewport().update()

    def check(self, on: bool) -> None:
        """Bulk mode: a click ticks instead of opening."""
        self.checking = on
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.MultiSelection if on else mode.ExtendedSelection)
        if on:
            self._ticks.begin()
        else:
            self.clearSelection()
            self.show_open(self._painter.open_id or 0)
        self.viewport().update()

    def walk(self, by: int) -> None:
        """J and K while ticking: the cursor alone."""
        self._ticks.walk(by)
        self.setFocus()

    def chosen(self) -> tuple[int, ...]:
        """The ids selected for bulk work, in list order; one opened row alone is no bulk."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        ids = tuple(one for one in map(self._model().id_at, rows) if one is not None)
        return ids if self.checking or len(ids) > 1 else ()

    def _on_leaving(self) -> None:
        self._rows_leave = True

    def _on_left(self) -> None:
        self._rows_leave = False
        self.picked.emit()

    def _on_selection(self) -> None:
        """Told once the list and its selection agree: while rows leave, the selection knows of it first."""
        if not self._rows_leave:
            self.picked.emit()

    def _model(self) -> PagedModel[QueueRow]:
        model = self.model()
        assert isinstance(model, PagedModel)
        return model

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """While ticking, a click with Shift ticks as far as here."""
        if event.button() == Qt.MouseButton.RightButton:
            return  # its menu follows; the selection for bulk work stays
        index = self.indexAt(event.position().toPoint())
        left = self.checking and event.button() == Qt.MouseButton.LeftButton and index.isValid()
        self._reached = left and bool(event.modifiers() & _SHIFT)
        if self._reached:
            self._ticks.reach(index)
            return
        super().mousePressEvent(event)
        if left:
            self._ticks.ticked(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drawing on with Shift held adds nothing to the range."""
        if not self._reached:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A plain click opens the row under it."""
        if self._reached:
            self._reached = False
            return
        super().mouseReleaseEvent(event)
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        index = self.indexAt(event.position().toPoint())
        if plain and not self.checking and index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(int(index.data(ID_ROLE)))

    def turn_to(self, index: QModelIndex) -> None:
        """A menu is about the dossier on screen, so the row it is asked for is opened first; not while ticking."""
        if not self.checking:
            self.opened.emit(int(index.data(ID_ROLE)))

    def event(self, event: QEvent) -> bool:
        """While ticking, Space is ours before it pages the paper (a shortcut of the page)."""
        if (
            self.checking
            and event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _is_space(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows with Shift or Ctrl select, Ctrl+A selects all; while ticking arrows walk, Space ticks, Shift ticks
        a range. Everything else is the page's."""
        arrows = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)
        held = event.modifiers() & (_SHIFT | _CTRL)
        if self.checking and event.key() in arrows:
            end = self.model().rowCount()
            by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Home: -end}.get(Qt.Key(event.key()), end)
            self._ticks.walk(by, ticking=bool(held & _SHIFT))
        elif self.checking and _is_space(event):
            self._on_space(event)
        elif (event.key() == Qt.Key.Key_A and held == _CTRL) or (event.key() in arrows and held):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """So that a repeat is known as one."""
        self._held.let_go(event)
        super().keyReleaseEvent(event)

    def _on_space(self, event: QKeyEvent) -> None:
        if self._held.repeats(event):
            return
        if event.modifiers() & _SHIFT:
            self._ticks.reach(self.currentIndex())
        else:
            self._ticks.toggle()


def _is_space(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Space and not event.modifiers() & ~_SHIFT
