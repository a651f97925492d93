"""Warm child processes for hostile files, each job with a time and a memory limit.

A child that takes too long, grows too large or dies is replaced; the caller gets
an answer in every case. Children are spawned (fork is unsafe beside threads and
unknown on Windows); the built program must call ``multiprocessing.freeze_support()``
first thing. Nothing heavy is imported here: the window's process stays small.
"""

import hashlib
import itertools
import logging
import multiprocessing
import queue
import sys
import threading
import time
import types
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from multiprocessing.context import SpawnProcess
from typing import TYPE_CHECKING, Any, Final, cast

import psutil

from desktop_admin.contract.files import FileFacts, Inspection, Problem, RedSeal
from desktop_admin.papers import kinds
from desktop_admin.papers.child import serve
from desktop_admin.papers.faults import fault, readable_size
from desktop_admin.papers.pages import PaperPages, failed
from desktop_admin.papers.versions import INSPECTOR

if TYPE_CHECKING:  # never imported here; named so that the program builder packs what children load by name
    from desktop_admin.papers import inspect as _inspect  # noqa: F401
    from desktop_admin.papers import rendering as _rendering  # noqa: F401

_URGENT: Final = 0
_NORMAL: Final = 1
_AHEAD: Final = 2
_LAST: Final = 9
_LOOK_EVERY: Final = 0.02
#: A child that keeps more than this after a job is replaced, so that idle children stay small.
_KEEP_MEGABYTES: Final = 160
_MEGABYTE: Final = 1024 * 1024
#: Larger files are not even handed to a child; they are refused for their size anyway.
_SEND_AT_MOST: Final = 32 * _MEGABYTE


class Stopped(Exception):
    """A job did not finish: ``code`` is took_too_long, too_much_memory, crashed or closed."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(order=True)
class _Job:
    priority: int
    number: int
    function: str = field(compare=False)
    arguments: tuple[Any, ...] = field(compare=False)
    answer: "Future[Any]" = field(compare=False, default_factory=Future)


class Pool:
    """``workers`` children that run functions named ``"module:function"``. Thread-safe."""

    def __init__(self, workers: int, seconds: float, megabytes: int) -> None:
        self.seconds = seconds
        self.megabytes = megabytes
        self._workers = workers
        self._jobs: queue.PriorityQueue[_Job] = queue.PriorityQueue()
        self._numbers = itertools.count()
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._closed = threading.Event()

    def run(self, function: str, *arguments: Any, priority: int = _NORMAL) -> Any:
        """The function's result. Raises :class:`Stopped`. Lower ``priority`` goes first."""
        with self._lock:
            if self._closed.is_set():
                raise Stopped("closed")
            if not self._threads:
                self._threads = [
                    threading.Thread(target=self._work, name=f"papers-{n}", daemon=True)
                    for n in range(self._workers)
                ]
                for thread in self._threads:
                    thread.start()
            job = _Job(priority, next(self._numbers), function, arguments)
            self._jobs.put(job)
        return job.answer.result()

    def close(self) -> None:
        """Stop the children at once; whoever waits gets ``Stopped("closed")``."""
        with self._lock:
            self._closed.set()
            for _ in self._threads:
                self._jobs.put(_Job(_LAST, next(self._numbers), "", ()))
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        child = _Child(self._lock)
        try:
            while True:
                job = self._jobs.get()
                if not job.function:
                    return
                try:
                    job.answer.set_result(self._result(child, job))
                except Stopped as stopped:
                    child.stop()
                    job.answer.set_exception(stopped)
                except BaseException as error:  # a waiting caller must never hang, whatever happened here
                    child.stop()
                    job.answer.set_exception(error)
        finally:
            child.stop()

    def _result(self, child: "_Child", job: _Job) -> Any:
        if self._closed.is_set():
            raise Stopped("closed")
        try:
            child.ask(job.function, job.arguments)
            began = time.monotonic()
            while not child.answered(_LOOK_EVERY):
                if self._closed.is_set():
                    raise Stopped("closed")
                if time.monotonic() - began > self.seconds:
                    raise Stopped("took_too_long")
                if child.megabytes() > self.megabytes:
                    raise Stopped("too_much_memory")
            outcome, value = child.answer()
        except (EOFError, OSError, psutil.Error) as error:
            raise Stopped("crashed") from error
        if outcome == "done":
            if child.megabytes() > _KEEP_MEGABYTES:
                child.stop()
            return value
        if outcome == "memory":
            raise Stopped("too_much_memory")
        logging.getLogger(__name__).error("a paper could not be read: %s", value)
        raise Stopped("crashed")


