"""备份 by real keys: order, watch, cancel, choose a folder, the daily plan, and what is said of each."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from desktop_admin.contract.backups import (
    BackupPlace,
    BackupPlanForm,
    Backups,
    CancelBackup,
    EditBackupPlan,
    OrderBackup,
    SetBackupFolder,
)
from desktop_admin.contract.base import Receipt, Subject
from desktop_admin.contract.errors import Conflict, Invalid
from desktop_admin.rules.roles import Role
from desktop_admin.views.admin import backup_where
from desktop_admin.views.admin.backup_words import detail_words, place_words, size_words, state_words
from desktop_admin.views.admin.backups import BackupsTab
from desktop_admin.views.admin.page import AdminPage
from tests.views.admin.conftest import HERE, MADE, K, Opened, backup_page, line
from tests.views.quiet import quiet, silent
from tests.views.recording import NOON, RecordingOffice

WAITING = replace(MADE, id=8, origin="button", who="系统管理员", state="waiting", at=NOON, finished_at=None)
RUNNING = replace(WAITING, state="running", done=10, total=100)
READING = replace(RUNNING, done=80)
DONE = replace(WAITING, state="done", finished_at=NOON)
FAILED = replace(
    DONE, state="failed", problem="备份没有做成，/mnt/stick 磁盘空间不足。请清理磁盘或另选文件夹。"
)
SERVER = BackupPlace("SRV", "/srv/backups", True, False, 10**12, "", NOON)


@pytest.fixture
def page(opened: Opened) -> AdminPage:
    made = opened(Role.ADMINISTRATOR)
    made.show_tab("backups")
    return made


def tab_of(qtbot: QtBot, page: AdminPage) -> BackupsTab:
    tab = page.tabs["backups"]
    assert isinstance(tab, BackupsTab)
    qtbot.waitUntil(lambda: tab.panel.folder.text() != "")
    for timer in tab.findChildren(QTimer, options=Qt.FindChildOption.FindDirectChildrenOnly):
        timer.setInterval(10)  # it looks again sooner
    return tab


@pytest.fixture
def tab(qtbot: QtBot, page: AdminPage) -> BackupsTab:
    return tab_of(qtbot, page)


def said(page: AdminPage) -> str:
    return page.desk.messages.text


def test_the_last_ones_and_where_they_lie(tab: BackupsTab) -> None:
    assert [tab.model.data(tab.model.index(0, place)) for place in range(4)] == [
        "昨天 12:42",
        "每日自动",
        "已核对",
        "12.4 MB",
    ]
    assert "/srv/kaowu/backups/kaowu-20261118-043000.kaowu-backup" in tab.detail.text()
    assert "日志头 288:cdcd" in tab.detail.text()
    assert "同一块硬盘" in tab.panel.folder_note.text()
    assert tab.panel.folder.text() == "/srv/kaowu/backups"
    assert not tab.strip.isVisible()


def test_ordered_by_key_and_watched_to_its_end(
    qtbot: QtBot, page: AdminPage, tab: BackupsTab, office: RecordingOffice
) -> None:
    office.answers[OrderBackup] = Receipt(101, (Subject("backup", 8),))
    office.answers[Backups] = backup_page(WAITING, MADE)
    qtbot.keyClick(page, K.Key_B)
    qtbot.waitUntil(tab.strip.isVisible)
    assert not tab.now.isEnabled()
    qtbot.keyClick(page, K.Key_B)
    office.answers[Backups] = backup_page(RUNNING, MADE)
    qtbot.waitUntil(lambda: "10%" in tab.strip.words.text())
    office.answers[Backups] = backup_page(READING, MADE)
    qtbot.waitUntil(lambda: "读回核对（80%）" in tab.strip.words.text())
    office.answers[Backups] = backup_page(DONE, MADE)
    qtbot.waitUntil(lambda: not tab.strip.isVisible())
    assert office.commands() == [OrderBackup()]
    assert "备份完成并已核对" in said(page)
    assert "读回核对无误" in tab.detail.text()
    assert tab.now.isEnabled()
    office.clear()
    quiet(qtbot, page.desk, office)
    assert silent(tab)
    assert office.requests(Backups) == [], "nothing under way, nothing asked"


def test_what_was_ordered_is_shown_also_when_an_older_list_comes_first(
    qtbot: QtBot, page: AdminPage, tab: BackupsTab, office: RecordingOffice
) -> None:
    office.answers[OrderBackup] = Receipt(101, (Subject("backup", 8),))
    office.answers[Backups] = backup_page(MADE)
    qtbot.keyClick(page, K.Key_B)
    qtbot.waitUntil(lambda: bool(office.requests(Backups)))
    tab.load()
    qtbot.waitUntil(lambda: tab.now.isEnabled())
    office.answers[Backups] = backup_page(DONE, MADE)
    tab.load()
    qtbot.waitUntil(lambda: tab.model.position_of(8) == 0)
    assert tab.model.row_at(tab.table.currentIndex().row()) == DONE
    assert "读回核对无误" in tab.detail.text()


def test_cancelled_by_key(qtbot: QtBot, page: AdminPage, tab: BackupsTab, office: RecordingOffice) -> None:
    office.answers[Backups] = backup_page(RUNNING, MADE)
    tab.load()
    qtbot.waitUntil(tab.strip.isVisible)
    qtbot.keyClick(page, K.Key_X)
    qtbot.waitUntil(lambda: office.commands() == [CancelBackup(8)])
    office.answers[Backups] = backup_page(replace(RUNNING, stopping=True))
    qtbot.waitUntil(lambda: "正在取消" in tab.strip.words.text())
    assert not tab.strip.cancel.isEnabled()
    office.answers[Backups] = backup_page(replace(DONE, state="cancelled"))
    qtbot.waitUntil(lambda: said(page) == "备份已取消")
    assert tab.detail.text() == "已取消，没有留下文件。"
    qtbot.keyClick(page, K.Key_X)
    assert len(office.commands()) == 1


def test_a_failure_is_said_with_its_way_out(
    qtbot: QtBot, page: AdminPage, tab: BackupsTab, office: RecordingOffice
) -> None:
    office.answers[OrderBackup] = Receipt(101, (Subject("backup", 8),))
    office.answers[Backups] = backup_page(FAILED, MADE)
    qtbot.keyClick(page, K.Key_B)
    qtbot.waitUntil(lambda: said(page) == "备份没有做成，请看原因")
    assert tab.detail.text().startswith(FAILED.problem)
    assert tab.detail.property("tone") == "bad"
    assert tab.now.isEnabled()


def test_two_at_once_are_refused_in_words(
    qtbot: QtBot, page: AdminPage, tab: BackupsTab, office: RecordingOffice
) -> None:
    office.answers[OrderBackup] = Conflict("已经有一份备份在做（11月19日 10:40 开始）。")
    office.answers[Backups] = backup_page(RUNNING, MADE)
    qtbot.keyClick(page, K.Key_B)
    qtbot.waitUntil(tab.problem.isVisible)
    assert "已经有一份备份" in tab.problem.text()
    qtbot.waitUntil(tab.strip.isVisible)


def test_once_somewhere_else(
    qtbot: QtBot, page: AdminPage, tab: BackupsTab, office: RecordingOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(_parent: object, title: str, begin: str) -> str:
        asked.append(begin)
        return "/mnt/stick" if len(asked) > 1 else ""

    monkeypatch.setattr(backup_where, "ask_folder", choose)
    qtbot.keyClick(page, K.Key_O)
    assert office.commands() == [], "left without choosing"
    qtbot.keyClick(page, K.Key_O)
    qtbot.waitUntil(lambda: office.commands() == [OrderBackup("/mnt/stick")])
    assert asked == ["/srv/kaowu/backups"] * 2


def test_another_folder(
    qtbot: QtBot, page: AdminPage, tab: BackupsTab, office: RecordingOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_where, "ask_folder", lambda *_: "/mnt/stick")
    looking = replace(HERE, folder="/mnt/stick", free=-1, same_disk=False)
    office.answers[Backups] = backup_page(MADE, places=(looking,))
    qtbot.keyClick(page, K.Key_F)
    qtbot.waitUntil(lambda: "正在查看" in tab.panel.folder_note.text())
    assert office.commands() == [SetBackupFolder("/mnt/stick")]
    gone = "备份文件夹 /mnt/stick 不在（移动硬盘没有接上？）。请接好，或在 系统管理 → 备份 另选文件夹。"
    office.answers[Backups] = backup_page(MADE, places=(replace(looking, problem=gone),))
    qtbot.waitUntil(lambda: tab.panel.folder_note.text() == gone)
    assert tab.panel.folder_note.property("tone") == "bad"
    office.answers[SetBackupFolder] = Invalid("请写出完整的文件夹路径。")
    qtbot.keyClick(page, K.Key_F)
    qtbot.waitUntil(tab.panel.folder_problem.isVisible)


def test_at_a_server_no_folder_is_chosen(
    qtbot: QtBot, page: AdminPage, tab: BackupsTab, office: RecordingOffice
) -> None:
    office.answers[Backups] = backup_page(MADE, places=(SERVER,))
    tab.load()
    qtbot.waitUntil(lambda: tab.panel.folder.text() == "/srv/backups（服务器 SRV）")
    assert not tab.panel.change.isVisible()
    assert not tab.elsewhere.isVisible()
    qtbot.keyClick(page, K.Key_F)
    qtbot.keyClick(page, K.Key_O)
    assert office.commands() == []


def test_the_daily_plan(qtbot: QtBot, tab: BackupsTab, office: RecordingOffice) -> None:
    minute = line(tab.panel.form, "minute")
    assert minute.text() == "12:30"
    minute.setText("25:00")
    qtbot.keyClick(minute, K.Key_Return)
    assert "12:30 这样" in tab.panel.form.fields["minute"].fault.text()
    assert office.commands() == []
    minute.setText("18：05")
    keep = line(tab.panel.form, "keep")
    keep.setText("30")
    qtbot.keyClick(keep, K.Key_Return)
    qtbot.waitUntil(
        lambda: office.commands() == [EditBackupPlan(BackupPlanForm(), BackupPlanForm(True, 1085, 30))]
    )
    daily = tab.panel.form.fields["daily"].widget
    assert isinstance(daily, QCheckBox)


def test_what_is_typed_survives_the_reading_again(
    qtbot: QtBot, tab: BackupsTab, office: RecordingOffice
) -> None:
    line(tab.panel.form, "minute").setText("18:")
    office.answers[Backups] = backup_page(FAILED, MADE)
    tab.load()
    qtbot.waitUntil(lambda: len(tab.model.rows) == 2)
    assert line(tab.panel.form, "minute").text() == "18:"


def test_none_yet(qtbot: QtBot, tab: BackupsTab, office: RecordingOffice) -> None:
    office.answers[Backups] = backup_page()
    tab.load()
    qtbot.waitUntil(lambda: tab.states.currentWidget() is tab.states.empty)


def test_words() -> None:
    lacking = replace(MADE, missing=3)
    assert state_words(lacking) == ("缺资料", "warn")
    assert "有 3 份资料的文件不在存放处" in detail_words(lacking)
    assert state_words(replace(MADE, removed=True)) == ("已清理", "info")
    assert "已按“保留份数”删除" in detail_words(replace(MADE, removed=True))
    windows = replace(MADE, folder="D:\\备份")
    assert "D:\\备份\\kaowu-" in detail_words(windows)
    assert [size_words(size) for size in (0, 1023, 1024, 13_002_342, 10**12)] == [
        *("0 B", "1023 B", "1.0 KB", "12.4 MB", "931 GB")
    ]
    assert place_words(replace(HERE, same_disk=False)) == ("还有 9.0 GB 可用。", "muted")
