"""The cards on top of 工作台: one number each, asked for by role, and the list behind it one key away.

Apart from the page, which holds the month and the lists.
"""

from datetime import datetime
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_admin.contract.base import Request
from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.notices import NoticePage, Notices, RetryNotice
from desktop_admin.contract.people import People, PeopleList
from desktop_admin.contract.policy import MonthWindow, Windows
from desktop_admin.contract.staff import AddStaff, StaffList, StaffPage
from desktop_admin.contract.submissions import (
    Progress,
    QueueFilter,
    QueuePage,
    QueueView,
    ReviewProgress,
    ReviewQueue,
)
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.page import Target
from desktop_admin.views.common.plain_words import tip
from desktop_admin.views.common.times import (
    clock_words,
    countdown_words,
    day_words,
    local,
    waiting_words,
    weekday_words,
)
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.home.number_card import NumberCard


class NumberCards(QWidget):
    """Shows only cards this person's roles may ask for."""

    leads = Signal(str, object)
    """(page key, :class:`Target`): the list behind a card."""
    progressed = Signal(str)
    """今日已审, for the greeting."""
    run_out = Signal()
    """The close counted down to is reached: the windows must be asked for anew."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._windows: Windows | None = None
        self._near = 0
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3 * GRID)
        self._make_cards()
        for card in self.cards:
            layout.addWidget(card, 1)

    def _make_cards(self) -> None:
        theme, may = self.desk.theme, self.desk.may
        self.waiting = NumberCard(theme, "待审核")
        self.deadline = NumberCard(theme, "距报名截止")
        self.border = NumberCard(theme, "边界 · 抽查 · 搁置")
        self.notices = NumberCard(theme, "失败的通知")
        self.accounts = NumberCard(theme, "账号")
        self.people = NumberCard(theme, "学员")
        self.cards = (self.waiting, self.people, self.deadline, self.border, self.notices, self.accounts)
        self.people.opened.connect(lambda: self._lead(PeopleList, "people", Target("list")))
        self.waiting.opened.connect(lambda: self.open_queue(QueueView.WAITING))
        self.deadline.opened.connect(lambda: self.open_queue(QueueView.WAITING, near=True))
        self.border.opened.connect(self._open_border)
        self.notices.opened.connect(
            lambda: self._lead(Notices, "admin", Target("filter", data=("notices", "failed")))
        )
        self.accounts.opened.connect(lambda: self.leads.emit("admin", Target("filter", data=("staff", ""))))
        if not may(ReviewProgress):
            self.waiting.hide()
            self.border.hide()
        if not may(Notices):
            self.notices.hide()
        if not may(AddStaff):
            self.accounts.hide()
        # Who decides nothing looks people up.
        self._counts_people = may(PeopleList) and not may(ReviewQueue)
        if not self._counts_people:
            self.people.hide()
        self.people.set_leads(self._counts_people)
        for card in (self.waiting, self.deadline, self.border):
            card.set_leads(may(ReviewQueue))
        self.notices.set_leads(may(Notices))
        self.accounts.set_leads(True)
        self._progress: Progress | None = None

    def ask(self) -> None:
        """Every number again; the windows belong to the page."""
        run, may = self.desk.run, self.desk.may
        if may(ReviewProgress):
            run(
                ReviewProgress(),
                owner=self,
                done=self._on_progress,
                failed=lambda error: self.fail(self.waiting, error),
                slot="progress",
            )
        if may(ReviewQueue):
            run(
                ReviewQueue(QueueFilter(deadline_near=True), limit=1),
                owner=self,
                done=self._on_near,
                failed=lambda _error: None,
                slot="near",
            )
        if may(Notices):
            run(
                Notices(state="failed", limit=1),
                owner=self,
                done=self._on_notices,
                failed=lambda error: self.fail(self.notices, error),
                slot="notices",
            )
        if may(AddStaff):
            run(
                StaffList(),
                owner=self,
                done=self._on_staff,
                failed=lambda error: self.fail(self.accounts, error),
                slot="staff",
            )

    def ask_people(self) -> None:
        """How many there are: when the page comes to the front, not with every piece of news."""
        if self._counts_people:
            self.desk.run(
                PeopleList(limit=1),
                owner=self,
                done=self._on_people,
                failed=lambda error: self.fail(self.people, error),
                slot="people",
            )

    def _on_people(self, page: People) -> None:
        self.people.show_number(str(page.total), "按姓名、拼音、证件号码、单位查找", unit="人")

    def _on_progress(self, progress: Progress) -> None:
        self._progress = progress
        now = self.desk.clock()
        today = "今日已审 {0} 份，其中您 {1} 份"
        self.progressed.emit(today.format(progress.decided_today, progress.mine_today))
        self._show_waiting(now)
        parts = [
            f"边界 {progress.border} 份",
            f"抽查 {progress.spot_checks} 份",
            f"搁置 {progress.set_aside} 份",
        ]
        total = progress.border + progress.spot_checks + progress.set_aside
        below = " · ".join(parts) if total else "没有需要另行决定的资料"
        self.border.show_number(str(total), below, unit="份", tone="warn" if progress.border else "")

    def _show_waiting(self, now: datetime) -> None:
        progress = self._progress
        if progress is None:
            return
        parts = []
        if progress.re_review:
            parts.append(f"{progress.re_review} 份需复审")
        if self._near:
            parts.append(f"{self._near} 份临近截止")
        if progress.resubmitted:
            parts.append(f"{progress.resubmitted} 份重新提交")
        oldest = f"最久 {waiting_words(progress.oldest, now)}" if progress.oldest else ""
        below = " · ".join(parts) or ("按先后顺序审核即可" if progress.waiting else "全部办完了")
        self.waiting.show_number(str(progress.waiting), below, badge=oldest)

    def _on_near(self, page: QueuePage) -> None:
        self._near = page.total
        self._show_waiting(self.desk.clock())

    def _on_notices(self, page: NoticePage) -> None:
        below = "没有发送失败的通知"
        if page.total:
            mend = self.desk.may(RetryNotice)
            below = "学员没有收到，请重发或当面告知" if mend else "学员没有收到，由审核人员处理"
        self.notices.show_number(str(page.total), below, unit="条", tone="bad" if page.total else "")

    def _on_staff(self, page: StaffPage) -> None:
        active = [one for one in page.rows if one.form.active]
        locked = sum(one.locked for one in active)
        waiting = sum(one.must_change for one in active)
        parts = []
        if locked:
            parts.append(f"{locked} 个有人在试密码")
        if waiting:
            parts.append(f"{waiting} 个尚未改初始密码")
        self.accounts.show_number(
            str(len(active)),
            " · ".join(parts) or "全部正常",
            unit="个",
            badge="有人试密码" if locked else "",
        )

    def fail(self, card: NumberCard, error: OfficeError) -> None:
        """A card that could not be read says so; an old number would be taken for a new one."""
        if card is self.waiting:
            self._progress = None
            self.border.show_number("–", error.message)
        card.show_number("–", error.message)

    def show_windows(self, windows: Windows) -> None:
        """The windows in force: count down to the edge that lies ahead."""
        self._windows = windows
        self.tick()

    def tick(self) -> None:
        """A second has passed."""
        windows = self._windows
        if windows is None:
            return
        now = self.desk.clock()
        ahead = windows.following if windows.next_close == windows.following.closes else windows.current
        if now >= windows.next_close:
            self._windows = None
            self.run_out.emit()
        elif now < ahead.opens:
            self.deadline.word.setText("距报名开放")
            self._show_deadline(ahead, ahead.opens, now)
        else:
            self.deadline.word.setText("距报名截止")
            self._show_deadline(ahead, ahead.closes, now)

    def _show_deadline(self, window: MonthWindow, edge: datetime, now: datetime) -> None:
        there = local(edge)
        off = any(f"{there.month}月{there.day}日" in warning for warning in window.warnings)
        below = f"{day_words(edge, now)}（{weekday_words(edge).replace('星期', '周')}）{clock_words(edge)}"
        if off:
            below += " · 休息日，须值班"
        urgent = edge == window.closes and (edge - now).total_seconds() < 86400
        self.deadline.show_number(countdown_words(edge, now), below, tone="bad" if urgent else "")
        self.deadline.setToolTip(tip("\n".join(window.warnings)))

    def open_queue(self, view: QueueView = QueueView.WAITING, *, near: bool = False) -> None:
        """The review desk under a filter."""
        self._lead(ReviewQueue, "review", Target("filter", data=QueueFilter(view=view, deadline_near=near)))

    def _open_border(self) -> None:
        progress = self._progress
        if progress is not None and progress.border:
            self.open_queue(QueueView.BORDER)
        elif progress is not None and progress.spot_checks:
            self.open_queue(QueueView.SPOT_CHECK)
        else:
            self.open_queue(QueueView.SET_ASIDE)

    def _lead(self, needs: type[Request[Any]], page: str, target: Target) -> None:
        if self.desk.may(needs):
            self.leads.emit(page, target)
