"""Lists of people and of companies."""

from dataclasses import dataclass

from desktop_admin.contract.base import Question


@dataclass(frozen=True)
class CandidateRow:
    """A person in a list; numbers masked (domain §6)."""

    id: int
    name: str
    pinyin: str
    id_masked: str
    phone_masked: str
    company: str
    submissions: int


@dataclass(frozen=True)
class People:
    """A page of people sorted by pinyin; ``ids`` holds every match in order."""

    ids: tuple[int, ...]
    rows: tuple[CandidateRow, ...]
    total: int
    as_of: int


@dataclass(frozen=True)
class PeopleList(Question[People]):
    """People by text (as in Search) and company; ``only`` re-asks touched ids."""

    text: str = ""
    company_id: int | None = None
    only: tuple[int, ...] | None = None
    limit: int = 200


@dataclass(frozen=True)
class CompanyRow:
    """A company in a list."""

    id: int
    name: str
    credit_code: str
    county: str
    people: int


@dataclass(frozen=True)
class Companies:
    """A page of companies; ``ids`` holds every match in order."""

    ids: tuple[int, ...]
    rows: tuple[CompanyRow, ...]
    total: int
    as_of: int


@dataclass(frozen=True)
class CompanyList(Question[Companies]):
    """Companies by name, former name or credit code."""

    text: str = ""
    only: tuple[int, ...] | None = None
    limit: int = 200
