"""Accounts: who has one, adding, editing, first passwords."""

from dataclasses import dataclass, field
from datetime import datetime

from desktop_admin.contract.base import SECRET, Command, Question, Receipt
from desktop_admin.rules.roles import Role


@dataclass(frozen=True)
class NewAccount:
    """An account to be made. ``roles`` may be several."""

    name: str
    roles: tuple[Role, ...]
    password: str = field(metadata=SECRET)


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
