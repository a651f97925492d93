"""Registering and editing people and companies: the sheets, and what the office answers to them.

Apart from the page, which only says when; a conflict is settled field by field and sent again (X01).
"""

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_admin.contract.base import Receipt
from desktop_admin.contract.errors import Conflict, OfficeError
from desktop_admin.contract.people import (
    CandidateCard,
    CandidateForm,
    CompanyCard,
    EditCandidate,
    EditCompany,
    RegisterCandidate,
    RegisterCompany,
)
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.conflict import ConflictSheet
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.edit import Edit
from desktop_admin.views.common.sheet import Sheet
from desktop_admin.views.people.sheets import CandidateSheet, CompanySheet
from desktop_admin.views.people.words import (
    CANDIDATE_LABELS,
    COMPANY_LABELS,
    candidate_value,
    company_value,
)


class Editing(QObject):
    """``booked(kind, id, sentence)`` after something was stored; ``show(kind, id)`` to look at a known record."""

    booked = Signal(str, int, str)
    show = Signal(str, int)

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self.new_person = CandidateSheet(desk, page, "登记学员", "登记", register=True)
        self.person = CandidateSheet(desk, page, "修改学员信息", "保存", register=False)
        self.new_company = CompanySheet(page, "登记单位", "登记", register=True)
        self.company = CompanySheet(page, "修改单位信息", "保存", register=False)
        self.conflict = ConflictSheet(page)
        self._edit = Edit(desk, self.conflict, self)
        self.new_person.wanted.connect(self._register_person)
        self.new_company.wanted.connect(self._register_company)
        self.person.wanted.connect(self._send_person)
        self.company.wanted.connect(self._send_company)
        self._candidate: CandidateCard | None = None
        self._company: CompanyCard | None = None

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """All forms, for the page to know whether one is open."""
        return (self.new_person, self.person, self.new_company, self.company)

    # -- opening -----------------------------------------------------------------------------

    def register_person(self, company: CompanyCard | None = None) -> None:
        """An empty form; on the page of a company its people are registered."""
        self.new_person.fill(None, company)
        self.new_person.begin()

    def register_company(self) -> None:
        """An empty form."""
        self.new_company.fill(None)
        self.new_company.begin()

    def edit_person(self, card: CandidateCard) -> None:
        """A person's form as it was read."""
        self._candidate = card
        self.person.explain(f"{card.form.name} · 第 {card.version} 版")
        self.person.fill(card)
        self.person.begin()

    def edit_company(self, card: CompanyCard) -> None:
        """A company's form as it was read."""
        self._company = card
        self.company.explain(f"{card.form.name} · 第 {card.version} 版")
        self.company.fill(card)
        self.company.begin()

    # -- sending -----------------------------------------------------------------------------

    def _register_person(self) -> None:
        sheet = self.new_person
        if self._company_open(sheet):
            return
        form = sheet.wanted_form()
        sheet.set_busy(True)
        self._desk.run(
            RegisterCandidate(form, sheet.source),
            owner=self,
            done=lambda receipt: self._registered(
                sheet, receipt, SubjectKind.CANDIDATE, "已登记学员 {0}", form.name
            ),
            failed=lambda error: self._refused(sheet, error, SubjectKind.CANDIDATE),
        )

    def _register_company(self) -> None:
        sheet = self.new_company
        form = sheet.wanted_form()
        sheet.set_busy(True)
        self._desk.run(
            RegisterCompany(form),
            owner=self,
            done=lambda receipt: self._registered(
                sheet, receipt, SubjectKind.COMPANY, "已登记单位 {0}", form.name
            ),
            failed=lambda error: self._refused(sheet, error, SubjectKind.COMPANY),
        )

    def _send_person(self) -> None:
        card = self._candidate
        if card is None or self._company_open(self.person):
            return
        wanted = self.person.wanted_form()
        self._edit.send(
            self.person,
            lambda seen, new: EditCandidate(card.id, seen, new),
            card.form,
            wanted,
            CANDIDATE_LABELS,
            lambda field, value: self._person_value(field, value, wanted),
            lambda receipt: self._edited(self.person, receipt, SubjectKind.CANDIDATE, card.id),
            lambda error: self._refused(self.person, error, SubjectKind.CANDIDATE),
        )

    def _send_company(self) -> None:
        card = self._company
        if card is None:
            return
        self._edit.send(
            self.company,
            lambda seen, new: EditCompany(card.id, seen, new),
            card.form,
            self.company.wanted_form(),
            COMPANY_LABELS,
            company_value,
            lambda receipt: self._edited(self.company, receipt, SubjectKind.COMPANY, card.id),
            lambda error: self._refused(self.company, error, SubjectKind.COMPANY),
        )

    # -- answers -----------------------------------------------------------------------------

    def _registered(self, sheet: Sheet, receipt: Receipt, kind: str, words: str, name: str) -> None:
        sheet.set_busy(False)
        sheet.dismiss()
        made = next((subject.id for subject in receipt.subjects if subject.kind == kind), 0)
        sentence = words.format(name)
        if receipt.counts.get("same_name"):
            sentence += "。另有同名单位，请核对信用代码"
        self.booked.emit(kind, made, sentence)

    def _edited(self, sheet: Sheet, receipt: Receipt, kind: str, identity: int) -> None:
        sheet.dismiss()
        nothing = receipt.counts.get("changed", 1) == 0
        words = "内容与现在的一致，没有改动" if nothing else "已保存"
        self.booked.emit(kind, identity, words)

    def _refused(self, sheet: Sheet, error: OfficeError, kind: str) -> None:
        """Known already: the way out is the record there is."""
        known = error.details.get(f"{kind}_id") if isinstance(error, Conflict) else None
        if known is None:
            sheet.fail(error)
            return

        def open_known() -> None:
            sheet.dismiss()
            self.show.emit(kind, int(known))

        sheet.fail(error, "打开已有的记录", open_known)

    def _company_open(self, sheet: CandidateSheet) -> bool:
        if not sheet.unfinished_company():
            return False
        sheet.refuse({"company_id": "请从列表中选择单位；没有的请先登记单位，或清空这一栏。"})
        return True

    def _person_value(self, field: str, value: Any, wanted: CandidateForm) -> str:
        """A company is an id in the form; the names known here are the card's and the chosen one's."""
        if field != "company_id" or value is None:
            return candidate_value(field, value)
        if value == wanted.company_id:
            return self.person.company.line.text()
        card = self._candidate
        if card is not None and value == card.form.company_id:
            return card.company
        return f"单位 {value} 号"
