"""The home page as it is seen: the strip of the month, and the keyboard wherever Tab stops."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_admin.views.admin.home.notices import FailedNotices
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.theme import Mode
from desktop_admin.views.home.colleagues import Colleagues
from desktop_admin.views.home.month import Month
from desktop_admin.views.home.month_strip import MonthStrip, bar_words
from desktop_admin.views.review.home.days import Days
from desktop_admin.views.review.home.numbers import QueueNumbers
from desktop_admin.views.review.home.oldest import Oldest
from tests.views.home.conftest import WINDOWS, shown
from tests.views.quiet import quiet
from tests.views.recording import NOON, RecordingOffice
from tests.views.stops import dressed, unseen_stops


def _shown(qtbot: QtBot, desk: Desk, now: datetime) -> MonthStrip:
    strip = MonthStrip(desk.theme)
    qtbot.addWidget(strip)
    strip.resize(900, 62)
    strip.show()
    strip.show_windows(replace(WINDOWS, now=now))
    return strip


def test_month_strip_places_instants(qtbot: QtBot, desk: Desk) -> None:
    strip = _shown(qtbot, desk, NOON)
    bar = strip.box(WINDOWS.current.cycle)
    assert bar.left() == pytest.approx(900 * 9 / 24 / 30, abs=1)
    assert bar.right() == pytest.approx(900 * (21 + 17 / 24) / 30, abs=2)
    assert strip.box(WINDOWS.following.cycle).isEmpty()
    assert bar_words(WINDOWS.current) == "11月注册缴费报名　1日 09:00 – 22日 17:00"


def test_the_months_windows_are_walked_by_key_and_said_aloud(qtbot: QtBot, desk: Desk) -> None:
    """From the end of November on there are two: one that is shut, and that of December from the 24th on."""
    following = replace(WINDOWS.following, opens=WINDOWS.current.closes + timedelta(days=2))
    strip = MonthStrip(desk.theme)
    qtbot.addWidget(strip)
    strip.resize(900, 62)
    strip.show()
    strip.show_windows(replace(WINDOWS, following=following, now=WINDOWS.current.closes + timedelta(days=1)))
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    said = []
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
        qtbot.keyClick(strip, key)
        assert strip.current is not None
        said.append(strip.current.spoken)
    assert said == [WINDOWS.current.words, following.words]


def _strip(qtbot: QtBot, desk: Desk, now: datetime) -> QImage:
    return _shown(qtbot, desk, now).grab().toImage()


def test_the_bar_of_a_window_that_is_shut_has_an_edge(qtbot: QtBot, desk: Desk) -> None:
    picture = _strip(qtbot, desk, WINDOWS.current.closes + timedelta(days=3))
    assert picture.pixelColor(300, 4).name() == desk.theme.colour("accent").name()
    assert picture.pixelColor(600, 12).name() == desk.theme.colour("accent_soft").name()


def test_todays_line_is_parted_from_the_bar_it_crosses(qtbot: QtBot, desk: Desk) -> None:
    picture = _strip(qtbot, desk, NOON)
    x = round(900 * (18 + (10 + 42.12 / 60) / 24) / 30)
    across = [picture.pixelColor(at, 12).name() for at in range(x - 4, x + 4)]
    pale, line, bar = (desk.theme.colour(token).name() for token in ("raised", "bad", "accent"))
    assert across[0] == across[-1] == bar
    assert [colour for colour in across if colour != bar] == [pale, pale, line, line, pale, pale]


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_the_keyboard_is_seen_wherever_tab_stops(
    qtbot: QtBot, qapp: QApplication, desk: Desk, mode: Mode
) -> None:
    with dressed(qapp, desk.theme, mode):
        page = shown(qtbot, desk)
        queue = page.part(QueueNumbers)
        qtbot.waitUntil(
            lambda: bool(page.part(Oldest).lines.buttons) and bool(page.part(Colleagues).lines.buttons)
        )
        qtbot.waitUntil(lambda: queue.border.number.text() == "5")
        qtbot.waitUntil(lambda: queue.waiting.number.text() == "112")
        qtbot.waitUntil(lambda: page.part(FailedNotices).card.number.text() == "1")
        qtbot.waitUntil(lambda: bool(page.part(Month).warning.text()))
        qtbot.waitUntil(lambda: bool(page.part(Days).chart.days))
        qtbot.waitUntil(
            lambda: all(
                one.isVisible()
                for one in (*page.part(Oldest).lines.buttons, *page.part(Colleagues).own.buttons)
            )
        )
        stops, unseen = unseen_stops(qtbot, page, desk.theme)
        assert stops >= 5
        assert not unseen


def test_tab_goes_as_the_eye_does(qtbot: QtBot, desk: Desk, office: RecordingOffice) -> None:
    """Lines come with their answers, in any order; the keyboard meets them where they stand."""
    page = shown(qtbot, desk)
    queue, colleagues = page.part(QueueNumbers), page.part(Colleagues)
    qtbot.waitUntil(lambda: bool(page.part(Oldest).lines.buttons) and bool(colleagues.own.buttons))
    quiet(qtbot, desk, office)
    wanted = [
        queue.waiting,
        page.part(Month).deadline,
        queue.border,
        page.part(FailedNotices).card,
        page.part(Oldest).lines.buttons[0],
        *colleagues.own.buttons,
    ]
    wanted = [one for one in wanted if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(wanted) >= 5
    queue.waiting.setFocus(Qt.FocusReason.TabFocusReason)
    met = [QApplication.focusWidget()]
    while met[-1] is not wanted[-1] and len(met) < 20:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        met.append(QApplication.focusWidget())
    assert [one for one in met if one in wanted] == wanted
    assert len(met) <= len(wanted) + 2
