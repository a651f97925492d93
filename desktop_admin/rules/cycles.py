"""Cycles, their windows and every cut-off that follows from them (domain §2 and §2.1–2.5, R12).

All windows are half-open, ``opens <= t < closes``, on the office's clock.  An exam's study and
application close follow its date; nothing here reads a clock: time is always a parameter.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from desktop_admin.rules.clock import at, day_words, iso, local, words
from desktop_admin.rules.days import DayTable, unknown_words
from desktop_admin.rules.errors import RuleBroken

MINIMUM_APPLICATION = timedelta(hours=24)
GRACE = timedelta(minutes=15)


@dataclass(frozen=True, order=True)
class Cycle:
    """One month's round of registration, study, application and exams; the month in which application opens."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12:
            raise ValueError(f"no such month: {self.year}-{self.month}")

    @property
    def key(self) -> str:
        """``2026-11``"""
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def label(self) -> str:
        """``2026年11月``"""
        return f"{self.year}年{self.month}月"

    def next(self) -> "Cycle":
        """The following month."""
        return Cycle(self.year + 1, 1) if self.month == 12 else Cycle(self.year, self.month + 1)

    def previous(self) -> "Cycle":
        """The month before."""
        return Cycle(self.year - 1, 12) if self.month == 1 else Cycle(self.year, self.month - 1)

    def day(self, number: int) -> date:
        """That day of the month."""
        return date(self.year, self.month, number)

    @classmethod
    def parse(cls, key: str) -> "Cycle":
        """``2026-11`` → the cycle. ValueError for anything else."""
        year, dash, month = key.partition("-")
        if not (dash and len(year) == 4 and len(month) == 2 and (year + month).isascii()):
            raise ValueError(f"not a cycle: {key!r}")
        return cls(int(year), int(month))

    @classmethod
    def of(cls, moment: datetime) -> "Cycle":
        """The calendar month ``moment`` lies in, on the office's clock."""
        there = local(moment)
        return cls(there.year, there.month)


@dataclass(frozen=True)
class Window:
    """A half-open span of time. An opening at or after the close is refused: RuleBroken."""

    opens: datetime
    closes: datetime

    def __post_init__(self) -> None:
        if local(self.opens) >= local(self.closes):
            raise RuleBroken(
                f"开放时间 {words(self.opens)} 不早于截止时间 {words(self.closes)}，窗口不存在；请改早开放时间或推迟考试日。"
            )

    def contains(self, moment: datetime) -> bool:
        """``opens <= moment < closes``: the last second counts, the closing instant does not."""
        return local(self.opens) <= local(moment) < local(self.closes)

    @property
    def length(self) -> timedelta:
        """From opening to close."""
        return self.closes - self.opens


WindowOf = Callable[[Cycle], Window]


def registration_window(cycle: Cycle) -> Window:
    """注册缴费报名: 1st 09:00 to 22nd 17:00 of the cycle (seed, domain §2)."""
    return Window(at(cycle.day(1), 9), at(cycle.day(22), 17))


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

    @property
    def application_words(self) -> str:
        """``申请于 11月24日 12:00 截止（考试日 11月25日 的前一天中午）``"""
        return f"申请于 {words(self.application.closes)} 截止（考试日 {day_words(self.exam)} 的前一天中午）"


def _latest_20th_before(close: datetime) -> datetime:
    cycle = Cycle.of(close)
    opening = at(cycle.day(20), 9)
    return opening if opening < close else at(cycle.previous().day(20), 9)


def exam_windows(
    exam: date,
    *,
    minimum_application: timedelta = MINIMUM_APPLICATION,
    window_of: WindowOf = registration_window,
    now: datetime | None = None,
) -> ExamWindows:
    """All windows of a session held on ``exam`` (domain §2.1, §2.2).

    Study and application close at noon of the day before; application opens on the latest 20th 09:00
    before that close, and the month of that opening is the cycle.  With ``now``, a close that has
    passed is warned of too (C02).
    """
    close = at(exam - timedelta(days=1), 12)
    application = Window(_latest_20th_before(close), close)
    cycle = Cycle.of(application.opens)
    registration = window_of(cycle)
    study = Window(at(cycle.day(1), 9), close)
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
    if (exam.year, exam.month) != (cycle.year, cycle.month):
        text = f"考试日 {day_words(exam)} 与申请开放 {words(application.opens)} 不在同一个月：本场属于 {cycle.label}。"
        found.append(WindowWarning("crosses_month", text))
    if now is not None and application.closes <= local(now):
        found.append(
            WindowWarning("in_the_past", f"申请已于 {words(application.closes)} 截止，请选择更晚的考试日。")
        )
    return tuple(found)


