"""Where uploaded files wait to be inspected: threads of their own, bounded, in turn between accounts.

Apart from the threads that answer requests, because a file of a few hundred bytes may cost a child its whole
time limit: whoever sends many of them makes wait only themselves.
"""

import itertools
import math
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Final, Protocol

from desktop_admin.contract.errors import Busy, Unavailable
from desktop_admin.contract.files import Inspection
from desktop_admin.rules.purposes import Purpose

#: Files waiting or looked at, in all: an evening's rush at a third of a second each is over in seconds.
PLACES: Final = 24
#: Of one account: a learner has two papers, and a second try of both fits.
PLACES_EACH: Final = 4
#: A file whose turn has not come after so many seconds gives its place up. With a child's 20 seconds everybody
#: has an answer within 45, before a desk gives up (60).
PATIENCE: Final = 25.0
#: What whoever finds it full is told to wait, at least and at most, in seconds.
_SOONEST, _LATEST = 2, 30
#: Weight of the newest inspection in the usual time of one.
_NEWEST: Final = 0.25
_FULL = "正在检查的文件太多，这一份还没有收下。请在 {0} 秒后再传，文件不用重新选择。"
_OWN_FULL = "您有 {1} 份文件还在检查，这一份还没有收下。请等它们查完，约 {0} 秒后再传。"

#: The bytes' hash and what they are for: the same bytes for something else are another verdict.
Key = tuple[str, Purpose]


class Inspector(Protocol):
    """Whatever finds out what a file is; in the program child processes with limits."""

    @property
    def at_once(self) -> int:
        """How many files it looks at at the same time."""
        ...

    def inspect(self, data: bytes, file_name: str, purpose: Purpose) -> Inspection:
        """Facts and text of the file, as it is good for that purpose."""
        ...


@dataclass(eq=False)
class _Job:
    """One file; everybody who brings the same bytes takes the same verdict, until the last has recorded it."""

    account: str
    key: Key
    data: bytes
    file_name: str
    since: float
    takers: list["Place"] = field(default_factory=list)
    running: bool = False
    ended: bool = False
    found: Inspection | None = None


@dataclass(eq=False)
class Place:
    """One who wants a verdict: :meth:`begin` brings the bytes, ``verdict`` comes, :meth:`leave` when it is recorded.

    Leave in every case: until then whoever brings the same bytes is given the same verdict.
    """

    _queue: "InspectionQueue"
    account: str
    key: Key
    reserved: bool
    verdict: "Future[Inspection]" = field(default_factory=Future)
    job: _Job | None = None

    def begin(self, data: bytes, file_name: str) -> None:
        """Bring the bytes. Raises Busy where a place turned out to be needed after all."""
        self._queue.begin(self, data, file_name)

    def leave(self) -> None:
        """Nobody waits here any more. What is not looked at yet never will be; a child at work ends by its limit."""
        self._queue.leave(self)


