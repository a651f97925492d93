"""The thread that hears what others did: wait for a hint, then read the journal after our number.

Apart from the desk because it is the only endless loop of the window, and must stop at close.
"""

import threading
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop_admin.contract.errors import OfficeError, SignInNeeded
from desktop_admin.contract.journal import ChangePage, Changes, ClaimRow
from desktop_admin.contract.office import Office

#: Longest wait for a hint in seconds: also how stale claims may look and how long closing may take.
WAIT_SECONDS = 2.0
#: Never read more often than this, even when hints come in a stream (a bulk approval of a colleague).
_SHORTEST_PAUSE = 0.15
_BACKOFF = (0.5, 1.0, 2.0, 5.0)


class Feed(QObject):
    """Emits pages of changes in the UI thread. ``start`` once, ``stop`` and ``join`` at the end."""

    page = Signal(object)
    lost = Signal(object)
    broken = Signal(object)

    def __init__(
        self,
        office: Office,
        after: int | None,
        *,
        wait_seconds: float = WAIT_SECONDS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._office = office
        self._after = after
        self._wait_seconds = wait_seconds
        self._stopping = threading.Event()
        self._hurry = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="kaowu-feed", daemon=True)

    def stand_at(self, number: int) -> None:
        """What is known when it starts, where that came later than the feed itself."""
        self._after = number

    def start(self) -> None:
        """Begin listening."""
        self._thread.start()

    def stop(self) -> None:
        """End the loop. Never waits."""
        self._stopping.set()
        self._hurry.set()

    def join(self) -> None:
        """Wait for the thread: at most one wait and one question long."""
        if self._thread.is_alive():
            self._thread.join(self._wait_seconds + 5.0)

    def retry_now(self) -> None:
        """Try again at once after the connection was lost (the banner's button)."""
        self._hurry.set()

    def _listen(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            began = time.monotonic()
            try:
                if self._after is not None and not failures:
                    self._office.wait(self._after, self._wait_seconds)
                if self._stopping.is_set():
                    return
                answer = self._office.run(Changes(self._after or 0))
            except OfficeError as error:
                self._tell(self.lost.emit, error)
                failures += 1
                self._rest(5.0 if isinstance(error, SignInNeeded) else _BACKOFF[min(failures, 4) - 1])
                continue
            except Exception as error:
                self._tell(self.broken.emit, error)
                failures += 1
                self._rest(_BACKOFF[-1])
                continue
            failures = 0
            first = self._after is None
            self._after = answer.head
            self._tell(self.page.emit, _quiet(answer) if first else answer)
            self._rest(_SHORTEST_PAUSE - (time.monotonic() - began))

    def _tell(self, emit: Callable[[object], None], what: object) -> None:
        if not self._stopping.is_set():
            emit(what)

    def _rest(self, seconds: float) -> None:
        if seconds > 0:
            self._hurry.wait(seconds)
        if not self._stopping.is_set():
            self._hurry.clear()


def _quiet(page: ChangePage) -> ChangePage:
    """The first page only tells where we stand: nobody has loaded anything older than it."""
    return ChangePage(page.head, page.head_hash, (), page.claims, False, page.now)


def same_claims(first: tuple[ClaimRow, ...], second: tuple[ClaimRow, ...]) -> bool:
    """Whether two claim tables say the same, in any order."""
    return frozenset(first) == frozenset(second)
