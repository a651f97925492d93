"""Approving several dossiers, one honest command each (R11): who may be in it, and what is done to one of them.

Every dossier that was not looked at goes as 未逐份查看.
"""

from collections import Counter
from collections.abc import Mapping
from typing import ClassVar

from desktop_admin.contract.submissions import ApproveSubmission, Dossier, DossierRecord, QueueRow
from desktop_admin.rules.findings import Level
from desktop_admin.rules.states import SubmissionState
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.furniture.batch import BatchRun
from desktop_admin.views.review.bench import hashes_of
from desktop_admin.views.review.decisions import version_of
from desktop_admin.views.review.words import undecided


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


class BulkRun(BatchRun):
    """Of each the papers are asked for, then it is approved."""

    name, did = "批量通过", "通过"
    #: Conflicts that mean somebody was quicker, or that it is not for bulk: skipped, not failed.
    skips: ClassVar[Mapping[str, str]] = {
        "decided": "已处理",
        "claimed": "他人在看",
        "changed": "刚有变化",
        "papers_replaced": "资料已换",
        "red": "预检有问题，要逐份看",
    }

    def __init__(
        self,
        desk: Desk,
        ids: tuple[int, ...],
        seen: Mapping[int, tuple[str, ...]],
        refused: Counter[str],
    ) -> None:
        super().__init__(desk, ids, refused)
        self._seen = seen

    def do(self, identity: int) -> None:
        """Its papers as they are now."""
        self.desk.run(Dossier(identity), owner=self, done=self._approve, failed=self.failed)

    def _approve(self, record: DossierRecord) -> None:
        if not undecided(record.state):
            self.skip("已处理")
            return
        papers = hashes_of(record)  # a paper that was replaced since has not been seen
        unseen = self._seen.get(record.id) != papers
        request = ApproveSubmission(record.id, record.version, papers, unseen=unseen)
        self.desk.run(
            request,
            owner=self,
            done=lambda receipt: self.done(record.id, version_of(receipt, record.id, record.version + 1)),
            failed=self.failed,
        )
