"""Companies and candidates: registration, pages, search, merging.

One subject in several files; everything is named here, where callers import it from.
"""

from desktop_admin.contract.people.candidates import (
    CandidateForm,
    EditCandidate,
    RegisterCandidate,
    RevealCandidate,
    Revealed,
)
from desktop_admin.contract.people.companies import CompanyForm, EditCompany, RegisterCompany
from desktop_admin.contract.people.duplicates import PossibleDuplicates, Twin, Twins
from desktop_admin.contract.people.lists import (
    CandidateRow,
    CompanyList,
    CompanyRow,
    PeopleList,
)
from desktop_admin.contract.people.merging import MergeCandidates
from desktop_admin.contract.people.pages import (
    CandidateCard,
    CandidatePage,
    CompanyCard,
    CompanyPage,
    DatedName,
    PersonSubmission,
    TimelineEntry,
)
from desktop_admin.contract.people.ruled_out import ListTwinsAgain, RuleOutTwins
from desktop_admin.contract.people.search import Hit, Hits, Search

__all__ = [
    "CandidateCard",
    "CandidateForm",
    "CandidatePage",
    "CandidateRow",
    "CompanyCard",
    "CompanyForm",
    "CompanyList",
    "CompanyPage",
    "CompanyRow",
    "DatedName",
    "EditCandidate",
    "EditCompany",
    "Hit",
    "Hits",
    "ListTwinsAgain",
    "MergeCandidates",
    "PeopleList",
    "PersonSubmission",
    "PossibleDuplicates",
    "RegisterCandidate",
    "RegisterCompany",
    "RevealCandidate",
    "Revealed",
    "RuleOutTwins",
    "Search",
    "TimelineEntry",
    "Twin",
    "Twins",
]
