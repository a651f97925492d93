"""Who is worth comparing: people who share a reading, a phone or a number, found by indexed comparisons."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, func, select

from desktop_admin.models.people import CandidateNumbers, CandidateRow
from desktop_admin.services.context import Context
from desktop_admin.services.people.likeness import SHARED_PHONE, Person, expanded, shortened


def suspects(context: Context, one: int | None) -> list[Person]:
    """Everybody who shares a reading, a phone or an old number with somebody (or with this one person)."""
    if one is not None:
        return _like(context, one)
    readings = select(CandidateRow.pinyin).where(CandidateRow.merged_into_id.is_(None))
    readings = readings.group_by(CandidateRow.pinyin).having(func.count() > 1)
    phones = select(CandidateNumbers.phone).where(CandidateNumbers.phone != "")
    phones = phones.group_by(CandidateNumbers.phone).having(func.count().between(2, SHARED_PHONE))
    people = {person.id: person for person in load_people(context, CandidateRow.pinyin.in_(readings))}
    people |= {person.id: person for person in load_people(context, CandidateNumbers.phone.in_(phones))}
    old = load_people(context, func.length(CandidateNumbers.id_number) == 15)
    people |= {person.id: person for person in old}
    new = [number for person in old if (number := expanded(person.id_number))]
    for start in range(0, len(new), 500):
        found = load_people(context, CandidateNumbers.id_number.in_(new[start : start + 500]))
        people |= {person.id: person for person in found}
    return list(people.values())


def _like(context: Context, one: int) -> list[Person]:
    row = context.fetch(CandidateRow, one, "这名学员")
    numbers = context.fetch(CandidateNumbers, one, "学员的证件号码")
    forms = {numbers.id_number, expanded(numbers.id_number), shortened(numbers.id_number)} - {""}
    groups = [CandidateRow.pinyin == row.pinyin, CandidateNumbers.id_number.in_(forms)]
    if numbers.phone:
        groups.append(CandidateNumbers.phone == numbers.phone)
    return list({person.id: person for group in groups for person in load_people(context, group)}.values())


def these_people(context: Context, ids: Iterable[int]) -> list[Person]:
    """These, whatever they share; merged records are left out."""
    return load_people(context, CandidateRow.id.in_(tuple(ids)))


def load_people(context: Context, condition: ColumnElement[bool]) -> list[Person]:
    """Everybody of whom this is true; merged records are left out."""
    found: Any = context.session.execute(
        select(
            CandidateRow.id,
            CandidateRow.name,
            CandidateRow.pinyin,
            CandidateRow.birth_date,
            CandidateRow.company_id,
            CandidateNumbers.id_number,
            CandidateNumbers.phone,
        )
        .join(CandidateNumbers, CandidateNumbers.candidate_id == CandidateRow.id)
        .where(condition, CandidateRow.merged_into_id.is_(None))
    )
    return [Person(*entry) for entry in found]
