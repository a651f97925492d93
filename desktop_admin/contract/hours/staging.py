"""Bringing a table of hours in: staged in small parts, looked at as a whole, booked by one command."""

from dataclasses import dataclass, field
from datetime import datetime

from desktop_admin.contract.base import ID_NUMBER, Command, Question, Receipt, Signal
from desktop_admin.rules.hour_facts import HourFault

#: Rows one :class:`StageHours` may carry.
MOST_ROWS = 1000


@dataclass(frozen=True)
class HoursLine:
    """One sound row of a table: where it stands, as Excel counts, and what it says. ``minutes`` whole minutes."""

    sheet: str
    row: int
    name: str
    id_number: str = field(metadata=ID_NUMBER)
    minutes: int
    class_name: str = ""
    as_of: datetime | None = None


@dataclass(frozen=True)
class StageOpened:
    """The stage's number."""

    stage_id: int


@dataclass(frozen=True)
class OpenHoursStage(Signal[StageOpened]):
    """Begin bringing a table in. ``as_of``: 数据截至 for rows that say none, where somebody answered."""

    file_name: str
    as_of: datetime | None = None


@dataclass(frozen=True)
class Staged:
    """How many rows the stage holds now."""

    rows: int


@dataclass(frozen=True)
class StageHours(Signal[Staged]):
    """Add rows to one's own stage, at most 1,000 at once; ``place`` of the first counts from 0, so a part sent
    twice stands there once."""

    stage_id: int
    place: int
    lines: tuple[HoursLine, ...]


@dataclass(frozen=True)
class DropHoursStage(Signal[Staged]):
    """Forget it: nothing was booked."""

    stage_id: int


@dataclass(frozen=True)
class LineFault:
    """One row that will not be booked, and what to do; ``near``: people it may mean, for an unknown one."""

    sheet: str
    row: int
    name: str
    code: HourFault
    message: str
    near: tuple[str, ...] = ()


@dataclass(frozen=True)
class HoursDryRun:
    """What booking would do now: ``fresh`` rows are new facts, ``known`` stand booked already, ``faults`` stay out."""

    rows: int
    fresh: int
    known: int
    faults: tuple[LineFault, ...]


@dataclass(frozen=True)
class StagedHours(Question[HoursDryRun]):
    """Look at one's own stage as a whole."""

    stage_id: int


@dataclass(frozen=True)
class BookHours(Command[Receipt]):
    """Book every sound row of one's own stage as one batch; rows with faults stay out.

    ``fresh`` is the number the person saw: another one by now is a Conflict.  ``counts``: booked, known, left.
    """

    stage_id: int
    fresh: int


@dataclass(frozen=True)
class UndoHours(Command[Receipt]):
    """Take a whole batch back, with a reason: its hours count no more."""

    batch_id: int
    seen_version: int
    reason: str
