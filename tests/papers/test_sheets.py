"""Bills, hours and results: what container they are, and whether it is harmless (their rows are read elsewhere)."""

import gzip
import io
import struct
import zipfile

import openpyxl
import pytest

from desktop_admin.papers import kinds, sheets
from desktop_admin.papers.archive import MAX_UNPACKED
from desktop_admin.papers.sheets import XLSX, inspect
from desktop_admin.papers.versions import SHEETS
from desktop_admin.papers.workers import Inspectors
from desktop_admin.rules.purposes import PURPOSES, Purpose
from tests.papers.ole import ole

CSV = "交易时间,商户号,金额\r\n`2026-03-12 09:00:00,`1900000001,`300.00\r\n".encode()


def xlsx(**extra: bytes) -> bytes:
    """A workbook of one sheet; ``extra`` parts by name, with __ for /."""
    book = openpyxl.Workbook()
    book.active.append(["姓名", "学时"])
    out = io.BytesIO()
    book.save(out)
    if extra:
        with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
            for name, part in extra.items():
                archive.writestr(name.replace("__", "/"), part)
    return out.getvalue()


def bundle(**files: bytes) -> bytes:
    """A zip of files by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def locked(data: bytes) -> bytes:
    """The same zip with the flag that says: with a password."""
    changed = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = changed.find(mark)
        while place >= 0:
            changed[place + at] |= 1
            place = changed.find(mark, place + 4)
    return bytes(changed)


def xls(*records: tuple[int, bytes]) -> bytes:
    """A legacy workbook with these records before its end."""
    body = b"".join(struct.pack("<HH", kind, len(part)) + part for kind, part in (*records, (0x000A, b"")))
    return ole({"Workbook": body.ljust(5000, b"\0")})


SHEET = (0x0085, struct.pack("<IBB", 0, 0, 0) + b"\x01\0A")
MACRO_SHEET = (0x0085, struct.pack("<IBB", 0, 0, 1) + b"\x01\0A")
PASSWORD = (0x002F, b"\0" * 6)
PDF = b"%PDF-1.4\n%%EOF\n"

GOOD = {
    "csv in UTF-8": (CSV, "text/csv"),
    "csv with a BOM": (b"\xef\xbb\xbf" + CSV, "text/csv"),
    "csv in GBK": (CSV.decode().encode("gb18030"), "text/csv"),
    "csv in UTF-16": (CSV.decode().encode("utf-16"), "text/csv"),
    "xlsx": (xlsx(), XLSX),
    "xls": (xls(SHEET), sheets.XLS),
    "SpreadsheetML": (b'<?xml version="1.0"?><Workbook/>', "application/xml"),
    "a table of a web page": (b"<html><table><tr><td>1</td></tr></table></html>", "text/html"),
    "gzip": (gzip.compress(CSV), "application/gzip"),
    "zip": (bundle(a=CSV, b=xlsx()), kinds.ZIP),
    "zip with an empty file": (bundle(a=CSV, b=b""), kinds.ZIP),
}
BAD = {
    "nothing": (b"", "empty"),
    "a PDF": (PDF, "wrong_type"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "wrong_type"),
    "a program": (b"MZ" + b"\0" * 100, "wrong_type"),
    "a program in a zip": (bundle(a=CSV, b=b"MZ" + b"\0" * 100), "wrong_type"),
    "a zip in a zip": (bundle(a=bundle(b=CSV)), "wrong_type"),
    "a zip of nothing": (bundle(), "damaged"),
    "a cut zip": (bundle(a=CSV * 100)[:-30], "damaged"),
    "a cut gzip": (gzip.compress(CSV)[:-9], "damaged"),
    "a cut xlsx": (xlsx()[:-50], None),
    "macros": (xlsx(xl__vbaProject_bin=b"x").replace(b"vbaProject_bin", b"vbaProject.bin"), "macros"),
    "old macros": (xlsx(**{"xl__macrosheets__sheet1.xml": b"<a/>"}), "macros"),
    "an embedded file": (xlsx(**{"xl__embeddings__oleObject1.bin": b"x"}), "embedded_files"),
    "a control": (xlsx(**{"xl__activeX__activeX1.xml": b"<a/>"}), "active_content"),
    "DDE": (xlsx(**{"xl__externalLinks__externalLink1.xml": b"<a><ddeLink/></a>"}), "active_content"),
    "an entity in a workbook": (xlsx(**{"xl__a.xml": b"<!DOCTYPE a>"}), "unsafe_archive"),
    "macros in an xls": (xls(MACRO_SHEET), "macros"),
    "an xls of nothing": (ole({"Workbook": b""}), None),
    "an entity": (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>', "unsafe_archive"),
    "a script": (b"<html><script>1</script></html>", "active_content"),
    "a bomb": (bundle(a=b"0" * 50_000_000), "zip_bomb"),
    "a bomb in gzip": (gzip.compress(b"0" * 50_000_000), "zip_bomb"),
    "a bomb as xlsx": (xlsx(xl__a=b"0" * 50_000_000), "zip_bomb"),
    "a path out of it": (bundle(**{"../a": CSV}), "unsafe_archive"),
    "bytes that are no text": (b"a,b\r\n" * 500 + b"\x81\x20\xff\xff", "damaged"),
    "one endless line": (b"a," * 600_000, "too_long"),
}


@pytest.mark.parametrize(("data", "kind"), GOOD.values(), ids=GOOD.keys())
@pytest.mark.parametrize("purpose", [Purpose.BILL, Purpose.HOURS])
def test_a_sheet_is_taken_by_what_it_is(data: bytes, kind: str, purpose: Purpose) -> None:
    facts = inspect(data, purpose).facts
    assert facts.problems == ()
    assert (facts.acceptable, facts.media_type, facts.inspector) == (True, kind, SHEETS)


@pytest.mark.parametrize(("data", "code"), BAD.values(), ids=BAD.keys())
def test_what_is_none_or_does_harm_is_refused_in_words(data: bytes, code: str | None) -> None:
    facts = inspect(data, Purpose.BILL).facts
    assert not facts.acceptable
    assert code is None or code in {problem.code for problem in facts.problems}
    for problem in facts.problems:
        assert not {"Word", "PDF"} & set(problem.message.split()), "these are words of sheets"


def test_a_password_is_no_fault_of_a_bill_only() -> None:
    for data in (locked(bundle(a=CSV)), xls(PASSWORD, SHEET), ole({"EncryptedPackage": b"x" * 5000})):
        assert inspect(data, Purpose.BILL).facts.acceptable
        assert [one.code for one in inspect(data, Purpose.HOURS).facts.problems] == ["encrypted"]


def test_a_bomb_behind_a_password_is_told_by_what_it_declares() -> None:
    assert not inspect(locked(bundle(a=b"0" * 50_000_000)), Purpose.BILL).facts.acceptable


def test_each_purpose_has_its_own_size() -> None:
    data = b"1234567890,\n" * 1_000_000
    assert len(data) > PURPOSES[Purpose.HOURS].largest
    assert [one.code for one in inspect(data, Purpose.HOURS).facts.problems] == ["too_large"]
    assert len(data) < MAX_UNPACKED


def test_the_children_look_at_sheets_too() -> None:
    inspectors = Inspectors()
    try:
        assert inspectors.inspect(CSV, "a.csv", Purpose.BILL) == inspect(CSV, Purpose.BILL)
        assert not inspectors.inspect(CSV, "a.csv").facts.acceptable, "the same bytes are no paper"
        huge = inspectors.inspect(b"x" * (33 * 1024 * 1024), "a.csv", Purpose.BILL).facts
        assert [one.code for one in huge.problems] == ["too_large"]
        assert huge.inspector == SHEETS
    finally:
        inspectors.close()
