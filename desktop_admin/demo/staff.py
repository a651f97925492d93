"""The people of the demo office and their passwords."""

import string
from dataclasses import dataclass
from random import Random

from desktop_admin.rules.roles import Role

#: Letters and digits nobody mistakes for each other when reading a password aloud.
_LETTERS = "".join(c for c in string.ascii_lowercase if c not in "ilo")
_DIGITS = "23456789"

ADMINISTRATOR = "系统管理员"
PORTAL = "网站门户"

_STAFF: tuple[tuple[str, tuple[Role, ...]], ...] = (
    (ADMINISTRATOR, (Role.ADMINISTRATOR,)),
    ("王敏", (Role.REVIEWER, Role.CHIEF)),
    ("李四", (Role.REVIEWER,)),
    ("赵会计", (Role.FINANCE,)),
    ("周考务", (Role.COORDINATOR,)),
    ("郑监督", (Role.AUDITOR,)),
    (PORTAL, (Role.PORTAL,)),
)


@dataclass(frozen=True)
class DemoStaff:
    """An account of the demo office, with the password that works."""

    name: str
    roles: tuple[Role, ...]
    password: str


def make_staff(seed: int) -> tuple[DemoStaff, ...]:
    """The accounts, administrator and chief first; passwords follow from the seed."""
    rng = Random(f"kaowu demo staff {seed}")
    return tuple(DemoStaff(name, roles, password(rng)) for name, roles in _STAFF)


def password(rng: Random) -> str:
    """Like ``hbtq-4827-mkvd``: fourteen characters with letters and digits."""
    parts = ("".join(rng.choices(signs, k=4)) for signs in (_LETTERS, _DIGITS, _LETTERS))
    return "-".join(parts)
