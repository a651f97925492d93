"""A digit that its font calls a blank, a hyphen or nothing at all is seen: the number without it does not count."""

import pytest

from desktop_admin.papers.found import found_in
from desktop_admin.papers.inspect import inspect
from tests.papers import made

OPEN = "BT 0 g /F1 12 Tf 60 700 Td (This letter is about Wang Wu, and all of it is true - or so - they say) Tj ET "
PAGE = "/Resources << /Font << /F1 4 0 R /F2 10 0 R >> >>"
FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding /ToUnicode 11 0 R >>"
READ = "522701199601011236"


def _paper(meant: str, drawn: str = "5227011A99601A011236") -> bytes:
    """A font says ``meant`` (hexadecimal UTF-16) where it draws an A."""
    pairs = [f"<{ord(sign):02x}> <{ord(sign):04x}>" for sign in "0123456789"] + [f"<41> <{meant}>"]
    table = (
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange "
        f"{len(pairs)} beginbfchar {' '.join(pairs)} endbfchar endcmap end"
    )
    stream = f"<< /Length {len(table)} >>\nstream\n{table}\nendstream"
    return made.pdf(FONT, stream, page=PAGE, content=f"{OPEN} BT /F2 12 Tf 60 600 Td ({drawn}) Tj ET")


@pytest.mark.parametrize(
    "meant", ["0020", "00a0", "3000", "200b", "00ad", "feff", "000a", "0009", "002d", "2014", "2212", "00b7", "2022", "fe0f", ""]
)  # fmt: skip
def test_a_sign_that_says_nothing_stands_between(meant: str) -> None:
    seen = inspect(_paper(meant))
    assert READ not in "".join(seen.reading.numbers)
    assert READ not in "".join(seen.reading.squashed)
    assert not found_in(seen.text, READ)
    assert found_in(seen.text, "Wang Wu")


@pytest.mark.parametrize("drawn", ["522701 19960101 1236", "522701-19960101-1236", "522701\267199601011236"])
def test_true_blanks_hyphens_and_dots_say_so(drawn: str) -> None:
    content = f"{OPEN} BT /F2 12 Tf 60 600 Td ({drawn}) Tj ET"
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>"
    seen = inspect(made.pdf(font, page=PAGE, content=content))
    assert READ in "".join(seen.reading.squashed).replace("-", "")
    assert not seen.reading.left_out
    assert seen.reading.hidden == ()
