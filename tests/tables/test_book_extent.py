"""Cells far from each other: room for every place between them would not fit into any machine."""

import io
import zipfile

import openpyxl
import pytest

from desktop_admin.tables.book_extent import beyond
from desktop_admin.tables.containers import grids_of
from desktop_admin.tables.grids import NotReadable


def book(*places: str) -> bytes:
    """A workbook whose only sheet has a cell at each of ``places``."""
    made = openpyxl.Workbook()
    out = io.BytesIO()
    made.save(out)
    with zipfile.ZipFile(out) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    rows = "".join(
        f'<row r="{place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}"><c r="{place}"><v>1</v></c></row>'
        for place in places
    )
    parts["xl/worksheets/sheet1.xml"] = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows}</sheetData></worksheet>"
    ).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


@pytest.mark.parametrize(
    "places",
    [("A1", "XFD1048576"), ("A1", "ZZ900000"), ("A1", "ZZZZZZ1"), ("A99999999999",), ("A1", "A1048577")],
)
def test_a_cell_out_of_reach_is_a_sentence(places: tuple[str, ...]) -> None:
    with pytest.raises(NotReadable) as refused:
        grids_of(book(*places), "表")
    assert "离其他内容太远" in refused.value.message


@pytest.mark.parametrize("places", [("A1", "T3000"), ("A1", "XFD2"), ("B5",), ("A1", "C99999")])
def test_a_list_is_read(places: tuple[str, ...]) -> None:
    (grid,) = grids_of(book(*places), "表")
    assert len(grid.rows) == len(places)


def test_a_stray_cell_in_the_last_row_of_a_narrow_list_is_no_fault() -> None:
    assert not beyond(
        {"xl/worksheets/sheet1.xml": b'<row r="1"><c r="J1"/></row><row r="1048576"><c r="A1048576"/></row>'}
    )
    assert beyond({"XL\\Worksheets\\sheet1.xml": b"<x:row spans='1:2' r='99999999'/>"})
