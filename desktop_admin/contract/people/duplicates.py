"""Who may be registered twice."""

from dataclasses import dataclass

from desktop_admin.contract.base import Question


@dataclass(frozen=True)
class Twin:
    """Two records that may be one person, and why we think so."""

    first_id: int
    second_id: int
    first: str
    second: str
    reason: str


@dataclass(frozen=True)
class Twins:
    """Possible duplicates, strongest reason first."""

    rows: tuple[Twin, ...]


@dataclass(frozen=True)
class PossibleDuplicates(Question[Twins]):
    """People who may be registered twice; ``candidate_id`` limits it to one person."""

    candidate_id: int | None = None
