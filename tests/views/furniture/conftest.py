"""A room to put furniture into: a dressed window, light and dark."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_admin.views.common.theme import Mode, Theme
from tests.views.stops import dressed

Furnish = Callable[..., QWidget]
"""(the piece, width, height) → its window, shown and active."""


@pytest.fixture(params=[Mode.LIGHT, Mode.DARK])
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Theme]:
    theme = Theme()
    with dressed(qapp, theme, request.param):
        yield theme


@pytest.fixture
def furnish(qtbot: QtBot, theme: Theme) -> Furnish:
    kept: list[QWidget] = []

    def show(piece: QWidget, width: int = 980, height: int = 260, *, fill: bool = False) -> QWidget:
        window = QWidget()
        kept.append(window)
        qtbot.addWidget(window)
        window.setObjectName("page")
        column = QVBoxLayout(window)
        column.addWidget(piece, 1 if fill else 0)
        if not fill:
            column.addStretch(1)
        window.resize(width, height)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return show
