"""What a chief may change: settings and one month's window."""

import dataclasses
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import Select, select

from desktop_admin.contract.errors import Conflict
from desktop_admin.contract.policy import (
    EditPolicy,
    MonthWindow,
    MonthWindows,
    PolicyForm,
    PolicyRecord,
    PolicySettings,
    ShiftRegistration,
    Windows,
)
from desktop_admin.models.journal import OfficeRow
from desktop_admin.models.policy import PolicyRow, RegistrationShiftRow
from desktop_admin.rules.clock import at, local, words
from desktop_admin.rules.cycles import (
    Cycle,
    Window,
    WindowOf,
    next_close,
    registration_window,
    upload_timing,
)
from desktop_admin.rules.days import unknown_words
from desktop_admin.rules.settings import BULK_APPROVAL, SETTINGS
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services.chain import last_change
from desktop_admin.services.context import Context, check_version, invalid
from desktop_admin.services.edit import merged
from desktop_admin.services.exams.calendar import day_table

Fault = tuple[str, str, str]

LONGEST_REASON = 200


def settings(context: Context) -> PolicyForm:
    """The settings in force; before the first run the defaults."""
    row = context.session.get(PolicyRow, 1)
    return PolicyForm(_office(context).name) if row is None else _form(row)


def policy_settings(context: Context, request: PolicySettings) -> PolicyRecord:
    """The settings with their version."""
    row = context.session.get(PolicyRow, 1)
    return PolicyRecord(row.version if row else 0, settings(context))


def edit_policy(context: Context, request: EditPolicy) -> None:
    """Change settings; fields merge, every value out of range is named at once."""
    row = context.fetch(PolicyRow, 1, "设置")
    stored = _form(row)
    form = merged(context, SubjectKind.POLICY, 1, stored, request.seen, request.wanted)
    form = dataclasses.replace(form, office_name=form.office_name.strip())
    faults: list[Fault] = []
    if not 1 <= len(form.office_name) <= 200:
        faults.append(("office_name", "length", "请填写单位名称，最多 200 个字。"))
    for field, one in SETTINGS.items():
        value = getattr(form, field)
        if not one.least <= value <= one.most:
            title = f"{one.label}（{one.unit}）"
            faults.append(
                (field, "range", f"{title}应在 {one.least} 到 {one.most} 之间，现在填的是 {value}。")
            )
    if form.bulk_approval not in BULK_APPROVAL:
        faults.append(("bulk_approval", "choice", "批量通过请选择：不允许、仅预检全绿、或已打开看过的。"))
    if faults:
        invalid(*faults)
    row.settings = dataclasses.asdict(form)
    if form.office_name != stored.office_name:
        name_office(context, form.office_name)
    context.touch(SubjectKind.POLICY, row)


def window_of(context: Context) -> WindowOf:
    """Cycle → its registration window, a chief's shifts considered. One query, then none."""
    rows = context.session.execute(_shifted_windows())
    shifted = {cycle: Window(opens, closes) for cycle, opens, closes in rows}

    def window(cycle: Cycle) -> Window:
        return shifted.get(cycle.key) or registration_window(cycle)

    return window


@cache
def _shifted_windows() -> Select[str, datetime, datetime]:
    return select(RegistrationShiftRow.cycle, RegistrationShiftRow.opens, RegistrationShiftRow.closes)


def open_cycle(context: Context) -> Cycle:
    """The cycle an upload now would be for; a chief may have moved its close into another month."""
    return upload_timing(context.now, grace=timedelta(), window_of=window_of(context)).cycle


def month_windows(context: Context, request: MonthWindows) -> Windows:
    """The windows of this month's cycle and the next, and the close that lies ahead."""
    cycle = Cycle.of(context.now)
    return Windows(
        current=month_window(context, cycle),
        following=month_window(context, cycle.next()),
        next_close=next_close(context.now, window_of(context)),
        now=context.now,
    )


def shift_registration(context: Context, request: ShiftRegistration) -> None:
    """Move one month's window, with a reason (domain §2.11). The other months stay as they are."""
    try:
        cycle = Cycle.parse(request.cycle)
    except ValueError:
        invalid(("cycle", "format", "月份应写作 2026-11。"))
    row = context.session.scalar(select(RegistrationShiftRow).where(RegistrationShiftRow.cycle == cycle.key))
    who, when = last_change(context, SubjectKind.REGISTRATION_SHIFT, row.id) if row else ("", "")
    taken = f"{who}已于 {when} 调整过{cycle.label}的报名时间，请对照后再定。"
    if row is None and request.seen_version:
        raise Conflict(
            "这个月的报名时间没有调整记录，请刷新后再试。", {"seen": request.seen_version, "version": 0}
        )
    if row is not None:
        check_version(row, request.seen_version, taken, opens=str(row.opens), closes=str(row.closes))
    faults = _shift_faults(context, cycle, request)
    if faults:
        invalid(*faults)
    if row is None:
        row = RegistrationShiftRow(cycle=cycle.key)
        context.session.add(row)
    row.opens, row.closes, row.reason = request.opens, request.closes, request.reason.strip()
    context.session.flush()
    context.touch(SubjectKind.REGISTRATION_SHIFT, row)


