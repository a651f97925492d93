"""Before anybody is at work: sign-in, first run, first password; keys in, requests out."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_admin.contract.errors import Invalid, OfficeError, Unavailable
from desktop_admin.contract.founding import FirstRun, OfficeFacts, OfficeState
from desktop_admin.contract.journal import ChangePage, Changes
from desktop_admin.contract.office import CONTRACT
from desktop_admin.contract.sessions import ChangePassword, PasswordChange, Person, SignedIn, SignIn
from desktop_admin.contract.staff import NewAccount
from desktop_admin.rules.roles import Role
from desktop_admin.views.common.asking import Asking
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.shell.door import Door
from desktop_admin.views.shell.entrance import Entrance
from desktop_admin.views.shell.first_run import FirstRunForm
from desktop_admin.views.shell.form import DoorForm
from desktop_admin.views.shell.new_password import NewPasswordForm
from desktop_admin.views.shell.sign_in import SignInForm
from tests.views.recording import NOON, REVIEWER, RecordingOffice

ENTER = Qt.Key.Key_Return
SET_UP = OfficeState("黔南州建筑业协会", True, False, CONTRACT, CONTRACT, NOON)


class Entry:
    """The door with its flow on a recording office."""

    def __init__(self, qtbot: QtBot, theme: Theme, enter_as: tuple[str, str] | None = None) -> None:
        self.qtbot = qtbot
        self.office = RecordingOffice(answers={OfficeFacts: SET_UP})
        self.asking = Asking(self.office)
        self.door = Door(theme, "数据在共享数据库 db")
        qtbot.addWidget(self.door)
        self.entrance = Entrance(
            self.asking, self.door, theme, workstation="W1", last_name="王敏", enter_as=enter_as
        )
        self.entered: list[tuple[Person, OfficeState, ChangePage]] = []
        self.trouble: list[OfficeError] = []
        self.entrance.entered.connect(lambda *what: self.entered.append(what))
        self.entrance.trouble.connect(self.trouble.append)
        self.door.show()
        self.door.activateWindow()

    def form(self, kind: type[DoorForm]) -> DoorForm:
        self.qtbot.waitUntil(lambda: isinstance(self.door.stack.currentWidget(), kind))
        form = self.door.stack.currentWidget()
        assert isinstance(form, kind)
        return form

    def type(self, form: DoorForm, key: str, text: str) -> None:
        form.fields[key].setFocus()
        form.fields[key].clear()
        self.qtbot.keyClicks(form.fields[key], text)

    def asked(self) -> list[object]:
        return [one for one in self.office.requests() if not isinstance(one, OfficeFacts)]


@pytest.fixture
def entry(qtbot: QtBot, theme: Theme) -> Iterator[Entry]:
    entry = Entry(qtbot, theme)
    yield entry
    entry.asking.close()


def test_the_name_of_last_time_is_there_and_enter_signs_in(qtbot: QtBot, entry: Entry) -> None:
    entry.office.answers[SignIn] = SignedIn("t", REVIEWER)
    entry.entrance.begin()
    form = entry.form(SignInForm)
    qtbot.waitUntil(form.fields["password"].hasFocus)
    qtbot.keyClicks(form.fields["password"], "secret-12345")
    qtbot.keyClick(form.fields["password"], ENTER)
    qtbot.waitUntil(lambda: len(entry.entered) == 1)
    assert entry.asked() == [SignIn("王敏", "secret-12345", "W1")]
    assert Changes(0) in entry.office.asked, "where the journal stands is known before the first list"
    assert entry.entered[0][0] == REVIEWER
    assert form.fields["password"].text() == ""


def test_wrong_password_is_a_sentence_and_the_field_is_ready_again(qtbot: QtBot, entry: Entry) -> None:
    until = datetime(2026, 11, 19, 3, 0, tzinfo=UTC)
    entry.office.answers[SignIn] = SignedIn(None, None, "错了 5 次，账号已锁定。", until)
    entry.entrance.begin()
    form = entry.form(SignInForm)
    entry.type(form, "password", "wrong")
    qtbot.keyClick(form.fields["password"], ENTER)
    qtbot.waitUntil(lambda: form.problem.text() == "错了 5 次，账号已锁定。")
    assert form.fields["password"].hasFocus()
    assert form.fields["password"].selectedText()
    assert entry.entered == []


def test_empty_fields_are_named_without_asking(qtbot: QtBot, entry: Entry) -> None:
    entry.entrance.begin()
    form = entry.form(SignInForm)
    form.send.click()
    assert form.fields["password"].accessibleDescription() == "请输入密码。"
    assert entry.asked() == []


def test_caps_lock_is_noticed_from_what_is_typed(qtbot: QtBot, entry: Entry) -> None:
    entry.entrance.begin()
    form = entry.form(SignInForm)
    field = form.fields["password"]
    shift = Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(field, "a")
    assert form.caps.isHidden()
    qtbot.keyClick(field, "A", shift)
    assert form.caps.isHidden()
    qtbot.keyClick(field, "A")
    assert not form.caps.isHidden()


def test_first_password_must_be_changed_before_work(qtbot: QtBot, entry: Entry) -> None:
    newcomer = Person(3, "李四", (Role.REVIEWER,), must_change=True)
    entry.office.answers[ChangePassword] = PasswordChange(True)
    entry.office.answers[SignIn] = SignedIn("t", newcomer)
    entry.entrance.begin()
    form = entry.form(SignInForm)
    entry.type(form, "password", "first-12345")
    qtbot.keyClick(form.fields["password"], ENTER)
    change = entry.form(NewPasswordForm)
    entry.type(change, "new", "my-own-2026")
    entry.type(change, "again", "my-own-2027")
    qtbot.keyClick(change.fields["again"], ENTER)
    assert change.fields["again"].accessibleDescription() == "两次输入的不一样。"
    assert len(entry.asked()) == 1
    entry.type(change, "again", "my-own-2026")
    qtbot.keyClick(change.fields["again"], ENTER)
    qtbot.waitUntil(lambda: len(entry.entered) == 1)
    assert entry.asked()[1] == ChangePassword("first-12345", "my-own-2026")


def test_first_run_makes_an_administrator_and_a_chief(qtbot: QtBot, entry: Entry) -> None:
    entry.office.answers[OfficeFacts] = OfficeState("", False, False, CONTRACT, CONTRACT, NOON)
    entry.entrance.begin()
    form = entry.form(FirstRunForm)
    for key, text in (
        ("admin_name", "guan"),
        ("admin_password", "admin-12345"),
        ("admin_again", "admin-12345"),
        ("chief_name", "zhu"),
        ("chief_password", "chief-12345"),
    ):
        entry.type(form, key, text)
    entry.office.answers[OfficeFacts] = SET_UP
    qtbot.keyClick(form.fields["chief_password"], ENTER)
    entry.form(SignInForm)
    assert entry.asked() == [
        FirstRun(
            "黔南州建筑业协会",
            (
                NewAccount("guan", (Role.ADMINISTRATOR,), "admin-12345"),
                NewAccount("zhu", (Role.CHIEF,), "chief-12345"),
            ),
        )
    ]


def test_one_person_for_both_is_told_what_it_means(qtbot: QtBot, entry: Entry) -> None:
    entry.office.answers[OfficeFacts] = OfficeState("", False, False, CONTRACT, CONTRACT, NOON)
    entry.office.answers[FirstRun] = Invalid(
        "请改正。",
        {
            "faults": [
                {"field": "accounts.0.password", "code": "too_short", "message": "密码至少 10 个字符。"}
            ]
        },
    )
    entry.entrance.begin()
    form = entry.form(FirstRunForm)
    assert isinstance(form, FirstRunForm)
    form.both.setFocus()
    qtbot.keyClick(form.both, Qt.Key.Key_Space)
    assert "没有第二个人把关" in form.meaning.text()
    assert form.meaning.isVisible()
    assert not form.fields["chief_name"].isVisible()
    for key, text in (("admin_name", "guan"), ("admin_password", "short"), ("admin_again", "short")):
        entry.type(form, key, text)
    qtbot.keyClick(form.fields["admin_again"], ENTER)
    qtbot.waitUntil(lambda: form.fields["admin_password"].accessibleDescription() == "密码至少 10 个字符。")
    both = NewAccount("guan", (Role.ADMINISTRATOR, Role.CHIEF), "short")
    assert entry.asked() == [FirstRun("黔南州建筑业协会", (both,))]


def test_enter_on_the_tick_does_what_the_button_says(qtbot: QtBot, entry: Entry) -> None:
    entry.office.answers[OfficeFacts] = OfficeState("", False, False, CONTRACT, CONTRACT, NOON)
    entry.entrance.begin()
    form = entry.form(FirstRunForm)
    assert isinstance(form, FirstRunForm)
    form.both.setFocus()
    qtbot.keyClick(form.both, Qt.Key.Key_Space)
    assert form.both.isChecked()
    qtbot.keyClick(form.both, ENTER)
    assert form.fields["admin_name"].hasFocus(), "the first empty field, as Enter in a field does"


def test_demonstration_enters_by_itself_and_a_real_office_never(qtbot: QtBot, theme: Theme) -> None:
    for demonstration, wanted in ((True, [SignIn("王敏", "demo", "W1")]), (False, [])):
        entry = Entry(qtbot, theme, enter_as=("王敏", "demo"))
        entry.office.answers[OfficeFacts] = OfficeState("x", True, demonstration, CONTRACT, CONTRACT, NOON)
        entry.office.answers[SignIn] = SignedIn("t", REVIEWER)
        entry.entrance.begin()
        entry.form(SignInForm)
        qtbot.waitUntil(lambda entry=entry, wanted=wanted: len(entry.entered) == len(wanted))
        assert entry.asked() == wanted
        entry.asking.close()


def test_an_office_of_another_version_is_trouble(qtbot: QtBot, entry: Entry) -> None:
    entry.office.answers[OfficeFacts] = OfficeState("x", True, False, CONTRACT + 1, CONTRACT + 2, NOON)
    entry.entrance.begin()
    qtbot.waitUntil(lambda: len(entry.trouble) == 1)
    assert entry.trouble[0].code == "outdated"


def test_an_office_that_does_not_answer_is_trouble(qtbot: QtBot, entry: Entry) -> None:
    entry.office.answers[OfficeFacts] = Unavailable("数据文件正被占用。")
    entry.entrance.begin()
    qtbot.waitUntil(lambda: len(entry.trouble) == 1)
    assert entry.trouble[0].message == "数据文件正被占用。"


def test_trouble_offers_ways_out_by_keyboard(qtbot: QtBot, entry: Entry) -> None:
    went: list[str] = []
    entry.door.show_trouble("没有打开", "磁盘已满。", [("再试一次", lambda: went.append("again"))])
    button = entry.door.focusWidget()
    assert button is not None
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert went == ["again"]
