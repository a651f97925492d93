"""Sheets that hide what they bring: under other names, in other encodings, behind a word or a second part."""

import gzip
import io
import struct
import zipfile

import pytest

from desktop_admin.papers.sheet_books import xls_faults
from desktop_admin.papers.sheets import inspect
from desktop_admin.rules.purposes import Purpose
from tests.papers.ole import ole
from tests.papers.test_sheets import CSV, MACRO_SHEET, PASSWORD, SHEET, bundle, xls, xlsx

DTD = '<!DOCTYPE a [<!ENTITY b "c">]><a/>'
PAGE = "<html><body>{}<table><tr><td>1</td></tr></table></body></html>"
OBJECT = ole({"VBA": b"x" * 5000})
END = struct.pack("<HH", 0x000A, 0).ljust(5000, b"\0")


def book(types: str = "", ties: str = "", **parts: bytes) -> bytes:
    """A workbook; more in its list of types, in its ties, and parts by name with __ for /."""
    with zipfile.ZipFile(io.BytesIO(xlsx())) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    found["[Content_Types].xml"] = found["[Content_Types].xml"].replace(
        b"</Types>", types.encode() + b"</Types>"
    )
    found["xl/_rels/workbook.xml.rels"] = found["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>", ties.encode() + b"</Relationships>"
    )
    return bundle(**found, **{name.replace("__", "/"): part for name, part in parts.items()})


TIE = (
    '<Relationship Id="r9" Target="{}" TargetMode="External" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}"/>'
)
OUTSIDE = (
    ("image", r"\\host\a.png"), ("image", "http://example.com/a.png"), ("oleObject", "http://example.com/a"),
    ("externalLinkPath", r"\\host\a.xlsx"), ("externalLinkPath", "http://example.com/a.xlsx"),
    ("hyperlink", "ms-msdt:/id"), ("attachedTemplate", "http://example.com/a"),
)  # fmt: skip
QUERY = (
    b'<?xml version="1.0"?><connections xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<connection id="1" type="4" refreshOnLoad="1"><webPr url="http://example.com"/></connection></connections>'
)
BAD = {
    "macros under another name": (
        book(
            '<Override PartName="/xl/a.bin" ContentType="application/vnd.ms-office.vbaProject"/>',
            xl__a=b"x",
        ),
        "macros",
    ),
    "macros by a tie": (
        book(
            ties='<Relationship Id="r9" Target="a" Type="http://schemas.microsoft.com/office/2006/relationships/'
            'vbaProje&#99;t"/>',
            xl__a=b"x",
        ),
        "macros",
    ),
    "old macros spelt with numbers": (
        book('<Override PartName="/xl/a" ContentType="application/vnd.ms-excel.m&#x61;crosheet+xml"/>'),
        "macros",
    ),
    "an object elsewhere": (book(xl__other__a=OBJECT), "embedded_files"),
    "a workbook elsewhere": (book(xl__other__a=xlsx()), "embedded_files"),
    "a program elsewhere": (book(xl__other__a=b"MZ" + b"\0" * 99), "embedded_files"),
    "DDE elsewhere": (book(xl__other__a=b'<a><b:ddeLink ddeService="cmd"/></a>'), "active_content"),
    "macros and the word of a password": (
        xls(MACRO_SHEET) + "EncryptedPackage\0".encode("utf-16-le"),
        "macros",
    ),
    "a workbook beside what is locked": (
        ole({"Workbook": b"x" * 5000, "EncryptedPackage": b"x" * 5000}),
        "unsafe_archive",
    ),
    "a module of Excel 95": (xls((0x0085, struct.pack("<IBB", 0, 0, 6) + b"\x01\0A")), "macros"),
    "an object in an xls": (ole({"Workbook": END, "MBD00000001": b"x" * 5000}), "embedded_files"),
    "records without an end": (ole({"Workbook": struct.pack("<HH", 0x0042, 2) + b"\1" * 4999}), "damaged"),
    **{
        f"a tie to {target} as {kind}": (book(ties=TIE.format(target, kind)), "active_content")
        for kind, target in OUTSIDE
    },
    "buttons of its own": (
        book(ties=TIE.format("a.xml", "ui/extensibility").replace(' TargetMode="External"', "")),
        "active_content",
    ),
    "a query at the opening": (book(xl__connections=QUERY), "active_content"),
    "a query in UTF-16": (book(xl__connections=QUERY.decode().encode("utf-16")), "active_content"),
    "a sheet of signs with macros": (b'ID;PWXL;N;E\r\nC;X1;Y1;K0;EEXEC("calc")\r\nE\r\n', "wrong_type"),
    "such a sheet in UTF-16": ("ID;P\nE\n".encode("utf-16"), "wrong_type"),
    "DDE in an xls": (xls(SHEET, (0x01AE, struct.pack("<HHB", 1, 9, 0) + b"cmd\x03/c ls")), "active_content"),
    "DDE in an xls, wide": (
        xls(SHEET, (0x01AE, struct.pack("<HHB", 1, 5, 1) + "cmd\x03a".encode("utf-16-le"))),
        "active_content",
    ),
    "two books of one name in an xls": (
        ole({"Workbook": END, "Workboo1": END}).replace(
            "Workboo1".encode("utf-16-le"), "workbooK".encode("utf-16-le")
        ),
        "damaged",
    ),
    "an entity in UTF-16": (f'<?xml version="1.0"?>{DTD}'.encode("utf-16"), "unsafe_archive"),
    "an entity in UTF-16 in a zip": (
        bundle(a=f'<?xml version="1.0"?>{DTD}'.encode("utf-16")),
        "unsafe_archive",
    ),
    "an entity without a declaration": (DTD.encode(), "unsafe_archive"),
    "XML in UTF-7": (b'<?xml version="1.0" encoding="UTF-7"?>+ADw-!DOCTYPE a+AD4-', "damaged"),
    "Word as XML": (
        b'<?xml version="1.0"?><!-- a --><?mso-application progid="Word.Document"?>'
        b'<w:wordDocument w:macrosPresent="yes"/>',
        "wrong_type",
    ),
    "a script in UTF-16": (PAGE.format("<script>1</script>").encode("utf-16"), "active_content"),
    "a script after a long note": (
        (f"<!--{' ' * 2000}-->" + PAGE.format("<script>1</script>")).encode(),
        "active_content",
    ),
    "a handler": (PAGE.format('<b onload="a()">').encode(), "active_content"),
    "a script spelt with numbers": (PAGE.format('<a href="java&#115;cript:a()">').encode(), "active_content"),
    "a script in two lines": (PAGE.format('<a href="java\nscript:a()">').encode(), "active_content"),
    "two parts in a gzip": (gzip.compress(CSV) + gzip.compress(b"MZ" + b"\0" * 99), "damaged"),
    "a million empty lines": (b"\n" * 1_000_001, "too_long"),
}


