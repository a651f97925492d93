"""Who may be registered twice."""

from dataclasses import dataclass
from datetime import datetime

from desktop_admin.contract.base import Question


@dataclass(frozen=True)
class Twin:
    """Two records that may be one person, and why we think so; who ruled the pair out and when, if anybody."""

    first_id: int
    second_id: int
    first: str
    second: str
    reason: str
    ruled_out_by: str = ""
    ruled_out_at: datetime | None = None


@dataclass(frozen=True)
class Twins:
    """Possible duplicates, strongest reason first."""

    rows: tuple[Twin, ...]


@dataclass(frozen=True)
class PossibleDuplicates(Question[Twins]):
    """People who may be registered twice; ``candidate_id`` limits it to one person.

    ``ruled_out``: instead the pairs that were found to be two people, newest first.
    """

    candidate_id: int | None = None
    ruled_out: bool = False
