"""The row of the open dossier does not vanish when a colleague decides it: it says who did, until one leaves."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt

from desktop_admin.contract.base import Listed
from desktop_admin.contract.submissions import QueueRow, ReviewQueue
from tests.views.recording import NOON
from tests.views.review.sitting import Reviewer


def spoken(reviewer: Reviewer, position: int = 0) -> str:
    """What a screen reader says of a row."""
    index = reviewer.page.queue.model.index(position, 0)
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def ids(reviewer: Reviewer) -> list[int]:
    return list(reviewer.page.queue.model.ids)


def decide(reviewer: Reviewer) -> None:
    """A colleague is quicker, and the news is here."""
    reviewer.town.decided_by(1, "李四", reviewer.desk.clock() - timedelta(seconds=3))
    reviewer.town.tell(1)
    reviewer.qtbot.waitUntil(lambda: reviewer.page.queue.stayed.id == 1)
    reviewer.qtbot.waitUntil(lambda: "通过 · 李四" in spoken(reviewer))


def test_the_open_row_stays_with_who_decided_until_j(reviewer: Reviewer) -> None:
    before = ids(reviewer)
    decide(reviewer)
    assert ids(reviewer) == before
    assert "秒前" in spoken(reviewer)
    assert reviewer.page.view.currentIndex().row() == 0
    assert reviewer.page.bench.id == 1
    reviewer.key(Qt.Key.Key_J)
    reviewer.on(2)
    assert ids(reviewer) == before[1:]
    assert reviewer.page.queue.stayed.id == 0
    reviewer.key(Qt.Key.Key_K)
    assert reviewer.page.bench.id == 2


def test_its_words_grow_older(reviewer: Reviewer) -> None:
    decide(reviewer)
    first = spoken(reviewer)
    with reviewer.qtbot.waitSignal(reviewer.page.queue.stayed.changed):
        pass
    reviewer.qtbot.waitUntil(lambda: spoken(reviewer) != first)


def test_other_rows_still_leave(reviewer: Reviewer) -> None:
    reviewer.town.decided_by(2, "李四", NOON)
    reviewer.town.tell(2)
    reviewer.qtbot.waitUntil(lambda: 2 not in ids(reviewer))
    assert reviewer.page.queue.stayed.id == 0


def test_f5_leaves_it_there_and_another_filter_does_not(reviewer: Reviewer) -> None:
    decide(reviewer)
    with reviewer.qtbot.waitSignal(reviewer.page.queue.loaded):
        reviewer.key(Qt.Key.Key_F5)
    assert ids(reviewer)[0] == 1
    assert "通过 · 李四" in spoken(reviewer)
    with reviewer.qtbot.waitSignal(reviewer.page.queue.loaded):
        reviewer.page.filters.only_company(50, "都匀瑞泰建筑工程有限公司")
    assert 1 not in ids(reviewer)
    assert reviewer.page.queue.stayed.id == 0
    reviewer.qtbot.waitUntil(lambda: reviewer.page.bench.id == 2)


def test_taken_back_by_the_colleague_it_is_a_row_like_others(reviewer: Reviewer) -> None:
    decide(reviewer)
    reviewer.town.change(1, state="waiting", decisions=())
    reviewer.town.tell(1)
    reviewer.qtbot.waitUntil(lambda: reviewer.page.queue.stayed.id == 0)
    assert ids(reviewer).count(1) == 1
    assert "李四" not in spoken(reviewer, ids(reviewer).index(1))


def test_one_that_stayed_is_not_landed_on_again(reviewer: Reviewer) -> None:
    decide(reviewer)
    assert reviewer.page.queue.first_free() == 2
    assert 1 not in reviewer.page.queue.following(2, 5)


def test_set_aside_by_a_colleague_is_said(reviewer: Reviewer) -> None:
    reviewer.town.change(1, aside_until=reviewer.desk.clock() + timedelta(days=1), aside_by="李四")
    whole = reviewer.office.answers[ReviewQueue]

    def waiting(asked: ReviewQueue) -> Listed[QueueRow]:
        page: Listed[QueueRow] = whole(asked)
        rows = tuple(row for row in page.rows if row.id != 1)
        return replace(page, ids=tuple(one for one in page.ids if one != 1), rows=rows)

    reviewer.office.answers[ReviewQueue] = waiting
    reviewer.town.tell(1)
    reviewer.qtbot.waitUntil(lambda: "搁置 · 李四" in spoken(reviewer))
