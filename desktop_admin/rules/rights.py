"""Who may do what: read by the service that enforces and by the button that greys (house §5).

Keys are request names, because ``rules`` knows no contract. What people do stands in ``commands`` with its
words; what is only asked, and signals, stand here. A test holds that every request has one row and every row
a request.
"""

from collections.abc import Iterable, Mapping

from desktop_admin.rules.commands import COMMANDS
from desktop_admin.rules.roles import (
    ADMIN,
    ANYONE,
    BUSINESS,
    CHIEF,
    DESK,
    EXAMS,
    JOURNAL_READERS,
    READERS,
    REVIEW,
    REVIEW_READERS,
    Role,
    Roles,
)

#: Requests that need no session at all.
WITHOUT_SESSION = frozenset({"OfficeFacts", "SignIn", "FirstRun"})

#: Questions and signals.
QUESTIONS: Mapping[str, Roles] = {
    # staff and the office itself
    "OfficeFacts": ANYONE,
    "WhoAmI": ANYONE,
    "StaffList": DESK,
    "OpenGrants": CHIEF | {Role.AUDITOR},
    # the feed and the journal
    "Changes": DESK,
    "CommandOutcome": ANYONE,
    "JournalPage": JOURNAL_READERS,
    "JournalEntry": JOURNAL_READERS,
    "VerifyJournal": DESK,
    # people and companies
    "PossibleDuplicates": REVIEW_READERS,
    "Search": READERS,
    "PeopleList": READERS,
    "CompanyList": READERS | {Role.PORTAL},
    "CandidatePage": READERS,
    "CompanyPage": READERS,
    # papers and submissions
    "MySubmissions": frozenset({Role.LEARNER}),
    "ReviewQueue": REVIEW_READERS,
    "ReviewProgress": REVIEW_READERS,
    "ReviewDays": READERS,
    "Dossier": REVIEW_READERS,
    "ClaimSubject": REVIEW,
    "ReleaseClaim": REVIEW,
    # policy: what a chief may change
    "Catalogue": DESK | {Role.PORTAL, Role.LEARNER},
    "ReasonReport": REVIEW_READERS,
    "PolicySettings": DESK,
    "SettingsHistory": JOURNAL_READERS,
    "MonthWindows": ANYONE,
    # months of exams
    "MonthPage": READERS,
    "MonthTemplate": READERS,
    "SessionCard": READERS,
    "SessionList": READERS,
    "PreviewSession": EXAMS,
    "Sites": READERS,
    "Invigilators": READERS,
    "CalendarYear": DESK,
    # registrations, orders, applications
    "Registrations": READERS,
    "RegistrationPage": READERS,
    "RegistrationOffers": READERS | {Role.LEARNER},
    "MyRegistrations": frozenset({Role.LEARNER}),
    "ExamGate": READERS,
    "RiskList": READERS,
    "Fees": DESK,
    "ParkedPayments": READERS,
    # study hours
    "OpenHoursStage": EXAMS,
    "StageHours": EXAMS,
    "DropHoursStage": EXAMS,
    "StagedHours": EXAMS,
    "HoursBatches": READERS,
    "HoursClasses": READERS,
    # notices
    "Notices": READERS,
    "DueNotices": frozenset({Role.PORTAL}),
    # files no record names yet: each hears of the purposes that are theirs (rules/purposes)
    "UnnamedFiles": frozenset({Role.FINANCE, Role.COORDINATOR, Role.CHIEF}),
    # backups
    "Backups": ADMIN,
}


def who_may(request: str) -> Roles:
    """Who may make the request of that name. KeyError for a name that is no request."""
    return COMMANDS[request].roles if request in COMMANDS else QUESTIONS[request]


def may(roles: Iterable[Role], request: str) -> bool:
    """Whether a person with these roles may make the request of that name."""
    return not who_may(request).isdisjoint(roles)


def sees_whole_numbers(roles: Iterable[Role]) -> bool:
    """Whether the person may reveal ID numbers and phones (domain §6); lists stay masked for all."""
    return not BUSINESS.isdisjoint(roles)
