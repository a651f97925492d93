"""Applications change hands when two records of one person are merged (asked by services/people)."""

from sqlalchemy import select

from desktop_admin.models.submissions import SubmissionRow
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services.context import Context
from desktop_admin.services.submissions.checks import refresh


def move_to_candidate(context: Context, from_id: int, to_id: int) -> int:
    """Give every application of one record to the other; how many. Duplicates show up as such."""
    rows = list(context.session.scalars(select(SubmissionRow).where(SubmissionRow.candidate_id == from_id)))
    for row in rows:
        row.candidate_id = to_id
        context.touch(SubjectKind.SUBMISSION, row)
    context.session.flush()
    for row in rows:
        if row.queue is not None:
            refresh(context, row)
    return len(rows)
