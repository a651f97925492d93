"""Fields of a .doc: refused by what they mean, at any depth, and their results are the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_admin.papers.doc_fields import read_fields
from desktop_admin.papers.inspect import inspect
from desktop_admin.papers.word_doc import read_doc
from tests.papers.conftest import sample


@pytest.mark.parametrize(
    ("raw", "shown", "instructions"),
    [
        ("甲乙", "甲乙", set()),
        ("甲\x13PAGE\x143\x15乙", "甲3乙", {"PAGE"}),
        ("甲\x13PAGE\x15乙", "甲乙", {"PAGE"}),
        ("\x13A \x13B\x14b\x15 c\x14甲\x15", "甲", {"A \ufffc c", "B"}),
        ("\x13A\x14甲\x13B\x14乙\x15丙\x15", "甲乙丙", {"A", "B"}),
        ("甲\x15乙\x14丙", "甲乙丙", set()),
        ("甲\x13A\x14乙", "甲A乙", {"A"}),
    ],
)
def test_a_field_shows_its_result(raw: str, shown: str, instructions: set[str]) -> None:
    assert read_fields(raw) == (shown, instructions)


@given(st.text("甲\x13\x14\x15", max_size=60))
def test_any_marks_in_any_order_are_read(raw: str) -> None:
    shown, instructions = read_fields(raw)
    assert not set(shown) & set("\x13\x14\x15")
    assert bool(instructions) == ("\x13" in raw)


def test_no_depth_hides_a_field() -> None:
    deep = "\x13A\x14甲" * 50_000 + "\x13DDEAUTO x\x15" + "甲" + "\x15" * 50_000
    shown, instructions = read_fields(deep)
    assert shown == "甲" * 50_001
    assert "DDEAUTO x" in instructions


def _with(text: str) -> bytes:
    """A real .doc in which the name of the association is something else of the same length."""
    data = sample("07-承诺书.doc").data
    place = read_doc(data).text[40:80]
    old = place.replace("\n", "\r").encode("utf-16-le")
    assert data.count(old) == 1
    return data.replace(old, text.ljust(40).encode("utf-16-le"))


@pytest.mark.parametrize(
    "text",
    [
        '\x13DDEAUTO cmd "/c x"\x14甲\x15',
        '\x13 "dde" cmd\x15',
        "\x13QUOTE 68 68 69 65 85 84 79\x15",
        '\x13\x13QUOTE "DDE"\x14PAGE\x15 cmd\x15',
        "\x13LINK Excel.Sheet \\\\\\\\h\\\\x\x15",
        "\x13INCLUDETEXT \\\\\\\\host\\\\a.doc\x14甲\x15",
        '\x13INCLUDEPICTURE "http://x.example/a"\x15',
        "\x13PAGE\x14" + "\x13A\x14" * 9 + "\x13DDE x\x15",
    ],
)
def test_a_field_that_reaches_outside_is_refused(text: str) -> None:
    assert [problem.code for problem in inspect(_with(text)).facts.problems] == ["active_content"]


@pytest.mark.parametrize("text", ["\x13PAGE\x141\x15", '\x13HYPERLINK "https://x.example"\x14甲\x15'])
def test_an_everyday_field_is_accepted(text: str) -> None:
    assert inspect(_with(text)).facts.acceptable
