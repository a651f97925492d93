"""One dossier, whole: everything a decision needs in one answer (house §6: one question a dossier)."""

from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import and_, select

from desktop_admin.contract.submissions import (
    DecisionKind,
    DecisionRecord,
    Dossier,
    DossierRecord,
    NoteRecord,
    PaperVersion,
    PrecheckFinding,
    Sibling,
)
from desktop_admin.models.claims import ClaimRow
from desktop_admin.models.files import FileRow, FileUseRow
from desktop_admin.models.people import CandidateNumbers, CandidateRow, CompanyRow
from desktop_admin.models.staff import StaffRow
from desktop_admin.models.submissions import DecisionRow, NoteRow, PaperRow, SubmissionRow
from desktop_admin.rules.categories import Slot
from desktop_admin.rules.masks import mask_id, mask_phone
from desktop_admin.rules.purposes import Purpose
from desktop_admin.rules.reasons import ReasonGiven, reason_for_problem
from desktop_admin.rules.rights import who_may
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services.chain import head
from desktop_admin.services.claims import lease
from desktop_admin.services.context import Context
from desktop_admin.services.facts import newest_facts
from desktop_admin.services.history import timeline
from desktop_admin.services.policy import open_cycle
from desktop_admin.services.submissions.checks import find, siblings
from desktop_admin.services.submissions.current import UNDO_TIME, last_decision
from desktop_admin.services.submissions.decisions import undoable
from desktop_admin.services.submissions.letters import deadline
from desktop_admin.services.submissions.queue_rows import Tags
from desktop_admin.services.submissions.shelf import admissible_to
from desktop_admin.services.veil import for_reader

_DECIDERS = who_may("ApproveSubmission")


def dossier(context: Context, request: Dossier) -> DossierRecord:
    """See :class:`DossierRecord`. Values to mark on the page go only to those who decide."""
    submission = context.fetch(SubmissionRow, request.submission_id, "这份申请")
    names = dict(context.session.execute(select(StaffRow.id, StaffRow.name)).all())
    notes = _notes(context, submission.id, names)
    way = admissible_to(context, submission)
    called = any(names.get(context.principal.staff_id or 0) in note.mentions for note in notes)
    tags = Tags(context.now, open_cycle(context))
    return DossierRecord(
        id=submission.id,
        version=submission.version,
        state=submission.state,
        category=submission.category,
        attempt=submission.attempt,
        certificate=submission.certificate,
        expires=submission.expires,
        cycle=submission.cycle,
        late_minutes=submission.late_minutes,
        next_month=tags.next_month(submission),
        border=submission.border,
        admitted=submission.admitted,
        admissible_to=way.cycle.key if way else "",
        submitted_at=submission.submitted_at,
        deadline=deadline(context),
        papers=_papers(context, submission.id, names),
        findings=_findings(context, submission),
        decisions=_decisions(context, submission.id, names),
        notes=notes,
        history=timeline(context, [(SubjectKind.SUBMISSION, submission.id)], limit=200),
        siblings=_siblings(context, submission),
        undo_until=_undo_until(context, submission),
        flags=tags.of(submission, mentioned=called),
        as_of=head(context.session),
        **_person(context, submission),
        **_aside(context, submission, names),
        **_claim(context, submission.id, names),
    )


def _person(context: Context, submission: SubmissionRow) -> dict[str, Any]:
    """What the record says of the learner and the company, by field."""
    candidate = context.fetch(CandidateRow, submission.candidate_id, "学员")
    numbers = context.fetch(CandidateNumbers, submission.candidate_id, "学员的证件号码")
    company = context.fetch(CompanyRow, submission.company_id, "单位")
    needles = {"name": candidate.name, "id_number": numbers.id_number, "company": company.name}
    return {
        "candidate_id": candidate.id,
        "name": candidate.name,
        "name_typed": candidate.name_typed,
        "id_type": numbers.id_type,
        "id_masked": mask_id(numbers.id_number),
        "phone_masked": mask_phone(numbers.phone),
        "sex": candidate.sex,
        "company_id": company.id,
        "company": company.name,
        "credit_code": company.credit_code,
        "needles": {} if context.principal.roles.isdisjoint(_DECIDERS) else needles,
    }


def _aside(context: Context, submission: SubmissionRow, names: dict[int, str]) -> dict[str, Any]:
    """Until when it is set aside, by whom and why, by field; nothing once that has passed."""
    until = submission.aside_until
    if until is None or until <= context.now:
        return {"aside_until": None, "aside_by": "", "aside_note": ""}
    by = names.get(submission.aside_by_id or 0, "")
    return {
        "aside_until": until,
        "aside_by": by,
        "aside_note": for_reader(context.principal, submission.aside_note),
    }


