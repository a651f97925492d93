"""Administration by Tab: each stop of each tab is seen, in both looks."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_admin.rules.roles import Role
from desktop_admin.views.admin.page import AdminPage
from desktop_admin.views.common.empty_state import States
from desktop_admin.views.common.theme import Mode
from tests.views.admin.conftest import Opened
from tests.views.stops import dressed, unseen_stops


def _read(page: AdminPage) -> bool:
    """What the office answered stands on the tab in front."""
    states = [one for one in page.current.findChildren(States) if one.isVisible()]
    return all(one.currentWidget() is one.content for one in states)


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
@pytest.mark.parametrize("role", [Role.CHIEF, Role.ADMINISTRATOR])
def test_the_keyboard_is_seen_wherever_tab_stops(
    qtbot: QtBot, qapp: QApplication, opened: Opened, role: Role, mode: Mode
) -> None:
    page = opened(role)
    with dressed(qapp, page.desk.theme, mode):
        for key in page.tabs:
            page.show_tab(key)
            qtbot.waitUntil(lambda: _read(page))
            stops, unseen = unseen_stops(qtbot, page, page.desk.theme)
            assert stops > 1, key
            assert not unseen, key
