"""What makes two people look like one: the reasons, strongest first, and the facts each of them stands on.

Pairs are looked for only inside small groups that share something, so that 100,000 people do not mean five
thousand million pairs.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import combinations
from typing import Any, Final

from rapidfuzz.distance import OSA

from desktop_admin.rules.identity import expand_15

#: A phone shared by more people than this is a company's clerk, not one human twice.
SHARED_PHONE: Final = 6
#: Whatever is shared by more people than this says nothing about any two of them.
LARGEST_GROUP: Final = 50

_OLD_AND_NEW, _NUMBER_SLIP, _NAME_AND_BIRTH, _NAME_AND_PHONE, _NAME_AND_COMPANY, _PHONE = range(6)
WHY: Final = {
    _OLD_AND_NEW: "同一证件的15位与18位号码",
    _NUMBER_SLIP: "读音相同，证件号码只差一位或两位颠倒",
    _NAME_AND_BIRTH: "姓名和出生日期相同",
    _NAME_AND_PHONE: "姓名和电话相同",
    _NAME_AND_COMPANY: "姓名和单位相同",
    _PHONE: "电话相同",
}


@dataclass(frozen=True)
class Person:
    """What is compared of one person."""

    id: int
    name: str
    pinyin: str
    birth_date: date | None
    company_id: int | None
    id_number: str
    phone: str


Pair = tuple[int, int]


@dataclass(frozen=True, order=True)
class Sign:
    """One reason (a key of :data:`WHY`; the smaller the stronger) and what it stands on.

    ``facts`` is short on purpose: it tells a changed fact from the same one, and many numbers fit it.
    """

    why: int
    facts: str

    def __str__(self) -> str:
        return f"{self.why}:{self.facts}"


def alike(people: Iterable[Person]) -> Iterator[tuple[Pair, Sign]]:
    """Every pair that looks like one person, (smaller id, larger id), once for each reason."""
    people = list(people)
    known = {person.id: person for person in people}
    for (first, second), why in _pairs(people):
        yield (first, second), Sign(why, _digest(why, known[first], known[second]))


def _digest(why: int, first: Person, second: Person) -> str:
    facts: Any = {
        _OLD_AND_NEW: sorted((first.id_number, second.id_number)),
        _NUMBER_SLIP: sorted((first.id_number, second.id_number)),
        _NAME_AND_BIRTH: (first.name, str(first.birth_date)),
        _NAME_AND_PHONE: (first.name, first.phone),
        _NAME_AND_COMPANY: (first.name, first.company_id),
        _PHONE: first.phone,
    }[why]
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:6]


def _pairs(people: Iterable[Person]) -> Iterator[tuple[Pair, int]]:
    people = sorted(people, key=lambda person: person.id)
    for first, second in _groups(people, lambda person: expanded(person.id_number) or person.id_number):
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


def _half(half: slice, person: Person) -> tuple[str, str]:
    return person.pinyin, person.id_number[half]


def _groups(
    people: Iterable[Person], key: Callable[[Person], Any], most: int = LARGEST_GROUP
) -> Iterator[tuple[Person, Person]]:
    groups: dict[Any, list[Person]] = defaultdict(list)
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


def expanded(number: str) -> str:
    """The 18-digit form of a sound 15-digit number, or nothing."""
    if len(number) != 15:
        return ""
    try:
        return expand_15(number)
    except ValueError:
        return ""


def shortened(number: str) -> str:
    """The 15-digit form an 18-digit number had, or nothing for people born after 1999."""
    return number[:6] + number[8:17] if len(number) == 18 and number[6:8] == "19" else ""
