"""Papers on their way into the office: made one after the other, inspected several at a time.

The inspection runs in the office's child processes, so while one paper is being
drawn others are being inspected and the commands of earlier ones already run.
"""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor

from desktop_admin.contract.errors import SignInNeeded
from desktop_admin.contract.office import Office
from desktop_admin.demo.mill import Mill, Paper, file_name

_ATTEMPTS = 40


class PaperRoom:
    """Makes and puts all papers of a plan in the background; :meth:`hash_of` waits for one.

    ``open_desk`` gives a desk with a fresh session, again and again: the demo's clock runs through weeks,
    and a session ends after hours.
    Use as a context manager: leaving it cancels what has not begun.
    """

    def __init__(
        self, mill: Mill, open_desk: Callable[[], Office], papers: Iterable[Paper], *, put_threads: int = 3
    ) -> None:
        self._mill = mill
        self._open_desk = open_desk
        self._desk = open_desk()
        self._opening = threading.Lock()
        # One maker: reportlab's fonts are read with one shared position.
        self._maker = ThreadPoolExecutor(1, "demo-papers")
        self._putters = ThreadPoolExecutor(put_threads, "demo-put")
        self._made: dict[Paper, Future[Future[str]]] = {
            paper: self._maker.submit(self._make, paper) for paper in dict.fromkeys(papers)
        }

    def hash_of(self, paper: Paper) -> str:
        """The SHA-256 under which the office keeps the paper; raises what went wrong making or putting it."""
        return self._made[paper].result().result()

    def __enter__(self) -> "PaperRoom":
        return self

    def __exit__(self, *_: object) -> None:
        self._maker.shutdown(wait=True, cancel_futures=True)
        self._putters.shutdown(wait=True, cancel_futures=True)

    def _make(self, paper: Paper) -> Future[str]:
        return self._putters.submit(self._put, self._mill.make(paper), file_name(paper))

    def _put(self, data: bytes, name: str) -> str:
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
