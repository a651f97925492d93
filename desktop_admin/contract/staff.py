"""Who is at the desk: first run, sign-in, accounts."""

from dataclasses import dataclass, field
from datetime import datetime

from desktop_admin.contract.base import SECRET, TYPED_NAME, Command, Question, Receipt
from desktop_admin.rules.grants import GrantWay
from desktop_admin.rules.roles import Role


@dataclass(frozen=True)
class OfficeState:
    """What a desk may know before anyone signs in. ``contract`` is the range the office accepts."""

    name: str
    set_up: bool
    demonstration: bool
    contract_from: int
    contract_to: int
    now: datetime


@dataclass(frozen=True)
class OfficeFacts(Question[OfficeState]):
    """The first thing every desk asks."""


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
class NewAccount:
    """An account to be made. ``roles`` may be several."""

    name: str
    roles: tuple[Role, ...]
    password: str = field(metadata=SECRET)


@dataclass(frozen=True)
class FirstRun(Command[Receipt]):
    """Set up an empty office: its name, an administrator and a chief (one person may be both).

    A server demands the ``setup_code`` it printed when it started.
    """

    office_name: str
    accounts: tuple[NewAccount, ...]
    setup_code: str = field(default="", metadata=SECRET)


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
class StaffForm:
    """What an administrator edits of an account."""

    name: str
    roles: tuple[Role, ...]
    active: bool = True


@dataclass(frozen=True)
class StaffRow:
    """An account in the list."""

    id: int
    version: int
    form: StaffForm
    locked: bool
    must_change: bool
    last_seen: datetime | None


@dataclass(frozen=True)
class StaffPage:
    """All accounts, portal included."""

    rows: tuple[StaffRow, ...]
    as_of: int


@dataclass(frozen=True)
class StaffList(Question[StaffPage]):
    """Everybody with an account; names only matter to others, locks to the administrator."""


@dataclass(frozen=True)
class AddStaff(Command[Receipt]):
    """Make an account; the person must change the password at first sign-in."""

    account: NewAccount


@dataclass(frozen=True)
class EditStaff(Command[Receipt]):
    """Change name, roles or the active flag. Accounts are disabled, never deleted (X05)."""

    staff_id: int
    seen: StaffForm
    wanted: StaffForm


@dataclass(frozen=True)
class ResetPassword(Command[Receipt]):
    """Give a new first password and unlock the account."""

    staff_id: int
    password: str = field(metadata=SECRET)


@dataclass(frozen=True)
class Grant:
    """Rights that ``giver`` handed to ``account`` beyond the giver's own, and no chief has seen yet.

    ``giver`` is empty where it was done on the machine that holds the data, without an account.
    ``mine``: this person may acknowledge it; ``nobodys``: no chief is left who may.
    """

    id: int
    at: datetime
    giver: str
    account: str
    way: GrantWay
    roles: tuple[Role, ...]
    mine: bool
    nobodys: bool


@dataclass(frozen=True)
class OpenGrantsPage:
    """The newest of them, and how many there are."""

    rows: tuple[Grant, ...]
    total: int
    as_of: int


@dataclass(frozen=True)
class OpenGrants(Question[OpenGrantsPage]):
    """What a chief is told of accounts; an auditor sees what no chief is left to acknowledge."""


@dataclass(frozen=True)
class AcknowledgeGrants(Command[Receipt]):
    """A chief who is neither giver nor receiver has seen these."""

    grants: tuple[int, ...]


@dataclass(frozen=True)
class LearnerSession:
    """The token the portal uses for one learner's own steps."""

    token: str
    candidate_id: int


@dataclass(frozen=True)
class OpenLearnerSession(Command[LearnerSession]):
    """The portal opens a session for the learner it has identified; intake then uses that person."""

    candidate_id: int
