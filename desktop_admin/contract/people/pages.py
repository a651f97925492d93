"""One person = one page, one company = one page."""

from dataclasses import dataclass
from datetime import date, datetime

from desktop_admin.contract.base import Question
from desktop_admin.contract.people.candidates import CandidateForm
from desktop_admin.contract.people.companies import CompanyForm
from desktop_admin.contract.people.lists import CandidateRow


@dataclass(frozen=True)
class TimelineEntry:
    """Something that happened to a person or dossier: when, who, what, in a sentence for staff."""

    number: int
    at: datetime
    who: str
    on_behalf: bool
    title: str
    text: str


@dataclass(frozen=True)
class PersonSubmission:
    """One application on a person's page."""

    id: int
    category: str
    state: str
    cycle: str
    attempt: int
    at: datetime | None


@dataclass(frozen=True)
class CandidateCard:
    """One person = one page. Numbers are masked until revealed (RevealCandidate)."""

    id: int
    version: int
    form: CandidateForm
    name_typed: str
    company: str
    sex: str | None
    birth_date: date | None
    merged_into: int | None
    merged_from: tuple[int, ...]
    submissions: tuple[PersonSubmission, ...]
    timeline: tuple[TimelineEntry, ...]
    as_of: int


@dataclass(frozen=True)
class CandidatePage(Question[CandidateCard]):
    """Everything that happened to one person."""

    candidate_id: int


@dataclass(frozen=True)
class DatedName:
    """A name a company had from a day on."""

    name: str
    since: datetime


@dataclass(frozen=True)
class CompanyCard:
    """One company = one page."""

    id: int
    version: int
    form: CompanyForm
    names: tuple[DatedName, ...]
    people: tuple[CandidateRow, ...]
    timeline: tuple[TimelineEntry, ...]
    as_of: int


@dataclass(frozen=True)
class CompanyPage(Question[CompanyCard]):
    """A company with its people and its former names."""

    company_id: int