class _Child:
    """One child process, started when first asked. Used by one thread only."""

    def __init__(self, starting: threading.Lock) -> None:
        self._starting = starting
        self._process: SpawnProcess | None = None
        self._connection: Any = None  # a Connection; on Windows typeshed calls it PipeConnection
        self._watch: psutil.Process | None = None

    def ask(self, function: str, arguments: tuple[Any, ...]) -> None:
        if self._connection is not None and (self._process is None or not self._process.is_alive()):
            self.stop()
        if self._connection is None:
            self._start()
        assert self._connection is not None
        self._connection.send((function, arguments))

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs,), daemon=True, name="papers")
        # Spawning imports the parent's main module into the child, which would load the window and the
        # database there. The child needs neither, so it is shown an empty one for the moment of starting.
        with self._starting:
            main = sys.modules["__main__"]
            sys.modules["__main__"] = types.ModuleType("__main__")
            try:
                process.start()
            finally:
                sys.modules["__main__"] = main
        theirs.close()
        self._connection = ours
        self._process = process
        self._watch = psutil.Process(process.pid)

    def answered(self, seconds: float) -> bool:
        assert self._connection is not None
        return bool(self._connection.poll(seconds))

    def answer(self) -> tuple[str, Any]:
        assert self._connection is not None
        outcome, value = self._connection.recv()
        return outcome, value

    def megabytes(self) -> float:
        assert self._watch is not None
        return float(self._watch.memory_info().rss) / _MEGABYTE

    def stop(self) -> None:
        """Kill the process, if there is one; the next job starts another."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        if self._connection is not None:
            self._connection.close()
        self._process = self._connection = self._watch = None


class Inspectors:
    """Looks at papers in child processes; thread-safe. Close it at the end.

    ``seconds`` and ``megabytes`` limit each job. Nothing is started before the first one.
    """

    def __init__(self, workers: int = 1, seconds: float = 20, megabytes: int = 400) -> None:
        self._pool = Pool(workers, seconds, megabytes)

    def inspect(self, data: bytes, file_name: str = "") -> Inspection:
        """As :func:`papers.inspect.inspect`; a file that stops the child is not acceptable and says why."""
        if len(data) > _SEND_AT_MOST:
            return stopped_inspection(data, fault("too_large", size=readable_size(len(data))))
        try:
            found = self._pool.run("desktop_admin.papers.inspect:inspect", data, file_name)
            return cast(Inspection, found)
        except Stopped as stopped:
            return stopped_inspection(data, self._fault(stopped))

    def pages(
        self,
        data: bytes,
        *,
        needles: Mapping[str, str] | None = None,
        first: int = 0,
        count: int | None = None,
        dpi: float = 110.0,
        width: int | None = None,
        urgent: bool = True,
    ) -> PaperPages:
        """As :func:`papers.rendering.render`. What a person waits for is ``urgent``; reading ahead is not."""
        if len(data) > _SEND_AT_MOST:
            return failed(fault("too_large", size=readable_size(len(data))))
        try:
            made = self._pool.run(
                "desktop_admin.papers.rendering:render",
                data,
                dict(needles or {}),
                first,
                count,
                dpi,
                width,
                priority=_URGENT if urgent else _AHEAD,
            )
            return cast(PaperPages, made)
        except Stopped as stopped:
            return failed(self._fault(stopped))

    def warm(self) -> None:
        """Start a child and load its readers; call it off the window's thread."""
        self.inspect(b"%PDF-1.4\n%%EOF\n")

    def close(self) -> None:
        """End the children. Jobs under way answer as failed."""
        self._pool.close()

    def _fault(self, stopped: Stopped) -> Problem:
        return fault(stopped.code, seconds=round(self._pool.seconds), megabytes=self._pool.megabytes)


def stopped_inspection(data: bytes, problem: Problem) -> Inspection:
    """What is known of a file that could not be looked at: its bytes' hash, size and kind, and ``problem``."""
    facts = FileFacts(
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        media_type=kinds.media_type(data),
        acceptable=False,
        problems=(problem,),
        pages=None,
        has_text=False,
        red_seal=RedSeal.UNKNOWN,
        seals=(),
        blank_pages=(),
        inspector=INSPECTOR,
    )
    return Inspection(facts, ())
