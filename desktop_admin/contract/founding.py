"""What a desk asks before anyone signs in: which office this is, and setting up an empty one."""

from dataclasses import dataclass, field
from datetime import datetime

from desktop_admin.contract.base import SECRET, Command, Question, Receipt
from desktop_admin.contract.staff import NewAccount


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
class FirstRun(Command[Receipt]):
    """Set up an empty office: its name, an administrator and a chief (one person may be both).

    A server demands the ``setup_code`` it printed when it started.
    """

    office_name: str
    accounts: tuple[NewAccount, ...]
    setup_code: str = field(default="", metadata=SECRET)
