"""What happens in the demo office, as data: who does what to which dossier, and when.

People and dossiers are named by keys of the plan; ids exist only once the office has given them.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Protocol

from desktop_admin.contract.submissions import DecisionKind
from desktop_admin.demo.mill import Paper
from desktop_admin.demo.paper_text import Application
from desktop_admin.rules.reasons import ReasonGiven

#: A dossier: the person's key and the category.
DossierKey = tuple[int, str]


class Step(Protocol):
    """Anything that happens. ``rank`` settles what happens in the same second: a person is there before the papers are."""

    rank: ClassVar[int]

    @property
    def at(self) -> datetime:
        """When."""
        ...


@dataclass(frozen=True)
class Register:
    """The portal registers a person. ``passport`` instead of the ID number makes a second record of a person."""

    rank: ClassVar[int] = 0
    at: datetime
    person: int
    passport: str = ""


@dataclass(frozen=True)
class HandIn:
    """Papers are uploaded and, with ``submit``, handed in. ``by`` empty: the learner; else staff, with a source.

    ``person`` differs from the application's person when a second record of the same human hands in.
    """

    rank: ClassVar[int] = 2
    at: datetime
    dossier: DossierKey
    application: Application
    papers: tuple[Paper, ...]
    submit: bool = True
    by: str = ""
    source: str = ""


@dataclass(frozen=True)
class Withdraw:
    """The learner takes the application back."""

    rank: ClassVar[int] = 1
    at: datetime
    dossier: DossierKey


@dataclass(frozen=True)
class Decide:
    """A member of staff decides on the papers as they are then."""

    rank: ClassVar[int] = 1
    at: datetime
    dossier: DossierKey
    by: str
    kind: DecisionKind
    reasons: tuple[ReasonGiven, ...] = ()


@dataclass(frozen=True)
class PutAside:
    """A dossier is set aside until an instant, with a note."""

    rank: ClassVar[int] = 1
    at: datetime
    dossier: DossierKey
    by: str
    until: datetime
    note: str


@dataclass(frozen=True)
class Remark:
    """A note, mentioning a colleague by name or nobody."""

    rank: ClassVar[int] = 1
    at: datetime
    dossier: DossierKey
    by: str
    text: str
    mention: str = ""


@dataclass(frozen=True)
class Merge:
    """Two records of one human become one."""

    rank: ClassVar[int] = 1
    at: datetime
    keep: int
    drop: int
    by: str
    reason: str


@dataclass(frozen=True)
class SendNotices:
    """The portal sends what is due; every ``fails_every``-th attempt fails (0: none)."""

    rank: ClassVar[int] = 1
    at: datetime
    fails_every: int = 0
