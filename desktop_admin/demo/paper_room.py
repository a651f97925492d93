"""Papers on their way into the office: made in batches, inspected several at a time.

The inspection runs in the office's child processes and, for a large demo, so does
the drawing: while one batch is drawn another is inspected, and the commands of
earlier ones already run here.
"""

import multiprocessing
import threading
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from datetime import datetime, timedelta

from desktop_admin.contract.errors import SignInNeeded
from desktop_admin.contract.office import Office
from desktop_admin.demo.mill import Paper, Resources, file_name, make_papers

#: A file no record names is forgotten after 24 hours of the office's clock: nothing is put earlier than this.
_AHEAD = timedelta(hours=20)

#: From this many papers on a process of its own pays for its start (about a second).
_WORTH_A_PROCESS = 150

_ATTEMPTS = 40
_BATCH = 24


class PaperRoom:
    """Makes all papers of a plan in the background and puts each of them the day it is needed.

    ``due`` holds the papers with the moment they are handed in, in order of time. Call :meth:`reach` as the
    story goes on, then :meth:`bytes_of`.  ``desk`` gives the story's own desk with a live session; it is
    asked from the thread that calls ``reach``.  ``open_desk`` gives another with a fresh session, from any
    thread: for the rare paper during whose making the story leapt over the session's end.
    Use as a context manager: leaving it cancels what has not begun.
    """

    def __init__(
        self,
        resources: Resources,
        desk: Callable[[], Office],
        open_desk: Callable[[], Office],
        due: Iterable[tuple[datetime, Paper]],
        *,
        put_threads: int = 3,
    ) -> None:
        self._live_desk = desk
        self._open_desk = open_desk
        self._desk: Office | None = None
        self._opening = threading.Lock()
        first: dict[Paper, datetime] = {}
        for moment, paper in due:
            first.setdefault(paper, moment)
        self._due = deque((moment, paper) for paper, moment in first.items())
        self._putters = ThreadPoolExecutor(put_threads, "demo-put")
        self._maker = _maker(len(first))
        self._made: dict[Paper, tuple[Future[list[bytes]], int]] = {}
        papers = tuple(first)
        for start in range(0, len(papers), _BATCH):
            batch = papers[start : start + _BATCH]
            made = self._maker.submit(make_papers, resources, batch)
            self._made.update((paper, (made, place)) for place, paper in enumerate(batch))
        self._kept: dict[Paper, Future[bytes]] = {}

    def reach(self, moment: datetime) -> None:
        """The story has come to ``moment``: begin to put what is handed in during the next hours."""
        if not self._due or self._due[0][0] >= moment + _AHEAD:
            return
        with self._opening:
            self._desk = self._live_desk()
        while self._due and self._due[0][0] < moment + _AHEAD:
            paper = self._due.popleft()[1]
            self._kept[paper] = self._putters.submit(self._put, paper)

    def bytes_of(self, paper: Paper) -> bytes:
        """The paper, which the office has inspected by now; raises what went wrong making or putting it.

        KeyError for a paper that is not due within the hours after the last :meth:`reach`.
        """
        return self._kept[paper].result()

    def __enter__(self) -> "PaperRoom":
        return self

    def __exit__(self, *_: object) -> None:
        self._maker.shutdown(wait=True, cancel_futures=True)
        self._putters.shutdown(wait=True, cancel_futures=True)

    def _put(self, paper: Paper) -> bytes:
        batch, place = self._made.pop(paper)
        data, name = batch.result()[place], file_name(paper)
        desk = self._desk_now()
        # The story may leap over a day while a session is being opened: hence more than one attempt.
        for _ in range(_ATTEMPTS):
            try:
                desk.put(data, name)
                return data
            except SignInNeeded:
                with self._opening:
                    if desk is self._desk:
                        self._desk = self._open_desk()
                desk = self._desk_now()
        desk.put(data, name)
        return data

    def _desk_now(self) -> Office:
        assert self._desk is not None  # nothing is put before reach()
        return self._desk


def _maker(papers: int) -> Executor:
    """One worker: reportlab's fonts are read with one shared position, so never two threads."""
    if papers < _WORTH_A_PROCESS:
        return ThreadPoolExecutor(1, "demo-papers")
    return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))
