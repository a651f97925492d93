"""Like parts side by side, as many in a line as there is room for: in a narrow window the rest stands in a second line."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget


class Wrapping(QWidget):
    """``parts`` from the left; those that are hidden take no place, and lines are equally long where they can be."""

    def __init__(self, parts: Sequence[QWidget], *, spacing: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = tuple(parts)
        self._stand: tuple[tuple[QWidget, ...], int] = ((), 0)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(spacing)
        for part in self._parts:
            part.setParent(self)
        self._arrange()

    @property
    def columns(self) -> int:
        """How many stand in a line now."""
        return self._stand[1]

    def minimumSizeHint(self) -> QSize:
        """One beside the other is wished, not needed."""
        return QSize(self._least(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer in a line."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """One came or went."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def _least(self) -> int:
        return max((part.minimumSizeHint().width() for part in self._parts), default=0)

    def _arrange(self) -> None:
        shown = tuple(part for part in self._parts if not part.isHidden())
        if not shown:
            return
        spacing = self._grid.horizontalSpacing()
        fit = max(1, (self.width() + spacing) // (self._least() + spacing))
        lines = -(-len(shown) // fit)
        columns = -(-len(shown) // lines)
        if (shown, columns) == self._stand:
            return
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        for place, part in enumerate(shown):
            self._grid.addWidget(part, place // columns, place % columns)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        self._stand = (shown, columns)
