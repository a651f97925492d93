"""A table with its foot: how many there are, which columns are shown and how they are sorted, and taking them out."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from desktop_admin.views.common.table import Table
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import CommandButton, Hairline, Text, row


class TablePane(QWidget):
    """``totals`` is the line under the table; 列 (or a right click on the heads) offers columns and orders.

    ``remember`` keeps what somebody made of it, under the table's accessible name.  ``offer_export`` shows the
    button that takes the list out of the program; without it there is none.
    """

    def __init__(self, table: Table, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self.totals = Text(tone="muted")
        self.choose = CommandButton("列 ∨", kind="quiet")
        self.choose.setAccessibleName("显示哪些列、怎样排序")
        self.choose.clicked.connect(lambda: self._pop(self.choose.mapToGlobal(QPoint(0, 0)), above=True))
        self.export = CommandButton("导出…", kind="quiet")
        self.export.hide()
        self._act: Callable[[], None] | None = None
        self.export.clicked.connect(self._on_export)
        table.head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.head.customContextMenuRequested.connect(lambda at: self._pop(table.head.mapToGlobal(at)))
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._fill)
        foot = row(self.totals, None, self.export, self.choose)
        foot.setContentsMargins(3 * GRID, GRID, 3 * GRID, GRID)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(table, 1)
        layout.addWidget(Hairline())
        layout.addLayout(foot)

    def remember(self, settings: QSettings) -> None:
        """Widths, hidden columns and the order, from now on and from last time."""
        self.table.head.remember(settings, self.table.accessibleName())

    def offer_export(self, act: Callable[[], None]) -> None:
        """There is a way to take this list out."""
        self._act = act
        self.export.show()

    def _on_export(self) -> None:
        if self._act is not None:
            self._act()

    def _pop(self, at: QPoint, *, above: bool = False) -> None:
        if above:
            self._fill()
            at.setY(at.y() - self.menu.sizeHint().height())
        self.menu.popup(at)

    def _fill(self) -> None:
        head, menu = self.table.head, self.menu
        menu.clear()
        for number, column in enumerate(head.columns):
            if not column.title:
                continue
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(not head.isSectionHidden(number))
            action.setEnabled(number > 0)
            action.triggered.connect(lambda on, number=number: head.show_column(number, on=on))
        sortable = [column for column in head.columns if column.sort]
        if sortable:
            menu.addSeparator()
        for column in sortable:
            mine = column.sort == head.sort
            way = ("（从大到小）" if head.descending else "（从小到大）") if mine else ""
            action = menu.addAction(f"按{column.title}排序{way}")
            action.setCheckable(True)
            action.setChecked(mine)
            action.triggered.connect(partial(head.turn, column.sort))
        menu.addSeparator()
        menu.addAction("恢复原样").triggered.connect(head.forget)
