"""A table of 25,000 rows of hours read, measured against python-calamine reading the same file and nothing else.

Reading finds the header, judges every number, name, hour and date, and looks for people named twice; it runs in the
child here as there. ``python -m benchmarks hours``.
"""

import io
import time
from collections.abc import Callable
from datetime import date
from typing import Any, Final

import openpyxl
from python_calamine import CalamineWorkbook

from desktop_admin.rules.identity import check_digit
from desktop_admin.tables.readers import TableReaders

ROWS: Final = 25_000
#: Importing (reading and staging) may take 3.5 times calamine and one bulk insert; of that this is the reading.
LIMIT: Final = 6.0
_ROUNDS: Final = 7
_HEAD: Final = ("姓名", "身份证号", "班级名称", "累计学时", "数据截至")


def _table() -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("学时")
    sheet.append(_HEAD)
    for number in range(ROWS):
        first = f"522732{1960 + number % 40}{1 + number % 12:02d}{1 + number % 28:02d}{number % 1000:03d}"
        name = f"王{chr(0x4E00 + number % 5000)}"
        sheet.append(
            [name, first + check_digit(first), f"{number // 100}班", number % 50 + 0.5, "2026-11-30"]
        )
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _plainly(data: bytes) -> None:
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        book.get_sheet_by_index(0).to_python()


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def run() -> list[dict[str, Any]]:
    """One record: name, ratio (of the quickest of each), limit, milliseconds of a reading, rows."""
    data = _table()
    readers = TableReaders()
    reading, plain = [], []
    try:
        assert len(readers.hours(data, "学时", date(2026, 11, 30)).records) == ROWS
        for _ in range(_ROUNDS):  # alternating, so that a busy machine slows both alike
            reading.append(_seconds(lambda: readers.hours(data, "学时", date(2026, 11, 30))))
            plain.append(_seconds(lambda: _plainly(data)))
    finally:
        readers.close()
    return [
        {
            "name": "hours.reading_25000_rows_against_calamine",
            "ratio": round(min(reading) / min(plain), 2),
            "limit": LIMIT,
            "milliseconds": round(1000 * min(reading), 1),
            "rows": ROWS,
        }
    ]
