"""The journal: appending, the feed and histories (house §2); proving it is in proof.py.

Hashes cover the exact stored text of a row, and of the detail only SHA-256(salt + text),
so that personal data can be erased and the chain still proves itself.
"""

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from types import SimpleNamespace
from typing import Any, Protocol, cast

from sqlalchemy import Insert, Table, Update, bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from desktop_admin.contract.base import Receipt, Subject
from desktop_admin.contract.errors import NotAllowed, NotFound
from desktop_admin.contract.journal import (
    Change,
    ChangePage,
    Changes,
    CommandOutcome,
    JournalDetail,
    JournalEntry,
    JournalPage,
    JournalRows,
    Outcome,
    PurgeDetails,
    RevealedEntry,
    RevealJournalEntry,
)
from desktop_admin.contract.journal import JournalRow as JournalLine
from desktop_admin.models.journal import JournalDetailRow, JournalRow, JournalSubject, OfficeRow
from desktop_admin.models.people import CandidateRow
from desktop_admin.models.staff import StaffRow
from desktop_admin.rules.rights import sees_whole_numbers
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services.context import Context, Principal, invalid
from desktop_admin.services.proof import digest, row_hash, verify_journal
from desktop_admin.services.veil import unveiled, veiled

__all__ = [
    "append",
    "changes",
    "command_outcome",
    "digest",
    "head",
    "journal_entry",
    "journal_page",
    "purge_details",
    "receipt_of",
    "receipt_text",
    "reveal_journal_entry",
    "row_hash",
    "rows_about",
    "verify_journal",
]

FORMAT = 1
_FEED_LIMIT = 200


class Head(Protocol):
    """The journal's end, from the office row."""

    head: int
    head_hash: str


def append(
    session: Session,
    office: Head,
    principal: Principal,
    *,
    command_id: str,
    on_behalf_id: int | None,
    name: str,
    at: datetime,
    subjects: Iterable[tuple[str, int, int]],
    receipt: str,
    detail: str,
) -> None:
    """Write the next row and move the head. The caller holds the office and has flushed what it changed."""
    touched = [(str(kind), identity, version) for kind, identity, version in subjects]
    salt = secrets.token_hex(16)
    row = SimpleNamespace(
        number=office.head + 1,
        format=FORMAT,
        command_id=command_id,
        staff_id=principal.staff_id,
        on_behalf_id=on_behalf_id,
        via=principal.via,
        workstation=principal.workstation,
        at=at,
        name=name,
        subjects=json.dumps(touched, ensure_ascii=False, separators=(",", ":")),
        receipt=receipt,
        detail_digest=digest(salt, detail),
        previous=office.head_hash,
        hash="",
    )
    row.hash = row_hash(row)
    connection, sql = session.connection(), _appending()
    connection.execute(sql.row, vars(row))
    connection.execute(sql.detail, {"number": row.number, "salt": salt, "text": detail})
    things = dict.fromkeys((kind, identity) for kind, identity, _version in touched)
    if things:
        connection.execute(
            sql.subject,
            [{"kind": kind, "subject_id": identity, "number": row.number} for kind, identity in things],
        )
    connection.execute(sql.head, {"to": row.number, "hash_of_it": row.hash, "at": at})


@dataclass(frozen=True)
class _Appending:
    row: Insert
    detail: Insert
    subject: Insert
    head: Update


@cache
def _appending() -> _Appending:
    """The statements every command ends with, built once and past the mapper.

    These rows are only ever added, inside the office's lock: so they cost a fifth of what a flush takes.
    """
    rows, details, subjects, office = (
        cast(Table, mapped.__table__) for mapped in (JournalRow, JournalDetailRow, JournalSubject, OfficeRow)
    )
    moved: dict[str, Any] = {
        "head": bindparam("to"),
        "head_hash": bindparam("hash_of_it"),
        "last_at": bindparam("at"),
    }
    return _Appending(insert(rows), insert(details), insert(subjects), update(office).values(moved))


def head(session: Session) -> int:
    """The journal number of this snapshot: ``as_of`` of every list."""
    return session.scalar(select(OfficeRow.head)) or 0


def receipt_of(text: str) -> Receipt | None:
    """A stored receipt, or None where the answer is never stored."""
    if not text:
        return None
    data = json.loads(text)
    return Receipt(
        data["journal_no"], tuple(Subject(*entry) for entry in data["subjects"]), dict(data["counts"])
    )


def receipt_text(receipt: Receipt) -> str:
    """A receipt as it is stored; refuses to grow past 4 KB (house §1)."""
    text = json.dumps(
        {
            "journal_no": receipt.journal_no,
            "subjects": [[subject.kind, subject.id, subject.version] for subject in receipt.subjects],
            "counts": receipt.counts,
        },
        separators=(",", ":"),
    )
    if len(text) > 4096:
        raise ValueError("a receipt must stay below 4 KB")
    return text


def changes(context: Context, request: Changes) -> ChangePage:
    """What happened after a number, and every live claim."""
    from desktop_admin.services.submissions.claims import live_claims

    office = context.session.execute(select(OfficeRow)).scalar_one()
    reload = office.head - request.after > _FEED_LIMIT or request.after > office.head
    listed: tuple[Change, ...] = ()
    if not reload and office.head > request.after:
        found = context.session.execute(
            select(JournalRow, StaffRow.name)
            .outerjoin(StaffRow, StaffRow.id == JournalRow.staff_id)
            .where(JournalRow.number > request.after)
            .order_by(JournalRow.number)
        )
        listed = tuple(Change(row.number, row.at, who or "", row.name, _subjects(row)) for row, who in found)
    return ChangePage(office.head, office.head_hash, listed, live_claims(context), reload, context.now)


