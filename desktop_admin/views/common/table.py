"""Tables as data: columns say what a cell shows and in which tone; badges are painted, never widgets.

Works over :class:`PagedModel` (long lists by id) and :class:`Rows` (whole lists, or the journal, which
grows at the end as the person scrolls down).
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop_admin.views.common.columns import BADGE_ROLE, BOLD_ROLE, TONE_ROLE, Column, display_of
from desktop_admin.views.common.command_menu import asked_row
from desktop_admin.views.common.paged import ID_ROLE, ROW_ROLE
from desktop_admin.views.common.row_painting import (
    BAR,
    has_keyboard,
    paint_badge,
    paint_box,
    paint_ring,
    paint_row,
    ring_around,
)
from desktop_admin.views.common.table_head import TableHead
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.ticking import Ticking
from desktop_admin.views.common.tokens import BODY, GRID, SMALL

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT = 36


class Rows(QAbstractTableModel, Generic[Row]):
    """Whole rows in the order given. ``more`` is emitted when the person nears the end and more may come."""

    more = Signal()

    def __init__(
        self, id_of: Callable[[Row], int], columns: Sequence[Column[Row]], parent: Any = None
    ) -> None:
        super().__init__(parent)
        self._id_of = id_of
        self._columns = tuple(columns)
        self._display = display_of(columns)
        self.rows: list[Row] = []
        self.may_grow = False

    def reset(self, rows: Iterable[Row], *, may_grow: bool = False) -> None:
        """Another list."""
        self.beginResetModel()
        self.rows = list(rows)
        self.may_grow = may_grow
        self.endResetModel()

    def append(self, rows: Iterable[Row], *, may_grow: bool) -> None:
        """Rows after the last one."""
        arrived = list(rows)
        self.may_grow = may_grow
        if arrived:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(arrived) - 1)
            self.rows += arrived
            self.endInsertRows()

    def position_of(self, wanted: int) -> int:
        """Where an id stands, -1 if it does not."""
        return next((i for i, one in enumerate(self.rows) if self._id_of(one) == wanted), -1)

    def row_at(self, position: int) -> Row | None:
        """The row at a position."""
        return self.rows[position] if 0 <= position < len(self.rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """As many as there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """As many as were given."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The heads."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._columns[section].title
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell."""
        row = self.row_at(index.row())
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == ID_ROLE:
            return self._id_of(row)
        return self._display(row, index.column(), role)

    def canFetchMore(self, parent: Index) -> bool:
        """Qt asks while the person scrolls."""
        return self.may_grow

    def fetchMore(self, parent: Index) -> None:
        """The owner asks the office; one question at a time."""
        self.may_grow = False
        self.more.emit()


class CellPainter(QStyledItemDelegate):
    """Words in their tone, badges, a hairline under each row."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour, area = self._theme.colour, QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        first, last = index.column() == 0, index.column() == self._last_shown(index)
        paint_row(
            painter, self._theme, area, chosen=chosen, hovered=hovered, bar=BAR if chosen and first else 0
        )
        if has_keyboard(self.parent(), index):
            paint_ring(painter, self._theme, area, left=first, right=last)
        inner = area.adjusted(2 * GRID, 0, -2 * GRID, -1)
        view = self.parent()
        if first and isinstance(view, Table) and view.ticking.on:
            inner.adjust(paint_box(painter, self._theme, inner, ticked=chosen), 0, 0, 0)
        words = str(index.data() or "")
        tone = str(index.data(TONE_ROLE) or "")
        if index.data(BADGE_ROLE):
            self._paint_badges(painter, inner, words, tone or "info", chosen=chosen)
        elif words:
            font = self._theme.typeface.font(BODY, bold=bool(index.data(BOLD_ROLE)))
            painter.setFont(font)
            painter.setPen(colour(tone or "text"))
            align = index.data(Qt.ItemDataRole.TextAlignmentRole)
            flags = (
                int(align)
                if align is not None
                else int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            )
            line = words.replace("\n", " ")
            shown = QFontMetrics(font).elidedText(line, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(inner, flags, shown)
        elif index.data(ROW_ROLE) is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("faint"))
            painter.drawRoundedRect(inner.left(), inner.center().y() - 4, inner.width() * 2 // 3, 8, 4, 4)
        painter.restore()

    def _last_shown(self, index: Index) -> int:
        view, count = self.parent(), index.model().columnCount()
        hidden = view.isColumnHidden if isinstance(view, QTableView) else lambda _column: False
        return next((column for column in range(count - 1, -1, -1) if not hidden(column)), 0)

    def _paint_badges(self, painter: QPainter, area: QRect, words: str, tone: str, *, chosen: bool) -> None:
        if not words:
            return
        metrics = QFontMetrics(self._theme.typeface.font(SMALL))
        left = area.left()
        for word in words.split(" "):
            width = metrics.horizontalAdvance(word) + 3 * GRID
            if left + width > area.right() + 2 * GRID:
                break
            box = QRect(left, area.center().y() - 9, width, 18)
            paint_badge(painter, self._theme, box, word, tone, chosen=chosen)
            left += width + GRID


class Table(QTableView):
    """Rows are chosen whole; ``chosen`` with the id when the current row changes by key or click.

    ``head`` sorts, hides columns and remembers both (:class:`TableHead`); with its foot it is a :class:`TablePane`.
    With ``ticking`` on, rows are ticked instead (:class:`Ticking`).
    """

    chosen = Signal(int)
    menu_wanted = Signal(QPoint)
    """What can be done with the row that is current now: where on the screen."""

    def __init__(
        self,
        theme: Theme,
        model: QAbstractTableModel,
        columns: Sequence[Column[Any]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.head = TableHead(theme, columns, self)
        self.setHorizontalHeader(self.head)
        self.setModel(model)
        self.setItemDelegate(CellPainter(theme, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.head.lay_out()
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.ticking = Ticking(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows; a ring around all of them while the keyboard is on none."""
        super().paintEvent(event)
        ring_around(self, self._theme)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu is about the row it is asked for: that becomes the current one."""
        index, at = asked_row(self, event)
        if index.isValid():
            self.setCurrentIndex(index)
        self.menu_wanted.emit(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk; letters and Enter are the page's."""
        if event.text().strip() or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()
            return
        super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End are the ends of the list: rows are chosen whole, so there is nowhere to go within one."""
        last = self.model().rowCount() - 1
        ends = {self.CursorAction.MoveHome: 0, self.CursorAction.MoveEnd: last}
        if action in ends and last >= 0:
            return self.model().index(ends[action], max(self.currentIndex().column(), 0))
        return super().moveCursor(action, modifiers)

    def choose(self, position: int) -> None:
        """Make a row the current one."""
        if position >= 0:
            self.setCurrentIndex(self.model().index(position, 0))

    def _on_current(self, current: QModelIndex, before: QModelIndex) -> None:
        wanted = current.data(ID_ROLE)
        if wanted is not None:
            self.chosen.emit(int(wanted))
