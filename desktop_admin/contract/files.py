"""What an uploaded file is, found out once when it is put into the office.

Facts are stored by the file's SHA-256 and the inspector's version; services and
desks only read them.  The file's text is personal data and is *not* part of the
facts: it stays beside them in the office (see :class:`Inspection`).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop_admin.contract.base import Question
from desktop_admin.rules.paper_reading import PaperReading
from desktop_admin.rules.purposes import Purpose


class RedSeal(StrEnum):
    """Whether a red seal shows. A grey scan is ``UNKNOWN``, never ``NO`` (R15)."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Problem:
    """A fault of a file: a stable ``code`` and a Chinese sentence naming fault and way out."""

    code: str
    message: str


@dataclass(frozen=True)
class Box:
    """A rectangle on a page *as displayed* (after /Rotate).

    ``page`` counts from 0; the other four are fractions (0..1) of the displayed
    page's width and height, origin top left.
    """

    page: int
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class FileFacts:
    """What the inspector found. ``pages`` is None for Word files, which have no pages of their own."""

    sha256: str
    size: int
    media_type: str
    acceptable: bool
    problems: tuple[Problem, ...]
    pages: int | None
    has_text: bool
    red_seal: RedSeal
    seals: tuple[Box, ...]
    blank_pages: tuple[int, ...]
    inspector: int


@dataclass(frozen=True)
class Inspection:
    """Facts, the text of each page (one entry for Word files) as far as a person sees it, and what it says.

    Text and reading never leave the office.
    """

    facts: FileFacts
    text: tuple[str, ...]
    reading: PaperReading


@dataclass(frozen=True)
class UnnamedFile:
    """A file that was put and that no record names yet; it goes at ``goes_at``. ``who`` put it last."""

    sha256: str
    purpose: Purpose
    file_name: str
    size: int
    who: str
    put_at: datetime
    goes_at: datetime


@dataclass(frozen=True)
class UnnamedFileList:
    """Soonest to go first; ``more`` when there are more than are listed (200)."""

    rows: tuple[UnnamedFile, ...]
    more: bool


@dataclass(frozen=True)
class UnnamedFiles(Question[UnnamedFileList]):
    """What was put and stands in no record yet, of the purposes this person is told of (``rules/purposes``)."""
