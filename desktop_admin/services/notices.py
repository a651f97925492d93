"""The outbox of notices to learners: every decision leaves one, the portal fetches and reports (domain §2.12).

A notice is due only after the undo time, so an undone decision's notice is usually dropped unseen; one that
went out is followed by a correction, never silently contradicted (R10).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, insert, select
from sqlalchemy.sql.dml import ReturningInsert

from desktop_admin.contract.base import Listed
from desktop_admin.contract.errors import Conflict
from desktop_admin.contract.notices import DueNotices, MarkNotice, Notices, RetryNotice
from desktop_admin.contract.notices import NoticeRow as NoticeLine
from desktop_admin.models.notices import NoticeRow
from desktop_admin.models.people import CandidateRow
from desktop_admin.models.registrations import RegistrationRow
from desktop_admin.models.submissions import SubmissionRow
from desktop_admin.rules.clock import words
from desktop_admin.rules.notices import NOTICE_KINDS
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services import chain
from desktop_admin.services.context import Context, check_version, invalid
from desktop_admin.services.listing import Order, listed
from desktop_admin.services.people.matching import in_order
from desktop_admin.services.veil import for_reader

STATES: Mapping[str, str] = {"pending": "待发", "sent": "已发", "failed": "失败", "dropped": "已取消"}
LARGEST_PAGE = 500


def leave_notice(
    context: Context,
    *,
    candidate_id: int,
    kind: str,
    text: str,
    due_at: datetime,
    submission_id: int | None = None,
    registration_id: int | None = None,
    decision_id: int | None = None,
    corrects_id: int | None = None,
) -> None:
    """Put a notice into the outbox; it is not handed out before ``due_at``."""
    row = context.ask(
        _into_outbox(),
        candidate_id=candidate_id,
        submission_id=submission_id,
        registration_id=registration_id,
        decision_id=decision_id,
        kind=kind,
        text=text,
        state="pending",
        due_at=due_at,
        corrects_id=corrects_id,
    ).one()
    context.touch(SubjectKind.NOTICE, row)


@cache
def _into_outbox() -> ReturningInsert[int, int]:
    return insert(NoticeRow).returning(NoticeRow.id, NoticeRow.version)


def drop_or_correct(context: Context, decision_id: int) -> None:
    """A decision was undone or revoked: what has not gone out is dropped, what has is corrected."""
    rows = context.session.scalars(
        select(NoticeRow).where(NoticeRow.decision_id == decision_id, NoticeRow.kind != "correction")
    )
    for row in list(rows):
        if row.state == "sent":
            _correct(context, row)
        elif row.state != "dropped":
            row.state = "dropped"
            context.touch(SubjectKind.NOTICE, row)


def move_notices(context: Context, from_id: int, to_id: int) -> None:
    """Two records of one person were merged: notices go to the record that was kept."""
    for row in list(context.session.scalars(select(NoticeRow).where(NoticeRow.candidate_id == from_id))):
        row.candidate_id = to_id
        context.touch(SubjectKind.NOTICE, row)


def notices(context: Context, request: Notices) -> Listed[NoticeLine]:
    """Notices by state or of one submission, newest first."""
    if request.state and request.state not in STATES:
        invalid(("state", "unknown", "通知状态只有：待发、已发、失败、已取消。"))
    query = select(NoticeRow.id)
    if request.sort == "name":
        query = query.join(CandidateRow, CandidateRow.id == NoticeRow.candidate_id)
    if request.state:
        query = query.where(NoticeRow.state == request.state)
    if request.submission_id is not None:
        query = query.where(NoticeRow.submission_id == request.submission_id)
    newest = Order((NoticeRow.id.expression,), descending=True)
    return listed(context, request, query, newest, _rows, _sorts(context))


def due_notices(context: Context, request: DueNotices) -> Listed[NoticeLine]:
    """What is to be sent now, longest due first; ``ids`` and ``rows`` hold at most ``limit``."""
    ids = context.session.scalars(
        select(NoticeRow.id)
        .where(NoticeRow.state == "pending", NoticeRow.due_at <= context.now)
        .order_by(NoticeRow.due_at, NoticeRow.id)
        .limit(max(1, min(request.limit, LARGEST_PAGE)))
    )
    found = tuple(ids)
    return Listed(found, tuple(_rows(context, found)), len(found), chain.head(context.session))


def mark_notice(context: Context, request: MarkNotice) -> None:
    """Report that a notice was sent, or failed.

    A notice fetched just before its decision was revoked may arrive here as sent although it was dropped
    meanwhile: it *has* reached the learner, so it is noted as sent and corrected at once.
    """
    row = context.fetch(NoticeRow, request.notice_id, "这条通知")
    if row.state == "dropped" and request.sent:
        row.state, row.sent_at, row.attempts = "sent", context.now, row.attempts + 1
        _correct(context, row)
        _touch(context, row)
        return
    state = STATES[row.state]
    check_version(
        row, request.seen_version, f"这条通知刚刚有变化，现在是“{state}”。请刷新后再试。", state=row.state
    )
    if row.state not in ("pending", "failed"):
        raise Conflict(f"这条通知现在是“{state}”，不能再登记。", {"state": row.state})
    if context.now < row.due_at:
        invalid(("notice_id", "not_due", f"决定还在可以撤销的时间内，{words(row.due_at)} 之后才能发出。"))
    row.attempts += 1
    if request.sent:
        row.state, row.sent_at, row.error = "sent", context.now, ""
    else:
        row.state, row.error = "failed", request.error.strip()[:200] or "未说明原因"
    _touch(context, row)


def retry_notice(context: Context, request: RetryNotice) -> None:
    """A failed notice becomes pending again, due at once."""
    row = context.fetch(NoticeRow, request.notice_id, "这条通知")
    state = STATES[row.state]
    check_version(
        row, request.seen_version, f"这条通知刚刚有变化，现在是“{state}”。请刷新后再试。", state=row.state
    )
    if row.state != "failed":
        raise Conflict(f"只有发送失败的通知可以重发，这条现在是“{state}”。", {"state": row.state})
    row.state, row.due_at = "pending", max(context.now, row.due_at)
    _touch(context, row)


def _touch(context: Context, row: NoticeRow) -> None:
    """What it is about too: its history says when the learner heard (R13)."""
    context.touch(SubjectKind.NOTICE, row)
    if row.submission_id is not None:
        context.touch(SubjectKind.SUBMISSION, context.fetch(SubmissionRow, row.submission_id, "这份资料"))
    if row.registration_id is not None:
        registration = context.fetch(RegistrationRow, row.registration_id, "这个报名")
        context.touch(SubjectKind.REGISTRATION, registration)


def _correct(context: Context, sent: NoticeRow) -> None:
    known = select(NoticeRow.id).where(NoticeRow.corrects_id == sent.id, NoticeRow.state != "dropped")
    if context.session.scalar(known.limit(1)) is not None:
        return
    when = words(sent.sent_at) if sent.sent_at else ""
    leave_notice(
        context,
        candidate_id=sent.candidate_id,
        submission_id=sent.submission_id,
        decision_id=sent.decision_id,
        kind="correction",
        text=f"更正：{when} 发出的“{NOTICE_KINDS.get(sent.kind, '审核')}”通知已撤销，您的资料将重新审核，请以后续通知为准。",
        due_at=context.now,
        corrects_id=sent.id,
    )


def _sorts(context: Context) -> dict[str, ColumnElement[Any]]:
    return {
        "name": in_order(context.session, CandidateRow.pinyin),
        "state": NoticeRow.state.expression,
        "due": NoticeRow.due_at.expression,
    }


def _rows(context: Context, ids: Sequence[int]) -> list[NoticeLine]:
    found = {line.id: line for line in _lines(context, ids)}
    return [found[identity] for identity in ids if identity in found]


def _lines(context: Context, ids: Iterable[int]) -> list[NoticeLine]:
    found: Any = context.session.execute(
        select(NoticeRow, CandidateRow.name)
        .join(CandidateRow, CandidateRow.id == NoticeRow.candidate_id)
        .where(NoticeRow.id.in_(tuple(ids)))
    )
    return [
        NoticeLine(
            id=row.id,
            version=row.version,
            candidate_id=row.candidate_id,
            submission_id=row.submission_id,
            registration_id=row.registration_id,
            name=name,
            kind=row.kind,
            text=for_reader(context.principal, row.text),
            state=row.state,
            due_at=row.due_at,
            sent_at=row.sent_at,
            attempts=row.attempts,
            error=row.error,
            corrects=row.corrects_id,
        )
        for row, name in found
    ]
