"""Warm child processes, each job with a time and a memory limit.

A child that takes too long, grows too large or dies is replaced; the caller gets
an answer in every case. Children are spawned (fork is unsafe beside threads and
unknown on Windows); the built program must call ``multiprocessing.freeze_support()``
first thing. Nothing heavy is imported here: the window's process stays small.
"""

import itertools
import logging
import multiprocessing
import queue
import sys
import threading
import time
import types
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.context import SpawnProcess
from typing import Any, Final

import psutil

from desktop_admin.papers.child import serve

#: Priorities of jobs: the lowest number goes first.
URGENT: Final = 0
NORMAL: Final = 1
AHEAD: Final = 2
_LAST: Final = 9
_LOOK_EVERY: Final = 0.02
#: How far a modest child stands back: sound papers take a third of a second and their limit is twenty.
_MODEST: Final = 10
#: A child that keeps more than this after a job is replaced, so that idle children stay small.
_KEEP_MEGABYTES: Final = 160
#: What ``kill`` ends a child with; on Windows an ended process has no signal.
_OUR_SIGNAL: Final = -9
_MEGABYTE: Final = 1024 * 1024
#: Held while ``sys.modules`` is touched for a start: there is one of it per process, so the lock is as wide.
_STARTING: Final = threading.Lock()


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
    """``workers`` children that run functions named ``"module:function"``. Thread-safe.

    A child without work for ``idle`` seconds ends (None: it stays); the next job starts another.  ``modest``
    children take the processor only when nobody else wants it.
    """

    def __init__(
        self,
        workers: int,
        seconds: float,
        megabytes: int,
        idle: float | None = None,
        *,
        modest: bool = False,
    ) -> None:
        self._modest = modest
        self.seconds = seconds
        self.megabytes = megabytes
        self._idle = idle
        self._workers = workers
        self._jobs: queue.PriorityQueue[_Job] = queue.PriorityQueue()
        self._numbers = itertools.count()
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._closed = threading.Event()

    @property
    def waiting(self) -> int:
        """Jobs no child has taken yet."""
        return self._jobs.qsize()

    def run(self, function: str, *arguments: Any, priority: int = NORMAL) -> Any:
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
        child = _Child(modest=self._modest)
        try:
            while True:
                try:
                    job = self._jobs.get(timeout=self._idle)
                except queue.Empty:
                    child.stop()
                    continue
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

    def __init__(self, *, modest: bool) -> None:
        self._modest = modest
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
        with _STARTING:
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
        if self._modest:
            with suppress(psutil.Error):  # it has ended, which the next look at it will tell
                # Windows counts in classes instead, and only there they have names.
                self._watch.nice(getattr(psutil, "BELOW_NORMAL_PRIORITY_CLASS", _MODEST))

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
            ended = self._process.exitcode or 0
            if ended < 0 and ended != _OUR_SIGNAL:
                # Its work is lost and told as such; but native code that crashed is a bug somebody must see.
                logging.getLogger(__name__).error("a child for papers ended by signal %d", -ended)
            self._process.close()
        if self._connection is not None:
            self._connection.close()
        self._process = self._connection = self._watch = None
