"""People who may be registered twice, strongest reason first. It proposes; a person decides (merging.py).

Every rule first narrows the office to small groups by an indexed comparison and looks for pairs only
inside a group, so that 100,000 people do not mean five thousand million pairs.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import combinations
from typing import Any

from rapidfuzz.distance import OSA
from sqlalchemy import ColumnElement, func, select

from desktop_admin.contract.people import PossibleDuplicates, Twin, Twins
from desktop_admin.models.people import CandidateNumbers, CandidateRow
from desktop_admin.rules.identity import expand_15
from desktop_admin.services.context import Context
from desktop_admin.services.people.lists import candidate_lines

#: Pairs that are listed at most; nobody works through more in one go.
MOST_TWINS = 200
#: A phone shared by more people than this is a company's clerk, not one human twice.
SHARED_PHONE = 6
#: Whatever is shared by more people than this says nothing about any two of them.
LARGEST_GROUP = 50

_OLD_AND_NEW, _NUMBER_SLIP, _NAME_AND_BIRTH, _NAME_AND_PHONE, _NAME_AND_COMPANY, _PHONE = range(6)
_WHY = {
    _OLD_AND_NEW: "同一证件的15位与18位号码",
    _NUMBER_SLIP: "读音相同，证件号码只差一位或两位颠倒",
    _NAME_AND_BIRTH: "姓名和出生日期相同",
    _NAME_AND_PHONE: "姓名和电话相同",
    _NAME_AND_COMPANY: "姓名和单位相同",
    _PHONE: "电话相同",
}


@dataclass(frozen=True)
class _Person:
    id: int
    name: str
    pinyin: str
    birth_date: date | None
    company_id: int | None
    id_number: str
    phone: str


Pair = tuple[int, int]


def possible_duplicates(context: Context, request: PossibleDuplicates) -> Twins:
    """Possible pairs of the whole office, or only those with one person; at most 200."""
    one = request.candidate_id
    people = _suspects(context, one)
    reasons: dict[Pair, set[int]] = defaultdict(set)
    for pair, why in _pairs(people):
        if one is None or one in pair:
            reasons[pair].add(why)
    strongest = sorted(reasons.items(), key=lambda item: (min(item[1]), -len(item[1]), item[0]))[:MOST_TWINS]
    ids = sorted({identity for pair, _why in strongest for identity in pair})
    lines = {line.id: line for line in candidate_lines(context, ids)}

    def shown(identity: int) -> str:
        line = lines[identity]
        return "，".join(filter(None, (line.name, line.id_masked, line.company)))

    return Twins(
        tuple(
            Twin(*pair, shown(pair[0]), shown(pair[1]), "；".join(_WHY[why] for why in sorted(found)))
            for pair, found in strongest
        )
    )


def _suspects(context: Context, one: int | None) -> list[_Person]:
    """Everybody who shares a reading, a phone or an old number with somebody (or with this one person)."""
    if one is not None:
        return _like(context, one)
    readings = select(CandidateRow.pinyin).where(CandidateRow.merged_into_id.is_(None))
    readings = readings.group_by(CandidateRow.pinyin).having(func.count() > 1)
    phones = select(CandidateNumbers.phone).where(CandidateNumbers.phone != "")
    phones = phones.group_by(CandidateNumbers.phone).having(func.count().between(2, SHARED_PHONE))
    people = {person.id: person for person in _load(context, CandidateRow.pinyin.in_(readings))}
    people |= {person.id: person for person in _load(context, CandidateNumbers.phone.in_(phones))}
    old = _load(context, func.length(CandidateNumbers.id_number) == 15)
    people |= {person.id: person for person in old}
    new = [number for person in old if (number := _expanded(person.id_number))]
    for start in range(0, len(new), 500):
        found = _load(context, CandidateNumbers.id_number.in_(new[start : start + 500]))
        people |= {person.id: person for person in found}
    return list(people.values())


def _like(context: Context, one: int) -> list[_Person]:
    row = context.fetch(CandidateRow, one, "这名学员")
    numbers = context.fetch(CandidateNumbers, one, "学员的证件号码")
    forms = {numbers.id_number, _expanded(numbers.id_number), _shortened(numbers.id_number)} - {""}
    groups = [CandidateRow.pinyin == row.pinyin, CandidateNumbers.id_number.in_(forms)]
    if numbers.phone:
        groups.append(CandidateNumbers.phone == numbers.phone)
    return list({person.id: person for group in groups for person in _load(context, group)}.values())


def _load(context: Context, condition: ColumnElement[bool]) -> list[_Person]:
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
    return [_Person(*entry) for entry in found]


def _pairs(people: Iterable[_Person]) -> Iterator[tuple[Pair, int]]:
    people = sorted(people, key=lambda person: person.id)
    for first, second in _groups(people, lambda person: _expanded(person.id_number) or person.id_number):
        if len(first.id_number) != len(second.id_number):
            yield (first.id, second.id), _OLD_AND_NEW
    # A slip leaves the first or the second half of the number as it was: two small groups find it.
    for half in (slice(0, 8), slice(8, 17)):
        for first, second in _groups(people, partial(_half, half)):
            if _slip(first.id_number, second.id_number):
                yield (first.id, second.id), _NUMBER_SLIP
    for first, second in _groups(
        people, lambda person: person.birth_date and (person.name, person.birth_date)
    ):
        yield (first.id, second.id), _NAME_AND_BIRTH
    for first, second in _groups(
        people, lambda person: person.company_id and (person.name, person.company_id)
    ):
        yield (first.id, second.id), _NAME_AND_COMPANY
    for first, second in _groups(people, lambda person: person.phone, SHARED_PHONE):
        same_name = first.name == second.name
        yield (first.id, second.id), _NAME_AND_PHONE if same_name else _PHONE


def _half(half: slice, person: _Person) -> tuple[str, str]:
    return person.pinyin, person.id_number[half]


def _groups(
    people: Iterable[_Person], key: Callable[[_Person], Any], most: int = LARGEST_GROUP
) -> Iterator[tuple[_Person, _Person]]:
    groups: dict[Any, list[_Person]] = defaultdict(list)
    for person in people:
        shared = key(person)
        if shared:
            groups[shared].append(person)
    for group in groups.values():
        if 2 <= len(group) <= most:
            yield from combinations(group, 2)


def _slip(one: str, other: str) -> bool:
    """One digit typed wrong, or two neighbours swapped. The check digit follows from the rest and is left out."""
    if len(one) != len(other) or one == other:
        return False
    if len(one) == 18:
        one, other = one[:17], other[:17]
    return int(OSA.distance(one, other, score_cutoff=1)) == 1


def _expanded(number: str) -> str:
    if len(number) != 15:
        return ""
    try:
        return expand_15(number)
    except ValueError:
        return ""


def _shortened(number: str) -> str:
    """The 15-digit form an 18-digit number had, or nothing for people born after 1999."""
    return number[:6] + number[8:17] if len(number) == 18 and number[6:8] == "19" else ""
