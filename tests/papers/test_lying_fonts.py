"""A font that draws one name and says another: its text cannot be told, it is neither found nor missing."""

import zlib
from pathlib import Path
from time import process_time

import pytest

from desktop_admin.papers.found import found_in
from desktop_admin.papers.inspect import inspect
from desktop_admin.papers.pdf_faults import structure
from desktop_admin.papers.rendering import render
from tests.papers import made
from tests.papers.conftest import SAMPLES

NAME = "Zhao Liu 52270119900101123X"
CODES = "abcdefghijklmnopqrstuvwxyz"
OPEN = "BT 0 g /F1 12 Tf 60 700 Td (This letter is about Wang Wu, and all of it is true) Tj ET "
PAGE = "/Resources << /Font << /F1 4 0 R /F2 10 0 R >> >>"


def _chars(says: str = NAME, codes: str = CODES + "0") -> str:
    pairs = "".join(f"<{ord(code):02x}> <{ord(sign):04x}>\n" for code, sign in zip(codes, says, strict=False))
    return f"begincmap {len(says)} beginbfchar\n{pairs}endbfchar endcmap"


def _accented(many: int) -> str:
    """Every code says a letter with so many accents."""
    return f"begincmap 1 beginbfrange\n<00> <ff> <0041{'03010323' * many}>\nendbfrange endcmap"


def _table(body: str, head: str = "", packed: bool = False) -> str:
    if packed:
        bits = zlib.compress(body.encode("latin-1")).decode("latin-1")
        return f"<< /Filter /FlateDecode /Length {len(bits)} >>\nstream\n{bits}\nendstream"
    return f"<< {head} /Length {len(body)} >>\nstream\n{body}\nendstream"


def _hex(body: str) -> str:
    return _table(body.encode().hex() + ">", "/Filter /ASCIIHexDecode")


def _font(rest: str, name: str = "Times-Roman", kind: str = "Type1") -> str:
    return f"<< /Type /Font /Subtype /{kind} /BaseFont /{name} /ToUnicode 11 0 R {rest} >>"


def _paper(font: str, table: str, *more: str, words: str = CODES + "0") -> bytes:
    content = OPEN + f"BT 0 g /F2 12 Tf 60 600 Td ({words}) Tj ET"
    return made.pdf(font, table, *more, page=PAGE, content=content)


LIES = {
    "plain": _paper(_font("/Encoding /WinAnsiEncoding"), _table(_chars())),
    "no encoding": _paper(_font(""), _table(_chars())),
    "packed": _paper(_font("/Encoding /MacRomanEncoding"), _table(_chars(), packed=True)),
    "another filter": _paper(_font("/Encoding /WinAnsiEncoding"), _hex(_chars())),
    "a range": _paper(
        _font("/Encoding /WinAnsiEncoding"),
        _table("begincmap 1 beginbfrange <61> <7a> ["
               + "".join(f"<{ord(sign):04x}>" for sign in NAME) + "] endbfrange endcmap"),
    ),
    "counted on": _paper(_font(""), _table("begincmap 1 beginbfrange <61> <7a> <0041> endbfrange endcmap"
                                           + _chars("Zhao Liu"))),
    "differences": _paper(
        _font("/Encoding << /BaseEncoding /WinAnsiEncoding /Differences [97 /Q /W /E /R /one /uni0042] >>"),
        _table(_chars("Zhao Liu")),
    ),
    "a word in hexadecimals": _paper(
        _font("/Encoding /WinAnsiEncoding"),
        _table(_chars().replace("endbfchar", f"<{b'beginbfchar'.hex()}> <0041> endbfchar")),
    ),
    "a part of a font": _paper(
        _font(
            "/Encoding /WinAnsiEncoding /FontDescriptor << /FontName /ABCDEF+Sun#20Li /Flags 32 >>",
            "ABCDEF+Sun#20Li",
            "TrueType",
        ),
        _table(_chars()),
    ),
    "without a name": _paper(
        _font("/Encoding /WinAnsiEncoding").replace("/BaseFont /Times-Roman", ""), _table(_chars())
    ),
    "two tables": _paper(
        _font("/Encoding /WinAnsiEncoding /ToUnicode 12 0 R"), _table(_chars(CODES)), _table(_chars())
    ),
    "embedded, not symbolic": _paper(
        _font("/Encoding /WinAnsiEncoding /FontDescriptor << /Flags 32 /FontFile2 13 0 R >>", kind="TrueType"),
        _table(_chars()),
    ),
}  # fmt: skip


