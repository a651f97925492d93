"""Candidates: registered, edited, their whole numbers on request."""

from dataclasses import dataclass, field

from desktop_admin.contract.base import ID_NUMBER, PHONE, Command, Receipt
from desktop_admin.rules.identity import IdType


@dataclass(frozen=True)
class CandidateForm:
    """What is edited of a candidate. ``pinyin`` may be corrected per person; empty = worked out."""

    name: str
    id_type: IdType
    id_number: str = field(metadata=ID_NUMBER)
    company_id: int | None
    phone: str = field(default="", metadata=PHONE)
    pinyin: str = ""


@dataclass(frozen=True)
class RegisterCandidate(Command[Receipt]):
    """Register a person (seed §2.2), by the portal or by staff with the ``source`` noted."""

    form: CandidateForm
    source: str = ""


@dataclass(frozen=True)
class EditCandidate(Command[Receipt]):
    """Change a person. ``seen.id_number`` and ``seen.phone`` may be masked where unchanged.

    A learner may only name themself; ``candidate_id`` None means the session's person.
    """

    candidate_id: int | None
    seen: CandidateForm
    wanted: CandidateForm


@dataclass(frozen=True)
class Revealed:
    """The whole numbers. Never stored, never logged."""

    id_number: str
    phone: str


@dataclass(frozen=True)
class RevealCandidate(Command[Revealed]):
    """Show the whole ID number and phone: a command, because every reveal is journalled (domain §6)."""

    candidate_id: int
    why: str = ""