def _shift_faults(context: Context, cycle: Cycle, request: ShiftRegistration) -> list[Fault]:
    faults: list[Fault] = []
    reason = request.reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        faults.append(("reason", "length", f"请写明调整的原因，最多 {LONGEST_REASON} 个字。"))
    if request.opens.tzinfo is None or request.closes.tzinfo is None:
        return [*faults, ("opens", "zone", "时间缺少时区，请更新程序后再试。")]
    if request.opens >= request.closes:
        faults.append(
            ("opens", "order", f"开放时间 {words(request.opens)} 应早于截止时间 {words(request.closes)}。")
        )
    if any(local(moment).second or local(moment).microsecond for moment in (request.opens, request.closes)):
        # Screens and letters say minutes: a close at 17:00:30 would be announced as 17:00.
        faults.append(("opens", "seconds", "开放和截止时间请精确到分钟。"))
    if request.closes <= context.now:
        faults.append(
            ("closes", "past", f"截止时间 {words(request.closes)} 已经过去；已截止的月份可以改到将来。")
        )
    # Closes must keep their order, and a window must stay near its month: deciding for which cycle an
    # upload counts (rules.cycles) looks back one month only.
    windows = window_of(context)
    before, after = windows(cycle.previous()), windows(cycle.next())
    if not before.closes < request.closes < after.closes:
        sentence = (
            f"截止时间应在上月截止（{words(before.closes)}）之后、下月截止（{words(after.closes)}）之前。"
        )
        faults.append(("closes", "neighbours", sentence))
    first, last = at(cycle.previous().day(1), 0), at(cycle.next().next().day(1), 0)
    if not first <= local(request.opens) or not local(request.closes) <= last:
        faults.append(("opens", "far", f"{cycle.label}的报名时间应在前后一个月之内。"))
    return faults


def month_window(context: Context, cycle: Cycle) -> MonthWindow:
    """The registration window of one cycle, as it is and in words."""
    row = context.session.scalar(select(RegistrationShiftRow).where(RegistrationShiftRow.cycle == cycle.key))
    rule = registration_window(cycle)
    window = Window(row.opens, row.closes) if row else rule
    # A chief who moves a window back leaves the row (its version and history), but nothing is shifted.
    moved = (local(window.opens), local(window.closes)) != (rule.opens, rule.closes)
    shown = f"{cycle.label}报名缴费：{words(window.opens)} 开放，{words(window.closes)} 截止"
    if row is not None and moved:
        shown += f"（已调整：{row.reason}）"
    return MonthWindow(
        cycle=cycle.key,
        opens=local(window.opens),
        closes=local(window.closes),
        shifted=moved,
        reason=row.reason if row and moved else "",
        words=shown,
        warnings=_day_off_warnings(context, window),
        version=row.version if row else 0,
    )


def _day_off_warnings(context: Context, window: Window) -> tuple[str, ...]:
    edges: list[tuple[str, datetime]] = [("开放", local(window.opens)), ("截止", local(window.closes))]
    years = sorted({moment.year for _what, moment in edges})
    days = day_table(context, years)
    found = [
        f"报名缴费{what} {words(moment)} 是休息日（{days.name(moment.date())}），时间不变，请安排值班。"
        for what, moment in edges
        if days.is_day_off(moment.date())
    ]
    return (*found, *(f"{unknown_words(year)}。" for year in years if not days.known(year)))


def _form(row: PolicyRow) -> PolicyForm:
    known = {field.name for field in dataclasses.fields(PolicyForm)}
    return PolicyForm(**{name: value for name, value in row.settings.items() if name in known})


def _office(context: Context) -> OfficeRow:
    return context.session.execute(select(OfficeRow)).scalar_one()


def name_office(context: Context, name: str) -> None:
    """Write the office's name where every desk reads it, before anybody signs in too."""
    office = _office(context)
    office.name = name
    context.touch(SubjectKind.OFFICE, office, office.id)
