"""Ending when told to: a signal lets the command tidy up, but never longer than a few seconds.

SIGTERM and SIGHUP raise :class:`Ended` in the main thread, as Ctrl+C raises KeyboardInterrupt, so that every
``finally`` runs. Python's handlers wait while Qt's loop sleeps or a lock is held; a thread that reads the wake-up
descriptor does not: it tells the window, and ends the process when the tidying takes too long (a server that does not
answer, a database somebody holds). Nothing booked is lost by that: a command is committed or it is not.
"""

import contextlib
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Any, Final

#: Seconds from the signal to the end, whatever holds it up (the promise is 5).
_PATIENCE: Final = 4.0


class Ended(BaseException):
    """Told to end by a signal. Not an Exception: nothing but the entry of the program handles it."""


class Ending:
    """Listens for signals from ``__enter__`` on; in the main thread only, elsewhere it does nothing.

    ``tell``, when set, is called once, in a thread of its own, instead of raising :class:`Ended`.
    """

    def __init__(self) -> None:
        self.number = 0
        """The signal that came, 0 while none has."""
        self.tell: Callable[[], None] | None = None
        self._before: dict[int, Any] = {}
        self._listening = False
        self._reader, self._writer = socket.socketpair()
        self._wake_up_before = -1

    def __enter__(self) -> "Ending":
        if threading.current_thread() is not threading.main_thread():
            return self
        for number in _signals():
            # What was set to be ignored (nohup) stays ignored; Ctrl+C keeps Python's own exception.
            if signal.getsignal(number) is not signal.SIG_IGN:
                self._before[number] = signal.getsignal(number)
                signal.signal(number, self._on_signal)
        self._writer.setblocking(False)
        self._wake_up_before = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        self._listening = True
        threading.Thread(target=self._listen, name="ending", daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._listening:
            signal.set_wakeup_fd(self._wake_up_before)
            for number, handler in self._before.items():
                signal.signal(number, handler)
        # Only the writing end: the thread reads on, and goes on counting when a signal has come.
        self._writer.close()
        if not self._listening:
            self._reader.close()

    def hold(self) -> None:
        """Raise nothing from now on: whoever is about to set ``tell`` looks at ``number`` once it is set.

        An exception out of nowhere in the middle of Qt's imports is swallowed by them, not by us.
        """
        self.tell = _nobody

    def farewell(self) -> int:
        """Say in one sentence why the program ended; the exit status: 0, or 130 after Ctrl+C."""
        _say(f"收到结束信号（{_name(self.number)}），已收好并退出。")
        return _status(self.number)

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        if number == signal.SIGINT:
            if self.tell is None:
                raise KeyboardInterrupt
        elif number != signal.SIGTERM:
            # A server has its own way to end at SIGTERM: the terminal's end goes the same way.
            signal.raise_signal(signal.SIGTERM)
        elif self.tell is None:
            raise Ended

    def _listen(self) -> None:
        with self._reader:
            while True:
                came = self._reader.recv(1)
                if not came:
                    return
                if came[0] in _signals():
                    break
            self.number = came[0]
            if self.tell is not None:
                self.tell()
            time.sleep(_PATIENCE)
        _say(f"收到结束信号（{_name(self.number)}），没有等到手头的事做完就退出了；已经办成的都在。")
        os._exit(_status(self.number))


def _nobody() -> None:
    """Told before anybody listens."""


def _signals() -> tuple[int, ...]:
    names = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
    return tuple(int(getattr(signal, name)) for name in names if hasattr(signal, name))


def _name(number: int) -> str:
    return signal.Signals(number).name if number else "SIGTERM"


def _status(number: int) -> int:
    return 130 if number == signal.SIGINT else 0


def _say(words: str) -> None:
    # The terminal may be what has just gone.
    with contextlib.suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(f"{words}\n")
        sys.stderr.flush()
