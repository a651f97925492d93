"""For whom a learner's step is made: the learner's own session, or staff on behalf with the source noted (R19)."""

from desktop_admin.contract.errors import NotAllowed
from desktop_admin.models.people import CandidateRow
from desktop_admin.services.context import Context, invalid


def acting_for(context: Context, named: int | None, source: str) -> CandidateRow:
    """The person the step is for: the learner's own session, or named by staff with the source noted."""
    own = context.principal.candidate_id
    if own is not None:
        if named is not None and named != own:
            raise NotAllowed("只能办理本人的报名资料。")
        named = own
    elif named is None:
        invalid(("candidate_id", "missing", "请先选择学员。"))
    elif not source.strip():
        invalid(("source", "missing", "代学员办理时请注明来源，例如“微信发来”。"))
    candidate = context.fetch(CandidateRow, named, "学员")
    if candidate.merged_into_id is not None:
        candidate = context.fetch(CandidateRow, candidate.merged_into_id, "学员")
    context.on_behalf_id = candidate.id
    return candidate
