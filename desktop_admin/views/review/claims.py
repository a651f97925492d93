"""Holding the dossier that is open: claim, heartbeat, release, and being told when it is taken (R05, R07).

Apart from the page because the lease has a life of its own: it must end on leaving, hiding and closing,
and must not be kept alive by an empty chair.
"""

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_admin.contract.claims import ClaimAnswer, ClaimSubject, ReleaseClaim, TakeOverClaim
from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.journal import ClaimRow
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.desk import Desk

_KIND = SubjectKind.SUBMISSION
#: Milliseconds between heartbeats; the lease is 10 minutes by default (policy.lease_minutes).
HEARTBEAT = 120_000


class ClaimKeeper(QObject):
    """At most one claim at a time. ``answer`` is None until the office has said whose the dossier is."""

    settled = Signal()
    """``answer`` is known, or has changed by a take-over of ours."""
    taken = Signal()
    """We took the dossier over."""
    lost = Signal(str)
    """Somebody took the dossier over while it was open here; carries the name."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.submission_id = 0
        self.answer: ClaimAnswer | None = None
        self._active = False
        self._timer = QTimer(self)
        self._timer.setInterval(HEARTBEAT)
        self._timer.timeout.connect(self._beat)

    @property
    def mine(self) -> bool:
        """Whether the office has given this dossier to us."""
        return self.answer is not None and self.answer.mine

    @property
    def other(self) -> ClaimAnswer | None:
        """The colleague's claim that makes this dossier read-only, if any."""
        return None if self.answer is None or self.answer.mine else self.answer

    def hold(self, submission_id: int) -> None:
        """Claim a dossier, letting go of the one before. Without the right to claim it is only read."""
        if submission_id == self.submission_id and self.answer is not None and self.mine:
            return
        self.release()
        if not self._desk.may(ClaimSubject):
            return
        self.submission_id = submission_id
        self._ask()

    def release(self) -> None:
        """Let go (leaving, hiding, closing). A claim not answered yet is let go too."""
        held, self.submission_id = self.submission_id, 0
        wanted = self.answer is None or self.answer.mine
        self.answer = None
        self._timer.stop()
        if held and wanted:
            self._desk.run(ReleaseClaim(_KIND, held), owner=self, failed=_no_matter)

    def decided(self, submission_id: int) -> None:
        """The decision ended the claim in its own transaction: nothing is left to release."""
        if submission_id == self.submission_id:
            self.submission_id, self.answer = 0, None
            self._timer.stop()

    def renew(self) -> None:
        """Ask again whose it is: nobody answered, or much may have happened meanwhile."""
        if self.submission_id:
            self._ask()

    def stir(self, *_: object) -> None:
        """The person did something: the next heartbeat is worth sending."""
        self._active = True

    def take_over(self) -> None:
        """接管: a command, because it takes something from a colleague (house §1)."""
        held = self.submission_id
        if held:
            self._desk.run(TakeOverClaim(_KIND, held), owner=self, done=lambda _: self._taken(held))

    def hear(self, claims: tuple[ClaimRow, ...]) -> None:
        """Compare with the feed's table: a newer claim of somebody else on our dossier has taken it."""
        row = next((row for row in claims if (row.kind, row.subject_id) == (_KIND, self.submission_id)), None)
        if self.answer is None:
            return
        if self.mine:
            if row is not None and row.staff_id != self._desk.person.id and row.since > self.answer.since:
                self._timer.stop()
                self.answer = _from_row(row, self._desk)
                self.lost.emit(row.who)
        elif row is None or row.lapsed or row.staff_id == self._desk.person.id:
            self._ask()

    def _ask(self) -> None:
        asked = self.submission_id
        self._desk.run(
            ClaimSubject(_KIND, asked),
            owner=self,
            done=lambda answer: self._settle(asked, answer),
            failed=lambda error: self._refused(asked, error),
            slot="claim",
        )

    def _settle(self, asked: int, answer: ClaimAnswer) -> None:
        if asked != self.submission_id:
            if answer.mine:  # we had moved on before the office answered: do not keep it from others
                self._desk.run(ReleaseClaim(_KIND, asked), owner=self, failed=_no_matter)
            return
        was_mine, self.answer = self.mine, answer
        self._timer.start()
        if was_mine and not answer.mine:
            self.lost.emit(answer.who)
        else:
            self.settled.emit()

    def _refused(self, asked: int, error: OfficeError) -> None:
        # The dossier can still be read; a decision checks the claim in its own transaction anyway.
        if asked == self.submission_id:
            self.settled.emit()

    def _taken(self, submission_id: int) -> None:
        if submission_id == self.submission_id:
            self.taken.emit()
            self._ask()

    def _beat(self) -> None:
        if self._active and self.submission_id:
            self._active = False
            self._ask()


def _from_row(row: ClaimRow, desk: Desk) -> ClaimAnswer:
    may = desk.may(TakeOverClaim) and row.lapsed
    return ClaimAnswer(mine=False, who=row.who, since=row.since, lapsed=row.lapsed, may_take_over=may)


def _no_matter(error: OfficeError) -> None:
    """A release that does not arrive ends by the lease; nobody needs to hear of it."""
