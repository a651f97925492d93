"""Companies and candidates: registration, pages, search, merging."""

from dataclasses import dataclass, field
from datetime import date, datetime

from desktop_admin.contract.base import ID_NUMBER, OPEN, PHONE, Command, Question, Receipt
from desktop_admin.rules.identity import IdType


@dataclass(frozen=True)
class CompanyForm:
    """What is edited of a company. Keyed on the credit code; names are dated (domain §4)."""

    name: str
    credit_code: str = field(metadata=OPEN)
    legal_representative: str = ""
    county: str = ""
    phone: str = field(default="", metadata=PHONE)


@dataclass(frozen=True)
class CandidateForm:
    """What is edited of a candidate. ``pinyin`` may be corrected per person; empty = worked out."""

    name: str
    id_type: IdType
    id_number: str = field(metadata=ID_NUMBER)
    company_id: int | None
    phone: str = field(default="", metadata=PHONE)
    pinyin: str = ""


@dataclass(frozen=True)
class RegisterCompany(Command[Receipt]):
    """Register a company (seed §2.4). A known credit code is refused, naming the company."""

    form: CompanyForm


@dataclass(frozen=True)
class EditCompany(Command[Receipt]):
    """Change a company; fields merge with what others changed meanwhile (X01)."""

    company_id: int
    seen: CompanyForm
    wanted: CompanyForm


@dataclass(frozen=True)
class RegisterCandidate(Command[Receipt]):
    """Register a person (seed §2.2), by the portal or by staff with the ``source`` noted."""

    form: CandidateForm
    source: str = ""


@dataclass(frozen=True)
class EditCandidate(Command[Receipt]):
    """Change a person. ``seen.id_number`` and ``seen.phone`` may be masked where unchanged.

    A learner may only name themself; ``candidate_id`` None means the session's person.
    """

    candidate_id: int | None
    seen: CandidateForm
    wanted: CandidateForm


@dataclass(frozen=True)
class MergeCandidates(Command[Receipt]):
    """The same human twice: everything of ``drop_id`` moves to ``keep_id``; history stays (deliver 2)."""

    keep_id: int
    keep_version: int
    drop_id: int
    drop_version: int
    reason: str


@dataclass(frozen=True)
class Twin:
    """Two records that may be one person, and why we think so."""

    first_id: int
    second_id: int
    first: str
    second: str
    reason: str


@dataclass(frozen=True)
class Twins:
    """Possible duplicates, strongest reason first."""

    rows: tuple[Twin, ...]


@dataclass(frozen=True)
class PossibleDuplicates(Question[Twins]):
    """People who may be registered twice; ``candidate_id`` limits it to one person."""

    candidate_id: int | None = None


@dataclass(frozen=True)
class Hit:
    """One line of Ctrl+K. ``kind`` is candidate, company or submission; ``numbers`` is masked."""

    kind: str
    id: int
    title: str
    subtitle: str
    numbers: str = ""


@dataclass(frozen=True)
class Hits:
    """Best first; ``total`` may exceed what is listed."""

    rows: tuple[Hit, ...]
    total: int


@dataclass(frozen=True)
class Search(Question[Hits]):
    """Name, pinyin or initials, ID (whole or last 4), phone, company, credit code (X08)."""

    text: str
    limit: int = 20


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


@dataclass(frozen=True)
class Revealed:
    """The whole numbers. Never stored, never logged."""

    id_number: str
    phone: str


@dataclass(frozen=True)
class RevealCandidate(Command[Revealed]):
    """Show the whole ID number and phone: a command, because every reveal is journalled (domain §6)."""

    candidate_id: int
    why: str = ""
