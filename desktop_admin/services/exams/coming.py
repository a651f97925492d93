"""Which sessions still to be held need a site, a room or a person: what is in use is not retired."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from desktop_admin.contract.errors import Conflict
from desktop_admin.models.exams import ExamDuty, ExamSessionRoom, ExamSessionRow
from desktop_admin.rules.exam_sessions import EDITABLE
from desktop_admin.services.context import Context


def by_site(context: Context) -> Mapping[int, int]:
    """Site id → how many sessions are still to be held there."""
    return _counted(context, select(ExamSessionRow.site_id, func.count()).group_by(ExamSessionRow.site_id))


def by_room(context: Context) -> Mapping[int, int]:
    """Room id → how many sessions still to be held use it."""
    query = select(ExamSessionRoom.room_id, func.count()).join(
        ExamSessionRow, ExamSessionRow.id == ExamSessionRoom.session_id
    )
    return _counted(context, query.group_by(ExamSessionRoom.room_id))


def by_invigilator(context: Context) -> Mapping[int, int]:
    """Invigilator id → how many sessions still to be held need that person."""
    query = select(ExamDuty.invigilator_id, func.count()).join(
        ExamSessionRow, ExamSessionRow.id == ExamDuty.session_id
    )
    return _counted(context, query.group_by(ExamDuty.invigilator_id))


def refuse_in_use(coming: int, what: str) -> None:
    """Conflict when something that is about to be retired is still needed."""
    if coming:
        raise Conflict(
            f"还有 {coming} 场未考的场次要用{what}，不能停用；请先给这些场次另行安排。", {"sessions": coming}
        )


def is_coming() -> ColumnElement[bool]:
    """Sessions that are still to be held, drafts included."""
    return ExamSessionRow.state.in_([str(state) for state in EDITABLE])


def _counted(context: Context, query: Select[*tuple[Any, ...]]) -> Mapping[int, int]:
    return {
        int(thing): int(many)
        for thing, many in context.session.execute(query.where(is_coming()))
        if thing is not None
    }
