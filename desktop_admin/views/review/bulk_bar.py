"""The strip under the queue while several dossiers are chosen: how many, approve, progress, cancel, result."""

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.policy import PolicyRecord, PolicySettings
from desktop_admin.contract.submissions import ApproveSubmission
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import CommandButton, Text, row
from desktop_admin.views.review.bulk import BulkRun, Tally, may_join
from desktop_admin.views.review.queue import Queue


class BulkBar(QFrame):
    """Hidden until something is chosen. ``seen``: dossiers whose papers were on screen, with those papers."""

    booked = Signal(int, int)
    closed = Signal()

    def __init__(
        self, desk: Desk, queue: Queue, seen: Mapping[int, tuple[str, ...]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._queue, self._seen = desk, queue, seen
        self.setProperty("plane", "raised")
        self.run: BulkRun | None = None
        self._ids: tuple[int, ...] = ()
        self._told: tuple[int, ...] = ()
        """What was still chosen when the result was told; it stands until a person chooses again."""
        self._asking = False
        self.text = Text(bold=True, wrap=True)
        self.small = Text(tone="muted", size="small", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.go = CommandButton("批量通过", kind="primary")
        self.go.clicked.connect(self.start)
        self.stop = CommandButton("取消", "Esc")
        self.stop.clicked.connect(self.leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        layout.setSpacing(6)
        for widget in (self.text, self.small, self.bar):
            layout.addWidget(widget)
        layout.addLayout(row(self.go, self.stop, None))
        self.hide()

    def choose(self, ids: tuple[int, ...], *, checking: bool) -> None:
        """The selection changed; a run under way keeps the strip, and so does its result while rows only leave."""
        if self.run is not None or self._only_left(ids):
            return
        self._told = ()
        self._ids = ids
        self.setVisible(checking or bool(ids))
        self.text.setText(f"已选 {len(ids)} 份" if ids else "勾选要一起通过的资料")
        opened = sum(one in self._seen for one in ids)
        self.small.setText(
            f"打开看过 {opened} 份；其余只有预检全绿的可以批量通过，并记为“未逐份查看”。"
            if ids
            else "点击或空格勾选，Shift 连选，Ctrl+A 全选，Esc 退出。"
        )
        self.go.setEnabled(bool(ids) and not self._asking and self._desk.may(ApproveSubmission))
        self.go.setVisible(True)
        self.stop.set_text("取消")
        self.bar.hide()

    def start(self) -> None:
        """Ask the policy first: who may be in it is the chief's to say."""
        if self._ids and self.run is None and not self._asking:
            self._asking = True
            self.go.setEnabled(False)
            self._desk.run(
                PolicySettings(), owner=self, done=self._begin, failed=self._not_begun, slot="policy"
            )

    def leave(self) -> None:
        """Esc: cancel a run, or put the strip away."""
        if self.run is not None:
            self.run.cancel()
        else:
            self._told = ()
            self.hide()
            self.closed.emit()

    @property
    def left(self) -> int:
        """How many of a run under way are still to be done."""
        return 0 if self.run is None else self.run.tally.total - self.run.tally.settled

    def _only_left(self, ids: tuple[int, ...]) -> bool:
        """Whether the rows missing since the result was told have left the list, as what was approved does."""
        gone = set(self._told) - set(ids)
        if not self._told or set(ids) - set(self._told):
            return False
        if any(self._queue.model.position_of(one) >= 0 for one in gone):
            return False
        self._told = ids or self._told
        return True

    def _not_begun(self, error: OfficeError) -> None:
        self._asking = False
        self._desk.failures.expected(error, "PolicySettings")
        self.choose(self._ids, checking=True)

    def _begin(self, policy: PolicyRecord) -> None:
        self._asking = False
        refused: Counter[str] = Counter()
        allowed: list[int] = []
        for one in self._ids:
            why = may_join(policy.form.bulk_approval, self._queue.model.row_of(one), opened=one in self._seen)
            if why:
                refused[why] += 1
            else:
                allowed.append(one)
        self.run = BulkRun(self._desk, tuple(allowed), self._seen, refused)
        self.run.booked.connect(self.booked)
        self.run.progressed.connect(self._on_progress)
        self.run.finished.connect(self._on_finished)
        self.go.hide()
        self.bar.setRange(0, max(1, self.run.tally.total))
        self.bar.show()
        self.run.start()

    def _on_progress(self, tally: Tally) -> None:
        self.bar.setValue(tally.settled)
        self.text.setText(f"正在批量通过 {tally.settled} / {tally.total}")
        self.small.setText(tally.sentence)

    def _on_finished(self, tally: Tally) -> None:
        if self.run is not None:
            self.run.deleteLater()
        self.run = None
        self.bar.hide()
        self.text.setText(tally.sentence)
        self.small.setText("跳过和失败的仍在队列里。")
        self.small.setVisible(tally.done < tally.total)
        self.stop.set_text("关闭")
        self._told, self._ids = self._ids, ()
