"""What a Word file may hold: small files that cost minutes are refused from their bytes alone, with the limit named."""

import random

import pytest

from desktop_admin.papers import word_bounds
from desktop_admin.papers.archive import unpack
from desktop_admin.papers.inspect import inspect
from desktop_admin.papers.pages import PaperPages
from desktop_admin.papers.rendering import render
from desktop_admin.papers.word_bounds import beyond_doc, beyond_docx
from tests.papers import made, word_heavy
from tests.papers.word_heavy import WORDS, cell, nested, paragraph, table


def _many(number: int, seed: int = 1) -> str:
    """Characters that no packer makes small, so that the archive's gate lets them through."""
    dice = random.Random(seed)
    return "".join(chr(dice.randrange(0x4E00, 0x9FA5)) for _ in range(number))


def _runs(number: int) -> str:
    return "<w:p>" + "".join(f"<w:r><w:t>{sign}</w:t></w:r>" for sign in _many(number)) + "</w:p>"


HEAVY = {
    "63,000 columns": (lambda: word_heavy.wide_and_tall(63_000), "too_complex", "63 列"),
    "a number without end": (lambda: made.docx(table(cell(properties='<w:gridSpan w:val="' + "9" * 4000 + '"/>'))), "too_complex", "63 列"),
    "a grid far to the right": (lambda: made.docx(table('<w:trPr><w:gridBefore w:val="9999999"/></w:trPr>' + cell())), "too_complex", "63 列"),
    "a merge 9,000 rows high": (lambda: word_heavy.tall(9000, 2), "too_complex", "8,000 个"),
    "a grid of wide rows": (lambda: made.docx(table(*[cell(properties='<w:gridSpan w:val="60"/>')] * 400)), "too_complex", "格子"),
    "tables 200 deep": (lambda: made.docx(nested(200)), "too_complex", "5 层"),
    "tables 6 deep": (lambda: made.docx(nested(6)), "too_complex", "5 层"),
    "XML 5,000 deep": (lambda: made.docx("<w:ins>" * 5000 + "</w:ins>" * 5000), "too_complex", "100 层"),
    "800,000 signs": (lambda: made.docx(paragraph(_many(800_000))), "too_long", "120,000 个"),
    "100,000 runs": (lambda: made.docx(_runs(100_000)), "too_complex", "30,000 段"),
    "10,000 empty paragraphs": (lambda: made.docx("<w:p/>" * 10_000 + paragraph(_many(400))), "too_long", "3,600"),
    "30,000 paragraphs in a cell": (lambda: made.docx(table(cell("<w:p/>" * 30_000)) + paragraph(_many(1000))), "too_complex", "段落"),
    "5,000 page breaks": (lambda: word_heavy.breaks(5000), "too_long", "3,600"),
    "61 pages by their breaks": (lambda: word_heavy.breaks(60), "too_many_pages", "61 页"),
    "100 pictures": (lambda: word_heavy.with_pictures(word_heavy.bomb(9), shown=100), "too_complex", "60 张"),
    "pictures of 7,000 × 7,000": (lambda: word_heavy.with_pictures(*(word_heavy.bomb(7000 + n) for n in range(4))), "too_complex", "万像素"),
}  # fmt: skip


