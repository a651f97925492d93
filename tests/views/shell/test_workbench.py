"""The window at work: real keys in real widgets, and what the office was asked."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_admin.contract.base import Subject
from desktop_admin.contract.errors import Conflict, SignInNeeded, Unavailable
from desktop_admin.contract.journal import Change, ChangePage, CommandOutcome
from desktop_admin.contract.people import Search
from desktop_admin.contract.policy import MonthWindows, PolicyForm, PolicyRecord, PolicySettings
from desktop_admin.contract.sessions import ChangePassword, PasswordChange, Person, SignedIn, SignIn
from desktop_admin.contract.submissions import ApproveSubmission, ReviewProgress
from desktop_admin.rules.roles import Role
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.entry import PageEntry
from desktop_admin.views.common.page import Target
from desktop_admin.views.common.scroll_place import ScrollPlace
from desktop_admin.views.common.theme import Mode, Theme
from desktop_admin.views.shell.new_password import NewPasswordForm
from desktop_admin.views.shell.workbench import Workbench
from tests.views.recording import NOON, REVIEWER, RecordingOffice
from tests.views.shell.conftest import SmallPage

CONTROL = Qt.KeyboardModifier.ControlModifier


def page(bench: Workbench, key: str) -> SmallPage:
    made = bench.pages.made[key]
    assert isinstance(made, SmallPage)
    return made


def test_start_asks_each_thing_once_and_makes_one_page(bench: Workbench, office: RecordingOffice) -> None:
    asked = [type(one) for one in office.requests()]
    assert sorted(kind.__name__ for kind in asked) == ["MonthWindows", "PolicySettings", "ReviewProgress"]
    assert list(bench.pages.made) == ["home"]


def test_desks_that_the_roles_do_not_allow_are_not_on_the_rail(bench: Workbench) -> None:
    assert list(bench.rail.buttons) == ["home", "review", "people"]


def test_ctrl_and_a_number_change_the_desk(qtbot: QtBot, bench: Workbench) -> None:
    qtbot.keyClick(bench, Qt.Key.Key_2, CONTROL)
    assert bench.pages.current_key == "review"
    assert bench.rail.buttons["review"].isChecked()
    assert page(bench, "home").told == ["leave"]


def test_arrows_walk_the_rail_and_space_opens(qtbot: QtBot, bench: Workbench) -> None:
    bench.rail.buttons["home"].setFocus()
    qtbot.keyClick(bench.rail.buttons["home"], Qt.Key.Key_Down)
    assert bench.rail.buttons["review"].hasFocus()
    qtbot.keyClick(bench.rail.buttons["review"], Qt.Key.Key_Space)
    assert bench.pages.current_key == "review"


def test_enter_opens_a_desk_once_even_when_held(qtbot: QtBot, bench: Workbench) -> None:
    button = bench.rail.buttons["people"]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert bench.pages.current_key == "people"
    assert len(page(bench, "people").targets) == 1


def test_password_is_changed_over_the_work(qtbot: QtBot, bench: Workbench, office: RecordingOffice) -> None:
    office.clear()
    office.answers[ChangePassword] = PasswordChange(True)
    bench.menu.change_password.emit()
    form = bench.work.findChild(NewPasswordForm)
    assert form is not None
    assert form.fields["old"].hasFocus()
    for key, text in (("old", "old-123456"), ("new", "new-123456"), ("again", "new-123456")):
        qtbot.keyClicks(form.fields[key], text)
        qtbot.keyClick(form.fields[key], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(bench.desk.messages.text))
    assert office.commands() == [ChangePassword("old-123456", "new-123456")]
    assert bench.desk.messages.text == "密码已修改"


def test_a_menu_does_not_stand_over_the_lock(qtbot: QtBot, bench: Workbench) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    bench.lock()
    assert not other.isVisible()


def test_status_strip_says_who_where_and_until_when(qtbot: QtBot, bench: Workbench) -> None:
    strip = bench.strip
    assert strip.who.text() == "王敏 · 审核 / 主管"
    qtbot.waitUntil(lambda: strip.where.text() == "共享库 · 10:42:07 已同步")
    qtbot.waitUntil(lambda: "报名截止 22日 14:54（还有 3天 04:1" in strip.month.text())
    assert "本机时钟" in strip.offset.text()


def test_ctrl_k_finds_a_person_by_keyboard_alone(
    qtbot: QtBot, bench: Workbench, office: RecordingOffice
) -> None:
    office.clear()
    qtbot.keyClick(bench, Qt.Key.Key_K, CONTROL)
    assert bench.palette_.field.hasFocus()
    for letter in "oyzg":
        qtbot.keyClick(bench.palette_.field, letter)
    qtbot.waitUntil(lambda: [e.title for e in bench.palette_.entries] == ["oyzg阳诸葛"])
    assert office.requests() == [Search("oyzg")], "one question for the whole word, after 150 ms of quiet"
    qtbot.keyClick(bench.palette_.field, Qt.Key.Key_Return)
    assert not bench.palette_.isVisible()
    assert bench.pages.current_key == "people"
    assert page(bench, "people").targets == [Target("candidate", 7)]


def test_ctrl_k_enter_before_the_answer_opens_the_first_hit(
    qtbot: QtBot, bench: Workbench, office: RecordingOffice
) -> None:
    """Quick fingers and scanners press Enter before anything is listed."""
    qtbot.keyClick(bench, Qt.Key.Key_K, CONTROL)
    for letter in "oyzg":
        qtbot.keyClick(bench.palette_.field, letter)
    qtbot.keyClick(bench.palette_.field, Qt.Key.Key_Return)
    assert bench.palette_.isVisible()
    qtbot.waitUntil(lambda: not bench.palette_.isVisible())
    assert page(bench, "people").targets == [Target("candidate", 7)]


def test_ctrl_k_opens_pages_and_esc_gives_the_keyboard_back(qtbot: QtBot, bench: Workbench) -> None:
    field = page(bench, "home").field
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_K, CONTROL)
    assert [entry.title for entry in bench.palette_.entries][:3] == ["工作台", "资料审核", "学员单位"]
    qtbot.keyClick(bench.palette_.field, Qt.Key.Key_Escape)
    assert field.hasFocus()
    qtbot.keyClick(field, Qt.Key.Key_K, CONTROL)
    qtbot.keyClick(bench.palette_.field, Qt.Key.Key_Down)
    qtbot.keyClick(bench.palette_.field, Qt.Key.Key_Return)
    assert bench.pages.current_key == "review"


def test_f1_shows_the_keys_of_the_page_and_f1_closes(qtbot: QtBot, bench: Workbench) -> None:
    qtbot.keyClick(bench, Qt.Key.Key_F1)
    assert bench.keys_sheet.isVisible()
    assert [key.does for key in bench.keys_sheet.shown][:2] == ["通过", "查找学员、单位、资料、页面"]
    qtbot.keyClick(bench, Qt.Key.Key_F1)
    assert not bench.keys_sheet.isVisible()


def test_lock_keeps_the_draft_and_the_password_opens(
    qtbot: QtBot, bench: Workbench, office: RecordingOffice
) -> None:
    office.answers[SignIn] = SignedIn(None, None, "密码不对，还可以再试 4 次。")
    draft = page(bench, "home").field
    draft.setFocus()
    qtbot.keyClicks(draft, "half a reason")
    office.clear()
    qtbot.keyClick(draft, Qt.Key.Key_L, CONTROL)
    assert bench.is_locked
    assert not draft.isVisible()
    assert page(bench, "home").told == ["locked"]
    field = bench.lock_page.form.fields["password"]
    assert field.hasFocus()
    qtbot.keyClicks(field, "wrong")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bench.lock_page.form.problem.text() == "密码不对，还可以再试 4 次。")
    assert bench.is_locked
    office.answers[SignIn] = SignedIn("t", REVIEWER)
    qtbot.keyClicks(field, "right")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not bench.is_locked)
    assert office.requests() == [SignIn("王敏", "wrong", "W1"), SignIn("王敏", "right", "W1")]
    assert draft.text() == "half a reason"
    assert draft.hasFocus()


def test_somebody_else_cannot_unlock(qtbot: QtBot, bench: Workbench, office: RecordingOffice) -> None:
    office.answers[SignIn] = SignedIn("t", Person(9, "王敏", (Role.REVIEWER,)))
    bench.lock()
    field = bench.lock_page.form.fields["password"]
    qtbot.keyClicks(field, "right")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "另一个账号" in bench.lock_page.form.problem.text())
    assert bench.is_locked


def test_no_key_of_the_work_reaches_a_locked_window(qtbot: QtBot, bench: Workbench) -> None:
    bench.lock()
    qtbot.keyClick(bench, Qt.Key.Key_2, CONTROL)
    qtbot.keyClick(bench, Qt.Key.Key_K, CONTROL)
    assert bench.pages.current_key == "home"
    assert not bench.palette_.isVisible()


def test_idle_minutes_come_from_the_policy(qtbot: QtBot, bench: Workbench, office: RecordingOffice) -> None:
    bench.idle.set_minutes(0.001)
    qtbot.waitUntil(lambda: bench.is_locked)
    assert "自动锁定" in bench.lock_page.form.explanation.text()


def test_a_change_of_policy_is_asked_again(qtbot: QtBot, bench: Workbench, office: RecordingOffice) -> None:
    office.answers[PolicySettings] = PolicyRecord(2, replace(PolicyForm("x"), idle_lock_minutes=5))
    office.clear()
    change = Change(101, NOON, "主管", "EditPolicy", (Subject("policy", 1, 2),))
    office.tell(ChangePage(101, "", (change,), (), False, NOON))
    qtbot.waitUntil(lambda: PolicySettings() in office.requests())
    assert set(map(type, office.requests())) <= {PolicySettings, MonthWindows}


def test_the_count_follows_the_feed_until_the_page_counts_itself(
    qtbot: QtBot, bench: Workbench, office: RecordingOffice
) -> None:
    office.answers[ReviewProgress] = replace(office.answers[ReviewProgress], waiting=111)
    change = Change(101, NOON, "李四", "ApproveSubmission", (Subject("submission", 3, 2),))
    office.tell(ChangePage(101, "", (change,), (), False, NOON))
    qtbot.waitUntil(lambda: bench.rail.buttons["review"].count == 111)
    bench.show_page("review")
    page(bench, "review").count_changed.emit(7)
    assert bench.rail.buttons["review"].count == 7
    assert bench.rail.buttons["review"].accessibleName() == "资料审核，7 项待办"


def test_a_page_that_was_only_made_ahead_does_not_count_for_itself_yet(
    qtbot: QtBot, bench: Workbench, office: RecordingOffice
) -> None:
    assert bench.pages.ready("review")
    office.answers[ReviewProgress] = replace(office.answers[ReviewProgress], waiting=113)
    change = Change(101, NOON, "李四", "ApproveSubmission", (Subject("submission", 7, 2),))
    office.tell(ChangePage(101, "", (change,), (), False, NOON))
    qtbot.waitUntil(lambda: bench.rail.buttons["review"].count == 113)


def test_ended_session_locks_and_says_so(qtbot: QtBot, bench: Workbench, office: RecordingOffice) -> None:
    office.answers[ApproveSubmission] = SignInNeeded("登录已过期，请重新登录。")
    bench.desk.run(ApproveSubmission(1, 1, ()), owner=bench)
    qtbot.waitUntil(lambda: bench.is_locked)
    assert "登录已过期" in bench.lock_page.form.explanation.text()


def test_failures_stand_in_one_place_and_can_be_copied(
    qtbot: QtBot, qapp: QApplication, bench: Workbench, office: RecordingOffice
) -> None:
    office.answers[ApproveSubmission] = Conflict("已由李四于 10:03:12 通过。")
    bench.desk.run(ApproveSubmission(1, 1, ()), owner=bench)
    qtbot.waitUntil(bench.messages.problem.isVisible)
    assert bench.messages.problem.text() == "已由李四于 10:03:12 通过。"
    assert bench.strip.problems.text() == "1 个问题"
    assert not bench.failures.isVisible(), "what is read or pressed is not covered by itself"
    qtbot.keyClick(bench, Qt.Key.Key_F8)
    assert bench.failures.isVisible()
    assert not bench.messages.problem.isVisible(), "it has been read"
    bench.failures.copy.click()
    assert "[conflict] ApproveSubmission\n已由李四于 10:03:12 通过。" in qapp.clipboard().text()
    bench.failures.clear.click()
    assert not bench.failures.isVisible()
    assert not bench.strip.problems.isVisible()


def test_the_message_line_covers_nothing(qtbot: QtBot, bench: Workbench) -> None:
    before = bench.pages.geometry()
    bench.desk.messages.say("通过 · 龑䶮", undo=lambda: True, seconds=8)
    bench.desk.failures.sentence("没有打印机。")
    bench.desk.messages.say("已是最后一份")
    qtbot.waitUntil(bench.messages.problem.isVisible)
    assert bench.pages.geometry() == before
    assert bench.messages.geometry().top() >= bench.pages.geometry().bottom()
    assert bench.messages.geometry().bottom() < bench.strip.geometry().top() + 1


def test_many_failures_are_read_by_keys(qtbot: QtBot, bench: Workbench, desk: Desk) -> None:
    for number in range(15):
        desk.failures.expected(Unavailable(f"第 {number} 次没有连上共享库，稍后再试。"), "Search")
    bench.failures.put_away()
    qtbot.keyClick(bench, Qt.Key.Key_F8)
    panel = bench.failures
    qtbot.waitUntil(panel.shut.hasFocus)
    bar = panel.findChildren(ScrollPlace)[0].verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    qtbot.keyClick(panel.shut, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    qtbot.keyClick(panel.shut, Qt.Key.Key_Home)
    assert bar.value() == 0
    assert panel.shut.hasFocus()


def test_connection_lost_says_since_when_and_can_be_retried(
    qtbot: QtBot, bench: Workbench, office: RecordingOffice
) -> None:
    qtbot.waitUntil(lambda: bench.desk.synced_at is not None)
    office.tell(Unavailable("连不上共享库。"))
    qtbot.waitUntil(bench.connection.isVisible)
    assert "截至 10:42" in bench.connection.sentence.text()
    bench.connection.buttons[0].click()
    qtbot.waitUntil(lambda: not bench.connection.isVisible())


def test_theme_is_switched_and_remembered(
    qtbot: QtBot, bench: Workbench, theme: Theme, settings: QSettings
) -> None:
    bench.menu.modes[Mode.DARK].trigger()
    assert not theme.tokens.dark, "the menu goes first"
    qtbot.waitUntil(lambda: theme.tokens.dark)
    assert Theme(settings).mode is Mode.DARK
    bench.menu.modes[Mode.LIGHT].trigger()
    qtbot.waitUntil(lambda: not theme.tokens.dark)


def test_a_page_that_cannot_be_made_leaves_the_others_alone(
    qtbot: QtBot, qapp: QApplication, desk: Desk, logged_errors: list[object]
) -> None:
    def broken(ground: QWidget) -> SmallPage:
        SmallPage(desk, "资料审核", ground)
        raise ZeroDivisionError

    entries = [
        PageEntry("review", "资料审核", "clipboard-check", (), broken),
        PageEntry("people", "学员单位", "users", (), lambda ground: SmallPage(desk, "学员单位", ground)),
    ]
    bench = Workbench(desk, entries, app=qapp, place="共享库", workstation="W1")
    qtbot.addWidget(bench)
    bench.show_page("review")
    assert desk.failures.items[-1].bug
    bench.show_page("people")
    assert bench.pages.current_key == "people"
    assert len(logged_errors) == 1
    assert not any(
        begun.isVisible()
        for begun in bench.pages.findChildren(SmallPage)
        if begun.accessibleName() == "资料审核"
    )
    logged_errors.clear()


def test_everything_that_takes_the_keyboard_has_a_name(bench: Workbench) -> None:
    bench.show_page("review")
    for widget in bench.findChildren(type(bench.rail.account)):
        assert widget.accessibleName()
    for name in ("problems",):
        assert getattr(bench.strip, name).accessibleName()


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_window_paints_the_tokens_in_both_looks(
    qtbot: QtBot, qapp: QApplication, bench: Workbench, theme: Theme, mode: Mode
) -> None:
    palette, font = qapp.palette(), qapp.font()
    theme.apply(qapp)
    theme.choose(mode)
    try:
        picture = bench.grab().toImage()
        assert picture.pixelColor(38, 500).name() == theme.tokens.rail
        assert picture.pixelColor(700, bench.height() - 4).name() == theme.tokens.raised
    finally:
        qapp.setStyleSheet("")
        qapp.setPalette(palette)
        qapp.setFont(font)


def test_leaving_names_what_nobody_knows_the_fate_of(
    bench: Workbench, desk: Desk, office: RecordingOffice
) -> None:
    office.answers[CommandOutcome] = Unavailable("现在连不上服务器。")
    assert bench.unsent() == ""
    desk.unknown["x"] = "ApproveSubmission"
    assert bench.unsent() == "还不知道是否办成：审核通过。现在退出就不再核对"
