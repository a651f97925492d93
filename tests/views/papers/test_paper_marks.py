"""D goes from mark to mark and Space goes on, by real keys; a mark below the fold comes into sight."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_admin.contract.files import Box
from desktop_admin.contract.submissions import PaperVersion, Slot
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.tokens import LIGHT
from desktop_admin.views.papers.layout import Fit
from desktop_admin.views.papers.marks import MarkWalk, in_order, mark_words
from desktop_admin.views.papers.pages import Mark, MarkKind
from desktop_admin.views.papers.painting import mark_rect
from desktop_admin.views.papers.pair import PaperPair
from desktop_admin.views.papers.reader import PaperReader
from desktop_admin.views.papers.view import PaperView
from tests.views.papers.conftest import SheetMaker

LETTER, FORM = Slot.COMMITMENT_LETTER, Slot.REGISTRATION_FORM
NAME = Mark(MarkKind.FOUND, Box(0, 0.5, 0.1, 0.1, 0.02), "name")
NUMBER = Mark(MarkKind.FOUND, Box(0, 0.2, 0.101, 0.2, 0.02), "id_number")
COMPANY = Mark(MarkKind.FOUND, Box(0, 0.2, 0.5, 0.3, 0.02), "company")
SEAL = Mark(MarkKind.SEAL, Box(1, 0.6, 0.8, 0.2, 0.15), "seal")
READ = (NUMBER, NAME, COMPANY, SEAL)
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_marks_are_read_as_a_page_is() -> None:
    assert in_order((SEAL, COMPANY, NAME, NUMBER)) == READ
    assert [mark_words(mark) for mark in READ] == ["证件号码", "姓名", "单位", "疑似公章"]


def test_the_place_stays_when_the_paper_is_drawn_anew_and_not_for_another() -> None:
    walk = MarkWalk()
    walk.begin(READ)
    walk.step(1)
    walk.step(1)
    walk.begin(tuple(reversed(READ)))
    assert walk.here == NAME
    assert walk.words == "姓名 2/4"
    walk.begin((SEAL,))
    assert walk.here is None
    assert walk.step(-1) == SEAL
    assert walk.step(1) is None
    assert walk.here == SEAL


@pytest.fixture
def pair(qtbot: QtBot, reader: PaperReader, theme: Theme, maker: SheetMaker) -> Iterator[PaperPair]:
    maker.pages, maker.marks = 2, READ
    pair = PaperPair(reader, theme)
    qtbot.addWidget(pair)
    pair.resize(700, 600)
    pair.show()
    qtbot.waitExposed(pair)
    pair.activateWindow()
    pair.setFocus()
    yield pair
    pair.hide()


@pytest.fixture
def two(
    qtbot: QtBot, pair: PaperPair, paper: Callable[..., PaperVersion]
) -> tuple[PaperVersion, PaperVersion]:
    papers = paper("letter", LETTER, number=1), paper("form", FORM, number=2)
    pair.show_papers(papers, {"name": "王敏"}, key=1)
    qtbot.waitUntil(lambda: pair.shown(papers[0].sha256))
    return papers


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifiers)


def seen(view: PaperView) -> bool:
    """Whether the mark one stands on is wholly in the pane."""
    mark = view.stop
    assert mark is not None
    ratio = view.devicePixelRatioF()
    box = mark_rect(view.page_rect(mark.box.page), mark, view.turned, ratio)
    return QRectF(QPointF(0, 0), QSizeF(view.viewport().size() * ratio)).contains(box)


def test_d_goes_to_every_mark_and_the_seal_below_the_fold_comes_into_sight(
    pair: PaperPair, two: tuple[PaperVersion, PaperVersion]
) -> None:
    for mark in READ:
        press(Qt.Key.Key_D)
        assert pair.view.stop == mark
        assert seen(pair.view)
    assert pair.view.verticalScrollBar().value() > 0
    assert "疑似公章 4/4" in pair.view.accessibleName()
    press(Qt.Key.Key_D, Qt.KeyboardModifier.ShiftModifier)
    assert pair.view.stop == COMPANY
    assert seen(pair.view)


def test_turned_and_larger_the_mark_is_in_sight_too(
    pair: PaperPair, two: tuple[PaperVersion, PaperVersion]
) -> None:
    press(Qt.Key.Key_L)
    pair.set_fit(Fit.NONE, 2.0)
    for _ in READ:
        press(Qt.Key.Key_D)
        assert seen(pair.view)


def test_space_goes_on_from_a_mark_and_pages_after_the_last(
    pair: PaperPair, two: tuple[PaperVersion, PaperVersion]
) -> None:
    bar = pair.view.verticalScrollBar()
    press(Qt.Key.Key_Space)
    assert bar.value() > 0
    assert pair.view.stop is None  # nobody asked for marks: Space pages
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_D)
    for mark in READ[1:]:
        press(Qt.Key.Key_Space)
        assert pair.view.stop == mark
    bar.setValue(bar.value() - 50)
    before = bar.value()
    press(Qt.Key.Key_Space)
    assert bar.value() > before
    assert pair.view.stop is None
    press(Qt.Key.Key_D, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert pair.view.stop == NAME


def test_who_scrolls_by_wheel_pages_with_space_again(
    pair: PaperPair, two: tuple[PaperVersion, PaperVersion]
) -> None:
    press(Qt.Key.Key_D)
    none, at = Qt.MouseButton.NoButton, QPointF(100, 100)
    wheel = QWheelEvent(
        at,
        at,
        QPoint(),
        QPoint(0, -120),
        none,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(pair.view.viewport(), wheel)
    assert pair.view.stop is None
    press(Qt.Key.Key_Space)
    assert pair.view.stop is None
    press(Qt.Key.Key_D)  # and D goes on where it was
    assert pair.view.stop == NAME


def test_after_the_last_mark_come_those_of_the_other_paper_and_round(
    qtbot: QtBot, pair: PaperPair, two: tuple[PaperVersion, PaperVersion]
) -> None:
    for _ in READ:
        press(Qt.Key.Key_D)
    press(Qt.Key.Key_D)
    assert pair.slot is FORM
    qtbot.waitUntil(lambda: pair.view.stop == NUMBER)
    assert pair.view_of(LETTER).stop is None
    press(Qt.Key.Key_D, Qt.KeyboardModifier.ShiftModifier)
    assert pair.slot is LETTER
    assert pair.view.stop == SEAL


def test_a_paper_still_loading_is_gone_to_when_it_is_there(
    qtbot: QtBot, pair: PaperPair, paper: Callable[..., PaperVersion], maker: SheetMaker
) -> None:
    maker.free.clear()
    pair.show_papers((paper("slow", LETTER), paper("form", FORM, number=2)), {}, key=2)
    press(Qt.Key.Key_D)
    assert pair.slot is LETTER
    maker.free.set()
    qtbot.waitUntil(lambda: pair.view.stop == NUMBER)


def test_hidden_marks_show_again_and_no_marks_are_said(
    qtbot: QtBot,
    pair: PaperPair,
    two: tuple[PaperVersion, PaperVersion],
    maker: SheetMaker,
    paper: Callable[..., PaperVersion],
) -> None:
    press(Qt.Key.Key_M)
    press(Qt.Key.Key_D)
    assert pair.marks_shown
    maker.paper = lambda made: replace(made, marks=())
    pair.show_papers((paper("bare", LETTER), paper("bare form", FORM, number=2)), {}, key=3)
    qtbot.waitUntil(lambda: pair.view.paper is not None)
    with qtbot.waitSignal(pair.no_marks):
        press(Qt.Key.Key_D)  # the other paper is not there yet: to it
        qtbot.waitUntil(lambda: pair.view.paper is not None)
        press(Qt.Key.Key_D)


def test_the_mark_one_stands_on_has_a_ring_and_a_name(
    pair: PaperPair, two: tuple[PaperVersion, PaperVersion]
) -> None:
    view, ring = pair.view, QColor(LIGHT.focus).name()

    def ringed() -> bool:
        picture = view.viewport().grab().toImage()
        ratio = view.devicePixelRatioF()
        box = mark_rect(view.page_rect(0), COMPANY, 0, ratio)
        return picture.pixelColor(round(box.left() - 4 * ratio), round(box.center().y())).name() == ring

    for _ in range(3):
        press(Qt.Key.Key_D)
    assert ringed()
    press(Qt.Key.Key_PageUp)
    assert not ringed()


def test_the_place_a_finding_speaks_of(
    qtbot: QtBot, pair: PaperPair, two: tuple[PaperVersion, PaperVersion]
) -> None:
    pair.show_place(FORM, "seal", 1)
    assert pair.slot is FORM
    qtbot.waitUntil(lambda: pair.view.stop == SEAL)
    assert seen(pair.view)
    pair.show_place(FORM, "", 0)
    assert pair.view.stop is None
    assert pair.view.page == (1, 2)
    pair.show_place(LETTER, "nothing", 1)
    assert pair.slot is LETTER
    assert pair.view.page[0] == 2
