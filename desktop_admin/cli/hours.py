"""``kaowu hours read``: what is in tables of study hours, before any office hears of them."""

import argparse
import sys
from datetime import datetime
from typing import Final

from desktop_admin.cli.printing import print_json
from desktop_admin.rules.clock import CHINA
from desktop_admin.rules.visible import visible
from desktop_admin.tables.hours_json import hours_json
from desktop_admin.tables.readers import TableReaders
from desktop_admin.tables.reading import Reading, TableProblem

#: The exit status when there is a problem in any file.
_PROBLEMS: Final = 3


def read(arguments: argparse.Namespace) -> int:
    """Rows and problems of every file, in the order given; exit status 3 when there is a problem in any."""
    today = datetime.now(CHINA).date()
    readers = TableReaders()
    try:
        readings = [(path, readers.hours_of(path, today)) for path in arguments.files]
    finally:
        readers.close()
    if arguments.json:
        print_json([hours_json(path, reading) for path, reading in readings])
    else:
        for path, reading in readings:
            _print(path, reading)
    return _PROBLEMS if any(reading.problems for _path, reading in readings) else 0


def _print(path: str, reading: Reading) -> None:
    found = f"{len(reading.records)} 行可用，{len(reading.problems)} 个问题"
    sys.stdout.write(f"{visible(path)}: {found}\n")
    for problem in reading.problems:
        sys.stdout.write(f"  {visible(_place(problem) + problem.message)}\n")


def _place(problem: TableProblem) -> str:
    parts = [problem.sheet or "", f"第{problem.row}行" if problem.row else "", problem.column or ""]
    place = " ".join(part for part in parts if part)
    return f"{place}：" if place else ""
