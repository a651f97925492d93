"""Making a page shows nothing but the page: a widget told to be visible before it stands anywhere is a window of its own.

It takes the keyboard from the window for a moment, and what is typed then is lost.
"""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_admin.app.desks import ROOMS, entries
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.papers.reader import PaperReader
from tests.views.recording import NOON, REVIEWER, RecordingOffice
from tests.views.review.conftest import white


class Windows(QObject):
    """Notes what is shown as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    office = RecordingOffice()
    desk = Desk(office, REVIEWER, after=100)
    desk.heard(NOON)
    yield desk
    office.close()
    desk.close()


@pytest.fixture
def reader(desk: Desk) -> Iterator[PaperReader]:
    reader = PaperReader(desk.get, white)
    yield reader
    reader.close()


@pytest.mark.parametrize("room", ROOMS)
def test_a_page_is_made_without_a_window_of_its_own(
    qtbot: QtBot, qapp: QApplication, desk: Desk, reader: PaperReader, room: str
) -> None:
    entry = next(one for one in entries(desk, reader) if room.endswith(f".{one.key}"))
    ground = QWidget()
    qtbot.addWidget(ground)
    windows = Windows()
    qapp.installEventFilter(windows)
    page = entry.make(ground)
    qapp.removeEventFilter(windows)
    page.close_down()
    assert windows.shown == []
