"""What arrives while somebody is on another page, or has locked: nothing is held that nobody looks at (R07);
and what is undone too late."""

import threading

from PySide6.QtCore import Qt

from desktop_admin.contract.claims import ClaimSubject
from desktop_admin.contract.submissions import (
    ApproveSubmission,
    BringBack,
    UndoDecision,
)
from tests.views.review.sitting import Reviewer


def claimed(reviewer: Reviewer) -> list[int]:
    return [one.subject_id for one in reviewer.office.requests() if isinstance(one, ClaimSubject)]


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


def test_r10_an_offer_that_came_too_late_goes_and_does_not_block_what_was_set_aside(
    reviewer: Reviewer,
) -> None:
    reviewer.key(Qt.Key.Key_S)
    reviewer.type("call back")
    reviewer.key(Qt.Key.Key_Return)
    reviewer.on(2)
    reviewer.approve()
    reviewer.on(3)
    messages, decider = reviewer.page.desk.messages, reviewer.page.decider
    later = decider.clock() + 8.1
    decider.clock = lambda: later
    reviewer.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    reviewer.calm()
    assert not reviewer.office.requests(UndoDecision)
    assert "已不能直接撤销" in messages.text
    reviewer.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    reviewer.qtbot.waitUntil(lambda: bool(reviewer.office.requests(BringBack)))
    assert messages.offer is None
