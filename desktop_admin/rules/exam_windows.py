"""The windows that follow from an exam date, what to warn of, and the same as JSON (domain §2.1–2.3, C01, C02)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from desktop_admin.rules.clock import at, day_words, iso, local, words
from desktop_admin.rules.days import DayTable, unknown_words
from desktop_admin.rules.pins import Pins
from desktop_admin.rules.windows import Cycle, Window, WindowOf, registration_window

MINIMUM_APPLICATION: Final = timedelta(hours=24)
"""An application window shorter than this is warned of: the default of a setting."""


@dataclass(frozen=True)
class WindowWarning:
    """Something a coordinator should know before saving; it forbids nothing."""

    code: str
    message: str


@dataclass(frozen=True)
class ExamWindows:
    """The windows that follow from one exam date."""

    exam: date
    cycle: Cycle
    registration: Window
    study: Window
    application: Window
    warnings: tuple[WindowWarning, ...]


def _latest_20th_before(close: datetime) -> datetime:
    cycle = Cycle.of(close)
    opening = at(cycle.day(20), 9)
    return opening if opening < close else at(cycle.previous().day(20), 9)


def exam_windows(
    exam: date,
    *,
    pins: Pins | None = None,
    minimum_application: timedelta = MINIMUM_APPLICATION,
    window_of: WindowOf = registration_window,
    now: datetime | None = None,
) -> ExamWindows:
    """All windows of a session held on ``exam`` (domain §2.1, §2.2).

    Study and application close at noon of the day before; application opens on the latest 20th 09:00
    before that close, and the month of that opening is the cycle.  A pin moves its own cut-off only.
    With ``now``, a close that has passed is warned of too (C02).  Raises RuleBroken where a pin leaves a
    window that never opens.
    """
    pins = pins or Pins()
    close = at(exam - timedelta(days=1), 12)
    opening = _latest_20th_before(close)
    cycle = Cycle.of(opening)
    application = Window(local(pins.application_opens or opening), local(pins.application_closes or close))
    registration = window_of(cycle)
    study = Window(at(cycle.day(1), 9), local(pins.study_closes or close))
    found = _warnings(exam, cycle, registration, application, minimum_application, now)
    return ExamWindows(exam, cycle, registration, study, application, found)


def _warnings(
    exam: date,
    cycle: Cycle,
    registration: Window,
    application: Window,
    minimum: timedelta,
    now: datetime | None,
) -> tuple[WindowWarning, ...]:
    found: list[WindowWarning] = []
    if application.length < minimum:
        hours = application.length.total_seconds() / 3600
        text = (
            f"申请考试只开放 {hours:g} 小时（{words(application.opens)} 至 {words(application.closes)}），"
            f"少于规定的 {minimum.total_seconds() / 3600:g} 小时；建议推迟考试日。"
        )
        found.append(WindowWarning("application_short", text))
    if registration.closes > application.closes:
        text = (
            f"报名缴费到 {words(registration.closes)} 才截止，晚于本场申请截止 {words(application.closes)}："
            "此后缴费的人员不能参加本场，只能参加其他场次或次月考。"
        )
        found.append(WindowWarning("registration_outlives_application", text))
    if Cycle.of(application.opens) != cycle:
        text = f"申请开放 {words(application.opens)} 不在 {cycle.label}：本场仍属于 {cycle.label}。"
        found.append(WindowWarning("opens_elsewhere", text))
    if (exam.year, exam.month) != (cycle.year, cycle.month):
        text = f"考试日 {day_words(exam)} 不在申请开放的月份：本场属于 {cycle.label}。"
        found.append(WindowWarning("crosses_month", text))
    if now is not None and application.closes <= local(now):
        found.append(
            WindowWarning("in_the_past", f"申请已于 {words(application.closes)} 截止，请选择更晚的考试日。")
        )
    return tuple(found)


def day_off_warnings(windows: ExamWindows, days: DayTable, *, own: bool = False) -> tuple[WindowWarning, ...]:
    """Openings and closes on a day off, and years not entered yet (domain §2.11). The windows stay as they are.

    ``own``: only the cut-offs of the session itself; registration and the opening of study are the month's.
    """
    names = (
        ("报名缴费", windows.registration),
        ("在线学习", windows.study),
        ("申请考试", windows.application),
    )
    edges = [
        (f"{name}{word}", local(moment))
        for name, window in names
        for word, moment in (("开放", window.opens), ("截止", window.closes))
        if not own or (window is not windows.registration and moment is not windows.study.opens)
    ]
    found = [
        WindowWarning(
            "day_off",
            f"{what} {words(moment)} 是休息日（{days.name(moment.date())}），时间不变，请安排值班。",
        )
        for what, moment in edges
        if days.is_day_off(moment.date())
    ]
    if days.is_day_off(windows.exam):
        text = f"考试日 {day_words(windows.exam)} 是休息日（{days.name(windows.exam)}）。"
        found.append(WindowWarning("exam_day_off", text))
    years = sorted({moment.year for _, moment in edges} | {windows.exam.year})
    found += [WindowWarning("year_unknown", f"{unknown_words(y)}。") for y in years if not days.known(y)]
    return tuple(found)


def windows_json(exam: date, day_table: DayTable | None = None) -> dict[str, Any]:
    """The windows of an exam date as plain JSON data, times ISO +08:00."""
    windows = exam_windows(exam)
    warnings = windows.warnings + (day_off_warnings(windows, day_table) if day_table else ())

    def span(window: Window) -> dict[str, str]:
        return {"opens": iso(window.opens), "closes": iso(window.closes)}

    return {
        "exam": exam.isoformat(),
        "registration": span(windows.registration),
        "study": span(windows.study),
        "application": span(windows.application),
        "warnings": [{"code": warning.code, "message": warning.message} for warning in warnings],
    }