def day_off_warnings(windows: ExamWindows, days: DayTable) -> tuple[WindowWarning, ...]:
    """Openings and closes on a day off, and years not entered yet (domain §2.11). The windows stay as they are."""
    names = (
        ("报名缴费", windows.registration),
        ("在线学习", windows.study),
        ("申请考试", windows.application),
    )
    edges = [
        (f"{name}{word}", local(moment))
        for name, window in names
        for word, moment in (("开放", window.opens), ("截止", window.closes))
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


@dataclass(frozen=True)
class UploadTiming:
    """For which cycle an upload counts (domain §2.4, R12).

    ``cycle`` is the one it targets by itself.  ``late_minutes`` (begun minutes, so the closing instant
    is 1) and ``missed`` are set only inside the grace after a close, which is also what ``border``
    says; 0 and None mean not late: in time, or simply the next month's.  ``next_month`` is the tag
    下月: seen from the upload's own month, its target is the next one.
    """

    cycle: Cycle
    late_minutes: int
    missed: Cycle | None
    next_month: bool
    border: bool

    @property
    def words(self) -> str:
        """``迟交 7 分钟``, ``下月`` or nothing."""
        if self.border:
            return f"迟交 {self.late_minutes} 分钟"
        return "下月" if self.next_month else ""


def _open_cycle(moment: datetime, window_of: WindowOf) -> Cycle:
    """The earliest cycle whose registration has not closed at ``moment``."""
    # A chief may have shifted last month's close into this month (§2.11): begin one month back.
    cycle = Cycle.of(moment).previous()
    while local(moment) >= local(window_of(cycle).closes):
        cycle = cycle.next()
    return cycle


def upload_timing(
    moment: datetime, *, grace: timedelta = GRACE, window_of: WindowOf = registration_window
) -> UploadTiming:
    """Which cycle an upload at ``moment`` is for. The grace too is half-open: ``closes <= t < closes + grace``."""
    cycle = _open_cycle(moment, window_of)
    missed = cycle.previous()
    lateness = local(moment) - local(window_of(missed).closes)
    border = timedelta(0) <= lateness < grace
    minutes = max(1, -(-lateness // timedelta(minutes=1))) if border else 0
    return UploadTiming(
        cycle=cycle,
        late_minutes=minutes,
        missed=missed if border else None,
        next_month=cycle > Cycle.of(moment),
        border=border,
    )


def next_close(now: datetime, window_of: WindowOf = registration_window) -> datetime:
    """The next registration close that still lies ahead: the deadline a return letter names."""
    return window_of(_open_cycle(now, window_of)).closes


class AdmissionWhy(StrEnum):
    """Why a chief may let somebody into a month whose registration has closed."""

    LATE_UPLOAD = "late_upload"
    DECIDED_LATE = "decided_late"


@dataclass(frozen=True)
class Admission:
    """The closed cycle a chief may admit into, and on what ground; the chief adds a reason."""

    cycle: Cycle
    why: AdmissionWhy


def admissible(
    uploaded_at: datetime,
    now: datetime,
    *,
    grace: timedelta = GRACE,
    window_of: WindowOf = registration_window,
) -> Admission | None:
    """What a chief may admit ``now`` (domain §2.4): inside the grace, or uploaded in time but decided late."""
    timing = upload_timing(uploaded_at, grace=grace, window_of=window_of)
    if timing.missed is not None:
        return Admission(timing.missed, AdmissionWhy.LATE_UPLOAD)
    if local(now) >= local(window_of(timing.cycle).closes):
        return Admission(timing.cycle, AdmissionWhy.DECIDED_LATE)
    return None
