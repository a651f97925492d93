"""What a person may register for now, and where a registration could still go (domain §2.3, C07)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from desktop_admin.contract.errors import Conflict
from desktop_admin.models.exams import ExamSessionCategory, ExamSessionRow
from desktop_admin.models.policy import CategoryRow
from desktop_admin.models.registrations import RegistrationRow
from desktop_admin.models.submissions import SubmissionRow
from desktop_admin.rules.clock import at, local
from desktop_admin.rules.cycles import Cycle
from desktop_admin.rules.exam_sessions import SessionState
from desktop_admin.rules.registrations import Offer, Outlook, Papers, offers, registering_cycle
from desktop_admin.rules.states import SubmissionState
from desktop_admin.rules.study import Study
from desktop_admin.services.context import Context
from desktop_admin.services.exams.forms import forms_of
from desktop_admin.services.exams.ground import ground
from desktop_admin.services.payments.fees import fee_on
from desktop_admin.services.policy import window_of
from desktop_admin.services.registrations.facts import applicant_of, places
from desktop_admin.services.submissions.current import UNDO_TIME


@dataclass(frozen=True)
class Offered:
    """``papers``: the approved ones a registration would stand on. ``hindrance``: why there is nothing to choose."""

    papers: SubmissionRow | None = None
    offers: tuple[Offer, ...] = ()
    hindrance: str = ""


def offered(context: Context, candidate_id: int, category: str) -> Offered:
    """Both choices for a person in a category now."""
    known = context.session.scalar(select(CategoryRow).where(CategoryRow.key == category))
    if known is None:
        return Offered(hindrance="没有这个考证类别，请从列表中选择。")
    live = context.session.scalar(
        select(RegistrationRow).where(
            RegistrationRow.candidate_id == candidate_id,
            RegistrationRow.category == category,
            RegistrationRow.ended_at.is_(None),
        )
    )
    if live is not None:
        return Offered(hindrance=f"{known.short}已经报名（{Cycle.parse(live.cycle).label}），不能重复报名。")
    papers = context.session.scalar(
        select(SubmissionRow)
        .where(SubmissionRow.candidate_id == candidate_id, SubmissionRow.category == category)
        .order_by(SubmissionRow.id.desc())
        .limit(1)
    )
    state = SubmissionState.DRAFT if papers is None else _shown(context, papers)
    if papers is None or state is not SubmissionState.APPROVED:
        return Offered(hindrance=f"{known.short}的资料现在是“{state.words}”，通过以后才能报名。")
    if fee_on(context, category, local(context.now).date()) is None:
        return Offered(hindrance=f"{known.short}还没有费用项目，请主管先设定，再报名。")
    stands, windows = Papers(Cycle.parse(papers.cycle), papers.admitted), window_of(context)
    cycle = registering_cycle(context.now, stands, windows)
    ahead: Collection[Outlook] = [] if cycle is None else outlooks(context, cycle, category).values()
    return Offered(papers, offers(context.now, stands, Study(known.required_hours * 60), ahead, windows))


def _shown(context: Context, papers: SubmissionRow) -> SubmissionState:
    """The state as this person may know it: a learner hears of a decision after its undo time (R10)."""
    fresh = papers.decided_at is not None and context.now < papers.decided_at + UNDO_TIME
    if context.principal.candidate_id is not None and fresh:
        return SubmissionState.WAITING
    return SubmissionState(papers.state)


def open_sessions(context: Context, cycle: Cycle, category: str) -> Sequence[ExamSessionRow]:
    """The open sessions of a cycle that take the category, by start."""
    return context.session.scalars(
        select(ExamSessionRow)
        .join(ExamSessionCategory, ExamSessionCategory.session_id == ExamSessionRow.id)
        .where(
            ExamSessionRow.cycle == cycle.key,
            ExamSessionRow.state == SessionState.OPEN.value,
            ExamSessionCategory.category == category,
        )
        .order_by(ExamSessionRow.starts, ExamSessionRow.id)
    ).all()


def still_open_until(context: Context, cycle: Cycle, category: str) -> datetime:
    """When the last application of the cycle closes; without a session the end of its month."""
    found = places(context, open_sessions(context, cycle, category))
    month_ends = at(cycle.next().day(1), 0)
    return max((one.application.closes for one in found.values()), default=month_ends)


def room_in(context: Context, row: RegistrationRow, cycle: Cycle) -> None:
    """Conflict unless a session of ``cycle`` could still take the person (C07: while there is room)."""
    rows = open_sessions(context, cycle, row.category)
    study = applicant_of(context, row.id).study
    ahead_of = outlooks(context, cycle, row.category)
    for one in places(context, rows).values():
        ahead = local(context.now) < local(one.application.closes)
        if ahead and one.left and study.reaches(local(context.now), ahead_of[one.id].study_closes):
            return
    raise Conflict(
        f"{cycle.label}已没有来得及参加、还有名额的场次，不能转回；仍为{Cycle.parse(row.cycle).label}。",
        {"reason": "no_room"},
    )


def outlooks(context: Context, cycle: Cycle, category: str) -> Mapping[int, Outlook]:
    """Session id → until when one may study for it, of the open ones of a cycle that take the category."""
    rows = open_sessions(context, cycle, category)
    forms, stands = forms_of(context, rows), ground(context, [row.exam for row in rows])
    return {row.id: Outlook(row.name, stands.windows(forms[row.id]).study.closes) for row in rows}
