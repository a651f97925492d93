"""Papers as applicants really send them, through a real child process, to pictures."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from desktop_admin.papers.workers import Inspectors
from desktop_admin.views.papers.making import MOST_BYTES, PaperMaker
from desktop_admin.views.papers.pages import MarkKind, Paper
from resources.paths import resource
from tests.views.papers.conftest import SAMPLES

NEEDLES = ("name", "id_number", "company", "credit_code")
MANIFEST: list[dict[str, Any]] = json.loads((SAMPLES / "manifest.json").read_text(encoding="utf-8"))
READABLE = [
    entry
    for entry in MANIFEST
    if entry["acceptable"] and entry.get("person") and (SAMPLES / entry["file"]).is_file()
]


@pytest.fixture(scope="module")
def maker(qapp: QApplication) -> Iterator[PaperMaker]:
    inspectors = Inspectors(fonts=(str(resource("fonts/NotoSansSC-Regular.ttf")),))
    yield PaperMaker(inspectors)
    inspectors.close()


def _made(maker: PaperMaker, name: str, needles: dict[str, str] | None = None, width: int = 640) -> Paper:
    return maker("0" * 64, Path(SAMPLES, name).read_bytes(), width, needles or {})


def _grey(page: QImage) -> Any:
    flat = np.frombuffer(page.constBits(), np.uint8).reshape(page.height(), page.bytesPerLine())
    return flat[:, : page.width() * 4].reshape(page.height(), page.width(), 4)[:, :, :3].min(axis=2)


def test_there_are_samples() -> None:
    assert len(READABLE) >= 15


@pytest.mark.parametrize("entry", READABLE, ids=lambda entry: entry["file"])
def test_every_acceptable_sample_becomes_pages(maker: PaperMaker, entry: dict[str, Any]) -> None:
    """Pages with ink, of the width asked; where the file has text, what is found stands on ink."""
    needles = {key: entry["person"][key] for key in NEEDLES}
    paper = _made(maker, entry["file"], needles)
    assert paper.fault == ""
    assert {page.width() for page in paper.pages} == {640}
    assert {page.format() for page in paper.pages} == {QImage.Format.Format_RGB32}
    assert all((_grey(page) < 128).any() for page in paper.pages[:1])
    found = [mark for mark in paper.marks if mark.kind is MarkKind.FOUND]
    if entry["text_extractable"] and not entry["file"].startswith("50"):
        assert {mark.label for mark in found} >= {"name", "company"}
    for mark in found:
        grey = _grey(paper.pages[mark.box.page])
        height, width = grey.shape
        top, left = int(mark.box.top * height), int(mark.box.left * width)
        inside = grey[
            top : top + max(3, int(mark.box.height * height)), left : left + int(mark.box.width * width)
        ]
        assert (inside < 140).mean() > 0.05, mark


@pytest.mark.parametrize(
    "name", ["51-加密.pdf", "52-截断.pdf", "53-空文件.pdf", "57-网页改名.doc", "59-压缩炸弹.docx"]
)
def test_what_cannot_be_shown_says_why(maker: PaperMaker, name: str) -> None:
    paper = _made(maker, name)
    assert paper.pages or len(paper.fault) > 8
    assert not paper.unreachable


def test_seal_and_turned_page(maker: PaperMaker) -> None:
    paper = _made(maker, "64-横置.pdf")
    page = paper.pages[0]
    assert page.width() > page.height()


def test_a_long_paper_stays_within_its_memory(maker: PaperMaker) -> None:
    """Twelve pages at 3200 pixels would be 695 MB: they are narrower, the one looked at is sharp."""
    paper = _made(maker, "66-十二页.pdf", width=3200)
    assert len(paper.pages) == 12
    assert paper.narrowed
    assert paper.size <= MOST_BYTES * 1.02
    sharp = maker.page("0" * 64, Path(SAMPLES, "66-十二页.pdf").read_bytes(), 1280, 5)
    assert sharp.pages[0].width() == 1280


def test_word_says_that_it_may_look_different(maker: PaperMaker) -> None:
    paper = _made(maker, "07-报名表.docx")
    assert paper.word
    assert "Word" in paper.notice
