"""What opens over a field wears the look of the window, light and dark: pop-ups, calendar, lists, clear button."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QRadioButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_admin.views.common.day_field import DayField
from desktop_admin.views.common.theme import Mode, Theme
from desktop_admin.views.common.widgets import CommandButton
from tests.views.stops import dressed


@pytest.fixture(params=[Mode.LIGHT, Mode.DARK])
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Theme]:
    theme = Theme()
    # Dressed in the other look first: the pop-ups must not remember it.
    with dressed(qapp, theme, Mode.DARK if request.param is Mode.LIGHT else Mode.LIGHT):
        theme.choose(request.param)
        yield theme


def _shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    room = QWidget()
    qtbot.addWidget(room)
    room.setObjectName("page")
    QVBoxLayout(room).addWidget(widget)
    room.resize(360, 200)
    room.show()
    qtbot.waitExposed(room)
    return room


def _has(picture: QImage, area: QRect, colour: QColor) -> bool:
    return any(
        picture.pixelColor(x, y).name() == colour.name()
        for x in range(area.left(), area.right())
        for y in range(area.top(), area.bottom())
    )


def _chosen_row_is_marked(theme: Theme, view: QListWidget | QWidget, row: QRect) -> None:
    picture = view.grab().toImage()
    beginning = QRect(row.left(), row.top() + 2, 8, row.height() - 4)
    assert _has(picture, beginning, theme.colour("accent")), "the bar beside the chosen row"
    assert picture.pixelColor(row.right() - 6, row.center().y()).name() == theme.colour("accent_soft").name()


def test_the_list_under_a_choice(qtbot: QtBot, theme: Theme) -> None:
    box = QComboBox()
    box.addItems(["按姓名", "按单位", "按时间"])
    room = _shown(qtbot, box)
    assert room.isAncestorOf(box)
    box.showPopup()
    qtbot.waitUntil(lambda: box.view().isVisible())
    view = box.view().viewport()
    _chosen_row_is_marked(theme, view, box.view().visualRect(box.model().index(0, 0)))
    rest = box.view().visualRect(box.model().index(2, 0))
    assert (
        view.grab().toImage().pixelColor(rest.right() - 6, rest.center().y()).name()
        == theme.colour("raised").name()
    )
    box.hidePopup()


def test_a_list_under_what_is_typed(qtbot: QtBot, theme: Theme) -> None:
    names = QListWidget()
    names.addItems(["@王敏", "@李四"])
    names.setCurrentRow(1)
    names.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    room = _shown(qtbot, names)
    assert room.isAncestorOf(names)
    _chosen_row_is_marked(theme, names.viewport(), names.visualItemRect(names.item(1)))


def test_the_calendar_under_a_day(qtbot: QtBot, theme: Theme) -> None:
    days = DayField()
    room = _shown(qtbot, days)
    assert room.isAncestorOf(days)
    QTest.mouseClick(days, Qt.MouseButton.LeftButton, pos=QPoint(days.width() - 10, days.height() // 2))
    calendar = days.calendarWidget()
    qtbot.waitUntil(calendar.isVisible)
    picture = calendar.grab().toImage()
    whole = picture.rect()
    assert _has(picture, whole, theme.colour("accent")), "the chosen day"
    assert picture.pixelColor(0, 40).name() == theme.colour("edge").name()
    assert picture.pixelColor(4, 4).name() == theme.colour("raised").name()
    reds = [
        (x, y)
        for x in range(picture.width())
        for y in range(picture.height())
        if (dot := picture.pixelColor(x, y)).red() > dot.green() + 60 and dot.red() > dot.blue() + 60
    ]
    assert not reds, "Qt's weekends"
    assert "月" in "".join(button.text() for button in calendar.findChildren(QToolButton))
    calendar.window().close()


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_a_hint_in_an_empty_field_can_be_read(
    qtbot: QtBot, theme: Theme, kind: type[QLineEdit] | type[QPlainTextEdit]
) -> None:
    """Qt, given the colour of a field's words, paints its hint with half of it: 3.5 : 1."""
    field = kind()
    field.setPlaceholderText("姓名、拼音、单位")
    room = _shown(qtbot, field)
    assert room.isAncestorOf(field)
    hint = field.palette().placeholderText().color()
    assert (hint.name(), hint.alpha()) == (theme.colour("muted").name(), 255)


def test_the_button_that_clears_a_line(qtbot: QtBot, theme: Theme) -> None:
    line = QLineEdit("黔南")
    line.setClearButtonEnabled(True)
    room = _shown(qtbot, line)
    assert room.isAncestorOf(line)
    (button,) = line.findChildren(QToolButton)
    assert _has(line.grab().toImage(), button.geometry(), theme.colour("muted"))


def test_the_search_button_looks_asleep_under_a_sheet(qtbot: QtBot, theme: Theme) -> None:
    """Disabled as everything under the veil, it has the look of it too."""
    search = CommandButton("姓名 / 拼音", "Ctrl K")
    search.setObjectName("searchField")
    room = _shown(qtbot, search)
    assert room.isAncestorOf(search)
    asleep, awake = QColor(theme.colour("disabled")), QColor(theme.colour("muted"))
    assert _has(search.grab().toImage(), search.rect(), awake)
    search.setEnabled(False)
    picture = search.grab().toImage()
    assert _has(picture, search.rect(), asleep)
    assert not _has(picture, search.rect(), awake)


@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton], ids=["check", "radio"])
def test_asleep_a_box_still_shows_whether_it_is_on(
    qtbot: QtBot, theme: Theme, kind: type[QCheckBox | QRadioButton]
) -> None:
    """Behind a sheet everything sleeps: a ticked role must not look unticked."""
    box = kind("审核")
    room = _shown(qtbot, box)
    box.setText("")  # words asleep have the same colour
    box.setEnabled(False)

    def ink() -> int:
        picture, asleep = box.grab().toImage(), theme.colour("disabled").name()
        return sum(
            picture.pixelColor(x, y).name() == asleep
            for x in range(picture.width())
            for y in range(picture.height())
        )

    off = ink()
    box.setChecked(True)
    assert ink() > off + 30
    assert room.isVisible()
