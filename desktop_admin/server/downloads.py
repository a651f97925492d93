"""Files that go out: how many one account may be fetching at once, and on whose threads they are read.

Apart from the route because the bytes lie in memory until the client has taken them (a learner who fetched two
megabytes over every connection, slowly, would hold half a gigabyte), and because reading and proving them takes a
while: on the forty threads that answer requests, two hundred of them made a question wait three seconds.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Final, TypeVar

from fastapi import Response
from starlette.types import Receive, Scope, Send

from desktop_admin.contract.errors import Busy
from desktop_admin.office.direct import House
from desktop_admin.office.files import account_of

A = TypeVar("A")

#: A desk has about seven connections; two desks of one person fit.
EACH: Final = 16
#: Of all accounts together, asked for and not read yet: two seconds of work for the threads.
WAITING: Final = 128
_THREADS: Final = 4
_ASKING: Final = 2
_SOON: Final = 5
#: More than a client takes in one look at what it has not read (``connections.Limits.unread``), so that the
#: slowest pace is the same for a piece as for the whole.
_PIECE: Final = 512 * 1024


class Downloads:
    """Who is fetching. Used by the server's loop only."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._under_way: Counter[str] = Counter()
        self._waiting = 0
        #: Who asks is found out apart: strangers wait for nobody's file, and fill no place of those who may.
        self._asking = ThreadPoolExecutor(_ASKING, "download-asks")
        self._reading = ThreadPoolExecutor(_THREADS, "download")

    def close(self) -> None:
        """Read no more; what nobody began to read is given up."""
        for threads in (self._asking, self._reading):
            threads.shutdown(wait=False, cancel_futures=True)

    async def get(self, token: str | None, sha256: str) -> "FileAnswer":
        """The answer with the bytes, which holds a place of its account until it has been sent. Raises Busy, and
        what ``Engine.principal`` and ``Files.get`` raise."""
        principal = await _on(self._asking, self._house.engine.principal, token)
        account = account_of(principal)
        self.enter(account)
        try:
            data = await self._read(partial(self._house.files.get, principal, sha256))
        except BaseException:
            self.leave(account)
            raise
        return FileAnswer(data, self, account)

    async def _read(self, get: Callable[[], bytes]) -> bytes:
        if self._waiting >= WAITING:
            raise _busy("现在要下载的文件太多，这一份还没有轮到。请在 {soon} 秒后再试。")
        self._waiting += 1
        try:
            return await _on(self._reading, get)
        finally:
            self._waiting -= 1

    def enter(self, account: str) -> None:
        """Take a place; Busy where the account has too many."""
        if self._under_way[account] >= EACH:
            raise _busy("正在下载的文件太多，请等前面的下完，约 {soon} 秒后再试。")
        self._under_way[account] += 1

    def leave(self, account: str) -> None:
        """Give it back."""
        self._under_way[account] -= 1
        if not self._under_way[account]:
            del self._under_way[account]


class FileAnswer(Response):
    """The bytes, piece by piece; the account's place (entered before) is free when the last has been taken."""

    def __init__(self, data: bytes, downloads: Downloads, account: str) -> None:
        super().__init__(data, media_type="application/octet-stream")
        self._downloads, self._account = downloads, account

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send; every piece waits until the one before has been read, the empty last one too."""
        data = bytes(self.body)
        try:
            await send(
                {"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers}
            )
            for at in range(0, len(data), _PIECE):
                await send({"type": "http.response.body", "body": data[at : at + _PIECE], "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            self._downloads.leave(self._account)


async def _on(threads: ThreadPoolExecutor, function: Callable[..., A], *arguments: Any) -> A:
    return await asyncio.get_running_loop().run_in_executor(threads, partial(function, *arguments))


def _busy(sentence: str) -> Busy:
    return Busy(sentence.format(soon=_SOON), {"retry_after": _SOON})
