"""What can be done with a dossier besides deciding."""

from dataclasses import dataclass
from datetime import datetime

from desktop_admin.contract.base import Command, Receipt


@dataclass(frozen=True)
class SetAside(Command[Receipt]):
    """Put a dossier aside until an instant; it comes back by itself (R17)."""

    submission_id: int
    seen_version: int
    until: datetime
    note: str = ""


@dataclass(frozen=True)
class BringBack(Command[Receipt]):
    """End a set-aside early."""

    submission_id: int
    seen_version: int


@dataclass(frozen=True)
class AddNote(Command[Receipt]):
    """Write a note; ``mentions`` are staff ids (@colleague, R17)."""

    submission_id: int
    text: str
    mentions: tuple[int, ...] = ()


@dataclass(frozen=True)
class AdmitLate(Command[Receipt]):
    """A chief admits an upload of the grace, or one decided late, into ``cycle``, with a reason (R12)."""

    submission_id: int
    seen_version: int
    cycle: str
    reason: str


@dataclass(frozen=True)
class ExportPapers(Command[Receipt]):
    """Original papers were saved or printed: journalled with how and which (domain §6)."""

    submission_id: int
    hashes: tuple[str, ...]
    how: str
