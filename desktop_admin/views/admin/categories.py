"""类别: names, hours and the switch of the ten categories. What a category *is* does not change."""

import dataclasses
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_admin.contract.base import Receipt
from desktop_admin.contract.catalogue import (
    Catalogue,
    CatalogueRecord,
    CategoryForm,
    CategoryRow,
    EditCategory,
)
from desktop_admin.contract.errors import OfficeError
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.admin.tab import Panel, Sending, Split, Tab
from desktop_admin.views.common.conflict import ConflictSheet
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.empty_state import States
from desktop_admin.views.common.table import Column, Rows, Table

_LABELS = {"name": "全称", "short": "简称", "required_hours": "学时", "offered": "开放申请"}
_COLUMNS = (
    Column[CategoryRow]("简称", lambda one: one.form.short, 110, bold=True),
    Column[CategoryRow]("全称", lambda one: one.form.name),
    Column[CategoryRow]("学时", lambda one: f"{one.form.required_hours}", 80),
    Column[CategoryRow](
        "申请",
        lambda one: "开放" if one.form.offered else "不开放",
        100,
        tone=lambda one: "ok" if one.form.offered else "info",
        badge=True,
    ),
)


class CategoriesTab(Tab):
    """The ten categories."""

    key, title, needs = "categories", "考证类别", EditCategory
    kinds = frozenset({SubjectKind.CATEGORY})

    def __init__(self, desk: Desk, page: QWidget, conflict: ConflictSheet) -> None:
        super().__init__(desk, page)
        self.model: Rows[CategoryRow] = Rows(lambda one: one.id, _COLUMNS, self)
        self.table = Table(desk.theme, self.model, _COLUMNS)
        self.table.setAccessibleName("考证类别")
        self.table.chosen.connect(self._on_chosen)
        self.states = States(desk.theme, self.table)
        self.panel = Panel()
        form = self.panel.form
        form.line("short", "简称", note="列表和通知里用的短名。")
        form.line("name", "全称")
        form.number(
            "required_hours",
            "学时",
            most=500,
            unit="学时",
            note="申请考试前须学满；延期为 40，新取没有规定时填 0。",
        )
        form.check(
            "offered",
            "申请",
            "开放申请",
            note="关闭后学员不能新申请，已有的资料照常办理。",
        )
        self.panel.save.connect(self._on_save)
        self.sending = Sending(self, self.panel, conflict)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(Split(self.states, self.panel))
        self._chosen = 0
        self.panel.hide()

    def load(self) -> None:
        """The catalogue."""
        if not self.model.rows:
            self.states.show_loading()
        self.desk.run(
            Catalogue(), owner=self, done=self._on_catalogue, failed=self._on_failed, slot="catalogue"
        )

    def _on_catalogue(self, record: CatalogueRecord) -> None:
        typed = self._wanted() if self._row() is not None else None
        before = self._row()
        self.model.reset(record.categories)
        self.states.show_content()
        place = self.model.position_of(self._chosen)
        self.table.choose(max(place, 0))
        if typed is not None and before is not None and typed != before.form and place >= 0:
            self._fill(typed)

    def _on_failed(self, error: OfficeError) -> None:
        if not self.model.rows:
            self.states.show_failed(error, self.load)

    def _row(self) -> CategoryRow | None:
        return self.model.row_at(self.model.position_of(self._chosen))

    def _on_chosen(self, identity: int) -> None:
        self._chosen = identity
        one = self._row()
        if one is None:
            return
        self.panel.show()
        self.panel.say_problem("")
        self.panel.heading.setText(one.form.short)
        papers = "、".join(one.papers.values())
        self.panel.explain(f"需要的资料：{papers}" if papers else "")
        self._fill(one.form)

    def _fill(self, form: CategoryForm) -> None:
        self.panel.form.put({key: getattr(form, key) for key in self.panel.form.fields})

    def _wanted(self) -> CategoryForm | None:
        one = self._row()
        if one is None:
            return None
        values = {key: self.panel.form.value(key) for key in self.panel.form.fields}
        return dataclasses.replace(one.form, **values)

    def _on_save(self) -> None:
        one, wanted = self._row(), self._wanted()
        if one is not None and wanted is not None:
            identity = one.id
            self.sending.send(
                lambda seen, new: EditCategory(identity, seen, new),
                one.form,
                wanted,
                _LABELS,
                _words,
                self._on_saved,
            )

    def _on_saved(self, _receipt: Receipt) -> None:
        self.said.emit(f"已保存 {self.panel.form.value('short')}")
        self.load()


def _words(field: str, value: Any) -> str:
    return ("开放" if value else "不开放") if field == "offered" else str(value)
