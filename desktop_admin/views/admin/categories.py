"""类别: names, hours and the switch of the ten categories. What a category *is* does not change."""

from collections.abc import Sequence
from typing import Any

from desktop_admin.contract.catalogue import Catalogue, CatalogueRecord, CategoryRow, EditCategory
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.admin.record_tab import RecordTab
from desktop_admin.views.common.columns import Column
from desktop_admin.views.common.fields import FieldForm


def _open(offered: bool) -> str:
    return "开放" if offered else "不开放"


class CategoriesTab(RecordTab[CategoryRow]):
    """The ten categories."""

    key, title, needs = "categories", "考证类别", EditCategory
    kinds = frozenset({SubjectKind.CATEGORY})
    question = Catalogue()
    edits = EditCategory

    def columns(self) -> Sequence[Column[CategoryRow]]:
        """Names, hours, whether it is offered."""
        return (
            Column("简称", lambda one: one.form.short, 110, bold=True),
            Column("全称", lambda one: one.form.name),
            Column("学时", lambda one: f"{one.form.required_hours}", 80),
            Column("申请", lambda one: _open(one.form.offered), 100, tone=_tone, badge=True),
        )

    def add_fields(self, form: FieldForm) -> None:
        """What may change."""
        form.line("short", "简称", note="列表和通知里用的短名。")
        form.line("name", "全称")
        hours = "申请考试前须学满；延期为 40，新取没有规定时填 0。"
        form.number("required_hours", "学时", most=500, unit="学时", note=hours)
        closed = "关闭后学员不能新申请，已有的资料照常办理。"
        form.check("offered", "申请", "开放申请", note=closed)

    def records(self, answer: CatalogueRecord) -> Sequence[CategoryRow]:
        """All ten."""
        self.count.setText(f"{len(answer.categories)} 类")
        return answer.categories

    def about(self, one: CategoryRow) -> tuple[str, str]:
        """Its name, and the papers it asks for."""
        papers = "、".join(one.papers.values())
        return one.form.short, f"需要的资料：{papers}" if papers else ""

    def words(self, field: str, value: Any) -> str:
        """The switch in words."""
        return _open(value) if field == "offered" else str(value)


def _tone(one: CategoryRow) -> str:
    return "ok" if one.form.offered else "info"
