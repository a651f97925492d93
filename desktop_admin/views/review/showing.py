"""What is on the screen while the queue and the dossier on the bench come, change and go.

Apart from the page because nothing here is asked for by a person: the office answers, and the parts follow.
"""

from PySide6.QtCore import QObject, QTimer

from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.submissions import DossierRecord, QueueFilter, Slot
from desktop_admin.views.common.empty_state import SKELETON_AFTER
from desktop_admin.views.review.nothing import show_nothing
from desktop_admin.views.review.whole import Whole


class Showing(QObject):
    """Works on the parts of one page."""

    def __init__(self, page: Whole, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._patience = QTimer(self, singleShot=True, interval=SKELETON_AFTER)
        self._patience.timeout.connect(page.parts.right.show_loading)
        page.filters.changed.connect(self.load)
        page.queue.loaded.connect(self._on_loaded)
        page.queue.failed.connect(self._on_queue_failed)
        page.queue.merged.connect(self._on_merged)
        page.bench.loading.connect(self._on_loading)
        page.bench.opened.connect(self._on_opened)
        page.bench.refreshed.connect(self._on_refreshed)
        page.bench.failed.connect(self._on_failed)
        page.bench.cleared.connect(self.show_nothing)
        page.bulk.closed.connect(self._on_bulk_closed)

    # -- the queue ---------------------------------------------------------------------------

    def load(self, wanted: QueueFilter) -> None:
        """Ask for the list under a filter."""
        if not self._page.queue.complete:
            self._page.parts.list.show_loading()
        self._page.queue.load(wanted)

    def show_nothing(self) -> None:
        """Nothing (more) in this filter."""
        self._patience.stop()
        page = self._page
        if page.queue.complete:
            show_nothing(page.parts.right, page.filters, len(page.queue.model.ids), page.progress.now)

    def _on_loaded(self) -> None:
        page = self._page
        page.parts.list.show_content()
        # A dossier with a form or reasons open is not taken away by a new list.
        if page.queue.model.position_of(page.bench.id) < 0 and not page.panel.busy:
            first = page.queue.first_free()
            if first is not None:
                page.open_dossier(first)
            else:
                page.bench.clear()
                self._count_later()
        else:
            page.view.show_open(page.bench.id)
            page.bench.look_ahead()

    def _count_later(self) -> None:
        """How many wait in all: the first time after the list and its first dossier, which somebody waits for."""
        if self._page.progress.now is None:
            QTimer.singleShot(0, self, self._page.progress.ask)

    def _on_merged(self) -> None:
        page = self._page
        page.view.show_open(page.bench.id)
        if page.bench.id == 0 and page.queue.model.ids:
            first = page.queue.first_free()
            if first is not None:
                page.open_dossier(first)
        elif page.bench.id == 0:
            self.show_nothing()
        else:
            page.bench.look_ahead()

    def _on_queue_failed(self, error: OfficeError) -> None:
        page = self._page
        if not page.queue.complete:
            page.parts.list.show_failed(error, page.queue.load)
            page.parts.right.show_failed(error, page.queue.load)

    def _on_bulk_closed(self) -> None:
        page = self._page
        page.view.check(False)
        if page.queue.model.position_of(page.bench.id) < 0:
            self._on_loaded()  # the one on screen went with the others: on to what is left
        else:
            page.view.show_open(page.bench.id)
        page.view.setFocus()

    # -- the dossier -------------------------------------------------------------------------

    def _on_loading(self) -> None:
        self._patience.start()
        self._page.view.show_open(self._page.bench.id)
        self._page.deciding.refresh()

    def _on_opened(self, record: DossierRecord) -> None:
        page = self._page
        self._patience.stop()
        page.parts.right.show_content()
        page.panel.show_record(record, same=False)
        # A pane that is hidden does not know its size: turn to it first, or the page starts half-way down.
        page.pair.set_comparing(False)
        page.pair.turn_to(Slot.COMMITMENT_LETTER)
        page.pair.show_papers(record.papers, record.needles, key=record.id)
        page.view.show_open(record.id)
        page.deciding.opened(record)
        QTimer.singleShot(0, self, self._to_top)
        self._count_later()

    def _to_top(self) -> None:
        """Panes that changed their width keep their middle in place; a new dossier starts at the top."""
        for slot in Slot:
            self._page.pair.view_of(slot).verticalScrollBar().setValue(0)

    def _on_refreshed(self, record: DossierRecord, before: DossierRecord) -> None:
        self._page.panel.show_record(record, same=True)
        self._page.pair.show_papers(record.papers, record.needles, key=record.id)
        self._page.deciding.refreshed(record, before)

    def _on_failed(self, error: OfficeError) -> None:
        self._patience.stop()
        if self._page.bench.record is None:
            self._page.parts.right.show_failed(error, self._page.bench.again)
