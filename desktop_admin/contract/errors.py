"""Failures a person can do something about.

Each has a stable ``code`` and a Chinese sentence that names the fault and the
way out.  Anything that is not an :class:`OfficeError` is our bug.
"""

from collections.abc import Mapping
from typing import Any, ClassVar


class OfficeError(Exception):
    """An expected failure; ``details`` is plain JSON data and never personal."""

    code: ClassVar[str] = "office_error"

    def __init__(self, message: str, details: Mapping[str, Any] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.details: dict[str, Any] = dict(details or {})


class NotAllowed(OfficeError):
    """The person's roles do not include this."""

    code = "not_allowed"


class NotFound(OfficeError):
    """The thing named is not there (or not for this person to see)."""

    code = "not_found"


class Conflict(OfficeError):
    """Somebody else got there first. ``details`` says who, when and what."""

    code = "conflict"


class Invalid(OfficeError):
    """The input breaks rules; ``details["faults"]`` lists all of them: field, code, message."""

    code = "invalid"


class Unavailable(OfficeError):
    """The data cannot be reached now: locked, full, offline."""

    code = "unavailable"


class Busy(OfficeError):
    """Too much to do just now; nothing was taken. ``details["retry_after"]``: seconds until it is worth trying."""

    code = "busy"


class QuotaReached(OfficeError):
    """This learner has uploaded all that a day allows.

    ``details``: ``limit`` (files or size), ``retry_after`` in seconds, ``resumes_at`` the instant it begins anew.
    """

    code = "quota_reached"


class SignInNeeded(OfficeError):
    """No session, or it has ended."""

    code = "sign_in_needed"


class Outdated(OfficeError):
    """This program and the office do not speak the same contract."""

    code = "outdated"


ERRORS: Mapping[str, type[OfficeError]] = {
    kind.code: kind
    for kind in (
        NotAllowed,
        NotFound,
        Conflict,
        Invalid,
        Unavailable,
        Busy,
        QuotaReached,
        SignInNeeded,
        Outdated,
    )
}
