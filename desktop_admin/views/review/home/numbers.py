"""待审核 and 边界 · 抽查 · 搁置 on 工作台: two cards out of one answer, each leading to its list."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from desktop_admin.contract.base import Listed
from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.submissions import (
    Progress,
    QueueFilter,
    QueueRow,
    QueueView,
    ReviewProgress,
    ReviewQueue,
)
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.home_part import HomePart, HomePlace, Stand
from desktop_admin.views.common.number_card import NumberCard
from desktop_admin.views.common.page import Target
from desktop_admin.views.common.times import waiting_words


class QueueNumbers(HomePart):
    """The second number is that of what a reviewer does not simply work off."""

    needs = ReviewProgress
    touches = frozenset({SubjectKind.SUBMISSION})

    def __init__(self, desk: Desk, ground: QWidget) -> None:
        super().__init__(desk, ground)
        self._progress: Progress | None = None
        self._near = 0
        self.waiting = NumberCard(desk.theme, "待审核", ground)
        self.border = NumberCard(desk.theme, "边界 · 抽查 · 搁置", ground)
        self.waiting.opened.connect(lambda: self._open(QueueView.WAITING))
        self.border.opened.connect(self._open_border)
        for card in (self.waiting, self.border):
            card.set_leads(desk.may(ReviewQueue))

    def stands(self) -> tuple[Stand, ...]:
        """The first of the row, and after what counts the days."""
        return (Stand(HomePlace.NUMBER, self.waiting, 10), Stand(HomePlace.NUMBER, self.border, 40))

    def ask(self) -> None:
        """Both numbers, and how many of the first are near the close."""
        self.desk.run(
            ReviewProgress(), owner=self, done=self._on_progress, failed=self._on_failed, slot="progress"
        )
        if self.desk.may(ReviewQueue):
            self.desk.run(
                ReviewQueue(QueueFilter(deadline_near=True), limit=1),
                owner=self,
                done=self._on_near,
                failed=lambda _error: None,
                slot="near",
            )

    def _on_progress(self, progress: Progress) -> None:
        self._progress = progress
        self.greets.emit(f"今日已审 {progress.decided_today} 份，其中您 {progress.mine_today} 份")
        self._show_waiting(self.desk.clock())
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

    def _on_near(self, page: Listed[QueueRow]) -> None:
        self._near = page.total
        self._show_waiting(self.desk.clock())

    def _on_failed(self, error: OfficeError) -> None:
        """What could not be read says so; an old number would be taken for a new one."""
        self._progress = None
        for card in (self.waiting, self.border):
            card.fail(error.message)

    def _open(self, view: QueueView) -> None:
        if self.desk.may(ReviewQueue):
            self.leads.emit(Target("filter", data=QueueFilter(view=view)))

    def _open_border(self) -> None:
        progress = self._progress
        if progress is not None and progress.border:
            self._open(QueueView.BORDER)
        elif progress is not None and progress.spot_checks:
            self._open(QueueView.SPOT_CHECK)
        else:
            self._open(QueueView.SET_ASIDE)
