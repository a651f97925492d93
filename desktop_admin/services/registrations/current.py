"""Small things several files of this package ask of a registration."""

from desktop_admin.contract.errors import Conflict
from desktop_admin.models.registrations import RegistrationRow
from desktop_admin.rules.clock import words
from desktop_admin.rules.registrations import Standing
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services.chain import last_change
from desktop_admin.services.context import Context, check_version
from desktop_admin.services.people.acting import acting_for

LONGEST_REASON = 200


def own(context: Context, registration_id: int, seen_version: int, source: str) -> RegistrationRow:
    """The living registration, for a step of its learner or of staff on behalf; the step saw ``seen_version``."""
    row = context.fetch(RegistrationRow, registration_id, "这个报名")
    acting_for(context, row.candidate_id, source)
    living(context, row, seen_version)
    return row


def living(context: Context, row: RegistrationRow, seen_version: int) -> None:
    """Conflict when the registration has ended or is newer than what was seen."""
    if row.ended_at is not None:
        ended = Standing(row.ended_as).words
        raise Conflict(
            f"这个报名已于 {words(row.ended_at)} 成为“{ended}”，不能再改；需要时请重新报名。",
            {"reason": "ended", "state": row.ended_as},
        )
    who, when = last_change(context, SubjectKind.REGISTRATION, row.id)
    check_version(
        row, seen_version, f"{who}已于 {when} 改过这个报名，请看一眼最新情况再办。", reason="changed"
    )
