"""The cells of a grid as data, and ranges of them; rows and columns count from 0."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop_admin.views.common.plain_words import tip

Index = QModelIndex | QPersistentModelIndex
#: What the painter asks for: the :class:`Cell` itself, None where there is none.
CELL_ROLE = int(Qt.ItemDataRole.UserRole) + 1


@dataclass(frozen=True)
class Cell:
    """``words`` large, ``detail`` small under (or behind) them; ``tone`` colours both and the ground.

    ``mark``: a corner in that tone says that something is wrong with it.  ``writes``: it may be typed into.
    ``says``: all of it in words, for the tooltip and aloud.
    """

    words: str = ""
    detail: str = ""
    tone: str = ""
    mark: str = ""
    says: str = ""
    right: bool = False
    writes: bool = False


CellOf = Callable[[int, int], Cell | None]
"""(row, column) → what stands there; None: there is no such cell (an aisle)."""


@dataclass(frozen=True)
class CellRange:
    """A rectangle, all four edges in it."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def between(cls, one: tuple[int, int], other: tuple[int, int]) -> "CellRange":
        """The rectangle over two cells (row, column)."""
        rows, columns = sorted((one[0], other[0])), sorted((one[1], other[1]))
        return cls(rows[0], columns[0], rows[1], columns[1])

    @property
    def rows(self) -> int:
        """How high."""
        return self.bottom - self.top + 1

    @property
    def columns(self) -> int:
        """How wide."""
        return self.right - self.left + 1

    def __contains__(self, place: object) -> bool:
        return isinstance(place, tuple) and place in set(self.places())

    def places(self) -> Iterator[tuple[int, int]]:
        """Every cell, row by row."""
        for row in range(self.top, self.bottom + 1):
            yield from ((row, column) for column in range(self.left, self.right + 1))

    def moved(self, down: int, across: int) -> "CellRange":
        """The same size elsewhere."""
        return CellRange(self.top + down, self.left + across, self.bottom + down, self.right + across)

    def within(self, rows: int, columns: int) -> bool:
        """Whether all of it lies in a grid of this size."""
        return self.top >= 0 and self.left >= 0 and self.bottom < rows and self.right < columns


class CellModel(QAbstractTableModel):
    """Asks ``CellOf`` for what is painted; holds nothing itself."""

    written = Signal(int, int, str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._across: tuple[str, ...] = ()
        self._down: tuple[str, ...] = ()
        self._cell: CellOf = lambda _row, _column: None

    def show(self, across: Sequence[str], down: Sequence[str], cell: CellOf) -> None:
        """Another grid: the names of its columns and rows, and its cells."""
        self.beginResetModel()
        self._across, self._down, self._cell = tuple(across), tuple(down), cell
        self.endResetModel()

    def refresh(self) -> None:
        """The cells are asked for anew; their number is the same."""
        if self._across and self._down:
            last = self.index(len(self._down) - 1, len(self._across) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def cell(self, row: int, column: int) -> Cell | None:
        """What stands there; None beyond the edges too."""
        if not (0 <= row < len(self._down) and 0 <= column < len(self._across)):
            return None
        return self._cell(row, column)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Rows."""
        return 0 if parent.isValid() else len(self._down)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Columns."""
        return 0 if parent.isValid() else len(self._across)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The names at the edges."""
        names = self._across if orientation == Qt.Orientation.Horizontal else self._down
        if role == Qt.ItemDataRole.DisplayRole and 0 <= section < len(names):
            return names[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, the cell itself, and all of it aloud: where it stands and what is there."""
        cell = self.cell(index.row(), index.column())
        if role == CELL_ROLE:
            return cell
        if cell is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return cell.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            where = f"{self._down[index.row()]} {self._across[index.column()]}"
            return f"{where}：{cell.says or ' '.join(filter(None, (cell.words, cell.detail))) or '空'}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(cell.says) if cell.says else None
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell what was typed, if it is new; it is shown once the page has it."""
        cell = self.cell(index.row(), index.column())
        if role != Qt.ItemDataRole.EditRole or cell is None or not cell.writes:
            return False
        if str(value).strip() != cell.words:
            self.written.emit(index.row(), index.column(), str(value).strip())
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What is no cell is nothing to the keyboard."""
        cell = self.cell(index.row(), index.column())
        if cell is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if cell.writes else flags
