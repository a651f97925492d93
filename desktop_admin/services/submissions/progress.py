"""The numbers above the queue: 今日 47 / 待审 112 · 最久 2天3小时 (R17)."""

from datetime import datetime, time

from sqlalchemy import func, select

from desktop_admin.contract.submissions import Progress, ReviewProgress
from desktop_admin.models.submissions import DecisionRow, SubmissionRow
from desktop_admin.rules.clock import CHINA, local
from desktop_admin.services.chain import head
from desktop_admin.services.context import Context
from desktop_admin.services.submissions.letters import deadline
from desktop_admin.services.submissions.queue import at_border, set_aside_now, to_check, waiting


def review_progress(context: Context, request: ReviewProgress) -> Progress:
    """Counts of what waits and of today's decisions that still stand; today is the office's day."""
    session = context.session
    work = session.execute(
        select(
            func.count(),
            func.min(SubmissionRow.waiting_since),
            func.count().filter(SubmissionRow.queue == 0),
            func.count().filter(SubmissionRow.attempt > 1),
        ).where(*waiting(context))
    ).one()
    midnight = datetime.combine(local(context.now).date(), time(), CHINA)
    today = session.execute(
        select(func.count(), func.count().filter(DecisionRow.staff_id == context.principal.staff_id)).where(
            DecisionRow.at >= midnight, DecisionRow.undone_at.is_(None)
        )
    ).one()
    return Progress(
        waiting=work[0],
        decided_today=today[0],
        mine_today=today[1],
        oldest=work[1],
        re_review=work[2],
        border=session.scalar(select(func.count()).select_from(SubmissionRow).where(*at_border(context)))
        or 0,
        set_aside=session.scalar(
            select(func.count()).select_from(SubmissionRow).where(*set_aside_now(context))
        )
        or 0,
        spot_checks=session.scalar(select(func.count()).select_from(SubmissionRow).where(*to_check(context)))
        or 0,
        resubmitted=work[3],
        deadline=deadline(context),
        as_of=head(session),
    )
