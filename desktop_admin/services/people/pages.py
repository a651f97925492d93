"""One person = one page, one company = one page: everything that happened, numbers masked."""

from collections.abc import Iterable

from sqlalchemy import select

from desktop_admin.contract.people import (
    CandidateCard,
    CandidatePage,
    CompanyCard,
    CompanyPage,
    DatedName,
    PersonSubmission,
    TimelineEntry,
)
from desktop_admin.models.people import CandidateNumbers, CandidateRow, CompanyNameRow, CompanyRow
from desktop_admin.models.submissions import SubmissionRow
from desktop_admin.rules.rights import sees_whole_numbers
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services import chain, history
from desktop_admin.services.context import Context
from desktop_admin.services.people.candidates import candidate_form, masked
from desktop_admin.services.people.companies import company_form
from desktop_admin.services.people.lists import candidate_lines
from desktop_admin.services.people.matching import in_order

MOST_PEOPLE = 500


def candidate_page(context: Context, request: CandidatePage) -> CandidateCard:
    """A person's page. A merged record keeps its own page, which points on to the kept one.

    The birth date is shown only to those who may see whole numbers: beside the masked number it would
    leave three digits to guess (domain §5).
    """
    session = context.session
    row = context.fetch(CandidateRow, request.candidate_id, "这名学员")
    numbers = context.fetch(CandidateNumbers, row.id, "学员的证件号码")
    company = session.get(CompanyRow, row.company_id) if row.company_id is not None else None
    absorbed = tuple(
        session.scalars(
            select(CandidateRow.id).where(CandidateRow.merged_into_id == row.id).order_by(CandidateRow.id)
        )
    )
    submissions = tuple(
        PersonSubmission(each.id, each.category, each.state, each.cycle, each.attempt, each.submitted_at)
        for each in session.scalars(
            select(SubmissionRow)
            .where(SubmissionRow.candidate_id == row.id)
            .order_by(SubmissionRow.id.desc())
        )
    )
    subjects = [(SubjectKind.CANDIDATE, identity) for identity in (row.id, *absorbed)]
    subjects += [(SubjectKind.SUBMISSION, each.id) for each in submissions]
    return CandidateCard(
        id=row.id,
        version=row.version,
        form=masked(candidate_form(row, numbers)),
        name_typed=row.name_typed,
        company=company.name if company else "",
        sex=row.sex,
        birth_date=row.birth_date if sees_whole_numbers(context.principal.roles) else None,
        merged_into=row.merged_into_id,
        merged_from=absorbed,
        submissions=submissions,
        timeline=_timeline(context, subjects),
        as_of=chain.head(session),
    )


def company_page(context: Context, request: CompanyPage) -> CompanyCard:
    """A company's page: its names, newest first, and its people sorted by reading."""
    session = context.session
    row = context.fetch(CompanyRow, request.company_id, "这个单位")
    names = session.scalars(
        select(CompanyNameRow)
        .where(CompanyNameRow.company_id == row.id)
        .order_by(CompanyNameRow.since.desc(), CompanyNameRow.id.desc())
    )
    people = session.scalars(
        select(CandidateRow.id)
        .where(CandidateRow.company_id == row.id, CandidateRow.merged_into_id.is_(None))
        .order_by(in_order(session, CandidateRow.pinyin), CandidateRow.id)
        .limit(MOST_PEOPLE)
    )
    return CompanyCard(
        id=row.id,
        version=row.version,
        form=company_form(row),
        names=tuple(DatedName(name.name, name.since) for name in names),
        people=tuple(candidate_lines(context, tuple(people))),
        timeline=_timeline(context, [(SubjectKind.COMPANY, row.id)]),
        as_of=chain.head(session),
    )


def _timeline(context: Context, subjects: Iterable[tuple[SubjectKind, int]]) -> tuple[TimelineEntry, ...]:
    return tuple(
        TimelineEntry(entry.number, entry.at, entry.who, entry.on_behalf, entry.title, entry.text)
        for entry in history.timeline(context, subjects)
    )
