"""The live queue: every id under the filter, rows near where the person looks, and what the feed changed.

No widgets: the list view shows :attr:`Queue.model`.  A key press must cost one command and one
question, so a decision made here leaves the list by its receipt and is not asked for again.
"""

from datetime import UTC, datetime

from PySide6.QtCore import QObject, Qt, Signal

from desktop_admin.contract.base import Listed
from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.journal import ChangePage
from desktop_admin.contract.submissions import (
    QueueFilter,
    QueueRow,
    QueueView,
    ReviewQueue,
)
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.paged import PagedModel
from desktop_admin.views.review.stayed import Stayed
from desktop_admin.views.review.words import category_short, claim_of, tags, undecided

#: More touched ids than this: the list is loaded anew (house §2).
MOST_TOUCHED = 200
_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
#: Views in the order of waiting, which a dossier leaves by being decided.
_WORK = (QueueView.WAITING, QueueView.BORDER, QueueView.SET_ASIDE)
#: A spot check is left by being confirmed; the latest stands last.
_LEFT = (*_WORK, QueueView.SPOT_CHECK)


class Queue(QObject):
    """The ids of one filter in the office's order."""

    loaded = Signal()
    """A first or new list is there."""
    failed = Signal(object)
    """The list could not be read: an :class:`OfficeError`."""
    merged = Signal()
    """Rows changed, left or entered."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.filter = QueueFilter()
        self.as_of = 0
        self.loading = False
        self.complete = False
        self.stayed = Stayed(desk, self)
        """The row of the dossier on screen when it has left the list."""
        self._open = 0
        self._same = True
        self._known: dict[int, int] = {}
        self.model: PagedModel[QueueRow] = PagedModel(
            lambda row: row.id, self._fetch, display=self._spoken, parent=self
        )

    def _spoken(self, row: QueueRow, _column: int, role: int) -> str | None:
        """A row is painted; whoever cannot see hears the same."""
        if role != Qt.ItemDataRole.AccessibleTextRole:
            return None
        claim = claim_of(self._desk.claims, row.id, self._desk.person.id)
        left = self.stayed.tag(row.id)
        told = (left,) if left is not None else tags(row, claim)
        category = category_short(self._desk.catalogue, row.category)
        return "，".join((row.name, category, row.company, *(tag.text for tag in told)))

    # -- reading -----------------------------------------------------------------------------

    def load(self, wanted: QueueFilter | None = None) -> None:
        """Ask for the list, under a new filter if one is given."""
        self._same = wanted is None or wanted == self.filter
        self.filter = wanted or self.filter
        self.loading = True
        self._desk.run(
            ReviewQueue(self.filter), owner=self, done=self._on_page, failed=self._on_failed, slot="queue"
        )

    def hear(self, page: ChangePage) -> None:
        """Re-ask what the feed touched, under the same filter; reload when it was too much."""
        if self.as_of == 0:
            return
        if page.reload:
            self.load()
            return
        touched = self._touched(page)
        if len(touched) > MOST_TOUCHED:
            self.load()
        elif touched:
            self._desk.run(
                ReviewQueue(self.filter, only=touched),
                owner=self,
                done=lambda answer: self._merge(touched, answer),
                failed=self._on_failed,
            )

    def decided(self, submission_id: int, version: int) -> None:
        """Our own decision is booked: it leaves the work list at once, without asking."""
        if self.filter.view in _LEFT:
            self._known[submission_id] = version
            if submission_id == self.stayed.id:
                self.stayed.stay(0)
            self.model.remove((submission_id,))
            self.merged.emit()

    def look_at(self, submission_id: int) -> None:
        """The dossier on screen (0: none). Its row does not vanish under somebody's eyes; one left before may."""
        self._open = submission_id
        gone = self.stayed.id
        if gone and gone != submission_id:
            self.stayed.stay(0)
            self.model.remove((gone,))

    # -- walking -----------------------------------------------------------------------------

    def first_free(self) -> int | None:
        """The first dossier nobody else is looking at; the very first when all are taken."""
        return self._free(0, 1) or self.model.id_at(0)

    def next_free(self, after: int) -> int | None:
        """The dossier to land on when ``after`` is decided: below it, else from the top."""
        position = self.model.position_of(after)
        return self._free(position + 1, 1, but=after) or self._free(0, 1, but=after)

    def step(self, current: int, by: int) -> int | None:
        """J and K: strictly the neighbour in this filter."""
        position = self.model.position_of(current)
        if position < 0:
            return self.model.id_at(0)
        return self.model.id_at(position + by)

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
        return claim_of(self._desk.claims, submission_id, self._desk.person.id) is None

    # -- answers -----------------------------------------------------------------------------

    def _on_page(self, page: Listed[QueueRow]) -> None:
        self.loading, self.complete = False, True
        self.as_of = page.as_of
        self._known.clear()
        position, row = self.model.position_of(self._open), self.model.row_of(self._open)
        self.model.reset(page.ids, page.rows)
        stays = self._same and row is not None and self.model.position_of(self._open) < 0
        if stays and row is not None:
            self.model.insert(position, row)
        self.stayed.stay(self._open if stays else 0)
        self.loaded.emit()

    def _on_failed(self, error: OfficeError) -> None:
        self.loading = False
        self.failed.emit(error)

    def _fetch(self, ids: tuple[int, ...]) -> None:
        self._desk.run(
            ReviewQueue(self.filter, rows_for=ids),
            owner=self,
            done=lambda answer: self.model.supply(answer.rows),
            failed=lambda error: self.model.not_supplied(ids),
        )

    def _merge(self, touched: tuple[int, ...], answer: Listed[QueueRow]) -> None:
        self.as_of = max(self.as_of, answer.as_of)
        moved = [row.id for row in answer.rows if self._has_moved(row)]
        self.model.remove(moved)  # they enter again at their new place
        stays = self._open in touched and self._open not in {row.id for row in answer.rows}
        if stays and self.model.position_of(self._open) >= 0:
            self.stayed.stay(self._open)
        elif self.stayed.id in {row.id for row in answer.rows}:
            self.stayed.stay(0)
        leaving = tuple(one for one in touched if one != self.stayed.id)
        self.model.merge(leaving, answer.rows, self._place)
        self.merged.emit()

    def _has_moved(self, row: QueueRow) -> bool:
        before = self.model.row_of(row.id)
        return before is not None and self.filter.view in _WORK and _order(before) != _order(row)

    def _touched(self, page: ChangePage) -> tuple[int, ...]:
        found: dict[int, None] = {}
        for change in page.changes:
            if change.number <= self.as_of:
                continue
            for subject in change.subjects:
                if subject.kind == SubjectKind.SUBMISSION:
                    if subject.version > self._known.get(subject.id, -1) or not subject.version:
                        found[subject.id] = None
                elif subject.kind in (SubjectKind.CANDIDATE, SubjectKind.COMPANY):
                    found.update(dict.fromkeys(self._rows_of(subject.kind, subject.id)))
        return tuple(found)

    def _rows_of(self, kind: str, subject_id: int) -> list[int]:
        rows = (self.model.row_of(one) for one in self.model.ids)
        return [
            row.id
            for row in rows
            if row is not None
            and (row.candidate_id if kind == SubjectKind.CANDIDATE else row.company_id) == subject_id
        ]

    def _place(self, row: QueueRow) -> int:
        """Where a row enters the office's order: re-reviews first, then the longest waiting."""
        if self.filter.view not in _WORK:
            return len(self.model.ids) if self.filter.view is QueueView.SPOT_CHECK else 0
        wanted = _order(row)
        for position in range(len(self.model.ids)):
            other = self.model.row_at(position)
            if other is not None and _order(other) > wanted:
                return position
        return len(self.model.ids)


def _order(row: QueueRow) -> tuple[bool, datetime, int]:
    return (row.state != "re_review", row.waiting_since or _LONG_AGO, row.id)
