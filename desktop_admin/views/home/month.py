"""The month on 工作台: the strip of its windows, and the countdown to the edge that lies ahead."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QWidget

from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.policy import MonthWindow, MonthWindows, Windows
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.rules.windows import Cycle
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.entry import PageEntry
from desktop_admin.views.common.home_part import HomePart, HomePlace, Stand
from desktop_admin.views.common.number_card import NumberCard
from desktop_admin.views.common.plain_words import tip
from desktop_admin.views.common.times import clock_words, countdown_words, day_words, local, weekday_words
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import Badge, Card, CutText, Text, row
from desktop_admin.views.home.month_strip import MonthStrip


class Month(HomePart):
    """The countdown leads to the first desk that has something to do before the close."""

    needs = MonthWindows
    touches = frozenset({SubjectKind.REGISTRATION_SHIFT})

    def __init__(self, desk: Desk, ground: QWidget, desks: Sequence[PageEntry]) -> None:
        super().__init__(desk, ground)
        self._windows: Windows | None = None
        self._closing = next((one for one in desks if one.closing and one.open_to(desk)), None)
        self.deadline = NumberCard(desk.theme, "距报名截止", ground)
        self.deadline.set_leads(self._closing is not None)
        self.deadline.opened.connect(self._open)
        self.card = Card(parent=ground)
        self.name = Text(tone="muted")
        self.next_words = CutText(tone="muted")
        self.strip = MonthStrip(desk.theme)
        self.warning = Badge()
        self.card.body.addLayout(
            row(Text("本月", bold=True), self.name, 2 * GRID, self.warning, None, self.next_words)
        )
        self.card.body.addWidget(self.strip)
        self.card.body.addStretch(1)

    def stands(self) -> tuple[Stand, ...]:
        """The strip first of the charts, the countdown among the numbers."""
        return (
            Stand(HomePlace.CHART, self.card, 10, share=3),
            Stand(HomePlace.NUMBER, self.deadline, 30),
        )

    def ask(self) -> None:
        """The windows around now."""
        self.desk.run(MonthWindows(), owner=self, done=self._show, failed=self._on_failed, slot="windows")

    def tick(self) -> None:
        """Count down; what lies behind is asked for anew."""
        now = self.desk.clock()
        self.strip.show_time(now)
        windows = self._windows
        if windows is None:
            return
        ahead = windows.following if windows.next_close == windows.following.closes else windows.current
        if now >= windows.next_close:
            self._windows = None
            self.ask()
        elif now < ahead.opens:
            self.deadline.word.setText("距报名开放")
            self._show_deadline(ahead, ahead.opens, now)
        else:
            self.deadline.word.setText("距报名截止")
            self._show_deadline(ahead, ahead.closes, now)

    def _show(self, windows: Windows) -> None:
        self.desk.heard(windows.now)
        self._windows = windows
        self.name.setText(Cycle.parse(windows.current.cycle).label)
        self.strip.show_windows(windows)
        warnings = [*windows.current.warnings, *windows.following.warnings]
        self.warning.show_word(f"{len(warnings)} 条提醒" if warnings else "", "warn")
        self.warning.setToolTip(tip("\n".join(warnings)))
        self.next_words.setText(windows.following.words)
        self.tick()

    def _on_failed(self, error: OfficeError) -> None:
        """An old countdown would be taken for a new one."""
        self._windows = None
        self.deadline.fail(error.message)

    def _show_deadline(self, window: MonthWindow, edge: datetime, now: datetime) -> None:
        there = local(edge)
        off = any(f"{there.month}月{there.day}日" in warning for warning in window.warnings)
        below = f"{day_words(edge, now)}（{weekday_words(edge).replace('星期', '周')}）{clock_words(edge)}"
        if off:
            below += " · 休息日，须值班"
        urgent = edge == window.closes and (edge - now).total_seconds() < 86400
        self.deadline.show_number(countdown_words(edge, now), below, tone="bad" if urgent else "")
        self.deadline.setToolTip(tip("\n".join(window.warnings)))

    def _open(self) -> None:
        if self._closing is not None:
            self.jump.emit(self._closing.key, self._closing.closing)
