"""Approving several dossiers, one honest command each (R11): who may be in it, how far it is, what came of it.

Skipped is never counted as done, and every dossier that was not looked at goes as 未逐份查看.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Signal

from desktop_admin.contract.errors import Conflict, OfficeError
from desktop_admin.contract.submissions import ApproveSubmission, Dossier, DossierRecord, QueueRow
from desktop_admin.rules.findings import Level
from desktop_admin.rules.states import SubmissionState
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.review.bench import hashes_of
from desktop_admin.views.review.decisions import version_of
from desktop_admin.views.review.words import undecided

#: Conflicts that mean somebody was quicker, or that it is not for bulk: skipped, not failed.
_SKIPPED = {
    "decided": "已处理",
    "claimed": "他人在看",
    "changed": "刚有变化",
    "papers_replaced": "资料已换",
    "red": "预检有问题，要逐份看",
}


@dataclass
class Tally:
    """What came of a run, with the causes counted."""

    total: int
    done: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    cancelled: bool = False

    @property
    def settled(self) -> int:
        """How many are behind us."""
        return self.done + self.skipped.total() + self.failed.total()

    @property
    def sentence(self) -> str:
        """32 通过，3 跳过（已处理），1 失败（原因）."""
        parts = [f"{self.done} 通过"]
        for word, causes in (("跳过", self.skipped), ("失败", self.failed)):
            if causes:
                parts.append(f"{causes.total()} {word}（{'；'.join(causes)}）")
        if self.cancelled:
            parts.append(f"{self.total - self.settled} 未处理（已取消）")
        return "，".join(parts)

    @property
    def farewell(self) -> str:
        """For the door, when whoever began it has signed out."""
        if self.settled == self.total:
            return f"退出时的批量通过已办完：{self.sentence}。"
        return f"退出时批量通过还没有办完：{replace(self, cancelled=True).sentence}。"


def may_join(policy: str, row: QueueRow | None, *, opened: bool) -> str:
    """Why a dossier may not be in a bulk approval under this policy; empty when it may."""
    if policy == "never":
        return "按现行设置不能批量通过"
    if row is not None and not undecided(row.state):
        return "已处理"
    if row is not None and row.state == SubmissionState.RE_REVIEW:
        return "需复审的要逐份看"
    if opened:
        return ""
    if policy == "opened":
        return "没有打开看过"
    return "" if row is not None and row.precheck == Level.GREEN else "没有打开看过，预检也不是全绿"


class BulkRun(QObject):
    """One dossier after the other: its papers are asked for, then it is approved. ``cancel`` stops between two.

    Lives as long as the desk: what the one under way at sign-out comes to is counted when the page is gone, and told
    at the door.
    """

    progressed = Signal(object)
    booked = Signal(int, int)
    """(submission id, its version afterwards)"""
    finished = Signal(object)

    def __init__(
        self,
        desk: Desk,
        ids: tuple[int, ...],
        seen: Mapping[int, tuple[str, ...]],
        refused: Counter[str],
    ) -> None:
        super().__init__(desk)
        self._desk, self._seen = desk, seen
        self._left = list(ids)
        self.tally = tally = Tally(len(ids) + refused.total(), skipped=refused)
        self._farewell: Callable[[], str] = lambda: tally.farewell  # holds nothing of the desk

    def start(self) -> None:
        """Begin with the first."""
        self._desk.farewells.append(self._farewell)
        self._next()

    def cancel(self) -> None:
        """Finish the one under way; leave the rest alone."""
        if self._left:
            self.tally.cancelled = True
            self._left.clear()

    def _next(self) -> None:
        self.progressed.emit(self.tally)
        if not self._left:
            if self._farewell in self._desk.farewells:  # or it is at the door already
                self._desk.farewells.remove(self._farewell)
            self.finished.emit(self.tally)
            return
        submission_id = self._left.pop(0)
        self._desk.run(Dossier(submission_id), owner=self, done=self._approve, failed=self._failed)

    def _approve(self, record: DossierRecord) -> None:
        if not undecided(record.state):
            self._skip("已处理")
            return
        papers = hashes_of(record)  # a paper that was replaced since has not been seen
        unseen = self._seen.get(record.id) != papers
        request = ApproveSubmission(record.id, record.version, papers, unseen=unseen)
        self._desk.run(
            request,
            owner=self,
            done=lambda receipt: self._done(record.id, version_of(receipt, record.id, record.version + 1)),
            failed=self._failed,
        )

    def _done(self, submission_id: int, version: int) -> None:
        self.tally.done += 1
        self.booked.emit(submission_id, version)
        self._next()

    def _skip(self, why: str) -> None:
        self.tally.skipped[why] += 1
        self._next()

    def _failed(self, error: OfficeError) -> None:
        reason = str(error.details.get("reason", ""))
        if isinstance(error, Conflict) and reason in _SKIPPED:
            self._skip(_SKIPPED[reason])
            return
        self.tally.failed[error.message.rstrip("。")] += 1
        self._next()
