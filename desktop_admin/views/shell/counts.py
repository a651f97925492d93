"""The numbers on the rail: asked for at the beginning and when the feed tells that they moved, until a page tells its own."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer

from desktop_admin.contract.journal import ChangePage
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.entry import PageEntry
from desktop_admin.views.shell.pages import Pages
from desktop_admin.views.shell.rail import Rail

#: Milliseconds in which several pieces of news are one question.
_TOGETHER = 500


class RailCounts(QObject):
    """Counts for every desk of ``entries`` that has a count."""

    def __init__(
        self, desk: Desk, entries: Sequence[PageEntry], rail: Rail, pages: Pages, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._entries, self._rail, self._pages = desk, entries, rail, pages
        self._stale: set[str] = set()
        self._soon = QTimer(self, singleShot=True, interval=_TOGETHER)
        self._soon.timeout.connect(self._ask_stale)
        pages.count_changed.connect(self._show)
        desk.changed.connect(self._on_changed)

    def begin(self) -> None:
        """Ask for all of them."""
        for entry in self._entries:
            self._ask(entry)

    def _show(self, key: str, count: int) -> None:
        if key in self._rail.buttons:
            self._rail.buttons[key].set_count(count)

    def _on_changed(self, page: ChangePage) -> None:
        kinds = {subject.kind for change in page.changes for subject in change.subjects}
        self._stale |= {
            entry.key
            for entry in self._entries
            if entry.count is not None and (page.reload or kinds & entry.count.touches)
        }
        if self._stale:
            self._soon.start()

    def _ask_stale(self) -> None:
        stale, self._stale = self._stale, set()
        for entry in self._entries:
            if entry.key in stale:
                self._ask(entry)

    def _ask(self, entry: PageEntry) -> None:
        """A page that was in front counts for itself; one that was not would leave its rail without a number."""
        count = entry.count
        if count is None or entry.key in self._pages.been or not self._desk.may(type(count.ask)):
            return

        def show(answer: Any) -> None:
            if entry.key not in self._pages.been:
                self._show(entry.key, count.read(answer))

        self._desk.run(
            count.ask, owner=self, done=show, failed=lambda _error: None, slot=f"count {entry.key}"
        )
