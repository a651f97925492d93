"""A workbench on a recording office, with two small pages."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_admin.contract.grants import OpenGrants, OpenGrantsPage
from desktop_admin.contract.people import Hit, Hits, RegisterCandidate, Search
from desktop_admin.contract.policy import (
    MonthWindow,
    MonthWindows,
    PolicyForm,
    PolicyRecord,
    PolicySettings,
    Windows,
)
from desktop_admin.contract.staff import AddStaff
from desktop_admin.contract.submissions import Progress, ReviewProgress, ReviewQueue
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.entry import Count, PageEntry
from desktop_admin.views.common.page import KeyHelp, Page, Place, Target
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.shell.workbench import Workbench
from tests.views.recording import NOON, REVIEWER, RecordingOffice


class SmallPage(Page):
    """A page with one field, which remembers what it was told."""

    def __init__(self, desk: Desk, title: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, title, parent)
        self.field = QLineEdit()
        self.content.addWidget(self.field)
        self.targets: list[Target | None] = []
        self.told: list[str] = []
        self.begun: list[str] = []

    def keys(self) -> list[KeyHelp]:
        return [KeyHelp("A", "通过")]

    def activate(self, target: Target | None = None) -> None:
        self.targets.append(target)

    def do(self, name: str) -> None:
        self.begun.append(name)

    def leave(self) -> None:
        self.told.append("leave")

    def locked(self) -> None:
        self.told.append("locked")

    def close_down(self) -> None:
        self.told.append("close")


PLACES = (
    Place("操作日志", Target("filter", data=("journal", ""))),
    Place("登记学员", None, (RegisterCandidate,), "N", "register_person"),
    Place("新建账号", None, (AddStaff,), "N", "add_staff"),
)
"""Inside the desk of people: a sub-page, a command, and one that only an administrator may."""


def windows() -> Windows:
    """November 2026, three days and four hours before its registration closes."""
    close = NOON + timedelta(days=3, hours=4, minutes=12)
    month = MonthWindow("2026-11", NOON - timedelta(days=18), close, False, "", "", (), 0)
    return Windows(month, month, close, NOON)


@pytest.fixture
def office() -> RecordingOffice:
    return RecordingOffice(
        answers={
            MonthWindows: windows(),
            PolicySettings: PolicyRecord(1, PolicyForm("黔南州建筑业协会")),
            OpenGrants: OpenGrantsPage((), 0, 100),
            ReviewProgress: Progress(112, 47, 12, NOON, 3, 2, 1, 0, 4, NOON, 100),
            Search: lambda asked: Hits(
                (Hit("candidate", 7, f"{asked.text}阳诸葛", "都匀瑞泰建筑工程有限公司"),), 1
            ),
        }
    )


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def theme(settings: QSettings) -> Theme:
    return Theme(settings)


@pytest.fixture
def desk(qtbot: QtBot, office: RecordingOffice, theme: Theme) -> Iterator[Desk]:
    desk = Desk(office, REVIEWER, theme=theme, after=100, wait_seconds=0.05)
    yield desk
    office.close()
    desk.close()


@pytest.fixture
def bench(qtbot: QtBot, qapp: QApplication, desk: Desk) -> Workbench:
    entries = [
        PageEntry("home", "工作台", "house", (), lambda ground: SmallPage(desk, "工作台", ground)),
        PageEntry(
            "review",
            "资料审核",
            "clipboard-check",
            (ReviewQueue,),
            lambda ground: SmallPage(desk, "资料审核", ground),
            count=Count(ReviewProgress(), lambda now: now.waiting, frozenset({"submission"})),
        ),
        PageEntry(
            "people",
            "学员单位",
            "users",
            (Search,),
            lambda ground: SmallPage(desk, "学员单位", ground),
            lambda: PLACES,
            {"candidate": "user"},
        ),
        PageEntry("staff", "账号", "settings", (AddStaff,), lambda ground: SmallPage(desk, "账号", ground)),
    ]
    bench = Workbench(desk, entries, app=qapp, place="共享库", workstation="W1")
    qtbot.addWidget(bench)
    bench.resize(1290, 768)
    bench.show()
    qtbot.waitExposed(bench)
    bench.activateWindow()
    bench.begin()
    qtbot.waitUntil(lambda: bench.rail.buttons["review"].count == 112)
    return bench
