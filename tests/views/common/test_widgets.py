"""The shared widgets: what they say, when they show, and what a key does to them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop_admin.contract.errors import NotAllowed, Unavailable
from desktop_admin.views.common import times
from desktop_admin.views.common.empty_state import States
from desktop_admin.views.common.failures import Failures
from desktop_admin.views.common.fonts import load_typeface
from desktop_admin.views.common.office_clock import OfficeClock
from desktop_admin.views.common.theme import Mode, Theme, stylesheet_of
from desktop_admin.views.common.tokens import DARK, LIGHT, Tokens
from desktop_admin.views.common.widgets import Badge, CommandButton, Text
from resources.paths import resource
from tests.views.quiet import silent

NOW = datetime(2026, 11, 19, 2, 42, 7, tzinfo=UTC)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme()


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_stylesheet_has_every_token_filled_in(tokens: Tokens) -> None:
    sheet = stylesheet_of(tokens)
    assert "$" not in sheet
    assert tokens.accent in sheet


def test_mode_is_remembered_and_a_damaged_setting_follows_the_system(tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    Theme(settings).choose(Mode.DARK)
    assert Theme(settings).tokens is DARK
    settings.setValue("theme", "purple")
    assert Theme(settings).mode is Mode.SYSTEM


def test_icons_are_tinted_anew_when_the_theme_changes(qtbot: QtBot, theme: Theme) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    theme.set_icon(button, "check", "accent", 16)

    def colours() -> set[str]:
        picture = button.icon().pixmap(16, 16).toImage()
        return {
            picture.pixelColor(x, y).name()
            for x in range(16)
            for y in range(16)
            if picture.pixelColor(x, y).alpha() == 255
        }

    assert colours() == {LIGHT.accent}
    theme.choose(Mode.DARK)
    assert colours() == {DARK.accent}
    theme.set_icon(button, "x", "bad", 16)
    theme.choose(Mode.LIGHT)
    assert colours() == {LIGHT.bad}


def test_icon_of_a_dead_button_is_forgotten(qtbot: QtBot, theme: Theme) -> None:
    parent = QWidget()
    button = QPushButton(parent)
    theme.set_icon(button, "check")
    parent.deleteLater()
    del parent
    qtbot.waitUntil(lambda: not isValid(button))
    theme.choose(Mode.DARK)


def test_missing_font_is_a_sentence(qapp: QApplication, tmp_path: Path) -> None:
    assert "NotoSansSC-Regular.ttf" in load_typeface(tmp_path).problem
    face = load_typeface(Path(resource("fonts")), prefer_system=False)
    assert face.problem == ""
    assert face.families == ("Noto Sans SC",)


def test_labels_never_read_markup(qtbot: QtBot) -> None:
    assert Text("<b>x</b>").textFormat() is Qt.TextFormat.PlainText
    assert Badge("<b>x</b>").textFormat() is Qt.TextFormat.PlainText


def test_command_button_says_its_key_and_makes_room_for_it(qtbot: QtBot) -> None:
    plain, with_key = CommandButton("通过"), CommandButton("通过", "A")
    for button in (plain, with_key):
        qtbot.addWidget(button)
    assert with_key.sizeHint().width() > plain.sizeHint().width()
    assert with_key.accessibleName() == "通过"
    assert with_key.toolTip() == "通过（A）"


def test_skeleton_only_comes_after_a_while(qtbot: QtBot, theme: Theme) -> None:
    states = States(theme, QLabel("content"))
    qtbot.addWidget(states)
    states.show_loading()
    assert not states.skeleton.showing
    states.show_content()
    assert silent(states)
    assert not states.skeleton.showing
    states.show_loading()
    qtbot.waitUntil(lambda: states.skeleton.showing)


def test_failed_and_forbidden_say_the_offices_sentence(qtbot: QtBot, theme: Theme) -> None:
    states = States(theme, QLabel("content"))
    qtbot.addWidget(states)
    tries: list[int] = []
    states.show_failed(Unavailable("数据文件正被占用。"), lambda: tries.append(1))
    assert states.empty.cause.text() == "数据文件正被占用。"
    states.empty.button.click()
    assert tries == [1]
    states.show_failed(NotAllowed("只有主管可以看。"), lambda: None)
    assert states.empty.sentence.text() == "这里不对当前角色开放"
    assert states.empty.button.isHidden()


def test_equal_failures_count_up_instead_of_piling_up(qtbot: QtBot) -> None:
    failures = Failures()
    for _ in range(3):
        failures.expected(Unavailable("连不上。"), "Search")
    assert [(item.sentence, item.times) for item in failures.items] == [("连不上。", 3)]
    failures.clear()
    failures.expected(Unavailable("连不上。"), "Search")
    assert len(failures.items) == 1


def test_office_clock_goes_on_by_itself_and_knows_the_offset() -> None:
    ticks = [100.0]
    clock = OfficeClock(lambda: ticks[0], lambda: NOW - timedelta(seconds=40))
    assert clock.now() == NOW - timedelta(seconds=40)
    clock.set(NOW)
    ticks[0] += 5
    assert clock.now() == NOW + timedelta(seconds=5)
    assert clock.offset == 40


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-5, "不到1分钟"),
        (59, "不到1分钟"),
        (60, "1分钟"),
        (3600, "1小时"),
        (3900, "1小时5分"),
        (86400, "1天"),
        (2 * 86400 + 3 * 3600 + 59, "2天3小时"),
    ],
)
def test_spans_in_words(seconds: int, words: str) -> None:
    assert times.span_words(timedelta(seconds=seconds)) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(3 * 86400 + 4 * 3600 + 12 * 60, "3天 04:12"), (3661, "01:01:01"), (1, "00:00:01"), (0, "已截止")],
)
def test_countdown_is_half_open(seconds: int, words: str) -> None:
    assert times.countdown_words(NOW + timedelta(seconds=seconds), NOW) == words


def test_moments_are_said_at_the_association() -> None:
    assert times.moment_words(NOW, NOW) == "今天 10:42"
    assert times.moment_words(NOW - timedelta(hours=11), NOW) == "昨天 23:42"
    assert times.moment_words(datetime(2025, 1, 1, tzinfo=UTC), NOW) == "2025年1月1日 08:00"
    assert times.day_words(NOW) == "11月19日"
    assert times.waiting_words(NOW - timedelta(hours=51), NOW) == "2天3小时"


def test_command_button_with_icon_and_key_draws_the_icon_once(qtbot: QtBot, theme: Theme) -> None:
    button = CommandButton("登记学员", "N")
    qtbot.addWidget(button)
    theme.set_icon(button, "square", "bad", 16)
    button.resize(200, 32)
    picture = button.grab().toImage()
    red = [
        x
        for x in range(picture.width())
        if any(_reddish(picture.pixelColor(x, y)) for y in range(picture.height()))
    ]
    assert red
    assert max(red) - min(red) < 18


def _reddish(colour: QColor) -> bool:
    return colour.red() > colour.green() + 40
