"""Work off the UI thread, with answers back in it: the mechanics under every desk (house §6).

Callbacks and owners never leave the UI thread: workers only hold the call, so that no widget can be
destroyed in a foreign thread.  Apart from the desk because the window already needs it to connect,
before there is an office or a person.
"""

import errno
import heapq
import itertools
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from desktop_admin.contract.errors import OfficeError, SignInNeeded, Unavailable
from desktop_admin.rules.visible import visible
from desktop_admin.views.common.failures import Failures

A = TypeVar("A")
Failed = Callable[[OfficeError], None]


@dataclass(eq=False)
class _Ticket:
    """What is to happen when an answer comes. Held by the UI thread only."""

    owner: QObject
    done: Callable[[Any], None] | None
    failed: Failed | None
    what: str
    must_tell: bool
    counted: bool
    slot: tuple[int, str] | None


@dataclass(eq=False)
class _Errand:
    """What a worker holds: the call, and whether anybody still wants it."""

    number: int
    call: Callable[[], Any]
    wanted: bool = True


class Errands(QObject):
    """Carries calls to worker threads. ``close()`` finishes commands, drops questions, joins threads.

    Pools: ``commands`` (one thread: order), ``questions`` (three), ``files`` (two), ``uploads`` (one: a file that
    is long inspected keeps no page waiting). Threads start when used.
    """

    sign_in_needed = Signal(str)
    """The session has ended; what the person typed stays."""
    busy = Signal(int)
    """How many commands are under way."""
    began = Signal(int, str)
    """A command was given: its number here and its name."""
    ended = Signal(int, str, object)
    """It is settled: number, name, the :class:`OfficeError` or None."""
    _came = Signal(int, object, object)

    def __init__(self, failures: Failures | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.failures = failures or Failures(self)
        self._numbers = itertools.count(1)
        self._tickets: dict[int, _Ticket] = {}
        self._errands: dict[int, _Errand] = {}
        self._slots: dict[tuple[int, str], int] = {}
        self.commands = ThreadPoolExecutor(1, "kaowu-command")
        self.questions = ThreadPoolExecutor(3, "kaowu-question")
        self.files = ThreadPoolExecutor(2, "kaowu-file")
        self.uploads = ThreadPoolExecutor(1, "kaowu-upload")
        self._turn = 0
        self._asking = threading.Lock()
        self._asked: list[tuple[int, int, _Errand]] = []
        """Questions that wait for a thread, the next one first."""
        self._closed = False
        self._came.connect(self._on_came, Qt.ConnectionType.QueuedConnection)

    @property
    def closed(self) -> bool:
        """Whether nothing is taken any more."""
        return self._closed

    def unanswered(self, *, commands: bool) -> int:
        """How many commands are under way, or else how many questions, files and other work."""
        return sum(ticket.counted is commands for ticket in self._tickets.values())

    def work(
        self,
        function: Callable[[], A],
        *,
        owner: QObject,
        done: Callable[[A], None] | None = None,
        failed: Failed | None = None,
        what: str = "work",
        slot: str | None = None,
    ) -> None:
        """Run something slow (reading or saving a file) off the UI thread.

        An ``OSError`` becomes a sentence; a failure nobody handles goes to ``failures``.
        """
        call = partial(_sentence_for_disks, function)
        self.send(
            self.files, call, owner=owner, done=done, failed=failed, what=what, slot=slot, must_tell=True
        )

    def send(
        self,
        pool: ThreadPoolExecutor,
        call: Callable[[], Any],
        *,
        owner: QObject,
        done: Callable[[Any], None] | None,
        failed: Failed | None,
        what: str,
        slot: str | None = None,
        must_tell: bool = False,
        counted: bool = False,
    ) -> None:
        """Carry ``call`` out in ``pool``. ``must_tell``: its failure is shown even when the owner is gone.

        Something newer of the same owner in the same ``slot`` replaces what is under way there.
        """
        if self._closed:
            return
        number = next(self._numbers)
        place = None if slot is None else (id(owner), slot)
        if place is not None:
            older = self._slots.get(place)
            if older is not None and older in self._tickets:
                del self._tickets[older]
                self._errands.pop(older).wanted = False
            self._slots[place] = number
        self._tickets[number] = _Ticket(owner, done, failed, what, must_tell, counted, place)
        errand = self._errands[number] = _Errand(number, call)
        if counted:
            self.began.emit(number, what)
            self.busy.emit(self.unanswered(commands=True))
        if pool is self.questions:
            with self._asking:
                heapq.heappush(self._asked, (-self._turn, number, errand))
            pool.submit(self._carry_out_first)
        else:
            pool.submit(self._carry_out, errand)

    def turn(self) -> None:
        """Something else is looked at: what is asked from now on goes before the questions that still wait."""
        self._turn += 1

    def withdraw(self, owner: QObject) -> None:
        """Nobody looks any longer at what this owner asked for: what has not been begun is not begun."""
        with self._asking:
            waiting = [errand for _turn, _number, errand in self._asked]
        for errand in waiting:
            ticket = self._tickets.get(errand.number)
            if ticket is not None and ticket.owner is owner:
                errand.wanted = False
                del self._tickets[errand.number], self._errands[errand.number]

    def stop(self) -> None:
        """Take nothing more; commands already given are still carried out. Never waits."""
        self._closed = True
        self.questions.shutdown(wait=False, cancel_futures=True)
        self.files.shutdown(wait=False, cancel_futures=True)
        self.uploads.shutdown(wait=False, cancel_futures=True)
        self.commands.shutdown(wait=False)

    def join(self) -> None:
        """Wait for the threads (from any thread), after :meth:`stop`."""
        for pool in (self.questions, self.files, self.uploads, self.commands):
            pool.shutdown(wait=True)

    def close(self) -> None:
        """Stop and wait. Idempotent."""
        self.stop()
        self.join()
        self._tickets.clear()
        self._errands.clear()
        self._slots.clear()

    def _carry_out_first(self) -> None:
        with self._asking:
            errand = heapq.heappop(self._asked)[-1]
        self._carry_out(errand)

    def _carry_out(self, errand: _Errand) -> None:
        if not errand.wanted:
            return
        try:
            answer = errand.call()
        except Exception as error:
            self._came.emit(errand.number, None, error)
        else:
            self._came.emit(errand.number, answer, None)

    def _on_came(self, number: int, answer: Any, error: Exception | None) -> None:
        ticket = self._tickets.pop(number, None)
        self._errands.pop(number, None)
        if ticket is None:
            return
        if ticket.slot is not None and self._slots.get(ticket.slot) == number:
            del self._slots[ticket.slot]
        if ticket.counted:
            self.busy.emit(self.unanswered(commands=True))
        alive = isValid(ticket.owner)
        known = self._fail(ticket, error, alive=alive) if error is not None else None
        if error is None and alive and ticket.done is not None:
            ticket.done(answer)
        if ticket.counted:
            self.ended.emit(number, ticket.what, known)

    def _fail(self, ticket: _Ticket, error: Exception, *, alive: bool) -> OfficeError:
        """Tell whoever waits, else the one place for failures; what was told."""
        if isinstance(error, SignInNeeded):
            self.sign_in_needed.emit(error.message)
        known = error if isinstance(error, OfficeError) else self.failures.bug(error, ticket.what)
        if alive and ticket.failed is not None:
            ticket.failed(known)
        elif known is error and (alive or ticket.must_tell):
            self.failures.expected(known, ticket.what)
        return known


def _sentence_for_disks(function: Callable[[], A]) -> A:
    """Turn a disk's refusal into a sentence with a way out."""
    try:
        return function()
    except OSError as error:
        name = visible(str(error.filename or ""))
        raise Unavailable(_disk_sentence(error).format(name)) from error


def _disk_sentence(error: OSError) -> str:
    """What to say of a disk's refusal; ``{0}`` is the file."""
    if error.errno == errno.ENOSPC:
        return "磁盘空间不足，没有保存。请清理磁盘或另选位置后再试。"
    if error.errno in (errno.EACCES, errno.EPERM):
        return "没有权限读写 {0}。请另选位置，或关闭正在使用它的程序。"
    if error.errno == errno.ENOENT:
        return "找不到 {0}。文件可能已被移动或删除，请重新选择。"
    if error.errno == errno.EROFS:
        return "此位置是只读的，没有保存。请另选位置。"
    return "文件 {0} 读写失败，请另选位置后再试。"
