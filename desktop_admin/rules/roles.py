"""Who may do what: one table, read by the service that enforces and by the button that greys (house §5).

Keys are request names, because ``rules`` knows no contract.  A test holds that
every request has a row and every row a request.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Role(StrEnum):
    """A person may have several (seed; domain §3)."""

    REVIEWER = "reviewer"
    COORDINATOR = "coordinator"
    FINANCE = "finance"
    CHIEF = "chief"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    PORTAL = "portal"
    LEARNER = "learner"

    @property
    def label(self) -> str:
        """The Chinese word on screens."""
        return _LABELS[self]


_LABELS: Mapping[Role, str] = {
    Role.REVIEWER: "审核",
    Role.COORDINATOR: "考务",
    Role.FINANCE: "财务",
    Role.CHIEF: "主管",
    Role.ADMINISTRATOR: "管理员",
    Role.AUDITOR: "只读",
    Role.PORTAL: "门户",
    Role.LEARNER: "学员",
}

#: Roles an administrator can give to a member of staff. ``LEARNER`` only comes with a learner session.
STAFF_ROLES = (
    Role.REVIEWER,
    Role.COORDINATOR,
    Role.FINANCE,
    Role.CHIEF,
    Role.ADMINISTRATOR,
    Role.AUDITOR,
)

Roles = frozenset[Role]

ANYONE: Roles = frozenset(Role)
_BUSINESS: Roles = frozenset({Role.REVIEWER, Role.COORDINATOR, Role.FINANCE, Role.CHIEF})
_READERS: Roles = _BUSINESS | {Role.AUDITOR}
_REVIEW: Roles = frozenset({Role.REVIEWER, Role.CHIEF})
_REVIEW_READERS: Roles = _REVIEW | {Role.AUDITOR, Role.COORDINATOR}
_CHIEF: Roles = frozenset({Role.CHIEF})
_ADMIN: Roles = frozenset({Role.ADMINISTRATOR})
_DESK: Roles = _READERS | _ADMIN
_INTAKE: Roles = _REVIEW | {Role.COORDINATOR, Role.LEARNER}
_NEWCOMERS: Roles = _REVIEW | {Role.COORDINATOR, Role.PORTAL}

#: Requests that need no session at all.
WITHOUT_SESSION = frozenset({"OfficeFacts", "SignIn", "FirstRun"})

MAY: Mapping[str, Roles] = {
    # staff and the office itself
    "OfficeFacts": ANYONE,
    "SignIn": ANYONE,
    "FirstRun": ANYONE,
    "SignOut": ANYONE,
    "WhoAmI": ANYONE,
    "ChangePassword": _DESK | {Role.PORTAL},
    "StaffList": _DESK,
    "AddStaff": _ADMIN,
    "EditStaff": _ADMIN,
    "ResetPassword": _ADMIN,
    "OpenGrants": _CHIEF | {Role.AUDITOR},
    "AcknowledgeGrants": _CHIEF,
    "OpenLearnerSession": frozenset({Role.PORTAL}),
    # the feed and the journal
    "Changes": _DESK,
    "CommandOutcome": ANYONE,
    "JournalPage": frozenset({Role.CHIEF, Role.ADMINISTRATOR, Role.AUDITOR}),
    "JournalEntry": frozenset({Role.CHIEF, Role.ADMINISTRATOR, Role.AUDITOR}),
    # Administration is apart from business: whole numbers are for those who decide (sees_whole_numbers).
    "RevealJournalEntry": _CHIEF,
    "VerifyJournal": _DESK,
    "PurgeDetails": _CHIEF,
    # people and companies
    "RegisterCompany": _NEWCOMERS,
    "EditCompany": _REVIEW | {Role.COORDINATOR},
    "RegisterCandidate": _NEWCOMERS,
    "EditCandidate": _REVIEW | {Role.COORDINATOR, Role.LEARNER},
    "MergeCandidates": _REVIEW,
    "PossibleDuplicates": _REVIEW_READERS,
    "Search": _READERS,
    "PeopleList": _READERS,
    "CompanyList": _READERS | {Role.PORTAL},
    "CandidatePage": _READERS,
    "CompanyPage": _READERS,
    "RevealCandidate": _BUSINESS,
    # papers and submissions
    "UploadPaper": _INTAKE,
    "SubmitPapers": _INTAKE,
    "WithdrawSubmission": _INTAKE,
    "MySubmissions": frozenset({Role.LEARNER}),
    "ReviewQueue": _REVIEW_READERS,
    "ReviewProgress": _REVIEW_READERS,
    "Dossier": _REVIEW_READERS,
    "ApproveSubmission": _REVIEW,
    "ReturnSubmission": _REVIEW,
    "RejectSubmission": _REVIEW,
    "UndoDecision": _REVIEW,
    "RevokeDecision": _REVIEW,
    "ConfirmSpotCheck": _REVIEW,
    "CloseDuplicate": _REVIEW,
    "SetAside": _REVIEW,
    "BringBack": _REVIEW,
    "AddNote": _REVIEW | {Role.COORDINATOR},
    "AdmitLate": _CHIEF,
    "TakeOverClaim": _REVIEW,
    "ClaimSubmission": _REVIEW,
    "ReleaseClaim": _REVIEW,
    "ExportPapers": _REVIEW | {Role.COORDINATOR},
    # policy: what a chief may change
    "Catalogue": _DESK | {Role.PORTAL, Role.LEARNER},
    "EditCategory": _CHIEF,
    "AddReason": _CHIEF,
    "EditReason": _CHIEF,
    "ReasonReport": _REVIEW_READERS,
    "PolicySettings": _DESK,
    "EditPolicy": _CHIEF,
    "MonthWindows": ANYONE,
    "ShiftRegistration": _CHIEF,
    # notices
    "Notices": _READERS,
    "DueNotices": frozenset({Role.PORTAL}),
    "MarkNotice": frozenset({Role.PORTAL}) | _REVIEW,
    "RetryNotice": _REVIEW,
    # backups
    "Backups": _ADMIN,
    "OrderBackup": _ADMIN,
    "CancelBackup": _ADMIN,
    "EditBackupPlan": _ADMIN,
    "SetBackupFolder": _ADMIN,
}


def may(roles: Iterable[Role], request: str) -> bool:
    """Whether a person with these roles may make the request of that name."""
    return not MAY[request].isdisjoint(roles)


def sees_whole_numbers(roles: Iterable[Role]) -> bool:
    """Whether the person may reveal ID numbers and phones (domain §6); lists stay masked for all."""
    return not _BUSINESS.isdisjoint(roles)
