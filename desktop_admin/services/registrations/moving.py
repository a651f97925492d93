"""Two records of one person were merged: registrations go to the record that was kept."""

from sqlalchemy import select

from desktop_admin.contract.errors import Conflict
from desktop_admin.models.registrations import RegistrationRow
from desktop_admin.rules.categories import category
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services.context import Context


def move_registrations(context: Context, from_id: int, to_id: int) -> None:
    """Move them all; Conflict where both records live in one category: a person decides which of the two ends."""
    row = RegistrationRow
    kept = set(
        context.session.scalars(select(row.category).where(row.candidate_id == to_id, row.ended_at.is_(None)))
    )
    moving = list(context.session.scalars(select(row).where(row.candidate_id == from_id)))
    for one in moving:
        if one.ended_at is None and one.category in kept:
            raise Conflict(
                f"两条记录都报了{category(one.category).short}，没有合并。请先取消其中一个报名，再合并。",
                {"reason": "both_registered", "category": one.category},
            )
    for one in moving:
        one.candidate_id = to_id
        context.touch(SubjectKind.REGISTRATION, one)
    context.session.flush()
