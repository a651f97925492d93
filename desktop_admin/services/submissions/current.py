"""Small things several files of this package ask of an application: its papers, its moves, its last decision."""

from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select

from desktop_admin.contract.errors import Conflict
from desktop_admin.models.files import FileFactsRow
from desktop_admin.models.staff import StaffRow
from desktop_admin.models.submissions import DecisionRow, PaperRow, SubmissionRow
from desktop_admin.rules.categories import Slot
from desktop_admin.rules.clock import second_words
from desktop_admin.rules.states import OPEN_FOR_DECISION, IllegalMove, Move, SubmissionState, next_state
from desktop_admin.services.context import Context

#: Ctrl+Z works this long; notices go out and learners see a decision only afterwards (R10).
UNDO_TIME = timedelta(seconds=8)

#: Words of a decision in «已由李四于 10:03:12 通过».
DECIDED = {"approve": "通过", "return": "退回修改", "reject": "不通过", "duplicate": "作为重复作废"}


def state_of(submission: SubmissionRow) -> SubmissionState:
    """The state as the rules' enum."""
    return SubmissionState(submission.state)


def current_papers(context: Context, submission_id: int) -> dict[Slot, PaperRow]:
    """The papers a decision would be about, in slot order."""
    rows = context.session.scalars(
        select(PaperRow).where(PaperRow.submission_id == submission_id, PaperRow.current.is_(True))
    )
    by_slot = {Slot(row.slot): row for row in rows}
    return {slot: by_slot[slot] for slot in Slot if slot in by_slot}


def papers_seen(context: Context, submission_id: int) -> dict[Slot, tuple[str, bool]]:
    """What a decision is about, in slot order: each paper's hash and whether its newest facts accept it.

    One statement, without the text of the papers: every decision asks it inside the office's lock.
    """
    rows = context.ask(_papers_with_facts(), id=submission_id)
    by_slot = {
        Slot(slot): (sha256, facts is None or bool(facts["acceptable"])) for slot, sha256, facts in rows
    }
    return {slot: by_slot[slot] for slot in Slot if slot in by_slot}


@cache
def _papers_with_facts() -> Select[*tuple[Any, ...]]:
    return (
        select(PaperRow.slot, PaperRow.sha256, FileFactsRow.facts)
        .outerjoin(FileFactsRow, FileFactsRow.sha256 == PaperRow.sha256)
        .where(PaperRow.submission_id == bindparam("id"), PaperRow.current.is_(True))
        .order_by(FileFactsRow.inspector)
    )


def last_decision(context: Context, submission_id: int) -> tuple[DecisionRow, str] | None:
    """The newest decision still standing, and who made it."""
    found = context.session.execute(
        select(DecisionRow, StaffRow.name)
        .join(StaffRow, StaffRow.id == DecisionRow.staff_id)
        .where(DecisionRow.submission_id == submission_id, DecisionRow.undone_at.is_(None))
        .order_by(DecisionRow.id.desc())
        .limit(1)
    ).first()
    return None if found is None else (found[0], found[1])


def moved(context: Context, submission: SubmissionRow, move: Move) -> SubmissionState:
    """The state after ``move``; a Conflict that says who got there first when it is not allowed (R06)."""
    try:
        return next_state(state_of(submission), move)
    except IllegalMove as error:
        if move is not Move.SUBMIT:
            refuse_decided(context, submission)
        raise Conflict(str(error), {"reason": "state", "state": submission.state}) from None


def refuse_decided(context: Context, submission: SubmissionRow) -> None:
    """«已由李四于 10:03:12 通过», when somebody has decided."""
    if state_of(submission) in OPEN_FOR_DECISION or submission.decided_at is None:
        return
    last = last_decision(context, submission.id)
    if last is not None:
        decision, who = last
        raise Conflict(
            f"已由{who}于 {second_words(decision.at)} {DECIDED[decision.kind]}。",
            {"reason": "decided", "who": who, "at": decision.at.isoformat(), "kind": decision.kind},
        )


def leave_queue(submission: SubmissionRow) -> None:
    """Out of the work list, whatever brought it there."""
    submission.queue = None
    submission.replaced = False
    submission.aside_until = None
    submission.aside_by_id = None
    submission.aside_note = ""
