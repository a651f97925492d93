"""How far people have studied, for any number of registrations at once."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select

from desktop_admin.models.policy import CategoryRow
from desktop_admin.models.registrations import RegistrationRow
from desktop_admin.rules.study import Study
from desktop_admin.services.context import Context

_CHUNK = 500


def studies(context: Context, registrations: Iterable[int]) -> Mapping[int, Study]:
    """Registration id → what its category asks for and what is known of it.

    No request brings hours in yet, so none are known; whoever books them reads them here.
    """
    wanted = list(registrations)
    found: dict[int, Study] = {}
    for start in range(0, len(wanted), _CHUNK):
        for identity, hours in context.ask(_required(), ids=wanted[start : start + _CHUNK]):
            found[identity] = Study(hours * 60)
    return found


@cache
def _required() -> Select[*tuple[Any, ...]]:
    return (
        select(RegistrationRow.id, CategoryRow.required_hours)
        .join(CategoryRow, CategoryRow.key == RegistrationRow.category)
        .where(RegistrationRow.id.in_(bindparam("ids", expanding=True)))
    )
