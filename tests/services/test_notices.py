"""The outbox: due after the undo time, dropped or corrected, never silently contradicted."""

from datetime import timedelta

import pytest

from desktop_admin.contract.errors import Conflict, Invalid
from desktop_admin.contract.notices import DueNotices, MarkNotice, NoticeRow, Notices, RetryNotice
from desktop_admin.models.submissions import DecisionRow, SubmissionRow
from desktop_admin.rules.roles import Role
from desktop_admin.services.context import Context, Principal
from desktop_admin.services.notices import drop_or_correct, leave_notice
from tests.services.conftest import NOW, Small

DUE = NOW + timedelta(seconds=8)


@pytest.fixture
def outbox(office: Small) -> Small:
    """A returned application whose notice is due in 8 seconds."""
    office.add("门户网站", Role.PORTAL)
    company, person = office.company(), office.person()
    with office.database.writing() as session:
        session.add(
            SubmissionRow(
                id=1, candidate_id=person, company_id=company, category="A_initial", state="returned",
                created_at=NOW,
            )
        )  # fmt: skip
        session.flush()
        session.add(
            DecisionRow(
                id=1, submission_id=1, kind="return", at=NOW, staff_id=1, reasons=[], sentence="请更正",
                hashes=[], before={},
            )
        )  # fmt: skip
        session.flush()
        leave_notice(
            _context(office, session), candidate_id=person, submission_id=1, decision_id=1, kind="return",
            text="请更正", due_at=DUE,
        )  # fmt: skip
    return office


def _context(office: Small, session: object) -> Context:
    return Context(session, Principal(1, "周主管", frozenset({Role.CHIEF})), office.now)  # type: ignore[arg-type]


def undo(office: Small) -> None:
    with office.database.writing() as session:
        drop_or_correct(_context(office, session), 1)


def only(office: Small) -> NoticeRow:
    [row] = office.run(Notices()).rows
    return row


def test_not_handed_out_before_it_is_due(outbox: Small) -> None:
    outbox.now = DUE - timedelta(seconds=1)
    assert outbox.run(DueNotices(), "门户网站").rows == ()
    with pytest.raises(Invalid):
        outbox.run(MarkNotice(1, 1, True))
    outbox.now = DUE
    [row] = outbox.run(DueNotices(), "门户网站").rows
    assert (row.text, row.state, row.name) == ("请更正", "pending", "龙䶮")


def test_failed_is_retried_and_sent_once(outbox: Small) -> None:
    outbox.now = DUE
    receipt = outbox.run(MarkNotice(1, 1, False, "对方已取消关注"), "门户网站")
    assert (receipt.first("notice"), receipt.first("submission")) == (1, 1)
    row = only(outbox)
    assert (row.state, row.error, row.attempts) == ("failed", "对方已取消关注", 1)
    assert outbox.run(Notices("failed")).total == 1
    assert outbox.run(DueNotices(), "门户网站").ids == ()
    outbox.run(RetryNotice(1, row.version))
    assert outbox.run(DueNotices(), "门户网站").ids == (1,)
    outbox.run(MarkNotice(1, only(outbox).version, True), "门户网站")
    row = only(outbox)
    assert (row.state, row.error, row.attempts, row.sent_at) == ("sent", "", 2, DUE)
    for again in (MarkNotice(1, row.version, True), MarkNotice(1, 1, True), RetryNotice(1, row.version)):
        with pytest.raises(Conflict):
            outbox.run(again)


def test_undone_before_it_went_out(outbox: Small) -> None:
    undo(outbox)
    assert only(outbox).state == "dropped"
    outbox.now = DUE
    assert outbox.run(DueNotices(), "门户网站").rows == ()


def test_revoked_afterwards_is_corrected_once(outbox: Small) -> None:
    outbox.now = DUE
    outbox.run(MarkNotice(1, 1, True), "门户网站")
    undo(outbox)
    undo(outbox)
    [correction, sent] = outbox.run(Notices(submission_id=1)).rows
    assert (correction.kind, correction.corrects, correction.state) == ("correction", 1, "pending")
    assert "“退回修改”通知已撤销" in correction.text
    assert sent.state == "sent"
    assert outbox.run(Notices(submission_id=2)).total == 0


def test_sent_while_it_was_being_dropped_is_noted_and_corrected(outbox: Small) -> None:
    outbox.now = DUE
    [fetched] = outbox.run(DueNotices(), "门户网站").rows
    undo(outbox)
    outbox.run(MarkNotice(fetched.id, fetched.version, True), "门户网站")
    [correction, sent] = outbox.run(Notices()).rows
    assert (sent.state, correction.corrects) == ("sent", sent.id)


def test_pages_and_states(outbox: Small) -> None:
    assert outbox.run(Notices(only=(7,))).ids == ()
    assert outbox.run(Notices("pending", only=(1,))).ids == (1,)
    with pytest.raises(Invalid):
        outbox.run(Notices("lost"))
