"""Sheets → rows and faults, for any description of columns. Pure: no file, no clock."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from typing import Any, Final, TypeAlias

from desktop_admin.rules.cells import Broken, Cell, as_text, is_blank
from desktop_admin.rules.faults import Fault
from desktop_admin.tables.columns import About, Column, Description, Mapped, ReadCell, plain_head, told
from desktop_admin.tables.grids import Grid
from desktop_admin.tables.heads import Chosen, Finder, Head, signature
from desktop_admin.tables.reading import Candidate, FoundTable, Reading, Record, TableProblem
from desktop_admin.tables.stated import Stated, stated, stronger

_Taken: TypeAlias = Mapping[str, Cell | Fault]
"""The cells of one row by key; a fault where two columns of one key differ."""

#: No number of a person is shorter, so nothing shorter makes a row certain.
_SHORTEST: Final = 15
#: Of what is shown of a file without a table: sheets, rows of each, signs of a cell.
_MOST_SHEETS, _MOST_CANDIDATES, _LONGEST = 20, 15, 60
_DIFFER: Final = Fault(
    "differ", "有两列的名称是同一个意思，而这一行两列的内容不同，分不清哪个算数；请删去一列。"
)


@dataclass(frozen=True)
class _Reader:
    """One column of one table, ready to read."""

    column: Column
    places: tuple[int, ...]
    text: str
    read: ReadCell


@dataclass(frozen=True)
class _Table:
    """One table of a sheet. ``identity`` reads its number; ``plain``: key → column, where each key has just one.

    ``start``: the values of a row of which nothing has been read yet.
    """

    readers: tuple[_Reader, ...]
    identity: ReadCell
    plain: tuple[tuple[str, int], ...] | None
    start: Mapping[str, Any]


@dataclass
class _Sheet:
    """How far a sheet is read. ``above``: what the lines above the next table state."""

    grid: Grid
    above: Stated | None = None
    head: Head | None = None
    tables: list[_Table] = field(default_factory=list)
    value: datetime | None = None
    apart: bool = True


def read_grids(grids: Iterable[Grid], description: Description, about: About, chosen: Chosen) -> Reading:
    """All tables of all sheets. Where no sheet has one: the problem ``no_header``, told once."""
    grids = list(grids)
    parts = [_Body(grid, description, about, chosen).read() for grid in grids]
    tables = tuple(table for part in parts for table in part.tables)
    problems = tuple(problem for part in parts for problem in part.problems)
    if not tables:
        return Reading(problems=(_no_header(description, parts),), candidates=tuple(_candidates(grids)))
    return Reading(tables, tuple(record for part in parts for record in part.records), problems)


def _candidates(grids: Sequence[Grid]) -> Iterator[Candidate]:
    """The first rows with two words and more, of every sheet: one of them may be the head."""
    for grid in grids[:_MOST_SHEETS]:
        wordy = (
            (number, cells) for number, cells in grid.rows if sum(not is_blank(cell) for cell in cells) > 1
        )
        for number, cells in islice(wordy, _MOST_CANDIDATES):
            texts = tuple(" ".join(as_text(cell).split())[:_LONGEST] for cell in cells)
            yield Candidate(grid.name, number, texts, signature([plain_head(cell) for cell in cells]))


@dataclass
class _Part:
    tables: list[FoundTable] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    problems: list[TableProblem] = field(default_factory=list)
    nearly: tuple[str, int, list[str]] | None = None


class _Body:
    """Reads one sheet from top to bottom."""

    def __init__(self, grid: Grid, description: Description, about: About, chosen: Chosen) -> None:
        self._sheet = _Sheet(grid)
        self._description = description
        self._about = replace(about, from_1904=grid.from_1904)
        self._finder = Finder(description, chosen)
        self._part = _Part()

    def read(self) -> _Part:
        """Everything of the sheet."""
        rows, at = self._sheet.grid.rows, 0
        while at < len(rows):
            number, cells = rows[at]
            taken = [self._taken(table, number, cells) for table in self._sheet.tables]
            sure = [self._sound(table, of) for table, of in zip(self._sheet.tables, taken, strict=True)]
            head = None if any(sure) else self._finder.head(rows, at)
            if head is not None:
                self._begin(head)
                at = head.at
            elif self._records(number, cells, taken, sure):
                self._sheet.apart = False
            else:
                self._between(number, cells)
            at += 1
        return self._part

    def _between(self, number: int, cells: Sequence[Cell]) -> None:
        """A line that is no record and no head: it may state something of the table below it."""
        sheet, part = self._sheet, self._part
        sheet.apart = True
        if self._description.states:
            sheet.above = stronger(sheet.above, stated(number, cells, from_1904=sheet.grid.from_1904))
        if part.nearly is None and not part.tables:
            lacking = self._finder.lacking(cells)
            part.nearly = (sheet.grid.name, number, lacking) if lacking else None

    def _begin(self, head: Head) -> None:
        sheet, part = self._sheet, self._part
        again = sheet.head is not None and sheet.head.signature == head.signature
        if again and not sheet.apart and sheet.above is None:
            return  # a page begins, the table goes on
        above, sheet.above = sheet.above, None
        sheet.head, sheet.apart = head, False
        if above is not None:
            sheet.value = above.value if isinstance(above.value, datetime) else None
        sheet.tables = [self._table(head, mapped) for mapped in head.tables]
        part.tables += [self._found(head, table.readers) for table in sheet.tables]
        if above is not None and isinstance(above.value, Fault):
            column = self._description.column(self._description.states)
            part.problems.append(
                TableProblem(column.code, above.value.message, sheet.grid.name, above.row, None)
            )

    def _table(self, head: Head, mapped: Mapped) -> _Table:
        readers = []
        for column in self._description.columns:
            places = tuple(mapped.get(column.key, ()))
            if places:
                unit = head.units.get(places[0], "")
                read = column.reader(replace(self._about, unit=unit))
                readers.append(_Reader(column, places, head.texts.get(places[0], ""), read))
        simple = not self._sheet.grid.merged and all(len(reader.places) == 1 for reader in readers)
        plain = tuple((reader.column.key, reader.places[0]) for reader in readers) if simple else None
        identity = next(reader.read for reader in readers if reader.column.key == self._description.identity)
        start = {column.key: column.missing for column in self._description.columns}
        if self._description.states:
            start[self._description.states] = self._sheet.value
        return _Table(tuple(readers), identity, plain, start)

    def _found(self, head: Head, readers: Sequence[_Reader]) -> FoundTable:
        texts: dict[str, str | None] = {column.key: None for column in self._description.columns}
        texts.update({reader.column.key: reader.text for reader in readers})
        places = {reader.column.key: reader.places[0] for reader in readers}
        return FoundTable(self._sheet.grid.name, head.number, texts, places, head.signature)

    def _taken(self, table: _Table, number: int, cells: Sequence[Cell]) -> _Taken:
        if table.plain is not None:
            wide = len(cells)
            return {key: cells[place] if place < wide else "" for key, place in table.plain}
        return {reader.column.key: self._cell(reader, number, cells) for reader in table.readers}

    def _sound(self, table: _Table, taken: _Taken) -> Any:
        """The identity, read, where it is sound: then the row is a record without further thought. Else None."""
        cell = taken[self._description.identity]
        if not isinstance(cell, str) or len(cell) < _SHORTEST:
            return None
        value = table.identity(cell)
        return None if isinstance(value, Fault) else value

    def _records(
        self, number: int, cells: Sequence[Cell], taken: Sequence[_Taken], sure: Sequence[Any]
    ) -> bool:
        """Whether the row is one of the table (of one of those beside each other); then it is read."""
        found = False
        for table, of, value in zip(self._sheet.tables, taken, sure, strict=True):
            if value is not None or self._is_record(table, of, cells):
                self._keep(table, of, number, value)
                found = True
        return found

    def _is_record(self, table: _Table, taken: _Taken, cells: Sequence[Cell]) -> bool:
        # Two columns that differ are something to be told, but only of a row that is somebody's.
        shown = {key: Broken() if isinstance(cell, Fault) else cell for key, cell in taken.items()}
        if all(cell == "" for cell in cells):
            return False
        if len(self._sheet.tables) > 1:
            places = [place for reader in table.readers for place in reader.places]
            cells = cells[min(places) : max(places) + 1]
        return self._description.is_record(shown, cells)

    def _cell(self, reader: _Reader, number: int, cells: Sequence[Cell]) -> Cell | Fault:
        """The cell of a column; of two columns that mean the same, what both say."""
        if len(reader.places) == 1:
            place = reader.places[0]
            cell = cells[place] if place < len(cells) else ""
            if cell == "" and reader.column.shared and self._sheet.grid.merged:
                return self._sheet.grid.merged.get((number, place), "")
            return cell
        said = [cells[place] for place in reader.places if place < len(cells) and not is_blank(cells[place])]
        values = [reader.read(cell) for cell in said]
        if any(value != values[0] for value in values):
            return _DIFFER
        return said[0] if said else ""

    def _keep(self, table: _Table, taken: _Taken, number: int, identity: Any) -> None:
        values = dict(table.start)
        name, sound = self._sheet.grid.name, True
        for reader in table.readers:
            column = reader.column
            cell = taken[column.key]
            if isinstance(cell, Fault):
                value: Any = cell
            elif not column.required and is_blank(cell):
                continue
            elif identity is not None and column.key == self._description.identity:
                value = identity
            else:
                value = reader.read(cell)
            if isinstance(value, Fault):
                sound = False
                code = told(value, column)
                self._part.problems.append(TableProblem(code, value.message, name, number, reader.text))
            values[column.key] = value
        if sound:
            self._part.records.append(Record(name, number, values))


def _no_header(description: Description, parts: Sequence[_Part]) -> TableProblem:
    wanted = "、".join(column.label for column in description.columns if column.required)
    nearly = next((part.nearly for part in parts if part.nearly), None)
    message = f"没有找到{description.name}：没有哪一行同时写着{wanted}；请加上表头，或按列指定后再读一次。"
    if nearly:
        sheet, row, lacking = nearly
        message = f"{message}“{sheet}”第{row}行像表头，但缺少{'、'.join(lacking)}。"
    return TableProblem("no_header", message)
