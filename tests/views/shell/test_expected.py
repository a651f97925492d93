"""Whoever signed in here last finds their workbench made: it asks nothing and gives no right before the office says who came."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_admin import app as starting
from desktop_admin.app.expected import Expected
from desktop_admin.app.seat import Seat, Surroundings
from desktop_admin.contract.founding import OfficeState
from desktop_admin.contract.office import CONTRACT
from desktop_admin.contract.sessions import Person
from desktop_admin.papers.workers import Inspectors
from desktop_admin.rules.roles import Role
from desktop_admin.views.common.failures import Failures
from desktop_admin.views.shell.window import MainWindow
from tests.views.recording import NOON, REVIEWER, RecordingOffice

STATE = OfficeState("黔南州建筑业协会", True, False, CONTRACT, CONTRACT, NOON)


class Waiting:
    """A window with the door in front, and what is made behind it."""

    def __init__(self, qapp: QApplication, window: MainWindow, settings: QSettings) -> None:
        self.office, self.failures, self.window = RecordingOffice(), Failures(), window
        self.inspectors = Inspectors()
        self.around = Surroundings(
            qapp, window.theme, self.failures, self.office, self.inspectors, "本机文件", "W1"
        )
        self.made: list[Seat] = []
        self.expected = Expected(settings, self.make)
        self.expected.rooms_read()

    def make(self, person: Person, state: OfficeState) -> Seat:
        self.made.append(Seat(self.around, person, state, self.window.ground))
        return self.made[-1]

    def ready(self) -> bool:
        """Whether the pages a person sees first are made."""
        return bool(self.made) and len(self.made[0].bench.pages.made) == 2


@pytest.fixture
def waiting(qtbot: QtBot, qapp: QApplication, own_home: Path, tmp_path: Path) -> Iterator[Waiting]:
    palette, font = qapp.palette(), qapp.font()
    window = starting.paint(qapp)
    qtbot.addWidget(window)
    window.show()
    waiting = Waiting(qapp, window, QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    yield waiting
    waiting.expected.close()
    for seat in waiting.made:
        seat.desk.close()
    waiting.inspectors.close()
    qapp.setStyleSheet("")
    qapp.setPalette(palette)
    qapp.setFont(font)


def come(waiting: Waiting, person: Person, state: OfficeState = STATE) -> Seat:
    """That person signs in, and leaves again at once."""
    seat = waiting.expected.take(person, state)
    waiting.made.clear()
    seat.clear_away()
    return seat


def test_nobody_is_expected_where_nobody_was(qtbot: QtBot, waiting: Waiting) -> None:
    waiting.expected.begin(STATE)
    qtbot.waitUntil(lambda: not waiting.expected.busy)
    assert not waiting.made


def test_the_pages_are_made_before_anybody_comes_and_ask_nothing(qtbot: QtBot, waiting: Waiting) -> None:
    come(waiting, REVIEWER)
    waiting.office.clear()
    waiting.expected.begin(STATE)
    qtbot.waitUntil(waiting.ready)
    assert waiting.office.requests() == []
    assert not waiting.failures.items
    made = waiting.made[0]
    assert not made.bench.isVisible()
    pages = list(made.bench.pages.made.values())
    assert waiting.expected.take(REVIEWER, STATE) is made
    waiting.window.show_bench(made.bench, "x")
    assert made.bench.isVisible()
    assert list(made.bench.pages.made.values()) == pages
    made.clear_away()


@pytest.mark.parametrize(
    "other",
    [
        Person(REVIEWER.id + 1, "李四", REVIEWER.roles),
        Person(REVIEWER.id, REVIEWER.name, (Role.FINANCE,)),
        Person(REVIEWER.id + 1, REVIEWER.name, REVIEWER.roles),
    ],
    ids=["another", "other roles", "another office"],
)
def test_anybody_else_gets_another_seat(qtbot: QtBot, waiting: Waiting, other: Person) -> None:
    come(waiting, REVIEWER)
    waiting.expected.begin(STATE)
    qtbot.waitUntil(waiting.ready)
    made = waiting.made[0]
    seat = waiting.expected.take(other, STATE)
    assert seat is not made
    assert seat.desk.person == other
    assert made.desk.closed
    seat.clear_away()


def test_a_settings_file_from_elsewhere_expects_nobody(
    qtbot: QtBot, waiting: Waiting, tmp_path: Path
) -> None:
    settings = QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat)
    for nonsense in ("", "[]", "{", '["a", 1, 2]', '[1, "王敏", ["king"]]', "7"):
        settings.setValue("sign_in/person", nonsense)
        expected = Expected(settings, waiting.make)
        expected.rooms_read()
        expected.begin(STATE)
        qtbot.waitUntil(lambda expected=expected: not expected.busy)
    assert not waiting.made


def test_leaving_clears_away_what_was_made(qtbot: QtBot, waiting: Waiting) -> None:
    come(waiting, REVIEWER)
    waiting.expected.begin(STATE)
    qtbot.waitUntil(waiting.ready)
    waiting.expected.close()
    assert waiting.made[0].desk.closed
    waiting.window.show_door()
    assert waiting.window.door.isVisible()
