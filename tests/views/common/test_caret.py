"""A letter is a command unless a field has the caret: which widgets are fields, what Alt writes, which hints dim."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_admin.views.common import caret_watch
from desktop_admin.views.common.caret import has_caret, rests_while_typing
from desktop_admin.views.common.caret_watch import CaretWatch
from desktop_admin.views.common.day_field import DayField
from desktop_admin.views.common.fields import FieldForm
from desktop_admin.views.common.widgets import CommandButton
from tests.views.quiet import silent

K, M = Qt.Key, Qt.KeyboardModifier


class Place(QWidget):
    """Fields of every kind above a button, in a window that has the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.line, self.words, self.spin, self.day = (
            QLineEdit("20"),
            QPlainTextEdit("20"),
            QSpinBox(),
            DayField(),
        )
        self.spin.setMaximum(999)
        self.spin.setValue(20)
        self.choice = QComboBox()
        self.choice.addItems(["全部", "5 天"])
        self.button = CommandButton("编辑", "E")
        layout = QVBoxLayout(self)
        for widget in (self.line, self.words, self.spin, self.day, self.choice, self.button):
            layout.addWidget(widget)

    def said(self) -> tuple[str, str, str, str]:
        """What stands in the fields."""
        return self.line.text(), self.words.toPlainText(), self.spin.text(), self.day.text()


@pytest.fixture
def place(qtbot: QtBot, qapp: QApplication) -> Iterator[Place]:
    place = Place()
    watch = CaretWatch(qapp, place)
    qtbot.addWidget(place)
    place.show()
    place.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is place)
    yield place
    watch.setParent(None)


@pytest.mark.parametrize("name", ["line", "words", "spin", "day"])
def test_alt_writes_nothing_into_a_field_and_plain_keys_do(place: Place, name: str) -> None:
    field = getattr(place, name)
    field.setFocus()
    before = place.said()
    for key in (K.Key_1, K.Key_5, K.Key_E):
        QTest.keyClick(QApplication.focusWidget(), key, M.AltModifier)
    QTest.keyClick(QApplication.focusWidget(), K.Key_5, M.AltModifier | M.KeypadModifier)
    assert place.said() == before
    QTest.keyClick(QApplication.focusWidget(), K.Key_3)
    assert place.said() != before


def test_a_field_that_went_while_it_had_the_caret_leaves_the_watch_whole(qtbot: QtBot, place: Place) -> None:
    place.line.setFocus()
    place.line.deleteLater()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not place.line and place.layout().count() == 5)
    place.spin.setFocus()
    QTest.keyClick(QApplication.focusWidget(), K.Key_5, M.AltModifier)
    assert place.spin.value() == 20


def test_which_widgets_are_fields(place: Place) -> None:
    assert all(map(has_caret, (place.line, place.words, place.spin, place.day)))
    assert not any(map(has_caret, (None, place, place.choice, place.button)))
    place.line.setReadOnly(True)
    assert not has_caret(place.line)


@pytest.mark.parametrize(
    ("hint", "rests"),
    [
        ("E", True),
        ("Shift A", True),
        ("Shift+A", True),
        ("1 2", True),
        ("空格", True),
        ("Enter", False),
        ("Esc", False),
        ("Ctrl Z", False),
        ("F8", False),
        ("Alt 1", False),
        ("", False),
    ],
)
def test_hints_of_keys_that_write_rest(hint: str, rests: bool) -> None:
    assert rests_while_typing(hint) is rests


def test_a_hint_dims_while_a_field_has_the_caret_and_comes_back(qtbot: QtBot, place: Place) -> None:
    painted: list[bool] = []

    class Seen(CommandButton):
        def paintEvent(self, event: object) -> None:
            painted.append(self.hint_rests)
            super().paintEvent(event)

    other = Seen("办理", "U")
    place.layout().addWidget(other)
    place.choice.setFocus()
    qtbot.waitUntil(lambda: painted[-1:] == [False])
    bright = other.grab().toImage()
    place.line.setFocus()
    qtbot.waitUntil(lambda: painted[-1:] == [True])
    assert other.grab().toImage() != bright
    place.choice.setFocus()
    qtbot.waitUntil(lambda: painted[-1:] == [False])
    assert other.grab().toImage() == bright
    place.words.setFocus()
    qtbot.waitUntil(lambda: painted[-1:] == [True])


def test_a_letter_on_a_choice_of_a_form_is_a_command(qtbot: QtBot) -> None:
    heard: list[int] = []

    class Page(QWidget):
        def keyPressEvent(self, event) -> None:  # type: ignore[no-untyped-def]
            heard.append(event.key())

    page = Page()
    form = FieldForm()
    box = form.choice("days", "几天", [(1, "1 天"), (2, "nur 2")])
    QVBoxLayout(page).addWidget(form)
    qtbot.addWidget(page)
    page.show()
    box.setFocus()
    QTest.keyClick(box, K.Key_N)
    assert (heard, form.value("days")) == ([K.Key_N], 1)
    QTest.keyClick(box, K.Key_Down)
    assert form.value("days") == 2


def test_the_windows_are_not_walked_while_qt_tells_of_the_focus(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dialog that closes with the caret in it is half destroyed then: walking it ended the program (bad_typeid)."""
    painted: list[str] = []
    monkeypatch.setattr(caret_watch, "_paint_hints", lambda: painted.append("hints"))
    owner = QObject()
    watch = caret_watch.CaretWatch(qapp, owner)
    ground, line = QWidget(), QLineEdit()
    qtbot.addWidget(ground)
    qtbot.addWidget(line)
    QApplication.sendPostedEvents()
    qtbot.waitUntil(lambda: silent(watch))
    painted.clear()
    qapp.focusChanged.emit(None, line)
    assert painted == []
    qtbot.waitUntil(lambda: painted == ["hints"])
    qapp.focusChanged.emit(line, None)
    assert painted == ["hints"]
    qtbot.waitUntil(lambda: len(painted) == 2)
    assert watch.parent() is owner
