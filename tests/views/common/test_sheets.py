"""The contract of everything that opens over the work: it can be seen, it holds the keyboard, it lets it go."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_admin.views.common.cover import Ground
from desktop_admin.views.common.focus_ring import takes_tab
from desktop_admin.views.common.overlay import Overlay
from desktop_admin.views.common.sheet import Sheet
from desktop_admin.views.common.theme import stylesheet_of
from desktop_admin.views.common.tokens import LIGHT


class Work(QWidget):
    """A window with a ground: a page that counts its presses and its shortcut, and a rail beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.setStyleSheet(stylesheet_of(LIGHT))  # its borders count in the height of a sheet
        self.ground = Ground(self)
        QVBoxLayout(self).addWidget(self.ground)
        self.rail, self.page = QPushButton("rail"), QPushButton("page")
        inside = QVBoxLayout(self.ground)
        inside.addWidget(self.rail)
        inside.addWidget(self.page)
        self.pressed: list[str] = []
        self.page.clicked.connect(lambda: self.pressed.append("page"))
        QShortcut(QKeySequence("Ctrl+1"), self.page).activated.connect(lambda: self.pressed.append("Ctrl+1"))

    def has(self) -> QWidget | None:
        """Who has the keyboard."""
        return self.focusWidget()


@pytest.fixture
def work(qtbot: QtBot) -> Work:
    """A window of the smallest size the program promises; the page has the keyboard."""
    window = Work()
    qtbot.addWidget(window)
    window.resize(1024, 700)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    window.page.setFocus()
    return window


def form(owner: QWidget, fields: int = 5) -> Sheet:
    sheet = Sheet(owner, "登记学员", "登记")
    for number in range(fields):
        sheet.form.line(f"field{number}", "姓名")
    return sheet


@pytest.mark.parametrize(
    "note", ["", "此处写明为什么要登记，以及登记之后会怎样。" * 4], ids=["plain", "wrapped"]
)
def test_a_sheet_is_as_high_as_its_fields(work: Work, note: str) -> None:
    """Without a sentence that wraps Qt's layout knows no height for a width: 登记学员 opened one pixel high."""
    sheet = form(work.page)
    sheet.explain(note)
    sheet.begin()
    assert sheet.panel.height() > 240
    assert work.ground.rect().contains(sheet.panel.geometry())
    last = sheet.form.fields["field4"].widget
    assert sheet.panel.rect().contains(last.mapTo(sheet.panel, last.rect().center()))


def test_a_sheet_covers_the_ground_its_owner_stands_on(work: Work) -> None:
    """A page's sheet lies over the rail as well; a page may have been made before it stood in a window."""
    loose = QWidget()
    sheet = form(loose)
    layout = work.ground.layout()
    assert layout is not None
    layout.addWidget(loose)
    sheet.begin()
    assert sheet.parentWidget() is work.ground
    assert sheet.size() == work.ground.size()
    work.resize(1366, 768)
    assert sheet.size() == work.ground.size()


def test_tab_goes_round_inside_and_nowhere_else(work: Work, qtbot: QtBot) -> None:
    sheet = form(work.page)
    sheet.begin()
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        met = []
        for _ in range(20):
            now = work.has()
            assert now is not None
            assert sheet.panel.isAncestorOf(now)
            met.append(now)
            qtbot.keyClick(now, key)
        stops = [one for one in sheet.panel.findChildren(QWidget) if takes_tab(one)]
        assert set(met) == set(stops)
        assert met[len(stops)] is met[0]


def test_what_does_not_fit_is_read_by_keys(work: Work, qtbot: QtBot) -> None:
    """A long sheet with nothing but a button, as F1's is on a low window: no stop of Tab would bring its end."""
    sheet = form(work.page, 40)
    sheet.begin()
    bar = sheet.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    button = sheet.primary
    assert button is not None
    button.setFocus()
    assert bar.value() == 0
    seen = [bar.value()]
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Home):
        qtbot.keyClick(button, key)
        seen.append(bar.value())
    assert seen == [0, bar.pageStep(), bar.maximum(), bar.maximum() - bar.pageStep(), 0]
    assert work.has() is button


