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

from sqlalchemy import Insert, Table, Update, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from desktop_admin.contract.base import Receipt, Subject
from desktop_admin.contract.journal import (
    Change,
    ChangePage,
    Changes,
    CommandOutcome,
    Outcome,
    PurgeDetails,
)
from desktop_admin.models.journal import JournalDetailRow, JournalRow, JournalSubject, OfficeRow
from desktop_admin.models.staff import StaffRow
from desktop_admin.rules.commands import deed_of
from desktop_admin.rules.roles import READERS
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services.context import Context, Principal, invalid
from desktop_admin.services.journal_pages import (
    journal_entry,
    journal_page,
    reveal_journal_entry,
    subjects_of,
)
from desktop_admin.services.naming import known_things, names_of, short_thing_words
from desktop_admin.services.proof import digest, row_hash, verify_journal

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
        ).all()
        about = _about(context, [row for row, _who in found])
        listed = tuple(
            Change(row.number, row.at, who or "", row.name, subjects_of(row), about.get(row.number, ""))
            for row, who in found
        )
    return ChangePage(office.head, office.head_hash, listed, live_claims(context), reload, context.now)


def command_outcome(context: Context, request: CommandOutcome) -> Outcome:
    """Whether a command of this person was done; nobody else's."""
    row = context.session.scalar(select(JournalRow).where(JournalRow.command_id == request.command_id))
    me = context.principal
    if row is None or row.staff_id != me.staff_id or me.candidate_id not in (None, row.on_behalf_id):
        return Outcome(False, None)
    return Outcome(True, receipt_of(row.receipt))


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


def _about(context: Context, rows: Iterable[JournalRow]) -> dict[int, str]:
    """Number → the first thing it touched, by name: for those who read lists of people, and of deeds that are told."""
    if READERS.isdisjoint(context.principal.roles):
        return {}
    told = {row.number: subjects_of(row) for row in rows if deed_of(row.name).one}
    things = {number: (touched[0].kind, touched[0].id) for number, touched in told.items() if touched}
    names = names_of(context, known_things(things.values()))
    return {number: short_thing_words(*thing, names) for number, thing in things.items()}
