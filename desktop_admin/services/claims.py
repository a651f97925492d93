"""Who has a thing open: a lease, kept alive by the desk that shows it (R05, R07).

Claims are signals, not journalled; only a take-over is a command, because it is deliberate.
"""

from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import Delete, Select, bindparam, delete, select

from desktop_admin.contract.claims import ClaimAnswer, ClaimSubject, ReleaseClaim, Released, TakeOverClaim
from desktop_admin.contract.errors import Conflict, NotAllowed
from desktop_admin.contract.journal import ClaimRow as LiveClaim
from desktop_admin.models.claims import ClaimRow
from desktop_admin.models.staff import StaffRow
from desktop_admin.rules.claims import CLAIMED
from desktop_admin.rules.clock import second_words
from desktop_admin.rules.roles import Role
from desktop_admin.rules.subjects import SubjectKind, this_words
from desktop_admin.services.context import Context, invalid
from desktop_admin.services.naming import table_of
from desktop_admin.services.policy import settings


def lease(context: Context) -> timedelta:
    """How long a claim lives without a heartbeat (policy, 10 minutes unless changed)."""
    return timedelta(minutes=settings(context).lease_minutes)


def live_claims(context: Context) -> tuple[LiveClaim, ...]:
    """Every claim, lapsed ones marked: the table is small and re-read whole."""
    rows = context.session.execute(
        select(ClaimRow, StaffRow.name).join(StaffRow, StaffRow.id == ClaimRow.staff_id)
    ).all()
    if not rows:
        return ()
    limit = context.now - lease(context)
    return tuple(
        LiveClaim(SubjectKind(row.kind), row.subject_id, row.staff_id, name, row.since, row.last_at < limit)
        for row, name in rows
    )


def claim_subject(context: Context, request: ClaimSubject) -> ClaimAnswer:
    """Claim, keep alive, or (``active`` False) only ask. A lapsed claim of another is taken as free."""
    session = context.session
    me = context.staff_id
    kind, identity = request.subject_kind, request.subject_id
    _fetch(context, kind, identity)
    row = _held(context, kind, identity) if request.active else session.get(ClaimRow, (kind.value, identity))
    lapsed = row is not None and row.last_at < context.now - lease(context)
    if request.active and (row is None or row.staff_id == me or lapsed):
        if row is None:
            row = ClaimRow(
                kind=kind.value, subject_id=identity, staff_id=me, since=context.now, last_at=context.now
            )
            session.add(row)
        elif row.staff_id != me or lapsed:
            row.staff_id, row.since = me, context.now
        row.last_at = context.now
        session.flush()
        return ClaimAnswer(True, context.principal.name, row.since, False, False)
    if row is None:
        return ClaimAnswer(False, "", context.now, False, False)
    who = session.scalar(select(StaffRow.name).where(StaffRow.id == row.staff_id)) or ""
    by_right = Role.CHIEF in context.principal.roles
    return ClaimAnswer(row.staff_id == me, who, row.since, lapsed, lapsed or by_right)


def release_claim(context: Context, request: ReleaseClaim) -> Released:
    """Let go of one's own claim; another's stays."""
    gone = context.session.execute(
        delete(ClaimRow).where(
            ClaimRow.kind == request.subject_kind.value,
            ClaimRow.subject_id == request.subject_id,
            ClaimRow.staff_id == context.staff_id,
        )
    )
    return Released(bool(getattr(gone, "rowcount", 0)))


def take_over_claim(context: Context, request: TakeOverClaim) -> None:
    """接管: after the lease, or at once for a chief. The first holder hears of it in the feed."""
    kind, identity = request.subject_kind, request.subject_id
    thing = _fetch(context, kind, identity)
    row = _held(context, kind, identity)
    if row is not None and row.staff_id != context.staff_id:
        lapsed = row.last_at < context.now - lease(context)
        if not lapsed and Role.CHIEF not in context.principal.roles:
            who = context.session.scalar(select(StaffRow.name).where(StaffRow.id == row.staff_id)) or ""
            minutes = settings(context).lease_minutes
            raise Conflict(
                f"{who} 从 {second_words(row.since)} 起正在看{this_words(kind)}。{minutes} 分钟没有操作后可以接管，或请主管接管。",
                {"who": who, "since": row.since.isoformat()},
            )
    if row is None:
        row = ClaimRow(
            kind=kind.value,
            subject_id=identity,
            staff_id=context.staff_id,
            since=context.now,
            last_at=context.now,
        )
        context.session.add(row)
    row.staff_id, row.since, row.last_at = context.staff_id, context.now, context.now
    context.touch(kind, thing)


def _fetch(context: Context, kind: SubjectKind, identity: int) -> Any:
    """The thing, if it is one that can be claimed and this person may."""
    roles = CLAIMED.get(kind)
    if roles is None:
        invalid(("subject_kind", "not_claimed", f"{kind.label}不用占用，可以同时打开。"))
    if context.principal.roles.isdisjoint(roles):
        raise NotAllowed(f"您的角色不能占用{this_words(kind)}。")
    return context.fetch(table_of(kind), identity, this_words(kind))


def _held(context: Context, kind: SubjectKind, identity: int) -> ClaimRow | None:
    """The claim, held until the end of this: signals do not take the office, so whoever opens a thing, takes it over
    or leaves it at the same moment takes turns. First at the claim, as a decision does that ends it; at the thing
    itself only where there is no claim to hold."""
    key = (kind.value, identity)
    row = context.session.get(ClaimRow, key, with_for_update=True)
    if row is None:
        context.session.get(table_of(kind), identity, with_for_update={"key_share": True})
        row = context.session.get(ClaimRow, key, with_for_update=True)
    return row


def require_free(context: Context, kind: SubjectKind, identity: int) -> None:
    """A decision checks the claim inside its own transaction (house §1)."""
    row = context.ask(_claim(), kind=kind.value, id=identity).one_or_none()
    if row is None or row.staff_id == context.staff_id or row.last_at < context.now - lease(context):
        return
    who = context.session.scalar(select(StaffRow.name).where(StaffRow.id == row.staff_id)) or ""
    raise Conflict(
        f"{who} 从 {second_words(row.since)} 起正在看{this_words(kind)}，您的决定没有保存。可以等对方放开，或接管后再决定。",
        {"reason": "claimed", "who": who, "since": row.since.isoformat()},
    )


def end_claim(context: Context, kind: SubjectKind, identity: int) -> None:
    """A decision ends the claim, whoever held it."""
    context.ask(_no_claim(), kind=kind.value, id=identity)


@cache
def _claim() -> Select[*tuple[Any, ...]]:
    return select(ClaimRow.staff_id, ClaimRow.since, ClaimRow.last_at).where(
        ClaimRow.kind == bindparam("kind"), ClaimRow.subject_id == bindparam("id")
    )


@cache
def _no_claim() -> Delete:
    return delete(ClaimRow).where(ClaimRow.kind == bindparam("kind"), ClaimRow.subject_id == bindparam("id"))
