"""The rows of the queue that are on screen, and the words they are tagged with.

Apart from the queue itself because it is the dear part: two hundred rows cost more than
finding two thousand ids (benchmarks/queue.py).  So its statements are built once and the
columns come without the mapper.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any, Protocol

from sqlalchemy import Select, bindparam, select

from desktop_admin.contract.submissions import QueueRow
from desktop_admin.models.people import CandidateRow, CompanyRow
from desktop_admin.models.submissions import NoteRow, SubmissionRow
from desktop_admin.rules.cycles import Cycle
from desktop_admin.services.context import Context
from desktop_admin.services.policy import open_cycle

_CHUNK = 500
_UNDECIDED = ("waiting", "re_review")


class Tagged(Protocol):
    """What tags are read from: an application's row, whole or as columns."""

    @property
    def state(self) -> str: ...
    @property
    def cycle(self) -> str: ...
    @property
    def late_minutes(self) -> int: ...
    @property
    def next_month(self) -> bool: ...
    @property
    def admitted(self) -> bool: ...
    @property
    def replaced(self) -> bool: ...
    @property
    def duplicate(self) -> bool: ...
    @property
    def spot_check(self) -> bool: ...
    @property
    def bad_file(self) -> bool: ...
    @property
    def aside_until(self) -> datetime | None: ...


class Tags:
    """The tags as of one moment; made once a page. ``open_cycle``: what an upload now would be for."""

    def __init__(self, now: datetime, open_cycle: Cycle) -> None:
        self._now = now
        self._month = Cycle.of(now).key
        self._open = open_cycle.key

    def next_month(self, row: Tagged) -> bool:
        """下月 is said from today: once that month has come, the application is simply this month's."""
        return row.next_month and not row.admitted and row.cycle > self._month

    def of(self, row: Tagged, *, mentioned: bool) -> tuple[str, ...]:
        """The stable words a row or dossier is tagged with, in a fixed order."""
        aside = row.aside_until is not None and row.aside_until > self._now
        marks = (
            ("re_review", row.state == "re_review"),
            ("replaced", row.replaced),
            ("overdue", row.state in _UNDECIDED and row.cycle < self._open and not row.admitted),
            ("late", row.late_minutes > 0 and not row.admitted),
            ("next_month", self.next_month(row)),
            ("duplicate", row.duplicate),
            ("bad_file", row.bad_file),
            ("mentioned", mentioned),
            ("set_aside", aside),
            ("admitted", row.admitted),
            ("spot_check", row.spot_check),
        )
        return tuple([name for name, on in marks if on])


def rows_of(context: Context, ids: Iterable[int]) -> tuple[QueueRow, ...]:
    """The rows of these applications, in the order given; unknown ids are left out."""
    wanted = list(ids)
    tags = Tags(context.now, open_cycle(context))
    found: dict[int, QueueRow] = {}
    for start in range(0, len(wanted), _CHUNK):
        part = wanted[start : start + _CHUNK]
        called = _mentioned(context, part)
        for row in context.ask(_columns(), ids=part):
            number, version, person_id, company_id, category, state, attempt, since, late, cycle, *rest = row
            precheck, aside_until, person, company = rest[-4:]
            found[number] = QueueRow(
                id=number,
                version=version,
                candidate_id=person_id,
                company_id=company_id,
                name=person,
                company=company,
                category=category,
                state=state,
                attempt=attempt,
                waiting_since=since,
                late_minutes=late,
                cycle=cycle,
                flags=tags.of(row, mentioned=number in called),
                precheck=precheck,
                aside_until=aside_until,
            )
    return tuple([found[identity] for identity in wanted if identity in found])


@cache
def _columns() -> Select[*tuple[Any, ...]]:
    row = SubmissionRow
    return (
        select(
            row.id, row.version, row.candidate_id, row.company_id, row.category, row.state, row.attempt,
            row.waiting_since, row.late_minutes, row.cycle, row.next_month, row.admitted, row.replaced,
            row.duplicate, row.spot_check, row.bad_file, row.precheck, row.aside_until,
            CandidateRow.name.label("person"), CompanyRow.name.label("company"),
        )
        .join(CandidateRow, CandidateRow.id == row.candidate_id)
        .join(CompanyRow, CompanyRow.id == row.company_id)
        .where(row.id.in_(bindparam("ids", expanding=True)))
    )  # fmt: skip


@cache
def _mentions() -> Select[*tuple[Any, ...]]:
    return select(NoteRow.submission_id, NoteRow.mentions).where(
        NoteRow.submission_id.in_(bindparam("ids", expanding=True)), NoteRow.mentions != []
    )


def _mentioned(context: Context, ids: list[int]) -> set[int]:
    me = context.principal.staff_id
    return {number for number, mentions in context.ask(_mentions(), ids=ids) if me in mentions}