@pytest.mark.parametrize("name", HEAVY)
def test_what_is_too_heavy_is_refused_and_says_the_limit(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """By counting alone: the reader is not even loaded, nor when a reviewer looks at it all the same."""
    make, code, limit = HEAVY[name]
    data = make()

    def never(*_arguments: object) -> str:
        raise AssertionError("the reader was asked")

    monkeypatch.setattr("desktop_admin.papers.word_html.to_html", never)
    parts, problems = unpack(data)
    if not problems:
        (problem,) = beyond_docx(parts)
        assert problem.code == code
        assert limit in problem.message
    facts = inspect(data).facts
    assert not facts.acceptable
    assert [problem.code for problem in facts.problems] in ([code], ["zip_bomb"])
    shown = render(data, {"name": "王五"})
    assert isinstance(shown, PaperPages)
    assert shown.problem == facts.problems[0]


@pytest.mark.parametrize(
    "data",
    [
        made.docx(nested(5) + paragraph(WORDS * 3)),
        made.docx(table(*[cell() * 63] * 4) + paragraph(_many(300))),
        made.docx("<w:p/>" * 3500 + paragraph(_many(2000))),
        word_heavy.breaks(59),
        word_heavy.with_pictures(word_heavy.bomb(500), shown=50),
        word_heavy.with_pictures(word_heavy.bomb(30_000)),
        made.docx("<w:customXml>" * 60 + paragraph(WORDS * 3) + "</w:customXml>" * 60),
    ],
    ids=[
        "tables 5 deep",
        "63 columns",
        "blank lines",
        "60 pages",
        "50 pictures",
        "an image of 900 million pixels",
        "60 deep",
    ],
)
def test_what_stays_within_is_read(data: bytes) -> None:
    facts = inspect(data).facts
    assert facts.problems == ()
    assert facts.has_text


def test_two_versions_of_one_thing_count_once() -> None:
    """Word writes a text box twice, for new and old readers; only one is read."""
    both = "<w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>{}</mc:AlternateContent></w:r>"
    inner = f"<w:drawing><w:txbxContent>{paragraph(_many(70_000))}</w:txbxContent></w:drawing>"
    body = both.format(f"<mc:Choice Requires='wps'>{inner}</mc:Choice><mc:Fallback>{inner}</mc:Fallback>")
    parts, problems = unpack(made.docx(f"<w:p>{body}</w:p>"))
    assert problems == []
    assert beyond_docx(parts) == []


def test_the_version_that_is_read_is_counted_too() -> None:
    """What the first count takes for the unread one may be all there is."""
    choice = "<mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'><mc:Choice Requires='w'>{}</mc:Choice></mc:AlternateContent>"
    for heavy, code in (
        (paragraph(_many(130_000)), "too_long"),
        (table(cell(properties='<w:gridSpan w:val="900"/>')), "too_complex"),
    ):
        data = made.docx(choice.format(heavy) + paragraph(_many(900)))
        assert [problem.code for problem in inspect(data).facts.problems] == [code]
        shown = render(data, {})
        assert isinstance(shown, PaperPages)
        assert shown.problem is not None
        assert shown.problem.code == code


def test_versions_within_versions_are_refused() -> None:
    deep = made.docx(
        "<mc:AlternateContent xmlns:mc='x'><mc:Choice>" * 6 + "</mc:Choice></mc:AlternateContent>" * 6
    )
    assert [problem.code for problem in inspect(deep).facts.problems] == ["too_complex"]


def test_text_is_counted_wherever_the_package_keeps_it() -> None:
    text = made.docx(paragraph(_many(130_000)))
    parts, _ = unpack(text)
    hidden = {**parts, "word/other.bin": b"  " + parts["word/document.xml"]}
    del hidden["word/document.xml"]
    assert [problem.code for problem in beyond_docx(hidden)] == ["too_long"]
    encoded = {"word/a.xml": parts["word/document.xml"].decode().encode("utf-16")}
    assert [problem.code for problem in beyond_docx(encoded)] == ["too_long"]


def test_counting_is_linear() -> None:
    """Counted, not timed: every element is looked at once, and beyond the limit none is."""
    looked = []

    class Counting(word_bounds.Count):
        def start(self, name: str, attributes: dict[str, str]) -> None:
            looked.append(name)
            super().start(name, attributes)

    for number in (1000, 2000):
        looked.clear()
        word_bounds.read_part(f"<document>{'<r/>' * number}</document>".encode(), Counting())
        assert len(looked) == number + 1
    looked.clear()
    with pytest.raises(word_bounds.TooMuch):
        word_bounds.read_part(f"<document>{'<r/>' * 900_000}</document>".encode(), Counting())
    assert len(looked) == word_bounds.MAX_RUNS + 2


@pytest.mark.parametrize(
    ("text", "pictures", "code"),
    [
        (_many(130_000), (), "too_long"),
        ("\n" * 4000, (), "too_long"),
        ("文", (b"x",) * 61, "too_complex"),
        ("文", tuple(word_heavy.bomb(7000 + n) for n in range(4)), "too_complex"),
        ("文\n" * 3000, (b"x",) * 60, ""),
    ],
)
def test_the_legacy_format_has_the_same_limits(text: str, pictures: tuple[bytes, ...], code: str) -> None:
    assert [problem.code for problem in beyond_doc(text, pictures)] == [code][: bool(code)]
