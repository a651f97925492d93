"""The pages a reviewer sees and the text that counts are made of the same words, file by file."""

import pytest
from PySide6.QtGui import QGuiApplication, QTextFormat

from desktop_admin.layout.document import blocks, fragments, from_html
from desktop_admin.layout.places import places
from desktop_admin.papers.inspect import inspect
from desktop_admin.papers.pages import WordText
from desktop_admin.papers.rendering import render
from desktop_admin.rules.paper_reading import GAP
from tests.papers import word_looks
from tests.papers.conftest import manifest, sample
from tests.papers.test_seen_word import HONEST
from tests.papers.word_lies import HIDDEN, SILENT, UNSURE
from tests.papers.word_looks import LIE, lines, run

MADE = {**HIDDEN, **UNSURE, **SILENT, **HONEST}
SAMPLES = [name for name in sorted(manifest()) if name.endswith(".docx") and sample(name).truth["acceptable"]]


def shown(data: bytes) -> WordText:
    """The paper as it goes to the layout, the lie looked for."""
    word = render(data, {"name": LIE})
    assert isinstance(word, WordText)
    return word


def drawn(word: WordText) -> tuple[str, str]:
    """The letters the layout draws, without blanks: those that count, and all."""
    counted, everything = [], []
    for block in blocks(from_html(word.html, dict(word.pictures), ())):
        for piece in fragments(block):
            text = "".join(piece.text().replace("\ufffc", "").split())
            everything.append(text)
            if not piece.charFormat().hasProperty(QTextFormat.Property.BackgroundBrush):
                counted.append(text)
    return "".join(counted), "".join(everything)


def counts(data: bytes) -> str:
    """The text that counts, without blanks and gaps."""
    (text,) = inspect(data).text
    return "".join(text.replace(GAP, "").split())


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_drawn_as_it_counts(name: str, qapp: QGuiApplication) -> None:
    data = sample(name).data
    assert drawn(shown(data)) == (counts(data), counts(data))


@pytest.mark.parametrize("how", MADE)
def test_what_counts_is_drawn_and_what_is_hidden_is_not(how: str, qapp: QGuiApplication) -> None:
    data = MADE[how]
    counted, everything = drawn(shown(data))
    assert counted == counts(data)
    assert ("灰底" in shown(data).note) == (counted != everything and how in UNSURE)
    if how in HIDDEN:
        assert LIE not in everything


@pytest.mark.parametrize("how", MADE)
def test_only_what_is_seen_is_marked(how: str, qapp: QGuiApplication) -> None:
    word = shown(MADE[how])
    found = places(from_html(word.html, dict(word.pictures), ()), word.found)
    assert bool(found) == (how in HONEST)


def test_of_the_same_words_only_the_seen_ones_are_marked(qapp: QGuiApplication) -> None:
    data = word_looks.document(lines(run(LIE)) + lines(run(LIE, "<w:webHidden/>")) + lines(run(LIE)))
    word = shown(data)
    assert len(places(from_html(word.html, {}, ()), word.found)) == 2
    assert drawn(word)[1].count(LIE) == 3


def test_a_map_the_file_brings_along_leaves_nothing_out() -> None:
    """mammoth would read one; “!” drops what it names."""
    data = word_looks.document(lines(run(LIE)))
    with_map = word_looks.with_part(data, "mammoth/style-map", b"r => !\np => !")
    assert LIE in inspect(with_map).text[0]
    assert LIE in shown(with_map).text
