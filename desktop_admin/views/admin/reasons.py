"""退回原因: the catalogue by paper with its digits, and beside it how often each was given (R18)."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from desktop_admin.contract.base import Receipt
from desktop_admin.contract.catalogue import (
    AddReason,
    Catalogue,
    CatalogueRecord,
    EditReason,
    ReasonForm,
    ReasonRow,
)
from desktop_admin.contract.errors import OfficeError
from desktop_admin.rules.categories import CATEGORIES, Slot, category, is_category
from desktop_admin.rules.reasons import as_read
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.admin.reason_report import ReportView
from desktop_admin.views.admin.tab import Panel, Sending, Split, Tab
from desktop_admin.views.common.conflict import ConflictSheet
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.empty_state import States
from desktop_admin.views.common.fields import FieldForm
from desktop_admin.views.common.sheet import Sheet
from desktop_admin.views.common.table import Column, Rows, Table
from desktop_admin.views.common.widgets import CommandButton, Line, Text, row

_LABELS = {"text": "原因", "slot": "资料", "category": "类别", "digit": "数字键", "active": "使用"}


def slot_words(slot: str) -> str:
    """Which paper a reason is for."""
    return Slot(slot).short if slot in list(Slot) else "两者"


def _category_words(key: str) -> str:
    return category(key).short if is_category(key) else "全部"


_COLUMNS = (
    Column[ReasonRow](
        "键", lambda one: str(one.form.digit or ""), 52, tone=lambda _one: "accent", badge=True
    ),
    Column[ReasonRow](
        "原因", lambda one: as_read(one.form.text), tone=lambda one: "" if one.form.active else "muted"
    ),
    Column[ReasonRow]("资料", lambda one: slot_words(one.form.slot), 80, tone=lambda _one: "muted"),
    Column[ReasonRow]("类别", lambda one: _category_words(one.form.category), 90, tone=lambda _one: "muted"),
    Column[ReasonRow](
        "", lambda one: "" if one.form.active else "已停用", 80, tone=lambda _one: "info", badge=True
    ),
)


class ReasonsTab(Tab):
    """The catalogue, edited by a chief; decisions keep the words they were made with."""

    key, title, needs = "reasons", "退回原因", EditReason
    kinds = frozenset({SubjectKind.REASON})

    def __init__(self, desk: Desk, page: QWidget, conflict: ConflictSheet) -> None:
        super().__init__(desk, page)
        self.model: Rows[ReasonRow] = Rows(lambda one: one.id, _COLUMNS, self)
        self.table = Table(desk.theme, self.model, _COLUMNS)
        self.table.setAccessibleName("退回原因")
        self.table.chosen.connect(self._on_chosen)
        self.states = States(desk.theme, self.table)
        self.report = ReportView(desk)
        self.panel = Panel()
        _add_fields(self.panel.form)
        self.panel.form.check(
            "active",
            "使用",
            "审核时可选",
            note="停用后不再出现，以往的决定不受影响。",
        )
        self.panel.save.connect(self._on_save)
        self.sending = Sending(self, self.panel, conflict)
        self.new = Sheet(page, "新增退回原因", "新增")
        self.new.explain("学员会逐字看到这句话。需要审核时填写的内容写在花括号里，如 报名表有空项：{字段}。")
        _add_fields(self.new.form)
        self.new.wanted.connect(self._on_new)
        self._make_head()
        self.stack = QStackedWidget()
        catalogue = QWidget()
        catalogue.setLayout(Split(self.states, self.panel))
        self.stack.addWidget(catalogue)
        self.stack.addWidget(self.report)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(Line())
        layout.addWidget(self.stack, 1)
        self._record: CatalogueRecord | None = None
        self._chosen = 0
        self._slot = str(Slot.COMMITMENT_LETTER)
        self.panel.hide()

    def _make_head(self) -> None:
        self.head = QFrame()
        self.head.setProperty("plane", "raised")
        self.pills: dict[str, CommandButton] = {}
        for key, word in ((str(slot), slot.short) for slot in Slot):
            self._pill(key, word)
        self._pill("", "全部")
        self._pill("retired", "已停用")
        self._pill("report", "最常见的原因")
        self.pills[str(Slot.COMMITMENT_LETTER)].setChecked(True)
        self.count = Text(tone="muted")
        self.add = CommandButton("新增原因", "N")
        self.add.clicked.connect(self._open_new)
        head = row(*self.pills.values(), 8, self.count, None, self.add, spacing=6)
        head.setContentsMargins(12, 8, 12, 8)
        self.head.setLayout(head)

    def _pill(self, key: str, word: str) -> None:
        pill = self.pills[key] = CommandButton(word, kind="pill")
        pill.setCheckable(True)
        pill.setAutoExclusive(True)
        pill.clicked.connect(lambda _on=False: self.show_part(key))

    # -- showing -----------------------------------------------------------------------------

    def load(self) -> None:
        """The catalogue, or the report when that is in front."""
        if self._slot == "report":
            self.report.load()
        if self._record is None:
            self.states.show_loading()
        self.desk.run(
            Catalogue(), owner=self, done=self._on_catalogue, failed=self._on_failed, slot="catalogue"
        )

    def press(self, key: int) -> bool:
        """N: a new reason."""
        if key == Qt.Key.Key_N:
            self._open_new()
            return True
        return False

    def show_part(self, key: str) -> None:
        """One paper's reasons, all, the retired ones, or the report."""
        self._slot = key
        self.pills[key].setChecked(True)
        self.stack.setCurrentIndex(1 if key == "report" else 0)
        self.count.setVisible(key != "report")
        if key == "report":
            self.report.load()
        else:
            self._list()

    def _on_catalogue(self, record: CatalogueRecord) -> None:
        one = self._row()
        typed = self._wanted(one) if one is not None else None
        self._record = record
        self._list()
        if one is not None and typed != one.form and self._chosen == one.id:
            self._fill(typed or one.form)

    def _on_failed(self, error: OfficeError) -> None:
        if self._record is None:
            self.states.show_failed(error, self.load)

    def _list(self) -> None:
        if self._record is None:
            return
        rows = [one for one in self._record.reasons if self._belongs(one.form)]
        self.model.reset(rows)
        self.count.setText(f"{len(rows)} 条")
        if not rows:
            self.panel.hide()
            self.states.show_empty("这里没有原因", icon="list-checks")
            return
        self.states.show_content()
        self.table.choose(max(self.model.position_of(self._chosen), 0))

    def _belongs(self, form: ReasonForm) -> bool:
        if self._slot == "retired":
            return not form.active
        return form.active and (not self._slot or form.slot in ("", self._slot))

    def _row(self) -> ReasonRow | None:
        return self.model.row_at(self.model.position_of(self._chosen))

    def _on_chosen(self, identity: int) -> None:
        self._chosen = identity
        one = self._row()
        if one is None:
            return
        self.panel.show()
        self.panel.say_problem("")
        self.panel.heading.setText(as_read(one.form.text))
        self.panel.explain("改了文字仍算同一条原因，统计连着计。")
        self._fill(one.form)

    def _fill(self, form: ReasonForm) -> None:
        self.panel.form.put({key: getattr(form, key) for key in self.panel.form.fields})

    def _wanted(self, one: ReasonRow) -> ReasonForm:
        value = self.panel.form.value
        return ReasonForm(
            one.form.code, value("text"), value("slot"), value("category"), value("digit"), value("active")
        )

    # -- doing -------------------------------------------------------------------------------

    def _on_save(self) -> None:
        one = self._row()
        if one is not None:
            identity = one.id
            self.sending.send(
                lambda seen, wanted: EditReason(identity, seen, wanted),
                one.form,
                self._wanted(one),
                _LABELS,
                _words,
                self._on_saved,
            )

    def _on_saved(self, _receipt: Receipt) -> None:
        self.said.emit("已保存。以往的决定保持当时的文字")
        self.load()

    def _open_new(self) -> None:
        slot = self._slot if self._slot in list(Slot) else ""
        self.new.form.put({"text": "", "slot": slot, "category": "", "digit": 0})
        self.new.begin()

    def _on_new(self) -> None:
        value = self.new.form.value
        self.new.set_busy(True)

        def done(receipt: Receipt) -> None:
            self.new.set_busy(False)
            self.new.dismiss()
            self._chosen = next(
                (one.id for one in receipt.subjects if one.kind == SubjectKind.REASON), self._chosen
            )
            self.said.emit("已新增一条退回原因")
            self.load()

        self.desk.run(
            AddReason(ReasonForm("", value("text"), value("slot"), value("category"), value("digit"))),
            owner=self,
            done=done,
            failed=self.new.fail,
        )


def _add_fields(form: FieldForm) -> None:
    form.lines("text", "原因", height=3)
    form.choice("slot", "资料", [("", "承诺书和报名表"), *((str(slot), slot.words) for slot in Slot)])
    form.choice("category", "类别", [("", "全部类别"), *((one.key, one.short) for one in CATEGORIES)])
    form.choice(
        "digit",
        "数字键",
        [(0, "没有"), *((n, str(n)) for n in range(1, 10))],
        note="每份资料最常用的九条用 1–9。",
    )


def _words(field: str, value: Any) -> str:
    if field == "slot":
        return slot_words(str(value))
    if field == "category":
        return _category_words(str(value))
    if field == "active":
        return "使用" if value else "停用"
    return str(value)
