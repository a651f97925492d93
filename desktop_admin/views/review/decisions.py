"""Sending a decision once, and taking it back while that is still possible (R03, R06, R10, traps 1 and 3).

Apart from the page because a decision outlives the screen it was made on: its answer may come when
another dossier is open, and Ctrl+Z speaks of the last decision, not of what is shown.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop_admin.contract.base import Command, Receipt
from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.submissions import (
    ApproveSubmission,
    CloseDuplicate,
    DecisionKind,
    DossierRecord,
    RejectSubmission,
    ReturnSubmission,
    UndoDecision,
)
from desktop_admin.rules.reasons import ReasonGiven
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.messages import Undoing

#: Seconds in which Ctrl+Z takes a decision back before the learner hears of it (house §3).
UNDO_SECONDS = 8.0


@dataclass(frozen=True)
class Decided:
    """A decision the office has booked: what Ctrl+Z would undo, until ``until`` (monotonic seconds)."""

    submission_id: int
    version: int
    kind: DecisionKind
    name: str
    until: float


class Decider(QObject):
    """One decision under way at a time; a key pressed meanwhile decides nothing."""

    booked = Signal(object)
    """A :class:`Decided`."""
    refused = Signal(object, object)
    """The :class:`DossierRecord` the decision was about, and the :class:`OfficeError`."""
    undone = Signal(object)
    """The :class:`Decided` that was taken back."""
    busy_changed = Signal()

    def __init__(
        self, desk: Desk, clock: Callable[[], float] = time.monotonic, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self.clock = clock
        """Seconds, by which the undo of a decision runs out."""
        self._under_way: int | None = None
        self._stack: list[Decided] = []

    @property
    def busy(self) -> bool:
        """A decision or its undoing is on the way: no other is taken until it is settled."""
        return self._under_way is not None

    def about(self, submission_id: int) -> bool:
        """Whether the decision under way is about this dossier."""
        return self._under_way == submission_id

    def approve(self, record: DossierRecord, seen: tuple[str, ...], *, despite: bool = False) -> None:
        """通过, with the version and papers that were on screen; ``despite`` red findings that were read."""
        request = ApproveSubmission(record.id, record.version, seen, despite=despite)
        self._send(record, DecisionKind.APPROVE, request)

    def send_back(
        self, record: DossierRecord, seen: tuple[str, ...], reasons: tuple[ReasonGiven, ...]
    ) -> None:
        """退回修改. Nothing is sent without a reason (R03)."""
        if reasons:
            request = ReturnSubmission(record.id, record.version, seen, reasons)
            self._send(record, DecisionKind.RETURN, request)

    def reject(self, record: DossierRecord, seen: tuple[str, ...], reasons: tuple[ReasonGiven, ...]) -> None:
        """不通过. Nothing is sent without a reason (R03)."""
        if reasons:
            request = RejectSubmission(record.id, record.version, seen, reasons)
            self._send(record, DecisionKind.REJECT, request)

    def close_duplicate(self, record: DossierRecord, same_as: int) -> None:
        """作废（重复）: closed beside the other one, without a refusal (R16)."""
        self._send(record, DecisionKind.DUPLICATE, CloseDuplicate(record.id, record.version, same_as))

    def last(self) -> Decided | None:
        """The decision Ctrl+Z would undo now."""
        now = self.clock()
        self._stack = [decided for decided in self._stack if decided.until > now]
        return self._stack[-1] if self._stack else None

    def undo(self, wanted: Decided | None = None) -> Undoing:
        """Take a decision back, the last unless another is ``wanted``: later while one is on the way, never after its
        8 s."""
        last = self.last()
        decided = last if wanted is None else wanted
        if decided is None or decided not in self._stack:
            return Undoing.NEVER
        if self.busy:
            return Undoing.LATER
        self._begin(decided.submission_id)
        self._desk.run(
            UndoDecision(decided.submission_id, decided.version),
            owner=self,
            done=lambda _: self._taken_back(decided),
            failed=lambda error: self._not_taken_back(decided, error),
        )
        return Undoing.BEGUN

    def _send(self, record: DossierRecord, kind: DecisionKind, request: Command[Receipt]) -> None:
        if self.busy:
            return
        self._begin(record.id)
        self._desk.run(
            request,
            owner=self,
            done=lambda receipt: self._settle(record, kind, receipt),
            failed=lambda error: self._refuse(record, error),
        )

    def _begin(self, submission_id: int) -> None:
        self._under_way = submission_id
        self.busy_changed.emit()

    def _end(self) -> None:
        self._under_way = None
        self.busy_changed.emit()

    def _settle(self, record: DossierRecord, kind: DecisionKind, receipt: Receipt) -> None:
        version = version_of(receipt, record.id, record.version + 1)
        decided = Decided(record.id, version, kind, record.name, self.clock() + UNDO_SECONDS)
        self._stack.append(decided)
        self._end()
        self.booked.emit(decided)

    def _refuse(self, record: DossierRecord, error: OfficeError) -> None:
        self._end()
        self.refused.emit(record, error)

    def _taken_back(self, decided: Decided) -> None:
        self._stack.remove(decided)
        self._end()
        self.undone.emit(decided)

    def _not_taken_back(self, decided: Decided, error: OfficeError) -> None:
        if decided in self._stack:
            self._stack.remove(decided)
        self._end()
        self._desk.failures.expected(error, "UndoDecision", decided.name)


def version_of(receipt: Receipt, submission_id: int, otherwise: int) -> int:
    """The submission's version after a command."""
    return next(
        (s.version for s in receipt.subjects if s.kind == SubjectKind.SUBMISSION and s.id == submission_id),
        otherwise,
    )
