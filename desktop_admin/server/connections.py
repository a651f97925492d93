"""Connections: how many there may be, and how long one may take over its part before it is dropped.

Apart from the app because this happens before and beside requests: a client that drips a header, or never reads its
answer, holds a descriptor, and descriptors are what a server has few of.
"""

import asyncio
import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final

from uvicorn.protocols.http.h11_impl import H11Protocol

from desktop_admin.contract.errors import Invalid, OfficeError, Unavailable
from desktop_admin.office.wire import error_body
from desktop_admin.server.bodies import SLOWEST
from desktop_admin.server.frugal import FrugalConnection, Unreadable
from desktop_admin.server.rare_lines import RareLines

#: A desk holds about seven connections; twenty sites of them fit, and files and children have as many left.
MOST: Final = 512
_FULL: Final = "服务器的连接太多，暂时接不下新的。请稍后再试。"


@dataclass(frozen=True)
class Limits:
    """Connections in all and of one address (``proxies`` stand for many people and are not bounded so), and seconds:
    ``head`` for the whole head of a request, and for what is still coming after an early answer; ``unread`` is how
    often an answer that is being fetched is looked at: at least 16 KiB a second must have gone."""

    most: int = MOST
    each: int = MOST // 2
    head: float = 10.0
    unread: float = 20.0
    proxies: frozenset[str] = frozenset()


def limits_here(proxies: tuple[str, ...] = ()) -> Limits:
    """As many as this process has descriptors for, half of them left to the database, files and children."""
    most = MOST
    try:
        import resource
    except ImportError:  # Windows has no such limit
        pass
    else:
        soft, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if soft != resource.RLIM_INFINITY:
            most = max(8, min(most, soft // 2))
    return Limits(most=most, each=max(4, most // 2), proxies=frozenset(proxies))


@dataclass
class Door:
    """Who is inside, and what is told of those who behave badly. Used by the server's loop only."""

    limits: Limits
    lines: RareLines = field(default_factory=RareLines)
    inside: Counter[str] = field(default_factory=Counter)

    def enter(self, address: str) -> bool:
        """False where there is no room, in all or for that address."""
        crowded = self.inside[address] >= self.limits.each and address not in self.limits.proxies
        if crowded or self.inside.total() >= self.limits.most:
            return False
        self.inside[address] += 1
        return True

    def leave(self, address: str) -> None:
        """One less."""
        self.inside[address] -= 1
        if not self.inside[address]:
            del self.inside[address]


class PatientProtocol(H11Protocol):
    """uvicorn's, with an end to its patience. ``door`` is shared by all connections of a server."""

    def __init__(self, door: Door, **uvicorns: Any) -> None:
        super().__init__(**uvicorns)
        self.conn = FrugalConnection()
        self._door = door
        self._address: str | None = None
        self._head: asyncio.TimerHandle | None = None
        self._unread: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Let in or turn away."""
        super().connection_made(transport)
        # Any byte that is not read starts the clock: what is left of an answer would otherwise hold a connection
        # that is closing for as long as the client likes.
        transport.set_write_buffer_limits(high=0)
        address = self._from()
        if self._door.enter(address):
            self._address = address
            self._watch()
        else:
            transport.write(_whole("503 Service Unavailable", Unavailable(_FULL), "Retry-After: 5"))
            transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Count down and forget the clocks."""
        for timer in (self._head, self._unread):
            if timer is not None:
                timer.cancel()
        self._head = self._unread = None
        if self._address is not None:
            self._door.leave(self._address)
            self._address = None
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """The clock runs while there is no request to answer: between two, in a head, after an early answer."""
        if self.transport.is_closing():
            return
        super().data_received(data)
        self._watch()

    def handle_events(self) -> None:
        """What is no HTTP is refused in the contract's shape too; in the middle of an answer only by leaving."""
        try:
            super().handle_events()
        except Unreadable as unreadable:
            self._door.lines.say("a client sent what is no HTTP request", self._from())
            if self.cycle is None or self.cycle.response_complete or not self.cycle.response_started:
                self.transport.write(_whole("400 Bad Request", Invalid(str(unreadable))))
            self.transport.close()

    def pause_writing(self) -> None:
        """The client does not read as fast as we write: look again later, also when the transport is closing."""
        super().pause_writing()
        if self._unread is None:
            left = self.transport.get_write_buffer_size()
            self._unread = self.loop.call_later(self._door.limits.unread, self._look, left)

    def resume_writing(self) -> None:
        """It has read."""
        super().resume_writing()
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None

    def _get_upgrade(self) -> bytes | None:
        """None: whoever asks for a WebSocket is answered by HTTP, without uvicorn's advice what to install."""
        return None

    def _from(self) -> str:
        return self.client[0] if self.client else ""

    def _idle(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _watch(self) -> None:
        if not self._idle():
            if self._head is not None:
                self._head.cancel()
                self._head = None
        elif self._head is None:
            self._head = self.loop.call_later(self._door.limits.head, self._out_of_patience)

    def _out_of_patience(self) -> None:
        self._head = None
        if self._idle() and not self.transport.is_closing():
            self._drop("has not finished a request")

    def _look(self, before: int) -> None:
        left = self.transport.get_write_buffer_size()
        if before - left < SLOWEST * self._door.limits.unread:
            self._unread = None
            self._drop("does not read its answer")
        else:
            self._unread = self.loop.call_later(self._door.limits.unread, self._look, left)

    def _drop(self, why: str) -> None:
        self._door.lines.say(f"a client was dropped: it {why}", self._from())
        self.transport.abort()


def _whole(status: str, failure: OfficeError, *more: str) -> bytes:
    """A whole answer: there is no request to answer, and none will be read."""
    body = json.dumps(error_body(failure), ensure_ascii=False).encode()
    length = f"Content-Length: {len(body)}"
    head = (
        f"HTTP/1.1 {status}",
        "Content-Type: application/json",
        *more,
        "Connection: close",
        length,
        "",
        "",
    )
    return "\r\n".join(head).encode() + body
