"""A list that follows the office: every id under a question, rows near where one looks, and what the feed touched.

No widgets: a view shows :attr:`LiveList.model`.  The office alone sorts and limits.  What was touched is asked
again under the same question, and the answer says behind which id each row stands now.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from desktop_admin.contract.base import Listed, ListQuestion
from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.journal import ChangePage
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.paged import PagedModel


class Numbered(Protocol):
    """A row with an id."""

    @property
    def id(self) -> int: ...


Row = TypeVar("Row", bound=Numbered)

#: More touched ids than this: the list is read anew (house §2); of so many the office says no places either.
MOST_TOUCHED = 200
#: Touched ids × length of the list: beyond it, finding their places here takes longer than reading anew.
_MOST_SEARCHED = 8_000_000


class LiveList(QObject, Generic[Row]):
    """``ask()`` is the question as it is now; ``touches``: kind of subject → which id of a row is of that kind.

    The first kind of ``touches`` is what the list is of: an unknown id of it may enter.  Of the others only rows
    held here are asked again (a company's new name changes its dossiers).  ``display`` and ``columns`` are the
    model's.  Of questions in one ``slot`` of the desk only the last is answered.
    """

    loaded = Signal()
    """A first or new list is there."""
    failed = Signal(object)
    """The list could not be read: an :class:`OfficeError`."""
    merged = Signal()
    """Rows changed, moved, left or entered."""
    stays = Signal(int)
    """The open row has left the list and stays in sight; 0: no row does any more."""

    def __init__(
        self,
        desk: Desk,
        ask: Callable[[], ListQuestion[Row]],
        touches: Mapping[SubjectKind, Callable[[Row], int]],
        *,
        slot: str,
        columns: Sequence[str] = ("",),
        display: Callable[[Row, int, int], Any] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.touches = touches
        self._ask, self._slot = ask, slot
        self.model: PagedModel[Row] = PagedModel(
            lambda row: row.id, self._fetch, columns=columns, display=display, parent=self
        )
        self.as_of = 0
        """The journal's number of the last whole list; 0 before the first."""
        self.loading = False
        self.stayed_id = 0
        self._shown: ListQuestion[Row] | None = None
        self._open = 0
        self._known: dict[int, int] = {}
        self._unheard: list[ChangePage] = []
        self.missed: set[int] = set()
        """Touched ids that could not be asked about; they are asked with the next news."""

    @property
    def complete(self) -> bool:
        """A list has been read (it may be empty)."""
        return self._shown is not None

    def load(self) -> None:
        """Read the whole list, under the question as it is now."""
        question = self._ask()
        self.loading = True
        self.desk.run(
            question,
            owner=self,
            done=partial(self._on_page, question),
            failed=self._on_failed,
            slot=self._slot,
        )

    def hear(self, page: ChangePage) -> None:
        """Ask again about what the feed touched; read anew when it was too much. While reading, news waits."""
        if page.reload:
            if self.complete:
                self.load()
        elif self.loading:
            self._unheard.append(page)
        elif self._shown is not None:
            missed, self.missed = self.missed, set()  # what could not be asked last time
            self._look_after(self._shown, tuple({*missed, *self._touched(page)}))

    def left(self, identity: int, version: int) -> None:
        """Our own command took this one out of the list: it goes at once, without a question."""
        self._known[identity] = version
        if identity == self.stayed_id:
            self._stay(0)
        self.model.remove((identity,))
        self.merged.emit()

    def look_at(self, identity: int) -> None:
        """What is open (0: nothing). Its row does not vanish under somebody's eyes; one left before may."""
        self._open = identity
        gone = self.stayed_id
        if gone and gone != identity:
            self._stay(0)
            self.model.remove((gone,))

    def step(self, current: int, by: int) -> int | None:
        """The neighbour of a row, None beyond the ends; the first when the row is not here."""
        position = self.model.position_of(current)
        return self.model.id_at(0 if position < 0 else position + by)

    # -- answers -----------------------------------------------------------------------------

    def _on_page(self, question: ListQuestion[Row], page: Listed[Row]) -> None:
        same, self._shown, self.loading = question == self._shown, question, False
        self.as_of = page.as_of
        self._known.clear()
        self.missed.clear()
        position, row = self.model.position_of(self._open), self.model.row_of(self._open)
        self.model.reset(page.ids, page.rows)
        stays = same and row is not None and self.model.position_of(self._open) < 0
        if stays and row is not None:
            self.model.insert(position, row)
        self._stay(self._open if stays else 0)
        self.loaded.emit()
        self._hear_rest()

    def _on_failed(self, error: OfficeError) -> None:
        self.loading = False
        self.failed.emit(error)
        self._hear_rest()

    def _hear_rest(self) -> None:
        pages, self._unheard = self._unheard, []
        for page in pages:
            self.hear(page)

    def _fetch(self, ids: tuple[int, ...]) -> None:
        shown = self._shown
        if shown is None:
            return

        def supply(answer: Listed[Row]) -> None:
            if shown == self._shown:
                self.model.supply(answer.rows)

        self.desk.run(
            replace(shown, rows_for=ids),
            owner=self,
            done=supply,
            failed=lambda _error: self.model.not_supplied(ids),
        )

    def _look_after(self, shown: ListQuestion[Row], touched: tuple[int, ...]) -> None:
        if len(touched) > MOST_TOUCHED or len(touched) * len(self.model.ids) > _MOST_SEARCHED:
            self.load()
        elif touched:
            self.desk.run(
                replace(shown, only=touched, limit=MOST_TOUCHED),
                owner=self,
                done=lambda answer: self._merge(shown, touched, answer),
                failed=lambda _error: self.missed.update(touched),
            )

    def _merge(self, shown: ListQuestion[Row], touched: tuple[int, ...], answer: Listed[Row]) -> None:
        if shown != self._shown or answer.as_of < self.as_of:
            return  # another list has come meanwhile, or one that is newer than this answer
        here = set(answer.ids)
        if self._open in touched and self._open not in here and self.model.position_of(self._open) >= 0:
            self._stay(self._open)
        elif self.stayed_id in here:
            self._stay(0)
        self.model.remove(one for one in touched if one not in here and one != self.stayed_id)
        placed = zip(answer.rows, answer.after, strict=False)
        stood = [self.model.stand(row, after, past=self.stayed_id) for row, after in placed]
        if len(stood) < len(answer.ids) or not all(stood):
            self.load()  # too many, or behind one nobody has told of yet
        self.merged.emit()

    def _stay(self, identity: int) -> None:
        if identity != self.stayed_id:
            self.stayed_id = identity
            self.stays.emit(identity)

    # -- what the feed names -----------------------------------------------------------------

    def _touched(self, page: ChangePage) -> tuple[int, ...]:
        own = next(iter(self.touches))
        found: dict[int, None] = {}
        for change in page.changes:
            if change.number <= self.as_of:
                continue
            for subject in change.subjects:
                if subject.kind == own:
                    if subject.version > self._known.get(subject.id, -1) or not subject.version:
                        found[subject.id] = None
                elif subject.kind in self.touches:
                    found.update(dict.fromkeys(self._rows_about(SubjectKind(subject.kind), subject.id)))
        return tuple(found)

    def _rows_about(self, kind: SubjectKind, identity: int) -> Iterable[int]:
        """Rows held here that tell of it; those not fetched yet will be read as they are then."""
        id_of = self.touches[kind]
        return [row.id for row in self.model.held() if id_of(row) == identity]
