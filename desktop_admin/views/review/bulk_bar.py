"""批量通过: the strip under the queue, and the chief's word on who may be in it."""

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.policy import PolicyRecord, PolicySettings
from desktop_admin.contract.submissions import ApproveSubmission
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.furniture.batch_strip import BatchStrip
from desktop_admin.views.review.bulk import BulkRun, may_join
from desktop_admin.views.review.queue import Queue


class BulkBar(BatchStrip):
    """``seen``: dossiers whose papers were on screen, with those papers."""

    booked = Signal(int, int)

    def __init__(
        self, desk: Desk, queue: Queue, seen: Mapping[int, tuple[str, ...]], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "批量通过",
            "份",
            lambda one: queue.model.position_of(one) >= 0,
            invites="勾选要一起通过的资料",
            rest="跳过和失败的仍在队列里。",
            parent=parent,
        )
        self._desk, self._queue, self._seen = desk, queue, seen
        self._asking = False

    def note(self, ids: tuple[int, ...]) -> str:
        """How many were looked at."""
        opened = sum(one in self._seen for one in ids)
        return f"打开看过 {opened} 份；其余只有预检全绿的可以批量通过，并记为“未逐份查看”。"

    def may(self) -> bool:
        """Not twice, and not by whoever never approves."""
        return not self._asking and self._desk.may(ApproveSubmission)

    def start(self) -> None:
        """Ask the policy first: who may be in it is the chief's to say."""
        if self.ids and self.run is None and not self._asking:
            self._asking = True
            self.go.setEnabled(False)
            self._desk.run(
                PolicySettings(), owner=self, done=self._begin, failed=self._not_begun, slot="policy"
            )

    def _not_begun(self, error: OfficeError) -> None:
        self._asking = False
        self._desk.failures.expected(error, "PolicySettings")
        self.choose(self.ids, checking=True)

    def _begin(self, policy: PolicyRecord) -> None:
        self._asking = False
        refused: Counter[str] = Counter()
        allowed: list[int] = []
        for one in self.ids:
            why = may_join(policy.form.bulk_approval, self._queue.model.row_of(one), opened=one in self._seen)
            if why:
                refused[why] += 1
            else:
                allowed.append(one)
        run = BulkRun(self._desk, tuple(allowed), self._seen, refused)
        run.booked.connect(self.booked)
        self.watch(run)
