"""Lists of people and of companies."""

from dataclasses import dataclass

from desktop_admin.contract.base import ListQuestion


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
class PeopleList(ListQuestion[CandidateRow]):
    """People by text (as in Search) and company, sorted by reading."""

    text: str = ""
    company_id: int | None = None


@dataclass(frozen=True)
class CompanyRow:
    """A company in a list."""

    id: int
    name: str
    credit_code: str
    county: str
    people: int


@dataclass(frozen=True)
class CompanyList(ListQuestion[CompanyRow]):
    """Companies by name, former name or credit code, sorted by the sound of their names; ``sort``: ``code``, ``county``."""

    text: str = ""
