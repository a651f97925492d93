"""Accounts: adding, editing, first passwords.

Sessions (sign-in and sign-out) are in sessions.py, the slow password work in passwords.py.
"""

from collections.abc import Iterable

from sqlalchemy import func, select

from desktop_admin.contract.staff import (
    AddStaff,
    EditStaff,
    NewAccount,
    ResetPassword,
    StaffForm,
    StaffList,
    StaffPage,
)
from desktop_admin.contract.staff import StaffRow as StaffLine
from desktop_admin.models.staff import SessionRow, StaffRow
from desktop_admin.rules.grants import GrantWay
from desktop_admin.rules.roles import STAFF_ROLES, Role
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.rules.visible import visible
from desktop_admin.services import attempts, chain, grants
from desktop_admin.services.context import Context, invalid
from desktop_admin.services.edit import merged
from desktop_admin.services.passwords import Fault, Prepared, login_name, password_faults
from desktop_admin.services.sessions import end_sessions, roles_of

LONGEST_NAME = 60


def staff_list(context: Context, request: StaffList) -> StaffPage:
    """Everybody with an account. Locks, first passwords and presence are the administrator's to see."""
    whole = Role.ADMINISTRATOR in context.principal.roles
    session = context.session
    seen = dict(
        session.execute(
            select(SessionRow.staff_id, func.max(SessionRow.last_at))
            .where(SessionRow.candidate_id.is_(None))
            .group_by(SessionRow.staff_id)
        ).all()
    )
    rows = []
    for row in session.scalars(select(StaffRow).order_by(StaffRow.active.desc(), StaffRow.name)):
        moments = [moment for moment in (row.last_seen, seen.get(row.id)) if moment is not None]
        rows.append(
            StaffLine(
                id=row.id,
                version=row.version,
                form=_form(row),
                locked=whole and attempts.slowed(session, row.name, context.now),
                must_change=whole and row.must_change,
                last_seen=max(moments, default=None) if whole else None,
            )
        )
    return StaffPage(tuple(rows), chain.head(session))


def add_staff(context: Context, request: AddStaff) -> None:
    """Make an account; the person changes the password at the first sign-in."""
    faults = account_faults(context, request.account, "")
    if faults:
        invalid(*faults)
    portal = Role.PORTAL in request.account.roles
    row = make_account(context, request.account, fresh_hashes(context, 1)[0], must_change=not portal)
    grants.note(context, GrantWay.MADE, row, (), roles_of(row))


def edit_staff(context: Context, request: EditStaff) -> None:
    """Change name, roles or the active flag; disabling ends the person's sessions and claims (X05).

    The last active administrator and the last active chief stay: without them nobody could mend it.
    """
    row = context.fetch(StaffRow, request.staff_id, "这个账号")
    seen, wanted = _ordered(request.seen), _ordered(request.wanted)
    form = merged(context, SubjectKind.STAFF, row.id, _form(row), seen, wanted)
    faults = _name_faults(context, form.name, "name", except_id=row.id)
    faults += _role_faults(form.roles, "roles")
    lost = set(_form(row).roles if row.active else ()) - set(form.roles if form.active else ())
    for role in (Role.ADMINISTRATOR, Role.CHIEF):
        if role in lost and not _another(context, role, row.id):
            sentence = (
                f"{row.name}是最后一个可用的“{role.label}”。请先给另一个人这个角色，再停用或改动这个账号。"
            )
            faults.append(("roles" if form.active else "active", f"last_{role}", sentence))
    if faults:
        invalid(*faults)
    before = roles_of(row) if row.active else ()
    if (row.active and not form.active) or Role.PORTAL in lost:
        # Learners the portal let in go with it.
        end_sessions(context, row.id)
    row.name, row.roles, row.active = login_name(form.name), [str(role) for role in form.roles], form.active
    context.touch(SubjectKind.STAFF, row)
    if row.active:
        way = GrantWay.OWN if row.id == context.staff_id else GrantWay.RAISED
        grants.note(context, way, row, before, roles_of(row))