def command_outcome(context: Context, request: CommandOutcome) -> Outcome:
    """Whether a command of this person was done; nobody else's."""
    row = context.session.scalar(select(JournalRow).where(JournalRow.command_id == request.command_id))
    me = context.principal
    if row is None or row.staff_id != me.staff_id or me.candidate_id not in (None, row.on_behalf_id):
        return Outcome(False, None)
    return Outcome(True, receipt_of(row.receipt))


def journal_page(context: Context, request: JournalPage) -> JournalRows:
    """A page of the journal, newest first, limited to 500 rows."""
    office = context.session.execute(select(OfficeRow)).scalar_one()
    wanted = select(JournalRow.number)
    if request.staff_id is not None:
        wanted = wanted.where(JournalRow.staff_id == request.staff_id)
    if request.name:
        wanted = wanted.where(JournalRow.name == request.name)
    if request.subject_kind:
        subject = select(JournalSubject.number).where(JournalSubject.kind == request.subject_kind)
        if request.subject_id:
            subject = subject.where(JournalSubject.subject_id == request.subject_id)
        wanted = wanted.where(JournalRow.number.in_(subject))
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
    return JournalDetail(line, shown, proven, shown != unveiled(row.name, detail.text))


def reveal_journal_entry(context: Context, request: RevealJournalEntry) -> RevealedEntry:
    """One row's detail with whole numbers. Whoever the row is about finds the look in their own history."""
    if not sees_whole_numbers(context.principal.roles):
        raise NotAllowed("您的角色不能查看完整的证件号码和电话。如确有需要，请联系主管。")
    row = context.fetch(JournalRow, request.number, "这条操作日志")
    detail = context.session.get(JournalDetailRow, request.number)
    context.touch(SubjectKind.JOURNAL, None, row.number)
    for subject in _subjects(row):
        if subject.kind in (SubjectKind.CANDIDATE, SubjectKind.COMPANY):
            context.touch(SubjectKind(subject.kind), None, subject.id)
    return RevealedEntry(None if detail is None else unveiled(row.name, detail.text))


def purge_details(context: Context, request: PurgeDetails) -> None:
    """Erase the details of rows before an instant; their digests stay in the chain.

    Never younger than the retention time (policy; at least six months by law, domain §6).
    """
    from desktop_admin.services.policy import settings

    if not request.reason.strip():
        invalid(("reason", "empty", "请写明清除的依据。"))
    kept = settings(context).retention_days
    if request.before > context.now - timedelta(days=kept):
        invalid(("before", "retention", f"日志内容要保存 {kept} 天，只能清除更早的。"))
    old = select(JournalRow.number).where(JournalRow.at < request.before)
    removed = context.session.execute(
        delete(JournalDetailRow)
        .where(JournalDetailRow.number.in_(old))
        .execution_options(synchronize_session=False)
    )
    context.counts["erased"] = int(getattr(removed, "rowcount", 0))
    context.touch(SubjectKind.OFFICE, None, 1)


def rows_about(
    context: Context, subjects: Iterable[tuple[SubjectKind, int]], limit: int = 500
) -> list[tuple[Any, ...]]:
    """(JournalRow, who, detail text or None) that touched any of the subjects, newest first."""
    numbers: set[int] = set()
    for kind, identity in subjects:
        numbers.update(
            context.session.scalars(
                select(JournalSubject.number)
                .where(JournalSubject.kind == kind, JournalSubject.subject_id == identity)
                .order_by(JournalSubject.number.desc())
                .limit(limit)
            )
        )
    newest = sorted(numbers, reverse=True)[:limit]
    found = context.session.execute(
        select(JournalRow, StaffRow.name, JournalDetailRow.text)
        .outerjoin(StaffRow, StaffRow.id == JournalRow.staff_id)
        .outerjoin(JournalDetailRow, JournalDetailRow.number == JournalRow.number)
        .where(JournalRow.number.in_(newest))
        .order_by(JournalRow.number.desc())
    )
    return [tuple(entry) for entry in found]


def _subjects(row: JournalRow) -> tuple[Subject, ...]:
    return tuple(Subject(*entry) for entry in json.loads(row.subjects))


def _lines(context: Context, numbers: Any) -> tuple[JournalLine, ...]:
    found = context.session.execute(
        select(JournalRow, StaffRow.name, CandidateRow.name, JournalDetailRow.number)
        .outerjoin(StaffRow, StaffRow.id == JournalRow.staff_id)
        .outerjoin(CandidateRow, CandidateRow.id == JournalRow.on_behalf_id)
        .outerjoin(JournalDetailRow, JournalDetailRow.number == JournalRow.number)
        .where(JournalRow.number.in_(numbers))
        .order_by(JournalRow.number.desc())
    )
    return tuple(
        JournalLine(
            row.number,
            row.at,
            who or "",
            behalf or "",
            row.via,
            row.workstation,
            row.name,
            _subjects(row),
            row.hash,
            kept is None,
        )
        for row, who, behalf, kept in found
    )
