"""Two people who look alike and are not one."""

from dataclasses import dataclass

from desktop_admin.contract.base import Command, Receipt


@dataclass(frozen=True)
class RuleOutTwins(Command[Receipt]):
    """Two records are two people: the pair is remembered and no longer listed, for nobody.

    Both versions are those the person compared. Conflict where a colleague was first, a record was changed
    or merged meanwhile. What was looked at is remembered with it: a new likeness lists the pair again.
    """

    first_id: int
    first_version: int
    second_id: int
    second_version: int
    reason: str = ""


@dataclass(frozen=True)
class ListTwinsAgain(Command[Receipt]):
    """Take :class:`RuleOutTwins` back. Conflict where the pair is not ruled out (any more)."""

    first_id: int
    second_id: int
