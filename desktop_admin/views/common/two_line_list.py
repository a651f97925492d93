"""A long list of two-line rows: quick over a million of them, with its keyboard seen and a menu for the current row."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from desktop_admin.views.common.command_menu import asked_row
from desktop_admin.views.common.row_painting import ring_around
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.two_lines import Index

#: So many rows that changed at once are told one by one, as Qt does; more are a page that arrived.
_FEW = 20


class TwoLineList(QListView):
    """The base of such lists: a desk sets its :class:`PagedModel` and its :class:`TwoLinePainter`.

    What keys do is the desk's own; letters are commands here, so that no input method swallows them.
    """

    menu_wanted = Signal(QPoint)
    """What can be done with the row that is current now: where on the screen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Rows arrived or changed: paint them. All rows are equally high, so nothing is laid out again.

        QListView would: a second and a half for a million rows, with every page that arrives.
        """
        if last.row() - first.row() < _FEW:
            QAbstractItemView.dataChanged(self, first, last, list(roles))
        else:  # a page arrived: Qt would look at each of its rows, 5 ms in which the bar is being dragged
            self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu is about the row it is asked for."""
        index, at = asked_row(self, event)
        if index.isValid():
            self.turn_to(index)
        self.menu_wanted.emit(at)

    def turn_to(self, index: QModelIndex) -> None:
        """Make a row the one a menu is about; here the current one."""
        self.setCurrentIndex(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows; a ring around all of them while the keyboard is on none."""
        super().paintEvent(event)
        ring_around(self, self._theme)