def _claim(context: Context, submission_id: int, names: dict[int, str]) -> dict[str, Any]:
    """Who has it open, by field."""
    claim = context.session.get(ClaimRow, (SubjectKind.SUBMISSION.value, submission_id))
    return {
        "claim_by": names.get(claim.staff_id, "") if claim else "",
        "claim_mine": claim is not None and claim.staff_id == context.principal.staff_id,
        "claim_since": claim.since if claim else None,
        "claim_lapsed": claim is not None and claim.last_at < context.now - lease(context),
    }


def _undo_until(context: Context, submission: SubmissionRow) -> datetime | None:
    """Until when this person may undo what they decided last; None where they may not."""
    last = last_decision(context, submission.id)
    if last is None or last[0].staff_id != context.principal.staff_id or not undoable(submission, last[0]):
        return None
    until = last[0].at + UNDO_TIME
    return until if context.now < until else None


def _findings(context: Context, submission: SubmissionRow) -> tuple[PrecheckFinding, ...]:
    return tuple(
        PrecheckFinding(
            item.code, item.level.value, item.message, item.slot.value if item.slot else None, item.page
        )
        for item in find(context, submission)
    )


def _papers(context: Context, submission_id: int, names: dict[int, str]) -> tuple[PaperVersion, ...]:
    """Every version: slot order, newest first."""
    asked = (
        select(PaperRow, FileRow.kept, FileUseRow.kept)
        .join(FileRow, FileRow.sha256 == PaperRow.sha256)
        .outerjoin(
            FileUseRow,
            and_(FileUseRow.sha256 == PaperRow.sha256, FileUseRow.purpose == Purpose.PAPER.value),
        )
        .where(PaperRow.submission_id == submission_id)
        .order_by(PaperRow.id.desc())
    )
    found_rows = context.session.execute(asked).all()
    rows = [row for row, *_kept in found_rows]
    # The bytes may lie here for something else: of a paper that was refused nobody is shown them.
    kept = {row.id: there and as_paper is not False for row, there, as_paper in found_rows}
    facts = newest_facts(context, [row.sha256 for row in rows])
    order = {slot.value: place for place, slot in enumerate(Slot)}
    versions = []
    for row in sorted(rows, key=lambda row: (order[row.slot], -row.id)):
        found = facts[row.sha256][0]
        slot = Slot(row.slot)
        fitting = (
            reason_for_problem(found.problems[0].code, slot).code
            if not found.acceptable and found.problems
            else ""
        )
        versions.append(
            PaperVersion(
                id=row.id,
                slot=slot,
                sha256=row.sha256,
                file_name=for_reader(context.principal, row.file_name),
                size=found.size,
                media_type=found.media_type,
                acceptable=found.acceptable,
                problems=tuple(problem.message for problem in found.problems),
                fitting_reason=fitting,
                pages=found.pages,
                uploaded_at=row.uploaded_at,
                by="学员本人" if row.staff_id is None else names.get(row.staff_id, ""),
                source=for_reader(context.principal, row.source),
                attempt=row.attempt,
                current=row.current,
                kept=kept[row.id],
            )
        )
    return tuple(versions)


def _decisions(context: Context, submission_id: int, names: dict[int, str]) -> tuple[DecisionRecord, ...]:
    rows = context.session.scalars(
        select(DecisionRow).where(DecisionRow.submission_id == submission_id).order_by(DecisionRow.id.desc())
    )
    read = partial(for_reader, context.principal)
    return tuple(
        DecisionRecord(
            id=row.id,
            kind=DecisionKind(row.kind),
            at=row.at,
            staff_id=row.staff_id,
            who=names.get(row.staff_id, ""),
            reasons=tuple(
                ReasonGiven(item["code"], Slot(item["slot"]) if item["slot"] else None, read(item["text"]))
                for item in row.reasons
            ),
            sentence=read(row.sentence),
            hashes=tuple(row.hashes),
            unseen=row.unseen,
            despite=row.despite,
            checked_by=names.get(row.checked_by_id or 0, ""),
            checked_at=row.checked_at,
            undone_at=row.undone_at,
            undone_by=names.get(row.undone_by_id or 0, ""),
            undone_reason=read(row.undone_reason),
        )
        for row in rows
    )


def _notes(context: Context, submission_id: int, names: dict[int, str]) -> tuple[NoteRecord, ...]:
    rows = context.session.scalars(
        select(NoteRow).where(NoteRow.submission_id == submission_id).order_by(NoteRow.id.desc())
    )
    return tuple(
        NoteRecord(
            row.id,
            row.at,
            names.get(row.staff_id, ""),
            for_reader(context.principal, row.text),
            tuple(names.get(called, "") for called in row.mentions),
        )
        for row in rows
    )


def _siblings(context: Context, submission: SubmissionRow) -> tuple[Sibling, ...]:
    found = []
    for twin in siblings(context, submission):
        candidate = context.fetch(CandidateRow, twin.candidate_id, "学员")
        company = context.fetch(CompanyRow, twin.company_id, "单位")
        found.append(
            Sibling(twin.id, twin.version, candidate.name, company.name, twin.state, twin.submitted_at)
        )
    return tuple(found)
