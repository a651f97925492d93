"""A seal in a Word file is shown as large as Word shows it."""

import re
from pathlib import Path

from desktop_admin.papers.pages import WordText
from desktop_admin.papers.rendering import render

SAMPLES = Path(__file__).parent / "samples"


def _sizes(name: str) -> list[tuple[int, int]]:
    word = render((SAMPLES / name).read_bytes(), {})
    assert isinstance(word, WordText)
    found = re.findall(r'<img src="[^"]*" width="(\d+)" height="(\d+)"/>', word.html)
    assert len(found) == word.html.count("<img")
    return [(int(across), int(down)) for across, down in found]


def test_a_docx_says_how_large_its_pictures_are() -> None:
    [(across, down)] = _sizes("09-承诺书.docx")
    assert across == down
    assert 120 <= across <= 200


def test_a_seal_in_a_doc_has_the_size_of_a_seal() -> None:
    assert _sizes("01-承诺书.doc") == [(159, 159)]
