"""The next dossiers, asked for before they are wanted, so that a decision lands on a page already drawn.

Apart from the page because it alone knows what is cached and what the feed has made stale.
"""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject

from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.submissions import Dossier, DossierRecord
from desktop_admin.views.common.desk import Desk

#: How many dossiers lie ready behind the one on screen.
AHEAD = 3
_KEPT = 12


class ReadAhead(QObject):
    """Dossier records by id; ``arrived`` is called with each so that its papers can be rendered."""

    def __init__(
        self, desk: Desk, arrived: Callable[[DossierRecord], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._arrived = arrived
        self._records: dict[int, DossierRecord] = {}
        self._asked: set[int] = set()
        self._stale: set[int] = set()

    def __contains__(self, submission_id: int) -> bool:
        return submission_id in self._records

    def want(self, ids: Iterable[int]) -> None:
        """Ask for the ids that are neither here nor on their way."""
        for submission_id in ids:
            if submission_id in self._records or submission_id in self._asked:
                continue
            self._asked.add(submission_id)
            self._desk.run(
                Dossier(submission_id),
                owner=self,
                done=self._keep,
                failed=partial(self._give_up, submission_id),
            )

    def take(self, submission_id: int) -> DossierRecord | None:
        """The record if it is ready; it leaves the store because the screen now owns it."""
        return self._records.pop(submission_id, None)

    def forget(self, ids: Iterable[int] | None = None) -> None:
        """Drop what the feed has touched (all without ``ids``); answers on their way are stale too."""
        gone = set(self._records) | self._asked if ids is None else set(ids)
        self._stale |= gone & self._asked
        for submission_id in gone:
            self._records.pop(submission_id, None)

    def _keep(self, record: DossierRecord) -> None:
        self._asked.discard(record.id)
        if record.id in self._stale:
            self._stale.discard(record.id)
            return
        self._records[record.id] = record
        while len(self._records) > _KEPT:
            self._records.pop(next(iter(self._records)))
        self._arrived(record)

    def _give_up(self, submission_id: int, error: OfficeError) -> None:
        # Reading ahead is a favour: opening the dossier asks again and shows the failure there.
        self._asked.discard(submission_id)
        self._stale.discard(submission_id)
