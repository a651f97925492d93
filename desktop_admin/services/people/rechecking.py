"""Names and numbers are what the pre-check looks for: when they change, waiting papers are checked again."""

from sqlalchemy import ColumnElement, select

from desktop_admin.models.submissions import SubmissionRow
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services.context import Context
from desktop_admin.services.submissions.checks import refresh


def recheck(context: Context, whose: ColumnElement[bool]) -> None:
    """Check the waiting applications of ``whose`` (a condition on them) again; decided ones stay as they were."""
    waiting = select(SubmissionRow).where(whose, SubmissionRow.queue.is_not(None))
    for submission in list(context.session.scalars(waiting)):
        refresh(context, submission)
        context.touch(SubjectKind.SUBMISSION, submission)
