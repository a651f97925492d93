"""退回原因: the catalogue by paper with its digits, and beside it how often each was given (R18)."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from desktop_admin.contract.catalogue import (
    AddReason,
    Catalogue,
    CatalogueRecord,
    EditReason,
    ReasonForm,
    ReasonRow,
)
from desktop_admin.rules.categories import Slot
from desktop_admin.rules.reasons import as_read
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.admin.reason_report import ReportView
from desktop_admin.views.admin.reason_words import (
    COLUMNS,
    add_reason_fields,
    belongs,
    blank_reason,
    reason_words,
)
from desktop_admin.views.admin.record_tab import RecordTab
from desktop_admin.views.admin.tab import Split
from desktop_admin.views.common.columns import Column
from desktop_admin.views.common.command import ROW, Command
from desktop_admin.views.common.fields import FieldForm
from desktop_admin.views.common.filters import Pills
from desktop_admin.views.common.sheet import Sheet
from desktop_admin.views.common.widgets import Hairline, row
from desktop_admin.views.furniture.adder import Adder


class ReasonsTab(RecordTab[ReasonRow]):
    """The catalogue, edited by a chief; decisions keep the words they were made with."""

    key, title, needs = "reasons", "退回原因", EditReason
    kinds = frozenset({SubjectKind.REASON})
    question = Catalogue()
    edits = EditReason
    commands = (
        Command("add_reason", "新增退回原因", ("N",), title, lambda tab: tab.adder.open(), (AddReason,),
                menus=(ROW,), offered=True),
    )  # fmt: skip
    saved = "已保存。以往的决定保持当时的文字"
    nothing, icon = "这里没有原因", "list-checks"
    _slot = str(Slot.COMMITMENT_LETTER)

    def columns(self) -> Sequence[Column[ReasonRow]]:
        """Digit, words, where it is for."""
        return COLUMNS

    def add_fields(self, form: FieldForm) -> None:
        """What a new one has, and whether it is still offered."""
        add_reason_fields(form)
        form.check("active", "使用", "审核时可选", note="停用后不再出现，以往的决定不受影响。")

    def adding(self) -> Adder:
        """Another reason, for the paper in front."""
        sheet = Sheet(self.page, "新增退回原因", "新增")
        sheet.explain("学员会逐字看到这句话。需要审核时填写的内容写在花括号里，如 报名表有空项：{字段}。")
        add_reason_fields(sheet.form)
        adder = Adder(self.desk, self.page, SubjectKind.REASON, "新增原因", sheet)
        adder.sends(
            lambda form: AddReason(ReasonForm("", **{key: form.value(key) for key in form.fields})),
            lambda _sent: self.said.emit("已新增一条退回原因"),
            lambda: blank_reason(self._slot),
        )
        self.add = adder.button
        return adder

    def lay_out(self, layout: QVBoxLayout) -> None:
        """The parts above; below the catalogue or the report."""
        catalogue = QWidget()
        catalogue.setLayout(Split(self.states, self.panel))
        self.report = ReportView(self.desk)
        self.stack = QStackedWidget()
        self.stack.addWidget(catalogue)
        self.stack.addWidget(self.report)
        papers = {str(slot): slot.short for slot in Slot}
        others = {"reject": "不通过", "": "全部", "retired": "已停用", "report": "最常见的原因"}
        self.pills = Pills({**papers, **others}, self._slot)
        self.pills.chosen.connect(self.show_part)
        head = QFrame()
        head.setProperty("plane", "raised")
        line = row(self.pills, None, self.add)
        line.setContentsMargins(12, 8, 12, 8)
        head.setLayout(line)
        layout.addWidget(head)
        layout.addWidget(Hairline())
        layout.addWidget(self.stack, 1)

    def load(self) -> None:
        """The catalogue, and the report when that is in front."""
        if self._slot == "report":
            self.report.load()
        super().load()

    def show_part(self, key: str) -> None:
        """One paper's reasons to return it, the final grounds, all, the retired ones, or the report."""
        self._slot = key
        self.pills.show_choice(key)
        self.stack.setCurrentIndex(1 if key == "report" else 0)
        if key == "report":
            self.report.load()
        else:
            self.list_records()

    def records(self, answer: CatalogueRecord) -> Sequence[ReasonRow]:
        """Those of the part in front."""
        rows = [one for one in answer.reasons if belongs(one.form, self._slot)]
        self.count.setText(f"{len(rows)} 条")
        return rows

    def about(self, one: ReasonRow) -> tuple[str, str]:
        """Its words."""
        return as_read(one.form.text), "改了文字仍算同一条原因，统计连着计。"

    def words(self, field: str, value: Any) -> str:
        """Papers, categories and the switch in words."""
        return reason_words(field, value)
