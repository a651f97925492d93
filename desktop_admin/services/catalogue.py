"""The catalogue a chief edits: categories, the papers they ask for, and the reasons of a return (R18).

Apart from policy.py because the catalogue is lists that desks load once, the policy a handful of numbers.
Decisions keep the words they were made with; editing or retiring a reason changes no past decision.
"""

import re
from collections import Counter
from collections.abc import Iterable

from sqlalchemy import func, select

from desktop_admin.contract.catalogue import (
    AddReason,
    Catalogue,
    CatalogueRecord,
    CategoryForm,
    EditCategory,
    EditReason,
    ReasonCount,
    ReasonCounts,
    ReasonForm,
    ReasonReport,
)
from desktop_admin.contract.catalogue import CategoryRow as CategoryLine
from desktop_admin.contract.catalogue import ReasonRow as ReasonLine
from desktop_admin.models.policy import CategoryPaperRow, CategoryRow, ReasonRow
from desktop_admin.models.submissions import DecisionRow
from desktop_admin.rules.categories import Slot, is_category
from desktop_admin.rules.reasons import DecisionKind
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services import chain
from desktop_admin.services.context import Context, invalid
from desktop_admin.services.edit import merged
from desktop_admin.services.pinyin import text_reading

Fault = tuple[str, str, str]

LONGEST_TEXT = 200
MOST_HOURS = 500
_CODE = re.compile(r"[a-z0-9_]{1,40}")


def catalogue(context: Context, request: Catalogue) -> CatalogueRecord:
    """Categories in the order of screens; reasons by digit, then in their order; retired ones included."""
    session = context.session
    papers: dict[int, dict[str, str]] = {}
    for paper in session.scalars(select(CategoryPaperRow).order_by(CategoryPaperRow.sort)):
        papers.setdefault(paper.category_id, {})[paper.slot] = paper.title
    categories = tuple(
        CategoryLine(row.id, row.version, _category_form(row), papers.get(row.id, {}))
        for row in session.scalars(select(CategoryRow).order_by(CategoryRow.sort))
    )
    reasons = sorted(session.scalars(select(ReasonRow)), key=lambda row: (row.digit or 10, row.sort, row.id))
    lines = tuple(ReasonLine(row.id, row.version, _reason_form(row)) for row in reasons)
    return CatalogueRecord(categories, lines, chain.head(session))


def edit_category(context: Context, request: EditCategory) -> None:
    """Change names, hours or the switch of a category; what it *is* (key, class, kind) stays."""
    row = context.fetch(CategoryRow, request.category_id, "这个考证类别")
    stored = _category_form(row)
    form = merged(context, SubjectKind.CATEGORY, row.id, stored, request.seen, request.wanted)
    faults: list[Fault] = []
    if (form.key, form.code, form.kind) != (stored.key, stored.code, stored.kind):
        faults.append(("key", "fixed", "类别的代码和新取/延期不能改；不用的类别可以停用。"))
    for field, longest in (("name", 80), ("short", 20)):
        if not 1 <= len(getattr(form, field).strip()) <= longest:
            faults.append(
                (field, "length", f"请填写{'全称' if field == 'name' else '简称'}，最多 {longest} 个字。")
            )
    if not 0 <= form.required_hours <= MOST_HOURS:
        faults.append(("required_hours", "range", f"学时应在 0 到 {MOST_HOURS} 之间。"))
    if faults:
        invalid(*faults)
    row.name, row.short = form.name.strip(), form.short.strip()
    row.required_hours, row.offered = form.required_hours, form.offered
    context.touch(SubjectKind.CATEGORY, row)


def add_reason(context: Context, request: AddReason) -> None:
    """Add a reason; without a code it gets one from the sound of its text."""
    others = list(context.session.scalars(select(ReasonRow)))
    form = request.form
    taken = {row.code for row in others}
    faults = _reason_faults(form, others)
    if form.code and not _CODE.fullmatch(form.code):
        faults.append(("code", "format", "代码只用小写字母、数字和下划线，最多 40 个。"))
    if form.code in taken:
        faults.append(("code", "taken", "这个代码已用于另一条原因，请换一个或留空。"))
    if faults:
        invalid(*faults)
    row = ReasonRow(sort=(context.session.scalar(select(func.max(ReasonRow.sort))) or 0) + 1)
    write_reason(row, form, code=form.code or _new_code(form.text, taken))
    context.session.add(row)
    context.session.flush()
    context.touch(SubjectKind.REASON, row)


