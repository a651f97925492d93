"""A long list that stays quick: every id in order, rows only near where the person looks.

Measured (libraries.md): a million rows visible in under a second, scroll frames in single
milliseconds; a proxy that sorts Python rows took 13 s for a tenth of that.  The office sorts; this
model keeps the order it was given, fetches pages of 200 by id, and merges what the feed names.
"""

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

#: Roles for delegates: the row record (None while not loaded) and the id.
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
ID_ROLE = int(Qt.ItemDataRole.UserRole) + 1

PAGE = 200
#: Rows kept: about 30 pages; the person scrolls back a little, never through everything.
KEPT = 30 * PAGE
#: Of the pages passed over while scrolling fast, only the last few are fetched.
_PAGES_AT_ONCE = 3
_SETTLE_MS = 20
#: More ids apart than this are found by one walk through the list (60 ms for a million).
_SEARCHES = 3


class PagedModel(QAbstractTableModel, Generic[Row]):
    """Rows of one record type with an integer id.

    ``fetch(ids)`` asks the office for rows; call :meth:`supply` with the answer, or :meth:`not_supplied`
    when it failed.  ``display(row, column, role)`` answers what a cell shows.  ``columns`` are heads.
    """

    def __init__(
        self,
        id_of: Callable[[Row], int],
        fetch: Callable[[tuple[int, ...]], None],
        *,
        columns: Sequence[str] = ("",),
        display: Callable[[Row, int, int], Any] | None = None,
        parent: Any = None,
    ) -> None:
        super().__init__(parent)
        self._id_of = id_of
        self._fetch = fetch
        self._columns = tuple(columns)
        self._display = display
        self._ids: list[int] = []
        self._rows: OrderedDict[int, Row] = OrderedDict()
        self._asked: dict[int, int] = {}
        """Ids on their way, with the position where each stood when it was asked for."""
        self._wanted_pages: OrderedDict[int, None] = OrderedDict()
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._on_settled)

    # -- what the list holds -----------------------------------------------------------------

    @property
    def ids(self) -> Sequence[int]:
        """Every id in order. Not to be changed by the caller."""
        return self._ids

    def id_at(self, position: int) -> int | None:
        """The id at a position, None outside."""
        return self._ids[position] if 0 <= position < len(self._ids) else None

    def position_of(self, wanted: int) -> int:
        """Where an id stands, -1 if it does not (8 ms for the last of a million)."""
        try:
            return self._ids.index(wanted)
        except ValueError:
            return -1

    def row_of(self, wanted: int) -> Row | None:
        """The loaded row of an id."""
        return self._rows.get(wanted)

    def row_at(self, position: int) -> Row | None:
        """The loaded row at a position."""
        wanted = self.id_at(position)
        return None if wanted is None else self._rows.get(wanted)

    # -- changes -----------------------------------------------------------------------------

    def reset(self, ids: Sequence[int], rows: Iterable[Row] = ()) -> None:
        """Another list altogether (new filter, reload). Selection is kept by :func:`keep_place`."""
        self.beginResetModel()
        self._ids = list(ids)
        self._rows = OrderedDict((self._id_of(row), row) for row in rows)
        self._asked.clear()
        self._wanted_pages.clear()
        self.endResetModel()

    def supply(self, rows: Iterable[Row]) -> None:
        """Fetched rows arrived."""
        arrived = list(rows)
        stood = {one: self._asked.pop(one, -1) for one in map(self._id_of, arrived)}
        self.update(arrived, stood)

    def not_supplied(self, ids: Iterable[int]) -> None:
        """A fetch failed: the rows may be asked for again when they are looked at."""
        for one in ids:
            self._asked.pop(one, None)

    def update(self, rows: Iterable[Row], stood: Mapping[int, int] | None = None) -> None:
        """Rows changed in place. ``stood``: positions at which their ids are looked for first."""
        changed = {self._id_of(row): row for row in rows}
        for wanted, row in changed.items():
            self._rows[wanted] = row
            self._rows.move_to_end(wanted)
        for first, last in self._stretches(changed.keys(), stood or {}):
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._columns) - 1))
        while len(self._rows) > KEPT:
            self._rows.popitem(last=False)

    def remove(self, ids: Iterable[int]) -> None:
        """Ids that left the list; the rest keeps its place and the selection its rows."""
        gone = set(ids)
        for first, last in reversed(self._stretches(gone, {})):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._ids[first : last + 1]
            self.endRemoveRows()
        for wanted in gone:
            self._rows.pop(wanted, None)

    def insert(self, position: int, row: Row) -> None:
        """A row that entered the list, at its place in the office's order."""
        position = max(0, min(position, len(self._ids)))
        wanted = self._id_of(row)
        self.beginInsertRows(QModelIndex(), position, position)
        self._ids.insert(position, wanted)
        self._rows[wanted] = row
        self.endInsertRows()

    def stand(self, row: Row, after: int, *, past: int = 0) -> bool:
        """A row stands behind the id ``after`` (0: it is the first): it enters, moves with its selection, or stays.

        ``past`` is an id that is shown but of which the office does not count.  False when ``after`` is unknown
        here; then the row is where it was, and new.
        """
        wanted, behind = self._id_of(row), self.position_of(after) if after else -1
        if after and behind < 0:
            self.update((row,) if wanted in self._rows else ())
            return False
        now = self.position_of(wanted)
        between = self._ids[behind + 1 : now] if behind < now else [wanted]
        if now < 0:
            self.insert(behind + 1, row)
            return True
        if between not in ([], [past]):
            self._move(now, behind + 1)
        self.update((row,))
        return True

    def held(self) -> Iterable[Row]:
        """The loaded rows, in no order."""
        return self._rows.values()

    def _move(self, now: int, to: int) -> None:
        """``to``: before which position, as the list is now."""
        self.beginMoveRows(QModelIndex(), now, now, QModelIndex(), to)
        wanted = self._ids.pop(now)
        self._ids.insert(to - 1 if now < to else to, wanted)
        self.endMoveRows()

    # -- Qt's side ---------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """Every id is a row, loaded or not."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """Heads given at the start."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The heads."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._columns[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell; looking at a row that is not loaded asks for its page."""
        position = index.row()
        if not 0 <= position < len(self._ids):
            return None
        wanted = self._ids[position]
        if role == ID_ROLE:
            return wanted
        found = self._rows.get(wanted)
        if found is None:
            self._look_at(position)
            return "" if role == Qt.ItemDataRole.DisplayRole else None
        if role == ROW_ROLE:
            return found
        return self._display(found, index.column(), role) if self._display is not None else None

    # -- fetching ----------------------------------------------------------------------------

    def _look_at(self, position: int) -> None:
        page = position // PAGE
        self._wanted_pages[page] = None
        self._wanted_pages.move_to_end(page)
        while len(self._wanted_pages) > _PAGES_AT_ONCE:
            self._wanted_pages.popitem(last=False)
        if not self._settle.isActive():
            self._settle.start()

    def _on_settled(self) -> None:
        pages, self._wanted_pages = list(self._wanted_pages), OrderedDict()
        for page in pages:
            first = page * PAGE
            missing = {
                wanted: position
                for position, wanted in enumerate(self._ids[first : first + PAGE], first)
                if wanted not in self._rows and wanted not in self._asked
            }
            if missing:
                self._asked.update(missing)
                self._fetch(tuple(missing))

    def _stretches(self, ids: Collection[int], stood: Mapping[int, int]) -> list[tuple[int, int]]:
        """Positions of the ids as (first, last) runs in ascending order."""
        places = self._places(ids, stood)
        runs: list[tuple[int, int]] = []
        for place in places:
            if runs and runs[-1][1] == place - 1:
                runs[-1] = (runs[-1][0], place)
            else:
                runs.append((place, place))
        return runs

    def _places(self, ids: Collection[int], stood: Mapping[int, int]) -> list[int]:
        """Positions of the ids, ascending. A page is one run: only ids that lie apart are looked for, first where they
        ``stood``; a search of the whole list takes 8 ms."""
        places, expected, searched = [], -1, 0
        for wanted in ids:
            if self.id_at(expected) != wanted and self.id_at(stood.get(wanted, -1)) == wanted:
                expected = stood[wanted]
            elif self.id_at(expected) != wanted:
                searched += 1
                if searched > _SEARCHES:
                    every = set(ids)
                    return [position for position, one in enumerate(self._ids) if one in every]
                expected = self.position_of(wanted)
            if expected >= 0:
                places.append(expected)
                expected += 1
        return sorted(places)
