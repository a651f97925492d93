"""What is shown of a session: its card, its row in a list, and a look ahead before saving."""

from dataclasses import dataclass
from datetime import date, datetime

from desktop_admin.contract.base import ListQuestion, Question
from desktop_admin.contract.exams.sessions import SessionForm
from desktop_admin.rules.exam_sessions import SessionMove, SessionState
from desktop_admin.rules.window_words import WindowLine


@dataclass(frozen=True)
class Span:
    """A window as it stands now: ``words`` is 未开放…, 开放中，还有 2天3小时, or 已截止…"""

    opens: datetime
    closes: datetime
    open: bool
    words: str


@dataclass(frozen=True)
class RoomUse:
    """A room of a session."""

    id: int
    name: str
    places: int


@dataclass(frozen=True)
class DutyRecord:
    """Somebody who invigilates; ``room`` is empty where it is not settled."""

    invigilator_id: int
    name: str
    room: str


@dataclass(frozen=True)
class SessionRecord:
    """A session with its windows in words.

    ``booked`` have a place, ``waiting`` wait for one.  ``lines``: each cut-off and why.  ``warnings`` are what a
    coordinator should know, ``clashes`` rooms and people needed elsewhere at the same time.  ``moves``: what this
    person may do with it now; ``fixed`` says why it cannot be changed any more, empty while it can.
    """

    id: int
    version: int
    state: SessionState
    form: SessionForm
    name: str
    cycle: str
    starts: datetime
    ends: datetime
    site: str
    rooms: tuple[RoomUse, ...]
    duties: tuple[DutyRecord, ...]
    booked: int
    waiting: int
    registration: Span
    study: Span
    application: Span
    lines: tuple[WindowLine, ...]
    warnings: tuple[str, ...]
    clashes: tuple[str, ...]
    moves: tuple[SessionMove, ...]
    fixed: str
    ended_reason: str
    moved_to_id: int | None


@dataclass(frozen=True)
class SessionCard(Question[SessionRecord]):
    """One session."""

    session_id: int


@dataclass(frozen=True)
class SessionRow:
    """A session in a list."""

    id: int
    name: str
    state: SessionState
    cycle: str
    exam: date
    starts: datetime
    ends: datetime
    site: str
    categories: tuple[str, ...]
    capacity: int
    booked: int
    waiting: int


@dataclass(frozen=True)
class SessionList(ListQuestion[SessionRow]):
    """Sessions by text (name or site), cycle (``2026-11``) and state, the latest exam first; empty: all.

    ``sort``: name, starts, state.
    """

    text: str = ""
    cycle: str = ""
    state: SessionState | None = None


@dataclass(frozen=True)
class WindowChange:
    """A cut-off that would move (``field`` as in :class:`SessionForm`, or ``registration``)."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class FormFault:
    """Why a form cannot be saved."""

    field: str
    code: str
    message: str


@dataclass(frozen=True)
class SessionPreview:
    """What saving a form would do. ``faults`` forbid it, ``warnings`` do not (C02).

    ``changes``: cut-offs that move; none for a new session.  ``booked`` and ``waiting`` are the people it would
    concern; ``reason_needed`` because of them.  With faults of the dates ``lines`` is empty.
    """

    name: str
    cycle: str
    lines: tuple[WindowLine, ...]
    changes: tuple[WindowChange, ...]
    faults: tuple[FormFault, ...]
    warnings: tuple[str, ...]
    clashes: tuple[str, ...]
    booked: int
    waiting: int
    reason_needed: bool


@dataclass(frozen=True)
class PreviewSession(Question[SessionPreview]):
    """Look ahead before saving: a new session, or ``session_id`` changed to ``form``."""

    form: SessionForm
    session_id: int | None = None
