"""One honest command for each of several things (R11): how far it is, what was skipped and why, what came of it.

Skipped is never counted as done.  What is done to one of them is the desk's; so is who may be in it at all.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar

from PySide6.QtCore import QObject, Signal

from desktop_admin.contract.errors import Conflict, OfficeError
from desktop_admin.views.common.desk import Desk


@dataclass
class Tally:
    """What came of a run, with the causes counted; ``did`` says what was done: 通过."""

    total: int
    done: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    cancelled: bool = False
    did: str = "办成"

    @property
    def settled(self) -> int:
        """How many are behind us."""
        return self.done + self.skipped.total() + self.failed.total()

    @property
    def sentence(self) -> str:
        """32 通过，3 跳过（已处理），1 失败（原因）."""
        parts = [f"{self.done} {self.did}"]
        for word, causes in (("跳过", self.skipped), ("失败", self.failed)):
            if causes:
                parts.append(f"{causes.total()} {word}（{'；'.join(causes)}）")
        if self.cancelled:
            parts.append(f"{self.total - self.settled} 未处理（已取消）")
        return "，".join(parts)

    def farewell(self, name: str) -> str:
        """For the door, when whoever began it has signed out."""
        if self.settled == self.total:
            return f"退出时的{name}已办完：{self.sentence}。"
        return f"退出时{name}还没有办完：{replace(self, cancelled=True).sentence}。"


class BatchRun(QObject):
    """One after the other: :meth:`do` begins one and ends in :meth:`done`, :meth:`skip` or :meth:`failed`.

    ``name`` is what people call it (批量通过), ``skips``: reasons of conflicts that mean it is not for this run any
    more.  ``refused``: what was asked for and is not in ``ids``, by cause.  Lives as long as the desk: what the one
    under way at sign-out comes to is counted when the page is gone, and told at the door.
    """

    progressed = Signal(object)
    booked = Signal(int, int)
    """(id, its version afterwards)"""
    finished = Signal(object)

    name: ClassVar[str] = "批量办理"
    did: ClassVar[str] = "办成"
    skips: ClassVar[Mapping[str, str]] = {}

    def __init__(self, desk: Desk, ids: tuple[int, ...], refused: Counter[str] | None = None) -> None:
        super().__init__(desk)
        self.desk = desk
        self._left = list(ids)
        refused = refused or Counter()
        self.tally = tally = Tally(len(ids) + refused.total(), skipped=refused, did=self.did)
        name = self.name
        self._farewell: Callable[[], str] = lambda: tally.farewell(name)  # holds nothing of the desk

    def do(self, identity: int) -> None:
        """Begin with one of them."""
        raise NotImplementedError

    def back(self) -> "BatchRun | None":
        """The run that takes this one back; None: it cannot be."""
        return None

    def start(self) -> None:
        """Begin with the first."""
        self.desk.farewells.append(self._farewell)
        self._next()

    def cancel(self) -> None:
        """Finish the one under way; leave the rest alone."""
        if self._left:
            self.tally.cancelled = True
            self._left.clear()

    def done(self, identity: int, version: int) -> None:
        """It is booked."""
        self.tally.done += 1
        self.booked.emit(identity, version)
        self._next()

    def skip(self, why: str) -> None:
        """It is not for this run: somebody was quicker, or it is so already."""
        self.tally.skipped[why] += 1
        self._next()

    def failed(self, error: OfficeError) -> None:
        """The office refused, or could not be asked."""
        reason = str(error.details.get("reason", ""))
        if isinstance(error, Conflict) and reason in self.skips:
            self.skip(self.skips[reason])
            return
        self.tally.failed[error.message.rstrip("。")] += 1
        self._next()

    def _next(self) -> None:
        self.progressed.emit(self.tally)
        if self._left:
            self.do(self._left.pop(0))
            return
        if self._farewell in self.desk.farewells:  # or it is at the door already
            self.desk.farewells.remove(self._farewell)
        self.finished.emit(self.tally)
