"""Tables as others write them, made here byte by byte: workbooks old and new, CSV, web pages, SpreadsheetML."""

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from html import escape
from typing import Any

import openpyxl
import xlwt
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from desktop_admin.rules.identity import check_digit

Rows = Sequence[Sequence[Any]]
Maker = Callable[[Rows], bytes]


@dataclass(frozen=True)
class As:
    """A value with a number format of Excel, or an error of one."""

    value: Any
    format: str = "General"


def person(number: int, birth: str = "19900101") -> str:
    """A sound identity number: the ``number``-th of that day in a county of ours."""
    first = f"522732{birth}{number:03d}"
    return first + check_digit(first)


#: Six people everybody here stands for; the third's number ends in X.
P = [person(1), person(2), next(p for n in range(3, 99) if (p := person(n)).endswith("X")), person(101), person(102), person(103)]  # fmt: skip
HEAD = ["姓名", "身份证号", "班级名称", "累计学时", "数据截至"]
CLASS = "2026年11月企业主要负责人A类延期"


def xlsx(
    rows: Rows, *more: tuple[str, Rows], name: str = "学时", from_1904: bool = False, **about: Any
) -> bytes:
    """``more``: further sheets. ``merge``: ranges of the first; ``hidden``: names of sheets; ``touch``: last word."""
    book = openpyxl.Workbook()
    if from_1904:
        book.epoch = CALENDAR_MAC_1904
    first = book.active
    first.title = name
    for sheet, lines in [(first, rows), *((book.create_sheet(title), lines) for title, lines in more)]:
        for number, line in enumerate(lines, 1):
            for column, value in enumerate(line, 1):
                if value in ("", None):
                    continue
                cell = sheet.cell(number, column)
                given = value if isinstance(value, As) else As(value)
                cell.value = given.value
                if isinstance(given.value, str) and given.value.startswith("#"):
                    cell.data_type = "e"
                elif isinstance(given.value, str):
                    cell.data_type = "s"
                if given.format != "General":
                    cell.number_format = given.format
    for block in about.get("merge", ()):
        first.merge_cells(block)
    for title in about.get("hidden", ()):
        book[title].sheet_state = "hidden"
    if "touch" in about:
        about["touch"](book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def xls(
    rows: Rows, name: str = "学时", merge: Sequence[tuple[int, int, int, int]] = (), **about: Any
) -> bytes:
    """BIFF8. ``merge``: (first row, last row, first column, last column), from 0."""
    book = xlwt.Workbook(encoding="utf-8")
    book.dates_1904 = about.get("from_1904", False)
    for title, lines in [(name, rows), *about.get("more", ())]:
        sheet = book.add_sheet(title)
        for number, line in enumerate(lines):
            for column, value in enumerate(line):
                if value in ("", None):
                    continue
                given = value if isinstance(value, As) else As(value, _format(value))
                style = xlwt.easyxf(num_format_str=given.format)
                said = xlwt.Formula("1/0") if given.value == "#DIV/0!" else given.value
                if isinstance(said, timedelta):
                    said = said / timedelta(days=1)
                block = next((m for m in merge if (m[0], m[2]) == (number, column)), None)
                if block:
                    sheet.write_merge(*block, said, style)
                else:
                    sheet.write(number, column, said, style)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _format(value: Any) -> str:
    if isinstance(value, timedelta):
        return "[h]:mm"
    if isinstance(value, datetime):
        return "yyyy-mm-dd hh:mm"
    return "yyyy-mm-dd" if isinstance(value, date) else "General"


def shown(value: Any) -> str:
    """As Excel shows a cell and writes it into a CSV."""
    if isinstance(value, As):
        return shown(value.value)
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02d}"
    if isinstance(value, datetime):
        return f"{value:%Y/%m/%d %H:%M}"
    if isinstance(value, date):
        return f"{value:%Y/%m/%d}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return "" if value is None else str(value)


def csv_text(rows: Rows, separator: str = ",", end: str = "\r\n") -> str:
    """Quoted where it must be."""

    def cell(text: str) -> str:
        quoted = any(sign in text for sign in f'{separator}"\r\n')
        return '"' + text.replace('"', '""') + '"' if quoted else text

    return "".join(separator.join(cell(shown(value)) for value in line) + end for line in rows)


def csv(encoding: str = "utf-8-sig", separator: str = ",") -> Maker:
    """A CSV in that encoding."""
    return lambda rows: csv_text(rows, separator).encode(encoding)


def html(rows: Rows, before: str = "", after: str = "", head: str = "") -> bytes:
    """A web page with one table."""
    lines = "".join(
        "<tr>" + "".join(f"<td>{escape(shown(value))}</td>" for value in line) + "</tr>\r\n" for line in rows
    )
    page = f"<html><head><meta charset='utf-8'>{head}</head><body>{before}<table border=1>{lines}</table>{after}</body></html>"
    return page.encode()


def spreadsheetml(rows: Rows, name: str = "学时", encoding: str = "utf-8") -> bytes:
    """As Excel 2003 and platforms write it; empty cells are left out and counted with ``ss:Index``."""
    lines = []
    for number, line in enumerate(rows, 1):
        cells = "".join(
            _data(column, value) for column, value in enumerate(line, 1) if value not in ("", None)
        )
        if cells:
            lines.append(f'<Row ss:Index="{number}">{cells}</Row>')
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style ss:ID="long">'
        '<NumberFormat ss:Format="[h]:mm:ss"/></Style></Styles>'
        f'<Worksheet ss:Name="{name}"><Table>{"".join(lines)}</Table></Worksheet></Workbook>'
    )
    return text.encode("gb18030" if encoding == "gb2312" else encoding)


def _data(column: int, value: Any) -> str:
    place = f'<Cell ss:Index="{column}"'
    if isinstance(value, As):
        value = value.value
    if isinstance(value, timedelta):
        moment = datetime(1899, 12, 31) + value  # noqa: DTZ001 - as the format has it
        return (
            f'{place} ss:StyleID="long"><Data ss:Type="DateTime">{moment:%Y-%m-%dT%H:%M:%S}.000</Data></Cell>'
        )
    if isinstance(value, datetime):
        return f'{place}><Data ss:Type="DateTime">{value:%Y-%m-%dT%H:%M:%S}.000</Data></Cell>'
    if isinstance(value, date):
        return f'{place}><Data ss:Type="DateTime">{value:%Y-%m-%d}T00:00:00.000</Data></Cell>'
    if isinstance(value, int | float):
        return f'{place}><Data ss:Type="Number">{value}</Data></Cell>'
    kind = "Error" if str(value).startswith("#") else "String"
    return f'{place}><Data ss:Type="{kind}">{escape(str(value))}</Data></Cell>'


def zipped(name: str, data: bytes) -> bytes:
    """A bundle of one file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return stream.getvalue()
