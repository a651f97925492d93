"""Every decision leaves a notice; the portal fetches and reports (domain §2.12)."""

import pytest

from desktop_admin.contract.errors import Conflict, Invalid
from desktop_admin.contract.notices import DueNotices, MarkNotice, Notices, RetryNotice
from desktop_admin.contract.submissions import Dossier, RevokeDecision
from tests.contract.world import World


def test_a_notice_is_due_after_eight_seconds_word_for_word(world: World) -> None:
    number = world.waiting_one()
    world.send_back(number)
    portal, desk = world.as_("门户"), world.as_("李四")
    row = desk.run(Notices(submission_id=number)).rows[0]
    assert (row.state, row.kind) == ("pending", "return")
    with pytest.raises(Invalid):
        portal.run(MarkNotice(row.id, row.version, sent=True))
    world.clock.advance(seconds=7.9)
    assert portal.run(DueNotices()).rows == ()
    world.clock.advance(seconds=0.1)
    due = portal.run(DueNotices()).rows[0]
    assert due.text == desk.run(Dossier(number)).decisions[0].sentence
    portal.run(MarkNotice(due.id, due.version, sent=True))
    sent = desk.run(Notices("sent")).rows[0]
    assert (sent.id, sent.sent_at, sent.attempts) == (due.id, world.clock.now, 1)
    assert portal.run(DueNotices()).rows == ()
    with pytest.raises(Conflict):
        portal.run(MarkNotice(due.id, sent.version, sent=True))


def test_a_failed_notice_is_listed_and_retried(world: World) -> None:
    number = world.waiting_one()
    world.approve(number)
    world.clock.advance(seconds=8)
    portal, desk = world.as_("门户"), world.as_("李四")
    due = portal.run(DueNotices()).rows[0]
    portal.run(MarkNotice(due.id, due.version, sent=False, error="微信未关注"))
    failed = desk.run(Notices("failed")).rows[0]
    assert (failed.error, failed.attempts) == ("微信未关注", 1)
    with pytest.raises(Conflict):
        desk.run(RetryNotice(failed.id, failed.version - 1))
    desk.run(RetryNotice(failed.id, failed.version))
    assert portal.run(DueNotices()).ids == (failed.id,)
    with pytest.raises(Conflict):
        desk.run(RetryNotice(failed.id, failed.version + 1))


def test_an_unsent_notice_of_a_revoked_decision_is_dropped(world: World) -> None:
    number = world.waiting_one()
    world.approve(number)
    world.clock.advance(minutes=1)
    portal, desk = world.as_("门户"), world.as_("李四")
    fetched = portal.run(DueNotices()).rows[0]
    desk.run(RevokeDecision(number, desk.run(Dossier(number)).version, "看错了"))
    assert [row.state for row in desk.run(Notices(submission_id=number)).rows] == ["dropped"]
    portal.run(MarkNotice(fetched.id, fetched.version, sent=True))
    assert [row.kind for row in portal.run(DueNotices()).rows] == ["correction"], "it had gone out meanwhile"
    assert desk.run(Notices(only=(fetched.id,))).rows[0].state == "sent"
