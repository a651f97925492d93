"""The review queue: every match as sorted ids, and rows for those on screen (R01, R12).

The work list walks one index over what waits, so it costs what waits, not what lies decided
beside it.
"""

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from desktop_admin.contract.base import Listed
from desktop_admin.contract.submissions import QueueFilter, QueueRow, QueueView, ReviewQueue
from desktop_admin.models.people import CandidateRow, CompanyRow
from desktop_admin.models.submissions import DecisionRow, SubmissionRow
from desktop_admin.services.context import Context
from desktop_admin.services.listing import Order, listed
from desktop_admin.services.policy import open_cycle, settings, window_of
from desktop_admin.services.submissions.queue_rows import rows_of

_DECIDED = ("approved", "returned", "rejected", "void")


def review_queue(context: Context, request: ReviewQueue) -> Listed[QueueRow]:
    """See :class:`ReviewQueue`."""
    return listed(context, request, _where(context, request.filter), _order(request.filter.view), rows_of)


def waiting(context: Context) -> list[ColumnElement[bool]]:
    """What the work list holds: waiting or to be reviewed again, and not put aside."""
    return [
        SubmissionRow.queue.is_not(None),
        or_(SubmissionRow.aside_until.is_(None), SubmissionRow.aside_until <= context.now),
    ]


def set_aside_now(context: Context) -> list[ColumnElement[bool]]:
    """Put aside until an instant that lies ahead."""
    return [SubmissionRow.queue.is_not(None), SubmissionRow.aside_until > context.now]


def at_border(context: Context) -> list[ColumnElement[bool]]:
    """R12: inside the grace, or uploaded in time for a month that has closed before the decision."""
    opened = open_cycle(context).key
    undecided = and_(
        SubmissionRow.queue.is_not(None), SubmissionRow.cycle != "", SubmissionRow.cycle < opened
    )
    return [
        or_(SubmissionRow.border.is_(True), undecided),
        SubmissionRow.admitted.is_(False),
        SubmissionRow.state.in_(("waiting", "re_review", "approved")),
    ]


def to_check(context: Context) -> list[ColumnElement[bool]]:
    """R20: approved unseen, drawn, and not by the person who asks."""
    return [
        SubmissionRow.spot_check.is_(True),
        ~exists().where(
            DecisionRow.submission_id == SubmissionRow.id,
            DecisionRow.undone_at.is_(None),
            DecisionRow.drawn.is_(True),
            DecisionRow.staff_id == context.principal.staff_id,
        ),
    ]


def _where(context: Context, asked: QueueFilter) -> Select[Any]:
    query = select(SubmissionRow.id)
    match asked.view:
        case QueueView.WAITING:
            query = query.where(*waiting(context))
        case QueueView.SET_ASIDE:
            query = query.where(*set_aside_now(context))
        case QueueView.BORDER:
            query = query.where(*at_border(context))
        case QueueView.SPOT_CHECK:
            query = query.where(*to_check(context))
        case QueueView.DECIDED:
            query = query.where(SubmissionRow.state.in_(_DECIDED))
        case QueueView.ALL:
            query = query.where(SubmissionRow.state != "draft")
    if asked.categories:
        query = query.where(SubmissionRow.category.in_(asked.categories))
    if asked.kind:
        query = query.where(SubmissionRow.category.endswith(f"_{asked.kind}", autoescape=True))
    if asked.company_id is not None:
        query = query.where(SubmissionRow.company_id == asked.company_id)
    if asked.attempt_from > 1:
        query = query.where(SubmissionRow.attempt >= asked.attempt_from)
    if asked.deadline_near:
        query = query.where(SubmissionRow.cycle == _near_cycle(context))
    if asked.text.strip():
        query = _by_text(query, asked.text.strip())
    return query


def _near_cycle(context: Context) -> str:
    """The cycle whose registration closes soon, or a word no cycle is called."""
    cycle = open_cycle(context)
    near = timedelta(hours=settings(context).deadline_near_hours)
    return cycle.key if window_of(context)(cycle).closes - context.now <= near else "-"


def _by_text(query: Select[Any], text: str) -> Select[Any]:
    lowered = text.lower()
    return (
        query.join(CandidateRow, CandidateRow.id == SubmissionRow.candidate_id)
        .join(CompanyRow, CompanyRow.id == SubmissionRow.company_id)
        .where(
            or_(
                CandidateRow.name.contains(text, autoescape=True),
                CandidateRow.initials.startswith(lowered, autoescape=True),
                CandidateRow.pinyin.startswith(lowered, autoescape=True),
                func.replace(CandidateRow.pinyin, " ", "").startswith(lowered, autoescape=True),
                CompanyRow.name.contains(text, autoescape=True),
            )
        )
    )


def _order(view: QueueView) -> Order:
    row = SubmissionRow
    if view in (QueueView.WAITING, QueueView.SET_ASIDE):
        return Order((row.queue.expression, row.waiting_since.expression, row.id.expression))
    if view is QueueView.SPOT_CHECK:
        return Order((row.decided_at.expression, row.id.expression))
    if view is QueueView.DECIDED:
        return Order((row.decided_at.expression, row.id.expression), descending=True)
    return Order((row.id.expression,), descending=True)
