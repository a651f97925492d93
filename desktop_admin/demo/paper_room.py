"""Papers on their way into the office: made in batches, inspected several at a time.

The inspection runs in the office's child processes and, for a large demo, so does
the drawing: while one batch is drawn another is inspected, and the commands of
earlier ones already run here.
"""

import multiprocessing
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial

from desktop_admin.contract.errors import SignInNeeded
from desktop_admin.contract.office import Office
from desktop_admin.demo.mill import Paper, Resources, file_name, make_papers

_ATTEMPTS = 40
_BATCH = 24

#: From this many papers on a process of its own pays for its start (about a second).
_WORTH_A_PROCESS = 150


class PaperRoom:
    """Makes and puts all papers of a plan in the background; :meth:`hash_of` waits for one.

    ``open_desk`` gives a desk with a fresh session, again and again: the demo's clock runs through weeks,
    and a session ends after hours.
    Use as a context manager: leaving it cancels what has not begun.
    """

    def __init__(
        self,
        resources: Resources,
        open_desk: Callable[[], Office],
        papers: Iterable[Paper],
        *,
        put_threads: int = 3,
    ) -> None:
        self._open_desk = open_desk
        self._desk = open_desk()
        self._opening = threading.Lock()
        self._putters = ThreadPoolExecutor(put_threads, "demo-put")
        wanted = tuple(dict.fromkeys(papers))
        self._kept: dict[Paper, Future[str]] = {paper: Future() for paper in wanted}
        self._maker = _maker(len(wanted))
        for batch in _batches(wanted):
            made = self._maker.submit(make_papers, resources, batch)
            made.add_done_callback(partial(self._put_all, batch))

    def hash_of(self, paper: Paper) -> str:
        """The SHA-256 under which the office keeps the paper; raises what went wrong making or putting it."""
        return self._kept[paper].result()

    def __enter__(self) -> "PaperRoom":
        return self

    def __exit__(self, *_: object) -> None:
        self._maker.shutdown(wait=True, cancel_futures=True)
        self._putters.shutdown(wait=True, cancel_futures=True)

    def _put_all(self, batch: tuple[Paper, ...], made: Future[list[bytes]]) -> None:
        if made.cancelled():
            return
        fault = made.exception()
        if fault is not None:
            for paper in batch:
                self._kept[paper].set_exception(fault)
            return
        for paper, data in zip(batch, made.result(), strict=True):
            self._putters.submit(self._put, paper, data)

    def _put(self, paper: Paper, data: bytes) -> None:
        try:
            self._kept[paper].set_result(self._put_somehow(data, file_name(paper)))
        except BaseException as error:
            self._kept[paper].set_exception(error)

    def _put_somehow(self, data: bytes, name: str) -> str:
        # The story may leap over several days while a session is being opened: hence more than one attempt.
        for _ in range(_ATTEMPTS):
            desk = self._desk
            try:
                return desk.put(data, name).sha256
            except SignInNeeded:
                with self._opening:
                    if desk is self._desk:
                        self._desk = self._open_desk()
        return self._desk.put(data, name).sha256


def _maker(papers: int) -> Executor:
    """One worker: reportlab's fonts are read with one shared position, so never two threads."""
    if papers < _WORTH_A_PROCESS:
        return ThreadPoolExecutor(1, "demo-papers")
    return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))


def _batches(papers: tuple[Paper, ...]) -> Iterable[tuple[Paper, ...]]:
    return (papers[start : start + _BATCH] for start in range(0, len(papers), _BATCH))
