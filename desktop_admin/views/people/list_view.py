"""The list as it is seen: what its rows say; arrows walk, letters belong to the page."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop_admin.contract.people import CandidateRow
from desktop_admin.views.common.paged import ID_ROLE, PagedModel
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.two_line_list import TwoLineList
from desktop_admin.views.common.two_lines import TwoLinePainter, TwoLines
from desktop_admin.views.people.listing import AnyRow
from desktop_admin.views.people.words import county_words


def people_lines(row: AnyRow) -> TwoLines:
    """A person: name, ID masked; company, applications. A company: name; code, county, people."""
    if isinstance(row, CandidateRow):
        mark = f"{row.submissions} 份" if row.submissions else ""
        return TwoLines(row.name, row.company or "未填单位", aside=row.id_masked, mark=mark)
    below = " · ".join(part for part in (row.credit_code, county_words(row.county)) if part)
    return TwoLines(row.name, below, mark=f"{row.people} 人")


class PeopleView(TwoLineList):
    """``chosen`` with an id when the current row changes by key or click; ``opened`` on Enter."""

    chosen = Signal(int)
    opened = Signal()

    def __init__(self, theme: Theme, model: PagedModel[AnyRow], parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._quiet = False
        self.setModel(model)
        self.setItemDelegate(TwoLinePainter(theme, people_lines, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.selectionModel().currentChanged.connect(self._on_current)

    def step(self, by: int) -> None:
        """Walk from the search field."""
        count = self.model().rowCount()
        if count:
            self.setCurrentIndex(
                self.model().index(max(0, min(self.currentIndex().row() + by, count - 1)), 0)
            )

    def show_open(self, position: int) -> None:
        """Mark the row of the page on screen, without opening it again."""
        self._quiet = True
        if position >= 0:
            self.setCurrentIndex(self.model().index(position, 0))
        else:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        self._quiet = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are the page's; Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.text().strip() or event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _on_current(self, current: QModelIndex, before: QModelIndex) -> None:
        wanted = current.data(ID_ROLE)
        if wanted is not None and not self._quiet:
            self.chosen.emit(int(wanted))
