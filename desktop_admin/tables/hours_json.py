"""A reading of hours as plain records: what ``kaowu hours read`` prints (issue “From the shell”)."""

from typing import Any

from desktop_admin.rules.clock import iso
from desktop_admin.tables.reading import Reading, Record, TableProblem


def hours_json(file: str, reading: Reading) -> dict[str, Any]:
    """``as_of`` in ISO with seconds and +08:00, or None; minutes whole; rows as Excel counts them."""
    return {
        "file": file,
        "sheets": [
            {"sheet": table.sheet, "header_row": table.header_row, "columns": dict(table.columns)}
            for table in reading.tables
        ],
        "rows": [_row(record) for record in reading.records],
        "problems": [_problem(problem) for problem in reading.problems],
    }


def _row(record: Record) -> dict[str, Any]:
    values = record.values
    return {
        "sheet": record.sheet,
        "row": record.row,
        "name": values["name"],
        "id_number": values["id_number"],
        "hours_minutes": values["hours"],
        "as_of": iso(values["as_of"]) if values["as_of"] else None,
    }


def _problem(problem: TableProblem) -> dict[str, Any]:
    return {
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "code": problem.code,
        "message": problem.message,
    }
