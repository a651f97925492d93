"""What arrives while somebody is on another page, or has locked: nothing is held that nobody looks at (R07)."""

import threading

from desktop_admin.contract.submissions import ApproveSubmission, ClaimSubmission, UndoDecision
from tests.views.review.sitting import Reviewer


def claimed(reviewer: Reviewer) -> list[int]:
    return [one.submission_id for one in reviewer.office.requests() if isinstance(one, ClaimSubmission)]


def test_a_decision_answered_after_locking_opens_the_next_and_holds_nothing(reviewer: Reviewer) -> None:
    gate = reviewer.office.gates[ApproveSubmission] = threading.Event()
    reviewer.approve()
    reviewer.page.hide()
    reviewer.office.clear()
    gate.set()
    reviewer.qtbot.waitUntil(lambda: reviewer.page.bench.id == 2)
    reviewer.calm()
    assert claimed(reviewer) == []
    reviewer.page.show()
    reviewer.page.activate()
    reviewer.qtbot.waitUntil(lambda: claimed(reviewer) == [2])


def test_undoing_from_another_page_holds_nothing_there(reviewer: Reviewer) -> None:
    reviewer.approve()
    reviewer.on(2)
    reviewer.page.hide()
    reviewer.office.clear()
    assert reviewer.desk.messages.undo()
    reviewer.qtbot.waitUntil(lambda: reviewer.page.bench.id == 1)
    reviewer.calm()
    assert [type(one) for one in reviewer.office.commands()] == [UndoDecision]
    assert claimed(reviewer) == []
    reviewer.page.show()
    reviewer.page.activate()
    reviewer.qtbot.waitUntil(lambda: claimed(reviewer) == [1])
