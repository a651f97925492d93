"""A staged table as a whole against what the office knows: who each row is, and whether it may be booked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rapidfuzz import process
from sqlalchemy import select

from desktop_admin.contract.hours import HourFault, LineFault
from desktop_admin.models.hours import HoursStageRow, StagedHoursRow
from desktop_admin.models.people import CandidateNumbers, CandidateRow
from desktop_admin.models.policy import CategoryRow
from desktop_admin.models.registrations import RegistrationRow
from desktop_admin.rules.hour_facts import HoursFact, fault_of, is_known
from desktop_admin.rules.masks import mask_id
from desktop_admin.rules.names import name_key
from desktop_admin.services.context import Context
from desktop_admin.services.hours.facts import facts_of

_CHUNK = 500
#: Names offered for a number nobody has.
_NEAR = 3
_NEAR_ENOUGH = 66


@dataclass(frozen=True)
class JudgedHours:
    """``fresh``: (registration, class, minutes, as_of) to be booked."""

    fresh: tuple[tuple[int, str, int, datetime], ...]
    known: int
    faults: tuple[LineFault, ...]


@dataclass(frozen=True)
class _Enrolled:
    id: int
    category: str
    short: str
    registered_at: datetime


def judged(context: Context, stage: HoursStageRow) -> JudgedHours:
    """Every row, in the order of the table."""
    lines = context.session.execute(
        select(*StagedHoursRow.__table__.columns)
        .where(StagedHoursRow.stage_id == stage.id)
        .order_by(StagedHoursRow.place)
    ).all()
    people = _people(context, {line.id_number for line in lines})
    enrolled = _enrolled(context, {person for person, _name in people.values()})
    facts = facts_of(context, [one.id for many in enrolled.values() for one in many])
    names = _NearNames(context)
    fresh: list[tuple[int, str, int, datetime]] = []
    known, faults = 0, []
    for line in lines:
        as_of = line.as_of or stage.as_of
        found = _which(line, people, enrolled, names)
        if isinstance(found, LineFault):
            faults.append(found)
            continue
        if as_of is None:
            faults.append(_fault(line, HourFault.NO_DATE, "这一行没有数据截至，请先回答整张表的数据截至。"))
            continue
        row, before = HoursFact(line.minutes, as_of), facts[found.id, line.class_name]
        if is_known(row, before):
            known += 1
            continue
        wrong = fault_of(row, before, found.registered_at, context.now)
        if wrong is not None:
            faults.append(_fault(line, *wrong))
            continue
        before.append(row)  # a later row of the same table is judged beside this one
        fresh.append((found.id, line.class_name, line.minutes, as_of))
    return JudgedHours(tuple(fresh), known, tuple(faults))


def _which(
    line: Any,
    people: Mapping[str, tuple[int, str]],
    enrolled: Mapping[int, Sequence[_Enrolled]],
    names: "_NearNames",
) -> _Enrolled | LineFault:
    person = people.get(line.id_number)
    if person is None:
        near = names.near(line.name)
        hint = f"相近的学员：{'、'.join(near)}。" if near else ""
        message = f"没有证件号码为 {mask_id(line.id_number)} 的学员，请核对证件号码或先登记。{hint}"
        return _fault(line, HourFault.UNKNOWN, message, near)
    candidate, name = person
    if name_key(name) != name_key(line.name):
        return _fault(line, HourFault.NAME, f"这个证件号码登记的是{name}，表里写的是{line.name}，请核对。")
    all_of = enrolled.get(candidate, ())
    if not all_of:
        return _fault(line, HourFault.UNREGISTERED, f"{name}没有正在进行的报名，学时没有可以计入的地方。")
    if len(all_of) == 1:
        return all_of[0]
    named = [one for one in all_of if one.short and one.short in line.class_name]
    if len(named) == 1:
        return named[0]
    choices = "、".join(one.short for one in all_of)
    return _fault(
        line, HourFault.WHICH, f"{name}报了{choices}，班级名称看不出是哪一个；请在班级名称里写明类别，例如{all_of[0].short}。"
    )  # fmt: skip


def _fault(line: Any, code: HourFault, message: str, near: tuple[str, ...] = ()) -> LineFault:
    return LineFault(line.sheet, line.row, line.name, code, message, near)


def _people(context: Context, numbers: Iterable[str]) -> Mapping[str, tuple[int, str]]:
    """Number → (the person it belongs to today, their name); a merged record leads to the one that was kept."""
    found: dict[str, tuple[int, str]] = {}
    moved: dict[str, int] = {}
    wanted = list(numbers)
    row = CandidateRow
    for start in range(0, len(wanted), _CHUNK):
        for number, identity, name, into in context.session.execute(
            select(CandidateNumbers.id_number, row.id, row.name, row.merged_into_id)
            .join(row, row.id == CandidateNumbers.candidate_id)
            .where(CandidateNumbers.id_number.in_(wanted[start : start + _CHUNK]))
        ):
            if into is None:
                found[number] = (identity, name)
            else:
                moved[number] = into
    query = select(row.id, row.name).where(row.id.in_(set(moved.values())))
    kept: dict[int, str] = dict(context.session.execute(query).all())
    return {**{number: (into, kept[into]) for number, into in moved.items()}, **found}


def _enrolled(context: Context, people: Iterable[int]) -> Mapping[int, Sequence[_Enrolled]]:
    found: dict[int, list[_Enrolled]] = defaultdict(list)
    wanted, row = list(people), RegistrationRow
    for start in range(0, len(wanted), _CHUNK):
        for candidate, identity, category, at, short in context.session.execute(
            select(row.candidate_id, row.id, row.category, row.registered_at, CategoryRow.short)
            .join(CategoryRow, CategoryRow.key == row.category)
            .where(row.candidate_id.in_(wanted[start : start + _CHUNK]), row.ended_at.is_(None))
            .order_by(row.id)
        ):
            found[candidate].append(_Enrolled(identity, category, short, at))
    return found


class _NearNames:
    """Names of people with a living registration, asked once and only when a number is unknown."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._names: list[str] | None = None

    def near(self, name: str) -> tuple[str, ...]:
        """Up to three that read like ``name``."""
        if self._names is None:
            query = (
                select(CandidateRow.name)
                .join(RegistrationRow, RegistrationRow.candidate_id == CandidateRow.id)
                .where(RegistrationRow.ended_at.is_(None))
                .distinct()
                .order_by(CandidateRow.name)
            )
            self._names = list(self._context.session.scalars(query))
        found = process.extract(name, self._names, limit=_NEAR, score_cutoff=_NEAR_ENOUGH)
        return tuple(str(one[0]) for one in found)
