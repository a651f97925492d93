"""The pre-check of an application from what the office holds, and its short form kept for the queue (R15)."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import func, select

from desktop_admin.contract.files import FileFacts
from desktop_admin.models.people import CandidateNumbers, CandidateRow, CompanyRow
from desktop_admin.models.submissions import PaperRow, SubmissionRow
from desktop_admin.rules.categories import Slot
from desktop_admin.rules.clock import local
from desktop_admin.rules.facts import OtherFacts, PaperFacts, PaperProblem, PersonFacts
from desktop_admin.rules.findings import Finding, Level, worst
from desktop_admin.rules.identity import IdType
from desktop_admin.rules.paper_reading import PaperReading
from desktop_admin.rules.precheck import precheck
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services.context import Context
from desktop_admin.services.facts import newest_facts
from desktop_admin.services.submissions.current import current_papers

_ENDED = ("draft", "void", "rejected")


def find(context: Context, submission: SubmissionRow) -> tuple[Finding, ...]:
    """Every finding about the application as it stands now."""
    papers = current_papers(context, submission.id)
    facts = newest_facts(context, [paper.sha256 for paper in papers.values()])
    return precheck(
        _person(context, submission),
        tuple(_paper(slot, paper, facts) for slot, paper in papers.items() if paper.sha256 in facts),
        _others(context, submission, papers),
        today=local(context.now).date(),
    )


def refresh(context: Context, submission: SubmissionRow) -> None:
    """Recompute what the queue keeps: gravest level, bad file, duplicate; siblings' duplicate marks too."""
    context.session.flush()
    findings = find(context, submission)
    submission.precheck = worst(findings).value
    submission.bad_file = any(
        finding.code.startswith("file_") and finding.level == "red" for finding in findings
    )
    twins = siblings(context, submission)
    submission.duplicate = bool(twins)
    for twin in twins:
        if not twin.duplicate:
            twin.duplicate = True
            twin.precheck = worst(find(context, twin)).value
            context.touch(SubjectKind.SUBMISSION, twin)


def refresh_holders(context: Context, submission: SubmissionRow, slot: Slot, sha256: str) -> None:
    """Recompute what the queue keeps of other people's that hold the file just uploaded; each only once.

    Not touched: it was not their step, and whoever uploaded must not read in the receipt whose file it is too.
    """
    context.session.flush()
    milder = [Level.GREEN, Level.UNKNOWN]
    if slot is Slot.REGISTRATION_FORM:
        milder.append(Level.YELLOW)  # a letter may name several
    holders = (
        select(SubmissionRow)
        .join(PaperRow, PaperRow.submission_id == SubmissionRow.id)
        .where(
            PaperRow.sha256 == sha256,
            PaperRow.current,
            SubmissionRow.candidate_id != submission.candidate_id,
            SubmissionRow.queue.is_not(None),
            SubmissionRow.precheck.in_([level.value for level in milder]),
        )
    )
    for holder in list(context.session.scalars(holders).unique()):
        holder.precheck = worst(find(context, holder)).value


def siblings(context: Context, submission: SubmissionRow) -> list[SubmissionRow]:
    """Other live applications of the same person in this category and cycle (R16)."""
    return list(
        context.session.scalars(
            select(SubmissionRow)
            .where(
                SubmissionRow.candidate_id == submission.candidate_id,
                SubmissionRow.category == submission.category,
                SubmissionRow.cycle == submission.cycle,
                SubmissionRow.cycle != "",
                SubmissionRow.id != submission.id,
                SubmissionRow.state.not_in(_ENDED),
            )
            .order_by(SubmissionRow.id)
        )
    )


def _person(context: Context, submission: SubmissionRow) -> PersonFacts:
    candidate = context.fetch(CandidateRow, submission.candidate_id, "学员")
    numbers = context.fetch(CandidateNumbers, submission.candidate_id, "学员的证件号码")
    company = context.fetch(CompanyRow, submission.company_id, "单位")
    return PersonFacts(
        name=candidate.name,
        id_type=IdType(numbers.id_type),
        id_number=numbers.id_number,
        company=company.name,
        credit_code=company.credit_code,
        category=submission.category,
        sex=candidate.sex,
        birth_date=candidate.birth_date,
        certificate=submission.certificate or None,
        expires=date.fromisoformat(submission.expires) if submission.expires else None,
    )


def _paper(slot: Slot, paper: PaperRow, facts: Mapping[str, tuple[FileFacts, PaperReading]]) -> PaperFacts:
    found, reading = facts[paper.sha256]
    return PaperFacts(
        slot=slot,
        acceptable=found.acceptable,
        problems=tuple(PaperProblem(problem.code, problem.message) for problem in found.problems),
        pages=found.pages,
        has_text=found.has_text,
        reading=reading,
        red_seal=found.red_seal.value,
        seal_page=found.seals[0].page if found.seals else None,
        blank_pages=found.blank_pages,
    )


def _others(context: Context, submission: SubmissionRow, papers: Mapping[Slot, PaperRow]) -> OtherFacts:
    same_file = []
    for slot, paper in papers.items():
        elsewhere = context.session.scalar(
            select(func.count())
            .select_from(PaperRow)
            .join(SubmissionRow, SubmissionRow.id == PaperRow.submission_id)
            .where(PaperRow.sha256 == paper.sha256, SubmissionRow.candidate_id != submission.candidate_id)
        )
        if elsewhere:
            same_file.append(slot)
    merged = context.session.scalars(
        select(CandidateRow.name).where(CandidateRow.merged_into_id == submission.candidate_id)
    )
    return OtherFacts(
        same_file=tuple(same_file),
        same_application=len(siblings(context, submission)) if submission.cycle else 0,
        other_names=tuple(merged),
    )
