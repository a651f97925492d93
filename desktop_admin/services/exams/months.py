"""A month of exams: its page, making it from the template or the month before, and the template."""

import dataclasses
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select

from desktop_admin.contract.errors import Conflict
from desktop_admin.contract.exams import (
    CreateMonth,
    EditMonthTemplate,
    MonthClash,
    MonthPage,
    MonthRecord,
    MonthTemplate,
    SessionForm,
    TemplateRecord,
)
from desktop_admin.models.exams import ExamSessionRow, MonthTemplateRow, RoomRow, SiteRow
from desktop_admin.models.policy import CategoryRow
from desktop_admin.rules.cycles import Cycle
from desktop_admin.rules.days import unknown_words
from desktop_admin.rules.exam_names import in_order
from desktop_admin.rules.exam_sessions import TAKES_ROOM
from desktop_admin.rules.month_plan import TEMPLATE, PlannedSession, exam_day, template_faults
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services.chain import last_change
from desktop_admin.services.context import Context, check_version, invalid
from desktop_admin.services.exams.calendar import day_table
from desktop_admin.services.exams.cards import read_cycle, records_of
from desktop_admin.services.exams.clashing import clashes_between
from desktop_admin.services.exams.forms import forms_of
from desktop_admin.services.exams.sessions import make_draft
from desktop_admin.services.policy import month_window

_LIVE = [str(state) for state in TAKES_ROOM]


def month_page(context: Context, request: MonthPage) -> MonthRecord:
    """The sessions of one cycle by start, and what surrounds them."""
    cycle = read_cycle(request.cycle)
    rows = _sessions(context, cycle)
    first, last = cycle.day(1), cycle.day(monthrange(cycle.year, cycle.month)[1])
    end = max([last, *(row.exam for row in rows)])
    table = day_table(context, range(first.year, end.year + 1))
    ids = {row.id for row in rows}
    clashing = clashes_between(context, rows[0].starts, max(row.ends for row in rows)) if rows else ()
    pairs = [(one, (one.first.session_id, one.second.session_id)) for one in clashing]
    return MonthRecord(
        cycle=cycle.key,
        label=cycle.label,
        registration=month_window(context, cycle),
        days_off=tuple(day for day in _days(first, last) if table.is_day_off(day)),
        days=tuple(one for one in table.days if first <= one.day <= end),
        sessions=records_of(context, rows),
        clashes=tuple(MonthClash(pair, one.words) for one, pair in pairs if ids & set(pair)),
        warnings=tuple(
            f"{unknown_words(year)}。" for year in range(first.year, end.year + 1) if not table.known(year)
        ),
        copied_from=cycle.previous().key if _to_copy(context, cycle.previous()) else "",
        now=context.now,
    )


def create_month(context: Context, request: CreateMonth) -> None:
    """Draft sessions for a cycle that has none."""
    cycle = read_cycle(request.cycle)
    live = [row for row in _sessions(context, cycle) if row.state in _LIVE]
    if live:
        raise Conflict(
            f"{cycle.label}已有 {len(live)} 场，没有再建；请逐场新建或修改。", {"sessions": len(live)}
        )
    now = Cycle.of(context.now)
    if not now.previous() <= cycle <= Cycle(now.year + 1, now.month):
        invalid(("cycle", "range", f"{cycle.label}离现在太远，请核对年份和月份。"))
    if request.copy_of:
        forms = _copied(context, read_cycle(request.copy_of), cycle)
    else:
        forms = _planned(context, cycle)
    if not forms:
        invalid(("cycle", "nothing", f"没有可以照着建立 {cycle.label} 的场次；请逐场新建。"))
    forms.sort(key=lambda form: (form.exam, form.starts, form.categories))
    for form in forms:
        make_draft(context, form)
    context.counts["sessions"] = len(forms)


def month_template(context: Context, request: MonthTemplate) -> TemplateRecord:
    """What a month starts with."""
    row = context.session.get(MonthTemplateRow, 1)
    return TemplateRecord(row.version if row else 0, _template(row))


def edit_month_template(context: Context, request: EditMonthTemplate) -> None:
    """Change what a month starts with; Invalid with every fault of every line."""
    row = context.session.get(MonthTemplateRow, 1)
    if row is not None:
        who, when = last_change(context, SubjectKind.MONTH_TEMPLATE, 1)
        check_version(row, request.seen_version, f"{who}已于 {when} 改过月度模板，请对照后再改。")
    elif request.seen_version:
        raise Conflict("月度模板还没有改过，请刷新后再试。", {"seen": request.seen_version, "version": 0})
    lines = tuple(dataclasses.replace(one, categories=in_order(one.categories)) for one in request.sessions)
    faults = template_faults(lines, _offered(context))
    if faults:
        invalid(*faults)
    if row is None:
        row = MonthTemplateRow(id=1)
        context.session.add(row)
    row.sessions = [dataclasses.asdict(one) for one in lines]
    context.session.flush()
    context.touch(SubjectKind.MONTH_TEMPLATE, row, 1)


def _template(row: MonthTemplateRow | None) -> tuple[PlannedSession, ...]:
    if row is None:
        return TEMPLATE
    return tuple(PlannedSession(**{**line, "categories": tuple(line["categories"])}) for line in row.sessions)


def _planned(context: Context, cycle: Cycle) -> list[SessionForm]:
    """The template's sessions; categories a chief has switched off meanwhile are left out."""
    offered = _offered(context)
    found = []
    for line in _template(context.session.get(MonthTemplateRow, 1)):
        kept = tuple(key for key in line.categories if key in offered)
        if kept:
            found.append(SessionForm(exam_day(cycle, line.day), line.starts, line.ends, line.capacity, kept))
    return found


def _copied(context: Context, source: Cycle, cycle: Cycle) -> list[SessionForm]:
    """The live sessions of ``source`` as those of ``cycle``, without what is no longer there."""
    rows, offered = _to_copy(context, source), _offered(context)
    forms = forms_of(context, rows)
    session = context.session
    sites = set(session.scalars(select(SiteRow.id).where(SiteRow.active)))
    rooms = {row.id: row.site_id for row in session.scalars(select(RoomRow).where(RoomRow.active))}
    found = []
    for row in rows:
        form = forms[row.id]
        kept = tuple(key for key in form.categories if key in offered)
        site = form.site_id if form.site_id in sites else None
        if kept:
            found.append(
                SessionForm(
                    exam=exam_day(cycle, form.exam.day),
                    starts=form.starts,
                    ends=form.ends,
                    capacity=form.capacity,
                    categories=kept,
                    site_id=site,
                    name=form.name.replace(source.label, cycle.label),
                    rooms=tuple(room for room in form.rooms if site is not None and rooms.get(room) == site),
                )
            )
    return found


def _to_copy(context: Context, cycle: Cycle) -> list[ExamSessionRow]:
    return [row for row in _sessions(context, cycle) if row.state in _LIVE]


def _sessions(context: Context, cycle: Cycle) -> list[ExamSessionRow]:
    row = ExamSessionRow
    return list(
        context.session.scalars(select(row).where(row.cycle == cycle.key).order_by(row.starts, row.id))
    )


def _offered(context: Context) -> frozenset[str]:
    return frozenset(context.session.scalars(select(CategoryRow.key).where(CategoryRow.offered)))


def _days(first: date, last: date) -> Sequence[date]:
    return [first + timedelta(days=many) for many in range((last - first).days + 1)]
