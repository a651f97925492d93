"""The review desk by Tab: each stop is seen, in both looks, while reading, choosing reasons and in a form."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_admin.contract.staff import StaffList, StaffPage
from desktop_admin.views.common.focus_ring import takes_tab
from desktop_admin.views.common.theme import Mode
from desktop_admin.views.review.reason_row import ReasonLine
from tests.views.review.sitting import Reviewer
from tests.views.stops import dressed, unseen_stops


def test_the_right_panel_is_a_stop_only_while_it_does_not_fit(reviewer: Reviewer) -> None:
    place = reviewer.page.panel.evidence
    bar = place.verticalScrollBar()
    reviewer.qtbot.waitUntil(lambda: bar.maximum() == 0)
    assert not takes_tab(place)
    reviewer.page.window().resize(1290, 380)
    reviewer.qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert takes_tab(place)
    place.setFocus(Qt.FocusReason.TabFocusReason)
    reviewer.key(Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    assert reviewer.page.bench.id == 1


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_a_ticked_reason_and_the_one_walked_to_are_seen(
    qapp: QApplication, reviewer: Reviewer, mode: Mode
) -> None:
    theme = reviewer.desk.theme
    with dressed(qapp, theme, mode):
        reviewer.key(Qt.Key.Key_R)
        reviewer.key(Qt.Key.Key_1)
        reviewer.key(Qt.Key.Key_Down)
        reviewer.calm()
        lines = reviewer.page.findChildren(ReasonLine)
        pictures = [line.grab().toImage() for line in lines]
        middles = [[one.pixelColor(x, one.height() // 2).name() for x in range(4)] for one in pictures]
        ticked = [line.pick is not None for line in lines]
        assert any(ticked)
        assert [theme.colour("back").name() in middle for middle in middles] == ticked
        ringed = [
            theme.colour("focus").name() in {one.pixelColor(60, 0).name(), one.pixelColor(60, 1).name()}
            for one in pictures
        ]
        assert ringed.count(True) == 1


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
@pytest.mark.parametrize("key", [None, Qt.Key.Key_R, Qt.Key.Key_S, Qt.Key.Key_N, Qt.Key.Key_U], ids=str)
def test_the_keyboard_is_seen_wherever_tab_stops(
    qapp: QApplication, reviewer: Reviewer, key: Qt.Key | None, mode: Mode
) -> None:
    theme = reviewer.desk.theme
    reviewer.office.answers[StaffList] = StaffPage((), 100)
    with dressed(qapp, theme, mode):
        if key is not None:
            reviewer.key(key)
            reviewer.calm()
        stops, unseen = unseen_stops(reviewer.qtbot, reviewer.page, theme)
        assert stops >= 15
        assert not unseen
