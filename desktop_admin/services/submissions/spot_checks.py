"""Spot checks of what was approved unseen: drawn by chance, read by a second person (R20).

An all-green pre-check can be forged; a share of what bulk approval passed on it alone is therefore
read after all, by somebody else.
"""

import secrets

from sqlalchemy import func, select

from desktop_admin.contract.errors import Conflict, NotAllowed
from desktop_admin.contract.submissions import ConfirmSpotCheck
from desktop_admin.models.submissions import DecisionRow, SubmissionRow
from desktop_admin.rules.sampling import drawn
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services.context import Context
from desktop_admin.services.policy import settings
from desktop_admin.services.submissions.current import last_decision, papers_seen


def to_be_checked(context: Context) -> bool:
    """Whether the approval being made unseen is drawn. Not to be foretold: the chance is the system's own."""
    last = context.session.scalar(select(func.max(DecisionRow.id)).where(DecisionRow.drawn.is_(True)))
    since = context.session.scalar(
        select(func.count())
        .select_from(DecisionRow)
        .where(DecisionRow.id > (last or 0), DecisionRow.unseen.is_(True))
    )
    return drawn(settings(context).spot_check_percent, since or 0, secrets.randbelow(100))


def confirm_spot_check(context: Context, request: ConfirmSpotCheck) -> None:
    """The approval stands, and who else has read the papers is kept with it."""
    submission = context.fetch(SubmissionRow, request.submission_id, "这份申请")
    last = last_decision(context, submission.id)
    if not submission.spot_check or last is None:
        raise Conflict("这份资料已不在抽查之列：同事刚刚看过，或决定已有变化。", {"reason": "not_drawn"})
    decision = last[0]
    if decision.staff_id == context.staff_id:
        raise NotAllowed("自己通过的资料要由另一位审核人员抽查。", {"reason": "own"})
    papers = papers_seen(context, submission.id)
    if tuple(sha256 for sha256, _usable in papers.values()) != request.seen_hashes:
        raise Conflict(
            "学员刚刚更换了资料，您看到的是旧的一版，抽查没有保存。", {"reason": "papers_replaced"}
        )
    if submission.version != request.seen_version:
        raise Conflict("这份申请刚刚有了变化，抽查没有保存。请看一眼最新内容。", {"reason": "changed"})
    submission.spot_check = False
    decision.checked_by_id, decision.checked_at = context.staff_id, context.now
    context.touch(SubjectKind.SUBMISSION, submission)