def reset_password(context: Context, request: ResetPassword) -> None:
    """Give a new first password and unlock the account; its open sessions end."""
    row = context.fetch(StaffRow, request.staff_id, "这个账号")
    faults = password_faults(request.password, row.name)
    if faults:
        invalid(*faults)
    row.password_hash = fresh_hashes(context, 1)[0]
    row.must_change = Role.PORTAL not in roles_of(row)
    attempts.forget(context.session, row.name)
    end_sessions(context, row.id, keep=context.principal.token_hash)
    context.touch(SubjectKind.STAFF, row)
    if (
        row.id != context.staff_id
    ):  # disabled or not: it may be let in again with the password that is known now
        grants.note(context, GrantWay.RESET, row, (), roles_of(row))


def _another(context: Context, role: Role, except_id: int) -> bool:
    others = context.session.scalars(select(StaffRow).where(StaffRow.active, StaffRow.id != except_id))
    return any(role in roles_of(other) for other in others)


def fresh_hashes(context: Context, count: int) -> tuple[str, ...]:
    """The hashes made before the transaction; without them the engine forgot :func:`prepare`: our bug."""
    prepared = context.prepared
    if not isinstance(prepared, Prepared) or len(prepared.fresh) != count:
        raise RuntimeError(f"this command needs {count} prepared password hash(es)")
    return prepared.fresh


def make_account(context: Context, account: NewAccount, fresh: str, *, must_change: bool) -> StaffRow:
    """The row of a checked account, with the hash made beforehand."""
    row = StaffRow(
        name=login_name(account.name),
        roles=[str(role) for role in _in_order(account.roles)],
        password_hash=fresh,
        must_change=must_change,
        created_at=context.now,
    )
    context.session.add(row)
    context.session.flush()
    context.touch(SubjectKind.STAFF, row)
    return row


def account_faults(context: Context, account: NewAccount, prefix: str) -> list[Fault]:
    """What is wrong with an account to be made; fields named after ``prefix``."""
    return [
        *_name_faults(context, account.name, f"{prefix}name"),
        *_role_faults(account.roles, f"{prefix}roles"),
        *password_faults(account.password, account.name, f"{prefix}password"),
    ]


def _name_faults(context: Context, name: str, field: str, except_id: int = 0) -> list[Fault]:
    plain = login_name(name)
    if not plain:
        return [(field, "empty", "请填写姓名。")]
    if len(plain) > LONGEST_NAME:
        return [(field, "too_long", f"姓名最多 {LONGEST_NAME} 个字。")]
    if visible(plain) != plain:
        return [(field, "hidden", f"姓名里有看不见或改变方向的字符：{visible(plain)}。请重新填写。")]
    if plain.startswith("token:"):
        return [(field, "reserved", "姓名不能以“token:”开头。")]
    # Compared in Python: lower() of SQLite knows ASCII only, and there are dozens of accounts, not thousands.
    names = context.session.execute(select(StaffRow.id, StaffRow.name))
    if any(other.casefold() == plain.casefold() and identity != except_id for identity, other in names):
        return [
            (
                field,
                "taken",
                f"已经有名为“{plain}”的账号（可能已停用）。同名的人请加以区分，例如“李四（二）”。",
            )
        ]
    return []


def _role_faults(roles: tuple[Role, ...], field: str) -> list[Fault]:
    if not roles:
        return [(field, "empty", "请至少选择一个角色。")]
    if Role.LEARNER in roles:
        return [(field, "learner", "学员不是工作人员账号的角色。")]
    if Role.PORTAL in roles and len(set(roles)) > 1:
        return [(field, "portal", "“门户”是网站的服务账号，不能与工作人员的角色合用。")]
    return []


def _in_order(roles: Iterable[Role | str]) -> tuple[Role, ...]:
    given = {Role(role) for role in roles}
    return tuple(role for role in (*STAFF_ROLES, Role.PORTAL, Role.LEARNER) if role in given)


def _ordered(form: StaffForm) -> StaffForm:
    """The order of roles says nothing; without one order, two equal forms would differ."""
    return StaffForm(login_name(form.name), _in_order(form.roles), form.active)


def _form(row: StaffRow) -> StaffForm:
    return StaffForm(row.name, _in_order(row.roles), row.active)
