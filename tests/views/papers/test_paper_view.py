"""One paper on the desk: crisp, marked in the right place, moved by hand and key, never blank."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from desktop_admin.contract.submissions import PaperVersion
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.tokens import LIGHT
from desktop_admin.views.papers.card import PaperBanner, PaperCard
from desktop_admin.views.papers.layout import Fit
from desktop_admin.views.papers.pages import Paper
from desktop_admin.views.papers.painting import mark_rect
from desktop_admin.views.papers.reader import PaperReader
from desktop_admin.views.papers.view import PaperView
from tests.views.papers.conftest import FOUND, SEAL, SheetMaker, Store, sheet_colour
from tests.views.papers.panes import across
from tests.views.quiet import silent, turn

MakePaper = Callable[..., PaperVersion]
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def view(qtbot: QtBot, reader: PaperReader, theme: Theme) -> Iterator[PaperView]:
    view = PaperView(reader, theme)
    qtbot.addWidget(view)
    view.resize(700, 600)
    view.show()
    qtbot.waitExposed(view)
    yield view
    view.hide()


def _shown(qtbot: QtBot, view: PaperView, version: PaperVersion, **how: str) -> None:
    view.show_paper(version, {}, title="承诺书", **how)
    qtbot.waitUntil(lambda: view.paper is not None, timeout=5000)


def _colour(view: PaperView, at: QPoint) -> QColor:
    """The colour on the screen at a spot of the viewport (here a logical pixel is a physical one)."""
    return QColor(view.viewport().grab().toImage().pixel(at))


def test_a_page_is_shown_one_to_one(
    qtbot: QtBot, view: PaperView, paper: MakePaper, maker: SheetMaker
) -> None:
    """The picture has exactly the pixels of the place it is shown in, so that nothing is blurred."""
    _shown(qtbot, view, paper())
    assert view.paper is not None
    assert view.paper.pages[0].size() == view.page_rect(0).size()
    assert len(maker.made) == 1
    assert view.accessibleName() == "承诺书，第 1 页，共 1 页"
    assert view.page == (1, 1)


@pytest.mark.parametrize("turned", [0, 1, 2, 3])
def test_marks_are_drawn_where_they_belong(
    qtbot: QtBot, view: PaperView, paper: MakePaper, maker: SheetMaker, reader: PaperReader, turned: int
) -> None:
    maker.marks = (FOUND, SEAL)
    view.set_fit(Fit.PAGE)
    _shown(qtbot, view, paper())
    view.turn(turned)
    qtbot.waitUntil(lambda: silent(view) and reader.under_way == 0)
    page = view.page_rect(0)
    box = mark_rect(page, FOUND, turned, 1.0).toRect()
    green = QColor(LIGHT.ok)
    for spot in (QPoint(box.center().x(), box.top()), QPoint(box.left(), box.center().y())):
        near = [_colour(view, spot + QPoint(dx, dy)) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        assert min(abs(c.red() - green.red()) + abs(c.green() - green.green()) for c in near) < 12, spot
    outside = _colour(view, box.topLeft() - QPoint(6, 6))
    assert outside == QColor(view.paper.pages[0].pixel(3, 3))  # type: ignore[union-attr]
    seal = mark_rect(page, SEAL, turned, 1.0).toRect()
    row = [_colour(view, QPoint(x, seal.top())) for x in range(seal.left() + 4, seal.right() - 4)]
    orange = [abs(c.red() - 217) + abs(c.green() - 122) + abs(c.blue() - 30) < 60 for c in row]
    assert 0.3 < sum(orange) / len(orange) < 0.9, "dashed"
    view.set_marks_shown(False)
    assert _colour(view, box.center()) == outside


def _rest_at(view: PaperView, at: QPoint) -> None:
    """The pointer rests at a spot of the viewport."""
    there = view.viewport().mapToGlobal(at)
    QApplication.sendEvent(view.viewport(), QHelpEvent(QEvent.Type.ToolTip, at, there))


def test_the_pointer_is_told_what_a_mark_means(
    qtbot: QtBot, view: PaperView, paper: MakePaper, maker: SheetMaker
) -> None:
    maker.marks = (FOUND, SEAL)
    view.set_fit(Fit.PAGE)
    _shown(qtbot, view, paper())
    page = view.page_rect(0)
    _rest_at(view, mark_rect(page, FOUND, 0, 1.0).toRect().center())
    assert QToolTip.text() == "与登记信息一致"
    _rest_at(view, mark_rect(page, SEAL, 0, 1.0).toRect().center())
    assert QToolTip.text() == "疑似公章，仅作提示"
    _rest_at(view, page.topLeft() + QPoint(3, 3))
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_stale_pages_are_dropped(
    qtbot: QtBot, view: PaperView, paper: MakePaper, maker: SheetMaker, reader: PaperReader
) -> None:
    """Quickly through five dossiers: the last one is on the screen, and never another for a moment."""
    versions = [paper(f"dossier {n}") for n in range(5)]
    maker.free.clear()
    seen: list[str] = []
    view.looked.connect(seen.append)
    for version in versions:
        view.show_paper(version, {}, title="承诺书")
        assert view.paper is None, "the last person's paper is gone at once"
        turn(qtbot)
    maker.free.set()
    qtbot.waitUntil(lambda: view.paper is not None)
    qtbot.waitUntil(lambda: silent(view) and reader.under_way == 0)
    assert view.paper is not None
    assert view.paper.sha256 == versions[-1].sha256
    assert seen == [versions[-1].sha256]


def test_what_is_at_hand_is_there_at_once(
    qtbot: QtBot, view: PaperView, paper: MakePaper, reader: PaperReader
) -> None:
    first, second = paper("first"), paper("second")
    _shown(qtbot, view, first)
    reader.read_ahead([(second.sha256, {})])
    qtbot.waitUntil(lambda: reader.under_way == 0)
    view.show_paper(second, {})
    assert view.paper is not None


def test_the_keyboard_is_seen_around_the_papers(qtbot: QtBot, view: PaperView, paper: MakePaper) -> None:
    _shown(qtbot, view, paper())
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    ring, desk = QColor(LIGHT.focus), QColor(LIGHT.paper_desk)
    view.clearFocus()
    middle = view.viewport().height() // 2
    assert _colour(view, QPoint(0, middle)) != ring
    view.setFocus()
    assert [_colour(view, QPoint(x, middle)) for x in range(3)] == [ring, ring, desk]
    view.zoom_by(1)
    assert _colour(view, QPoint(1, middle)) == ring


def test_grey_page_only_after_a_while(
    qtbot: QtBot, view: PaperView, paper: MakePaper, maker: SheetMaker
) -> None:
    maker.free.clear()
    view.show_paper(paper(), {}, title="承诺书")
    desk = QColor(LIGHT.paper_desk)
    assert _colour(view, QPoint(340, 200)) == desk
    assert view.accessibleName() == "承诺书，正在打开"
    qtbot.waitUntil(lambda: _colour(view, view.page_rect(0).center()) != desk, timeout=2000)
    maker.free.set()
    qtbot.waitUntil(lambda: view.paper is not None)


def _spot(view: PaperView, at: QPoint) -> tuple[float, float]:
    """Which spot of the first page lies there, in parts of its width and height."""
    page = view.page_rect(0)
    return (at.x() - page.left()) / page.width(), (at.y() - page.top()) / page.height()


def test_zoom_keeps_the_spot_and_makes_sharp_pages(
    qtbot: QtBot, view: PaperView, paper: MakePaper, maker: SheetMaker
) -> None:
    _shown(qtbot, view, paper())
    view.verticalScrollBar().setValue(120)
    at = QPoint(300, 200)
    before = _spot(view, at)
    turn = QWheelEvent(
        QPointF(at), QPointF(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    for _ in range(3):
        QApplication.sendEvent(view.viewport(), turn)
    assert _spot(view, at) == pytest.approx(before, abs=0.01)
    assert view.fit is Fit.NONE
    qtbot.waitUntil(lambda: view.paper is not None and view.paper.width == across(view), timeout=2000)
    assert [width for _, width, _ in maker.made] == [maker.made[0][1], across(view)], "once, after it settled"


def test_keys_scroll_and_zoom(qtbot: QtBot, view: PaperView, paper: MakePaper, maker: SheetMaker) -> None:
    maker.pages = 3
    _shown(qtbot, view, paper())
    pages: list[tuple[int, int]] = []
    view.page_changed.connect(lambda page, of: pages.append((page, of)))
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert view.verticalScrollBar().value() == round(600 * 0.9)
    qtbot.keyClick(view, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert view.verticalScrollBar().value() == 0
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.page == (3, 3)
    assert pages[-1] == (3, 3)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    before = view.zoom
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom > before
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert view.page == (1, 3)


def test_dragging_moves_the_paper(qtbot: QtBot, view: PaperView, paper: MakePaper, maker: SheetMaker) -> None:
    maker.pages = 2
    _shown(qtbot, view, paper())
    target = view.viewport()
    qtbot.mousePress(target, Qt.MouseButton.LeftButton, pos=QPoint(300, 400))
    qtbot.mouseMove(target, QPoint(300, 250))
    qtbot.mouseRelease(target, Qt.MouseButton.LeftButton, pos=QPoint(300, 250))
    assert view.verticalScrollBar().value() == 150


def test_turning_is_remembered_for_the_paper(qtbot: QtBot, view: PaperView, paper: MakePaper) -> None:
    first, second = paper("a"), paper("b")
    _shown(qtbot, view, first)
    view.turn(1)
    assert view.page_rect(0).width() > view.page_rect(0).height()
    _shown(qtbot, view, second)
    assert view.turned == 0
    _shown(qtbot, view, first)
    assert view.turned == 1
    view.turn(-1)
    assert view.turned == 0


def test_a_paper_that_cannot_be_shown_says_why(
    qtbot: QtBot, view: PaperView, paper: MakePaper, maker: SheetMaker
) -> None:
    """The sentence of the inspector and the reason R brings along; no other program is offered what is not sound.

    It counts as looked at.
    """
    maker.paper = lambda made: replace(made, pages=(), fault="打不开")
    version = paper(
        problems=("文件已加密，没有密码无法打开。",), fitting_reason="file_format", acceptable=False
    )
    looked: list[str] = []
    view.looked.connect(looked.append)
    _shown(qtbot, view, version, reason="文件格式不符")
    card = view.findChild(PaperCard)
    assert card.isVisible()
    assert card.text.text() == "文件已加密，没有密码无法打开。"
    assert card.hint.text() == "按 R 直接带入原因：文件格式不符"
    assert "文件已加密" in view.accessibleName()
    assert not card.external_button.isVisible()
    qtbot.waitUntil(lambda: looked == [version.sha256])


def test_a_missing_paper_is_said(qtbot: QtBot, view: PaperView) -> None:
    view.show_paper(None, {}, title="承诺书", reason="缺企业法人承诺书")
    card = view.findChild(PaperCard)
    assert card.isVisible()
    assert "缺企业法人承诺书" in card.hint.text()
    view.show_paper(None)
    assert not card.isVisible()


def test_unreachable_offers_to_try_again(
    qtbot: QtBot, view: PaperView, paper: MakePaper, store: Store
) -> None:
    store.broken = True
    _shown(qtbot, view, paper())
    card = view.findChild(PaperCard)
    assert card.again_button.isVisible()
    assert card.hint.text() == "", "no fault of the paper: no reason to return it"
    store.broken = False
    card.again_button.click()
    qtbot.waitUntil(lambda: view.paper is not None and bool(view.paper.pages))
    assert not card.isVisible()


def test_word_offers_word_above_its_pages(
    qtbot: QtBot, view: PaperView, paper: MakePaper, maker: SheetMaker
) -> None:
    maker.paper = lambda made: replace(made, notice="版式可能不同。", word=True)
    asked: list[bool] = []
    view.external_requested.connect(lambda: asked.append(True))
    _shown(qtbot, view, paper(media_type="application/msword"))
    banner = view.findChild(PaperBanner)
    assert banner.isVisible()
    assert (banner.text.text(), banner.external_button.text()) == ("版式可能不同。", "用 Word 打开")
    assert view.viewport().y() == banner.height() > 0
    banner.external_button.click()
    assert asked == [True]


def test_a_long_paper_is_sharp_where_one_looks(
    qtbot: QtBot, view: PaperView, paper: MakePaper, maker: SheetMaker
) -> None:
    maker.pages = 4
    maker.paper = lambda made: replace(
        made, pages=tuple(page.scaled(160, 224) for page in made.pages), narrowed=True
    )
    _shown(qtbot, view, paper("long"))
    qtbot.waitUntil(lambda: maker.single == [("long", across(view), 0)], timeout=2000)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: maker.single[-1] == ("long", across(view), 3), timeout=2000)
    middle = view.viewport().rect().center()
    qtbot.waitUntil(lambda: _colour(view, middle) == QColor(sheet_colour(b"long", 3, alone=True)))


def test_a_failed_zoom_keeps_the_pages(
    qtbot: QtBot, view: PaperView, paper: MakePaper, maker: SheetMaker, reader: PaperReader
) -> None:
    """Pages a little blurred are better than a card."""
    _shown(qtbot, view, paper())
    maker.paper = lambda made: Paper(made.sha256, made.width, fault="读取超时")
    view.zoom_by(1)
    qtbot.waitUntil(lambda: len(maker.made) == 2, timeout=2000)
    qtbot.waitUntil(lambda: silent(view) and reader.under_way == 0)
    assert view.paper is not None
    assert view.paper.pages
    assert not view.findChild(PaperCard).isVisible()


def test_a_refused_paper_has_no_original_and_says_so(
    qtbot: QtBot, view: PaperView, paper: MakePaper, store: Store
) -> None:
    """Nothing is fetched, nothing can be opened; the card counts as looked at, so that it can be returned."""
    version = paper(
        problems=("文件带有宏程序。",), fitting_reason="file_format", acceptable=False, kept=False
    )
    looked: list[str] = []
    view.looked.connect(looked.append)
    _shown(qtbot, view, version, reason="文件格式不符")
    card = view.findChild(PaperCard)
    assert "原件未保留" in view.accessibleName()
    assert card.text.text().startswith("文件带有宏程序。")
    assert card.hint.text() == "按 R 直接带入原因：文件格式不符"
    assert not card.external_button.isVisible()
    assert not card.again_button.isVisible()
    qtbot.waitUntil(lambda: looked == [version.sha256])
    assert store.fetched == []