@pytest.mark.parametrize(("data", "code"), BAD.values(), ids=BAD.keys())
def test_what_hides_is_found_by_what_it_is(data: bytes, code: str) -> None:
    facts = inspect(data, Purpose.BILL).facts
    assert code in {problem.code for problem in facts.problems}


GOOD = {
    "UTF-16 that says so": '<?xml version="1.0" encoding="UTF-16"?>\n<!-- a -->\n<Workbook/>'.encode(
        "utf-16"
    ),
    "a Chinese encoding": b'<?xml version="1.0" encoding="GB2312"?><ss:Workbook/>',
    "an answer instead of a bill": b"<xml><return_code>FAIL</return_code></xml>",
    "words like a handler": PAGE.format("A &amp; B, on time = 3").encode(),
    "a document type of HTML": b"<!DOCTYPE  html>" + PAGE.format("").encode("gb18030"),
    "a gzip with padding": gzip.compress(CSV, mtime=0) + b"\0" * 10,
    **{
        f"a tie to {target}": book(ties=TIE.format(target, kind))
        for kind, target in (
            ("hyperlink", "https://example.com/a"),
            ("externalLinkPath", "7月.xlsx"),
            ("externalLinkPath", "file:///D:\\7月.xlsx"),
            ("image", "file:///C:\\a.png"),
            ("xlPathMissing", "7月.xlsx"),
        )
    },
    "a query that waits": book(xl__connections=QUERY.replace(b'"1"><webPr', b'"0"><webPr')),
    "another workbook of an xls": xls(SHEET, (0x01AE, struct.pack("<HHB", 1, 9, 0) + b"\x01C\x03a.xls\0\0")),
    "a column called ID": b"ID,P\n1,2\n",
    "a true password": xls(SHEET, PASSWORD) + "EncryptedPackage\0".encode("utf-16-le"),
}


@pytest.mark.parametrize("data", GOOD.values(), ids=GOOD.keys())
def test_what_hides_nothing_is_taken(data: bytes) -> None:
    assert inspect(data, Purpose.BILL).facts.problems == ()


def test_a_password_is_told_of_a_locked_workbook_only_where_it_is_one() -> None:
    assert xls_faults(xls(SHEET) + "EncryptedPackage\0".encode("utf-16-le"), locked=False) == []
