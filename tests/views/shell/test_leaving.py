"""Signing out or closing never loses in silence what was begun."""

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_admin.views.common.theme import Theme
from desktop_admin.views.shell.door import Door
from desktop_admin.views.shell.leaving import LeavingSheet, ask_before_leaving
from desktop_admin.views.shell.window import MainWindow


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, settings: QSettings) -> MainWindow:
    window = MainWindow(Door(theme), theme, settings)
    qtbot.addWidget(window)
    return window


def _sheet(parent: QWidget) -> LeavingSheet:
    sheet = parent.findChildren(LeavingSheet)[-1]
    assert isinstance(sheet, LeavingSheet)
    return sheet


def test_nothing_begun_leaves_at_once(qtbot: QtBot) -> None:
    left: list[bool] = []
    parent = QWidget()
    qtbot.addWidget(parent)
    ask_before_leaving(parent, "", lambda: left.append(True))
    assert left == [True]


def test_something_begun_is_named_and_staying_is_the_default(qtbot: QtBot) -> None:
    left: list[bool] = []
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    ask_before_leaving(parent, "2 份资料选了原因还没发出", lambda: left.append(True))
    sheet = _sheet(parent)
    assert sheet.unsent.text() == "2 份资料选了原因还没发出"
    qtbot.keyClick(sheet.stay, Qt.Key.Key_Return)
    assert not sheet.isVisible()
    assert left == []
    ask_before_leaving(parent, "2 份资料选了原因还没发出", lambda: left.append(True))
    qtbot.keyClick(_sheet(parent).stay, Qt.Key.Key_Escape)
    assert left == []
    ask_before_leaving(parent, "2 份资料选了原因还没发出", lambda: left.append(True))
    _sheet(parent).leave.click()
    assert left == [True]


def test_closing_the_window_asks_first(qtbot: QtBot, window: MainWindow) -> None:
    closed: list[bool] = []
    window.closing.connect(lambda: closed.append(True))
    window.show_bench(QWidget(), "考务台", lambda: "1 份资料的备注还没保存")
    window.show()
    assert window.close() is False
    assert closed == []
    _sheet(window).leave.click()
    qtbot.waitUntil(lambda: closed == [True])
