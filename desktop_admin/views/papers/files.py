"""The originals of papers by their hash: each fetched once, and kept for a while."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject
from shiboken6 import isValid

from desktop_admin.contract.errors import OfficeError
from desktop_admin.views.papers.shelf import Shelf

#: Bytes of original files kept, so that zooming or printing does not fetch again (a paper has at most 2 MB).
ORIGINALS = 24 * 1024 * 1024

Arrived = Callable[[bytes], None]
Refused = Callable[[OfficeError], None]


class Fetch(Protocol):
    """``Desk.get``: the bytes of a file, asynchronously, answered in the UI thread."""

    def __call__(
        self,
        sha256: str,
        *,
        owner: QObject,
        done: Arrived | None = None,
        failed: Refused | None = None,
    ) -> None:
        """Ask for the bytes; exactly one of ``done`` and ``failed`` is called later."""
        ...


class PaperFiles(QObject):
    """Bytes by SHA-256; who asks for the same file meanwhile waits for the one answer. UI thread only."""

    def __init__(self, fetch: Fetch, kept: int = ORIGINALS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._kept: Shelf[str, bytes] = Shelf(kept, len)
        self._asked: dict[str, list[tuple[Arrived, Refused]]] = {}

    def ask(self, sha256: str, done: Arrived, failed: Refused) -> None:
        """Answered at once where the file is at hand, else later."""
        data = self._kept.get(sha256)
        if data is not None:
            done(data)
            return
        waiting = self._asked.setdefault(sha256, [])
        waiting.append((done, failed))
        if len(waiting) == 1:
            arrived, refused = partial(self._on_bytes, sha256), partial(self._on_no_bytes, sha256)
            self._fetch(sha256, owner=self, done=arrived, failed=refused)

    def ask_for(self, owner: QObject, sha256: str, done: Arrived, failed: Refused) -> None:
        """As :meth:`ask`; nothing is answered once ``owner`` is gone."""

        def arrived(data: bytes) -> None:
            if isValid(owner):
                done(data)

        def refused(error: OfficeError) -> None:
            if isValid(owner):
                failed(error)

        self.ask(sha256, arrived, refused)

    def close(self) -> None:
        """Nothing is kept, nobody is answered."""
        self._asked.clear()
        self._kept.clear()

    def _on_bytes(self, sha256: str, data: bytes) -> None:
        self._kept.put(sha256, data)
        for done, _ in self._asked.pop(sha256, ()):
            done(data)

    def _on_no_bytes(self, sha256: str, error: OfficeError) -> None:
        for _, failed in self._asked.pop(sha256, ()):
            failed(error)
