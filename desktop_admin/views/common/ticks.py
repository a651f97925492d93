"""The cursor and the ticks of a list where several are taken: the cursor walks alone, Space ticks, Shift ticks a range.

Apart from any list because it knows nothing of what is listed; rows are ticked whole, whatever their columns. A range begins at the row ticked last (Shift with
Space or a click) or where the cursor was (Shift with arrows), does to every row what was done to its first one,
and gives back the rows it leaves when it shrinks.
"""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QAbstractItemView

_Flag = QItemSelectionModel.SelectionFlag


class Ticks:
    """Works on the selection of one view; rows that go (decided by a colleague) take their tick with them."""

    def __init__(self, view: QAbstractItemView) -> None:
        self._view = view
        self._last = self._first = QPersistentModelIndex()
        """The row ticked last, and the first of the range being made."""
        self._before = QItemSelection()
        self._on = True

    def begin(self) -> None:
        """Nothing ticked; the cursor where it was, or on the first row."""
        self._last = self._first = QPersistentModelIndex()
        self._view.clearSelection()
        if not self._view.currentIndex().isValid():
            self._put_cursor(0)

    def toggle(self) -> None:
        """Space."""
        index = self._view.currentIndex()
        if index.isValid():
            self._view.selectionModel().select(index, _Flag.Toggle | _Flag.Rows)
            self.ticked(index)

    def ticked(self, index: QModelIndex) -> None:
        """This row was ticked, or its tick taken away: ranges begin here."""
        self._last, self._first = QPersistentModelIndex(index), QPersistentModelIndex()

    def walk(self, by: int, *, ticking: bool = False) -> None:
        """Move the cursor by so many rows, as far as there are any; with ``ticking`` a range goes with it."""
        if ticking:
            if not self._first.isValid():
                self._begin_range(self._view.currentIndex())
            self._reach(self._row(by))
        else:
            self._first = QPersistentModelIndex()
            self._put_cursor(self._row(by))

    def reach(self, index: QModelIndex) -> None:
        """A range from the row ticked last to this one."""
        if not self._first.isValid():
            last = self._view.model().index(self._last.row(), 0)
            self._begin_range(last if last.isValid() else self._view.currentIndex())
        self._reach(index.row())

    def _row(self, by: int) -> int:
        return max(0, min(self._view.currentIndex().row() + by, self._view.model().rowCount() - 1))

    def _begin_range(self, index: QModelIndex) -> None:
        selection = self._view.selectionModel()
        self._on = selection.isSelected(index) if self._last == index else True
        self._first, self._before = QPersistentModelIndex(index), QItemSelection(selection.selection())

    def _reach(self, row: int) -> None:
        if not self._first.isValid() or row < 0:
            return
        model, first = self._view.model(), self._first.row()
        last = model.columnCount() - 1
        reached = QItemSelection(model.index(min(first, row), 0), model.index(max(first, row), last))
        whole = QItemSelection(self._before)
        whole.merge(reached, _Flag.Select if self._on else _Flag.Deselect)
        self._view.selectionModel().select(whole, _Flag.ClearAndSelect)
        self._put_cursor(row)

    def _put_cursor(self, row: int) -> None:
        index = self._view.model().index(row, 0)
        if index.isValid():
            self._view.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)
            self._view.scrollTo(index)
