"""The status strip: who, where the data is, synced when, the month and its deadline, the clock's offset.

Where there is no room for all of it, it says less (:mod:`giving_way`); the time that is left goes last.
"""

from datetime import datetime, timedelta

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop_admin.contract.journal import ChangePage
from desktop_admin.contract.policy import MonthWindows, Windows
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.giving_way import GivingWay
from desktop_admin.views.common.times import (
    clock_words,
    countdown_words,
    day_words,
    local,
    span_words,
)
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import CommandButton, Text

#: An offset is worth a word from here on (C03).
OFFSET_SECONDS = 30.0
_WINDOWS_EVERY = timedelta(minutes=10)
_NEAR = timedelta(hours=24)


class StatusStrip(QFrame):
    """Everything here is small and quiet until it matters."""

    def __init__(
        self, desk: Desk, place: str, *, demonstration: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("statusStrip")
        self.setFixedHeight(26)
        self.setAccessibleName("状态")
        self._desk = desk
        self._place = place
        self._demonstration = demonstration
        self._windows: Windows | None = None
        self._windows_at: datetime | None = None
        roles = " / ".join(role.label for role in desk.person.roles)
        self.who = Text()
        self._dot = Text("●")
        self._dot.setObjectName("dot")
        self.where = Text(place)
        self.month = Text()
        self.offset = Text(tone="warn")
        self.problems = CommandButton("", kind="link")
        self.problems.hide()
        self.hints = Text("F1 按键 · Ctrl+K 查找")
        self._lay_out()
        self._words = GivingWay(
            self,
            (
                self.offset, self.hints, self.month, self.where, self.who, self.hints, self.month, self.where,
            ),
        )  # fmt: skip
        self._words.say(self.who, f"{desk.person.name} · {roles}", desk.person.name)
        self._words.say(self.hints, self.hints.text(), "F1 按键", "")
        desk.synced.connect(self._show_place)
        desk.connection.connect(lambda _online, _why: self._show_place())
        desk.changed.connect(self._on_changed)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._on_tick)
        self._show_place()
        self._on_tick()

    def begin(self) -> None:
        """The person is there: ask for the windows, and count."""
        self._tick.start()
        self._show_place()
        self._on_tick()
        self.reload()

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 0, 14, 0)
        layout.setSpacing(GRID + 2)
        layout.addWidget(self.who)
        layout.addSpacing(3 * GRID)
        layout.addWidget(self._dot)
        layout.addWidget(self.where)
        layout.addSpacing(3 * GRID)
        layout.addWidget(self.month)
        layout.addSpacing(3 * GRID)
        layout.addWidget(self.offset)
        layout.addStretch(1)
        layout.addWidget(self.problems)
        layout.addSpacing(2 * GRID)
        layout.addWidget(self.hints)

    def minimumSizeHint(self) -> QSize:
        """It makes no window wider: its words give way."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less room."""
        super().resizeEvent(event)
        self._words.fit()

    def count_problems(self, count: int) -> None:
        """How many problems the panel of them lists; the button that opens it is there from the first on."""
        self.problems.set_text(f"{count} 个问题")
        self.problems.setVisible(count > 0)
        self._words.fit()

    def reload(self) -> None:
        """Ask for the windows around now."""
        self._desk.run(
            MonthWindows(),
            owner=self,
            done=self._on_windows,
            failed=lambda _error: None,
            slot="windows",
        )

    def _on_windows(self, windows: Windows) -> None:
        self._windows = windows
        self._desk.heard(windows.now)
        self._windows_at = self._desk.clock()
        self._on_tick()

    def _on_changed(self, page: ChangePage) -> None:
        kinds = {subject.kind for change in page.changes for subject in change.subjects}
        if page.reload or kinds & {SubjectKind.REGISTRATION_SHIFT, SubjectKind.POLICY}:
            self.reload()

    def _on_tick(self) -> None:
        now = self._desk.clock()
        self._words.say(self.month, *self._month_words(now))
        near = self._windows is not None and timedelta(0) < self._windows.next_close - now < _NEAR
        self.month.set_tone("warn" if near else "")
        if self._windows_at is not None:
            passed = self._windows is not None and now >= self._windows.next_close
            if now - self._windows_at > (timedelta(seconds=30) if passed else _WINDOWS_EVERY):
                self._windows_at = now
                self.reload()
        self._words.say(self.offset, *self._offset_words(now))
        self._words.fit()

    def _offset_words(self, now: datetime) -> tuple[str, ...]:
        ahead = self._desk.offset
        if self._demonstration:
            return (f"演示时间 {day_words(now)} {clock_words(now)}",)
        if abs(ahead) <= OFFSET_SECONDS:
            return ("",)
        word = "慢" if ahead > 0 else "快"
        many = f"{abs(ahead):.0f} 秒" if abs(ahead) < 600 else f" {span_words(timedelta(seconds=abs(ahead)))}"
        short = f"本机时钟{word} {many.strip()}"
        return f"{short}，以办公室时间为准", short

    def _month_words(self, now: datetime) -> tuple[str, ...]:
        if self._windows is None:
            return ("",)
        here, close = local(now), local(self._windows.next_close)
        left = countdown_words(self._windows.next_close, now)
        month = "" if close.month == here.month else f"{close.month}月"
        until = f"{month}{close.day}日 {close:%H:%M}"
        deadline = f"报名截止 {until}"
        return (
            f"{here.year}年{here.month}月 · {deadline}（还有 {left}）",
            f"{deadline}（还有 {left}）",
            deadline,
        )

    def _show_place(self) -> None:
        desk = self._desk
        if desk.online:
            at = desk.synced_at
            synced, short = (
                (f"{clock_words(at, seconds=True)} 已同步", "已同步") if at else ("正在同步", "正在同步")
            )
        else:
            at = desk.synced_at
            synced, short = f"连接中断，截至 {clock_words(at)}" if at else "连接中断", "连接中断"
        self._dot.set_tone("ok" if desk.online else "bad")
        self._words.say(self.where, f"{self._place} · {synced}", f"{self._place} · {short}", short)
        self._words.fit()
