"""What a pre-check is told: the person, the papers, the other dossiers. Services fill these from their tables."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from desktop_admin.rules.categories import Slot
from desktop_admin.rules.identity import IdType
from desktop_admin.rules.paper_reading import PaperReading


@dataclass(frozen=True)
class PersonFacts:
    """The person and the application as the office holds them. ``category`` is a key like ``C2_renewal``."""

    name: str
    id_type: IdType
    id_number: str
    company: str
    credit_code: str
    category: str
    sex: str | None = None
    birth_date: date | None = None
    certificate: str | None = None
    expires: date | None = None


@dataclass(frozen=True)
class PaperProblem:
    """A fault of the file as the inspector named it."""

    code: str
    message: str


@dataclass(frozen=True)
class PaperFacts:
    """One uploaded paper. ``pages`` is None for Word files; ``reading`` is what its text says.

    ``seal_page`` and ``blank_pages`` count from 0.
    """

    slot: Slot
    acceptable: bool
    problems: tuple[PaperProblem, ...] = ()
    pages: int | None = None
    has_text: bool = False
    reading: PaperReading = field(default_factory=PaperReading)
    red_seal: Literal["yes", "no", "unknown"] = "unknown"
    seal_page: int | None = None
    blank_pages: tuple[int, ...] = ()


@dataclass(frozen=True)
class OtherFacts:
    """What the office knows from other dossiers.

    ``same_file``: papers whose very bytes another person handed in too; ``same_application``: how many
    other submissions of this person exist in this category and cycle; ``other_names``: names under
    which the same ID number is known.
    """

    same_file: tuple[Slot, ...] = ()
    same_application: int = 0
    other_names: tuple[str, ...] = ()
