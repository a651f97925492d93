"""Registrations as they are listed and opened; what somebody could register for."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, select

from desktop_admin.contract.base import Listed
from desktop_admin.contract.errors import NotAllowed
from desktop_admin.contract.registrations import (
    Application,
    MonthOffer,
    MyRegistrationList,
    MyRegistrations,
    Offers,
    RegistrationLine,
    RegistrationOffers,
    RegistrationPage,
    RegistrationRecord,
    Registrations,
    Standing,
)
from desktop_admin.models.exams import ExamSessionRow
from desktop_admin.models.people import CandidateRow, CompanyRow
from desktop_admin.models.registrations import RegistrationRow
from desktop_admin.models.submissions import SubmissionRow
from desktop_admin.rules.clock import local
from desktop_admin.rules.registrations import standing
from desktop_admin.rules.states import SubmissionState
from desktop_admin.services.context import Context, invalid
from desktop_admin.services.exams.cards import read_cycle
from desktop_admin.services.listing import Order, listed
from desktop_admin.services.payments.accounts import accounts
from desktop_admin.services.payments.fees import fee_on
from desktop_admin.services.payments.orders import orders_of
from desktop_admin.services.people.matching import in_order
from desktop_admin.services.registrations.offering import offered
from desktop_admin.services.registrations.studies import studies


def registrations(context: Context, request: Registrations) -> Listed[RegistrationLine]:
    """Registrations under the limits the question names, newest first."""
    row = RegistrationRow
    query = select(row.id)
    if request.sort == "name":
        query = query.join(CandidateRow, CandidateRow.id == row.candidate_id)
    conditions: list[ColumnElement[bool]] = []
    if request.cycle:
        conditions.append(row.cycle == read_cycle(request.cycle).key)
    if request.category:
        conditions.append(row.category == request.category)
    if request.session_id is not None:
        conditions.append(row.session_id == request.session_id)
    if request.candidate_id is not None:
        conditions.append(row.candidate_id == request.candidate_id)
    if not request.ended:
        conditions.append(row.ended_at.is_(None))
    newest = Order((row.id.expression,), descending=True)
    sorts: dict[str, ColumnElement[Any]] = {
        "name": in_order(context.session, CandidateRow.pinyin),
        "category": row.category.expression,
    }
    return listed(context, request, query.where(*conditions), newest, _lines, sorts)


def registration_page(context: Context, request: RegistrationPage) -> RegistrationRecord:
    """One registration with its order."""
    row = context.fetch(RegistrationRow, request.registration_id, "这个报名")
    return _records(context, [row])[0]


def my_registrations(context: Context, request: MyRegistrations) -> MyRegistrationList:
    """Every registration of the session's learner, newest first."""
    me = context.principal.candidate_id
    if me is None:
        raise NotAllowed("请以学员身份登录。")
    rows = context.session.scalars(
        select(RegistrationRow).where(RegistrationRow.candidate_id == me).order_by(RegistrationRow.id.desc())
    ).all()
    return MyRegistrationList(_records(context, rows))


def registration_offers(context: Context, request: RegistrationOffers) -> Offers:
    """What a person could register for in a category now, and what it costs."""
    me = context.principal.candidate_id
    if me is not None and request.candidate_id not in (None, me):
        raise NotAllowed("只能查看本人可以报名的考试。")
    person = me or request.candidate_id
    if person is None:
        invalid(("candidate_id", "missing", "请先选择学员。"))
    context.fetch(CandidateRow, person, "学员")
    found = offered(context, person, request.category)
    fee = fee_on(context, request.category, local(context.now).date())
    return Offers(
        offers=tuple(
            MonthOffer(one.month, one.cycle.key if one.cycle else "", one.ok, one.words)
            for one in found.offers
        ),
        fee_name=fee.name if fee else "",
        amount=fee.amount if fee else None,
        hindrance=found.hindrance,
    )


def _records(context: Context, rows: Sequence[RegistrationRow]) -> tuple[RegistrationRecord, ...]:
    ids = [row.id for row in rows]
    lines, orders = lines_of(context, ids), orders_of(context, ids)
    papers = {row.submission_id for row in rows}
    states: Mapping[int, str] = dict(
        context.session.execute(
            select(SubmissionRow.id, SubmissionRow.state).where(SubmissionRow.id.in_(papers))
        ).all()
    )
    return tuple(
        RegistrationRecord(
            line=lines[row.id],
            order=orders[row.id],
            first_cycle=row.first_cycle,
            re_review=states[row.submission_id] == SubmissionState.RE_REVIEW.value,
            source=row.source,
            ended_at=row.ended_at,
            ended_reason=row.ended_reason,
        )
        for row in rows
    )


def _lines(context: Context, ids: Sequence[int]) -> Iterable[RegistrationLine]:
    found = lines_of(context, ids)
    return [found[one] for one in ids if one in found]


def lines_of(context: Context, ids: Sequence[int]) -> Mapping[int, RegistrationLine]:
    """Registration id → its line; unknown ids are left out."""
    money, studied = accounts(context, ids), studies(context, ids)
    found: Any = context.session.execute(
        select(RegistrationRow, CandidateRow.name, CompanyRow.name, ExamSessionRow.name)
        .join(CandidateRow, CandidateRow.id == RegistrationRow.candidate_id)
        .join(SubmissionRow, SubmissionRow.id == RegistrationRow.submission_id)
        .join(CompanyRow, CompanyRow.id == SubmissionRow.company_id)
        .outerjoin(ExamSessionRow, ExamSessionRow.id == RegistrationRow.session_id)
        .where(RegistrationRow.id.in_(tuple(ids)))
    )
    return {
        row.id: RegistrationLine(
            id=row.id,
            version=row.version,
            candidate_id=row.candidate_id,
            name=name,
            company=company,
            category=row.category,
            cycle=row.cycle,
            standing=standing(
                Application(row.application),
                money[row.id].state,
                studied[row.id],
                cancelled=row.ended_as == Standing.CANCELLED.value,
                absent=row.ended_as == Standing.ABSENT.value,
            ),
            money=money[row.id].words,
            study=studied[row.id].words,
            application=Application(row.application),
            session_id=row.session_id,
            session=session or "",
            registered_at=row.registered_at,
        )
        for row, name, company, session in found
    }
