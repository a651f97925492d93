"""The line between a list and its detail: dragged, moved by keys, remembered, put back."""

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_admin.views.common.theme import Theme
from desktop_admin.views.furniture.master_detail import MasterDetail
from tests.views.furniture.conftest import Furnish
from tests.views.stops import unseen_stops


@pytest.fixture
def settings() -> QSettings:
    return QSettings("office", "furniture")


def made(theme: Theme, furnish: Furnish, settings: QSettings) -> MasterDetail:
    across = MasterDetail(theme, "people", settings)
    across.add(QLabel("名单"), width=300, least=200)
    across.add(QLabel("一个人"), width=600, least=300, grows=True)
    across.settle()
    furnish(across, 930, 300, fill=True)
    assert sum(across.sizes()) + across.handleWidth() == across.width()
    return across


def test_keys_move_the_line_as_far_as_parts_give_way(
    theme: Theme, furnish: Furnish, settings: QSettings
) -> None:
    across = made(theme, furnish, settings)
    before = across.sizes()
    handle = across.handle(1)
    handle.setFocus()
    QTest.keyClick(handle, Qt.Key.Key_Right)
    assert across.sizes()[0] == before[0] + 16
    for _ in range(20):
        QTest.keyClick(handle, Qt.Key.Key_Left)
    assert across.sizes()[0] == 200
    QTest.keyClick(handle, Qt.Key.Key_Home)
    assert across.sizes() == before


def test_what_was_dragged_is_there_the_next_time(theme: Theme, furnish: Furnish, settings: QSettings) -> None:
    across = made(theme, furnish, settings)
    handle = across.handle(1)
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=QPoint(3, 50))
    QTest.mouseMove(handle, QPoint(83, 50))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=QPoint(3, 50))
    left = across.sizes()
    assert left[0] > 340
    again = made(theme, furnish, settings)
    assert again.sizes() == left
    QTest.mouseDClick(again.handle(1), Qt.MouseButton.LeftButton, pos=QPoint(3, 50))
    assert again.sizes()[0] < 320


def test_the_line_is_seen_with_the_keyboard(
    qtbot: QtBot, theme: Theme, furnish: Furnish, settings: QSettings
) -> None:
    count, unseen = unseen_stops(qtbot, made(theme, furnish, settings).window(), theme)
    assert (count, unseen) == (1, [])
