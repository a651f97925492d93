"""Switching light and dark: every widget is dressed equally often, however deep it stands, and is dressed right."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_admin.views.common.theme import Mode, Theme
from desktop_admin.views.common.tokens import DARK, LIGHT
from tests.views.stops import dressed

_DEEP = 12


class _Count(QObject):
    """How often a widget was given a style."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.times = 0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times += event.type() == QEvent.Type.StyleChange
        return False


@pytest.fixture
def worn(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme()
    with dressed(qapp, theme, Mode.LIGHT):
        yield theme


def _nested(qtbot: QtBot) -> tuple[QWidget, QLabel]:
    top = inner = QWidget()
    qtbot.addWidget(top)
    for _ in range(_DEEP):
        column = QVBoxLayout(inner)
        inner = QWidget()
        column.addWidget(inner)
    label = QLabel("字", inner)
    label.setProperty("tone", "muted")
    top.show()
    qtbot.waitExposed(top)
    return top, label


def test_a_widget_is_not_dressed_once_for_every_widget_around_it(qtbot: QtBot, worn: Theme) -> None:
    """Qt, given another sheet for the application, dresses each widget and then all below it: 2 s for our pages."""
    top, label = _nested(qtbot)
    shallow, deep = _Count(top), _Count(label)
    worn.choose(Mode.DARK)
    assert shallow.times >= 1
    assert deep.times == shallow.times


def test_palette_and_sheet_are_those_of_the_choice(qtbot: QtBot, qapp: QApplication, worn: Theme) -> None:
    top, label = _nested(qtbot)
    for mode, tokens in ((Mode.DARK, DARK), (Mode.LIGHT, LIGHT), (Mode.DARK, DARK)):
        worn.choose(mode)
        assert label.palette().windowText().color().name() == tokens.muted
        assert top.palette().window().color().name() == tokens.surface
        assert qapp.palette().window().color().name() == tokens.surface


def test_the_same_look_again_dresses_nobody(qtbot: QtBot, worn: Theme) -> None:
    worn.choose(Mode.LIGHT)
    top, label = _nested(qtbot)
    count = _Count(label)
    worn.choose(Mode.LIGHT)
    assert count.times == 0
    assert top.isVisible()
