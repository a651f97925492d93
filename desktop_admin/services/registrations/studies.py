"""How far people have studied, for any number of registrations at once."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select

from desktop_admin.models.policy import CategoryRow
from desktop_admin.models.registrations import RegistrationRow
from desktop_admin.rules.hour_facts import HoursFact, newest
from desktop_admin.rules.study import Study
from desktop_admin.services.context import Context
from desktop_admin.services.hours.facts import facts_of

_CHUNK = 500


def studies(context: Context, registrations: Iterable[int]) -> Mapping[int, Study]:
    """Registration id → what its category asks for and what is known of it.

    Of several classes the one with most counts, never their sum: a platform that renames a class would count twice.
    """
    wanted = list(registrations)
    best: dict[int, HoursFact] = {}
    for (identity, _class), facts in facts_of(context, wanted).items():
        last = newest(facts)
        if last is not None and (identity not in best or last.minutes > best[identity].minutes):
            best[identity] = last
    found: dict[int, Study] = {}
    for start in range(0, len(wanted), _CHUNK):
        for identity, hours in context.ask(_required(), ids=wanted[start : start + _CHUNK]):
            last = best.get(identity)
            found[identity] = Study(hours * 60, last.minutes, last.as_of) if last else Study(hours * 60)
    return found


@cache
def _required() -> Select[*tuple[Any, ...]]:
    return (
        select(RegistrationRow.id, CategoryRow.required_hours)
        .join(CategoryRow, CategoryRow.key == RegistrationRow.category)
        .where(RegistrationRow.id.in_(bindparam("ids", expanding=True)))
    )
