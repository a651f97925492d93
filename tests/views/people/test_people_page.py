"""People: one page per person and company, whole numbers. Keys in, requests out; the list itself: test_people_live.py."""

from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_admin.contract.errors import NotFound, Unavailable
from desktop_admin.contract.people import (
    CandidatePage,
    CompanyPage,
    PeopleList,
    RevealCandidate,
)
from desktop_admin.contract.sessions import Person
from desktop_admin.contract.submissions import QueueFilter
from desktop_admin.rules.roles import Role
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.page import Target
from desktop_admin.views.papers.reader import PaperReader
from desktop_admin.views.people.page import PeoplePage
from tests.views.recording import RecordingOffice

K = Qt.Key


def _open_first(qtbot: QtBot, page: PeoplePage) -> None:
    qtbot.keyClick(page.search, K.Key_Down)
    qtbot.waitUntil(lambda: page.person.card is not None and page.right.currentWidget() is page.cards)
    page.view.setFocus()


def test_arrow_in_the_search_opens_and_costs_one_question(
    qtbot: QtBot, page: PeoplePage, office: RecordingOffice
) -> None:
    office.clear()
    _open_first(qtbot, page)
    assert office.requests() == [CandidatePage(1)]
    assert page.person.name.text() == "龙䶮"
    assert page.person.facts.values["id"].text() == "522***********0012"
    assert page.person.facts.values["born"].text() == "男 · 1990年3月7日（36岁）"
    lines = [button.accessibleName() for button in page.person.submissions.buttons]
    assert lines == [
        "B类延期 2026年11月 · 第2次提交 通过 今天 10:42",
        "C2类延期 2026年10月 不通过 10月20日 10:42",
    ]
    said = [entry.accessibleName() for entry in page.person.timeline.shown]
    assert said == ["今天 10:42 李四 审核通过", "昨天 10:42 李四（代办） 上传资料 承诺书 a.pdf"]


def test_numbers_are_shown_on_demand_and_hide_on_leaving(
    qtbot: QtBot, page: PeoplePage, office: RecordingOffice
) -> None:
    _open_first(qtbot, page)
    qtbot.keyClick(page.view, K.Key_I)
    qtbot.waitUntil(lambda: page.person.facts.values["id"].text() == "522730199003070012")
    assert office.commands() == [RevealCandidate(1, why="学员档案")]
    page.leave()
    assert page.person.facts.values["id"].text() == "522***********0012"
    assert page.person.facts.values["phone"].text() == "138****5678"


def test_another_person_never_shows_the_first_ones_number(
    qtbot: QtBot, page: PeoplePage, office: RecordingOffice
) -> None:
    _open_first(qtbot, page)
    qtbot.keyClick(page.view, K.Key_I)
    qtbot.waitUntil(lambda: "*" not in page.person.facts.values["id"].text())
    qtbot.keyClick(page.view, K.Key_J)
    qtbot.waitUntil(lambda: page.person.card is not None and page.person.card.id == 2)
    assert page.person.facts.values["id"].text() == "522***********0025"


def test_from_person_to_company_and_back_and_to_the_queue(
    qtbot: QtBot, page: PeoplePage, office: RecordingOffice
) -> None:
    _open_first(qtbot, page)
    qtbot.keyClick(page.person.company, K.Key_Space)
    qtbot.waitUntil(lambda: page.cards.currentIndex() == 1)
    assert office.requests(CompanyPage) == [CompanyPage(10)]
    names = [button.accessibleName() for button in page.company.names.buttons]
    assert names == ["2026年11月19日起 龙里恒泰建筑公司 现用名", "2024年6月2日起 龙里恒泰工程队"]
    assert page.company.facts.values["county"].text() == "龙里县"
    with qtbot.waitSignal(page.jump) as caught:
        page.company.queue_button.click()
    assert caught.args == ["review", Target("filter", data=QueueFilter(company_id=10))]
    page.company.people.buttons[0].click()
    qtbot.waitUntil(lambda: page.cards.currentIndex() == 0)


def test_a_submission_opens_at_the_review_desk(qtbot: QtBot, page: PeoplePage) -> None:
    _open_first(qtbot, page)
    with qtbot.waitSignal(page.jump) as caught:
        page.person.submissions.buttons[0].click()
    assert caught.args == ["review", Target("submission", 21)]


