"""What differs between two versions of a paper: found out in a worker thread, and known for a while."""

import logging
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from desktop_admin.contract.errors import OfficeError
from desktop_admin.views.papers.files import PaperFiles
from desktop_admin.views.papers.pages import Compared
from desktop_admin.views.papers.queue import NOW, PaperQueue

_LOG = logging.getLogger(__name__)

#: Pairs of versions whose differences are kept.
_KEPT = 16

Compare = Callable[[bytes, bytes], Compared]


class VersionPairs(QObject):
    """``make`` compares two originals, called in a thread of ``queue``; ``bug`` is told of what nobody expected."""

    _compared = Signal(object, object)

    def __init__(
        self,
        files: PaperFiles,
        queue: PaperQueue,
        make: Compare,
        bug: Callable[[BaseException, str], object] | None,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._files, self._queue, self._make, self._bug = files, queue, make, bug
        self._known: dict[tuple[str, str], Compared] = {}
        self._compared.connect(self._on_compared, Qt.ConnectionType.QueuedConnection)

    def ask(self, old: str, new: str, *, owner: QObject, done: Callable[[Compared], None]) -> None:
        """Two versions by SHA-256: answered at once where the pair is known, else later."""
        known = self._known.get((old, new))
        if known is not None:
            done(known)
            return

        def answer(compared: Compared | None) -> None:
            if compared is not None:
                self._known[old, new] = compared
                while len(self._known) > _KEPT:
                    self._known.pop(next(iter(self._known)))
            if isValid(owner) and not self._queue.closed:
                done(compared or Compared((), (), "没有比较成，请逐处对照。"))

        def failed(error: OfficeError) -> None:
            if isValid(owner):
                done(Compared((), (), f"没有比较成：{error.message}"))

        def begin(before: bytes, after: bytes) -> None:
            self._queue.put(partial(self._work, before, after, answer), NOW)

        self._files.ask(old, lambda before: self._files.ask(new, partial(begin, before), failed), failed)

    def _work(self, old: bytes, new: bytes, answer: Callable[[Compared | None], None]) -> None:
        """In a worker thread."""
        compared = None
        try:
            compared = self._make(old, new)
        except Exception as unexpected:
            _LOG.exception("two versions could not be compared")
            if self._bug is not None:
                self._bug(unexpected, "paper")
        try:
            self._compared.emit(answer, compared)
        except RuntimeError:
            _LOG.debug("two versions were compared after their reader had gone")

    def _on_compared(self, answer: Callable[[Compared | None], None], compared: Compared | None) -> None:
        answer(compared)