class InspectionQueue:
    """Thread-safe. ``inspectors`` is called when the first file comes; its children are the bound of what runs."""

    def __init__(
        self,
        inspectors: Callable[[], Inspector],
        *,
        places: int = PLACES,
        each: int = PLACES_EACH,
        patience: float = PATIENCE,
    ) -> None:
        self._inspectors = inspectors
        self._places, self._each = places, each
        #: Seconds a file waits for its turn.
        self.patience = patience
        self._lock = threading.Lock()
        self._jobs: dict[Key, _Job] = {}
        #: Accounts with files that wait, whose turn it is first; and their files, first come first.
        self._turns: deque[str] = deque()
        self._waiting: dict[str, deque[_Job]] = {}
        self._held: Counter[str] = Counter()
        self._running: Counter[str] = Counter()
        self._threads = 0
        self._names = itertools.count()
        self._usual = 0.5
        self._at_once = 1
        self._closed = False

    @property
    def held(self) -> int:
        """Places taken now."""
        with self._lock:
            return self._held.total()

    def enter(self, account: str, sha256: str, purpose: Purpose = Purpose.PAPER) -> Place:
        """Take a place, or none where these bytes are being looked at already. Raises Busy when there is none."""
        with self._lock:
            self._refuse_closed()
            key = (sha256, purpose)
            known = key in self._jobs
            if not known:
                self._reserve(account)
            return Place(self, account, key, reserved=not known)

    def begin(self, place: Place, data: bytes, file_name: str) -> None:
        """See :meth:`Place.begin`."""
        with self._lock:
            self._refuse_closed()
            job = self._jobs.get(place.key)
            if job is None:
                if not place.reserved:
                    self._reserve(place.account)
                    place.reserved = True
                job = _Job(place.account, place.key, data, file_name, time.monotonic())
                self._jobs[place.key] = job
                if place.account not in self._waiting:
                    self._waiting[place.account] = deque()
                    self._turns.append(place.account)
                self._waiting[place.account].append(job)
                place.reserved = False  # the job holds it from now on, however its takers come and go
            job.takers.append(place)
            place.job = job
            self._free(place)
            if job.found is not None:
                place.verdict.set_result(job.found)
            else:
                self._more_threads()

    def leave(self, place: Place) -> None:
        """See :meth:`Place.leave`."""
        with self._lock:
            self._free(place)
            job, place.job = place.job, None
            if job is None or place not in job.takers:
                return
            job.takers.remove(place)
            if job.takers or job.running:
                return
            if not job.ended:
                self._waiting[job.account].remove(job)
                self._end(job)
            self._forget(job)

    def close(self) -> None:
        """Whoever waits hears that the program ends; what runs ends with its child."""
        with self._lock:
            self._closed = True
            left = [job for jobs in self._waiting.values() for job in jobs]
            for job in left:
                self._waiting[job.account].remove(job)
                self._end(job)
                self._forget(job)
        for job in left:
            _deliver(tuple(job.takers), None, _ending())

    # -- inside, the lock held -----------------------------------------------------------------

    def _refuse_closed(self) -> None:
        if self._closed:
            raise _ending()

    def _reserve(self, account: str) -> None:
        if self._held[account] >= self._each:
            raise self._busy(_OWN_FULL, self._held[account])
        if self._held.total() >= self._places:
            raise self._busy(_FULL, self._held.total())
        self._held[account] += 1

    def _busy(self, sentence: str, ahead: int) -> Busy:
        seconds = math.ceil(ahead * self._usual / self._at_once)
        seconds = max(_SOONEST, min(_LATEST, seconds))
        return Busy(sentence.format(seconds, ahead), {"retry_after": seconds})

    def _free(self, place: Place) -> None:
        if place.reserved:
            place.reserved = False
            self._release(place.account)

    def _release(self, account: str) -> None:
        self._held[account] -= 1
        if not self._held[account]:
            del self._held[account]

    def _end(self, job: _Job) -> None:
        job.ended = True
        self._release(job.account)
        if not self._waiting.get(job.account, True):
            del self._waiting[job.account]
            self._turns.remove(job.account)

    def _forget(self, job: _Job) -> None:
        if self._jobs.get(job.key) is job:
            del self._jobs[job.key]

    def _more_threads(self) -> None:
        self._at_once = max(1, self._inspectors().at_once)
        if self._threads < self._at_once:
            self._threads += 1
            threading.Thread(target=self._work, name=f"inspection-{next(self._names)}", daemon=True).start()

    def _next(self) -> _Job | None:
        """The first file of the account whose turn it is. One child is left to others, where there are several."""
        most = max(1, self._at_once - 1)
        for account in list(self._turns):
            if self._running[account] < most:
                job = self._waiting[account].popleft()
                self._turns.remove(account)
                if self._waiting[account]:
                    self._turns.append(account)
                else:
                    del self._waiting[account]
                return job
        return None

    # -- the threads -----------------------------------------------------------------------------

    def _work(self) -> None:
        while True:
            with self._lock:
                job = self._next()
                if job is None:
                    self._threads -= 1
                    return
                late = time.monotonic() - job.since > self.patience
                if late:
                    self._end(job)
                    self._forget(job)
                    busy = self._busy(_FULL, self._held.total())
                else:
                    job.running = True
                    self._running[job.account] += 1
            if late:
                _deliver(tuple(job.takers), None, busy)
            else:
                self._look(job)

    def _look(self, job: _Job) -> None:
        began = time.monotonic()
        inspection, error = None, None
        try:
            inspection = self._inspectors().inspect(job.data, job.file_name, job.key[1])
        except BaseException as found:  # whoever waits must hear of it, whatever it is
            error = found
        with self._lock:
            self._usual += _NEWEST * (time.monotonic() - began - self._usual)
            self._running[job.account] -= 1
            if not self._running[job.account]:
                del self._running[job.account]
            self._end(job)
            job.running, job.found = False, inspection
            if inspection is None or not job.takers:
                self._forget(job)
            takers = tuple(job.takers)
        _deliver(takers, inspection, error)


def _deliver(takers: Iterable[Place], inspection: Inspection | None, error: BaseException | None) -> None:
    for place in takers:
        if not place.verdict.set_running_or_notify_cancel():
            continue
        if error is not None:
            place.verdict.set_exception(error)
        else:
            assert inspection is not None
            place.verdict.set_result(inspection)


def _ending() -> Unavailable:
    return Unavailable("程序正在退出，这份文件没有检查；请重新打开后再试。")
