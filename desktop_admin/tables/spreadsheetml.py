"""SpreadsheetML of 2003 (``<?mso-application progid="Excel.Sheet"?>``), mostly named .xls. Calamine does not read it."""

import io
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from desktop_admin.rules.cells import Broken, Cell
from desktop_admin.tables.grids import MOST_COLUMNS, Grid, Row, merged_down, no_table

NAMESPACE: Final = "urn:schemas-microsoft-com:office:spreadsheet"
_SS: Final = f"{{{NAMESPACE}}}"
_DECLARATION: Final = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?")
#: How a time without a day is written: as one of the day before Excel's first.
_DAY_0: Final = datetime(1899, 12, 31)  # noqa: DTZ001 - a cell has no zone
_MOST_ROWS: Final = 1_048_576


def spreadsheetml(text: str) -> list[Grid]:
    """Its sheets. Raises :class:`NotReadable` for broken mark-up and for declarations that serve attacks only."""
    # The text is decoded already, whatever encoding the declaration names.
    body = _DECLARATION.sub("", text, count=1).encode("utf-8", "replace")
    try:
        return list(_grids(body))
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise no_table("文件的内部结构不完整，读不出表格；请用 Excel 打开后另存为 .xlsx 再选择。") from error


def _grids(body: bytes) -> Iterator[Grid]:
    long: set[str] = set()
    from_1904 = False
    rows: list[Row] = []
    blocks: list[tuple[int, int, int]] = []
    name, number = "", 0
    for event, element in iterparse(io.BytesIO(body), events=("start", "end"), forbid_dtd=True):
        tag = _local(element.tag)
        if event == "start":
            if tag == "Worksheet":
                name, number, rows, blocks = element.get(f"{_SS}Name", ""), 0, [], []
            continue
        if tag == "Style" and _is_long(element):
            long.add(element.get(f"{_SS}ID", ""))
        elif tag == "Date1904":
            from_1904 = True
        elif tag == "Row":
            number = _index(element, number)
            rows.append((number, _cells(element, number, long, blocks)))
            number += _span(element.get(f"{_SS}Span"))
            element.clear()
        elif tag == "Worksheet":
            yield Grid(name, rows, from_1904, merged_down(rows, blocks))


def _is_long(style: Element) -> bool:
    """Whether it shows a time of more than a day whole (``[h]:mm``)."""
    return any(
        "[h" in part.get(f"{_SS}Format", "").lower() for part in style if _local(part.tag) == "NumberFormat"
    )


def _cells(row: Element, number: int, long: set[str], blocks: list[tuple[int, int, int]]) -> list[Cell]:
    cells: list[Cell] = []
    for element in row:
        if _local(element.tag) != "Cell":
            continue
        column = _index(element, len(cells)) - 1
        if column >= MOST_COLUMNS:
            break
        cells += [""] * (column - len(cells))
        cells.append(_value(element, element.get(f"{_SS}StyleID", "") in long))
        down = _span(element.get(f"{_SS}MergeDown"))
        if down:
            blocks.append((number, number + down, column))
        across = _span(element.get(f"{_SS}MergeAcross"))
        cells += [""] * min(across, MOST_COLUMNS - len(cells))
    return cells


def _index(element: Element, before: int) -> int:
    """The number of a row or cell; one that would go back is the next."""
    said = element.get(f"{_SS}Index", "")
    wanted = int(said) if said.isdecimal() and len(said) < 8 else 0
    return wanted if before < wanted <= _MOST_ROWS else before + 1


def _span(said: str | None) -> int:
    return min(int(said), _MOST_ROWS) if said and said.isdecimal() and len(said) < 8 else 0


def _value(cell: Element, long: bool) -> Cell:
    for data in cell:
        if _local(data.tag) == "Data":
            return _typed("".join(data.itertext()), data.get(f"{_SS}Type", "String"), long)
    return ""


def _typed(text: str, kind: str, long: bool) -> Cell:
    shown = text.strip()
    if kind == "Error":
        return Broken(shown or "#N/A")
    if kind == "Boolean":
        return shown == "1"
    if kind == "Number":
        try:
            return float(shown)
        except ValueError:
            return text
    if kind == "DateTime" and _INSTANT.fullmatch(shown):
        return _instant(datetime.fromisoformat(shown), long)
    return text


def _instant(moment: datetime, long: bool) -> Cell:
    since: timedelta = moment - _DAY_0
    if long:
        return since
    return moment.time() if timedelta() <= since < timedelta(days=1) else moment


def _local(tag: Any) -> str:
    """The name without its namespace; nothing for what is no element."""
    return str(tag).rpartition("}")[2]
