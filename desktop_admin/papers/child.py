"""What runs inside a child process: one job after the other, until the parent goes away.

Apart from :mod:`pool` because this side must load nothing but what a job needs:
no database, and Qt only where words are laid out.
"""

import ctypes
import gc
import importlib
import logging
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from typing import Any, cast


def serve(connection: Connection) -> None:
    """Answer jobs ``("module:function", arguments)`` with ``(outcome, value)`` until the pipe closes.

    Outcomes: ``done`` with the function's result, ``memory``, ``error`` with where it happened.
    """
    # Ending is the parent's business: a terminal or a service manager tells every process of the group, and a
    # child that went first would leave a sound paper looking as if it had crashed its reader.
    for signal_name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        if hasattr(signal, signal_name):
            signal.signal(getattr(signal, signal_name), signal.SIG_IGN)
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"  # numpy's thread pools cost memory and help nothing here
    logging.disable(logging.ERROR)  # readers log pieces of what they read; a paper's text stays out of logs
    threading.Thread(target=_die_with_parent, daemon=True).start()
    tidy = Tidy()
    while True:
        try:
            function, arguments = connection.recv()
        except (EOFError, OSError):
            return
        connection.send(_outcome(function, arguments))
        function = arguments = None
        tidy()


class Tidy:
    """Gives back what a job left behind, while nobody waits: an answered child holds its readers and little else.

    Without it a child keeps what the largest papers of its life took: a Word file leaves 70,000 objects in circles,
    and the allocator keeps the pages of what was freed.
    """

    def __init__(self) -> None:
        self._modules = 0
        self._trim = _trimmer()

    def __call__(self) -> None:
        gc.collect()
        if len(sys.modules) != self._modules:
            # Readers stay for good: what is loaded need not be looked through again after every job.
            self._modules = len(sys.modules)
            gc.freeze()
        self._trim(0)


def _trimmer() -> Callable[[int], object]:
    """What gives freed memory back to the system: glibc's malloc_trim; other allocators do it by themselves."""
    if not sys.platform.startswith("linux"):
        return bool
    try:
        return cast("Callable[[int], object]", ctypes.CDLL(None).malloc_trim)
    except (OSError, AttributeError):  # another C library
        return bool


def _outcome(function: str, arguments: tuple[Any, ...]) -> tuple[str, Any]:
    module, _, name = function.partition(":")
    try:
        return "done", getattr(importlib.import_module(module), name)(*arguments)
    except MemoryError:
        return "memory", None
    except Exception as error:  # our bug: the parent logs it; without the message, which may quote the paper
        frames = traceback.extract_tb(error.__traceback__)[-8:]
        places = " ← ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
        return "error", f"{type(error).__name__} at {places}"


def _die_with_parent() -> None:
    """End at once when the parent ends, even in the middle of a job (a closed pipe is noticed only between jobs)."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
