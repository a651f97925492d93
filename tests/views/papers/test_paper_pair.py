"""The two papers: tabs or side by side, keys, what has been seen, old and new."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from desktop_admin.contract.submissions import PaperVersion, Slot
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.papers.card import PaperCard
from desktop_admin.views.papers.layout import Fit
from desktop_admin.views.papers.pair import PaperPair
from desktop_admin.views.papers.reader import PaperReader
from desktop_admin.views.papers.tools import PaperTools
from tests.views.papers.conftest import SheetMaker, Store
from tests.views.papers.panes import across, pane_of
from tests.views.quiet import silent

MakePaper = Callable[..., PaperVersion]
LETTER, FORM = Slot.COMMITMENT_LETTER, Slot.REGISTRATION_FORM
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def pair(qtbot: QtBot, reader: PaperReader, theme: Theme) -> Iterator[PaperPair]:
    pair = PaperPair(reader, theme, {"letter_missing": "缺企业法人承诺书"}.get)  # type: ignore[arg-type]
    qtbot.addWidget(pair)
    pair.resize(700, 600)
    pair.show()
    qtbot.waitExposed(pair)
    yield pair
    pair.hide()


@pytest.fixture
def two(paper: MakePaper) -> tuple[PaperVersion, PaperVersion]:
    return paper("letter", LETTER, number=1), paper("form", FORM, number=2)


def _settle(qtbot: QtBot, pair: PaperPair, *papers: PaperVersion) -> None:
    qtbot.waitUntil(lambda: all(pair.shown(paper.sha256) for paper in papers), timeout=5000)


def test_only_what_was_on_the_screen_counts(
    qtbot: QtBot, pair: PaperPair, two: tuple[PaperVersion, PaperVersion], reader: PaperReader
) -> None:
    """A on a dossier with a paper not yet shown shows it first."""
    changes: list[bool] = []
    pair.shown_changed.connect(lambda: changes.append(pair.all_shown()))
    pair.show_papers(two, {}, key=1)
    assert not pair.all_shown()
    _settle(qtbot, pair, two[0])
    qtbot.waitUntil(lambda: silent(pair) and reader.under_way == 0)
    assert not pair.shown(two[1].sha256), "it lies behind the first one"
    assert pair.show_next_unshown()
    assert pair.slot is FORM
    _settle(qtbot, pair, *two)
    assert pair.all_shown()
    assert not pair.show_next_unshown()
    assert changes[-1]


def test_a_hidden_pair_has_shown_nothing(
    qtbot: QtBot, reader: PaperReader, theme: Theme, two: tuple[PaperVersion, PaperVersion]
) -> None:
    pair = PaperPair(reader, theme)
    qtbot.addWidget(pair)
    pair.show_papers(two, {}, key=1)
    qtbot.waitUntil(lambda: reader.under_way == 0)
    qtbot.waitUntil(lambda: silent(pair))
    assert not pair.shown(two[0].sha256)


def test_the_second_paper_is_ready_when_one_turns_to_it(
    qtbot: QtBot, pair: PaperPair, two: tuple[PaperVersion, PaperVersion], reader: PaperReader
) -> None:
    pair.show_papers(two, {}, key=1)
    qtbot.waitUntil(lambda: reader.under_way == 0)
    pair.turn_to(FORM)
    assert pair.view_of(FORM).paper is not None


def test_keys(
    qtbot: QtBot, pair: PaperPair, two: tuple[PaperVersion, PaperVersion], maker: SheetMaker
) -> None:
    maker.pages = 2
    pair.activateWindow()
    pair.show_papers(two, {}, key=1)
    _settle(qtbot, pair, two[0])
    view = pair.view
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)

    def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.keyClick(pair.view, key, modifier)

    press(Qt.Key.Key_Space)
    assert view.verticalScrollBar().value() > 0
    before = view.zoom
    press(Qt.Key.Key_Plus)
    assert view.zoom > before
    assert pair.view_of(FORM).zoom == pytest.approx(view.zoom, rel=0.02), "one size for both"
    press(Qt.Key.Key_F)
    assert view.fit is Fit.WIDTH
    press(Qt.Key.Key_F)
    assert view.fit is Fit.PAGE
    assert pair.tools.fit.text() == "整页"
    press(Qt.Key.Key_L)
    press(Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_L)
    assert view.turned == 1
    press(Qt.Key.Key_M)
    assert not pair.marks_shown
    press(Qt.Key.Key_2)
    assert pair.slot is FORM
    assert pair.tools.tabs[FORM].isChecked()
    pair.view.setFocus()
    pair.set_number_keys(False)
    press(Qt.Key.Key_1)
    assert pair.slot is FORM, "digits mean reasons now"
    pair.set_number_keys(True)
    press(Qt.Key.Key_1)
    assert pair.slot is LETTER


def test_space_on_a_button_presses_it(
    qtbot: QtBot, pair: PaperPair, two: tuple[PaperVersion, PaperVersion]
) -> None:
    pair.activateWindow()
    pair.show_papers(two, {}, key=1)
    tab = pair.tools.tabs[FORM]
    tab.setFocus()
    qtbot.waitUntil(tab.hasFocus)
    qtbot.keyClick(tab, Qt.Key.Key_Space)
    assert pair.slot is FORM


def test_side_by_side_from_1600(
    qtbot: QtBot, reader: PaperReader, theme: Theme, two: tuple[PaperVersion, PaperVersion]
) -> None:
    """The width of the window decides, not of the pane."""
    window = QMainWindow()
    qtbot.addWidget(window)
    pair = PaperPair(reader, theme)
    window.setCentralWidget(pair)
    window.resize(1599, 600)
    window.show()
    qtbot.waitExposed(window)
    pair.show_papers(two, {}, key=1)
    _settle(qtbot, pair, two[0])
    assert not pair.view_of(FORM).isVisible()
    window.resize(1600, 600)
    _settle(qtbot, pair, *two)
    assert pair.side_by_side
    assert pair.view_of(LETTER).isVisible()
    assert pair.view_of(FORM).isVisible()
    assert abs(pair.view_of(LETTER).width() - pair.view_of(FORM).width()) <= 1
    window.resize(1500, 600)
    qtbot.waitUntil(lambda: not pair.view_of(FORM).isVisible())
    assert pair.all_shown(), "what was seen stays seen"


def test_a_refresh_keeps_what_is_unchanged(
    qtbot: QtBot, pair: PaperPair, two: tuple[PaperVersion, PaperVersion], paper: MakePaper
) -> None:
    """The same dossier again: the place stays; a replaced paper has to be looked at anew (R08)."""
    pair.show_papers(two, {}, key=1)
    _settle(qtbot, pair, two[0])
    pair.turn_to(FORM)
    _settle(qtbot, pair, *two)
    pair.view.verticalScrollBar().setValue(40)
    pair.show_papers(two, {}, key=1)
    assert pair.slot is FORM
    assert pair.view.verticalScrollBar().value() == 40
    assert pair.all_shown()
    old = paper("letter", LETTER, number=1, current=False)
    new = paper("letter again", LETTER, number=3)
    pair.show_papers((old, new, two[1]), {}, key=1)
    assert not pair.all_shown()
    assert pair.shown(two[1].sha256)
    pair.show_papers(two, {}, key=2)
    assert pair.slot is LETTER
    assert not pair.shown(two[1].sha256), "another dossier begins anew"


def test_old_and_new_side_by_side(qtbot: QtBot, pair: PaperPair, paper: MakePaper) -> None:
    first = paper("v1", LETTER, number=1, current=False)
    second = paper("v2", LETTER, number=2, current=False)
    third = paper("v3", LETTER, number=3)
    form = paper("form", FORM, number=4)
    pair.show_papers((first, third, second, form), {}, key=1)
    pair.turn_to(FORM)
    pair.set_comparing(True)
    assert pair.slot is LETTER, "the form was never replaced"
    assert pair.comparing
    assert pair.tools.compare.isChecked()
    assert pair.old_view.version == second, "the one before the current"
    assert pair.view.version == third
    _settle(qtbot, pair, second, third)
    assert not pair.view_of(FORM).isVisible()
    box = pane_of(pair.old_view).versions
    assert [box.itemText(i)[:8] for i in range(box.count())] == ["旧版 第2次提交", "旧版 第1次提交"]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert pair.old_view.version == first
    pair.set_comparing(False)
    assert not pair.old_view.isVisible()


def test_comparing_needs_an_older_version(pair: PaperPair, two: tuple[PaperVersion, PaperVersion]) -> None:
    pair.show_papers(two, {}, key=1)
    assert not pair.tools.compare.isVisible()
    pair.set_comparing(True)
    assert not pair.comparing


def test_a_missing_paper_says_so_and_needs_no_look(qtbot: QtBot, pair: PaperPair, paper: MakePaper) -> None:
    form = paper("form", FORM)
    pair.show_papers((form,), {}, key=1)
    assert "没有收到《承诺书》" in pair.view.accessibleName()
    assert "按 R 直接带入原因：缺企业法人承诺书" in pair.view.accessibleName()
    pair.turn_to(FORM)
    _settle(qtbot, pair, form)
    assert pair.all_shown()


def test_requests_name_the_paper(
    qtbot: QtBot, pair: PaperPair, two: tuple[PaperVersion, PaperVersion]
) -> None:
    pair.show_papers(two, {}, key=1)
    pair.turn_to(FORM)
    asked: list[tuple[str, PaperVersion]] = []
    for name in ("save", "print", "open_external"):
        getattr(pair, f"{name}_requested").connect(lambda version, name=name: asked.append((name, version)))
    for name in ("save", "print", "external"):
        pair.commands.do(name)
    assert asked == [("save", two[1]), ("print", two[1]), ("open_external", two[1])]
    pair.clear()
    pair.commands.do("save")
    assert len(asked) == 3
    assert pair.all_shown()
    assert not pair.view.findChild(PaperCard).isVisible()


def test_deciding_keys_do_not_repeat(pair: PaperPair) -> None:
    """A key held down repeats nothing but moving and zooming."""
    actions = pair.commands.actions.values()
    repeating = {key.toString() for one in actions if one.autoRepeat() for key in one.shortcuts()}
    assert repeating == {"Space", "Shift+Space", "PgDown", "PgUp", "+", "=", "-"}


@pytest.mark.parametrize("width", [336, 480, 592, 900])
def test_the_tabs_keep_their_words_on_a_narrow_desk(qtbot: QtBot, theme: Theme, width: int) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    tools = PaperTools(theme, host)
    tools.allow(compare=True, paper=True, sound=True)
    tools.show_page(1, 12)
    tools.resize(width, 40)
    host.show()
    qtbot.waitExposed(host)
    for button in (*tools.tabs.values(), tools.compare):
        assert button.width() >= button.sizeHint().width()
    assert tools.fit.isVisible() == (width > 500)


def test_a_paper_that_could_not_be_fetched_comes_when_the_office_is_back(
    qtbot: QtBot, pair: PaperPair, two: tuple[PaperVersion, PaperVersion], store: Store
) -> None:
    store.broken = True
    pair.show_papers(two, {}, key=1)
    qtbot.waitUntil(lambda: pair.view.paper is not None and pair.view.paper.unreachable, timeout=5000)
    store.broken = False
    pair.try_again()
    qtbot.waitUntil(lambda: pair.view.paper is not None and bool(pair.view.paper.pages), timeout=5000)


def test_the_keyboard_stays_on_the_papers_when_its_pane_goes(
    qtbot: QtBot, pair: PaperPair, paper: MakePaper
) -> None:
    """Found by hand: C, a click on the old version, 2 — and Space pressed a button of the next panel."""
    old = paper("old", LETTER, number=1, current=False)
    pair.show_papers((paper("new", LETTER, number=2), paper("form", FORM, number=3), old), {}, key=1)
    pair.window().activateWindow()
    pair.set_comparing(True)
    pair.old_view.setFocus()
    pair.turn_to(FORM)
    assert pair.view.hasFocus()
    pair.turn_to(LETTER)
    assert pair.view.hasFocus()


def test_pages_for_a_passing_width_do_not_blur_sharper_ones(
    qtbot: QtBot,
    pair: PaperPair,
    two: tuple[PaperVersion, PaperVersion],
    maker: SheetMaker,
    reader: PaperReader,
) -> None:
    """A pane that is narrow for a moment (another one opens) asks for narrow pages; they came, and were seen."""
    pair.show_papers(two, {}, key=1)
    _settle(qtbot, pair, two[0])
    view = pair.view
    qtbot.waitUntil(lambda: view.paper is not None and view.paper.width == across(view))
    wide = across(view)
    begun = len(maker.begun)
    maker.free.clear()
    pair.resize(320, 600)
    qtbot.waitUntil(lambda: len(maker.begun) > begun)
    pair.resize(700, 600)
    maker.free.set()
    made = len(maker.made)
    qtbot.waitUntil(lambda: len(maker.made) > made)
    widths = set()

    def over() -> bool:
        widths.add(view.paper.width if view.paper is not None else 0)
        return silent(pair) and reader.under_way == 0

    qtbot.waitUntil(over)
    assert widths == {wide}
