"""Sessions (场次): made, changed, opened, ended."""

from dataclasses import dataclass
from datetime import date, datetime

from desktop_admin.contract.base import Command, Receipt


@dataclass(frozen=True)
class Duty:
    """Who invigilates, and in which room (None: not settled yet)."""

    invigilator_id: int
    room_id: int | None = None


@dataclass(frozen=True)
class SessionForm:
    """What is edited of a session.

    ``starts`` and ``ends`` are times of day on the office's clock (``09:00``): moving an exam to another day changes
    ``exam`` alone.  ``name`` empty: generated, and following date and categories.  The three cut-offs are pins, None
    follows the exam date; pins and site, rooms and duties stand in the form so that one edit, one preview and one
    conflict cover them all.  Pins are whole minutes and need ``pin_reason``.
    """

    exam: date
    starts: str
    ends: str
    capacity: int
    categories: tuple[str, ...]
    site_id: int | None = None
    name: str = ""
    rooms: tuple[int, ...] = ()
    duties: tuple[Duty, ...] = ()
    application_opens: datetime | None = None
    application_closes: datetime | None = None
    study_closes: datetime | None = None
    pin_reason: str = ""


@dataclass(frozen=True)
class CreateSession(Command[Receipt]):
    """Add a session, as a draft nobody outside sees."""

    form: SessionForm


@dataclass(frozen=True)
class EditSession(Command[Receipt]):
    """Change a session: date, places, pins (C01, C04). Fields merge.

    Where people have applied, ``reason`` says why the date, a cut-off or the number of places changes; there are never
    fewer places than people.  ``counts["changed"]`` is the number of fields that differ afterwards.
    """

    session_id: int
    seen: SessionForm
    wanted: SessionForm
    reason: str = ""


@dataclass(frozen=True)
class OpenSession(Command[Receipt]):
    """Let people apply, from the opening of the window on. It needs a site and a close that lies ahead."""

    session_id: int
    seen_version: int


@dataclass(frozen=True)
class BackToDraft(Command[Receipt]):
    """Take an open session back while nobody has applied."""

    session_id: int
    seen_version: int


@dataclass(frozen=True)
class CancelSession(Command[Receipt]):
    """A session that will not be held, with a reason; it stays visible. Refused while people stand in it."""

    session_id: int
    seen_version: int
    reason: str


@dataclass(frozen=True)
class ArchiveSession(Command[Receipt]):
    """Close a session for good once it was held, or its day passed with nobody in it: read-only from then on (C16)."""

    session_id: int
    seen_version: int
