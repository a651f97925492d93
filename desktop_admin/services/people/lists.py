"""The lists of people and of companies: every matching id in order, and the rows of one page, masked."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, false, func, select, union
from sqlalchemy.orm import InstrumentedAttribute

from desktop_admin.contract.base import Listed
from desktop_admin.contract.people import CandidateRow as CandidateLine
from desktop_admin.contract.people import CompanyList, PeopleList
from desktop_admin.contract.people import CompanyRow as CompanyLine
from desktop_admin.models.people import CandidateNumbers, CandidateRow, CompanyRow
from desktop_admin.models.submissions import SubmissionRow
from desktop_admin.rules.masks import mask_id, mask_phone
from desktop_admin.rules.rights import sees_whole_numbers
from desktop_admin.services.context import Context
from desktop_admin.services.listing import Order, listed
from desktop_admin.services.people.matching import Ids, candidate_matches, company_matches, in_order


def people_list(context: Context, request: PeopleList) -> Listed[CandidateLine]:
    """People sorted by reading; merged records are left out (their old number finds the kept person)."""
    session = context.session
    conditions: list[ColumnElement[bool]] = [CandidateRow.merged_into_id.is_(None)]
    if request.text.strip():
        conditions.append(
            _any_of(
                CandidateRow.id,
                candidate_matches(session, request.text, numbers=sees_whole_numbers(context.principal.roles)),
            )
        )
    if request.company_id is not None:
        conditions.append(CandidateRow.company_id == request.company_id)
    order = Order((in_order(session, CandidateRow.pinyin), CandidateRow.id.expression))
    return listed(context, request, select(CandidateRow.id).where(*conditions), order, candidate_lines)


def company_list(context: Context, request: CompanyList) -> Listed[CompanyLine]:
    """Companies sorted by the sound of their names; former names find them too."""
    session = context.session
    conditions: list[ColumnElement[bool]] = []
    if request.text.strip():
        conditions.append(_any_of(CompanyRow.id, company_matches(session, request.text)))
    row = CompanyRow
    order = Order((in_order(session, row.initials), in_order(session, row.name), row.id.expression))
    sorts = {"code": row.credit_code.expression, "county": row.county.expression}
    return listed(context, request, select(row.id).where(*conditions), order, _company_lines, sorts)


def candidate_lines(context: Context, ids: Sequence[int]) -> Iterable[CandidateLine]:
    """The rows of these people, in the order of ``ids``."""
    found = context.session.execute(
        select(CandidateRow, CandidateNumbers, CompanyRow.name)
        .outerjoin(CandidateNumbers, CandidateNumbers.candidate_id == CandidateRow.id)
        .outerjoin(CompanyRow, CompanyRow.id == CandidateRow.company_id)
        .where(CandidateRow.id.in_(ids))
    )
    submissions = dict(
        context.session.execute(
            select(SubmissionRow.candidate_id, func.count())
            .where(SubmissionRow.candidate_id.in_(ids))
            .group_by(SubmissionRow.candidate_id)
        ).all()
    )
    lines = {
        row.id: CandidateLine(
            id=row.id,
            name=row.name,
            pinyin=row.pinyin,
            id_masked=mask_id(numbers.id_number) if numbers else "",
            phone_masked=mask_phone(numbers.phone) if numbers else "",
            company=company or "",
            submissions=submissions.get(row.id, 0),
        )
        for row, numbers, company in found
    }
    return [lines[identity] for identity in ids if identity in lines]


def _company_lines(context: Context, ids: Sequence[int]) -> Iterable[CompanyLine]:
    found = context.session.scalars(select(CompanyRow).where(CompanyRow.id.in_(ids)))
    people = dict(
        context.session.execute(
            select(CandidateRow.company_id, func.count())
            .where(CandidateRow.company_id.in_(ids), CandidateRow.merged_into_id.is_(None))
            .group_by(CandidateRow.company_id)
        ).all()
    )
    lines = {
        row.id: CompanyLine(row.id, row.name, row.credit_code, row.county, people.get(row.id, 0))
        for row in found
    }
    return [lines[identity] for identity in ids if identity in lines]


def _any_of(column: InstrumentedAttribute[int], selects: Sequence[Ids]) -> ColumnElement[bool]:
    return column.in_(union(*selects)) if selects else false()
