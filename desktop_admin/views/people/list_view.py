"""The list as it is seen: two painted lines a row; arrows walk, letters belong to the page."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_admin.contract.people import CandidateRow, CompanyRow
from desktop_admin.views.common.command_menu import asked_row
from desktop_admin.views.common.paged import ID_ROLE, ROW_ROLE, PagedModel
from desktop_admin.views.common.row_painting import BAR, has_keyboard, paint_ring, paint_row, ring_around
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.tokens import BODY, GRID, SMALL
from desktop_admin.views.people.listing import AnyRow
from desktop_admin.views.people.words import county_words

ROW_HEIGHT = 50
Index = QModelIndex | QPersistentModelIndex


class RowPainter(QStyledItemDelegate):
    """A person: name, ID masked; company, applications. A company: name; code, county, people."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every row is as high as every other."""
        return QSize(200, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One row."""
        painter.save()
        colour, area = self._theme.colour, QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        paint_row(painter, self._theme, area, chosen=chosen, hovered=hovered, bar=BAR if chosen else 0)
        if has_keyboard(self.parent(), index):
            paint_ring(painter, self._theme, area)
        inner = area.adjusted(3 * GRID, 2 * GRID - 1, -3 * GRID, -2 * GRID + 1)
        row = index.data(ROW_ROLE)
        if isinstance(row, CandidateRow):
            mark = f"{row.submissions} 份" if row.submissions else ""
            self._paint(painter, inner, row.name, row.id_masked, row.company or "未填单位", mark)
        elif isinstance(row, CompanyRow):
            below = " · ".join(part for part in (row.credit_code, county_words(row.county)) if part)
            self._paint(painter, inner, row.name, "", below, f"{row.people} 人")
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("faint"))
            painter.drawRoundedRect(inner.left(), inner.top() + 4, inner.width() // 3, 10, 4, 4)
            painter.drawRoundedRect(inner.left(), inner.bottom() - 12, inner.width() * 2 // 3, 8, 4, 4)
        painter.restore()

    def _paint(self, painter: QPainter, area: QRect, name: str, number: str, below: str, mark: str) -> None:
        colour, face = self._theme.colour, self._theme.typeface
        half = area.height() // 2
        top = QRect(area.left(), area.top(), area.width(), half)
        under = QRect(area.left(), area.top() + half + 1, area.width(), half)
        small = face.font(SMALL)
        room = area.width()
        if number:
            width = QFontMetrics(small).horizontalAdvance(number)
            _write(painter, top, number, small, colour("muted"), width, right=True)
            room -= width + 2 * GRID
        _write(painter, top, name, face.font(BODY + 1, bold=True), colour("text"), room)
        room = area.width()
        if mark:
            width = QFontMetrics(small).horizontalAdvance(mark)
            _write(painter, under, mark, small, colour("muted"), width, right=True)
            room -= width + 2 * GRID
        _write(painter, under, below, small, colour("muted"), room)


def _write(
    painter: QPainter, area: QRect, words: str, font: QFont, ink: QColor, room: int, *, right: bool = False
) -> None:
    painter.setFont(font)
    painter.setPen(ink)
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room + 1)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, shown)


class PeopleView(QListView):
    """``chosen`` with an id when the current row changes by key or click; ``opened`` on Enter."""

    chosen = Signal(int)
    opened = Signal()
    menu_wanted = Signal(QPoint)
    """What can be done with the row that is current now: where on the screen."""

    def __init__(self, theme: Theme, model: PagedModel[AnyRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._quiet = theme, False
        self.setModel(model)
        self.setItemDelegate(RowPainter(theme, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
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

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows; a ring around all of them while the keyboard is on none."""
        super().paintEvent(event)
        ring_around(self, self._theme)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu is about the row it is asked for: that becomes the chosen one."""
        index, at = asked_row(self, event)
        if index.isValid():
            self.setCurrentIndex(index)
        self.menu_wanted.emit(at)

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
