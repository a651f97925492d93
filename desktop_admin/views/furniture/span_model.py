"""The spans of a schedule as a model, so that each is an item with a name for screen readers and tooltips."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_admin.views.common.plain_words import tip
from desktop_admin.views.furniture.spans import Span

Index = QModelIndex | QPersistentModelIndex


class SpanModel(QAbstractListModel):
    """One row for each, in the order they are walked through."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.spans: tuple[Span, ...] = ()

    def show(self, spans: tuple[Span, ...]) -> None:
        """Others."""
        self.beginResetModel()
        self.spans = spans
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many."""
        return 0 if parent.isValid() else len(self.spans)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, and all of it aloud."""
        span = self.spans[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return span.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return span.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(span.spoken)
        return None
