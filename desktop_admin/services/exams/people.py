"""Where the people of a session come in when the session changes: what a change needs, and what follows it.

Apart from the sessions, so that whoever knows people (applications, waiting lists, notices) does so here and edits
no session.
"""

from sqlalchemy import select

from desktop_admin.contract.errors import Conflict
from desktop_admin.contract.exams import SessionForm
from desktop_admin.models.exams import ExamSessionRow
from desktop_admin.models.registrations import RegistrationRow
from desktop_admin.services.context import Context
from desktop_admin.services.exams.counts import heads
from desktop_admin.services.registrations.letters import session_words, tell
from desktop_admin.services.registrations.waiting import fill_places

#: What people have planned by: changing it where somebody applied needs a reason (C04, C05).
TOLD = (
    *("exam", "starts", "ends", "site_id", "capacity", "categories"),
    *("application_opens", "application_closes", "study_closes"),
)


def reason_needed(context: Context, row: ExamSessionRow, before: SessionForm, after: SessionForm) -> bool:
    """Whether somebody stands in the session and hears of this change."""
    changed = any(getattr(before, field) != getattr(after, field) for field in TOLD)
    return changed and heads(context, [row.id])[row.id].people > 0


def refuse_with_people(context: Context, row: ExamSessionRow, deed: str) -> None:
    """Conflict while anybody stands in the session: ``deed`` would drop them silently."""
    found = heads(context, [row.id])[row.id]
    if found.people:
        raise Conflict(
            f"本场已有 {found.booked} 人申请、{found.waiting} 人候补，不能{deed}；请先逐人安排去向。",
            {"booked": found.booked, "waiting": found.waiting},
        )


def follow(
    context: Context, row: ExamSessionRow, before: SessionForm, after: SessionForm, reason: str
) -> None:
    """A session that may have people was changed from ``before`` to ``after``, in the same transaction.

    Everybody in it hears what it is now and why; places that are free now go to those who wait.
    """
    if any(getattr(before, field) != getattr(after, field) for field in TOLD):
        standing = context.session.scalars(
            select(RegistrationRow).where(
                RegistrationRow.session_id == row.id, RegistrationRow.ended_at.is_(None)
            )
        )
        where = session_words(context, row)
        for one in list(standing):
            tell(context, one, "rearranged", f"您申请的考试有变动，现在是：{where}。原因：{reason.strip()}。")
    fill_places(context, row)
