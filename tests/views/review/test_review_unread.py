"""Nothing is approved unread: not in the breath of another press, not against a red finding by the same key."""

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_admin.contract.submissions import ApproveSubmission, PrecheckFinding
from desktop_admin.views.review.meaning import HASTY
from tests.views.review.sitting import Reviewer

SHIFT = Qt.KeyboardModifier.ShiftModifier
WRONG = PrecheckFinding("id_checksum", "red", "身份证号校验位不对", None, None)


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = time.monotonic()

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def hasty(reviewer: Reviewer) -> Clock:
    """The reviewer's presses come as fast as the test makes them."""
    clock = Clock()
    meaning = reviewer.page.deciding.meaning
    meaning.clock, meaning.hasty = clock, HASTY
    think(reviewer, clock)
    return clock


def think(reviewer: Reviewer, clock: Clock) -> None:
    """Look long enough at what has settled: whose the dossier is, what is on screen."""
    page = reviewer.page
    reviewer.qtbot.waitUntil(lambda: page.bench.claims.answer is not None)
    reviewer.calm()
    page.deciding.refresh()
    clock.now += 2 * HASTY
    assert page.deciding.steady


def approvals(reviewer: Reviewer) -> list[ApproveSubmission]:
    reviewer.calm()
    return list(reviewer.office.requests(ApproveSubmission))


def test_a_double_click_on_the_paper_not_seen_shows_it_and_no_more(reviewer: Reviewer, hasty: Clock) -> None:
    yes = reviewer.page.panel.footer.yes
    assert yes.text() == "看报名表"
    QTest.mouseClick(yes, Qt.MouseButton.LeftButton)
    reviewer.qtbot.waitUntil(reviewer.page.pair.all_shown)
    QTest.mouseClick(yes, Qt.MouseButton.LeftButton)
    assert approvals(reviewer) == []
    think(reviewer, hasty)
    QTest.mouseClick(yes, Qt.MouseButton.LeftButton)
    reviewer.on(2)
    assert [one.submission_id for one in approvals(reviewer)] == [1]


def test_a_second_press_does_not_reach_the_next_dossier(reviewer: Reviewer, hasty: Clock) -> None:
    reviewer.see_both()
    think(reviewer, hasty)
    reviewer.key(Qt.Key.Key_A)
    reviewer.on(2)
    reviewer.key(Qt.Key.Key_A)
    reviewer.key(Qt.Key.Key_A)
    assert [one.submission_id for one in approvals(reviewer)] == [1]
    assert not reviewer.page.pair.all_shown(), "it does not even turn the page"
    think(reviewer, hasty)
    reviewer.key(Qt.Key.Key_A)
    reviewer.qtbot.waitUntil(reviewer.page.pair.all_shown)


def red(reviewer: Reviewer) -> None:
    """The dossier on screen has a red finding now."""
    reviewer.town.change(1, findings=(WRONG,))
    reviewer.town.tell(1)
    reviewer.qtbot.waitUntil(lambda: WRONG in reviewer.page.bench.record.findings)


def test_a_red_finding_wants_a_key_of_its_own(reviewer: Reviewer) -> None:
    red(reviewer)
    reviewer.see_both()
    footer = reviewer.page.panel.footer
    assert (footer.yes.text(), footer.yes.hint) == ("仍然通过", "Shift A")
    assert footer.why.text() == "预检有问题：身份证号校验位不对"
    reviewer.key(Qt.Key.Key_A)
    reviewer.key(Qt.Key.Key_A)
    assert "按 Shift+A" in reviewer.page.desk.messages.text
    assert approvals(reviewer) == []
    reviewer.key(Qt.Key.Key_A, SHIFT)
    reviewer.on(2)
    assert [one.despite for one in approvals(reviewer)] == [True]
    assert (footer.yes.text(), footer.yes.hint) == ("看报名表", "A")


def test_the_button_says_what_it_does(reviewer: Reviewer) -> None:
    red(reviewer)
    reviewer.see_both()
    QTest.mouseClick(reviewer.page.panel.footer.yes, Qt.MouseButton.LeftButton)
    reviewer.on(2)
    assert [one.despite for one in approvals(reviewer)] == [True]


def test_a_finding_that_turns_red_under_the_finger(reviewer: Reviewer, hasty: Clock) -> None:
    """Shift+A pressed for nothing does nothing; news that change the meaning make the next press wait."""
    reviewer.see_both()
    think(reviewer, hasty)
    reviewer.key(Qt.Key.Key_A, SHIFT)
    assert "按 A 通过" in reviewer.page.desk.messages.text
    red(reviewer)
    reviewer.key(Qt.Key.Key_A, SHIFT)
    assert approvals(reviewer) == []


def test_what_is_not_seen_is_shown_first_also_by_shift_a(reviewer: Reviewer) -> None:
    red(reviewer)
    reviewer.key(Qt.Key.Key_A, SHIFT)
    reviewer.qtbot.waitUntil(reviewer.page.pair.all_shown)
    assert approvals(reviewer) == []


def test_history_says_that_it_was_passed_despite(reviewer: Reviewer) -> None:
    reviewer.town.drawn(1)
    made = replace(reviewer.town.dossiers[1].decisions[0], unseen=False, despite=True)
    reviewer.town.change(1, decisions=(made,), flags=())
    reviewer.page.panel.show_record(reviewer.town.dossiers[1], same=True)
    shown = [one.text() for one in reviewer.page.panel.history.findChildren(type(reviewer.page.title))]
    assert any("预检有问题，仍然通过" in text for text in shown)
