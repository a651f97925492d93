"""The same human twice: one record takes over everything, the other keeps its history and points on."""

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from desktop_admin.contract.people import MergeCandidates
from desktop_admin.models.people import CandidateNumbers, CandidateRow
from desktop_admin.models.submissions import SubmissionRow
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services.context import Context, invalid
from desktop_admin.services.notices import move_notices
from desktop_admin.services.people.rechecking import recheck
from desktop_admin.services.people.ruled_out import as_seen, move_ruled_out, refuse_ruled_out
from desktop_admin.services.registrations.moving import move_registrations
from desktop_admin.services.sessions import end_learner_sessions
from desktop_admin.services.submissions.moving import move_to_candidate


def merge_candidates(context: Context, request: MergeCandidates) -> None:
    """Move everything of ``drop_id`` to ``keep_id``.

    Both versions must be the ones the person saw.  The dropped record is not deleted: its number still
    finds the kept person, and its page shows what happened to it.  Company and phone fill in where the
    kept record has none; nothing else is overwritten.
    """
    if not request.reason.strip():
        invalid(("reason", "empty", "请写明为什么是同一个人，例如“证件号码升位”。"))
    if request.keep_id == request.drop_id:
        invalid(("drop_id", "same", "请选择两条不同的记录。"))
    keep, drop = as_seen(
        context, (request.keep_id, request.keep_version), (request.drop_id, request.drop_version)
    )
    refuse_ruled_out(context, (keep.id, drop.id), "没有合并")
    context.counts["submissions"] = move_to_candidate(context, drop.id, keep.id)
    move_registrations(context, drop.id, keep.id)
    move_notices(context, drop.id, keep.id)
    move_ruled_out(context, drop.id, keep.id)
    _fill_in(context, keep, drop)
    drop.merged_into_id = keep.id
    # Records merged into the dropped one earlier point straight to the kept one: no chains to follow.
    for earlier in list(
        context.session.scalars(select(CandidateRow).where(CandidateRow.merged_into_id == drop.id))
    ):
        earlier.merged_into_id = keep.id
        context.touch(SubjectKind.CANDIDATE, earlier)
    end_learner_sessions(context, drop.id)
    flag_modified(keep, "name")
    context.touch(SubjectKind.CANDIDATE, keep)
    context.touch(SubjectKind.CANDIDATE, drop)
    context.session.flush()
    recheck(context, SubmissionRow.candidate_id == keep.id)


def _fill_in(context: Context, keep: CandidateRow, drop: CandidateRow) -> None:
    if keep.company_id is None:
        keep.company_id = drop.company_id
    kept = context.fetch(CandidateNumbers, keep.id, "学员的证件号码")
    dropped = context.fetch(CandidateNumbers, drop.id, "学员的证件号码")
    if not kept.phone:
        kept.phone = dropped.phone
