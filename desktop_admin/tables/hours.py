"""The table of study hours: 姓名, 身份证号, 班级名称, 累计学时, 数据截至 (issue “Study hours”)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, Final

from desktop_admin.rules.cells import Broken, Cell, as_text, close, is_blank, meant
from desktop_admin.rules.clock import words as instant_words
from desktop_admin.rules.faults import Fault
from desktop_admin.rules.hours import hours_words, read_hours
from desktop_admin.rules.names import check_name, name_key
from desktop_admin.rules.table_dates import read_moment
from desktop_admin.rules.table_ids import BAD, DAMAGED, read_id
from desktop_admin.tables import hours_heads
from desktop_admin.tables.bodies import read_grids
from desktop_admin.tables.columns import About, Column, Description, ReadCell
from desktop_admin.tables.grids import Grid
from desktop_admin.tables.heads import Chosen
from desktop_admin.tables.notes import (
    alone_is_a_name,
    begins_a_note,
    has_label,
    is_sum,
    like_a_name,
    like_a_number,
    like_a_whole_number,
)
from desktop_admin.tables.reading import Reading, Record, TableProblem

#: Most people of the country: nothing to make comparable, nothing to doubt.
_PLAIN_NAME: Final = re.compile("[\u4e00-\u9fa5]{2,6}")


def _read_name(cell: Cell) -> str | Fault:
    if isinstance(cell, str) and _PLAIN_NAME.fullmatch(cell):
        return cell
    if isinstance(cell, Broken):
        return Fault("bad_name", f"单元格显示 {cell.shown}，公式没有取到姓名，请改为姓名本身。")
    if not isinstance(cell, str) or meant(cell).startswith("#"):
        return Fault("bad_name", f"“{as_text(cell)[:20]}”不是姓名，请按证件填写。")
    checked = check_name(meant(cell))
    if checked.faults:
        return checked.faults[0]
    if not any(sign.isalpha() for sign in checked.name):
        return Fault("bad_name", f"“{checked.name[:20]}”不是姓名，请按证件填写。")
    return checked.name


#: Different cells of one column that are remembered.
_MOST_KNOWN: Final = 20_000


def _remembering(read: ReadCell) -> ReadCell:
    """The same, asked once for each different cell: classes and dates repeat."""
    known: dict[tuple[type, Cell], Any] = {}

    def answer(cell: Cell) -> Any:
        key = (type(cell), cell)
        found = known.get(key)
        if found is None:
            found = read(cell)
            if len(known) < _MOST_KNOWN:
                known[key] = found
        return found

    return answer


def _read_class(cell: Cell) -> str | Fault:
    if isinstance(cell, Broken):
        return Fault("bad_name", f"单元格显示 {cell.shown}，公式没有取到班级，请改为班级名称本身。")
    return " ".join(as_text(cell).split())


def _hours(about: About) -> ReadCell:
    return _remembering(partial(read_hours, in_minutes=about.unit == "分钟"))


def _is_record(cells: Mapping[str, Cell], row: Sequence[Cell]) -> bool:
    """Whether the row is somebody's: of :data:`HOURS`, asked where the number alone does not say so."""
    name, number, hours = (cells.get(key, "") for key in ("name", "id_number", "hours"))
    if is_blank(name) and is_blank(number) and is_blank(hours):
        return False
    if like_a_whole_number(number) and not begins_a_note(name):
        return True
    filled = [cell for cell in row if not is_blank(cell)]
    # Only where such words begin a row: beside a person 统计员 is what somebody does.
    telling = [*filled[: 1 if like_a_name(name) else 4], name, number]
    if is_sum(telling) or (has_label([*telling[-2:], filled[0]]) and isinstance(read_hours(hours), Fault)):
        return False
    if len(filled) == 1:
        return alone_is_a_name(name) or isinstance(number, Broken)
    if isinstance(name, Broken) or (like_a_number(number) and not begins_a_note(name)) or like_a_name(name):
        return True
    # Prepared rows without a person (a number in front, a sum of nothing) lose nobody's hours.
    return not begins_a_note(name) and isinstance(minutes := read_hours(hours), int) and minutes > 0


HOURS: Final = Description(
    name="学时表",
    columns=(
        Column("name", "姓名", hours_heads.NAME, lambda _about: _read_name, "bad_name"),
        Column(
            "id_number",
            "身份证号",
            hours_heads.ID,
            lambda about: partial(read_id, today=about.today),
            BAD,
            frozenset({DAMAGED, BAD}),
        ),
        Column(
            "class",
            "班级名称",
            hours_heads.CLASS,
            lambda _about: _remembering(_read_class),
            "bad_name",
            required=False,
            missing="",
        ),
        Column("hours", "累计学时", hours_heads.DONE, _hours, "bad_hours", shared=False),
        Column(
            "as_of",
            "数据截至",
            hours_heads.AS_OF,
            lambda about: _remembering(partial(read_moment, from_1904=about.from_1904)),
            "bad_date",
            required=False,
        ),
    ),
    identity="id_number",
    is_record=_is_record,
    states="as_of",
)


def read_hours_table(grids: Sequence[Grid], today: date, chosen: Chosen) -> Reading:
    """All sound rows and all faults. ``today`` bounds ages; ``chosen``: mappings corrected by hand.

    A row is known by person, class and 数据截至: the same hours again are one row, the first; other hours, or
    another name, are a fault of each of them.
    """
    reading = read_grids(grids, HOURS, About(today), chosen)
    return _once(reading)


@dataclass
class _Known:
    records: list[Record]
    differ: bool = False


def _once(reading: Reading) -> Reading:
    known: dict[tuple[str, str, datetime | None], _Known] = {}
    classes = {name: close(name) for name in {record.values["class"] for record in reading.records}}
    for record in reading.records:
        values = record.values
        key = (values["id_number"], classes[values["class"]], values["as_of"])
        before = known.get(key)
        if before is None:
            known[key] = _Known([record])
            continue
        before.records.append(record)
        before.differ |= _says(before.records[0]) != _says(record)
    if len(known) == len(reading.records):
        return reading
    heads = {table.sheet: table.columns.get("hours") for table in reading.tables}
    problems = list(reading.problems)
    for group in known.values():
        if group.differ:
            problems += [_differs(record, group.records, heads.get(record.sheet)) for record in group.records]
    order = {name: place for place, name in enumerate(dict.fromkeys(table.sheet for table in reading.tables))}
    problems.sort(key=lambda problem: (order.get(problem.sheet or "", -1), problem.row or 0))
    kept = tuple(group.records[0] for group in known.values() if not group.differ)
    return Reading(reading.tables, kept, tuple(problems))


def _says(record: Record) -> tuple[int, str]:
    return record.values["hours"], name_key(record.values["name"])


def _differs(record: Record, group: Sequence[Record], column: str | None) -> TableProblem:
    others = [other for other in group if _says(other) != _says(record)]
    said = "、".join(
        f"“{other.sheet}”第{other.row}行 {other.values['name']} {hours_words(other.values['hours'])}"
        for other in others[:3]
    )
    as_of = record.values["as_of"]
    since = f"、数据截至{instant_words(as_of, year=True)}" if as_of else ""
    message = (
        f"同一身份证号、同一班级{since}另有不同的一行（{said}），分不清哪一行算数；请核对后只留下正确的一行。"
    )
    return TableProblem("duplicate_differs", message, record.sheet, record.row, column)
