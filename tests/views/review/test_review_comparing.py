"""Old and new side by side: the queue folds away, both are named, and the line between them can be dragged."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_admin.contract.submissions import Slot
from desktop_admin.views.papers.pane import PaneRow
from tests.views.papers.panes import across, pane_of
from tests.views.review.sitting import Reviewer

CTRL = Qt.KeyboardModifier.ControlModifier


def replaced(reviewer: Reviewer) -> None:
    """The second dossier's letter was replaced; it is on screen."""
    reviewer.town.replace_paper(2, Slot.COMMITMENT_LETTER)
    for paper in reviewer.town.dossiers[2].papers:
        reviewer.office.files[paper.sha256] = b"%PDF"
    reviewer.town.tell(2)
    reviewer.calm()
    reviewer.key(Qt.Key.Key_J)
    reviewer.on(2)
    reviewer.qtbot.waitUntil(lambda: len(reviewer.page.bench.record.papers) == 3)


def test_the_queue_folds_away_while_comparing_and_the_keys_still_work(reviewer: Reviewer) -> None:
    replaced(reviewer)
    page = reviewer.page
    narrow = page.pair.width()
    assert not page.parts.folded
    reviewer.key(Qt.Key.Key_C)
    assert page.parts.folded
    assert page.pair.view.hasFocus()
    reviewer.qtbot.waitUntil(lambda: page.pair.width() > narrow + 200)
    reviewer.key(Qt.Key.Key_C)
    assert not page.parts.folded
    reviewer.key(Qt.Key.Key_C)
    reviewer.key(Qt.Key.Key_R)
    assert page.panel.reasons.field.hasFocus()
    reviewer.key(Qt.Key.Key_Escape)
    assert page.pair.view.hasFocus()
    reviewer.key(Qt.Key.Key_K)
    reviewer.on(1)
    assert not page.parts.folded
    assert page.view.hasFocus()


def test_who_looks_for_somebody_or_ticks_gets_the_queue_back(reviewer: Reviewer) -> None:
    replaced(reviewer)
    parts = reviewer.page.parts
    reviewer.key(Qt.Key.Key_C)
    reviewer.key(Qt.Key.Key_F, CTRL)
    assert not parts.folded
    assert reviewer.page.filters.search.hasFocus()
    reviewer.key(Qt.Key.Key_Escape)
    reviewer.key(Qt.Key.Key_C)
    reviewer.key(Qt.Key.Key_C)
    assert parts.folded
    reviewer.key(Qt.Key.Key_B)
    assert not parts.folded
    assert reviewer.page.view.hasFocus()


def test_the_queue_comes_back_by_a_click(reviewer: Reviewer) -> None:
    replaced(reviewer)
    parts = reviewer.page.parts
    assert not parts.opener.isVisible()
    reviewer.key(Qt.Key.Key_C)
    assert parts.opener.isVisible()
    QTest.mouseClick(parts.opener, Qt.MouseButton.LeftButton)
    assert not parts.folded
    assert not parts.opener.isVisible()
    assert reviewer.page.pair.comparing
    assert reviewer.page.view.hasFocus()


def test_a_wide_window_keeps_its_queue(reviewer: Reviewer) -> None:
    replaced(reviewer)
    reviewer.key(Qt.Key.Key_C)
    assert reviewer.page.parts.folded
    reviewer.page.window().resize(1700, 800)
    reviewer.qtbot.waitUntil(lambda: not reviewer.page.parts.folded)
    reviewer.page.window().resize(1290, 700)
    reviewer.qtbot.waitUntil(lambda: reviewer.page.parts.folded)


def test_both_versions_are_named(reviewer: Reviewer) -> None:
    replaced(reviewer)
    reviewer.key(Qt.Key.Key_C)
    pair = reviewer.page.pair
    assert pane_of(pair.old_view).caption.text().startswith("旧版 第1次提交 ")
    assert pane_of(pair.view_of(Slot.COMMITMENT_LETTER)).caption.text().startswith("新版 第")
    assert pane_of(pair.old_view).versions.itemText(0).startswith("旧版 第1次提交 ")


def test_the_line_between_old_and_new_is_dragged_and_remembered(reviewer: Reviewer) -> None:
    replaced(reviewer)
    pair = reviewer.page.pair
    reviewer.key(Qt.Key.Key_C)
    old = pair.old_view
    reviewer.qtbot.waitUntil(lambda: abs(old.width() - pair.view.width()) <= 2)
    handle = pair.findChild(PaneRow).handle(1)
    reviewer.qtbot.waitUntil(handle.isVisible)
    left, middle = Qt.MouseButton.LeftButton, handle.rect().center()
    QTest.mousePress(handle, left, pos=middle)
    QTest.mouseMove(handle, middle + QPoint(60, 0))
    QTest.mouseMove(handle, middle + QPoint(120, 0))
    QTest.mouseRelease(handle, left, pos=handle.rect().center())
    reviewer.qtbot.waitUntil(lambda: old.width() > pair.view.width() + 60)
    dragged = old.width()
    reviewer.key(Qt.Key.Key_C)
    reviewer.key(Qt.Key.Key_C)
    reviewer.qtbot.waitUntil(lambda: abs(old.width() - dragged) <= 8)


def test_both_versions_are_sharp(reviewer: Reviewer) -> None:
    """Seen in a picture: the old one stayed as blurred as it was while the queue still stood beside it."""
    replaced(reviewer)
    pair = reviewer.page.pair
    for _ in range(3):
        reviewer.key(Qt.Key.Key_C)
        for view in (pair.old_view, pair.view) if pair.comparing else (pair.view,):
            reviewer.qtbot.waitUntil(
                lambda view=view: view.paper is not None and view.paper.width == across(view)
            )


def test_a_letter_on_the_choice_of_versions_is_a_command(reviewer: Reviewer) -> None:
    """The box has no caret: C on it leaves the comparison, as everywhere on the desk, and chooses nothing."""
    for _ in range(2):
        reviewer.town.replace_paper(2, Slot.COMMITMENT_LETTER)
    for paper in reviewer.town.dossiers[2].papers:
        reviewer.office.files[paper.sha256] = b"%PDF"
    reviewer.town.tell(2)
    reviewer.calm()
    reviewer.key(Qt.Key.Key_J)
    reviewer.on(2)
    reviewer.qtbot.waitUntil(lambda: len(reviewer.page.bench.record.papers) == 4)
    reviewer.key(Qt.Key.Key_C)
    box = pane_of(reviewer.page.pair.old_view).versions
    reviewer.qtbot.waitUntil(box.isVisible)
    box.setFocus()
    letter = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, "旧")
    QApplication.sendEvent(box, letter)  # every version begins with it
    assert box.currentIndex() == 0
    reviewer.key(Qt.Key.Key_C)
    assert not reviewer.page.pair.comparing
