"""What may be said of a dossier at a glance, and for how long A has meant what it means.

Apart from deciding.py because none of it decides anything.
"""

import time
from collections.abc import Callable

from desktop_admin.contract.submissions import DossierRecord, Slot
from desktop_admin.rules.findings import Level
from desktop_admin.rules.states import MOVES, Move, SubmissionState

#: Seconds in which a second press belongs to the first: a double click, a finger that slips.
HASTY = 0.4


class Meaning:
    """Remembers since when a key means the same."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.hasty = HASTY
        self._means: tuple[int, str] = (0, "")
        self._since = clock()

    def now(self, means: tuple[int, str]) -> None:
        """(dossier, what would be done): anything new starts the time again."""
        if means != self._means:
            self._means, self._since = means, self.clock()

    @property
    def steady(self) -> bool:
        """Whether it was the same for :data:`HASTY` seconds."""
        return self.clock() - self._since >= self.hasty


def unusable(record: DossierRecord) -> str:
    """The papers that are missing or cannot be used, in words; empty when all can."""
    current = {paper.slot: paper for paper in record.papers if paper.current}
    faults = [f"缺{slot.short}" for slot in Slot if slot not in current]
    faults += [f"{slot.short}不能使用" for slot, paper in current.items() if not paper.acceptable]
    return "、".join(faults)


def red_words(record: DossierRecord) -> str:
    """What the pre-check holds against it, in one line; empty when nothing is red."""
    red = [finding.message for finding in record.findings if finding.level == Level.RED]
    more = f"，另有 {len(red) - 1} 项" if len(red) > 1 else ""
    return f"预检有问题：{red[0]}{more}" if red else ""


def replaced_slot(record: DossierRecord, before: DossierRecord) -> Slot | None:
    """The paper whose current file is another than before."""
    old = {paper.slot: paper.sha256 for paper in before.papers if paper.current}
    new = {paper.slot: paper.sha256 for paper in record.papers if paper.current}
    return next((Slot(slot) for slot, sha in new.items() if old.get(slot) != sha), None)


def uploader(record: DossierRecord, slot: Slot) -> str:
    """Who handed in the current paper: 学员, or the colleague who did it for them."""
    by = next((paper.by for paper in record.papers if paper.current and paper.slot == slot), "")
    return by.removesuffix("本人") or "学员"


def revocable(record: DossierRecord) -> bool:
    """Whether 撤销审核 leads anywhere from this state."""
    try:
        return (SubmissionState(record.state), Move.REVOKE) in MOVES
    except ValueError:
        return False
