"""What a decision tells the learner, word for word as it is sent."""

from datetime import datetime

from desktop_admin.contract.errors import Invalid
from desktop_admin.models.submissions import SubmissionRow
from desktop_admin.rules.categories import category
from desktop_admin.rules.clock import words
from desktop_admin.rules.cycles import Cycle, next_close
from desktop_admin.rules.errors import RuleBroken
from desktop_admin.rules.reasons import DecisionKind, ReasonGiven, fields_of, sentence
from desktop_admin.services.context import Context, invalid
from desktop_admin.services.policy import window_of


def deadline(context: Context) -> datetime:
    """The next registration close that still lies ahead (domain §2.4)."""
    return next_close(context.now, window_of(context))


def approval_letter(context: Context, submission: SubmissionRow) -> str:
    """Approved: what now, and until when to register and pay."""
    name = category(submission.category).short
    cycle = Cycle.parse(submission.cycle)
    closes = window_of(context)(cycle).closes
    if context.now < closes:
        return f"您的{name}报名资料已审核通过，请于 {words(closes)} 前完成报名缴费。"
    return f"您的{name}报名资料已审核通过。{cycle.label}报名缴费已截止，请在下一次开放时办理。"


def refusal_letter(
    context: Context, submission: SubmissionRow, kind: DecisionKind, reasons: tuple[ReasonGiven, ...]
) -> str:
    """Returned or rejected: every defect at once (行政许可法 32)."""
    open_fields = {name for given in reasons for name in fields_of(given.text)}
    if open_fields:
        invalid(("reasons", "field", f"原因里还有没填的内容：{'、'.join(sorted(open_fields))}。"))
    try:
        text = sentence(reasons, kind=kind, deadline=deadline(context))
    except RuleBroken as error:
        raise Invalid(
            str(error), {"faults": [{"field": "reasons", "code": "missing", "message": str(error)}]}
        ) from None
    return f"您的{category(submission.category).short}报名资料{_TITLES[kind]}。{text}"


_TITLES = {DecisionKind.RETURN: "需要修改", DecisionKind.REJECT: "审核未通过"}
