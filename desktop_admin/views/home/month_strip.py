"""This month as a strip: the registration windows as bars over the days, and today's line.

Only what MonthWindows says: study and application belong to exam sessions, which are not here yet.
"""

from datetime import datetime, timedelta

from PySide6.QtWidgets import QWidget

from desktop_admin.contract.policy import MonthWindow, Windows
from desktop_admin.rules.windows import Cycle
from desktop_admin.views.common.plain_words import tip
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.times import local
from desktop_admin.views.furniture.schedule import Schedule
from desktop_admin.views.furniture.spans import Span


def span(windows: Windows) -> tuple[datetime, datetime]:
    """The days shown: the month of the office's clock, whole, in office time."""
    now = local(windows.now)
    first = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return first, (first + timedelta(days=32)).replace(day=1)


def bar_words(window: MonthWindow) -> str:
    """注册缴费报名　1日 09:00 – 22日 17:00."""
    opens, closes = local(window.opens), local(window.closes)
    label = Cycle.parse(window.cycle).label.partition("年")[2]

    def moment(one: datetime) -> str:
        other = f"{one.month}月" if f"{one:%Y-%m}" != window.cycle else ""
        return f"{other}{one.day}日 {one:%H:%M}"

    moved = "（已调整）" if window.shifted else ""
    return f"{label}注册缴费报名　{moment(opens)} – {moment(closes)}{moved}"


class MonthStrip(Schedule):
    """The month. ``show_windows`` whenever the office has spoken; ``show_time`` as it passes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "本月", empty="", parent=parent)
        self._at: datetime | None = None

    def show_windows(self, windows: Windows) -> None:
        """The windows in force; the one that is open now is filled."""
        first, after = span(windows)
        both = (windows.current, windows.following)
        self.show_days(first.date(), (after - timedelta(days=1)).date())
        self.show_spans(
            Span(
                window.cycle,
                bar_words(window),
                window.opens,
                window.closes,
                filled=window.opens <= windows.now < window.closes,
                says=window.words,
            )
            for window in both
        )
        self._at = windows.now
        self.set_now(windows.now)
        self.setAccessibleName("；".join(window.words for window in both))
        self.setToolTip(tip("\n".join(window.words for window in both)))

    def show_time(self, now: datetime) -> None:
        """Today's line moves, every five minutes."""
        if self._at is not None and abs(now - self._at) > timedelta(minutes=5):
            self._at = now
            self.set_now(now)
