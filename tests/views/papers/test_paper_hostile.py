"""Heavy Word papers opened in the window: it goes on, and every pane says something."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import psutil
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_admin.contract.submissions import PaperVersion
from desktop_admin.papers.pages import PaperPages, WordText
from desktop_admin.papers.word_pages import WordPages
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.papers.card import PaperCard
from desktop_admin.views.papers.making import PaperMaker
from desktop_admin.views.papers.reader import PaperReader
from desktop_admin.views.papers.view import PaperView
from desktop_admin.views.papers.words import plain
from resources.paths import resource
from tests.views.papers.conftest import Store

pytestmark = pytest.mark.alone

MakePaper = Callable[..., PaperVersion]

FONTS = (str(resource("fonts/NotoSansSC-Regular.ttf")),)


def _hard(depth: int) -> str:
    inside = _hard(depth - 1) * 2 if depth else "<p>文</p>"
    return f"<table><tr><td>{inside}</td></tr></table>" if depth else inside


@dataclass
class _Source:
    """Answers as if a table that takes Qt minutes had passed every bound."""

    words: WordPages
    made: list[PaperPages] = field(default_factory=list)
    begun: list[str] = field(default_factory=list)

    def pages(self, data: bytes, **how: Any) -> PaperPages:
        self.begun.append(data.decode())
        text = WordText(_hard(11), (), data.decode(), "版式可能不同")
        self.made.append(
            self.words.pages((data.decode(), ()), text, how["first"], how["count"], how["width"], 0)
        )
        return self.made[-1]


@pytest.fixture
def limits() -> dict[str, Any]:
    return {"seconds": 1.5}


@pytest.fixture
def view(qtbot: QtBot, store: Store, theme: Theme, limits: dict[str, Any]) -> Iterator[PaperView]:
    words = WordPages(FONTS, **limits)
    reader = PaperReader(store.get, PaperMaker(_Source(words)))
    made = PaperView(reader, theme)
    made.resize(640, 700)
    qtbot.addWidget(made)
    made.show()
    yield made
    words.close()
    reader.close()


def _laying_out() -> bool:
    """A child of ours works: it has used up more of the processor than its start takes."""
    children = psutil.Process().children(recursive=True)
    return any(_busy(child) > 0.5 for child in children)


def _busy(child: psutil.Process) -> float:
    try:
        return float(child.cpu_times().user)
    except psutil.Error:
        return 0.0


def _beats(qtbot: QtBot, view: PaperView) -> int:
    """Beats of the window's heart until the paper is there; each needs the event loop."""
    beats: list[float] = []
    timer = QTimer(interval=5)
    timer.timeout.connect(lambda: beats.append(time.monotonic()))
    timer.start()
    qtbot.waitUntil(lambda: view.paper is not None, timeout=60_000)
    timer.stop()
    return len(beats)


def test_the_window_goes_on_while_a_layout_hangs(qtbot: QtBot, view: PaperView, paper: MakePaper) -> None:
    """The child is killed after its time; meanwhile the loop turned (were the layout here: not once)."""
    view.show_paper(paper("王五的文字"), title="报名表")
    assert _beats(qtbot, view) > 30
    assert view.paper is not None
    assert len(view.paper.pages) == 1
    assert "只有文字" in view.paper.notice


@pytest.mark.parametrize("limits", [{"seconds": 15, "megabytes": 15}])
def test_where_nothing_can_be_laid_out_the_words_stand_on_the_card(
    qtbot: QtBot, view: PaperView, paper: MakePaper
) -> None:
    view.show_paper(paper("王五的文字"), title="报名表")
    _beats(qtbot, view)
    assert view.paper is not None
    assert view.paper.pages == ()
    card = view.findChild(PaperCard)
    assert card.isVisibleTo(view)
    assert card.words.toPlainText() == "王五的文字"
    assert "用 Word 打开" in card.text.text()


def test_closing_in_the_middle_of_a_layout(
    qtbot: QtBot, store: Store, theme: Theme, paper: MakePaper, qapp: QApplication
) -> None:
    words = WordPages(FONTS, seconds=60)
    source = _Source(words)
    reader = PaperReader(store.get, PaperMaker(source))
    view = PaperView(reader, theme)
    qtbot.addWidget(view)
    view.show()
    view.show_paper(paper("文"))
    qtbot.waitUntil(lambda: bool(source.begun) and _laying_out(), timeout=60_000)
    began = time.monotonic()
    view.close()
    words.close()
    reader.close()
    assert time.monotonic() - began < 10
    assert [made.problem.code for made in source.made if made.problem] == ["closed"]


def test_the_words_on_a_card_are_made_plain() -> None:
    """Signs that pile up, turn the direction or make one endless line could slow or fool the window."""
    words = plain("a" + "\u0301" * 5000 + "\u202e王\u200b五\ufe0f\n" + "长" * 450 + "\U0002cc38")
    assert words.split("\n") == ["a王五", "长" * 200, "长" * 200, "长" * 50 + "\U0002cc38"]
