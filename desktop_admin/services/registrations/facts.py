"""What the gate asks about people and sessions, read in a handful of questions however many there are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select

from desktop_admin.models.exams import ExamSessionRow
from desktop_admin.models.policy import CategoryRow
from desktop_admin.models.registrations import RegistrationRow
from desktop_admin.models.submissions import SubmissionRow
from desktop_admin.rules.cycles import Cycle
from desktop_admin.rules.exam_sessions import TAKES_ROOM, SessionState
from desktop_admin.rules.gate import Applicant, GatePolicy, Place, Sitting
from desktop_admin.rules.states import SubmissionState
from desktop_admin.services.context import Context
from desktop_admin.services.exams.counts import heads
from desktop_admin.services.exams.forms import forms_of
from desktop_admin.services.exams.ground import ground
from desktop_admin.services.payments.accounts import accounts
from desktop_admin.services.policy import settings, window_of
from desktop_admin.services.registrations.studies import studies

_CHUNK = 500
_HELD_AT_ALL = [str(state) for state in TAKES_ROOM]


def gate_policy(context: Context) -> GatePolicy:
    """The settings the gate reads."""
    return GatePolicy(grace=timedelta(minutes=settings(context).grace_minutes))


def applicants(context: Context, registrations: Iterable[int]) -> Mapping[int, Applicant]:
    """Registration id → what is true of it."""
    ids = list(registrations)
    money, studied, windows = accounts(context, ids), studies(context, ids), window_of(context)
    closes = cache(lambda key: windows(Cycle.parse(key)).closes)
    found: dict[int, Applicant] = {}
    for start in range(0, len(ids), _CHUNK):
        rows = context.ask(_people(), ids=ids[start : start + _CHUNK]).all()
        sitting = _sittings(context, {row.candidate_id for row in rows})
        for row in rows:
            found[row.id] = Applicant(
                cycle=Cycle.parse(row.cycle),
                category=row.category,
                category_words=row.short,
                submission=SubmissionState(row.state),
                account=money[row.id],
                study=studied[row.id],
                closes=closes(row.cycle),
                late_admitted=row.late_admitted,
                cancelled=row.ended_at is not None,
                holds=row.session_id,
                sittings=tuple(sitting.get(row.candidate_id, ())),
            )
    return found


def places(context: Context, rows: Sequence[ExamSessionRow]) -> Mapping[int, Place]:
    """Session id → what is true of it."""
    forms, counted = forms_of(context, rows), heads(context, [row.id for row in rows])
    stands = ground(context, [row.exam for row in rows])
    found: dict[int, Place] = {}
    for row in rows:
        state, windows = SessionState(row.state), stands.windows(forms[row.id])
        found[row.id] = Place(
            id=row.id,
            name=row.name,
            cycle=Cycle.parse(row.cycle),
            open=state is SessionState.OPEN,
            state_words=state.words,
            categories=frozenset(forms[row.id].categories),
            application=windows.application,
            starts=row.starts,
            ends=row.ends,
            capacity=row.capacity,
            booked=counted[row.id].booked,
            waiting=counted[row.id].waiting,
        )
    return found


def place_of(context: Context, row: ExamSessionRow) -> Place:
    """One session."""
    return places(context, [row])[row.id]


def applicant_of(context: Context, registration_id: int) -> Applicant:
    """One registration."""
    return applicants(context, [registration_id])[registration_id]


def _sittings(context: Context, people: Iterable[int]) -> Mapping[int, list[Sitting]]:
    found: dict[int, list[Sitting]] = defaultdict(list)
    rows = context.ask(_seats(), ids=list(people), states=_HELD_AT_ALL)
    for candidate, session, name, starts, ends in rows:
        found[candidate].append(Sitting(session, name, starts, ends))
    return found


@cache
def _people() -> Select[*tuple[Any, ...]]:
    row = RegistrationRow
    return (
        select(
            row.id, row.candidate_id, row.cycle, row.category, row.late_admitted, row.ended_at, row.session_id,
            SubmissionRow.state, CategoryRow.short,
        )
        .join(SubmissionRow, SubmissionRow.id == row.submission_id)
        .join(CategoryRow, CategoryRow.key == row.category)
        .where(row.id.in_(bindparam("ids", expanding=True)))
    )  # fmt: skip


@cache
def _seats() -> Select[*tuple[Any, ...]]:
    row, session = RegistrationRow, ExamSessionRow
    return (
        select(row.candidate_id, session.id, session.name, session.starts, session.ends)
        .join(session, session.id == row.session_id)
        .where(
            row.candidate_id.in_(bindparam("ids", expanding=True)),
            row.ended_at.is_(None),
            session.state.in_(bindparam("states", expanding=True)),
        )
        .order_by(session.starts, session.id)
    )
