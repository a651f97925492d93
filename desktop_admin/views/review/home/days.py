"""近两周 on 工作台: the card around the chart of days, and what it says while there is none."""

from PySide6.QtWidgets import QWidget

from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.submissions import DayCounts, ReviewDays
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.home_part import HomePart, HomePlace, Stand
from desktop_admin.views.common.widgets import Card, CutText, Text, row
from desktop_admin.views.review.home.day_chart import DayChart


class Days(HomePart):
    """What came and what was decided, day by day."""

    needs = ReviewDays
    touches = frozenset({SubjectKind.SUBMISSION})

    def __init__(self, desk: Desk, ground: QWidget) -> None:
        super().__init__(desk, ground)
        self.card = Card(parent=ground)
        self.card.setAccessibleName("近两周")
        self.chart = DayChart(desk.theme)
        self.note = CutText(tone="muted")
        came, decided = Text("■ 提交", tone="accent"), Text("■ 审结", tone="ok")
        self.card.body.addLayout(row(Text("近两周", bold=True), self.note, None, came, decided))
        self.card.body.addWidget(self.chart, 1)

    def stands(self) -> tuple[Stand, ...]:
        """Beside the month."""
        return (Stand(HomePlace.CHART, self.card, 20, share=2),)

    def ask(self) -> None:
        """Count again."""
        self.desk.run(ReviewDays(), owner=self, done=self._show, failed=self._on_failed, slot="days")

    def _show(self, counts: DayCounts) -> None:
        came, decided = sum(one.submitted for one in counts.days), sum(one.decided for one in counts.days)
        self.note.setText(f"提交 {came} 次，审结 {decided} 份")
        self.chart.show_days(counts.days)

    def _on_failed(self, error: OfficeError) -> None:
        """Old bars would be taken for new ones."""
        self.note.setText(error.message)
        self.chart.show_days(())
