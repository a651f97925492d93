"""An administration page on an office with two accounts, two reasons, a category, a notice and a journal."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop_admin.contract.backups import BackupPage, BackupPlace, BackupPlanForm, BackupRun, Backups
from desktop_admin.contract.base import Subject
from desktop_admin.contract.catalogue import (
    Catalogue,
    CatalogueRecord,
    CategoryForm,
    CategoryRow,
    ReasonCount,
    ReasonCounts,
    ReasonForm,
    ReasonReport,
    ReasonRow,
)
from desktop_admin.contract.founding import OfficeFacts, OfficeState
from desktop_admin.contract.journal_pages import (
    JournalDetail,
    JournalEntry,
    JournalPage,
    JournalRow,
    JournalRows,
    ToldLine,
)
from desktop_admin.contract.notices import NoticeRow, Notices
from desktop_admin.contract.office import CONTRACT
from desktop_admin.contract.policy import (
    MonthWindow,
    MonthWindows,
    PolicyForm,
    PolicyRecord,
    PolicySettings,
    Windows,
)
from desktop_admin.contract.sessions import Person
from desktop_admin.contract.settings_history import SettingsChange, SettingsChanges, SettingsHistory
from desktop_admin.contract.staff import StaffForm, StaffList, StaffPage, StaffRow
from desktop_admin.rules.roles import Role
from desktop_admin.rules.windows import Cycle, registration_window
from desktop_admin.views.admin.page import AdminPage
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.fields import FieldForm
from desktop_admin.views.papers.reader import PaperReader
from tests.views.listed import answer
from tests.views.recording import NOON, RecordingOffice

K = Qt.Key
BOTH = (Role.CHIEF, Role.ADMINISTRATOR, Role.REVIEWER)
LI = StaffRow(3, 2, StaffForm("李四", (Role.REVIEWER,)), True, False, NOON - timedelta(hours=1))
WANG = StaffRow(2, 1, StaffForm("王敏", (Role.REVIEWER, Role.CHIEF)), False, False, None)
SEAL = ReasonRow(5, 1, ReasonForm("seal_missing", "未加盖单位公章", "", "", 1))
OLD = ReasonRow(6, 1, ReasonForm("old", "旧原因", "registration_form", "", 0, active=False))
CATEGORY = CategoryRow(
    9, 1, CategoryForm("A_renewal", "A", "renewal", "安全员A类延期", "A类延期", 40, True), {"x": "承诺书"}
)
POLICY = PolicyForm("黔南州建筑业协会")
FAILED = NoticeRow(
    4,
    3,
    1,
    21,
    None,
    "龙䶮",
    "approve",
    "您的资料已通过。",
    "failed",
    NOON,
    None,
    1,
    "短信通道没有应答",
    None,
)

CHANGES = tuple(
    SettingsChange(number, NOON, "王敏", "EditPolicy", (ToldLine("迟交宽限", "20 分钟", "15 分钟"),), False)
    for number in range(97, 90, -1)
)
HERE = BackupPlace("PC1", "/srv/kaowu/backups", False, True, 9 * 1024**3, "", NOON)
MADE = BackupRun(
    *(7, "daily", "", "done", NOON - timedelta(hours=22), NOON, "PC1", "/srv/kaowu/backups"),
    *("kaowu-20261118-043000.kaowu-backup", 13_002_342, "ab" * 32, 288, "cd" * 32, 119, 0, ""),
    *(0, 0, False, True, False),
)


def backup_page(*runs: BackupRun, places: tuple[BackupPlace, ...] = (HERE,), trouble: str = "") -> BackupPage:
    return BackupPage(BackupPlanForm(), runs, places, "PC1", trouble, NOON)


def windows() -> Windows:
    def month(cycle: Cycle) -> MonthWindow:
        window = registration_window(cycle)
        return MonthWindow(cycle.key, window.opens, window.closes, False, "", f"{cycle.label}报名", (), 0)

    cycle = Cycle(2026, 11)
    return Windows(month(cycle), month(cycle.next()), month(cycle).closes, NOON)


def _row(number: int) -> JournalRow:
    subjects = (Subject("submission", 22, 3), Subject("notice", 23, 1))
    return JournalRow(
        number,
        NOON,
        "李四",
        "",
        "desk",
        "PC1",
        "ApproveSubmission",
        subjects,
        "ab" * 32,
        number == 90,
        ("资料 龙䶮 的 A类延期", "通知 龙䶮 的 A类延期"),
    )


def _journal(request: JournalPage) -> JournalRows:
    if request.name:
        return JournalRows((), 0, 300, "ff")
    head = request.before - 1 if request.before else 300
    return JournalRows(tuple(_row(n) for n in range(head, max(head - request.limit, 0), -1)), 300, 300, "ff")


@pytest.fixture
def office() -> RecordingOffice:
    return RecordingOffice(
        answers={
            StaffList: StaffPage((LI, WANG), 100),
            Catalogue: CatalogueRecord((CATEGORY,), (SEAL, OLD), 100),
            ReasonReport: ReasonCounts((ReasonCount("seal_missing", "未加盖单位公章", "", 4),), 5),
            PolicySettings: PolicyRecord(1, POLICY),
            MonthWindows: windows(),
            Backups: backup_page(MADE),
            Notices: lambda request: answer(request, (FAILED,), 100),
            JournalPage: _journal,
            JournalEntry: lambda request: JournalDetail(
                _row(request.number),
                None if request.number == 90 else '{"submission_id": 22}',
                True,
                lines=(ToldLine("资料", "龙䶮 的 A类延期"),),
            ),
            SettingsHistory: SettingsChanges(CHANGES, 100),
            OfficeFacts: OfficeState("协会", True, False, CONTRACT, CONTRACT, NOON),
        }
    )


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def opened(qtbot: QtBot, office: RecordingOffice, settings: QSettings):  # type: ignore[no-untyped-def]
    """Make a page for roles; desks are closed at the end."""
    desks: list[Desk] = []

    def make(*roles: Role) -> AdminPage:
        desk = Desk(office, Person(2, "王敏", roles or BOTH), after=100)
        desk.heard(NOON)
        desks.append(desk)
        page = AdminPage(desk, cast(PaperReader, None), settings=settings)
        qtbot.addWidget(page)
        page.resize(1290, 720)
        page.show()
        page.activate()
        return page

    yield make
    office.close()
    for desk in desks:
        desk.close()


Opened = Callable[..., AdminPage]


def line(form: FieldForm, key: str) -> QLineEdit:
    widget = form.fields[key].widget
    assert isinstance(widget, QLineEdit)
    return widget
