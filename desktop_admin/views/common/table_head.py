"""The heads of a table: a click sorts by a column the office can sort by, widths are dragged, columns hidden."""

import json
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRect, QSettings, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop_admin.views.common.columns import Column
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.tokens import GRID

_ARROW = 14
_NARROWEST = 40


class TableHead(QHeaderView):
    """``sorted`` with the name of an order the office offers ('' = its own) and whether it is turned round.

    What somebody made of it (widths, hidden columns, the order) is kept under a name, once :meth:`remember` was
    called.  The first column is never hidden: it says what the row is.
    """

    sorted = Signal(str, bool)

    def __init__(self, theme: Theme, columns: Sequence[Column[Any]], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme, self.columns = theme, tuple(columns)
        self.sort, self.descending = "", False
        self._settings: QSettings | None = None
        self._name = ""
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(_NARROWEST)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.sectionClicked.connect(lambda number: self.turn(self.columns[number].sort))
        self.sectionResized.connect(self._on_resized)

    def lay_out(self) -> None:
        """Every column as it was made, in its width; the office's own order."""
        mode = QHeaderView.ResizeMode
        for number, column in enumerate(self.columns):
            self.setSectionResizeMode(number, mode.Interactive if column.width else mode.Stretch)
            self.setSectionHidden(number, False)
            if column.width:
                self.resizeSection(number, column.width)

    def turn(self, sort: str) -> None:
        """Sort by it; asked again, the other way round; asked a third time, the office's own order."""
        if not sort:
            return
        if sort != self.sort:
            self.set_order(sort, descending=False)
        elif not self.descending:
            self.set_order(sort, descending=True)
        else:
            self.set_order("")

    def set_order(self, sort: str, *, descending: bool = False) -> None:
        """Say how the list is sorted, and have it sorted so."""
        if (sort, descending) == (self.sort, self.descending):
            return
        self.sort, self.descending = sort, descending
        self.viewport().update()
        self._keep()
        self.sorted.emit(sort, descending)

    def show_column(self, number: int, *, on: bool) -> None:
        """Hide a column, or show it again."""
        if number:
            self.setSectionHidden(number, not on)
            self._keep()

    def forget(self) -> None:
        """As it was delivered: widths, columns and order."""
        self.lay_out()
        self.set_order("")
        self._keep()

    # -- remembering -------------------------------------------------------------------------

    def remember(self, settings: QSettings, name: str) -> None:
        """Take over what was kept under this name, and keep what is changed from now on."""
        self._settings = None
        kept = _read(settings.value(f"tables/{name}", ""))
        titles = [column.title for column in self.columns]
        for number, title in enumerate(titles):
            width = kept.get("widths", {}).get(title)
            if self.columns[number].width and isinstance(width, int) and _NARROWEST <= width <= 2000:
                self.resizeSection(number, width)
            if number and title in kept.get("hidden", ()):
                self.setSectionHidden(number, True)
        sort = kept.get("sort", "")
        if sort and sort in {column.sort for column in self.columns}:
            self.set_order(sort, descending=bool(kept.get("descending")))
        self._settings, self._name = settings, f"tables/{name}"

    def _on_resized(self, number: int, _before: int, now: int) -> None:
        if now and self.columns[number].width:
            self._keep()

    def _keep(self) -> None:
        if self._settings is None:
            return
        numbered = list(enumerate(self.columns))
        kept = {
            "widths": {c.title: self.sectionSize(n) for n, c in numbered if c.width and self.sectionSize(n)},
            "hidden": [c.title for n, c in numbered if self.isSectionHidden(n)],
            "sort": self.sort,
            "descending": self.descending,
        }
        self._settings.setValue(self._name, json.dumps(kept, ensure_ascii=False))

    # -- painting ----------------------------------------------------------------------------

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """The title, and an arrow behind it where the list is sorted."""
        painter.save()
        super().paintSection(painter, rect, logicalIndex)
        painter.restore()
        if self.sort and self.columns[logicalIndex].sort == self.sort:
            name = "arrow-down" if self.descending else "arrow-up"
            picture = self._theme.pixmap(name, _ARROW, "accent", self.devicePixelRatioF())
            painter.drawPixmap(rect.right() - _ARROW - GRID, rect.center().y() - _ARROW // 2, picture)


def _read(value: Any) -> dict[str, Any]:
    """What was kept; settings of another version, or touched by hand, are as good as none."""
    try:
        kept = json.loads(str(value))
    except ValueError:
        return {}
    right = isinstance(kept, dict) and isinstance(kept.get("widths"), dict)
    return kept if right and isinstance(kept.get("hidden"), list) else {}