def edit_reason(context: Context, request: EditReason) -> None:
    """Change or retire a reason. Its code stays: past decisions are counted by it."""
    row = context.fetch(ReasonRow, request.reason_id, "这条原因")
    form = merged(context, SubjectKind.REASON, row.id, _reason_form(row), request.seen, request.wanted)
    others = list(context.session.scalars(select(ReasonRow).where(ReasonRow.id != row.id)))
    faults = _reason_faults(form, others)
    if form.code != row.code:
        faults.append(("code", "fixed", "原因的代码不能改，统计靠它；可以停用这条，另加一条。"))
    if any(other.code == form.code and _overlap(other.slot, form.slot) for other in others):
        faults.append(("slot", "taken", "同一条原因在这份资料上已经有了，请改动那一条。"))
    if faults:
        invalid(*faults)
    write_reason(row, form)
    context.touch(SubjectKind.REASON, row)


def reason_report(context: Context, request: ReasonReport) -> ReasonCounts:
    """The most frequent reasons of returns and rejections in ``since <= t < until``, undone ones left out."""
    if request.since >= request.until:
        invalid(("since", "order", "统计的开始时间应早于结束时间。"))
    session = context.session
    current = {row.code: row.text for row in session.scalars(select(ReasonRow))}
    counted: Counter[tuple[str, str]] = Counter()
    texts: dict[tuple[str, str], str] = {}
    decisions = 0
    given = session.execute(
        select(DecisionRow.reasons)
        .where(
            DecisionRow.at >= request.since,
            DecisionRow.at < request.until,
            DecisionRow.kind.in_(("return", "reject")),
            DecisionRow.undone_at.is_(None),
        )
        .order_by(DecisionRow.at)
    )
    for (reasons,) in given:
        decisions += 1
        for key, text in {(entry["code"], entry["slot"] or ""): entry["text"] for entry in reasons}.items():
            counted[key] += 1
            texts[key] = current.get(key[0], text)
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    rows = tuple(ReasonCount(code, texts[code, slot], slot, count) for (code, slot), count in ordered)
    return ReasonCounts(rows, decisions)


def _reason_faults(form: ReasonForm, others: Iterable[ReasonRow]) -> list[Fault]:
    faults: list[Fault] = []
    text = form.text.strip()
    if not 1 <= len(text) <= LONGEST_TEXT:
        faults.append(("text", "length", f"请填写原因，最多 {LONGEST_TEXT} 个字。"))
    if re.search(r"[{}]", re.sub(r"\{[^{}]+\}", "", text)):
        faults.append(("text", "braces", "花括号要成对，里面写要填的内容，例如 报名表有空项：{字段}。"))
    if form.slot not in ("", *Slot):
        faults.append(("slot", "unknown", "请选择承诺书、报名表，或两者都适用。"))
    if form.category and not is_category(form.category):
        faults.append(("category", "unknown", "没有这个考证类别，请重新选择。"))
    if form.given_for not in ("", *DecisionKind):
        faults.append(("given_for", "unknown", "请选择用于退回、不通过，或两者都用。"))
    if not 0 <= form.digit <= 9:
        faults.append(("digit", "range", "数字键为 1 到 9，0 表示没有。"))
    if form.active and form.digit:
        faults += [
            (
                "digit",
                "taken",
                f"数字 {form.digit} 在这份资料上已用于“{other.text}”，请换一个数字，或先改那一条。",
            )
            for other in others
            if other.active
            and other.digit == form.digit
            and _overlap(other.given_for, form.given_for)
            # The final grounds stand in one list, whatever the paper.
            and (_overlap(other.slot, form.slot) or other.given_for == form.given_for == DecisionKind.REJECT)
            and _overlap(other.category, form.category)
        ]
    return faults


def _overlap(one: str, other: str) -> bool:
    """Empty means any: both may then show at the same time."""
    return not one or not other or one == other


def _new_code(text: str, taken: set[str]) -> str:
    stem = f"r_{text_reading(text).initials[:30] or 'x'}"
    number = 1
    while (code := stem if number == 1 else f"{stem}_{number}") in taken:
        number += 1
    return code


def write_reason(row: ReasonRow, form: ReasonForm, code: str = "") -> None:
    """Put a checked form into its row; ``code`` where the form has none."""
    row.code, row.text, row.slot = code or form.code, form.text.strip(), form.slot
    row.category, row.digit, row.active, row.given_for = (
        form.category,
        form.digit,
        form.active,
        form.given_for,
    )


def _reason_form(row: ReasonRow) -> ReasonForm:
    return ReasonForm(row.code, row.text, row.slot, row.category, row.digit, row.active, row.given_for)


def _category_form(row: CategoryRow) -> CategoryForm:
    return CategoryForm(row.key, row.code, row.kind, row.name, row.short, row.required_hours, row.offered)
