"""Who has the keyboard is seen: for the tests of each desk, every place where Tab stops is looked at."""

from array import array
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop_admin.views.common.focus_ring import takes_tab
from desktop_admin.views.common.theme import Mode, Theme

_LEAST = 24
"""Pixels of a ring that nobody overlooks; the smallest, around a word, has some eighty."""


@contextmanager
def dressed(app: QApplication, theme: Theme, mode: Mode) -> Iterator[None]:
    """The application in the theme's dress, and afterwards as it was."""
    palette, font, sheet = app.palette(), app.font(), app.styleSheet()
    theme.apply(app)
    theme.choose(mode)
    try:
        yield
    finally:
        app.setStyleSheet(sheet)
        app.setPalette(palette)
        app.setFont(font)


def unseen_stops(qtbot: QtBot, page: QWidget, theme: Theme) -> tuple[int, list[str]]:
    """How many stops there are, and those where nothing in the colour of a ring came with the keyboard."""
    window = page.window()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    rings = {QColor(theme.colour(token)).rgb() for token in ("focus", "on_accent", "rail_mark", "bad")}
    stops = [one for one in page.findChildren(QWidget) if takes_tab(one)]
    unseen = []
    for stop in stops:
        page.setFocus()
        _bring_into_sight(stop)
        QApplication.processEvents()
        before = _look(stop)
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        after = _look(stop)
        came = sum(old != new and new in rings for old, new in zip(before, after, strict=False))
        if not stop.hasFocus() or came < _LEAST:
            unseen.append(f"{type(stop).__name__} {stop.accessibleName() or stop.objectName()}: {came}")
    return len(stops), unseen


def _bring_into_sight(widget: QWidget) -> None:
    """As Tab does."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()


def _look(widget: QWidget) -> "array[int]":
    window = widget.window()
    picture = window.grab(QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())).toImage()
    picture = picture.convertToFormat(QImage.Format.Format_RGB32)
    return array("I", bytes(picture.constBits()))
