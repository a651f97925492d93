"""接下来 on 工作台: the dossiers that have waited longest, one line each."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop_admin.contract.base import Listed
from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.submissions import QueueFilter, QueueRow, ReviewQueue
from desktop_admin.rules.categories import category, is_category
from desktop_admin.rules.states import SubmissionState
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.home_part import FEWEST_LINES, MOST_LINES, HomePart, HomePlace, Stand
from desktop_admin.views.common.lines import Line, Lines
from desktop_admin.views.common.page import Target
from desktop_admin.views.common.times import waiting_words
from desktop_admin.views.common.widgets import Card, CommandButton, Text, row


class Oldest(HomePart):
    """A line opens its dossier; the button opens the whole queue."""

    needs = ReviewQueue
    touches = frozenset({SubjectKind.SUBMISSION, SubjectKind.CANDIDATE, SubjectKind.COMPANY})

    def __init__(self, desk: Desk, ground: QWidget) -> None:
        super().__init__(desk, ground)
        self._queue: Listed[QueueRow] | None = None
        self._most = FEWEST_LINES
        self.card = Card(parent=ground)
        self.lines = Lines(lead_width=0)
        self.all_waiting = CommandButton("全部待审", kind="link")
        self.all_waiting.clicked.connect(lambda: self.leads.emit(Target("filter", data=QueueFilter())))
        self.card.body.addLayout(row(Text("接下来", bold=True), None, self.all_waiting))
        self.card.body.addWidget(self.lines, 1)
        self.lines.show_lines((), "")

    def stands(self) -> tuple[Stand, ...]:
        """The wider of the lists."""
        return (Stand(HomePlace.LIST, self.card, 10, share=3),)

    def ask(self) -> None:
        """As many as could ever be shown."""
        self.desk.run(
            ReviewQueue(limit=MOST_LINES),
            owner=self,
            done=self._show,
            failed=self._on_failed,
            slot="oldest",
        )

    def show_lines(self, most: int) -> None:
        """Longer or shorter, of what is known."""
        self._most = most
        if self._queue is not None:
            self._show(self._queue)

    def _show(self, page: Listed[QueueRow]) -> None:
        self._queue = page
        now = self.desk.clock()
        lines = [
            Line(
                "",
                one.name,
                waiting_words(one.waiting_since, now) if one.waiting_since else "",
                detail=f"{_short(one.category, self.desk)}　{one.company}",
                badge=SubmissionState(one.state).words if one.state == "re_review" else "",
                tone="warn",
                act=self._opener(one.id),
            )
            for one in page.rows[: self._most]
        ]
        self.lines.show_lines(lines, "没有待审的资料。新的提交会自动出现在这里。")
        self.all_waiting.set_text(f"全部 {page.total} 份")
        self.all_waiting.setVisible(page.total > len(lines))

    def _on_failed(self, error: OfficeError) -> None:
        self._queue = None
        self.lines.show_lines((), error.message)

    def _opener(self, submission_id: int) -> Callable[[], None]:
        return lambda: self.leads.emit(Target(SubjectKind.SUBMISSION, submission_id))


def _short(key: str, desk: Desk) -> str:
    for one in desk.catalogue.categories if desk.catalogue else ():
        if one.form.key == key:
            return one.form.short
    return category(key).short if is_category(key) else key
