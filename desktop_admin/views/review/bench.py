"""The dossier on the bench: opening it, keeping it fresh, noticing that it changed under our eyes (R05, R08).

No widgets.  One question a dossier: what was read ahead is shown at once, anything else is asked for.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_admin.contract.errors import OfficeError, Unavailable
from desktop_admin.contract.journal import ChangePage
from desktop_admin.contract.submissions import Dossier, DossierRecord
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.papers.reader import PaperReader
from desktop_admin.views.review.claims import ClaimKeeper
from desktop_admin.views.review.queue import Queue
from desktop_admin.views.review.readahead import AHEAD, ReadAhead
from desktop_admin.views.review.words import undecided

#: Dossiers read last that can be read again while the office cannot be reached.
KEPT = 30


class Bench(QObject):
    """At most one dossier. ``record`` is None while it is loading, failed, or there is none."""

    loading = Signal()
    opened = Signal(object)
    """Another dossier is there: its :class:`DossierRecord`."""
    refreshed = Signal(object, object)
    """The same dossier with news: (now, before)."""
    failed = Signal(object)
    cleared = Signal()

    def __init__(self, desk: Desk, papers: PaperReader, queue: Queue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._papers, self._queue = desk, papers, queue
        self.id = 0
        self.record: DossierRecord | None = None
        self.claims = ClaimKeeper(desk, self)
        self.ahead = ReadAhead(desk, self._on_ahead, self)
        self._away = False
        self._ready: dict[int, DossierRecord] = {}
        self._kept: dict[int, DossierRecord] = {}
        self.seen: dict[int, tuple[str, ...]] = {}
        """Dossiers all of whose papers were on screen in this session, with those papers (bulk approval asks)."""

    def open(self, submission_id: int) -> None:
        """Put a dossier on the bench: from what was read ahead, or by asking. Claimed once somebody is there."""
        self.id, self.record = submission_id, None
        self._queue.look_at(submission_id)
        ready = self.ahead.take(submission_id)
        if ready is not None:
            self._show(ready)
        else:
            self.loading.emit()
            self._ask()
        if not self._away and (ready is None or undecided(ready.state)):
            self.claims.hold(submission_id)
        else:
            self.claims.release()

    def again(self) -> None:
        """Ask for the dossier on the bench once more."""
        if self.id:
            self._ask()

    def clear(self) -> None:
        """Nothing left to look at."""
        self.claims.release()
        self.id, self.record = 0, None
        self._queue.look_at(0)
        self.cleared.emit()

    def leave(self) -> None:
        """Another page is in front: let go of the claim, keep what is on screen."""
        self._away = True
        self.claims.release()

    def come_back(self, submission_id: int = 0) -> None:
        """The page is in front again: claim what is still on screen, and see whether it changed; or open another."""
        away, self._away = self._away, False
        if submission_id:
            self.open(submission_id)
        elif away and self.id:
            if self.record is None or undecided(self.record.state):
                self.claims.hold(self.id)
            self._ask()

    def note_seen(self, shown: Callable[[str], bool]) -> None:
        """Remember it in :attr:`seen` if every current paper was on screen; ``shown`` tells by hash."""
        papers = () if self.record is None else hashes_of(self.record)
        if papers and all(map(shown, papers)):
            self.seen[self.id] = papers

    def look_ahead(self) -> None:
        """Read the next dossiers while the person reads this one."""
        following = self._queue.following(self.id, AHEAD)
        self.ahead.want(following)
        self._ready = {one: self._ready[one] for one in following if one in self._ready}
        self._read_papers(following)

    def hear(self, page: ChangePage) -> None:
        """News from the feed: stale read-ahead goes, our own dossier is asked for again."""
        self.claims.hear(page.claims)
        if page.reload:
            self.claims.renew()
            self.ahead.forget()
            self.again()
            return
        touched = {
            s.id: s.version for c in page.changes for s in c.subjects if s.kind == SubjectKind.SUBMISSION
        }
        self.ahead.forget(touched)
        for one in touched:
            self._ready.pop(one, None)
        known = self.record.version if self.record is not None else 0
        people = {(s.kind, s.id) for c in page.changes for s in c.subjects}
        ours = self.record is not None and bool(
            people
            & {
                (SubjectKind.CANDIDATE, self.record.candidate_id),
                (SubjectKind.COMPANY, self.record.company_id),
            }
        )
        # A note or a take-over leaves the version as it is; both are worth seeing.
        if (self.id in touched and touched[self.id] >= known) or ours:
            self.again()

    def _ask(self) -> None:
        asked = self.id
        self._desk.run(
            Dossier(asked),
            owner=self,
            done=self._on_answer,
            failed=lambda error: self._on_failed(asked, error),
            slot="dossier",
        )

    def _on_answer(self, record: DossierRecord) -> None:
        if record.id != self.id:
            return
        if self.record is None:
            self._show(record)
        elif record.as_of >= self.record.as_of:
            before, self.record = self.record, record
            self._keep(record)
            self.refreshed.emit(record, before)

    def _show(self, record: DossierRecord) -> None:
        self.record = record
        self._keep(record)
        self.opened.emit(record)
        # Once it has been painted: what is read ahead must not hold up what is looked at.
        QTimer.singleShot(0, self, self.look_ahead)

    def _keep(self, record: DossierRecord) -> None:
        self._queue.stayed.about(record)
        self._kept.pop(record.id, None)
        self._kept[record.id] = record
        while len(self._kept) > KEPT:
            self._kept.pop(next(iter(self._kept)))

    def _on_failed(self, asked: int, error: OfficeError) -> None:
        if asked != self.id:
            return
        kept = self._kept.get(asked)
        if self.record is None and kept is not None and isinstance(error, Unavailable):
            self._show(kept)  # what was read can still be read; deciding needs the office (X02)
        else:
            self.failed.emit(error)

    def _on_ahead(self, record: DossierRecord) -> None:
        self._ready[record.id] = record
        self._read_papers(self._queue.following(self.id, AHEAD))

    def _read_papers(self, ids: tuple[int, ...]) -> None:
        """Pages are drawn in the order in which they will be wanted."""
        self._papers.read_ahead(
            (paper.sha256, self._ready[one].needles)
            for one in ids
            if one in self._ready
            for paper in self._ready[one].papers
            if paper.current and paper.kept
        )


def hashes_of(record: DossierRecord) -> tuple[str, ...]:
    """The current papers in slot order: what a decision is about (R08)."""
    return tuple(paper.sha256 for paper in record.papers if paper.current)
