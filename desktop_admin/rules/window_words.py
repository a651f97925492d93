"""The windows of a session as people read them, each with why it is so (domain §2.1, C01).

“申请于 11月24日 12:00 截止（考试日 11月25日 的前一天中午）”.  What stands here and what
:meth:`~desktop_admin.rules.windows.Window.contains` answers agree at every second: cut-offs are whole minutes.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from desktop_admin.rules.clock import day_words, local, waiting, words
from desktop_admin.rules.exam_windows import ExamWindows
from desktop_admin.rules.pins import Pins
from desktop_admin.rules.windows import Window

NOT_YET: Final = "未开放"
OPEN: Final = "开放中"
CLOSED: Final = "已截止"


@dataclass(frozen=True)
class WindowLine:
    """One cut-off in words. ``field`` is its name in :class:`Pins`, or ``registration``."""

    field: str
    words: str
    pinned: bool = False


def window_lines(windows: ExamWindows, pins: Pins, reason: str, shifted: str = "") -> tuple[WindowLine, ...]:
    """Registration, study, application: ``reason`` why cut-offs are pinned, ``shifted`` why registration was moved."""

    def said(moment: datetime) -> str:
        return words(moment, year=local(moment).year != windows.cycle.year)

    exam = day_words(windows.exam, year=windows.exam.year != windows.cycle.year)
    by_exam = f"考试日 {exam} 的前一天中午"
    held = f"已固定，不随考试日移动：{reason}"
    registration = (
        f"报名缴费于 {said(windows.registration.opens)} 开放，{said(windows.registration.closes)} 截止"
    )
    study = f"学习于 {said(windows.study.opens)} 开放，{said(windows.study.closes)} 截止"
    opens = f"申请于 {said(windows.application.opens)} 开放"
    closes = f"申请于 {said(windows.application.closes)} 截止"
    rule = "截止前最近的一个20日"

    def line(field: str, text: str, why: str) -> WindowLine:
        pinned = pins.of(field) is not None
        return WindowLine(field, f"{text}（{held if pinned else why}）", pinned)

    return (
        WindowLine("registration", registration + (f"（已调整：{shifted}）" if shifted else "")),
        line("study_closes", study, by_exam),
        line("application_opens", opens, rule),
        line("application_closes", closes, by_exam),
    )


def standing(window: Window, now: datetime) -> str:
    """未开放, 开放中 or 已截止."""
    if window.contains(now):
        return OPEN
    return NOT_YET if local(now) < local(window.opens) else CLOSED


def standing_words(window: Window, now: datetime) -> str:
    """The same with the time that is left: ``开放中，还有 2天3小时`` (seconds do not show)."""
    stands = standing(window, now)
    if stands == CLOSED:
        return f"{stands}（{words(window.closes)}）"
    if stands == NOT_YET:
        return f"{stands}，{words(window.opens)} 开放"
    return f"{stands}，还有 {waiting(local(window.closes) - local(now))}"
