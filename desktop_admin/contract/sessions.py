"""Who is at the desk: sign-in and sign-out, one's own password, a learner's session by the portal."""

from dataclasses import dataclass, field
from datetime import datetime

from desktop_admin.contract.base import SECRET, TYPED_NAME, Command, Question, Receipt
from desktop_admin.rules.roles import Role


@dataclass(frozen=True)
class Person:
    """The member of staff (or portal, or learner) who asks. ``must_change`` asks for a new password."""

    id: int
    name: str
    roles: tuple[Role, ...]
    must_change: bool = False


@dataclass(frozen=True)
class SignedIn:
    """Answer of a sign-in. A refusal is an answer too: it leaves a trace (house §1).

    On refusal ``token`` and ``person`` are None and ``problem`` says why and what to do;
    ``not_before`` is the instant before which another try is not looked at.
    """

    token: str | None
    person: Person | None
    problem: str = ""
    not_before: datetime | None = None


@dataclass(frozen=True)
class SignIn(Command[SignedIn]):
    """Open a session. After 5 wrong passwords tries are delayed, a minute to a quarter of an hour,
    except where the account signed in before."""

    name: str = field(metadata=TYPED_NAME)
    password: str = field(metadata=SECRET)
    workstation: str = ""


@dataclass(frozen=True)
class SignOut(Command[Receipt]):
    """End this session and let go of its claims."""


@dataclass(frozen=True)
class WhoAmI(Question[Person]):
    """The person this session belongs to."""


@dataclass(frozen=True)
class PasswordChange:
    """Answer of a change of password. A wrong old one is an answer too: it is counted like a sign-in."""

    changed: bool
    problem: str = ""
    not_before: datetime | None = None


@dataclass(frozen=True)
class ChangePassword(Command[PasswordChange]):
    """Change one's own password."""

    old: str = field(metadata=SECRET)
    new: str = field(metadata=SECRET)


@dataclass(frozen=True)
class LearnerSession:
    """The token the portal uses for one learner's own steps."""

    token: str
    candidate_id: int


@dataclass(frozen=True)
class OpenLearnerSession(Command[LearnerSession]):
    """The portal opens a session for the learner it has identified; intake then uses that person."""

    candidate_id: int
