"""A reason of the catalogue: its columns, its fields, and its values in words."""

from typing import Any

from desktop_admin.contract.catalogue import ReasonForm, ReasonRow
from desktop_admin.rules.categories import CATEGORIES, Slot, category, is_category
from desktop_admin.rules.reasons import DecisionKind, as_read, given_for_words
from desktop_admin.views.common.columns import Column
from desktop_admin.views.common.fields import FieldForm


def slot_words(slot: str) -> str:
    """Which paper a reason is for."""
    return Slot(slot).short if slot in list(Slot) else "两者"


def category_words(key: str) -> str:
    """Which category a reason is for."""
    return category(key).short if is_category(key) else "全部"


def _faded(one: ReasonRow) -> str:
    return "" if one.form.active else "muted"


def _retired(one: ReasonRow) -> str:
    return "" if one.form.active else "已停用"


def _for_words(one: ReasonRow) -> str:
    return given_for_words(one.form.given_for)


COLUMNS = (
    Column[ReasonRow](
        "键", lambda one: str(one.form.digit or ""), 52, tone=lambda _one: "accent", badge=True
    ),
    Column[ReasonRow]("原因", lambda one: as_read(one.form.text), tone=_faded),
    Column[ReasonRow]("资料", lambda one: slot_words(one.form.slot), 80, tone=lambda _one: "muted"),
    Column[ReasonRow]("用于", _for_words, 110, tone=lambda _one: "muted"),
    Column[ReasonRow]("类别", lambda one: category_words(one.form.category), 90, tone=lambda _one: "muted"),
    Column[ReasonRow]("", _retired, 80, tone=lambda _one: "info", badge=True),
)


def add_reason_fields(form: FieldForm) -> None:
    """What every reason has, new or old."""
    form.lines("text", "原因", height=3)
    form.choice("slot", "资料", [("", "承诺书和报名表"), *((str(slot), slot.words) for slot in Slot)])
    kinds = ["", *(str(kind) for kind in DecisionKind)]
    form.choice(
        "given_for",
        "用于",
        [(kind, given_for_words(kind)) for kind in kinds],
        note="退回的学员可以改了再交；不通过的原因是改资料也解决不了的。",
    )
    form.choice("category", "类别", [("", "全部类别"), *((one.key, one.short) for one in CATEGORIES)])
    digits = [(0, "没有"), *((n, str(n)) for n in range(1, 10))]
    form.choice("digit", "数字键", digits, note="每份资料最常用的九条用 1–9。")


def reason_words(field: str, value: Any) -> str:
    """A value of a reason, for the two sides of a clash."""
    if field == "slot":
        return slot_words(str(value))
    if field == "category":
        return category_words(str(value))
    if field == "given_for":
        return given_for_words(str(value))
    if field == "active":
        return "使用" if value else "停用"
    return str(value)


def belongs(form: ReasonForm, part: str) -> bool:
    """Whether a reason stands in a part of the catalogue: a paper, ``reject``, ``retired``, or '' for all in use."""
    if part == "retired":
        return not form.active
    if part == "reject":
        return form.active and form.given_for != "return"
    if part:
        return form.active and form.slot in ("", part) and form.given_for != "reject"
    return form.active


def blank_reason(part: str) -> dict[str, Any]:
    """What stands in the fields of a new one, made while that part is in front."""
    paper = part if part in list(Slot) else ""
    given_for = "reject" if part == "reject" else "return" if paper else ""
    return {"text": "", "slot": paper, "given_for": given_for, "category": "", "digit": 0}
