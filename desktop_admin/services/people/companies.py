"""Registering and editing companies: keyed on the credit code, names dated (domain §4)."""

import dataclasses
import re
from dataclasses import dataclass

from sqlalchemy import func, select

from desktop_admin.contract.errors import Conflict, Invalid
from desktop_admin.contract.people import CompanyForm, EditCompany, RegisterCompany
from desktop_admin.models.people import CompanyNameRow, CompanyRow
from desktop_admin.models.submissions import SubmissionRow
from desktop_admin.rules.credit_code import check_credit_code, normalise_credit_code
from desktop_admin.rules.names import LONGEST_NAME, check_company_name, company_key, normalise_name
from desktop_admin.rules.phones import check_phone, normalise_phone
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services.context import Context, invalid
from desktop_admin.services.edit import merged
from desktop_admin.services.people.rechecking import recheck
from desktop_admin.services.pinyin import text_reading

Fault = tuple[str, str, str]


@dataclass(frozen=True)
class _Judged:
    form: CompanyForm
    faults: tuple[Fault, ...]
    suggestions: tuple[str, ...]


def register_company(context: Context, request: RegisterCompany) -> None:
    """Register a company. A known credit code is refused, naming the company.

    A name another company bears is allowed — nothing merges by itself — and counted as ``same_name``.
    """
    form = _sound(request.form)
    _refuse_known(context, form.credit_code)
    same = select(func.count()).select_from(CompanyRow).where(CompanyRow.name_key == company_key(form.name))
    context.counts["same_name"] = context.session.scalar(same) or 0
    row = CompanyRow(created_at=context.now)
    _write(row, form)
    context.session.add(row)
    context.session.flush()
    context.session.add(_dated(context, row))
    context.touch(SubjectKind.COMPANY, row)


def edit_company(context: Context, request: EditCompany) -> None:
    """Change a company; fields merge. A new name is kept beside the former ones with its instant."""
    row = context.fetch(CompanyRow, request.company_id, "这个单位")
    stored = company_form(row)
    wanted = _normal(request.wanted)
    form = _sound(merged(context, SubjectKind.COMPANY, row.id, stored, request.seen, wanted))
    _refuse_known(context, form.credit_code, except_id=row.id)
    _write(row, form)
    if form.name != stored.name:
        context.session.add(_dated(context, row))
    context.touch(SubjectKind.COMPANY, row)
    if (form.name, form.credit_code) != (stored.name, stored.credit_code):
        context.session.flush()
        recheck(context, SubmissionRow.company_id == row.id)


def company_form(row: CompanyRow) -> CompanyForm:
    """What is edited of a company, as stored."""
    return CompanyForm(row.name, row.credit_code, row.legal_representative, row.county, row.phone)


def _normal(form: CompanyForm) -> CompanyForm:
    return CompanyForm(
        name=normalise_name(form.name),
        credit_code=normalise_credit_code(form.credit_code),
        legal_representative=normalise_name(form.legal_representative),
        county=form.county.strip(),
        phone=normalise_phone(form.phone) if form.phone.strip() else "",
    )


def _sound(form: CompanyForm) -> CompanyForm:
    """The form as it is stored; Invalid with all faults, and credit codes it may have meant."""
    judged = _judge(form)
    if judged.faults:
        try:
            invalid(*judged.faults)
        except Invalid as refusal:
            refusal.details["suggestions"] = list(judged.suggestions)
            raise
    return judged.form


def _judge(form: CompanyForm) -> _Judged:
    name, code = check_company_name(form.name), check_credit_code(form.credit_code)
    faults = [("name", fault.code, fault.message) for fault in name.faults]
    for fault in code.faults:
        meant = f"是否为 {'、'.join(code.suggestions)}？" if code.suggestions else ""
        faults.append(("credit_code", fault.code, fault.message + meant))
    normal = _normal(form)
    if len(normal.legal_representative) > LONGEST_NAME:
        sentence = f"法定代表人姓名最多{LONGEST_NAME}个字，请核对。"
        faults.append(("legal_representative", "too_long", sentence))
    if normal.county and not re.fullmatch(r"[0-9]{6}", normal.county):
        faults.append(("county", "format", "县市请从列表中选择（六位区划代码）。"))
    if form.phone.strip():
        faults += [("phone", fault.code, fault.message) for fault in check_phone(form.phone).faults]
    kept = dataclasses.replace(normal, name=name.name, credit_code=code.code)
    return _Judged(kept, tuple(faults), code.suggestions)


def _refuse_known(context: Context, code: str, except_id: int = 0) -> None:
    known = context.session.scalar(select(CompanyRow).where(CompanyRow.credit_code == code))
    if known is not None and known.id != except_id:
        raise Conflict(
            f"这个统一社会信用代码已登记为“{known.name}”，请直接选用；单位改名请修改那条记录。",
            {"company_id": known.id, "name": known.name},
        )


def _dated(context: Context, row: CompanyRow) -> CompanyNameRow:
    return CompanyNameRow(company_id=row.id, name=row.name, name_key=row.name_key, since=context.now)


def _write(row: CompanyRow, form: CompanyForm) -> None:
    row.name, row.name_key = form.name, company_key(form.name)
    row.initials = text_reading(form.name).initials[:120]
    row.credit_code, row.legal_representative = form.credit_code, form.legal_representative
    row.county, row.phone = form.county, form.phone
