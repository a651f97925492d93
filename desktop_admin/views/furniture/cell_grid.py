"""A grid of cells with a cursor: seats of a room, people over sessions, amounts of a month.

Arrows walk (Ctrl: to the end of what is filled), Shift makes a range and so does the mouse, Ctrl+A takes all, Esc
comes back to one cell.  Enter or F2 writes where a cell may be written, else opens; digits begin to write at once.
Space ticks, Delete empties, Ctrl+C copies a range as a table.  With ``carries`` what is chosen is carried by the
mouse or with Alt and arrows, laid down by Enter or by letting go, put back by Esc.  Letters are the page's.
"""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QHeaderView, QTableView, QWidget

from desktop_admin.views.common.clipboard import copy_text
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.furniture.cell_carry import CellCarry
from desktop_admin.views.furniture.cell_paint import CellPainter, outline
from desktop_admin.views.furniture.cell_walk import walk
from desktop_admin.views.furniture.cells import CellModel, CellOf, CellRange, Index

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_FLAGS = QItemSelectionModel.SelectionFlag


class CellGrid(QTableView):
    """``name`` says aloud what it is a grid of; ``height`` and ``width`` are a cell's, in pixels."""

    chosen = Signal(object)
    """The :class:`CellRange` that is chosen now; with one cell it is the cursor's."""
    opened = Signal(int, int)
    """Enter or a double click on a cell that is not written."""
    written = Signal(int, int, str)
    """(row, column, words): typed and ended. The grid shows it once the page says so by ``refresh``."""
    ticked = Signal(object)
    """Space on a range."""
    emptied = Signal(object)
    """Delete on a range."""
    carried = Signal(object, int, int)
    """(range, row, column of its upper left cell there): laid down elsewhere. Nothing is changed by the grid."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        height: int = 32,
        width: int = 92,
        carries: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cells = CellModel(self)
        self._cells.written.connect(self.written)
        self._carry = CellCarry(self._cells, on=carries)
        self._painter = CellPainter(theme, self)
        self._painter.entered.connect(self._go_down)
        self._before: CellRange | None = None
        self._pressed = QPoint()
        self.setObjectName("cellGrid")
        self.setAccessibleName(name)
        self.setModel(self._cells)
        self.setItemDelegate(self._painter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for header, size in ((self.horizontalHeader(), width), (self.verticalHeader(), height)):
            header.setMinimumSectionSize(24)
            header.setDefaultSectionSize(size)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setHighlightSections(True)
        self.selectionModel().selectionChanged.connect(lambda: self._tell())
        theme.changed.connect(self.viewport().update)

    # -- what is shown -----------------------------------------------------------------------

    def show_cells(
        self, across: Sequence[str], down: Sequence[str], cell: CellOf, widths: Sequence[int] = ()
    ) -> None:
        """Another grid: names of its columns and rows, its cells, and columns that have a width of their own."""
        self._carry.put_back()
        self._cells.show(across, down, cell)
        self._before = None
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        first = next((at for at in _all(len(down), len(across)) if self._cells.cell(*at) is not None), None)
        # Without a cell there is nothing for the keyboard.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if first is not None else Qt.FocusPolicy.NoFocus)
        if first is not None:
            self.go_to(*first)

    def refresh(self) -> None:
        """The same places hold something else; cursor and range stay."""
        self._cells.refresh()

    @property
    def cursor_at(self) -> tuple[int, int] | None:
        """(row, column) a key would go to."""
        index = self.currentIndex()
        return (index.row(), index.column()) if index.isValid() else None

    @property
    def range(self) -> CellRange | None:
        """What is chosen."""
        selection = self.selectionModel().selection()
        found = [selection.at(number) for number in range(selection.count())]
        if not found:
            return None
        return CellRange(
            min(one.top() for one in found),
            min(one.left() for one in found),
            max(one.bottom() for one in found),
            max(one.right() for one in found),
        )

    def go_to(self, row: int, column: int) -> None:
        """Stand on a cell and choose nothing else."""
        index = self._cells.index(row, column)
        self.selectionModel().setCurrentIndex(index, _FLAGS.ClearAndSelect)

    def choose(self, chosen: CellRange) -> None:
        """Choose a range; the cursor stands at its end."""
        corners = (
            self._cells.index(chosen.top, chosen.left),
            self._cells.index(chosen.bottom, chosen.right),
        )
        self.selectionModel().setCurrentIndex(corners[1], _FLAGS.NoUpdate)
        self.selectionModel().select(QItemSelection(*corners), _FLAGS.ClearAndSelect)

    # -- keys --------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is not the grid's goes on to the page."""
        event.setAccepted(self._hears(event))

    def _hears(self, event: QKeyEvent) -> bool:
        key, mods = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        at, chosen = self.cursor_at, self.range
        if at is None or chosen is None:
            return False
        if self._carry.hears(event, chosen):
            self._after_carry()
            return True
        if event.matches(QKeySequence.StandardKey.Copy):
            copy_text(self._as_table(chosen))
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.choose(CellRange(0, 0, self._cells.rowCount() - 1, self._cells.columnCount() - 1))
        elif (there := walk(self._cells, at, key, mods, self._page())) is not None:
            self._step(there, extend=bool(mods & _SHIFT))
        elif mods:
            return False
        elif key in _ENTER:
            if not event.isAutoRepeat():
                self._open(self.currentIndex())
        elif key == Qt.Key.Key_Escape and chosen.rows * chosen.columns > 1:
            self.go_to(*at)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Delete):
            if not event.isAutoRepeat():
                (self.ticked if key == Qt.Key.Key_Space else self.emptied).emit(chosen)
        elif event.text().isascii() and event.text().isdigit():
            return self._write(event.text())
        else:
            return False
        return True

    def _step(self, there: tuple[int, int], *, extend: bool) -> None:
        index = self._cells.index(*there)
        if not extend:
            self.go_to(*there)
        else:
            anchor = self._anchor or self.cursor_at or there
            chosen = CellRange.between(anchor, there)
            ends = (
                self._cells.index(chosen.top, chosen.left),
                self._cells.index(chosen.bottom, chosen.right),
            )
            self.selectionModel().setCurrentIndex(index, _FLAGS.NoUpdate)
            self.selectionModel().select(QItemSelection(*ends), _FLAGS.ClearAndSelect)
        self.scrollTo(index)

    @property
    def _anchor(self) -> tuple[int, int] | None:
        """The corner of the range that lies opposite to the cursor: where it was begun."""
        at, chosen = self.cursor_at, self.range
        if at is None or chosen is None or at not in chosen:
            return at
        row = chosen.bottom if at[0] == chosen.top else chosen.top
        column = chosen.right if at[1] == chosen.left else chosen.left
        return row, column

    def _page(self) -> int:
        """Rows in sight."""
        high = self.verticalHeader().defaultSectionSize()
        return max(1, self.viewport().height() // high - 1)

    # -- writing and opening -----------------------------------------------------------------

    def _open(self, index: Index) -> None:
        cell = self._cells.cell(index.row(), index.column())
        if cell is not None and cell.writes:
            self.edit(self._cells.index(index.row(), index.column()))
        elif cell is not None:
            self.opened.emit(index.row(), index.column())

    def _write(self, begun: str) -> bool:
        index = self.currentIndex()
        cell = self._cells.cell(index.row(), index.column())
        if cell is None or not cell.writes:
            return False
        self.edit(index)
        if self._painter.editor is not None:
            self._painter.editor.setText(begun)
        return True

    def _go_down(self) -> None:
        at = self.cursor_at
        below = walk(self._cells, at, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, 1) if at else None
        if below is not None:
            self._step(below, extend=False)

    def _as_table(self, chosen: CellRange) -> str:
        """Tabs and lines, as every spreadsheet takes it."""
        lines = []
        for row in range(chosen.top, chosen.bottom + 1):
            cells = (self._cells.cell(row, column) for column in range(chosen.left, chosen.right + 1))
            lines.append("\t".join(cell.words if cell is not None else "" for cell in cells))
        return "\n".join(lines)

    # -- mouse -------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """On what is chosen it may be carried; elsewhere a range begins."""
        place, chosen = self._place(event.position().toPoint()), self.range
        left = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        if left and place is not None and chosen is not None and self._carry.take(chosen, place):
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._pressed = event.position().toPoint()
        elif place is not None and self._cells.cell(*place) is not None:
            super().mousePressEvent(event)  # on a gap nothing is chosen, and nothing left

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry, or draw the range larger."""
        if not self._carry.taken:
            super().mouseMoveEvent(event)
            return
        point = event.position().toPoint()
        if self._carry.there is not None or (point - self._pressed).manhattanLength() >= (
            QApplication.startDragDistance()
        ):
            self._carry.follow(self._place(point))
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lay down; a click on what is chosen chooses that cell alone."""
        if not self._carry.taken:
            super().mouseReleaseEvent(event)
            return
        moved = self._carry.there is not None
        self._carry.lay_down()
        self._after_carry()
        place = self._place(event.position().toPoint())
        if not moved and place is not None:
            self.go_to(*place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Opens, also what was chosen already (Qt forgets the first press there)."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._carry.put_back()
            self._open(self.indexAt(event.position().toPoint()))

    def _place(self, point: QPoint) -> tuple[int, int] | None:
        index = self.indexAt(point)
        return (index.row(), index.column()) if index.isValid() else None

    def _after_carry(self) -> None:
        self.viewport().update()
        laid = self._carry.take_laid()
        if laid is not None:
            self.carried.emit(*laid)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing is carried by a hand that is elsewhere."""
        super().focusOutEvent(event)
        self._carry.put_back()
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring appears."""
        super().focusInEvent(event)
        self.viewport().update()

    # -- painting ----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Cells; over them the frame of the range, the ring of the cursor, and what is carried."""
        super().paintEvent(event)
        with QPainter(self.viewport()) as painter:
            chosen, at = self.range, self.cursor_at
            if chosen is not None and (chosen.rows * chosen.columns > 1 or not self.hasFocus()):
                self._frame(painter, chosen, "accent", 1)
            if at is not None and self.hasFocus():
                self._frame(painter, CellRange.between(at, at), "focus", 2)
            if self._carry.there is not None:
                self._frame(painter, self._carry.there, "focus", 2, Qt.PenStyle.DashLine)

    def _frame(
        self,
        painter: QPainter,
        chosen: CellRange,
        token: str,
        wide: int,
        style: Qt.PenStyle = Qt.PenStyle.SolidLine,
    ) -> None:
        first = self.visualRect(self._cells.index(chosen.top, chosen.left))
        last = self.visualRect(self._cells.index(chosen.bottom, chosen.right))
        area: QRect = first.united(last)
        pen = QPen(self._theme.colour(token), wide, style)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        outline(painter, area, wide)

    def _tell(self) -> None:
        chosen = self.range
        self.viewport().update()
        if chosen is not None and chosen != self._before:
            self._before = chosen
            self.chosen.emit(chosen)


def _all(rows: int, columns: int) -> list[tuple[int, int]]:
    return [(row, column) for row in range(rows) for column in range(columns)]
