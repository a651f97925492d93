"""The requests about the journal: the feed, what became of a command, erasing details (house §2).

Writing it is in chain.py, reading it in journal_pages.py, proving it in proof.py.
"""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import delete, select

from desktop_admin.contract.journal import (
    Change,
    ChangePage,
    Changes,
    CommandOutcome,
    Outcome,
    PurgeDetails,
)
from desktop_admin.models.journal import JournalDetailRow, JournalRow, OfficeRow
from desktop_admin.models.staff import StaffRow
from desktop_admin.rules.commands import deed_of
from desktop_admin.rules.roles import READERS
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services.chain import receipt_of
from desktop_admin.services.claims import live_claims
from desktop_admin.services.context import Context, invalid
from desktop_admin.services.journal_pages import subjects_of
from desktop_admin.services.naming import known_things, names_of, short_thing_words
from desktop_admin.services.policy import settings

_FEED_LIMIT = 200


def changes(context: Context, request: Changes) -> ChangePage:
    """What happened after a number, and every live claim."""
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


def _about(context: Context, rows: Iterable[JournalRow]) -> dict[int, str]:
    """Number → the first thing it touched, by name: for those who read lists of people, and of deeds that are told."""
    if READERS.isdisjoint(context.principal.roles):
        return {}
    told = {row.number: subjects_of(row) for row in rows if deed_of(row.name).one}
    things = {number: (touched[0].kind, touched[0].id) for number, touched in told.items() if touched}
    names = names_of(context, known_things(things.values()))
    return {number: short_thing_words(*thing, names) for number, thing in things.items()}
