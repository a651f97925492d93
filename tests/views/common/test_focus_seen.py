"""Who has the keyboard is seen, in both looks: rows of lists, the main button, places that scroll."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_admin.views.common.columns import Column
from desktop_admin.views.common.focus_ring import takes_tab
from desktop_admin.views.common.scroll_place import ScrollPlace
from desktop_admin.views.common.table import Rows, Table
from desktop_admin.views.common.theme import Mode, Theme
from desktop_admin.views.common.tokens import TONES
from desktop_admin.views.common.widgets import CommandButton, scroll
from tests.views.stops import dressed

_COLUMNS: list[Column[Any]] = [
    Column("姓名", lambda row: f"第{row[0]}", 80),
    Column("状态", lambda row: "状态", 0, tone=lambda row: row[1], badge=True),
]


@pytest.fixture(params=[Mode.LIGHT, Mode.DARK])
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Theme]:
    theme = Theme()
    with dressed(qapp, theme, request.param):
        yield theme


class _Room(QWidget):
    """A window with something that takes the keyboard first, and what is looked at."""

    def __init__(self, qtbot: QtBot, looked_at: QWidget) -> None:
        super().__init__()
        qtbot.addWidget(self)
        self.setObjectName("page")
        self.elsewhere = QPushButton("别处")
        column = QVBoxLayout(self)
        column.addWidget(self.elsewhere)
        column.addWidget(looked_at)
        self.resize(400, 360)
        self.show()
        qtbot.waitExposed(self)
        self.activateWindow()
        qtbot.waitUntil(self.isActiveWindow)

    def tab(self) -> None:
        """On from the button."""
        self.elsewhere.setFocus()
        QTest.keyClick(self.elsewhere, Qt.Key.Key_Tab)


def _table(theme: Theme, tones: tuple[str, ...] = TONES) -> Table:
    rows: Rows[Any] = Rows(lambda row: int(row[0]), _COLUMNS)
    rows.reset(list(enumerate(tones, 1)))
    return Table(theme, rows, _COLUMNS)


def _picture(widget: QWidget) -> QImage:
    widget.repaint()
    return widget.grab().toImage()


def _line(picture: QImage, y: int, colour: QColor) -> float:
    """The share of a line of pixels that has this colour."""
    hits = sum(picture.pixelColor(x, y).name() == colour.name() for x in range(picture.width()))
    return hits / picture.width()


def test_the_row_with_the_keyboard_has_a_ring_across_every_cell(qtbot: QtBot, theme: Theme) -> None:
    table = _table(theme)
    room = _Room(qtbot, table)
    table.choose(2)
    row = table.visualRect(table.model().index(2, 0))
    room.elsewhere.setFocus()
    assert _line(_picture(table.viewport()), row.top(), theme.colour("focus")) < 0.1
    room.tab()
    assert table.hasFocus()
    assert _line(_picture(table.viewport()), row.top(), theme.colour("focus")) > 0.95
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert _line(_picture(table.viewport()), row.top(), theme.colour("focus")) < 0.1


def test_a_list_without_a_current_row_has_the_ring_around_itself(qtbot: QtBot, theme: Theme) -> None:
    table = _table(theme, ())
    room = _Room(qtbot, table)
    room.tab()
    assert table.hasFocus()
    assert _line(_picture(table.viewport()), 0, theme.colour("focus")) > 0.95
    room.elsewhere.setFocus()
    assert _line(_picture(table.viewport()), 0, theme.colour("focus")) < 0.1


def test_a_badge_on_a_chosen_row_has_an_edge_of_its_tone(qtbot: QtBot, theme: Theme) -> None:
    table = _table(theme)
    room = _Room(qtbot, table)
    room.elsewhere.setFocus()
    for place, tone in enumerate(TONES):
        table.choose(place)
        cell = table.visualRect(table.model().index(place, 1))
        picture = _picture(table.viewport())
        # Along the upper edge of the badge, right of its round corner.
        edge = [
            picture.pixelColor(cell.left() + 20, y).name() for y in range(cell.top() + 1, cell.center().y())
        ]
        assert theme.colour(tone).name() in edge, tone


def test_the_main_button_shows_the_keyboard_inside_itself(qtbot: QtBot, theme: Theme) -> None:
    for button in (CommandButton("通过", "A", kind="primary"), CommandButton("通过", kind="primary")):
        room = _Room(qtbot, button)
        room.elsewhere.setFocus()
        before = _picture(button)
        room.tab()
        assert button.hasFocus()
        after = _picture(button)
        middle = after.width() // 2
        ring = {after.pixelColor(middle, y).name() for y in range(2, 6)}
        assert theme.colour("on_accent").name() in ring
        assert theme.colour("on_accent").name() not in {
            before.pixelColor(middle, y).name() for y in range(2, 6)
        }


@pytest.mark.parametrize("kind", ["", "warn", "bad", "quiet", "link", "pill", "tab"])
def test_every_other_button_has_a_ring(qtbot: QtBot, theme: Theme, kind: str) -> None:
    button = CommandButton("退回", "R", kind=kind)
    button.setCheckable(True)
    button.setChecked(kind in ("pill", "tab"))
    room = _Room(qtbot, button)
    room.elsewhere.setFocus()
    size = button.sizeHint()
    middle = button.rect().center().x()
    assert _picture(button).pixelColor(middle, 1).name() != theme.colour("focus").name()
    room.tab()
    picture = _picture(button)
    assert {picture.pixelColor(middle, y).name() for y in (0, 1)} == {theme.colour("focus").name()}
    assert button.sizeHint() == size, "nothing moves when the keyboard comes"


def _place(lines: int) -> ScrollPlace:
    inner = QWidget()
    column = QVBoxLayout(inner)
    for number in range(lines):
        column.addWidget(QLabel(f"第{number}行"))
    return scroll(inner)


def test_a_place_that_need_not_scroll_is_no_stop(qtbot: QtBot, theme: Theme) -> None:
    place = _place(2)
    room = _Room(qtbot, place)
    qtbot.waitUntil(lambda: place.verticalScrollBar().maximum() == 0)
    assert not takes_tab(place)
    room.tab()
    assert room.elsewhere.hasFocus()


def test_a_place_that_scrolls_is_a_stop_that_is_seen_and_obeys_keys(qtbot: QtBot, theme: Theme) -> None:
    place = _place(80)
    room = _Room(qtbot, place)
    bar = place.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert takes_tab(place)
    room.tab()
    assert place.hasFocus()
    assert place.accessibleName()
    picture = _picture(place)
    assert _line(picture, 0, theme.colour("focus")) > 0.95
    for key, there in (
        (Qt.Key.Key_Down, lambda: bar.value() > 0),
        (Qt.Key.Key_End, lambda: bar.value() == bar.maximum()),
        (Qt.Key.Key_PageUp, lambda: bar.value() < bar.maximum()),
        (Qt.Key.Key_Home, lambda: bar.value() == 0),
        (Qt.Key.Key_PageDown, lambda: bar.value() > 0),
    ):
        QTest.keyClick(place, key)
        assert there()
    room.elsewhere.setFocus()
    assert _line(_picture(place), 0, theme.colour("focus")) < 0.05


def test_a_click_beside_the_words_takes_no_keyboard(qtbot: QtBot, theme: Theme) -> None:
    place = _place(80)
    room = _Room(qtbot, place)
    room.elsewhere.setFocus()
    QTest.mouseClick(place.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(150, 40))
    assert room.elsewhere.hasFocus()
