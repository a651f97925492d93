"""Two threads that make pages: what is looked at now goes before what is only read ahead.

Apart from the reader because it knows nothing of papers, and because its order
and its cancelling are tested without Qt.
"""

import heapq
import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass

#: Somebody is waiting in front of the screen.
NOW = 0
#: Likely to be wanted next; the first thread never takes work of this or a larger number.
AHEAD = 10


@dataclass(eq=False)
class Errand:
    """Work given to the queue. Its fields belong to the queue's lock."""

    call: Callable[[], None]
    priority: int
    cancelled: bool = False
    started: bool = False


class PaperQueue:
    """A priority queue with two threads; the first is kept free for work that somebody waits for.

    ``call`` must not raise: what goes wrong is part of what it reports.
    """

    def __init__(self, name: str = "kaowu-paper") -> None:
        self._heap: list[tuple[int, int, Errand]] = []
        self._numbers = itertools.count()
        self._news = threading.Condition()
        self._closed = False
        self._threads = [
            threading.Thread(target=self._work, args=(limit,), name=f"{name}-{limit}", daemon=True)
            for limit in (AHEAD, AHEAD * 1000)
        ]
        for thread in self._threads:
            thread.start()

    @property
    def closed(self) -> bool:
        """Whether nothing begins any more."""
        return self._closed

    def put(self, call: Callable[[], None], priority: int) -> Errand:
        """Do ``call`` when its turn comes; the smaller ``priority`` first, equals in the order they came."""
        errand = Errand(call, priority)
        with self._news:
            self._push(errand)
        return errand

    def hurry(self, errand: Errand, priority: int) -> None:
        """Somebody waits for it now. No effect once it has begun."""
        with self._news:
            if not errand.started and priority < errand.priority:
                errand.priority = priority
                self._push(errand)

    def cancel(self, errand: Errand) -> bool:
        """Whether it could still be taken back."""
        with self._news:
            errand.cancelled = not errand.started
            return errand.cancelled

    def close(self, seconds: float = 30.0) -> None:
        """Drop what waits, let what has begun finish, join the threads. Idempotent."""
        with self._news:
            self._closed = True
            self._heap.clear()
            self._news.notify_all()
        for thread in self._threads:
            thread.join(seconds)

    def _push(self, errand: Errand) -> None:
        heapq.heappush(self._heap, (errand.priority, next(self._numbers), errand))
        self._news.notify_all()

    def _work(self, limit: int) -> None:
        while (errand := self._take(limit)) is not None:
            errand.call()

    def _take(self, limit: int) -> Errand | None:
        with self._news:
            while not self._closed:
                while self._heap and self._stale(self._heap[0]):
                    heapq.heappop(self._heap)
                if self._heap and self._heap[0][0] < limit:
                    errand = heapq.heappop(self._heap)[2]
                    errand.started = True
                    return errand
                self._news.wait()
            return None

    @staticmethod
    def _stale(entry: tuple[int, int, Errand]) -> bool:
        priority, _, errand = entry
        return errand.cancelled or errand.started or errand.priority != priority
