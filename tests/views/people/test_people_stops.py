"""People by Tab: each stop is seen, in both looks, before and after somebody was opened."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.theme import Mode
from desktop_admin.views.people.page import PeoplePage
from tests.views.stops import dressed, unseen_stops


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_the_keyboard_is_seen_wherever_tab_stops(
    qtbot: QtBot, qapp: QApplication, desk: Desk, page: PeoplePage, mode: Mode
) -> None:
    with dressed(qapp, desk.theme, mode):
        before, unseen = unseen_stops(qtbot, page, desk.theme)
        assert before >= 5
        assert not unseen
        page.view.step(1)
        qtbot.waitUntil(lambda: page.person.card is not None and page.right.currentWidget() is page.cards)
        after, unseen = unseen_stops(qtbot, page, desk.theme)
        assert after > before
        assert not unseen
