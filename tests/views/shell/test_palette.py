"""Ctrl+K: pages, what is inside them and commands, by name and by pinyin, and what was found, by real keys."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_admin.app.desks import entries
from desktop_admin.contract.people import Hit, Hits, Search
from desktop_admin.contract.sessions import Person
from desktop_admin.rules.roles import Role
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.page import Target
from desktop_admin.views.common.spelling import Fit, fit
from desktop_admin.views.common.theme import Mode
from desktop_admin.views.shell.offers import pages_of, places_of
from desktop_admin.views.shell.workbench import Workbench
from tests.source import PACKAGE
from tests.views.recording import RecordingOffice
from tests.views.shell.conftest import SmallPage

CONTROL = Qt.KeyboardModifier.ControlModifier


def typed(qtbot: QtBot, bench: Workbench, text: str) -> list[str]:
    """Ctrl+K, these signs, and what is listed once nothing is looked for any more."""
    qtbot.keyClick(bench, Qt.Key.Key_K, CONTROL)
    palette = bench.palette_
    if text.isascii():
        qtbot.keyClicks(palette.field, text)
    else:  # as an input method hands over what it made
        for sign in text:
            key = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, sign)
            QApplication.sendEvent(palette.field, key)
    qtbot.waitUntil(lambda: "正在查找" not in palette.note.text())
    return [entry.title for entry in palette.entries]


def enter(qtbot: QtBot, bench: Workbench) -> None:
    qtbot.keyClick(bench.palette_.field, Qt.Key.Key_Return)


def small(bench: Workbench, key: str) -> SmallPage:
    made = bench.pages.made[key]
    assert isinstance(made, SmallPage)
    return made


@pytest.mark.parametrize(
    ("words", "title", "wanted"),
    [
        ("rizhi", "操作日志", Fit.STRONG),
        ("caozuori", "操作日志", Fit.STRONG),
        ("rizh", "操作日志", Fit.WEAK),
        ("rz", "操作日志", Fit.WEAK),
        ("rzhi", "操作日志", Fit.WEAK),
        ("日志", "操作日志", Fit.STRONG),
        ("志", "操作日志", Fit.WEAK),
        ("RI ZHI", "操作日志", Fit.STRONG),
        ("shezhi", "设置", Fit.STRONG),
        ("sz", "设置", Fit.WEAK),
        ("chongfu", "重复登记", Fit.STRONG),
        ("li", "系统管理", Fit.WEAK),
        ("rizhis", "操作日志", Fit.NONE),
        ("王敏", "操作日志", Fit.NONE),
        ("1234", "操作日志", Fit.NONE),
    ],
)
def test_titles_are_found_as_they_are_read(words: str, title: str, wanted: Fit) -> None:
    assert fit(words, title) is wanted


@pytest.mark.parametrize("words", ["rizhi", "日志", "czrz"])
def test_a_sub_page_is_found_and_opened(qtbot: QtBot, bench: Workbench, words: str) -> None:
    assert "操作日志" in typed(qtbot, bench, words)
    while bench.palette_.entries[bench.palette_.list.currentIndex().row()].title != "操作日志":
        qtbot.keyClick(bench.palette_.field, Qt.Key.Key_Down)
    enter(qtbot, bench)
    assert bench.pages.current_key == "people"
    assert small(bench, "people").targets == [Target("filter", data=("journal", ""))]
    assert small(bench, "people").begun == []


def test_a_command_is_begun_on_its_page(qtbot: QtBot, bench: Workbench) -> None:
    assert typed(qtbot, bench, "dengjixueyuan")[0] == "登记学员"
    assert bench.palette_.entries[0].subtitle == "学员单位 · N"
    enter(qtbot, bench)
    assert bench.pages.current_key == "people"
    assert small(bench, "people").begun == ["register_person"]


def test_what_the_roles_do_not_allow_is_not_offered(qtbot: QtBot, bench: Workbench) -> None:
    assert "新建账号" not in typed(qtbot, bench, "")
    qtbot.keyClick(bench.palette_.field, Qt.Key.Key_Escape)
    assert "新建账号" not in typed(qtbot, bench, "zhanghao")


def test_the_window_locks_and_changes_its_look_from_there(qtbot: QtBot, bench: Workbench) -> None:
    assert typed(qtbot, bench, "shense")[0] == "外观：深色"
    enter(qtbot, bench)
    qtbot.waitUntil(lambda: bench.desk.theme.mode is Mode.DARK)
    assert typed(qtbot, bench, "suoding")[0] == "锁定"
    enter(qtbot, bench)
    assert bench.is_locked


def test_initials_are_listed_below_the_people_they_may_mean(qtbot: QtBot, bench: Workbench) -> None:
    """Whoever types two letters and Enter means the person; the list does not change under the finger."""
    qtbot.keyClick(bench, Qt.Key.Key_K, CONTROL)
    qtbot.keyClicks(bench.palette_.field, "rz")
    assert bench.palette_.entries == ()
    enter(qtbot, bench)
    qtbot.waitUntil(lambda: not bench.palette_.isVisible())
    assert small(bench, "people").targets == [Target("candidate", 7)]
    assert typed(qtbot, bench, "rz") == ["rz阳诸葛", "操作日志"]


def test_an_empty_field_shows_where_one_was_lately(qtbot: QtBot, bench: Workbench) -> None:
    typed(qtbot, bench, "oyzg")
    enter(qtbot, bench)
    typed(qtbot, bench, "rizhi")
    enter(qtbot, bench)
    titles = typed(qtbot, bench, "")
    assert titles[:3] == ["操作日志", "oyzg阳诸葛", "工作台"]
    assert [entry.kind for entry in bench.palette_.entries[:3]] == ["最近", "最近", "页面"]
    assert titles.count("操作日志") == 1
    qtbot.keyClick(bench.palette_.field, Qt.Key.Key_Down)
    enter(qtbot, bench)
    assert small(bench, "people").targets[-1] == Target("candidate", 7)
    assert typed(qtbot, bench, "")[:2] == ["oyzg阳诸葛", "操作日志"]


def test_what_no_desk_of_this_person_shows_is_not_listed(
    qtbot: QtBot, bench: Workbench, office: RecordingOffice
) -> None:
    office.answers[Search] = Hits((Hit("submission", 128, "龑䶮", "B类延期 待审核"),), 1)
    assert typed(qtbot, bench, "#128") == []
    assert bench.palette_.note.text().startswith("没有找到“#128”")


@pytest.fixture
def administrators(qtbot: QtBot, qapp: QApplication, office: RecordingOffice) -> Iterator[Workbench]:
    desk = Desk(office, Person(9, "系统管理员", (Role.ADMINISTRATOR,)), after=100, wait_seconds=0.05)
    shown = [entry for entry in entries(desk, None) if entry.key != "home"]  # type: ignore[arg-type]
    bench = Workbench(desk, shown, app=qapp, place="共享库", workstation="W1")
    qtbot.addWidget(bench)
    bench.resize(1290, 768)
    bench.show()
    qtbot.waitExposed(bench)
    yield bench
    office.close()
    desk.close()


def test_an_administrator_finds_pages_and_commands(
    qtbot: QtBot, administrators: Workbench, office: RecordingOffice
) -> None:
    bench = administrators
    assert {"系统管理", "人员与角色", "备份", "操作日志", "新建账号", "立即备份", "锁定"} <= set(
        typed(qtbot, bench, "")
    )
    assert "学员" not in bench.palette_.field.placeholderText()
    qtbot.keyClicks(bench.palette_.field, "rizhi")
    assert [entry.title for entry in bench.palette_.entries][:1] == ["操作日志"]
    qtbot.keyClick(bench.palette_.field, Qt.Key.Key_A, CONTROL)
    qtbot.keyClicks(bench.palette_.field, "wangmin")
    assert bench.palette_.entries == ()
    assert "没有找到“wangmin”" in bench.palette_.note.text()
    assert not office.requests(Search)


def test_each_desk_tells_its_own_places(desk: Desk) -> None:
    told = entries(desk, None)  # type: ignore[arg-type]
    titles = [entry.title for entry in places_of(desk, told)]
    assert {"操作日志", "设置", "退回原因", "通知", "登记学员", "已决的资料", "临近截止的资料"} <= set(titles)
    assert "新建账号" not in titles, "the chief is no administrator"
    assert len(titles) == len(set(titles))
    assert not set(titles) & {entry.title for entry in pages_of(told)}


def test_the_palette_names_no_desk(desk: Desk) -> None:
    keys = [entry.key for entry in entries(desk, None)]  # type: ignore[arg-type]
    for file in ("palette.py", "palette_list.py", "offers.py"):
        text = (PACKAGE / "views" / "shell" / file).read_text(encoding="utf-8")
        assert not [key for key in keys if f'"{key}"' in text], file
