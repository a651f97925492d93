"""The tables and their migrations. Rows never leave the services.

Importing this package knows every table, so that ``Base.metadata`` is whole.
"""

from desktop_admin.models import (
    attempts,
    backups,
    claims,
    exams,
    files,
    hours,
    journal,
    notices,
    payments,
    people,
    policy,
    registrations,
    staff,
    submissions,
)
from desktop_admin.models.base import Base

__all__ = [
    "Base",
    "attempts",
    "backups",
    "claims",
    "exams",
    "files",
    "hours",
    "journal",
    "notices",
    "payments",
    "people",
    "policy",
    "registrations",
    "staff",
    "submissions",
]
