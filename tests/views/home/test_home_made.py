"""Decision 0036: the first page is made from outside in, so that Qt dresses each widget about once."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_admin.app.desks import entries
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.theme import Mode
from desktop_admin.views.home.page import HomePage
from tests.views.home.conftest import NO_PAPERS
from tests.views.stops import dressed


class _Changes(QObject):
    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.StyleChange
        return False


def test_widgets_are_dressed_about_once(qtbot: QtBot, qapp: QApplication, desk: Desk) -> None:
    changes = _Changes()
    with dressed(qapp, desk.theme, Mode.LIGHT):
        qapp.installEventFilter(changes)
        page = HomePage(desk, entries(desk, NO_PAPERS))
        qtbot.addWidget(page)
        qapp.removeEventFilter(changes)
    made = len(page.findChildren(QWidget))
    assert changes.count < 2.5 * made, f"{changes.count} changes of style for {made} widgets"
