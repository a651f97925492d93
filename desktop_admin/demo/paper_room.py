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


class PaperRoom:
    """Makes and puts all papers of a plan in the background; :meth:`hash_of` waits for one.

    ``sign_in`` signs ``desk`` in again: the demo's clock runs through weeks, and a session ends after hours.
    Use as a context manager: leaving it cancels what has not begun.
    """

    def __init__(
        self,
        mill: Mill,
        desk: Office,
        sign_in: Callable[[], None],
        papers: Iterable[Paper],
        *,
        put_threads: int = 3,
    ) -> None:
        self._mill = mill
        self._desk = desk
        self._sign_in = sign_in
        self._signing_in = threading.Lock()
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
        try:
            return self._desk.put(data, name).sha256
        except SignInNeeded:
            with self._signing_in:
                self._sign_in()
                return self._desk.put(data, name).sha256
