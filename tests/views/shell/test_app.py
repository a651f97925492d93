"""The wiring: an office that opens, one that does not, and leaving in good order."""

import logging
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop_admin import app as starting
from desktop_admin.app import desks
from desktop_admin.app.wiring import App
from desktop_admin.contract.errors import Conflict, Outdated, Unavailable
from desktop_admin.contract.founding import OfficeFacts, OfficeState
from desktop_admin.contract.office import CONTRACT, Office
from desktop_admin.contract.policy import MonthWindows, PolicyForm, PolicyRecord, PolicySettings
from desktop_admin.contract.sessions import SignedIn, SignIn, SignOut
from desktop_admin.contract.submissions import AddNote, ApproveSubmission
from desktop_admin.office import connect as connecting
from desktop_admin.office.profile import Profile, load_profile, place_of
from desktop_admin.views.common.entry import PageEntry
from desktop_admin.views.common.file_dialog import make_ready
from desktop_admin.views.common.page import Page
from desktop_admin.views.shell.sign_in import SignInForm
from tests.views.recording import NOON, REVIEWER, RecordingOffice
from tests.views.shell.conftest import windows


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> RecordingOffice:
    office = RecordingOffice(
        answers={
            OfficeFacts: OfficeState("黔南州建筑业协会", True, True, CONTRACT, CONTRACT, NOON),
            SignIn: SignedIn("t", REVIEWER),
            MonthWindows: windows(),
            PolicySettings: PolicyRecord(1, PolicyForm("x")),
        }
    )

    def connect(_url: str, **_how: object) -> Office:
        return office

    monkeypatch.setattr(connecting, "connect", connect)
    monkeypatch.setattr(
        desks,
        "entries",
        lambda desk, _papers: [
            PageEntry("home", "工作台", "house", (), lambda ground: Page(desk, "x", ground))
        ],
    )
    return office


@pytest.fixture
def app(qtbot: QtBot, qapp: QApplication, own_home: Path) -> Iterator[App]:
    palette, font, hook = qapp.palette(), qapp.font(), sys.excepthook
    window = starting.paint(qapp)
    qtbot.addWidget(window)
    window.show()
    app = App(qapp, lambda: Profile("postgresql+psycopg://kaowu:secret@db.local/kaowu"), window)
    yield app
    app.close()
    sys.excepthook = hook
    qapp.setStyleSheet("")
    qapp.setPalette(palette)
    qapp.setFont(font)


def sign_in(qtbot: QtBot, app: App) -> None:
    qtbot.waitUntil(lambda: isinstance(app.door.stack.currentWidget(), SignInForm))
    form = app.door.stack.currentWidget()
    assert isinstance(form, SignInForm)
    form.fields["name"].setText("王敏")
    form.fields["password"].setText("secret-12345")
    form.submit()
    qtbot.waitUntil(lambda: app.bench is not None)


def test_from_the_window_to_work_and_out_again(qtbot: QtBot, app: App, office: RecordingOffice) -> None:
    app.open_office()
    sign_in(qtbot, app)
    assert app.bench is not None
    assert app.bench.demonstration.isVisible()
    app.window.resize(1600, 800)  # a narrow strip says less (giving_way)
    qtbot.waitUntil(lambda: app.bench and app.bench.strip.where.text() == "共享库 · 10:42:07 已同步")
    assert app.bench.strip.offset.text() == "演示时间 11月19日 10:42"
    assert app.window.windowTitle() == "黔南州建筑业协会 · 考务台"
    app.bench.menu.sign_out.emit()
    qtbot.waitUntil(lambda: isinstance(app.door.stack.currentWidget(), SignInForm) and app.bench is None)
    qtbot.waitUntil(lambda: SignOut() in office.requests())
    sign_in(qtbot, app)


def test_a_command_under_way_is_carried_out_before_anybody_else_may_sign_in(
    qtbot: QtBot, app: App, office: RecordingOffice
) -> None:
    """The office knows one session at a time: what is still queued would be done in the name of the next person."""
    app.open_office()
    sign_in(qtbot, app)
    gate = office.gates[ApproveSubmission] = threading.Event()
    assert app.desk is not None
    assert app.bench is not None
    first, second = ApproveSubmission(1, 1, ()), AddNote(1, "请核对")
    office.answers[AddNote] = Conflict("这份申请刚刚有了变化。")
    for command in (first, second):
        app.desk.run(command, owner=app.desk)
    app.bench.sign_out.emit()
    qtbot.waitUntil(lambda: first in office.requests())
    assert SignOut() not in office.requests()
    assert not isinstance(app.door.stack.currentWidget(), SignInForm)
    gate.set()
    qtbot.waitUntil(lambda: isinstance(app.door.stack.currentWidget(), SignInForm))
    asked = office.requests()
    assert asked.index(first) < asked.index(second) < asked.index(SignOut())
    form = app.door.stack.currentWidget()
    assert isinstance(form, SignInForm)
    assert "没有办成" in form.explanation.text()
    assert "这份申请刚刚有了变化。" in form.explanation.text()


def test_the_door_tells_of_what_was_under_way_once_it_is_settled(
    qtbot: QtBot, app: App, office: RecordingOffice
) -> None:
    app.open_office()
    sign_in(qtbot, app)
    gate = office.gates[ApproveSubmission] = threading.Event()
    landed: list[object] = []
    assert app.desk is not None
    assert app.bench is not None
    app.desk.farewells.append(lambda: f"{len(landed)} 通过，3 未处理。")
    app.desk.run(ApproveSubmission(1, 1, ()), owner=app.desk, done=landed.append)
    app.bench.sign_out.emit()
    gate.set()
    qtbot.waitUntil(lambda: isinstance(app.door.stack.currentWidget(), SignInForm))
    form = app.door.stack.currentWidget()
    assert isinstance(form, SignInForm)
    assert form.explanation.text() == "已退出登录。1 通过，3 未处理。"
    sign_in(qtbot, app)
    assert app.desk.farewells == []


