"""The journal as people read it: pages of rows by name, one row in words, its whole numbers (house §2, domain §6).

Apart from the writing, which every command goes through: these questions look names up, and nothing else does.
"""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from desktop_admin.contract.base import Subject
from desktop_admin.contract.errors import NotAllowed, NotFound
from desktop_admin.contract.journal_pages import (
    JournalDetail,
    JournalEntry,
    JournalPage,
    JournalRows,
    RevealedEntry,
    RevealJournalEntry,
    ToldLine,
)
from desktop_admin.contract.journal_pages import JournalRow as JournalLine
from desktop_admin.models.journal import JournalDetailRow, JournalRow, JournalSubject, OfficeRow
from desktop_admin.models.notices import NoticeRow
from desktop_admin.models.people import CandidateRow, CompanyRow
from desktop_admin.models.staff import StaffRow
from desktop_admin.models.submissions import SubmissionRow
from desktop_admin.rules.rights import sees_whole_numbers
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.rules.telling import Thing, things_in, told
from desktop_admin.rules.windows import Cycle, registration_window
from desktop_admin.services.context import Context
from desktop_admin.services.naming import known_things, names_of, thing_words
from desktop_admin.services.proof import digest, row_hash
from desktop_admin.services.veil import unveiled, veiled


def subjects_of(row: JournalRow) -> tuple[Subject, ...]:
    """What a row says it touched."""
    return tuple(Subject(*entry) for entry in json.loads(row.subjects))


def journal_page(context: Context, request: JournalPage) -> JournalRows:
    """A page of the journal, newest first, limited to 500 rows."""
    office = context.session.execute(select(OfficeRow)).scalar_one()
    wanted = select(JournalRow.number)
    if request.staff_id is not None:
        wanted = wanted.where(JournalRow.staff_id == request.staff_id)
    if request.name:
        wanted = wanted.where(JournalRow.name == request.name)
    if request.since is not None:
        wanted = wanted.where(JournalRow.at >= request.since)
    if request.until is not None:
        wanted = wanted.where(JournalRow.at < request.until)
    if request.subject_kind:
        subject = select(JournalSubject.number).where(JournalSubject.kind == request.subject_kind)
        if request.subject_id:
            subject = subject.where(JournalSubject.subject_id == request.subject_id)
        wanted = wanted.where(JournalRow.number.in_(subject))
    if about := request.about.strip():
        wanted = wanted.where(JournalRow.number.in_(select(JournalSubject.number).where(_about(about))))
    total = context.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    if request.before:
        wanted = wanted.where(JournalRow.number < request.before)
    wanted = wanted.order_by(JournalRow.number.desc()).limit(max(1, min(request.limit, 500)))
    return JournalRows(_lines(context, wanted), total, office.head, office.head_hash)


def journal_entry(context: Context, request: JournalEntry) -> JournalDetail:
    """One row with its detail and whether both prove themselves."""
    row = context.session.get(JournalRow, request.number)
    if row is None:
        raise NotFound(f"操作日志没有第 {request.number} 号。", {"number": request.number})
    detail = context.session.get(JournalDetailRow, request.number)
    proven = row_hash(row) == row.hash and (
        detail is None or digest(detail.salt, detail.text) == row.detail_digest
    )
    line = _lines(context, select(JournalRow.number).where(JournalRow.number == request.number))[0]
    if detail is None:
        return JournalDetail(line, None, proven)
    shown = veiled(row.name, detail.text)
    masked = shown != unveiled(row.name, detail.text)
    return JournalDetail(line, shown, proven, masked, told_lines(context, row, shown))


def reveal_journal_entry(context: Context, request: RevealJournalEntry) -> RevealedEntry:
    """One row's detail with whole numbers. Whoever the row is about finds the look in their own history."""
    if not sees_whole_numbers(context.principal.roles):
        raise NotAllowed("您的角色不能查看完整的证件号码和电话。如确有需要，请联系主管。")
    row = context.fetch(JournalRow, request.number, "这条操作日志")
    detail = context.session.get(JournalDetailRow, request.number)
    context.touch(SubjectKind.JOURNAL, None, row.number)
    for subject in subjects_of(row):
        if subject.kind in (SubjectKind.CANDIDATE, SubjectKind.COMPANY):
            context.touch(SubjectKind(subject.kind), None, subject.id)
    if detail is None:
        return RevealedEntry(None)
    whole = unveiled(row.name, detail.text)
    return RevealedEntry(whole, told_lines(context, row, whole))