@pytest.mark.parametrize("paper", LIES.values(), ids=LIES.keys())
def test_what_a_font_says_against_its_encoding_does_not_count(paper: bytes) -> None:
    seen = inspect(paper)
    assert seen.facts.acceptable
    assert not found_in(seen.text, "Zhao Liu")
    assert found_in(seen.text, "Wang Wu"), "the other font counts"
    assert seen.reading.left_out
    assert not render(paper, needles={"name": "Zhao Liu"}).pictures[0].marks


HONEST = {
    "the same": (_font("/Encoding /WinAnsiEncoding"), _chars(CODES)),
    "capitals by width": (_font("/Encoding /WinAnsiEncoding"), _chars("ａｂｃｄ")),
    "a ligature": (_font("/Encoding << /Differences [97 /fi /fl /ffi] >>"), _chars("ﬁﬂﬃ")),
    "names nobody knows": (_font("/Encoding << /Differences [97 /g1 /g2 /g3 /g4] >>"), _chars("Zhao")),
    "numbers by name": (_font("/Encoding << /Differences [97 /five /two /uni0041] >>"), _chars("52A")),
    "one slip": (_font("/Encoding /WinAnsiEncoding"), _chars("abcdx")),
    "its own symbols": (
        _font("/Encoding /WinAnsiEncoding /FontDescriptor << /Flags 4 /FontFile2 13 0 R >>", kind="TrueType"),
        _chars(),
    ),
}


@pytest.mark.parametrize(("font", "table"), HONEST.values(), ids=HONEST.keys())
def test_a_table_that_agrees_is_believed(font: str, table: str) -> None:
    assert structure(_paper(font, _table(table))).doubts.lying_fonts == frozenset()


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.[pP][dD][fF]")), ids=lambda path: path.name)
def test_the_fonts_of_papers_that_come_in_are_believed(path: Path) -> None:
    assert structure(path.read_bytes()).doubts.lying_fonts == frozenset()


def test_one_table_that_cannot_be_read_says_nothing_of_the_others() -> None:
    font = _font("/Encoding /WinAnsiEncoding").replace("11 0 R", "12 0 R")
    other = _font("/Encoding /WinAnsiEncoding", "Courier")
    broken = _table("no hexadecimals and no end", "/Filter /LZWDecode")
    assert structure(_paper(font, _table(_chars(CODES)), broken, other)).doubts.lying_fonts == {"Times-Roman"}


def test_a_wide_encoding_says_what_its_codes_are() -> None:
    font = _font("/Encoding /UniGB-UCS2-H /DescendantFonts [12 0 R]", "STSong-Light", "Type0")
    honest = "begincmap 2 beginbfchar <5f20> <5f20> <4e09> <4e09> endbfchar endcmap"
    assert structure(_paper(font, _table(honest))).doubts.lying_fonts == frozenset()
    false = "begincmap 2 beginbfchar <5f20> <674e> <4e09> <56db> endbfchar endcmap"
    assert structure(_paper(font, _table(false))).doubts.lying_fonts == {"STSong-Light"}


def test_tables_without_end_are_not_read_to_it() -> None:
    """Of what is not read it cannot be told."""
    ranges = "begincmap beginbfrange" + " <0000> <ffff> <0041>" * 40_000 + " endbfrange endcmap"
    fonts = [_font("", f"F{number}") for number in range(60)]
    paper = made.pdf(fonts[0], _table(ranges), *fonts[1:], page=PAGE)
    assert len(structure(paper).doubts.lying_fonts) == 60


def test_accents_without_end_cost_their_length() -> None:
    """Sorting a run of accents costs its length squared; four times as many may cost little more than four times."""

    def cost(many: int) -> float:
        data = made.pdf(_font("/Encoding /WinAnsiEncoding"), _table(_accented(many)), page=PAGE)
        began = process_time()
        structure(data)
        return process_time() - began

    few, many = (min(cost(number) for _ in range(2)) for number in (500, 2000))
    assert many < 8 * few
