"""A home page on an office that answers what is here."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from desktop_admin.app.desks import entries
from desktop_admin.contract.base import Listed, Subject
from desktop_admin.contract.grants import OpenGrants, OpenGrantsPage
from desktop_admin.contract.journal import Change, ChangePage, Changes
from desktop_admin.contract.notices import Notices
from desktop_admin.contract.policy import MonthWindow, MonthWindows, Windows
from desktop_admin.contract.submissions import (
    DayCount,
    DayCounts,
    Progress,
    QueueRow,
    ReviewDays,
    ReviewProgress,
    ReviewQueue,
)
from desktop_admin.rules.windows import Cycle, registration_window
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.home.page import HomePage
from desktop_admin.views.papers.reader import PaperReader
from tests.views.recording import NOON, REVIEWER, RecordingOffice

NO_PAPERS = cast(PaperReader, None)


def _month(cycle: Cycle, *warnings: str) -> MonthWindow:
    window = registration_window(cycle)
    return MonthWindow(cycle.key, window.opens, window.closes, False, "", f"{cycle.label}报名", warnings, 0)


NOVEMBER = Cycle(2026, 11)
WINDOWS = Windows(
    _month(NOVEMBER, "报名缴费截止 11月22日 17:00 是休息日（周日），时间不变，请安排值班。"),
    _month(NOVEMBER.next()),
    registration_window(NOVEMBER).closes,
    NOON,
)
PROGRESS = Progress(112, 47, 12, NOON - timedelta(hours=51), 2, 3, 2, 0, 4, WINDOWS.next_close, 100)
ROW = QueueRow(
    7,
    1,
    70,
    700,
    "龑龚",
    "龙里恒泰",
    "B_renewal",
    "re_review",
    2,
    NOON - timedelta(hours=3),
    0,
    "2026-11",
    (),
    "ok",
)


def change(number: int, who: str, name: str, minutes: int, *subjects: Subject) -> Change:
    return Change(number, NOON - timedelta(minutes=minutes), who, name, subjects)


CHANGES = (
    change(90, "李四", "ApproveSubmission", 9, Subject("submission", 5)),
    change(91, "李四", "ApproveSubmission", 8, Subject("submission", 6)),
    change(92, "王敏", "ReturnSubmission", 5, Subject("submission", 8)),
    change(93, "李四", "SignIn", 1),
)


#: Two weeks until the 19th: 6 came and 5 were decided each day, today 9 and 0.
DAYS = (
    *(DayCount(date(2026, 11, 6) + timedelta(days=n), 6, 5) for n in range(13)),
    DayCount(date(2026, 11, 19), 9, 0),
)


@pytest.fixture
def office() -> RecordingOffice:
    def queue(request: ReviewQueue) -> Listed[QueueRow]:
        if request.filter.deadline_near:
            return Listed((1,), (), 9, 100)
        return Listed((7,), (ROW,), 1, 100)

    return RecordingOffice(
        answers={
            OpenGrants: OpenGrantsPage((), 0, 100),
            ReviewProgress: PROGRESS,
            ReviewDays: DayCounts(DAYS, 100),
            ReviewQueue: queue,
            MonthWindows: WINDOWS,
            Notices: Listed((1,), (), 1, 100),
            Changes: ChangePage(100, "", CHANGES, (), False, NOON),
        }
    )


@pytest.fixture
def desk(qtbot: QtBot, office: RecordingOffice) -> Iterator[Desk]:
    desk = Desk(office, REVIEWER, after=100, wait_seconds=0.05)
    desk.heard(NOON)
    yield desk
    office.close()
    desk.close()


def shown(qtbot: QtBot, desk: Desk) -> HomePage:
    page = HomePage(desk, entries(desk, NO_PAPERS))
    qtbot.addWidget(page)
    page.resize(1290, 720)
    page.show()
    page.activate()
    page.setFocus()  # as Pages does when it brings a page to the front
    return page
