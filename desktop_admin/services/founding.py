"""Founding an office: which one this is, and setting up an empty one with what every office starts with."""

import dataclasses

from sqlalchemy import select

from desktop_admin.contract.catalogue import ReasonForm
from desktop_admin.contract.errors import Conflict
from desktop_admin.contract.founding import FirstRun, OfficeFacts, OfficeState
from desktop_admin.contract.office import CONTRACT
from desktop_admin.contract.policy import PolicyForm
from desktop_admin.models.journal import OfficeRow
from desktop_admin.models.policy import CategoryPaperRow, CategoryRow, PolicyRow, ReasonRow
from desktop_admin.models.staff import StaffRow
from desktop_admin.rules.categories import CATEGORIES, Slot
from desktop_admin.rules.reasons import CATALOGUE, Reason
from desktop_admin.rules.roles import Role
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services.catalogue import write_reason
from desktop_admin.services.context import Context, invalid
from desktop_admin.services.passwords import Fault, login_name
from desktop_admin.services.policy import name_office
from desktop_admin.services.staff import account_faults, fresh_hashes, make_account


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
        faults += account_faults(context, account, f"accounts.{number}.")
    names = [login_name(account.name).casefold() for account in request.accounts]
    if len(set(names)) < len(names):
        faults.append(("accounts", "same_name", "两个账号的姓名相同；请区分开，或让一个人同时担任两种角色。"))
    if faults:
        invalid(*faults)
    for number, (account, fresh) in enumerate(
        zip(request.accounts, fresh_hashes(context, len(names)), strict=True)
    ):
        make_account(context, account, fresh, must_change=number > 0)
    # After the accounts: a receipt lists its first forty subjects, and the seeds alone are more.
    _seed(context, request.office_name.strip())


def _anybody(context: Context) -> bool:
    return context.session.scalar(select(StaffRow.id).limit(1)) is not None


def _seed(context: Context, office_name: str) -> None:
    """Give an empty office its name, its settings, the ten categories and the start catalogue of reasons."""
    context.session.add(row := PolicyRow(id=1, settings=dataclasses.asdict(PolicyForm(office_name))))
    name_office(context, office_name)
    context.touch(SubjectKind.POLICY, row, 1)
    _seed_catalogue(context)
    context.session.flush()


def _seed_catalogue(context: Context) -> None:
    """The ten categories with their papers, and the start catalogue of reasons (domain §1, §3)."""
    session = context.session
    for place, category in enumerate(CATEGORIES):
        row = CategoryRow(
            key=category.key,
            code=category.code,
            kind=str(category.kind),
            name=category.name,
            short=category.short,
            required_hours=category.required_hours,
            offered=category.offered,
            sort=place,
        )
        session.add(row)
        session.flush()
        for order, slot in enumerate(category.papers):
            session.add(CategoryPaperRow(category_id=row.id, slot=str(slot), title=slot.words, sort=order))
        context.touch(SubjectKind.CATEGORY, row)
    seeds = [form for reason in CATALOGUE for form in _start_forms(reason)]
    for place, form in enumerate(seeds):
        reason_row = ReasonRow(sort=place)
        write_reason(reason_row, form)
        session.add(reason_row)
        session.flush()
        context.touch(SubjectKind.REASON, reason_row)


def _start_forms(reason: Reason) -> list[ReasonForm]:
    """One row for both papers where its digit is the same on both, otherwise one row a paper."""
    digits = {str(slot): reason.digit(slot) or 0 for slot in reason.slots}
    if len(digits) == len(Slot) and len(set(digits.values())) == 1:
        digits = {"": next(iter(digits.values()))}
    kind = str(reason.given_for or "")
    return [
        ReasonForm(reason.code, reason.text, slot, "", digit, given_for=kind)
        for slot, digit in digits.items()
    ]
