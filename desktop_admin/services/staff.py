"""Accounts: first run, adding, editing, passwords, and what a desk may know of the office.

Sessions (sign-in and sign-out) are in sessions.py, the slow password work in passwords.py; both are
named here too, because the requests of ``contract/staff.py`` are answered by this module.
"""

from collections.abc import Iterable

from sqlalchemy import func, select

from desktop_admin.contract.errors import Conflict
from desktop_admin.contract.office import CONTRACT
from desktop_admin.contract.staff import (
    AddStaff,
    EditStaff,
    FirstRun,
    NewAccount,
    OfficeFacts,
    OfficeState,
    ResetPassword,
    StaffForm,
    StaffList,
    StaffPage,
)
from desktop_admin.contract.staff import StaffRow as StaffLine
from desktop_admin.models.journal import OfficeRow
from desktop_admin.models.staff import SessionRow, StaffRow
from desktop_admin.rules.grants import GrantWay
from desktop_admin.rules.roles import STAFF_ROLES, Role
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.rules.visible import visible
from desktop_admin.services import attempts, chain, grants, policy
from desktop_admin.services.chain import last_change
from desktop_admin.services.context import Context, invalid
from desktop_admin.services.grants import acknowledge_grants, open_grants
from desktop_admin.services.merge import merge_form
from desktop_admin.services.passwords import Fault, Prepared, login_name, password_faults, prepare
from desktop_admin.services.sessions import (
    change_password,
    end_sessions,
    open_learner_session,
    roles_of,
    sign_in,
    sign_out,
    who_am_i,
)

__all__ = [
    "acknowledge_grants",
    "add_staff",
    "change_password",
    "edit_staff",
    "first_run",
    "office_facts",
    "open_grants",
    "open_learner_session",
    "prepare",
    "reset_password",
    "sign_in",
    "sign_out",
    "staff_list",
    "who_am_i",
]

LONGEST_NAME = 60


def office_facts(context: Context, request: OfficeFacts) -> OfficeState:
    """The first thing every desk asks; needs no session and tells nothing about persons."""
    office = context.session.execute(select(OfficeRow)).scalar_one()
    return OfficeState(
        name=office.name,
        set_up=_anybody(context),
        demonstration=office.demonstration,
        contract_from=CONTRACT,
        contract_to=CONTRACT,
        now=context.now,
    )


def first_run(context: Context, request: FirstRun) -> None:
    """Set up an empty office: its settings, its catalogue, and accounts with an administrator and a chief.

    The first account belongs to the person at the keyboard; the others change their password at the
    first sign-in, like every account somebody else has made.
    """
    if _anybody(context):
        raise Conflict("这个办公室已经建好账号，请直接登录；新账号由管理员在“系统管理”中添加。")
    faults: list[Fault] = []
    if not request.office_name.strip():
        faults.append(("office_name", "empty", "请填写单位名称，例如“黔南州建筑业协会”。"))
    given = {role for account in request.accounts for role in account.roles}
    for role, why in ((Role.ADMINISTRATOR, "管理账号"), (Role.CHIEF, "处理例外和规则")):
        if role not in given:
            faults.append(("accounts", f"no_{role}", f"至少要有一个“{role.label}”账号来{why}。"))
    for number, account in enumerate(request.accounts):
        faults += _account_faults(context, account, f"accounts.{number}.")
    names = [login_name(account.name).casefold() for account in request.accounts]
    if len(set(names)) < len(names):
        faults.append(("accounts", "same_name", "两个账号的姓名相同；请区分开，或让一个人同时担任两种角色。"))
    if faults:
        invalid(*faults)
    for number, (account, fresh) in enumerate(
        zip(request.accounts, _fresh(context, len(names)), strict=True)
    ):
        _add(context, account, fresh, must_change=number > 0)
    # After the accounts: a receipt lists its first forty subjects, and the seeds alone are more.
    policy.seed(context, request.office_name.strip())


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
    faults = _account_faults(context, request.account, "")
    if faults:
        invalid(*faults)
    portal = Role.PORTAL in request.account.roles
    row = _add(context, request.account, _fresh(context, 1)[0], must_change=not portal)
    grants.note(context, GrantWay.MADE, row, (), roles_of(row))


def edit_staff(context: Context, request: EditStaff) -> None:
    """Change name, roles or the active flag; disabling ends the person's sessions and claims (X05).

    The last active administrator and the last active chief stay: without them nobody could mend it.
    """
    row = context.fetch(StaffRow, request.staff_id, "这个账号")
    who, when = last_change(context, SubjectKind.STAFF, row.id)
    form = merge_form(_form(row), _ordered(request.seen), _ordered(request.wanted), who=who, when=when)
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
    row.password_hash = _fresh(context, 1)[0]
    row.must_change = Role.PORTAL not in roles_of(row)
    attempts.forget(context.session, row.name)
    end_sessions(context, row.id, keep=context.principal.token_hash)
    context.touch(SubjectKind.STAFF, row)
    if (
        row.id != context.staff_id
    ):  # disabled or not: it may be let in again with the password that is known now
        grants.note(context, GrantWay.RESET, row, (), roles_of(row))


def _anybody(context: Context) -> bool:
    return context.session.scalar(select(StaffRow.id).limit(1)) is not None


def _another(context: Context, role: Role, except_id: int) -> bool:
    others = context.session.scalars(select(StaffRow).where(StaffRow.active, StaffRow.id != except_id))
    return any(role in roles_of(other) for other in others)


def _fresh(context: Context, count: int) -> tuple[str, ...]:
    """The hashes made before the transaction; without them the engine forgot :func:`prepare`: our bug."""
    prepared = context.prepared
    if not isinstance(prepared, Prepared) or len(prepared.fresh) != count:
        raise RuntimeError(f"this command needs {count} prepared password hash(es)")
    return prepared.fresh


def _add(context: Context, account: NewAccount, fresh: str, *, must_change: bool) -> StaffRow:
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


def _account_faults(context: Context, account: NewAccount, prefix: str) -> list[Fault]:
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
