"""The review queue: every match as sorted ids, and rows for those on screen (R01, R12).

The work list walks one index over what waits, so it costs what waits, not what lies decided
beside it.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select

from desktop_admin.contract.submissions import QueueFilter, QueuePage, QueueRow, QueueView, ReviewQueue
from desktop_admin.models.people import CandidateRow, CompanyRow
from desktop_admin.models.submissions import NoteRow, SubmissionRow
from desktop_admin.rules.cycles import Cycle, upload_timing
from desktop_admin.services.context import Context
from desktop_admin.services.journal import head
from desktop_admin.services.policy import settings, window_of

_DECIDED = ("approved", "returned", "rejected", "void")
_CHUNK = 500
_SHOWN = (
    "id", "version", "candidate_id", "company_id", "category", "state", "attempt", "waiting_since",
    "late_minutes", "cycle", "next_month", "admitted", "replaced", "duplicate", "bad_file", "precheck",
    "aside_until",
)  # fmt: skip


def review_queue(context: Context, request: ReviewQueue) -> QueuePage:
    """See :class:`ReviewQueue`. ``limit`` is bounded to 1,000 rows."""
    as_of = head(context.session)
    if request.rows_for is not None:
        return QueuePage((), rows_of(context, request.rows_for[:1000]), 0, as_of)
    query = _order(_where(context, request.filter), request.filter.view)
    if request.only is not None:
        query = query.where(SubmissionRow.id.in_(request.only))
    ids = tuple(context.session.scalars(query))
    return QueuePage(ids, rows_of(context, ids[: max(0, min(request.limit, 1000))]), len(ids), as_of)


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
    open_cycle = _open_cycle(context).key
    undecided = and_(
        SubmissionRow.queue.is_not(None), SubmissionRow.cycle != "", SubmissionRow.cycle < open_cycle
    )
    return [
        or_(SubmissionRow.border.is_(True), undecided),
        SubmissionRow.admitted.is_(False),
        SubmissionRow.state.in_(("waiting", "re_review", "approved")),
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


def _open_cycle(context: Context) -> Cycle:
    """The cycle an upload now would be for; a chief may have moved its close into another month."""
    return upload_timing(context.now, grace=timedelta(), window_of=window_of(context)).cycle


def _near_cycle(context: Context) -> str:
    """The cycle whose registration closes soon, or a word no cycle is called."""
    cycle = _open_cycle(context)
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
                CompanyRow.name.contains(text, autoescape=True),
            )
        )
    )


def _order(query: Select[Any], view: QueueView) -> Select[Any]:
    if view in (QueueView.WAITING, QueueView.SET_ASIDE):
        return query.order_by(SubmissionRow.queue, SubmissionRow.waiting_since, SubmissionRow.id)
    if view is QueueView.DECIDED:
        return query.order_by(SubmissionRow.decided_at.desc(), SubmissionRow.id.desc())
    return query.order_by(SubmissionRow.id.desc())


def rows_of(context: Context, ids: Iterable[int]) -> tuple[QueueRow, ...]:
    """The rows of these applications, in the order given; unknown ids are left out."""
    wanted = list(ids)
    found: dict[int, QueueRow] = {}
    for start in range(0, len(wanted), _CHUNK):
        part = wanted[start : start + _CHUNK]
        called = _mentioned(context, part)
        # Columns, not rows of the mapper: a page of 200 costs half as much (benchmarks/queue.py).
        rows = context.session.execute(
            select(
                *(getattr(SubmissionRow, name) for name in _SHOWN),
                CandidateRow.name.label("person"),
                CompanyRow.name.label("company"),
            )
            .join(CandidateRow, CandidateRow.id == SubmissionRow.candidate_id)
            .join(CompanyRow, CompanyRow.id == SubmissionRow.company_id)
            .where(SubmissionRow.id.in_(part))
        )
        for row in rows:
            found[row.id] = QueueRow(
                id=row.id,
                version=row.version,
                candidate_id=row.candidate_id,
                company_id=row.company_id,
                name=row.person,
                company=row.company,
                category=row.category,
                state=row.state,
                attempt=row.attempt,
                waiting_since=row.waiting_since,
                late_minutes=row.late_minutes,
                cycle=row.cycle,
                flags=flags(context, row, mentioned=row.id in called),
                precheck=row.precheck,
                aside_until=row.aside_until,
            )
    return tuple(found[identity] for identity in wanted if identity in found)


def is_next_month(context: Context, submission: SubmissionRow | Row[*tuple[Any, ...]]) -> bool:
    """下月 is said from today: once that month has come, the application is simply this month's."""
    coming = submission.cycle > Cycle.of(context.now).key
    return bool(submission.next_month and coming and not submission.admitted)


def flags(
    context: Context, submission: SubmissionRow | Row[*tuple[Any, ...]], *, mentioned: bool
) -> tuple[str, ...]:
    """The stable words a row or dossier is tagged with."""
    aside = submission.aside_until is not None and submission.aside_until > context.now
    marks = {
        "re_review": submission.state == "re_review",
        "replaced": submission.replaced,
        "late": submission.late_minutes > 0 and not submission.admitted,
        "next_month": is_next_month(context, submission),
        "duplicate": submission.duplicate,
        "bad_file": submission.bad_file,
        "mentioned": mentioned,
        "set_aside": aside,
        "admitted": submission.admitted,
    }
    return tuple(name for name, on in marks.items() if on)


def _mentioned(context: Context, ids: list[int]) -> set[int]:
    notes = context.session.execute(
        select(NoteRow.submission_id, NoteRow.mentions).where(NoteRow.submission_id.in_(ids))
    )
    return {submission_id for submission_id, mentions in notes if context.principal.staff_id in mentions}
