"""A key given twice: one viewer takes the first value, another the last, so nobody can say what the page shows."""

import zlib

import pytest

from desktop_admin.papers.inspect import inspect
from tests.papers import made

OTHER = "BT /F1 12 Tf 60 700 Td (The applicant Zhao Liu confirms all statements) Tj ET"
STREAM = f"<< /Length {len(OTHER)} >>\nstream\n{OTHER}\nendstream"
FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>"


def _codes(data: bytes) -> list[str]:
    return [problem.code for problem in inspect(data).facts.problems]


def _packed(inside: str) -> str:
    body = zlib.compress(f"50 0 {inside}".encode())
    head = f"<< /Type /ObjStm /N 1 /First 5 /Filter /FlateDecode /Length {len(body)} >>"
    return f"{head}\nstream\n{body.decode('latin-1')}\nendstream"


TWICE = {
    "contents": made.pdf(STREAM, page="/Contents 10 0 R"),
    "contents spelt otherwise": made.pdf(STREAM, page="/Cont#65nts 10 0 R"),
    "contents after junk": made.pdf(STREAM, page="7 /Contents 10 0 R"),
    "an equal list": made.pdf(STREAM, page="/Annots [] /Annots [10 0 R]"),
    "turned": made.pdf(page="/Rotate 0 /Rotate 180"),
    "resources": made.pdf(FONT, page="/Resources << /Font << /F1 4 0 R >> >> /Resources << /Font << /F1 10 0 R >> >>"),
    "one name for two fonts": made.pdf(FONT, page="/Resources << /Font << /F1 4 0 R /F1 10 0 R >> >>"),
    "a font": made.pdf(f"{FONT[:-2]} /BaseFont /Symbol >>", page="/Resources << /Font << /F1 10 0 R >> >>"),
    "an annotation": made.pdf(
        "<< /Type /Annot /Subtype /Stamp /Rect [0 0 9 9] /AP << /N 11 0 R /N 12 0 R >> >>", STREAM, STREAM,
        page="/Annots [10 0 R]",
    ),
    "the pages": made.pdf(catalog="/Pages 10 0 R"),
    "in a packed object": made.pdf(_packed("<< /Rotate 0 /Rotate 90 >>")),
}  # fmt: skip


@pytest.mark.parametrize("paper", TWICE.values(), ids=TWICE.keys())
def test_a_key_with_two_values_is_refused(paper: bytes) -> None:
    assert _codes(paper) == ["damaged"]


HONEST = {
    "the same again": made.pdf(page="/Rotate 0 /Rotate 0 /Type /Page /Contents 3 0 R"),
    "a value that is a key's name": made.pdf("<< /Type /Font /Font /Type >>", "<< /S /P /P /S >>"),
    "who made it": made.pdf("<< /Producer (a) /Producer (b) /ModDate (D:2026) /ModDate (D:2027) >>"),
    "words that look like keys": made.pdf("<< /A (/B 1 /B 2) /C % /A 3\n 4 >>"),
    "two dictionaries": made.pdf("<< /A << /B 1 >> /C << /B 2 >> >>"),
    "a key without value at the end": made.pdf("<< /A 1 /B >>"),
}


@pytest.mark.parametrize("paper", HONEST.values(), ids=HONEST.keys())
def test_what_only_looks_like_it_is_accepted(paper: bytes) -> None:
    assert _codes(paper) == []
