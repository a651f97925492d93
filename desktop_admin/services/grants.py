"""Rights that somebody handed out beyond their own: noted with the deed, told until a chief has seen them (0025)."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_admin.contract.errors import Conflict, NotAllowed
from desktop_admin.contract.grants import AcknowledgeGrants, Grant, OpenGrants, OpenGrantsPage
from desktop_admin.models.staff import RoleGrantRow, StaffRow
from desktop_admin.rules.grants import GrantWay, gained, may_acknowledge
from desktop_admin.rules.roles import Role
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services import chain
from desktop_admin.services.context import Context, invalid
from desktop_admin.services.sessions import roles_of

_SHOWN = 50


def note(
    context: Context, way: GrantWay, account: StaffRow, before: Iterable[Role], after: Iterable[Role]
) -> None:
    """Keep that the person who asks gave ``account`` these roles; nothing where they gained none.

    What the giver took for themselves and no chief has seen is not theirs to hand on.
    """
    taken = {role for row in _open(context) if row.staff_id == context.staff_id for role in row.roles}
    more = gained(context.principal.roles - {Role(role) for role in taken}, tuple(before), tuple(after))
    if not more:
        return
    row = keep(context.session, context.now, context.staff_id, account, way, more)
    context.touch(SubjectKind.GRANT, row)


def keep(
    session: Session,
    at: datetime,
    giver_id: int | None,
    account: StaffRow,
    way: GrantWay,
    roles: Collection[Role],
) -> RoleGrantRow:
    """The row, flushed; ``giver_id`` None: on the machine that holds the data, without an account."""
    named = [str(role) for role in Role if role in roles]
    row = RoleGrantRow(at=at, giver_id=giver_id, staff_id=account.id, way=str(way), roles=named)
    session.add(row)
    session.flush()
    return row


def open_grants(context: Context, request: OpenGrants) -> OpenGrantsPage:
    """What no chief has seen yet, newest first. An auditor hears of it where no chief is left who may say so."""
    session = context.session
    names = dict(session.execute(select(StaffRow.id, StaffRow.name)).all())
    rows = _open(context)
    chiefs, unproven = _chiefs(context), _unproven(rows)
    listed = [
        Grant(
            id=row.id,
            at=row.at,
            giver=names[row.giver_id] if row.giver_id is not None else "",
            account=names[row.staff_id],
            way=GrantWay(row.way),
            roles=tuple(Role(role) for role in row.roles),
            mine=may_acknowledge(context.staff_id, _concerned(row), chiefs, unproven),
            nobodys=not any(may_acknowledge(one, _concerned(row), chiefs, unproven) for one in chiefs),
        )
        for row in reversed(rows)
    ]
    if Role.CHIEF not in context.principal.roles:
        listed = [one for one in listed if one.nobodys]
    return OpenGrantsPage(tuple(listed[:_SHOWN]), len(listed), chain.head(session))


def acknowledge_grants(context: Context, request: AcknowledgeGrants) -> None:
    """A chief who is not concerned has seen these."""
    wanted = set(request.grants)
    if not wanted or len(wanted) > _SHOWN:
        invalid(("grants", "count", f"请选择 1 到 {_SHOWN} 条权限变动。"))
    rows = _open(context)
    chiefs, unproven = _chiefs(context), _unproven(rows)
    for number in sorted(wanted):
        row = context.fetch(RoleGrantRow, number, "这条权限变动")
        if row.seen_at is not None:
            raise Conflict("这些权限变动里有的刚刚已被别人确认，请看一眼还剩哪些。", {"reason": "seen"})
        if not may_acknowledge(context.staff_id, _concerned(row), chiefs, unproven):
            raise NotAllowed("这项权限变动与您自己的账号有关，需由另一位主管确认。")
        row.seen_at, row.seen_by_id = context.now, context.staff_id
        context.touch(SubjectKind.GRANT, row)
    context.counts["grants"] = len(wanted)


def _open(context: Context) -> list[RoleGrantRow]:
    return list(
        context.session.scalars(
            select(RoleGrantRow).where(RoleGrantRow.seen_at.is_(None)).order_by(RoleGrantRow.id)
        )
    )


def _chiefs(context: Context) -> frozenset[int]:
    active = context.session.scalars(select(StaffRow).where(StaffRow.active))
    return frozenset(row.id for row in active if Role.CHIEF in roles_of(row))


def _unproven(rows: Iterable[RoleGrantRow]) -> frozenset[int]:
    """A reset password takes nobody's office away: it is the real chief who cannot sign in, and says so."""
    return frozenset(
        row.staff_id for row in rows if row.way != GrantWay.RESET and str(Role.CHIEF) in row.roles
    )


def _concerned(row: RoleGrantRow) -> frozenset[int]:
    return frozenset(one for one in (row.giver_id, row.staff_id) if one is not None)
