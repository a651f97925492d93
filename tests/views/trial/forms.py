"""The two forms of the made-up desk: a new company in a sheet, an edit in place."""

from typing import Any

from PySide6.QtWidgets import QWidget

from desktop_admin.contract.people import CompanyForm, EditCompany, RegisterCompany
from desktop_admin.rules.regions import COUNTIES
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.fields import FieldForm
from desktop_admin.views.common.sheet import Sheet
from desktop_admin.views.furniture.adder import Adder
from desktop_admin.views.furniture.edit_in_place import EditInPlace


def new_company(desk: Desk, page: QWidget) -> Adder:
    adder = Adder(desk, page, SubjectKind.COMPANY, "登记一个单位", Sheet(page, "登记一个单位", "登记"))
    _add_fields(adder.sheet.form)
    adder.sends(
        lambda form: RegisterCompany(CompanyForm(**{key: form.value(key) for key in form.fields})),
        lambda sent: desk.messages.say(f"已登记{sent.form.name}"),
        lambda: dict.fromkeys(adder.sheet.form.fields, ""),
    )
    return adder


def company_edit(desk: Desk, page: QWidget) -> EditInPlace[CompanyForm]:
    made: EditInPlace[CompanyForm] = EditInPlace(desk, page, "修改单位", EditCompany, company_words)
    _add_fields(made.form)
    return made


def company_words(field: str, value: Any) -> str:
    return COUNTIES.get(value, value) if field == "county" else str(value)


def _add_fields(form: FieldForm) -> None:
    form.line("name", "单位名称")
    form.line("credit_code", "信用代码")
    form.line("legal_representative", "法定代表人", hint="选填")
    form.choice("county", "所在县市", [("", "（未选）"), *COUNTIES.items()])
    form.line("phone", "电话", hint="选填")