@pytest.mark.parametrize(
    ("target", "asked"),
    [(Target("candidate", 2), CandidatePage(2)), (Target("company", 10), CompanyPage(10))],
)
def test_a_jump_shows_whom_it_names(
    qtbot: QtBot, page: PeoplePage, office: RecordingOffice, target: Target, asked: object
) -> None:
    office.clear()
    page.activate(target)
    qtbot.waitUntil(lambda: page.right.currentWidget() is page.cards)
    assert office.requests() == [asked]


def test_failed_states_have_a_way_on(qtbot: QtBot, page: PeoplePage, office: RecordingOffice) -> None:
    office.answers[CandidatePage] = NotFound("没有找到这名学员。")
    page.activate(Target("candidate", 77))
    qtbot.waitUntil(lambda: page.right.empty.cause.text() == "没有找到这名学员。")
    assert page.right.empty.button.text() == "重试"
    office.answers[PeopleList] = Unavailable("数据文件被占用。")
    qtbot.keyClick(page, K.Key_F5)
    qtbot.waitUntil(lambda: page.left.lists.empty.cause.text() == "数据文件被占用。")


def test_forbidden_says_whom_to_ask(qtbot: QtBot, office: RecordingOffice) -> None:
    desk = Desk(office, Person(9, "管理员", (Role.ADMINISTRATOR,)), after=100)
    page = PeoplePage(desk, cast(PaperReader, None))
    qtbot.addWidget(page)
    page.show()
    page.activate()
    assert page.left.lists.empty.sentence.text() == "这里不对当前角色开放"
    assert office.requests() == []
    office.close()
    desk.close()


def test_an_auditor_reads_and_changes_nothing(qtbot: QtBot, office: RecordingOffice) -> None:
    desk = Desk(office, Person(9, "郑监督", (Role.AUDITOR,)), after=100)
    page = PeoplePage(desk, cast(PaperReader, None))
    qtbot.addWidget(page)
    page.show()
    page.activate()
    qtbot.waitUntil(lambda: len(page.listing.model.ids) == 3)
    _open_first(qtbot, page)
    for key in (K.Key_E, K.Key_I, K.Key_U, K.Key_N, K.Key_M, K.Key_D):
        qtbot.keyClick(page.view, key)
    assert not any(sheet.isVisible() for sheet in page.editing.sheets)
    assert not page.person.reveal.isVisible()
    assert office.commands() == []
    office.close()
    desk.close()


@pytest.mark.parametrize("leave", [K.Key_Return, K.Key_Down])
def test_where_nothing_is_found_letters_are_commands_once_the_field_is_left(
    qtbot: QtBot, page: PeoplePage, leave: Qt.Key
) -> None:
    """Issue 6, 1.3: a letter is a command unless a field has the caret."""
    page.left.go_find()
    qtbot.keyClicks(page.search, "zzz")
    qtbot.waitUntil(lambda: page.listing.text == "zzz" and not page.listing.model.ids)
    qtbot.keyClick(page.search, leave)
    assert not page.search.hasFocus()
    keyboard = QApplication.focusWidget()
    assert keyboard is not None
    qtbot.keyClick(keyboard, K.Key_N)
    assert page.search.text() == "zzz"
    assert page.editing.new_person.isVisible()


@pytest.mark.parametrize("width", [948, 1204, 1290])
def test_every_button_of_a_person_and_a_company_is_whole(qtbot: QtBot, page: PeoplePage, width: int) -> None:
    """948: what the rail leaves of a window of 1024."""
    page.resize(width, 620)
    _open_first(qtbot, page)
    for key, view in ((K.Key_P, page.person), (K.Key_C, page.company)):
        qtbot.keyClick(page, key)
        qtbot.keyClick(page.search, K.Key_Down)
        qtbot.waitUntil(lambda view=view: view.isVisible() and view.card is not None)  # type: ignore[misc]
        button = view.edit_button
        qtbot.waitUntil(
            lambda view=view, button=button: (  # type: ignore[misc]
                button.mapTo(page, button.rect().topRight()).x() < page.width()
                and view.width() <= page.cards.width()
            )
        )
