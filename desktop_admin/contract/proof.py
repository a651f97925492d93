"""The journal proves itself."""

from dataclasses import dataclass

from desktop_admin.contract.base import Question


@dataclass(frozen=True)
class JournalProof:
    """Result of checking the chain. ``broken_at`` is the first number that does not fit."""

    intact: bool
    rows: int
    head: int
    head_hash: str
    broken_at: int | None
    sentence: str


@dataclass(frozen=True)
class VerifyJournal(Question[JournalProof]):
    """Check the chain from 1 to the head, and that a remembered head ``N:HASH`` is still part of it."""

    remembered: str = ""
