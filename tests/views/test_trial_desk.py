"""A desk that is a folder and a line in the list of rooms stands on the rail, in Ctrl+K, on 工作台 and in F1."""

from collections.abc import Iterator
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_admin.app.desks import ROOMS, entries
from desktop_admin.contract.base import Listed, Subject
from desktop_admin.contract.journal import Change, ChangePage
from desktop_admin.contract.notices import Notices
from desktop_admin.contract.people import Hit, Hits, PeopleList, Search
from desktop_admin.contract.policy import MonthWindows, PolicyForm, PolicyRecord, PolicySettings
from desktop_admin.contract.sessions import Person
from desktop_admin.contract.submissions import DayCounts, ReviewDays
from desktop_admin.rules.roles import Role
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.page import Target
from desktop_admin.views.home.page import HomePage
from desktop_admin.views.papers.reader import PaperReader
from desktop_admin.views.shell.workbench import Workbench
from tests.views.home.conftest import DAYS, WINDOWS
from tests.views.recording import NOON, RecordingOffice
from tests.views.trial.home import TrialNumber
from tests.views.trial.page import TrialPage

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def office() -> RecordingOffice:
    return RecordingOffice(
        answers={
            MonthWindows: WINDOWS,
            Notices: Listed((), (), 0, 100),
            PeopleList: Listed((), (), 31, 100),
            PolicySettings: PolicyRecord(1, PolicyForm("黔南州建筑业协会")),
            ReviewDays: DayCounts(DAYS, 100),
            Search: Hits((Hit("room", 4, "匀城 301", "三楼"),), 1),
        }
    )


@pytest.fixture
def bench(qtbot: QtBot, qapp: QApplication, office: RecordingOffice) -> Iterator[Workbench]:
    desk = Desk(office, Person(9, "赵会计", (Role.FINANCE,)), after=100, wait_seconds=0.05)
    desk.heard(NOON)
    told = entries(desk, cast(PaperReader, None), (*ROOMS, "tests.views.trial"))
    bench = Workbench(desk, told, app=qapp, place="共享库")
    qtbot.addWidget(bench)
    bench.resize(1290, 768)
    bench.show()
    qtbot.waitExposed(bench)
    bench.activateWindow()
    bench.begin()
    yield bench
    bench.close_down()
    office.close()
    desk.close()


def page_of(bench: Workbench) -> TrialPage:
    page = bench.pages.current
    assert isinstance(page, TrialPage)
    return page


def test_it_stands_on_the_rail_with_its_count(
    qtbot: QtBot, bench: Workbench, office: RecordingOffice
) -> None:
    button = bench.rail.buttons["trial"]
    assert button.text() == "考场试排"
    qtbot.waitUntil(lambda: button.count == 31)
    office.answers[PeopleList] = Listed((), (), 32, 101)
    news = Change(101, NOON, "李四", "RegisterCandidate", (Subject("candidate", 7),))
    bench.desk.changed.emit(ChangePage(101, "", (news,), (), False, NOON))
    qtbot.waitUntil(lambda: button.count == 32)
    qtbot.keyClick(bench, Qt.Key.Key_4, CTRL)  # home, people, administration, trial
    assert page_of(bench).targets == [None]


def test_ctrl_k_leads_to_it_into_it_and_to_what_it_finds(qtbot: QtBot, bench: Workbench) -> None:
    palette = bench.palette_
    for words, target, pressed in (
        ("考场试排", None, ""),
        ("今天的考场", Target("filter", data="today"), ""),
        ("试排一场", None, "p"),
    ):
        qtbot.keyClick(bench, Qt.Key.Key_K, CTRL)
        palette.field.setText(words)
        assert palette.entries[0].title == words
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
        assert page_of(bench).targets[-1] == target
        assert "".join(page_of(bench).pressed) == pressed
    qtbot.keyClick(bench, Qt.Key.Key_K, CTRL)
    palette.field.setText("301")
    qtbot.waitUntil(lambda: any(one.title == "匀城 301" for one in palette.entries))
    assert palette.entries[0].icon == "door-open"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert page_of(bench).targets[-1] == Target("room", 4)


def test_its_card_stands_on_the_first_page_and_leads_to_it(
    qtbot: QtBot, bench: Workbench, office: RecordingOffice
) -> None:
    home = bench.pages.current
    assert isinstance(home, HomePage)
    card = home.part(TrialNumber).card
    qtbot.waitUntil(lambda: card.number.text() == "31")
    assert home.numbers()[0] is card
    office.answers[PeopleList] = Listed((), (), 32, 101)
    news = Change(101, NOON, "李四", "RegisterCandidate", (Subject("candidate", 7),))
    bench.desk.changed.emit(ChangePage(101, "", (news,), (), False, NOON))
    qtbot.waitUntil(lambda: card.number.text() == "32")
    qtbot.keyClick(home, Qt.Key.Key_1)
    assert page_of(bench).targets == [Target("filter", data="seatless")]


def test_f1_tells_its_keys(qtbot: QtBot, bench: Workbench) -> None:
    bench.show_page("trial")
    qtbot.keyClick(bench, Qt.Key.Key_F1)
    assert bench.keys_sheet.heading.text() == "考场试排的按键"
    assert [one.does for one in bench.keys_sheet.shown[:2]] == ["试排一场", "看考场"]
