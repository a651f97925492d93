"""Files that come in over the network: how many at once, and how one waits for its verdict.

Apart from the other routes because an upload is slow in three ways (its client, its inspection, its disk) and none
of them may hold a thread that answers requests.
"""

import asyncio
import hashlib
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Final, TypeVar

from fastapi import Request

from desktop_admin.contract.errors import Busy, Invalid
from desktop_admin.contract.files import FileFacts, Inspection
from desktop_admin.office.direct import House
from desktop_admin.office.files import Upload, account_of, too_large
from desktop_admin.rules.purposes import PURPOSES, Purpose
from desktop_admin.server.bodies import Left, read_body

A = TypeVar("A")

#: Uploads under way at once, of all and of one account (two more than it has places in the queue: known files need
#: none), and the bytes they may hold together.
UPLOADS: Final = 32
UPLOADS_EACH: Final = 6
BYTES: Final = 256 * 1024 * 1024
#: Threads that hash and store; the forty that answer requests are not used for it.
_THREADS: Final = 4
_SOON: Final = 5


class Uploads:
    """The door for files. Used by the server's loop only."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._under_way: Counter[str] = Counter()
        self._bytes = 0
        self._threads = ThreadPoolExecutor(_THREADS, "upload")

    def close(self) -> None:
        """Take no more; what is being stored is stored."""
        self._threads.shutdown(wait=False)

    async def put(
        self, request: Request, token: str | None, sha256: str, name: str, purpose: Purpose
    ) -> FileFacts:
        """Receive, wait for the verdict, keep. Raises Busy before the body is read where too many are under way."""
        files = self._house.files
        principal = await self._thread(self._house.engine.principal, token)
        files.refuse(principal, 0, purpose)
        account = account_of(principal)
        self._enter(account)
        held = 0

        def more(size: int) -> None:
            nonlocal held
            self._bytes += size - held
            held = size
            if self._bytes > BYTES:
                raise self._busy()

        try:
            data = await read_body(request, PURPOSES[purpose].largest, too_large(purpose), more)
            if await self._thread(_digest, data) != sha256:
                raise Invalid("文件在传输中损坏了，请重新上传。")
            now = await self._thread(self._house.engine.now)
            upload = await self._thread(files.begin, principal, data, name, now, purpose)
            try:
                return await self._thread(files.finish, upload, await _verdict(request, upload))
            except Busy:
                await self._thread(files.give_back, upload)
                raise
            finally:
                upload.leave()
        finally:
            self._bytes -= held
            self._leave(account)

    def _enter(self, account: str) -> None:
        if self._under_way[account] >= UPLOADS_EACH or self._under_way.total() >= UPLOADS:
            raise self._busy()
        self._under_way[account] += 1

    def _leave(self, account: str) -> None:
        self._under_way[account] -= 1
        if not self._under_way[account]:
            del self._under_way[account]

    def _busy(self) -> Busy:
        return Busy(
            f"正在上传的文件太多，这一份还没有收下。请在 {_SOON} 秒后再传，文件不用重新选择。",
            {"retry_after": _SOON},
        )

    async def _thread(self, function: Callable[..., A], *arguments: Any) -> A:
        call = partial(function, *arguments)
        return await asyncio.get_running_loop().run_in_executor(self._threads, call)


async def _verdict(request: Request, upload: Upload) -> Inspection | None:
    """What the inspection found, None where it was known. Raises Left as soon as the client has gone."""
    if upload.place is None:
        return None
    verdict = asyncio.wrap_future(upload.place.verdict)
    gone = asyncio.create_task(_until_gone(request))
    try:
        await asyncio.wait((verdict, gone), return_when=asyncio.FIRST_COMPLETED)
        if not verdict.done():
            raise Left(len(upload.data))
        return verdict.result()
    finally:
        gone.cancel()
        verdict.cancel()


async def _until_gone(request: Request) -> None:
    """The body is read: what comes now is the client's leaving."""
    while (await request.receive())["type"] != "http.disconnect":
        continue


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
