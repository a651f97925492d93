"""``kaowu hours import``: a table of hours read here, looked at by the office as a whole, and booked where asked to."""

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from desktop_admin.cli.office import open_office
from desktop_admin.cli.printing import print_json
from desktop_admin.contract.hours import (
    MOST_ROWS,
    BookHours,
    DropHoursStage,
    HoursDryRun,
    HoursLine,
    OpenHoursStage,
    StagedHours,
    StageHours,
)
from desktop_admin.contract.office import Office
from desktop_admin.rules.clock import CHINA
from desktop_admin.rules.roles import Role
from desktop_admin.rules.visible import visible
from desktop_admin.tables.hours_json import hours_json
from desktop_admin.tables.readers import TableReaders
from desktop_admin.tables.reading import Reading, Record

#: The exit status when a row stays out.
_LEFT_OUT: Final = 3


def import_hours(arguments: argparse.Namespace) -> int:
    """Dry run, or with ``--book`` the real thing; exit status 3 when a row is left out."""
    readers = TableReaders()
    try:
        reading = readers.hours_of(arguments.file, datetime.now(CHINA).date())
    finally:
        readers.close()
    with open_office(arguments, demo_role=Role.COORDINATOR) as office:
        found, booked = _bring_in(office, arguments, reading)
    if arguments.json:
        print_json({**hours_json(arguments.file, reading), "office": _said(found), "booked": booked})
    else:
        _print(reading, found, booked)
    return _LEFT_OUT if reading.problems or found.faults else 0


def _bring_in(
    office: Office, arguments: argparse.Namespace, reading: Reading
) -> tuple[HoursDryRun, int | None]:
    stage = office.run(OpenHoursStage(Path(arguments.file).name, arguments.as_of)).stage_id
    lines = [_line(record) for record in reading.records]
    for start in range(0, len(lines), MOST_ROWS):
        office.run(StageHours(stage, start, tuple(lines[start : start + MOST_ROWS])))
    found = office.run(StagedHours(stage))
    if arguments.book and found.fresh:
        return found, office.run(BookHours(stage, found.fresh)).counts["booked"]
    office.run(DropHoursStage(stage))
    return found, 0 if arguments.book else None


def _line(record: Record) -> HoursLine:
    values = record.values
    return HoursLine(
        sheet=record.sheet,
        row=record.row,
        name=values["name"],
        id_number=values["id_number"],
        minutes=values["hours"],
        class_name=values["class"],
        as_of=values["as_of"],
    )


def _said(found: HoursDryRun) -> dict[str, Any]:
    faults: Sequence[dict[str, Any]] = [
        {
            "sheet": one.sheet,
            "row": one.row,
            "name": one.name,
            "code": one.code.value,
            "message": one.message,
            "near": list(one.near),
        }
        for one in found.faults
    ]
    return {"fresh": found.fresh, "known": found.known, "faults": faults}


def _print(reading: Reading, found: HoursDryRun, booked: int | None) -> None:
    for problem in reading.problems:
        place = f"{problem.sheet or ''} 第{problem.row}行：" if problem.row else ""
        sys.stdout.write(f"{visible(place + problem.message)}\n")
    for one in found.faults:
        sys.stdout.write(f"{visible(f'{one.sheet} 第{one.row}行：{one.message}')}\n")
    left = len(reading.problems) + len(found.faults)
    known = f"，{found.known} 行早已登记" if found.known else ""
    if booked is None:
        sys.stdout.write(f"可以登记 {found.fresh} 行{known}，{left} 处有问题。没有登记；加 --book 登记。\n")
    else:
        sys.stdout.write(f"已登记 {booked} 行{known}，{left} 处有问题。\n")
