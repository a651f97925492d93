"""Old and new beside each other: what differs is boxed on both, and where nobody can tell it is said."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from desktop_admin.contract.files import Box
from desktop_admin.contract.submissions import PaperVersion
from desktop_admin.papers.pages import Differences
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.papers.making import PaperMaker
from desktop_admin.views.papers.pages import Compared, Mark, MarkKind
from desktop_admin.views.papers.pair import PaperPair
from desktop_admin.views.papers.reader import PaperReader
from tests.views.papers.conftest import SheetMaker, Store
from tests.views.papers.panes import pane_of

OLD, NEW = (Mark(MarkKind.CHANGED, Box(0, left, 0.3, 0.1, 0.02), "changed") for left in (0.2, 0.4))
ONE = Compared((OLD,), (NEW,), "框出 1 处文字不同（D 逐处看）。公章、签字和照片请自己对照。")
Papers = Callable[..., PaperVersion]


@pytest.fixture
def pair(qtbot: QtBot, reader: PaperReader, theme: Theme, maker: SheetMaker) -> PaperPair:
    """On a screen."""
    maker.differences = ONE
    made = PaperPair(reader, theme)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    qtbot.waitExposed(made)
    return made


def versions(paper: Papers) -> tuple[PaperVersion, ...]:
    return (
        paper("second", number=3),
        paper("first", number=2, current=False, by="李四"),
        paper("zeroth", number=1, current=False),
    )


def test_what_differs_is_boxed_on_both_and_gone_with_the_comparison(
    qtbot: QtBot, pair: PaperPair, paper: Papers, maker: SheetMaker
) -> None:
    pair.show_papers(versions(paper), {}, key=1)
    assert not pair.differences.isVisible()
    pair.set_comparing(True)
    qtbot.waitUntil(lambda: pair.differences.sentence.text() == ONE.words)
    assert pair.differences.isVisible()
    assert maker.compared == [("first", "second")]
    qtbot.waitUntil(lambda: pair.view.paper is not None and pair.old_view.paper is not None)
    pair.next_mark()
    assert pair.view.stop == NEW
    assert pair.view.stop_words == "与另一版不同 1/1"
    pair.set_comparing(False)
    assert not pair.differences.isVisible()
    assert pair.view.stop is None
    assert not pair.view.first_mark(1)


def test_another_old_version_is_compared_anew_and_a_known_pair_is_not(
    qtbot: QtBot, pair: PaperPair, paper: Papers, maker: SheetMaker
) -> None:
    pair.show_papers(versions(paper), {}, key=1)
    pair.set_comparing(True)
    qtbot.waitUntil(lambda: len(maker.compared) == 1)
    pane_of(pair.old_view).versions.setCurrentIndex(1)
    pane_of(pair.old_view).versions.activated.emit(1)
    qtbot.waitUntil(lambda: len(maker.compared) == 2)
    assert maker.compared[1] == ("zeroth", "second")
    for _ in range(2):
        pair.set_comparing(False)
        pair.set_comparing(True)
    qtbot.waitUntil(lambda: pair.differences.sentence.text() == ONE.words)
    assert len(maker.compared) == 2


def test_the_versions_say_who_handed_them_in(qtbot: QtBot, pair: PaperPair, paper: Papers) -> None:
    pair.show_papers(versions(paper), {}, key=1)
    pair.set_comparing(True)
    assert pane_of(pair.old_view).versions.itemText(0).endswith(" · 李四代传")
    assert pane_of(pair.old_view).versions.itemText(1).endswith(" · 学员")


def test_a_version_that_was_not_kept_cannot_be_compared(
    qtbot: QtBot, pair: PaperPair, paper: Papers, maker: SheetMaker
) -> None:
    pair.show_papers((paper("second", number=2), paper("first", current=False, kept=False)), {}, key=1)
    pair.set_comparing(True)
    assert pair.differences.sentence.text() == "有一版没有保存原件，不能比较文字。"
    assert maker.compared == []


def test_a_file_that_cannot_be_had_is_told(
    qtbot: QtBot, pair: PaperPair, paper: Papers, store: Store
) -> None:
    pair.show_papers(versions(paper), {}, key=1)
    store.broken = True
    pair.set_comparing(True)
    qtbot.waitUntil(lambda: pair.differences.sentence.text().startswith("没有比较成"))


class _Source:
    def __init__(self, found: Differences) -> None:
        self.found = found

    def differences(self, old: bytes, new: bytes) -> Differences:
        return self.found


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Differences(count=0), "两版的文字没有不同。公章、签字和照片请自己对照。"),
        (
            Differences((OLD.box,), (NEW.box,), 1),
            "框出 1 处文字不同（D 逐处看）。公章、签字和照片请自己对照。",
        ),
        (Differences(why="新版没有可核对的文字"), "新版没有可核对的文字。"),
    ],
)
def test_the_line_says_what_is_not_boxed(found: Differences, words: str) -> None:
    compared = PaperMaker(_Source(found)).compare(b"", b"")  # type: ignore[arg-type]
    assert compared.words == words
    assert [mark.box for mark in compared.new] == list(found.new)
