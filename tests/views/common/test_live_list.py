"""A list that follows the office: it never sorts, it loses no news, and what is open stays in sight."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest
from pytestqt.qtbot import QtBot

from desktop_admin.contract.base import Subject
from desktop_admin.contract.errors import Unavailable
from desktop_admin.contract.journal import Change, ChangePage
from desktop_admin.contract.people import CompanyList, CompanyRow
from desktop_admin.contract.sessions import Person
from desktop_admin.rules.roles import Role
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.live_list import MOST_TOUCHED, LiveList
from tests.views.listed import answer
from tests.views.recording import NOON, RecordingOffice


@dataclass
class Office:
    """Companies in an order only it knows, and how they are told about."""

    order: list[int] = field(default_factory=lambda: [5, 3, 9, 1])
    counts: dict[int, int] = field(default_factory=dict)
    head: int = 100
    recording: RecordingOffice = field(default_factory=RecordingOffice)

    def __post_init__(self) -> None:
        self.recording.answers[CompanyList] = self.list

    def list(self, asked: CompanyList):  # type: ignore[no-untyped-def]
        rows = [CompanyRow(one, f"单位{one}", "", "", self.counts.get(one, 0)) for one in self.order]
        return answer(asked, rows, self.head)

    def change(self, *ids: int) -> ChangePage:
        """A change everybody will hear of."""
        self.head += 1
        subjects = tuple(Subject("company", one, self.head) for one in ids)
        return ChangePage(
            self.head, "", (Change(self.head, NOON, "李四", "EditCompany", subjects),), (), False, NOON
        )


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def listing(qtbot: QtBot, office: Office) -> Iterator[LiveList[CompanyRow]]:
    desk = Desk(office.recording, Person(2, "王敏", (Role.REVIEWER,)), after=100)
    made: LiveList[CompanyRow] = LiveList(
        desk, CompanyList, {SubjectKind.COMPANY: lambda row: row.id}, slot="list"
    )
    made.load()
    qtbot.waitUntil(lambda: made.complete)
    office.recording.clear()
    yield made
    office.recording.close()
    desk.close()


def ids(listing: LiveList[CompanyRow]) -> list[int]:
    return list(listing.model.ids)


def asked(office: Office) -> list[CompanyList]:
    return office.recording.requests(CompanyList)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("order", "touched"),
    [
        ([5, 3, 7, 9, 1], (7,)),
        ([7, 5, 3, 9, 1, 8], (8, 7)),
        ([5, 9, 1], (3,)),
        ([1, 5, 3, 9], (1,)),
        ([3, 9, 1, 5], (5,)),
        ([9, 3, 5], (9, 5, 1)),
        ([2, 4, 6], (2, 4, 6, 5, 3, 9, 1)),
    ],
    ids=str,
)
def test_one_question_and_the_offices_order(
    qtbot: QtBot, listing: LiveList[CompanyRow], office: Office, order: list[int], touched: tuple[int, ...]
) -> None:
    office.order = order
    listing.hear(office.change(*touched))
    qtbot.waitUntil(lambda: ids(listing) == order)
    (one,) = asked(office)
    assert set(one.only or ()) == set(touched)


def test_a_row_that_keeps_its_place_is_painted_anew_and_not_moved(
    qtbot: QtBot, listing: LiveList[CompanyRow], office: Office
) -> None:
    moved: list[str] = []
    for name in ("rowsMoved", "rowsRemoved", "rowsInserted", "modelReset"):
        getattr(listing.model, name).connect(lambda *_, name=name: moved.append(name))
    office.counts[3] = 7
    listing.hear(office.change(3))
    qtbot.waitUntil(lambda: listing.model.row_of(3) == CompanyRow(3, "单位3", "", "", 7))
    assert moved == []


def test_news_between_two_answers_is_not_lost(
    qtbot: QtBot, listing: LiveList[CompanyRow], office: Office
) -> None:
    """The answer about 3 knows the journal up to 102; that says nothing about 1, whose change has number 102."""
    first = office.change(3)
    second = office.change(1)
    with qtbot.waitSignal(listing.merged):
        listing.hear(first)
    office.counts[1] = 4
    listing.hear(second)
    qtbot.waitUntil(lambda: listing.model.row_of(1) == CompanyRow(1, "单位1", "", "", 4))


def test_news_while_the_list_is_read_is_asked_about_afterwards(
    qtbot: QtBot, listing: LiveList[CompanyRow], office: Office
) -> None:
    gate = office.recording.gates[CompanyList] = threading.Event()
    before = office.list(CompanyList())
    whole = [before]
    office.recording.answers[CompanyList] = lambda one: whole.pop() if whole else office.list(one)
    listing.load()
    office.order = [5, 3, 9, 1, 8]
    listing.hear(office.change(8))
    gate.set()
    qtbot.waitUntil(lambda: ids(listing) == [5, 3, 9, 1, 8])
    assert [one.only for one in asked(office)] == [None, (8,)]


def test_behind_one_nobody_has_told_of_it_reads_anew(
    qtbot: QtBot, listing: LiveList[CompanyRow], office: Office
) -> None:
    office.order = [5, 3, 9, 6, 7, 1]
    listing.hear(office.change(7))
    qtbot.waitUntil(lambda: ids(listing) == [5, 3, 9, 6, 7, 1])
    assert [one.only for one in asked(office)] == [(7,), None]


def test_what_could_not_be_asked_is_asked_with_the_next_news(
    qtbot: QtBot, listing: LiveList[CompanyRow], office: Office
) -> None:
    office.recording.answers[CompanyList] = Unavailable("数据库正忙。")
    office.order = [3, 9, 1]
    listing.hear(office.change(5))
    qtbot.waitUntil(lambda: bool(listing.missed))
    office.recording.answers[CompanyList] = office.list
    listing.hear(office.change(9))
    qtbot.waitUntil(lambda: ids(listing) == [3, 9, 1])


def test_too_many_are_read_anew(qtbot: QtBot, listing: LiveList[CompanyRow], office: Office) -> None:
    listing.hear(office.change(*range(1000, 1001 + MOST_TOUCHED)))
    qtbot.waitUntil(lambda: len(asked(office)) == 1)
    assert asked(office)[0].only is None


def test_our_own_command_costs_no_question(
    qtbot: QtBot, listing: LiveList[CompanyRow], office: Office
) -> None:
    told = office.change(3)
    office.order = [5, 9, 1]
    listing.left(3, told.changes[0].subjects[0].version)
    listing.hear(told)
    assert ids(listing) == [5, 9, 1]
    other = replace(told, changes=(replace(told.changes[0], subjects=(Subject("company", 9, 1),)),))
    listing.hear(other)
    qtbot.waitUntil(lambda: [one.only for one in asked(office)] == [(9,)])


def test_the_open_row_stays_until_left_and_others_stand_around_it(
    qtbot: QtBot, listing: LiveList[CompanyRow], office: Office
) -> None:
    listing.look_at(3)
    office.order = [5, 9, 1]
    listing.hear(office.change(3))
    qtbot.waitUntil(lambda: listing.stayed_id == 3)
    moved: list[int] = []
    listing.model.rowsMoved.connect(lambda *_: moved.append(1))
    office.counts[9] = 2
    listing.hear(office.change(9))
    qtbot.waitUntil(lambda: listing.model.row_of(9) == CompanyRow(9, "单位9", "", "", 2))
    assert (ids(listing), moved) == ([5, 3, 9, 1], []), "it stands behind 5, the row that stayed between"
    listing.look_at(9)
    assert ids(listing) == [5, 9, 1]