def test_nothing_below_hears_a_key_or_a_click(work: Work, qtbot: QtBot) -> None:
    QTest.keyClick(work.page, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert work.pressed == ["Ctrl+1"]
    work.pressed.clear()
    sheet = form(work.page)
    sheet.begin()
    work.page.setFocus()
    assert work.has() is not work.page, "what happens below cannot take the keyboard"
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        qtbot.keyClick(work.page, key)
    focus = work.has()
    assert focus is not None
    qtbot.keyClick(focus, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    work.page.click()
    assert work.pressed == []
    sheet.dismiss()
    assert work.has() is work.page
    qtbot.keyClick(work.page, Qt.Key.Key_Space)
    qtbot.keyClick(work.page, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert work.pressed == ["page", "Ctrl+1"]


def test_what_was_grey_before_stays_grey_afterwards(work: Work) -> None:
    work.rail.setEnabled(False)
    sheet = form(work.page)
    sheet.begin()
    sheet.dismiss()
    assert not work.rail.isEnabled()
    assert work.page.isEnabled()


def test_escape_leaves_also_when_the_field_with_the_keyboard_has_just_gone(work: Work, qtbot: QtBot) -> None:
    sheet = form(work.page)
    sheet.begin()
    focus = work.has()
    assert focus is not None
    focus.setParent(None)  # type: ignore[call-overload]
    qtbot.keyClick(work.has() or work, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert work.has() is work.page


def test_a_sheet_over_a_sheet(work: Work, qtbot: QtBot) -> None:
    """The lower one sleeps, wakes with the keyboard where it was, and one veil lies over both."""
    lower, upper = form(work.page), form(work.page)
    lower.begin()
    second = lower.form.fields["field1"].widget
    second.setFocus()
    upper.begin()
    assert not lower.isEnabled()
    focus = work.has()
    assert focus is not None
    qtbot.keyClick(focus, Qt.Key.Key_Escape)
    assert not upper.isVisible()
    assert lower.isEnabled()
    assert work.has() is second
    qtbot.keyClick(second, Qt.Key.Key_Escape)
    assert work.has() is work.page


def test_a_lower_sheet_may_go_first(work: Work) -> None:
    """Its command was booked while another lay over it: the keyboard still ends where it began."""
    lower, upper = form(work.page), form(work.page)
    lower.begin()
    upper.begin()
    lower.dismiss()
    assert not work.page.isEnabled()
    upper.dismiss()
    assert work.page.isEnabled()
    assert work.has() is work.page


def test_the_keyboard_goes_to_what_is_left_of_where_it_was(work: Work) -> None:
    inside = QPushButton("row", work.page)
    inside.show()
    inside.setFocus()
    sheet = form(work.page)
    sheet.begin()
    inside.setParent(None)  # type: ignore[call-overload]
    sheet.dismiss()
    assert work.has() is work.page


def test_enter_is_the_primary_except_on_a_button(work: Work, qtbot: QtBot) -> None:
    sent: list[str] = []
    sheet = form(work.page)
    sheet.wanted.connect(lambda: sent.append("sent"))
    sheet.begin()
    focus = work.has()
    assert focus is not None
    qtbot.keyClick(focus, Qt.Key.Key_Return)
    assert sent == ["sent"]
    sheet.cancel.setFocus()
    qtbot.keyClick(sheet.cancel, Qt.Key.Key_Return)
    assert sent == ["sent"]
    assert not sheet.isVisible()


def test_a_click_beside_it_leaves_only_while_nothing_was_typed(work: Work, qtbot: QtBot) -> None:
    sheet = form(work.page)
    for typed in (True, False):
        sheet.begin()
        if typed:
            qtbot.keyClicks(sheet.form.fields["field0"].widget, "abc")
        qtbot.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=sheet.rect().bottomLeft())
        assert sheet.isVisible() is typed
        sheet.dismiss()


def test_what_was_typed_is_not_lost_by_one_press(work: Work, qtbot: QtBot) -> None:
    sheet = form(work.page)
    sheet.begin()
    qtbot.keyClicks(sheet.form.fields["field0"].widget, "abc")
    for leave in (lambda: qtbot.keyClick(work.has(), Qt.Key.Key_Escape), sheet.cancel.click):
        leave()
        assert sheet.isVisible()
        assert "还没有提交" in sheet.problem.text()
        qtbot.keyClicks(sheet.form.fields["field0"].widget, "d")
        assert not sheet.problem.isVisible(), "one goes on"
    for _ in range(2):
        qtbot.keyClick(work.has(), Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    sheet.begin()
    qtbot.keyClick(work.has(), Qt.Key.Key_Escape)
    assert not sheet.isVisible(), "nothing was typed since"


def test_a_sheet_higher_than_the_window_scrolls_between_heading_and_buttons(work: Work, qtbot: QtBot) -> None:
    sheet = form(work.page, fields=40)
    sheet.begin()
    panel = sheet.panel
    assert work.ground.rect().contains(panel.geometry())
    assert sheet.area.verticalScrollBar().maximum() > 0
    for kept in (sheet.heading, sheet.do, sheet.cancel):
        assert panel.rect().contains(kept.mapTo(panel, kept.rect().center()))
    last = sheet.form.fields["field39"].widget
    sheet.form.fields["field38"].widget.setFocus()
    qtbot.keyClick(sheet.form.fields["field38"].widget, Qt.Key.Key_Tab)
    assert work.has() is last
    view = sheet.area.viewport()
    assert view.rect().contains(last.mapTo(view, last.rect().center())), "Tab brings it into sight"


def test_a_sheet_grows_with_what_appears_on_it(work: Work, qtbot: QtBot) -> None:
    sheet = form(work.page)
    sheet.begin()
    before = sheet.panel.height()
    sheet.problem.setText("一句很长的话。" * 40)
    sheet.problem.show()
    qtbot.waitUntil(lambda: sheet.panel.height() > before)
    assert sheet.problem.height() >= sheet.problem.heightForWidth(sheet.problem.width())


def test_its_owner_takes_it_along(work: Work, qtbot: QtBot) -> None:
    owner = QWidget(work.ground)
    sheet = Overlay(owner)
    sheet.open()
    sheet.dismiss()
    with qtbot.waitSignal(sheet.destroyed):
        owner.deleteLater()
