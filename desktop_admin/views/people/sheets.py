"""The two forms of this desk: a person, a company; for registering and for editing."""

from PySide6.QtWidgets import QWidget

from desktop_admin.contract.people import CandidateCard, CandidateForm, CompanyCard, CompanyForm
from desktop_admin.rules.identity import IdType
from desktop_admin.rules.regions import COUNTIES
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.sheet import Sheet
from desktop_admin.views.furniture.companies import companies
from desktop_admin.views.furniture.pick_field import PickField
from desktop_admin.views.people.words import CANDIDATE_LABELS, COMPANY_LABELS


class CandidateSheet(Sheet):
    """A person. ``source`` only when registering: who told us (R19)."""

    def __init__(self, desk: Desk, parent: QWidget, heading: str, do: str, *, register: bool) -> None:
        super().__init__(parent, heading, do)
        self._register = register
        words, form = CANDIDATE_LABELS, self.form
        form.line("name", words["name"])
        form.choice("id_type", words["id_type"], [(kind, kind.words) for kind in IdType])
        note = "" if register else "带 * 的号码不改动就保持原样；要改请填写完整号码。"
        form.line("id_number", words["id_number"], note=note)
        self.company = PickField(
            companies(desk),
            words["company_id"],
            "单位名称、拼音首字母或信用代码，输入后选择",
            "没有找到，请先在“登记单位”中登记。",
        )
        self.company.resized.connect(self.fit)
        form.custom(
            "company_id",
            words["company_id"],
            self.company,
            lambda: self.company.key,
            lambda _value: None,
        )
        form.line("phone", words["phone"], hint="选填")
        if register:
            form.line("source", "来源", hint="选填，例如：微信、电话、现场")
        else:
            form.line("pinyin", words["pinyin"], note="按字用空格分开；姓氏多音时在此改正，如 zeng、shan。")

    def fill(self, card: CandidateCard | None, company: CompanyCard | None = None) -> None:
        """A person's form, or an empty one: of ``company``, if the page of one is open."""
        form = card.form if card else CandidateForm("", IdType.CITIZEN, "", None)
        values = {
            "name": form.name,
            "id_type": form.id_type,
            "id_number": form.id_number,
            "phone": form.phone,
        }
        values["source" if self._register else "pinyin"] = "" if self._register else form.pinyin
        self.form.put(values)
        if company is not None:
            self.company.show_chosen(company.id, company.form.name)
        else:
            self.company.show_chosen(form.company_id, card.company if card else "")

    def wanted_form(self) -> CandidateForm:
        """What stands in the fields."""
        value = self.form.value
        return CandidateForm(
            name=value("name"),
            id_type=IdType(value("id_type")),
            id_number=value("id_number"),
            company_id=self.company.key,
            phone=value("phone"),
            pinyin="" if self._register else value("pinyin"),
        )

    @property
    def source(self) -> str:
        """Who told us."""
        return str(self.form.value("source")) if self._register else ""

    def unfinished_company(self) -> bool:
        """Something was typed as company, but none was chosen: never guessed."""
        return self.company.unfinished


class CompanySheet(Sheet):
    """A company."""

    def __init__(self, parent: QWidget, heading: str, do: str, *, register: bool) -> None:
        super().__init__(parent, heading, do, width=560)
        words, form = COMPANY_LABELS, self.form
        note = "与营业执照上的一致。" if register else "改名请直接改这里，旧名称连同日期自动保留。"
        form.line("name", words["name"], note=note)
        form.line("credit_code", "信用代码", hint="18 位统一社会信用代码")
        form.line("legal_representative", words["legal_representative"], hint="选填")
        form.choice("county", words["county"], [("", "（未选）"), *COUNTIES.items()])
        form.line("phone", words["phone"], hint="选填，手机或座机")

    def fill(self, card: CompanyCard | None) -> None:
        """A company's form, or an empty one."""
        form = card.form if card else CompanyForm("", "")
        self.form.put(
            {
                "name": form.name,
                "credit_code": form.credit_code,
                "legal_representative": form.legal_representative,
                "county": form.county,
                "phone": form.phone,
            }
        )

    def wanted_form(self) -> CompanyForm:
        """What stands in the fields."""
        value = self.form.value
        return CompanyForm(
            name=value("name"),
            credit_code=value("credit_code"),
            legal_representative=value("legal_representative"),
            county=value("county"),
            phone=value("phone"),
        )