def test_what_went_wrong_for_one_person_is_not_shown_to_the_next(
    qtbot: QtBot, app: App, office: RecordingOffice
) -> None:
    app.open_office()
    sign_in(qtbot, app)
    app.failures.expected(Conflict("已由李四通过。"), "ApproveSubmission", "龑䶮")
    assert app.bench is not None
    app.bench.sign_out.emit()
    sign_in(qtbot, app)
    assert [item.sentence for item in app.failures.items] == ["龑䶮：已由李四通过。"], "the same person's"
    assert app.bench is not None
    app.bench.sign_out.emit()
    office.answers[SignIn] = SignedIn("t", replace(REVIEWER, id=REVIEWER.id + 1, name="李四"))
    sign_in(qtbot, app)
    assert app.failures.items == ()


def test_closing_the_window_ends_the_session_and_every_thread(
    qtbot: QtBot, app: App, office: RecordingOffice
) -> None:
    app.open_office()
    sign_in(qtbot, app)
    app.window.close()
    assert office.requests()[-1] == SignOut()
    assert office.closed
    assert app.desk is not None
    assert app.desk.closed


@pytest.mark.parametrize(
    "error",
    [
        Unavailable("数据文件正被另一个程序占用，请稍后再试。"),
        Outdated("数据文件由更新的版本建立，请安装新版本。"),
        PermissionError(13, "Permission denied", "office.sqlite3"),
        OSError(28, "No space left on device"),
    ],
)
def test_a_start_that_fails_is_a_sentence_with_ways_out(
    qtbot: QtBot,
    app: App,
    office: RecordingOffice,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
) -> None:
    working = connecting.connect

    def refuse(_url: str, **_how: object) -> Office:
        raise error

    monkeypatch.setattr(connecting, "connect", refuse)
    app.open_office()
    trouble = app.door.trouble
    qtbot.waitUntil(trouble.isVisible)
    assert trouble.sentence.text() == "没有打开"
    assert "请" in trouble.cause.text()
    assert "secret" not in trouble.cause.text()
    monkeypatch.setattr(connecting, "connect", working)
    again = trouble.buttons.itemAt(0).widget()
    assert again is not None
    qtbot.waitUntil(again.hasFocus)
    qtbot.keyClick(again, " ")
    qtbot.waitUntil(lambda: isinstance(app.door.stack.currentWidget(), SignInForm))


def test_an_exception_nobody_caught_is_shown_and_the_window_stays(
    app: App, logged_errors: list[logging.LogRecord]
) -> None:
    try:
        raise ZeroDivisionError
    except ZeroDivisionError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    assert app.failures.items[-1].bug
    assert app.window.isVisible()
    assert len(logged_errors) == 1
    logged_errors.clear()


def test_no_display_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert starting.run("sqlite:///x") == 2
    assert "没有可用的图形界面" in capsys.readouterr().err


def test_what_qt_says_itself_is_chinese(app: App) -> None:
    dialog = QFileDialog(app.window)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    words = {button.text() for button in dialog.findChildren(QPushButton)}
    assert "取消" in words
    assert any("打开" in one for one in words)
    make_ready(dialog)
    labels = {label.text() for label in dialog.findChildren(QLabel) if label.text()}
    assert {"位置(&L)：", "文件名(&N)：", "类型(&T)："} <= labels
    assert all(any("\u4e00" <= sign <= "\u9fff" for sign in label) for label in labels)


def test_which_office_is_opened(tmp_path: Path) -> None:
    default = f"sqlite:///{(tmp_path / 'office.sqlite3').as_posix()}"
    assert load_profile(tmp_path, tmp_path, {}).office == default
    (tmp_path / "profile.toml").write_text('office = "https://kaowu.example"\n', encoding="utf-8")
    assert load_profile(tmp_path, tmp_path, {}).office == "https://kaowu.example"
    assert load_profile(tmp_path, tmp_path, {"KAOWU_OFFICE": "sqlite:///a"}).office == "sqlite:///a"
    assert (
        load_profile(tmp_path, tmp_path, {"KAOWU_OFFICE": "sqlite:///a"}, "sqlite:///b").office
        == "sqlite:///b"
    )
    for damaged in ("office = ", "other = 1\n"):
        (tmp_path / "profile.toml").write_text(damaged, encoding="utf-8")
        found = load_profile(tmp_path, tmp_path, {})
        assert (found.office, found.own) == ("", "")
        assert "profile.toml" in found.problem
    (tmp_path / "office.sqlite3").touch()
    assert load_profile(tmp_path, tmp_path, {}).own == default


@pytest.mark.parametrize(
    ("address", "words", "part"),
    [
        ("sqlite:////data/office.sqlite3", "本机文件", "/data/office.sqlite3"),
        ("postgresql+psycopg://kaowu:secret@db.local/kaowu", "共享库", "db.local/kaowu"),
        ("https://kaowu.example/office", "服务器", "kaowu.example"),
    ],
)
def test_where_the_data_is_in_words_and_never_a_password(address: str, words: str, part: str) -> None:
    place = place_of(address)
    assert place.words == words
    assert part in place.sentence
    assert "secret" not in place.sentence
