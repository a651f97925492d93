"""A desk asks the office, off the UI thread, and brings the answer back to it (house §5, §6).

Commands run on one thread, in the order the person gave them; questions, signals and files on
small pools.  Callbacks and owners never leave the UI thread: workers only hold requests, so that
no widget can be destroyed in a foreign thread.
"""

import errno
import itertools
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from desktop_admin.contract.base import Command, Request
from desktop_admin.contract.errors import OfficeError, SignInNeeded, Unavailable
from desktop_admin.contract.files import FileFacts
from desktop_admin.contract.journal import ChangePage, Changes, ClaimRow, CommandOutcome
from desktop_admin.contract.office import Office
from desktop_admin.contract.policy import Catalogue, CatalogueRecord
from desktop_admin.contract.staff import Person
from desktop_admin.rules import roles
from desktop_admin.views.common.failures import Failures
from desktop_admin.views.common.feed import WAIT_SECONDS, Feed, same_claims
from desktop_admin.views.common.office_clock import OfficeClock
from desktop_admin.views.common.theme import Theme

A = TypeVar("A")
Failed = Callable[[OfficeError], None]

#: Seconds between questions after the outcome of a command whose answer was lost.
OUTCOME_DELAYS = (0.3, 1.0, 2.0, 4.0)


@dataclass(eq=False)
class _Ticket:
    """What is to happen when an answer comes. Held by the UI thread only."""

    owner: QObject
    done: Callable[[Any], None] | None
    failed: Failed | None
    what: str
    command: bool
    slot: tuple[int, str] | None


@dataclass(eq=False)
class _Errand:
    """What a worker holds: the call, and whether anybody still wants it."""

    number: int
    call: Callable[[], Any]
    wanted: bool = True


