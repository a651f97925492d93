"""R20: the second look at what was approved unseen, by somebody else, with both papers on screen."""

from PySide6.QtCore import Qt

from desktop_admin.contract.errors import Conflict
from desktop_admin.contract.submissions import ConfirmSpotCheck, QueueFilter, QueueView
from tests.views.recording import REVIEWER
from tests.views.review.sitting import Reviewer


def sit_at_spot_checks(reviewer: Reviewer, *ids: int, by: int = 9) -> None:
    """The 抽查 filter, with these approved by account ``by``."""
    for one in ids:
        reviewer.town.drawn(one, by)
    reviewer.town.tell(*ids)  # what was read ahead is old
    reviewer.qtbot.waitUntil(lambda: not set(ids) & set(reviewer.page.queue.model.ids))
    reviewer.page.filters.set(QueueFilter(view=QueueView.SPOT_CHECK))
    reviewer.on(ids[0])


def test_a_shows_the_other_paper_first_then_confirms_and_lands_on_the_next(reviewer: Reviewer) -> None:
    sit_at_spot_checks(reviewer, 2, 4)
    footer = reviewer.page.panel.footer
    assert footer.yes.isVisible()
    assert footer.undo.isVisible(), "whoever finds a fault revokes"
    assert not footer.back.isVisible()
    assert not footer.no.isVisible()
    assert "没有逐份看过" in reviewer.page.notice.sentence.text()
    reviewer.key(Qt.Key.Key_A)
    assert reviewer.office.commands() == [], "the second paper was not seen yet"
    reviewer.qtbot.waitUntil(reviewer.page.pair.all_shown)
    reviewer.key(Qt.Key.Key_A)
    reviewer.on(4)
    sent = reviewer.office.commands()
    assert [(type(one), one.submission_id, len(one.seen_hashes)) for one in sent] == [
        (ConfirmSpotCheck, 2, 2)
    ]
    assert list(reviewer.page.queue.model.ids) == [4]


def test_the_last_one_confirmed_leaves_an_empty_desk(reviewer: Reviewer) -> None:
    sit_at_spot_checks(reviewer, 2)
    reviewer.approve()
    reviewer.qtbot.waitUntil(lambda: reviewer.page.bench.record is None)
    assert reviewer.office.requests(ConfirmSpotCheck)


def test_nobody_checks_their_own(reviewer: Reviewer) -> None:
    sit_at_spot_checks(reviewer, 2, by=REVIEWER.id)
    reviewer.see_both()
    assert not reviewer.page.panel.footer.yes.isVisible()
    reviewer.key(Qt.Key.Key_A)
    reviewer.calm()
    assert reviewer.office.commands() == []


def test_somebody_was_quicker_is_said_and_nothing_is_reported_done(reviewer: Reviewer) -> None:
    def refuse(asked: ConfirmSpotCheck) -> None:
        raise Conflict("这份资料已不在抽查之列：同事刚刚看过。", {"reason": "not_drawn"})

    reviewer.office.answers[ConfirmSpotCheck] = refuse
    sit_at_spot_checks(reviewer, 2, 4)
    reviewer.approve()
    reviewer.qtbot.waitUntil(lambda: "不在抽查之列" in reviewer.page.notice.sentence.text())
    assert reviewer.page.bench.id == 2
