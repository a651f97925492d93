"""Keeps the person's place in a paged list when the list is loaded anew.

Qt forgets current and selected rows on a model reset; people do not.  Apart from the model, because
selection belongs to the view.
"""

from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject
from PySide6.QtWidgets import QAbstractItemView

from desktop_admin.views.common.paged import PagedModel


class KeepPlace(QObject):
    """Remembers current id, selected ids and scroll position over a reset of the view's model."""

    def __init__(self, view: QAbstractItemView, model: PagedModel[Any]) -> None:
        super().__init__(view)
        self._view, self._model = view, model
        self._current: int | None = None
        self._selected: tuple[int, ...] = ()
        self._scroll = 0
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)

    def _remember(self) -> None:
        selection = self._view.selectionModel()
        self._current = self._model.id_at(self._view.currentIndex().row())
        ids = (self._model.id_at(index.row()) for index in selection.selectedIndexes())
        self._selected = tuple(dict.fromkeys(wanted for wanted in ids if wanted is not None))
        self._scroll = self._view.verticalScrollBar().value()

    def _restore(self) -> None:
        selection = self._view.selectionModel()
        flags = QItemSelectionModel.SelectionFlag
        found = QItemSelection()  # at once: whoever counts what is ticked never sees half of it
        for wanted in self._selected:
            position = self._model.position_of(wanted)
            if position >= 0:
                found.select(self._model.index(position, 0), self._model.index(position, 0))
        selection.select(found, flags.Select | flags.Rows)
        if self._current is not None:
            position = self._model.position_of(self._current)
            if position >= 0:
                selection.setCurrentIndex(self._model.index(position, 0), flags.NoUpdate)
                self._view.verticalScrollBar().setValue(self._scroll)
