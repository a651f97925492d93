"""How a cell is painted, and the field that opens in one."""

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPolygonF
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.tokens import BODY, GRID, SMALL
from desktop_admin.views.furniture.cells import CELL_ROLE, Cell

Index = QModelIndex | QPersistentModelIndex

#: Pixels a cell must be high to have its detail under its words.
_TWO_LINES = 40
_CORNER = 7
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class CellPainter(QStyledItemDelegate):
    """Ground, words, corner; ranges and the ring lie over all cells and are the grid's."""

    entered = Signal()
    """What was typed was ended by Enter."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self.editor: QLineEdit | None = None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell; what is none is a gap."""
        cell: Cell | None = index.data(CELL_ROLE)
        area, colour = QRect(option.rect), self._theme.colour
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if cell is None:
            painter.fillRect(area, colour("surface"))
            painter.restore()
            return
        ground = "accent_soft" if chosen else f"{cell.tone}_soft" if cell.tone else "raised"
        painter.fillRect(area, colour(ground))
        painter.fillRect(QRect(area.right(), area.top(), 1, area.height()), colour("line"))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), colour("line"))
        self._words(painter, cell, area.adjusted(2 * GRID, 1, -2 * GRID, -2))
        if cell.mark:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(cell.mark))
            right, top = area.right(), area.top()
            corner = (QPointF(right - _CORNER, top), QPointF(right, top), QPointF(right, top + _CORNER))
            painter.drawPolygon(QPolygonF(list(corner)))
        painter.restore()

    def _words(self, painter: QPainter, cell: Cell, inner: QRect) -> None:
        large, small = self._theme.typeface.font(BODY), self._theme.typeface.font(SMALL)
        ink = self._theme.colour(cell.tone or "text")
        side = Qt.AlignmentFlag.AlignRight if cell.right else Qt.AlignmentFlag.AlignLeft
        under = bool(cell.detail) and inner.height() >= _TWO_LINES - 3
        first = QRect(inner)
        if under:
            first.setBottom(inner.top() + inner.height() * 11 // 20)
        metrics = QFontMetrics(large)
        words = metrics.elidedText(cell.words, Qt.TextElideMode.ElideRight, first.width())
        painter.setFont(large)
        painter.setPen(ink)
        painter.drawText(first, _MIDDLE | side, words)
        if not cell.detail:
            return
        rest = QRect(inner)
        if under:
            rest.setTop(first.bottom())
        else:
            rest.setLeft(inner.left() + metrics.horizontalAdvance(words) + 2 * GRID)
        painter.setFont(small)
        painter.setPen(self._theme.colour(cell.tone or "muted"))
        if rest.width() > 2 * GRID:
            shown = QFontMetrics(small).elidedText(cell.detail, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, _MIDDLE | (side if under else Qt.AlignmentFlag.AlignLeft), shown)

    # -- writing -----------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line as in any form, as large as the cell."""
        self.editor = QLineEdit(parent)
        self.editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        return self.editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """What stands there, ready to be written over."""
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell's place; a line is never lower than its words."""
        area = QRect(option.rect)
        high = max(area.height(), editor.minimumSizeHint().height())
        editor.setGeometry(area.left(), area.center().y() - high // 2, area.width(), high)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter writes and goes down, as in a column of numbers; Tab, Esc and the loss of the focus are Qt's."""
        if (
            isinstance(watched, QLineEdit)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            if not event.isAutoRepeat():
                self.commitData.emit(watched)
                self.closeEditor.emit(watched, QStyledItemDelegate.EndEditHint.NoHint)
                self.editor = None
                self.entered.emit()
            return True
        return super().eventFilter(watched, event)


def outline(painter: QPainter, area: QRect, wide: float) -> None:
    """A frame inside ``area`` with the pen as it is, sharp at every scale."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = wide / 2
    painter.drawRect(QRectF(area).adjusted(half, half, -half, -half))
