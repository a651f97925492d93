"""Papers by their hash: fetched, made into pages away from the UI thread, and kept for a while.

Apart from the views because several share one reader, and because “the next
dossier is already rendered” is decided here: what is looked at goes first, what
comes next is read ahead, what nobody wants any more is dropped.

Everything but the making itself happens in the UI thread; workers hold only
bytes and numbers, never a widget.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from desktop_admin.contract.errors import OfficeError
from desktop_admin.views.papers.files import ORIGINALS, Fetch, PaperFiles
from desktop_admin.views.papers.pages import Compared, Paper
from desktop_admin.views.papers.queue import AHEAD, NOW, Errand, PaperQueue
from desktop_admin.views.papers.shelf import Shelf
from desktop_admin.views.papers.versions import VersionPairs

_LOG = logging.getLogger(__name__)

#: Bytes of page pictures kept. An A4 page at 125 % of a 700-pixel pane is 4 MB; so about 20 dossiers.
PICTURES = 150 * 1024 * 1024
#: Page widths are multiples of this, so that a pane resized by a pixel needs no new pictures.
STEP = 16
NARROWEST, WIDEST = 160, 3200

Needles = Mapping[str, str]


class Make(Protocol):
    """:class:`paper_making.PaperMaker`. Called in worker threads; a bad file is an answer with ``fault``."""

    def __call__(self, sha256: str, data: bytes, width: int, needles: Needles, urgent: bool = True) -> Paper:
        """The whole paper, its pages ``width`` physical pixels across, with ``needles`` marked."""
        ...

    def page(self, sha256: str, data: bytes, width: int, number: int, urgent: bool = True) -> Paper:
        """One page alone (counted from 0), without marks."""
        ...

    def compare(self, old: bytes, new: bytes) -> Compared:
        """What differs between two versions of a paper."""
        ...


def bucket(width: float) -> int:
    """The width pages are made at to be shown ``width`` physical pixels wide: never wider."""
    return max(NARROWEST, min(WIDEST, int(width) // STEP * STEP))


@dataclass(frozen=True)
class _Key:
    sha256: str
    width: int
    needles: tuple[tuple[str, str], ...]
    page: int | None = None


@dataclass(eq=False)
class _Waiter:
    owner: QObject
    done: Callable[[Paper], None]


@dataclass(eq=False)
class _Job:
    key: _Key
    priority: int
    waiters: list[_Waiter] = field(default_factory=list)
    errand: Errand | None = None


class PaperReader(QObject):
    """Reads papers for views. ``fetch`` is ``Desk.get``, ``make`` comes from :mod:`paper_making`.

    ``bug`` is told of an unexpected exception (``Desk.failures.bug``). ``close()`` at the end, after the
    inspectors were closed, so that no thread is left waiting for them.
    """

    _made = Signal(object, object, object)

    def __init__(
        self,
        fetch: Fetch,
        make: Make,
        *,
        bug: Callable[[BaseException, str], object] | None = None,
        pictures: int = PICTURES,
        originals: int = ORIGINALS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._bug = bug
        self._papers: Shelf[_Key, Paper] = Shelf(pictures, lambda paper: paper.size)
        self._jobs: dict[_Key, _Job] = {}
        self._ahead: frozenset[_Key] = frozenset()
        self._queue = PaperQueue()
        self._closed = False
        self.files = PaperFiles(fetch, originals, self)
        """The original bytes, for saving, printing or opening elsewhere."""
        self.pairs = VersionPairs(self.files, self._queue, lambda old, new: make.compare(old, new), bug, self)
        """What differs between two versions."""
        self.usual_width = 800
        """Physical pixels across a page in the view that reads most; what is read ahead is made this wide."""
        self._made.connect(self._on_made, Qt.ConnectionType.QueuedConnection)

    @property
    def picture_bytes(self) -> int:
        """Bytes of page pictures kept now; never above the bound."""
        return self._papers.size

    @property
    def under_way(self) -> int:
        """How many papers are being fetched or made."""
        return len(self._jobs)

    def read(
        self,
        sha256: str,
        needles: Needles | None = None,
        *,
        width: int = 0,
        priority: int = NOW,
        owner: QObject,
        done: Callable[[Paper], None],
    ) -> None:
        """Answer ``done(paper)`` in the UI thread: at once if it is at hand, otherwise later.

        ``width`` in physical pixels (0 = the usual width). A file that cannot be had or shown is a paper
        with ``fault``. Not called when ``owner`` is gone or was forgotten.
        """
        self._answer_or_want(self._key(sha256, needles, width), priority, owner, done)

    def read_page(
        self, sha256: str, number: int, *, width: int, owner: QObject, done: Callable[[Paper], None]
    ) -> None:
        """One page alone, as :meth:`read`: a long paper is ``narrowed``, the page looked at need not be."""
        self._answer_or_want(_Key(sha256, bucket(width), (), number), NOW, owner, done)

    def at_hand(self, sha256: str, needles: Needles | None = None, *, width: int = 0) -> Paper | None:
        """The paper if it was already made, at this width or else the widest one; never waits."""
        key = self._key(sha256, needles, width)
        exact = self._papers.get(key)
        if exact is not None:
            return exact
        others = [
            paper
            for other, paper in self._papers.items()
            if (other.sha256, other.needles, other.page) == (sha256, key.needles, None)
        ]
        return max(others, key=lambda paper: paper.width, default=None)

    def read_ahead(self, wanted: Iterable[tuple[str, Needles]]) -> None:
        """Make these next, in this order, when nothing else is waited for. Replaces what was asked before."""
        keys = [self._key(sha256, needles, 0) for sha256, needles in wanted]
        self._ahead = frozenset(keys)
        self._drop_unwanted()
        for place, key in enumerate(keys):
            if key not in self._papers:
                self._want(key, AHEAD + place)

    def drop(self, sha256: str) -> None:
        """Forget what was made of a file, so that the next reading tries anew."""
        for key, _ in self._papers.items():
            if key.sha256 == sha256:
                self._papers.drop(key)

    def forget(self, owner: QObject) -> None:
        """``owner`` has gone on: nothing it asked for is answered any more."""
        for job in self._jobs.values():
            job.waiters = [waiter for waiter in job.waiters if waiter.owner is not owner]
        self._drop_unwanted()

    def close(self) -> None:
        """Drop everything and join the threads. Idempotent."""
        self._closed = True
        self._queue.close()
        self._jobs.clear()
        self._papers.clear()
        self.files.close()

    # -- from wanting to having --------------------------------------------------------------

    def _key(self, sha256: str, needles: Needles | None, width: int) -> _Key:
        return _Key(sha256, bucket(width or self.usual_width), tuple(sorted((needles or {}).items())))

    def _answer_or_want(
        self, key: _Key, priority: int, owner: QObject, done: Callable[[Paper], None]
    ) -> None:
        paper = self._papers.get(key)
        if paper is not None:
            done(paper)
            return
        self._want(key, priority).waiters.append(_Waiter(owner, done))

    def _want(self, key: _Key, priority: int) -> _Job:
        job = self._jobs.get(key)
        if job is not None:
            job.priority = min(job.priority, priority)
            if job.errand is not None:
                self._queue.hurry(job.errand, priority)
            return job
        job = self._jobs[key] = _Job(key, priority)
        self.files.ask(key.sha256, partial(self._on_fetched, job), partial(self._on_refused, job))
        return job

    def _on_fetched(self, job: _Job, data: bytes) -> None:
        if self._closed or self._jobs.get(job.key) is not job:
            return
        job.errand = self._queue.put(partial(self._work, job, data), job.priority)

    def _on_refused(self, job: _Job, error: OfficeError) -> None:
        if self._jobs.get(job.key) is job:
            key = job.key
            self._answer(job, Paper(key.sha256, key.width, fault=error.message, again=True, unreachable=True))

    def _work(self, job: _Job, data: bytes) -> None:
        """In a worker thread."""
        key = job.key
        paper, error = None, None
        try:
            urgent = job.priority < AHEAD
            if key.page is None:
                paper = self._make(key.sha256, data, key.width, dict(key.needles), urgent)
            else:
                paper = self._make.page(key.sha256, data, key.width, key.page, urgent)
        except Exception as unexpected:
            error = unexpected
        try:
            self._made.emit(job, paper, error)
        except RuntimeError:
            _LOG.debug("a paper was made after its reader had gone")

    def _on_made(self, job: _Job, paper: Paper | None, error: Exception | None) -> None:
        if self._closed:
            return
        if paper is None:
            if self._bug is not None and error is not None:
                self._bug(error, "paper")
            elif error is not None:
                _LOG.error("a paper could not be made", exc_info=error)
            sentence = "程序在显示这份文件时出错。可以再试一次，或用其他程序打开原件。"
            paper = Paper(job.key.sha256, job.key.width, fault=sentence, again=True, unreachable=True)
        else:
            self._papers.put(job.key, paper)
        if self._jobs.get(job.key) is job:
            self._answer(job, paper)

    def _answer(self, job: _Job, paper: Paper) -> None:
        del self._jobs[job.key]
        for waiter in job.waiters:
            if isValid(waiter.owner):
                waiter.done(paper)

    def _drop_unwanted(self) -> None:
        for key, job in list(self._jobs.items()):
            if job.waiters or key in self._ahead:
                continue
            if job.errand is None or self._queue.cancel(job.errand):
                del self._jobs[key]
