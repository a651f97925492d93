"""Looking at a hostile Word file takes time by its length: four times as much costs about four times as much."""

import gc
import time
from collections.abc import Callable

import pytest

from desktop_admin.papers.archive import unpack
from desktop_admin.papers.word_bounds import beyond_docx
from desktop_admin.papers.word_package import Package
from desktop_admin.papers.word_seen import seen
from desktop_admin.papers.word_styles import CONDITIONS
from tests.papers.word_heavy import WORDS
from tests.papers.word_lies import CHOICE
from tests.papers.word_looks import anchored, cell, document, lines, run, shape, style, table
from tests.papers.word_made import code, mark

pytestmark = pytest.mark.alone
INK = anchored("<zz:ink/>").removeprefix("<w:r>").removesuffix("</w:r>")


def _chain(number: int, of: Callable[[int], str]) -> bytes:
    """One paragraph in a style based on another, ``number`` times over."""
    styles = "".join(style(f"S{n}", f'<w:sz w:val="{20 + n % 7}"/>', base=of(n)) for n in range(number))
    return document(lines(run(WORDS), looks=f'<w:pStyle w:val="S{number - 1}"/>'), styles=styles)


def _table_styles(number: int) -> bytes:
    conditions = "".join(
        f'<w:tblStylePr w:type="{name}"><w:rPr><w:b/></w:rPr></w:tblStylePr>' for name in CONDITIONS
    )
    styles = "".join(
        f'<w:style w:type="table" w:styleId="S{n}"><w:basedOn w:val="S{n - 1}"/>{conditions}</w:style>'
        for n in range(number)
    )
    return document(
        table(cell(lines(run(WORDS))), looks=f'<w:tblStyle w:val="S{number - 1}"/>'), styles=styles
    )


def _open_fields(number: int) -> bytes:
    begun = mark("begin") + code("REF x") + mark("separate")
    return document(lines(begun * number, *(run(WORDS[n % 10]) for n in range(number))))


LONG: dict[str, tuple[Callable[[int], bytes], int]] = {
    "a chain of styles": (lambda n: _chain(n, lambda at: f"S{at - 1}" if at else ""), 5000),
    "a ring of styles": (lambda n: _chain(n, lambda at: f"S{(at + 1) % n}"), 5000),
    "a chain of table styles": (_table_styles, 800),
    "fields in fields": (_open_fields, 1500),
    "a long clipped line": (
        lambda n: document(table(cell(lines(run(WORDS * n))), row='<w:trHeight w:val="400" w:hRule="exact"/>')),
        4000,
    ),
    "properties": (lambda n: document(lines(run(WORDS, "<w:b/>" * n))), 15_000),
    "text boxes": (lambda n: document(lines(*[anchored(shape(lines(run(WORDS))))] * n)), 300),
    "versions for other programs": (
        lambda n: document(lines(*[f"<w:r>{CHOICE.format('zz', INK, '')}</w:r>"] * n, f"<zz:x>{run(WORDS) * n}</zz:x>")),
        500,
    ),
    "old shapes of one type": (
        lambda n: document(lines("<w:r><w:pict>" + f'<v:shapetype id="t" path="{"m1,1" * n}"><v:stroke weight="9pt"/></v:shapetype>' + '<v:shape type="#t" style="width:9pt;height:9pt"/>' * n + "</w:pict></w:r>")),
        1500,
    ),
    "fitted runs": (lambda n: document(lines(*(run(WORDS, f'<w:fitText w:val="99999" w:id="{at}"/>') for at in range(n)))), 1500),
}  # fmt: skip


@pytest.mark.parametrize("what", LONG)
def test_four_times_as_much_costs_about_four_times(what: str) -> None:
    """By the square of its length it would be sixteen times."""
    make, number = LONG[what]
    less, many = make(number // 2), make(2 * number)
    pairs = [(_cost(less), _cost(many)) for _ in range(3)]  # in turns: a busy moment meets both
    once, more = map(min, zip(*pairs, strict=True))
    floor = 0.02  # below it the interpreter's own housekeeping decides
    assert more < 9 * max(once, floor)


def _cost(data: bytes) -> float:
    """Processor seconds of the look alone; what is packed well is unpacked by hand, past the gate."""
    parts, problems = unpack(data)
    if problems:
        pytest.fail(f"the file is refused before: {problems}")
    package = Package(parts)
    gc.collect()
    gc.disable()  # a collection goes through everything the other tests have left behind
    try:
        began = time.process_time()
        seen(package)
        return time.process_time() - began
    finally:
        gc.enable()


def test_a_style_without_end_ends() -> None:
    parts, _ = unpack(_chain(20_000, lambda at: f"S{(at + 1) % 20_000}"))
    assert beyond_docx(parts) == []
    assert seen(Package(parts)).unsure
