"""When somebody hands out more rights than they have themselves: what the chiefs are told (issue: accounts, 4.3).

Whoever sets an account's password knows it, so a new account and a reset password count like rights given to
oneself.  主管 counts even when a chief gives it: the second pair of eyes must not be one's own.
"""

from collections.abc import Collection
from enum import StrEnum

from desktop_admin.rules.roles import Role


class GrantWay(StrEnum):
    """How rights were handed out."""

    OWN = "own"
    """To oneself."""
    RAISED = "raised"
    """To another account, or by letting a disabled one in again."""
    MADE = "made"
    """With a new account."""
    RESET = "reset"
    """With a new password for an account that has them."""


def gained(giver: Collection[Role], before: Collection[Role], after: Collection[Role]) -> frozenset[Role]:
    """The roles to tell of: what ``after`` has beyond ``before`` and beyond the giver's own.

    ``before`` is empty for an account that was disabled, or whose password the giver now knows.
    """
    return frozenset(after) - frozenset(before) - (frozenset(giver) - {Role.CHIEF})


def may_acknowledge(
    who: int, concerned: Collection[int], chiefs: Collection[int], unproven: Collection[int]
) -> bool:
    """Whether ``who`` (an account) may say “seen”: a chief who is not concerned.

    ``unproven`` are those who were made chief by a grant nobody has seen yet: else two puppets would do.
    """
    return who in chiefs and who not in concerned and who not in unproven
