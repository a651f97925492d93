"""The roles people have, and the groups of them that may do the same (house §5). Who may do what: ``rights``."""

from collections.abc import Mapping
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

#: Groups that the table of commands and the one of questions name.
ANYONE: Roles = frozenset(Role)
BUSINESS: Roles = frozenset({Role.REVIEWER, Role.COORDINATOR, Role.FINANCE, Role.CHIEF})
READERS: Roles = BUSINESS | {Role.AUDITOR}
REVIEW: Roles = frozenset({Role.REVIEWER, Role.CHIEF})
REVIEW_READERS: Roles = REVIEW | {Role.AUDITOR, Role.COORDINATOR}
CHIEF: Roles = frozenset({Role.CHIEF})
ENROL: Roles = frozenset({Role.COORDINATOR, Role.CHIEF, Role.LEARNER})
EXAMS: Roles = frozenset({Role.COORDINATOR, Role.CHIEF})
ADMIN: Roles = frozenset({Role.ADMINISTRATOR})
DESK: Roles = READERS | ADMIN
INTAKE: Roles = REVIEW | {Role.COORDINATOR, Role.LEARNER}
NEWCOMERS: Roles = REVIEW | {Role.COORDINATOR, Role.PORTAL}
JOURNAL_READERS: Roles = frozenset({Role.CHIEF, Role.ADMINISTRATOR, Role.AUDITOR})