class Desk(QObject):
    """One signed-in person at one office. ``close()`` when the person leaves.

    ``after`` is the journal number known before the first list is loaded; None lets the feed ask.
    """

    changed = Signal(object)
    """A :class:`ChangePage` with changes, other claims, or ``reload``."""
    connection = Signal(bool, str)
    """False with the office's sentence when it cannot be reached, True when it can again."""
    synced = Signal()
    """The office was heard from (``synced_at``, ``clock()`` and ``offset`` are fresh)."""
    catalogue_changed = Signal()
    sign_in_needed = Signal(str)
    busy = Signal(int)
    """How many commands are under way."""
    _came = Signal(int, object, object)

    def __init__(
        self,
        office: Office,
        person: Person,
        *,
        theme: Theme | None = None,
        failures: Failures | None = None,
        after: int | None = None,
        wait_seconds: float = WAIT_SECONDS,
        outcome_delays: Sequence[float] = OUTCOME_DELAYS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.office = office
        self.person = person
        self.theme = theme or Theme(parent=self)
        self.failures = failures or Failures(self)
        self.catalogue: CatalogueRecord | None = None
        self.claims: tuple[ClaimRow, ...] = ()
        self.online = True
        self.synced_at: datetime | None = None
        self.head = after or 0
        self.head_hash = ""
        self._clock = OfficeClock()
        self._outcome_delays = tuple(outcome_delays)
        self._numbers = itertools.count(1)
        self._tickets: dict[int, _Ticket] = {}
        self._errands: dict[int, _Errand] = {}
        self._slots: dict[tuple[int, str], int] = {}
        self._commands = ThreadPoolExecutor(1, "kaowu-command")
        self._questions = ThreadPoolExecutor(3, "kaowu-question")
        self._files = ThreadPoolExecutor(2, "kaowu-file")
        self._closed = False
        self._came.connect(self._on_came, Qt.ConnectionType.QueuedConnection)
        self._feed = Feed(office, after, wait_seconds=wait_seconds, parent=self)
        self._feed.page.connect(self._on_page, Qt.ConnectionType.QueuedConnection)
        self._feed.lost.connect(self._on_lost, Qt.ConnectionType.QueuedConnection)
        self._feed.broken.connect(self._on_broken, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin to listen to the feed and load the catalogue."""
        if self.may(Changes):
            self._feed.start()
        self.reload_catalogue()

    def may(self, request: type[Request[Any]] | str) -> bool:
        """Whether this person's roles allow the request: greys the button the service would refuse."""
        name = request if isinstance(request, str) else request.__name__
        return roles.may(self.person.roles, name)

    def clock(self) -> datetime:
        """The office's time now (aware, UTC), estimated since it last spoke."""
        return self._clock.now()

    @property
    def offset(self) -> float:
        """Seconds by which the office's clock is ahead of this workstation's."""
        return self._clock.offset

    def heard(self, now: datetime) -> None:
        """Take over an instant the office has just named (sign-in, month windows)."""
        self._clock.set(now)

    # -- asking ------------------------------------------------------------------------------

    def run(
        self,
        request: Request[A],
        *,
        owner: QObject,
        done: Callable[[A], None] | None = None,
        failed: Failed | None = None,
        slot: str | None = None,
    ) -> None:
        """Ask the office; ``done(answer)`` or ``failed(error)`` come back in the UI thread.

        A question's answer is dropped when ``owner`` is gone or when ``owner`` has asked something
        newer in the same ``slot``.  A command's failure that nobody handles goes to ``failures``.
        """
        what = type(request).__name__
        if isinstance(request, Command):
            self._send(
                self._commands, partial(self._do_command, request), owner, done, failed, what, None, True
            )
        else:
            self._send(
                self._questions, partial(self.office.run, request), owner, done, failed, what, slot, False
            )

    def put(
        self,
        data: bytes,
        name: str,
        *,
        owner: QObject,
        done: Callable[[FileFacts], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Store and inspect a file. A failure nobody handles goes to ``failures``."""
        self._send(self._files, partial(self.office.put, data, name), owner, done, failed, "put", None, True)

    def get(
        self,
        sha256: str,
        *,
        owner: QObject,
        done: Callable[[bytes], None] | None = None,
        failed: Failed | None = None,
        slot: str | None = None,
    ) -> None:
        """The bytes of a file."""
        self._send(self._files, partial(self.office.get, sha256), owner, done, failed, "get", slot, False)

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
        self._send(self._files, partial(_sentence_for_disks, function), owner, done, failed, what, slot, True)

    def reload_catalogue(self) -> None:
        """Ask for categories and reasons (at the start, and when the feed names one)."""
        if self.may(Catalogue):
            self.run(Catalogue(), owner=self, done=self._on_catalogue, slot="catalogue")

    def retry_connection(self) -> None:
        """Try the office again at once (button of the banner)."""
        self._feed.retry_now()

    def close(self) -> None:
        """Finish the commands already given, drop the questions, join all threads. Idempotent."""
        if self._closed:
            return
        self._closed = True
        self._feed.stop()
        for errand in self._errands.values():
            errand.wanted = self._tickets[errand.number].command
        self._questions.shutdown(wait=True, cancel_futures=True)
        self._files.shutdown(wait=True, cancel_futures=True)
        self._commands.shutdown(wait=True)
        self._tickets.clear()
        self._errands.clear()
        self._slots.clear()

    # -- workers -----------------------------------------------------------------------------

    def _send(
        self,
        pool: ThreadPoolExecutor,
        call: Callable[[], Any],
        owner: QObject,
        done: Callable[[Any], None] | None,
        failed: Failed | None,
        what: str,
        slot: str | None,
        command: bool,
    ) -> None:
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
        self._tickets[number] = _Ticket(owner, done, failed, what, command, place)
        errand = self._errands[number] = _Errand(number, call)
        if command:
            self.busy.emit(self._under_way())
        pool.submit(self._carry_out, errand)

    def _carry_out(self, errand: _Errand) -> None:
        if not errand.wanted:
            return
        try:
            answer = errand.call()
        except Exception as error:
            self._came.emit(errand.number, None, error)
        else:
            self._came.emit(errand.number, answer, None)

    def _do_command(self, request: Command[Any]) -> Any:
        """Run a command; when its answer was lost, ask what became of it instead of sending it again."""
        try:
            return self.office.run(request)
        except Unavailable as lost:
            if not lost.details.get("unknown_outcome"):
                raise
        for delay in self._outcome_delays:
            time.sleep(delay)
            try:
                outcome = self.office.run(CommandOutcome(request.id))
            except Unavailable:
                continue
            if not outcome.done:
                raise Unavailable(self.tr("连接中断，这一步没有做成，数据没有改动。请再做一次。"))
            if outcome.receipt is None:
                raise Unavailable(self.tr("连接中断，这一步已办，但答复没有收到。请再看一次。"))
            return outcome.receipt
        raise Unavailable(
            self.tr("连接中断，不知道这一步是否已经办成。恢复连接后请先核对结果，不要直接重做。"),
            {"command_id": request.id},
        )

    # -- back in the UI thread ---------------------------------------------------------------

    def _on_came(self, number: int, answer: Any, error: Exception | None) -> None:
        ticket = self._tickets.pop(number, None)
        self._errands.pop(number, None)
        if ticket is None:
            return
        if ticket.slot is not None and self._slots.get(ticket.slot) == number:
            del self._slots[ticket.slot]
        if ticket.command:
            self.busy.emit(self._under_way())
        alive = isValid(ticket.owner)
        if error is not None:
            self._fail(ticket, error, alive=alive)
        elif alive and ticket.done is not None:
            ticket.done(answer)

    def _fail(self, ticket: _Ticket, error: Exception, *, alive: bool) -> None:
        if isinstance(error, SignInNeeded):
            self.sign_in_needed.emit(error.message)
        if not isinstance(error, OfficeError):
            known = self.failures.bug(error, ticket.what)
            if alive and ticket.failed is not None:
                ticket.failed(known)
        elif alive and ticket.failed is not None:
            ticket.failed(error)
        elif alive or ticket.command:
            self.failures.expected(error, ticket.what)

    def _under_way(self) -> int:
        return sum(ticket.command for ticket in self._tickets.values())

    def _on_catalogue(self, record: CatalogueRecord) -> None:
        self.catalogue = record
        self.catalogue_changed.emit()

    def _on_page(self, page: ChangePage) -> None:
        if self._closed:
            return
        self._clock.set(page.now)
        self.synced_at = page.now
        self.head, self.head_hash = page.head, page.head_hash
        if not self.online:
            self.online = True
            self.connection.emit(True, "")
        news = bool(page.changes) or page.reload or not same_claims(page.claims, self.claims)
        self.claims = page.claims
        if page.reload or any(s.kind in ("category", "reason") for c in page.changes for s in c.subjects):
            self.reload_catalogue()
        if news:
            self.changed.emit(page)
        self.synced.emit()

    def _on_lost(self, error: OfficeError) -> None:
        if self._closed:
            return
        if isinstance(error, SignInNeeded):
            self.sign_in_needed.emit(error.message)
            return
        self.online = False
        self.connection.emit(False, error.message)

    def _on_broken(self, error: Exception) -> None:
        if not self._closed:
            self.failures.bug(error, "Changes")


def _sentence_for_disks(function: Callable[[], A]) -> A:
    """Turn a disk's refusal into a sentence with a way out."""
    try:
        return function()
    except OSError as error:
        name = str(error.filename or "")
        sentences = {
            errno.ENOSPC: "磁盘空间不足，没有保存。请清理磁盘或另选位置后再试。",
            errno.EACCES: f"没有权限读写 {name}。请另选位置，或关闭正在使用它的程序。",
            errno.EPERM: f"没有权限读写 {name}。请另选位置，或关闭正在使用它的程序。",
            errno.ENOENT: f"找不到 {name}。文件可能已被移动或删除，请重新选择。",
            errno.EROFS: "此位置是只读的，没有保存。请另选位置。",
        }
        fallback = f"文件读写失败：{error.strerror or error}。请另选位置后再试。"
        raise Unavailable(sentences.get(error.errno or 0, fallback)) from error