def told_lines(context: Context, row: JournalRow, text: str) -> tuple[ToldLine, ...]:
    """A row's stored request, masked or not, in words and with the names of today."""
    try:
        body = json.loads(text)
    except ValueError:
        body = text
    if row.name == "ShiftRegistration" and isinstance(body, dict):
        body = _with_window_before(context, row, body)
    names = names_of(context, things_in(body))
    return tuple(ToldLine(line.label, line.after, line.before) for line in told(row.name, body, names))


def _with_window_before(context: Context, row: JournalRow, body: Mapping[str, Any]) -> dict[str, Any]:
    """A shift says only where the window goes to; where it stood is in the shift before it, or in the rule."""
    month = str(body.get("cycle", ""))
    window = {field: body.get(field) for field in ("opens", "closes")}
    rest = {field: value for field, value in body.items() if field not in window}
    about = [one.id for one in subjects_of(row) if one.kind == SubjectKind.REGISTRATION_SHIFT]
    earlier = context.session.execute(
        select(JournalDetailRow.text)
        .select_from(JournalRow)
        .join(JournalSubject, JournalSubject.number == JournalRow.number)
        .outerjoin(JournalDetailRow, JournalDetailRow.number == JournalRow.number)
        .where(
            JournalSubject.kind == SubjectKind.REGISTRATION_SHIFT.value, JournalSubject.subject_id.in_(about)
        )
        .where(JournalRow.name == row.name, JournalRow.number < row.number)
        .order_by(JournalRow.number.desc())
        .limit(1)
    ).one_or_none()
    try:
        if earlier is None:
            rule = registration_window(Cycle.parse(month))
            before = {"opens": rule.opens.isoformat(), "closes": rule.closes.isoformat()}
        else:
            before = {field: json.loads(earlier.text)[field] for field in window}
    except (ValueError, KeyError, TypeError):  # erased, or written by another version
        return dict(body)
    return {**rest, "seen": before, "wanted": window}


def _about(text: str) -> ColumnElement[bool]:
    """Subjects whose name holds the text: a person, what a person handed in, a company, an account."""
    people = select(CandidateRow.id).where(CandidateRow.name.contains(text, autoescape=True))
    papers = select(SubmissionRow.id).where(SubmissionRow.candidate_id.in_(people))
    notices = select(NoticeRow.id).where(NoticeRow.candidate_id.in_(people))
    companies = select(CompanyRow.id).where(CompanyRow.name.contains(text, autoescape=True))
    staff = select(StaffRow.id).where(StaffRow.name.contains(text, autoescape=True))
    return or_(
        *(
            and_(JournalSubject.kind == kind.value, JournalSubject.subject_id.in_(found))
            for kind, found in (
                (SubjectKind.CANDIDATE, people),
                (SubjectKind.SUBMISSION, papers),
                (SubjectKind.NOTICE, notices),
                (SubjectKind.COMPANY, companies),
                (SubjectKind.STAFF, staff),
            )
        )
    )


def _who_came_in(row: JournalRow, names: Mapping[Thing, str]) -> str:
    """Before somebody has signed in nobody asks; the row of signing in is about the account that did."""
    accounts = [(SubjectKind.STAFF, one.id) for one in subjects_of(row) if one.kind == SubjectKind.STAFF]
    return names.get(accounts[0], "") if accounts and row.name == "SignIn" else ""


def _lines(context: Context, numbers: Any) -> tuple[JournalLine, ...]:
    found = context.session.execute(
        select(JournalRow, StaffRow.name, CandidateRow.name, JournalDetailRow.number)
        .outerjoin(StaffRow, StaffRow.id == JournalRow.staff_id)
        .outerjoin(CandidateRow, CandidateRow.id == JournalRow.on_behalf_id)
        .outerjoin(JournalDetailRow, JournalDetailRow.number == JournalRow.number)
        .where(JournalRow.number.in_(numbers))
        .order_by(JournalRow.number.desc())
    ).all()
    touched = {row.number: subjects_of(row) for row, *_rest in found}
    every = (subject for subjects in touched.values() for subject in subjects)
    names = names_of(context, known_things((subject.kind, subject.id) for subject in every))
    return tuple(
        JournalLine(
            row.number,
            row.at,
            who or _who_came_in(row, names),
            behalf or "",
            row.via,
            row.workstation,
            row.name,
            touched[row.number],
            row.hash,
            kept is None,
            tuple(thing_words(subject.kind, subject.id, names) for subject in touched[row.number]),
        )
        for row, who, behalf, kept in found
    )
