"""The fee table: appended, never edited, so that every order's amount can be explained later (domain §2.10)."""

from datetime import date

from sqlalchemy import select

from desktop_admin.contract.errors import Conflict
from desktop_admin.contract.payments import FeeForm, FeeRecord, Fees, FeeTable, SetFee
from desktop_admin.models.payments import FeeRow
from desktop_admin.models.policy import CategoryRow
from desktop_admin.models.staff import StaffRow
from desktop_admin.rules.clock import day_words, local
from desktop_admin.rules.money import yuan
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services.context import Context, invalid

Fault = tuple[str, str, str]

LONGEST_NAME = 60
LONGEST_REASON = 200
#: 10,000 yuan: more is a slip of the decimal point (the dearest course we know of costs a tenth).
LARGEST = 1_000_000


def fees(context: Context, request: Fees) -> FeeTable:
    """Every fee with its history, by category in the order of screens, newest first."""
    found = context.session.execute(
        select(FeeRow, StaffRow.name)
        .join(StaffRow, StaffRow.id == FeeRow.staff_id)
        .join(CategoryRow, CategoryRow.key == FeeRow.category)
        .order_by(CategoryRow.sort, FeeRow.valid_from.desc(), FeeRow.id.desc())
    ).all()
    today = local(context.now).date()
    force: dict[str, int] = {}
    for row, _name in found:
        if row.valid_from <= today:
            force.setdefault(row.category, row.id)
    return FeeTable(
        tuple(
            FeeRecord(row.id, _form(row), force.get(row.category) == row.id, row.reason, name, row.at)
            for row, name in found
        )
    )


def set_fee(context: Context, request: SetFee) -> None:
    """A new row of the fee table, for orders made from that day on."""
    form = request.form
    faults = _faults(context, form, request.reason)
    if faults:
        invalid(*faults)
    newest = context.session.scalar(
        select(FeeRow).where(FeeRow.category == form.category).order_by(FeeRow.id.desc()).limit(1)
    )
    if (newest.id if newest else 0) != request.seen_id:
        since = f"{day_words(newest.valid_from)}起 {yuan(newest.amount)}" if newest else "没有费用项目"
        raise Conflict(
            f"这一类别的费用刚刚有人改过，现在是：{since}。您填写的内容没有保存，请对照后再定。",
            {"seen": request.seen_id, "version": newest.id if newest else 0},
        )
    row = FeeRow(
        category=form.category,
        name=form.name.strip(),
        amount=form.amount,
        valid_from=form.valid_from,
        reason=request.reason.strip(),
        at=context.now,
        staff_id=context.staff_id,
    )
    context.session.add(row)
    context.session.flush()
    context.touch(SubjectKind.FEE, row)


def fee_on(context: Context, category: str, day: date) -> FeeRow | None:
    """The fee in force on ``day``, None where a chief has set none: an amount is never guessed."""
    return context.session.scalar(
        select(FeeRow)
        .where(FeeRow.category == category, FeeRow.valid_from <= day)
        .order_by(FeeRow.valid_from.desc(), FeeRow.id.desc())
        .limit(1)
    )


def _form(row: FeeRow) -> FeeForm:
    return FeeForm(row.category, row.name, row.amount, row.valid_from)


def _faults(context: Context, form: FeeForm, reason: str) -> list[Fault]:
    faults: list[Fault] = []
    if context.session.scalar(select(CategoryRow.id).where(CategoryRow.key == form.category)) is None:
        faults.append(("category", "unknown", "没有这个考证类别，请从列表中选择。"))
    name = form.name.strip()
    if not 1 <= len(name) <= LONGEST_NAME:
        faults.append(("name", "length", f"请填写费用项目的名称，最多 {LONGEST_NAME} 个字。"))
    elif "考试费" in name:
        faults.append(
            ("name", "free", "考核依法不收费，费用项目不能叫“考试费”；请写明收的是什么，例如“培训服务费”。")
        )
    if not 0 <= form.amount <= LARGEST:
        faults.append(("amount", "range", f"金额应在 0 到 {yuan(LARGEST)}之间。"))
    today = local(context.now).date()
    if form.valid_from < today:
        faults.append(
            ("valid_from", "past", f"生效日期不能早于今天（{day_words(today)}）；已经开出的缴费单不会改动。")
        )
    if not 1 <= len(reason.strip()) <= LONGEST_REASON:
        faults.append(("reason", "length", f"请写明原因或依据，最多 {LONGEST_REASON} 个字。"))
    return faults
