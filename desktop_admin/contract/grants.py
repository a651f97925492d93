"""Rights handed out, until a chief has seen it (decision 0025)."""

from dataclasses import dataclass
from datetime import datetime

from desktop_admin.contract.base import Command, Question, Receipt
from desktop_admin.rules.grants import GrantWay
from desktop_admin.rules.roles import Role


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
