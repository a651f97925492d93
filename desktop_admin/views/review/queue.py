"""The live queue: the dossiers of one filter, and walking among those nobody else is looking at.

No widgets: the list view shows :attr:`Queue.model`.  A key press must cost one command and one
question, so a decision made here leaves the list by its receipt and is not asked for again.
"""

from PySide6.QtCore import QObject, Qt

from desktop_admin.contract.submissions import DecisionKind, QueueFilter, QueueRow, QueueView, ReviewQueue
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.live_list import LiveList
from desktop_admin.views.review.stayed import Stayed
from desktop_admin.views.review.words import category_short, claim_of, tags, undecided


class Queue(LiveList[QueueRow]):
    """The dossiers of :attr:`filter` in the office's order."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        self.filter = QueueFilter()
        super().__init__(
            desk,
            lambda: ReviewQueue(self.filter),
            {
                SubjectKind.SUBMISSION: lambda row: row.id,
                SubjectKind.CANDIDATE: lambda row: row.candidate_id,
                SubjectKind.COMPANY: lambda row: row.company_id,
            },
            slot="queue",
            display=self._spoken,
            parent=parent,
        )
        self.stayed = Stayed(desk, self)
        """The row of the dossier on screen when it has left the list."""
        self.stays.connect(self.stayed.stay)

    def _spoken(self, row: QueueRow, _column: int, role: int) -> str | None:
        """A row is painted; whoever cannot see hears the same."""
        if role != Qt.ItemDataRole.AccessibleTextRole:
            return None
        claim = claim_of(self.desk.claims, row.id, self.desk.person.id)
        left = self.stayed.tag(row.id)
        told = (left,) if left is not None else tags(row, claim)
        category = category_short(self.desk.catalogue, row.category)
        return "，".join((row.name, category, row.company, *(tag.text for tag in told)))

    def load(self, wanted: QueueFilter | None = None) -> None:
        """Ask for the list, under a new filter if one is given."""
        self.filter = wanted or self.filter
        super().load()

    def decided(self, submission_id: int, version: int, kind: DecisionKind | None = None) -> None:
        """Our own command is booked (without ``kind``: put aside, or a spot check confirmed).

        What leaves this list by it leaves at once, without asking; of the rest the feed will tell.
        """
        if _leaves(self.filter.view, kind):
            self.left(submission_id, version)

    # -- walking -----------------------------------------------------------------------------

    def first_free(self) -> int | None:
        """The first dossier nobody else is looking at; the very first when all are taken."""
        return self._free(0, 1) or self.model.id_at(0)

    def next_free(self, after: int) -> int | None:
        """The dossier to land on when ``after`` is decided: below it, else from the top."""
        position = self.model.position_of(after)
        return self._free(position + 1, 1, but=after) or self._free(0, 1, but=after)

    def following(self, current: int, count: int) -> tuple[int, ...]:
        """The ids to read ahead: those a decision would land on next."""
        position = self.model.position_of(current)
        ids = self.model.ids[position + 1 : position + 1 + 4 * count]
        return tuple(one for one in ids if self._is_free(one))[:count]

    def _free(self, start: int, by: int, but: int = 0) -> int | None:
        position = start
        while (one := self.model.id_at(position)) is not None:
            if one != but and self._is_free(one):
                return one
            position += by
        return None

    def _is_free(self, submission_id: int) -> bool:
        row = self.model.row_of(submission_id)
        drawn = row is not None and "spot_check" in row.flags and self.filter.view is QueueView.SPOT_CHECK
        if submission_id == self.stayed.id or (row is not None and not undecided(row.state) and not drawn):
            return False
        return claim_of(self.desk.claims, submission_id, self.desk.person.id) is None


def _leaves(view: QueueView, kind: DecisionKind | None) -> bool:
    """Whether a command takes a dossier out of a list for certain.

    A border case that is approved, or put aside, is still one until a chief has admitted it (R12).
    """
    match view:
        case QueueView.WAITING | QueueView.SPOT_CHECK:
            return True
        case QueueView.SET_ASIDE:
            return kind is not None
        case QueueView.BORDER:
            return kind is not None and kind is not DecisionKind.APPROVE
        case QueueView.DECIDED | QueueView.ALL:
            return False
