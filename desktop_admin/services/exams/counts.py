"""How many people stand in a session: the one function every record, list and refusal asks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, case, func, select

from desktop_admin.models.registrations import RegistrationRow
from desktop_admin.rules.registrations import Application
from desktop_admin.services.context import Context


@dataclass(frozen=True)
class Heads:
    """``booked`` have a place, ``waiting`` wait for one."""

    booked: int = 0
    waiting: int = 0

    @property
    def people(self) -> int:
        """Everybody a change would concern."""
        return self.booked + self.waiting


def heads(context: Context, session_ids: Iterable[int]) -> Mapping[int, Heads]:
    """Session id → its people; every id is answered."""
    found: dict[int, Heads] = defaultdict(Heads)
    for identity, booked, waiting in context.ask(_counted(), ids=list(session_ids)):
        found[identity] = Heads(booked, waiting)
    return found


@cache
def _counted() -> Select[*tuple[Any, ...]]:
    row = RegistrationRow

    def of(application: Application) -> Any:
        return func.sum(case((row.application == application.value, 1), else_=0))

    return (
        select(row.session_id, of(Application.APPLIED), of(Application.WAITING))
        .where(row.session_id.in_(bindparam("ids", expanding=True)), row.ended_at.is_(None))
        .group_by(row.session_id)
    )
