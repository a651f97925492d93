"""What the door says of an office that cannot be opened: a sentence, a way out, and nothing made or changed."""

import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_admin import app as starting
from desktop_admin.app.wiring import App
from desktop_admin.cli.office import office_url
from desktop_admin.contract.errors import Invalid
from desktop_admin.contract.founding import FirstRun
from desktop_admin.contract.staff import NewAccount
from desktop_admin.office.data_file import papers_folder
from desktop_admin.office.database import Database
from desktop_admin.office.direct import DirectOffice, House
from desktop_admin.office.profile import Profile, load_profile
from desktop_admin.rules.roles import Role
from desktop_admin.views.common.widgets import CommandButton
from desktop_admin.views.shell.first_run import FirstRunForm
from desktop_admin.views.shell.sign_in import SignInForm
from tests.cli.test_wrong_offices import everything, folder, letter, newer, no_office, nobody, photos


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A sound office alone in a folder."""
    file = tmp_path / "alone" / "office.sqlite3"
    file.parent.mkdir()
    with closing(DirectOffice(House(f"sqlite:///{file}", inspectors=_none))) as made:
        roles = (Role.ADMINISTRATOR, Role.CHIEF)
        made.run(FirstRun("协会", (NewAccount("王敏", roles, "kaowu-2026-ok"),)))
    return file


class Doors:
    """Opens the window on an office, as the program does."""

    def __init__(self, qtbot: QtBot, qapp: QApplication) -> None:
        self.qtbot, self._qt = qtbot, qapp
        self.apps: list[App] = []

    def open(self, read: Callable[[], Profile]) -> App:
        window = starting.paint(self._qt)
        self.qtbot.addWidget(window)
        window.show()
        app = App(self._qt, read, window)
        self.apps.append(app)
        app.open_office()
        return app

    def at(self, file: Path) -> App:
        return self.open(lambda: Profile(f"sqlite:///{file}"))

    def trouble(self, app: App) -> str:
        """What the door says once it says something."""
        self.qtbot.waitUntil(app.door.trouble.isVisible, timeout=30_000)
        assert app.door.trouble.sentence.text() == "没有打开"
        assert not app.failures.items
        return app.door.trouble.cause.text()

    def press(self, app: App, words: str) -> None:
        row = app.door.trouble.buttons
        found = [row.itemAt(n).widget() for n in range(row.count())]
        next(one for one in found if isinstance(one, CommandButton) and words in one.text()).click()

    def form(self, app: App, kind: type) -> None:
        self.qtbot.waitUntil(lambda: isinstance(app.door.stack.currentWidget(), kind), timeout=30_000)


@pytest.fixture
def doors(qtbot: QtBot, qapp: QApplication, own_home: Path) -> Iterator[Doors]:
    palette, font, hook = qapp.palette(), qapp.font(), sys.excepthook
    doors = Doors(qtbot, qapp)
    yield doors
    for app in doors.apps:
        app.close()
    sys.excepthook = hook
    qapp.setStyleSheet("")
    qapp.setPalette(palette)
    qapp.setFont(font)


def emptied(file: Path) -> None:
    """What a full disk or a bad copy leaves of an office that has papers."""
    _paper(file)
    file.write_bytes(b"")


def taken_away(file: Path) -> None:
    """The file alone was moved; its papers are still there."""
    _paper(file)
    file.unlink()


def _paper(file: Path) -> None:
    papers_folder(file).joinpath("ab").mkdir(parents=True)
    papers_folder(file).joinpath("ab", "cd").write_bytes(b"x")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (folder, "是文件夹"),
        (letter, "不是考务台的数据文件"),
        (photos, "别的程序的数据"),
        (newer, "请升级本程序"),
        (no_office, "没有单位记录"),
        (emptied, "从备份恢复"),
        (taken_away, "放回原处"),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_what_is_no_office_is_said_and_left_alone(
    doors: Doors, office: Path, wrong: Callable[[Path], None], words: str
) -> None:
    wrong(office)
    before = everything(office.parent)
    assert words in doors.trouble(doors.at(office))
    assert everything(office.parent) == before


def test_a_folder_somebody_named_is_not_made(doors: Doors, tmp_path: Path) -> None:
    place = tmp_path / "stick" / "kaowu"
    app = doors.at(place / "office.sqlite3")
    said = doors.trouble(app)
    assert str(place) in said
    assert "没有新建" in said
    assert not place.parent.exists()
    place.mkdir(parents=True)
    doors.press(app, "再试一次")
    doors.form(app, FirstRunForm)


@pytest.mark.skipif(os.name == "nt", reason="rights of another kind")
def test_a_folder_nobody_may_write_in(doors: Doors, office: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="kaowu-rights-", dir="/tmp") as room:
        for name in ("new", "there"):
            place = Path(room, name)
            place.mkdir()
            if name == "there":
                shutil.copy(office, place)
            place.chmod(0o555)
            Path(room).chmod(0o755)
            with nobody():
                said = doors.trouble(doors.at(place / "office.sqlite3"))
            assert "权限" in said or "只读" in said
            assert [one.name for one in place.iterdir()] == (["office.sqlite3"] if name == "there" else [])
            place.chmod(0o755)


def test_an_office_somebody_else_holds(doors: Doors, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Database.__init__.__kwdefaults__ is not None
    monkeypatch.setitem(Database.__init__.__kwdefaults__, "busy_seconds", 0.1)
    with closing(sqlite3.connect(office, isolation_level=None)) as other:
        other.execute("pragma locking_mode=exclusive")
        other.execute("begin exclusive")
        app = doors.at(office)
        assert "占用" in doors.trouble(app)
        other.execute("rollback")
    doors.press(app, "再试一次")
    doors.form(app, SignInForm)


def test_settings_that_cannot_be_read_open_nothing_by_guess(
    doors: Doors, office: Path, tmp_path: Path
) -> None:
    settings = tmp_path / "profile.toml"
    settings.write_text(f'office = "sqlite:///{office}', encoding="utf-8")
    app = doors.open(lambda: load_profile(tmp_path, tmp_path / "data", {}))
    said = doors.trouble(app)
    assert "profile.toml" in said
    assert "请" in said
    assert not (tmp_path / "data").exists()
    settings.write_text(f'office = "sqlite:///{office}"', encoding="utf-8")
    doors.press(app, "再试一次")
    doors.form(app, SignInForm)
    assert str(office) in app.door.place.text()


def test_the_own_file_is_offered_where_there_is_one(doors: Doors, office: Path, tmp_path: Path) -> None:
    (tmp_path / "profile.toml").write_bytes(b"office = \xff\xfe")
    app = doors.open(lambda: load_profile(tmp_path, office.parent, {}))
    doors.trouble(app)
    doors.press(app, "这次用本机文件")
    doors.form(app, SignInForm)


def test_the_command_line_opens_nothing_by_guess_either(own_home: Path) -> None:
    import argparse

    from platformdirs import PlatformDirs

    config = PlatformDirs("kaowu", appauthor=False).user_config_path
    config.mkdir(parents=True)
    (config / "profile.toml").write_text("office = ", encoding="utf-8")
    with pytest.raises(Invalid, match=r"profile\.toml"):
        office_url(argparse.Namespace())


def test_whoever_is_second_at_the_first_run_signs_in(doors: Doors, tmp_path: Path) -> None:
    file = tmp_path / "office.sqlite3"
    apps = [doors.at(file), doors.at(file)]
    for app in apps:
        doors.form(app, FirstRunForm)
    for app, name in zip(apps, ("张建国", "李卫东"), strict=True):
        form = app.door.stack.currentWidget()
        assert isinstance(form, FirstRunForm)
        form.both.setChecked(True)
        form.fields["admin_name"].setText(name)
        for key in ("admin_password", "admin_again"):
            form.fields[key].setText("build-2026-ok")
        form.submit()
        doors.form(app, SignInForm)
    late = apps[1].door.stack.currentWidget()
    assert isinstance(late, SignInForm)
    assert "已经建好" in late.explanation.text()
    assert late.fields["name"].text() == ""


def _none() -> None:
    raise AssertionError("nobody puts a paper")
