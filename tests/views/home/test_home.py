"""The home page: only true data, cards that lead to the filtered lists, colleagues in words."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_admin.app.desks import entries
from desktop_admin.contract.backups import BackupPage, BackupPlanForm, Backups
from desktop_admin.contract.base import Listed, Subject
from desktop_admin.contract.errors import Unavailable
from desktop_admin.contract.grants import AcknowledgeGrants, Grant, OpenGrants, OpenGrantsPage
from desktop_admin.contract.journal import Change, ChangePage, Changes
from desktop_admin.contract.notices import Notices
from desktop_admin.contract.people import PeopleList
from desktop_admin.contract.policy import MonthWindows
from desktop_admin.contract.sessions import Person
from desktop_admin.contract.staff import StaffForm, StaffList, StaffPage, StaffRow
from desktop_admin.contract.submissions import (
    QueueFilter,
    QueueView,
    ReviewDays,
    ReviewProgress,
    ReviewQueue,
)
from desktop_admin.rules.grants import GrantWay
from desktop_admin.rules.roles import Role
from desktop_admin.rules.windows import registration_window
from desktop_admin.views.admin.home.accounts import AccountsNumber
from desktop_admin.views.admin.home.backups import BackupTrouble
from desktop_admin.views.admin.home.grants import Grants
from desktop_admin.views.admin.home.notices import FailedNotices
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.page import Target
from desktop_admin.views.home.colleagues import Colleagues
from desktop_admin.views.home.happened import happenings
from desktop_admin.views.home.month import Month
from desktop_admin.views.people.home import PeopleNumber
from desktop_admin.views.review.home.days import Days
from desktop_admin.views.review.home.numbers import QueueNumbers
from desktop_admin.views.review.home.oldest import Oldest
from tests.hostile_names import HOSTILE
from tests.views.home.conftest import CHANGES, NOVEMBER, ROW, WINDOWS, change, shown
from tests.views.recording import NOON, RecordingOffice


def test_a_deed_names_the_thing_where_the_office_names_it() -> None:
    changes = [
        replace(
            change(10, "李四", "ApproveSubmission", 9, Subject("submission", 5)), about="龑䶮 的 B类延期"
        ),
        replace(change(11, "李四", "RevokeDecision", 8, Subject("submission", 5)), about="龑䶮 的 B类延期"),
        replace(change(12, "李四", "ConfirmSpotCheck", 7, Subject("submission", 5)), about="龑䶮 的 B类延期"),
        replace(change(13, "王敏", "EditCandidate", 6, Subject("candidate", 5)), about="学员 韦德福"),
        change(14, "李四", "ReturnSubmission", 5, Subject("submission", 5)),
        change(15, "李四", "EditPolicy", 4, Subject("policy", 1)),
    ]
    assert [(one.who, one.what) for one in happenings(changes)] == [
        ("李四", "修改了设置"),
        ("李四", "退回了一份资料"),
        ("王敏", "修改了学员 韦德福 的信息"),
        ("李四", "抽查了 龑䶮 的 B类延期，无误"),
        ("李四", "撤销了 龑䶮 的 B类延期 的审核"),
        ("李四", "通过了 龑䶮 的 B类延期"),
    ]


def test_cards_say_what_is_waiting(qtbot: QtBot, desk: Desk, office: RecordingOffice) -> None:
    page = shown(qtbot, desk)
    qtbot.waitUntil(
        lambda: (
            page.part(QueueNumbers).waiting.number.text() == "112"
            and "9 份临近截止" in page.part(QueueNumbers).waiting.below.text()
        )
    )
    assert page.part(QueueNumbers).waiting.badge.text() == "最久 2天3小时"
    assert page.part(QueueNumbers).waiting.below.text() == "2 份需复审 · 9 份临近截止 · 4 份重新提交"
    qtbot.waitUntil(lambda: page.part(QueueNumbers).border.number.text() == "5")
    assert page.part(QueueNumbers).border.below.text() == "边界 3 份 · 抽查 0 份 · 搁置 2 份"
    qtbot.waitUntil(lambda: page.part(FailedNotices).card.number.text() == "1")
    assert page.title.text() == "上午好，王敏"
    assert "今日已审 47 份，其中您 12 份" in page.subtitle.text()
    assert not any(isinstance(part, AccountsNumber) for part in page.parts)
    assert Notices(state="failed", limit=1) in office.requests()


def test_countdown_warns_of_a_day_off(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk)
    qtbot.waitUntil(lambda: page.part(Month).deadline.number.text().startswith("3天 06:"))
    assert page.part(Month).deadline.below.text() == "11月22日（周日）17:00 · 休息日，须值班"
    assert page.part(Month).warning.text() == "1 条提醒"


def test_after_the_close_the_next_one_counts(qtbot: QtBot, desk: Desk, office: RecordingOffice) -> None:
    late = registration_window(NOVEMBER).closes + timedelta(hours=1)
    december = registration_window(NOVEMBER.next())
    office.answers[MonthWindows] = replace(WINDOWS, next_close=december.closes, now=late)
    page = shown(qtbot, desk)
    qtbot.waitUntil(lambda: page.part(Month).deadline.below.text() == "12月1日（周二）09:00")
    assert page.part(Month).deadline.word.text() == "距报名开放"


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        (Qt.Key.Key_1, ("review", Target("filter", data=QueueFilter()))),
        (Qt.Key.Key_2, ("review", Target("filter", data=QueueFilter(deadline_near=True)))),
        (Qt.Key.Key_3, ("review", Target("filter", data=QueueFilter(view=QueueView.BORDER)))),
        (Qt.Key.Key_4, ("admin", Target("filter", data=("notices", "failed")))),
    ],
)
def test_digits_open_the_filtered_lists(
    qtbot: QtBot, desk: Desk, key: Qt.Key, wanted: tuple[str, Target]
) -> None:
    page = shown(qtbot, desk)
    qtbot.waitUntil(lambda: page.part(QueueNumbers).border.number.text() == "5")
    with qtbot.waitSignal(page.jump) as caught:
        qtbot.keyClick(page, key)
    assert tuple(caught.args) == wanted


def test_enter_on_a_card_and_on_a_line_opens(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk)
    qtbot.waitUntil(lambda: len(page.part(Oldest).lines.buttons) == 1)
    with qtbot.waitSignal(page.jump) as caught:
        qtbot.keyClick(page.part(QueueNumbers).waiting, Qt.Key.Key_Return)
    assert caught.args == ["review", Target("filter", data=QueueFilter())]
    with qtbot.waitSignal(page.jump) as caught:
        qtbot.keyClick(page.part(Oldest).lines.buttons[0], Qt.Key.Key_Space)
    assert caught.args == ["review", Target("submission", 7)]


def test_a_failed_number_is_not_an_old_number(qtbot: QtBot, desk: Desk, office: RecordingOffice) -> None:
    page = shown(qtbot, desk)
    qtbot.waitUntil(lambda: page.part(QueueNumbers).waiting.number.text() == "112")
    office.answers[ReviewProgress] = Unavailable("数据文件被占用，请稍后再试。")
    qtbot.keyClick(page, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: page.part(QueueNumbers).waiting.number.text() == "–")
    assert page.part(QueueNumbers).waiting.below.text() == "数据文件被占用，请稍后再试。"


def test_colleagues_in_words_and_live(qtbot: QtBot, desk: Desk, office: RecordingOffice) -> None:
    page = shown(qtbot, desk)
    qtbot.waitUntil(lambda: len(page.part(Colleagues).lines.buttons) == 1)
    assert page.part(Colleagues).lines.buttons[0].accessibleName() == "10:34 李四 通过了 2 份资料"
    assert [button.accessibleName() for button in page.part(Colleagues).own.buttons] == [
        "10:37 退回了一份资料"
    ]
    assert page.part(Colleagues).own_title.isVisible()
    assert Changes(0) in office.requests(Changes)
    new = change(101, "李四", "RegisterCompany", 0, Subject("company", 3))
    desk.changed.emit(ChangePage(101, "", (new,), (), False, NOON))
    assert page.part(Colleagues).lines.buttons[0].accessibleName() == "10:42 李四 登记了一个单位"


def test_only_neighbouring_deeds_are_counted_together() -> None:
    changes = [change(n, "李四", "ApproveSubmission", 400 - n * 40) for n in range(1, 4)]
    assert [one.count for one in happenings(changes)] == [1, 1, 1]
    assert happenings([change(1, "", "SignIn", 0)]) == []


def _backups(trouble: str) -> BackupPage:
    return BackupPage(BackupPlanForm(), (), (), "PC1", trouble, NOON)


def test_a_backup_that_failed_is_said_until_one_succeeds(qtbot: QtBot, office: RecordingOffice) -> None:
    trouble = "11月19日 12:30 的备份没有做成：备份没有做成，/mnt/stick 磁盘空间不足。请清理磁盘或另选文件夹。"
    office.answers[StaffList] = StaffPage((), 100)
    office.answers[Backups] = _backups(trouble)
    desk = Desk(office, Person(9, "管理员", (Role.ADMINISTRATOR,)), after=100)
    desk.heard(NOON)
    page = shown(qtbot, desk)
    qtbot.waitUntil(page.part(BackupTrouble).banner.isVisible)
    assert page.part(BackupTrouble).banner.sentence.text() == trouble
    page.resize(900, 640)
    assert page.width() == 900, "a long sentence takes another line, the window does not grow"
    with qtbot.waitSignal(page.jump) as led:
        qtbot.keyClick(page.part(BackupTrouble).banner.buttons[0], Qt.Key.Key_Return)
    assert led.args == ["admin", Target("filter", data=("backups", ""))]
    office.answers[Backups] = _backups("")
    made = Change(101, NOON, "", "RecordBackup", (Subject("backup", 3),))
    desk.changed.emit(ChangePage(101, "", (made,), (), False, NOON))
    qtbot.waitUntil(lambda: not page.part(BackupTrouble).banner.isVisible())
    office.close()
    desk.close()


def test_an_administrator_sees_accounts_and_no_business(qtbot: QtBot, office: RecordingOffice) -> None:
    rows = (
        StaffRow(1, 1, StaffForm("李四", (Role.REVIEWER,)), True, False, None),
        StaffRow(2, 1, StaffForm("钱多", (Role.FINANCE,), active=False), False, True, None),
    )
    office.answers[StaffList] = StaffPage(rows, 100)
    office.answers[Backups] = _backups("")
    desk = Desk(office, Person(9, "管理员", (Role.ADMINISTRATOR,)), after=100)
    desk.heard(NOON)
    page = shown(qtbot, desk)
    qtbot.waitUntil(lambda: page.part(AccountsNumber).card.number.text() == "1")
    assert page.part(AccountsNumber).card.below.text() == "1 个有人在试密码"
    asked: set[Any] = {type(one) for one in office.requests()}
    assert asked == {MonthWindows, StaffList, Backups}
    assert page.numbers() == [page.part(Month).deadline, page.part(AccountsNumber).card]
    assert not page.part(BackupTrouble).banner.isVisible(), "all is well: nothing is said"
    office.close()
    desk.close()


def _grant(
    number: int, way: GrantWay = GrantWay.OWN, *, mine: bool = True, giver: str = "系统管理员"
) -> Grant:
    at = NOON - timedelta(minutes=number)
    return Grant(number, at, giver, "王敏", way, (Role.CHIEF, Role.FINANCE), mine, not mine)


def test_rights_handed_out_stand_on_the_chiefs_page_until_they_are_acknowledged(
    qtbot: QtBot, office: RecordingOffice, desk: Desk
) -> None:
    """What is acknowledged is what stood on the screen, and of that only what one may."""
    grants = (_grant(7), _grant(6, GrantWay.RESET, mine=False), _grant(5, GrantWay.MADE))
    more = tuple(_grant(number, GrantWay.RAISED) for number in (4, 3, 2))
    office.answers[OpenGrants] = OpenGrantsPage(grants + more, 6, 100)
    page = shown(qtbot, desk)
    card = page.part(Grants)
    qtbot.waitUntil(card.card.isVisible)
    assert card.texts()[:3] == [
        "今天 10:35　系统管理员 给自己加了权限：主管、财务",
        "今天 10:36　系统管理员 重置了 王敏 的密码，账号权限：主管、财务",
        "今天 10:37　系统管理员 新建了账号 王敏：主管、财务",
    ]
    assert len(card.texts()) == 5
    assert "另一位主管" in card.note.text()
    assert "另有 1 条" in card.note.text()
    assert not card.seen.hasFocus()
    office.answers[OpenGrants] = OpenGrantsPage((), 0, 101)
    card.seen.click()
    card.seen.click()
    qtbot.waitUntil(card.card.isHidden)
    assert office.commands() == [AcknowledgeGrants((7, 5, 4, 3))]


def test_a_grant_heard_of_in_the_feed_is_asked_for(qtbot: QtBot, office: RecordingOffice, desk: Desk) -> None:
    page = shown(qtbot, desk)
    qtbot.waitUntil(lambda: len(office.requests(OpenGrants)) == 1)
    office.answers[OpenGrants] = OpenGrantsPage((_grant(1),), 1, 101)
    news = change(101, "系统管理员", "EditStaff", 0, Subject("staff", 1), Subject("grant", 1))
    desk.changed.emit(ChangePage(101, "", (news,), (), False, NOON))
    qtbot.waitUntil(page.part(Grants).card.isVisible)


def test_of_what_concerns_oneself_nothing_can_be_acknowledged(
    qtbot: QtBot, office: RecordingOffice, desk: Desk
) -> None:
    office.answers[OpenGrants] = OpenGrantsPage((_grant(1, mine=False),), 1, 100)
    card = shown(qtbot, desk).part(Grants)
    qtbot.waitUntil(card.card.isVisible)
    assert not card.seen.isEnabled()


def test_an_auditor_is_shown_what_no_chief_is_left_to_see(qtbot: QtBot, office: RecordingOffice) -> None:
    office.answers[OpenGrants] = OpenGrantsPage((_grant(1, mine=False),), 1, 100)
    desk = Desk(office, Person(9, "审计", (Role.AUDITOR,)), after=100)
    desk.heard(NOON)
    card = shown(qtbot, desk).part(Grants)
    qtbot.waitUntil(card.card.isVisible)
    assert not card.seen.isVisible()
    assert "没有别的主管" in card.note.text()
    office.close()
    desk.close()


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_giver_called_like_markup_is_shown_as_text(
    qtbot: QtBot, office: RecordingOffice, desk: Desk, name: str
) -> None:
    office.answers[OpenGrants] = OpenGrantsPage((_grant(1, giver=name),), 1, 100)
    page = shown(qtbot, desk)
    width = page.minimumSizeHint().width()
    qtbot.waitUntil(page.part(Grants).card.isVisible)
    labels = [one for one in page.part(Grants).card.findChildren(QLabel) if one.text()]
    assert all(one.textFormat() == Qt.TextFormat.PlainText for one in labels)
    assert page.minimumSizeHint().width() == width


def test_two_weeks_are_drawn_and_told(qtbot: QtBot, desk: Desk, office: RecordingOffice) -> None:
    page = shown(qtbot, desk)
    qtbot.waitUntil(lambda: bool(page.part(Days).chart.days))
    assert page.part(Days).note.text() == "提交 87 次，审结 65 份"
    assert page.part(Days).chart.accessibleName().endswith("11月18日 提交 6，审结 5；11月19日 提交 9，审结 0")
    picture = page.part(Days).chart.grab().toImage()
    colours = {
        picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())
    }
    assert {desk.theme.colour("accent").name(), desk.theme.colour("ok").name()} <= colours
    office.answers[ReviewDays] = Unavailable("数据文件被占用，请稍后再试。")
    qtbot.keyClick(page, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: page.part(Days).note.text() == "数据文件被占用，请稍后再试。")
    assert page.part(Days).chart.days == (), "old bars would be taken for new ones"


def test_the_lists_are_as_long_as_the_window_has_room_for(
    qtbot: QtBot, desk: Desk, office: RecordingOffice
) -> None:
    rows = tuple(replace(ROW, id=number) for number in range(1, 31))
    office.answers[ReviewQueue] = lambda request: Listed(
        tuple(row.id for row in rows), rows[: request.limit], 30, 100
    )
    page = shown(qtbot, desk)
    qtbot.waitUntil(lambda: len(page.part(Oldest).lines.buttons) >= 6)
    page.resize(1290, 400)
    qtbot.waitUntil(lambda: len(page.part(Oldest).lines.buttons) == 6)
    bar = page.layout_.place.verticalScrollBar()
    before = 6
    for height in (740, 900, 1020):
        page.resize(1290, height)
        qtbot.waitUntil(lambda before=before: len(page.part(Oldest).lines.buttons) > before)  # type: ignore[misc]
        qtbot.waitUntil(lambda: bar.maximum() == 0)
        before = len(page.part(Oldest).lines.buttons)
    page.resize(1290, 2000)
    qtbot.waitUntil(lambda: len(page.part(Oldest).lines.buttons) == 20)


def test_who_is_chief_and_administrator_has_every_card_whole_in_a_narrow_window(
    qtbot: QtBot, office: RecordingOffice
) -> None:
    """1024 pixels less the rail: five numbers stand in two lines, and nothing lies beyond the edge."""
    office.answers[StaffList] = StaffPage((), 100)
    office.answers[Backups] = _backups("")
    desk = Desk(office, Person(9, "张建国", (Role.CHIEF, Role.ADMINISTRATOR)), after=100)
    desk.heard(NOON)
    page = shown(qtbot, desk)
    qtbot.waitUntil(lambda: len(page.numbers()) == 5)
    order, place = page.numbers(), page.layout_.place
    for width, lines in ((948, 2), (640, 2), (1290, 1)):
        page.resize(width, 640)
        qtbot.waitUntil(lambda lines=lines: len({card.y() for card in order}) == lines)  # type: ignore[misc]
        qtbot.waitUntil(lambda: place.widget().width() <= place.viewport().width())
        assert all(card.geometry().right() < place.viewport().width() for card in order)
        assert sorted(order, key=lambda card: (card.y(), card.x())) == order, "in the order of the digits"
    office.close()
    desk.close()


def test_finance_looks_people_up_and_sees_what_goes_on(qtbot: QtBot, office: RecordingOffice) -> None:
    """No card or line that looks like one leads nowhere."""
    registered = change(94, "李四", "RegisterCandidate", 0, Subject("candidate", 70))
    office.answers[Changes] = ChangePage(100, "", (*CHANGES, registered), (), False, NOON)
    office.answers[PeopleList] = Listed((), (), 412, 100)
    desk = Desk(office, Person(9, "赵会计", (Role.FINANCE,)), after=100)
    desk.heard(NOON)
    page = shown(qtbot, desk)
    people, deadline = page.part(PeopleNumber).card, page.part(Month).deadline
    notices = page.part(FailedNotices).card
    qtbot.waitUntil(lambda: people.number.text() == "412" and notices.number.text() == "1")
    qtbot.waitUntil(lambda: bool(page.part(Days).chart.days) and bool(page.part(Colleagues).lines.buttons))
    assert page.numbers() == [people, deadline, notices]
    for key in (Qt.Key.Key_1, Qt.Key.Key_3):
        with qtbot.waitSignal(page.jump) as caught:
            qtbot.keyClick(page, key)
        assert caught.args[0] in _desks(desk)
    assert deadline.focusPolicy() is Qt.FocusPolicy.NoFocus
    first, second = page.part(Colleagues).lines.buttons[:2]
    with qtbot.waitSignal(page.jump) as caught:
        qtbot.keyClick(first, Qt.Key.Key_Space)
    assert caught.args == ["people", Target("candidate", 70)]
    assert second.focusPolicy() is Qt.FocusPolicy.NoFocus, "a dossier is not theirs to open"
    office.close()
    desk.close()


def test_every_card_of_an_auditor_leads_somewhere(qtbot: QtBot, office: RecordingOffice) -> None:
    desk = Desk(office, Person(9, "郑监督", (Role.AUDITOR,)), after=100)
    desk.heard(NOON)
    page = shown(qtbot, desk)
    qtbot.waitUntil(
        lambda: bool(page.part(Oldest).lines.buttons) and page.part(QueueNumbers).border.number.text() == "5"
    )
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4):
        with qtbot.waitSignal(page.jump) as caught:
            qtbot.keyClick(page, key)
        assert caught.args[0] in _desks(desk)
    office.close()
    desk.close()


def _desks(desk: Desk) -> set[str]:
    """The desks on this person's rail."""
    told = entries(desk, None)  # type: ignore[arg-type]
    return {entry.key for entry in told if any(map(desk.may, entry.needs))}
