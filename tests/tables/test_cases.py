"""Every file of :mod:`cases` is read as its answer says: rows, faults, places; in the words of the contract."""

from datetime import date
from typing import Any

import pytest

from desktop_admin.tables.hours_json import hours_json
from desktop_admin.tables.opening import open_hours
from tests.tables.cases import CASES, Case
from tests.tables.made import P

TODAY = date(2026, 11, 30)
CODES = frozenset(
    [
        "damaged_id",
        "bad_id",
        "bad_name",
        "bad_hours",
        "bad_date",
        "duplicate_differs",
        "no_header",
        "encrypted",
        "not_a_table",
    ]
)
WHOLE = ("no_header", "encrypted", "not_a_table")


def read(data: bytes) -> dict[str, Any]:
    return hours_json("表.xls", open_hours(data, "表", TODAY, {}))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_case(case: Case) -> None:
    found = read(case.data)
    assert list(found) == ["file", "sheets", "rows", "problems"]
    rows = [
        (row["row"], P.index(row["id_number"]), row["hours_minutes"], row["as_of"]) for row in found["rows"]
    ]
    wanted = [
        (row[0], row[1], row[2], f"{row[3]}+08:00" if len(row) > 3 and row[3] else None) for row in case.rows
    ]
    assert [(p["row"], p["code"]) for p in found["problems"]] == list(case.faults), found["problems"]
    assert rows == wanted
    if case.heads is not None:
        assert [(sheet["sheet"], sheet["header_row"]) for sheet in found["sheets"]] == list(case.heads)
    for problem in found["problems"]:
        assert problem["code"] in CODES
        assert problem["message"].endswith("。")
        assert (problem["row"] is None) == (problem["code"] in WHOLE)
    for sheet in found["sheets"]:
        assert set(sheet["columns"]) == {"name", "id_number", "class", "hours", "as_of"}
        assert sheet["columns"]["name"]


def test_there_are_enough_of_them() -> None:
    assert len(CASES) > 120
