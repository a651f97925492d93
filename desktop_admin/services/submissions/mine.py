"""What a learner sees of their own applications; a decision shows once its undo time has passed (R10)."""

from sqlalchemy import select

from desktop_admin.contract.errors import NotAllowed
from desktop_admin.contract.submissions import MySubmission, MySubmissionList, MySubmissions
from desktop_admin.models.submissions import SubmissionRow
from desktop_admin.services.context import Context
from desktop_admin.services.submissions.current import UNDO_TIME, current_papers, last_decision


def my_submissions(context: Context, request: MySubmissions) -> MySubmissionList:
    """Every application of the session's learner, newest first."""
    me = context.principal.candidate_id
    if me is None:
        raise NotAllowed("请以学员身份登录。")
    rows = context.session.scalars(
        select(SubmissionRow).where(SubmissionRow.candidate_id == me).order_by(SubmissionRow.id.desc())
    )
    return MySubmissionList(tuple(_mine(context, row) for row in rows))


def _mine(context: Context, row: SubmissionRow) -> MySubmission:
    last = last_decision(context, row.id)
    decision = last[0] if last is not None else None
    state, text = row.state, ""
    if decision is not None and row.decided_at is not None:
        if context.now < decision.at + UNDO_TIME:
            state = str(decision.before["state"])
        elif state in ("approved", "returned", "rejected"):
            text = decision.sentence
    papers = tuple(current_papers(context, row.id))
    return MySubmission(row.id, row.version, row.category, state, text, papers)
