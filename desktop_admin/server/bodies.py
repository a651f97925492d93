"""Reading what a client sends: bounded in size and in time, and given up quietly when the client has gone."""

import asyncio
from collections.abc import Callable
from typing import Final

from fastapi import HTTPException, Request
from starlette.requests import ClientDisconnect

from desktop_admin.contract.errors import Unavailable

#: Seconds a body may take whatever its size, and the slowest it may come after that, in bytes a second: a paper
#: of 2 MB has two and a half minutes. Whoever drips a byte now and then is gone after the first.
GRACE: Final = 20.0
SLOWEST: Final = 16 * 1024


class Left(Exception):
    """The client has gone when ``size`` bytes had been read: nobody is there to be answered."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


class TooSlow(Unavailable):
    """The body came so slowly that it was given up when ``size`` bytes had been read."""

    def __init__(self, size: int) -> None:
        super().__init__("上传得太慢，已经停止。请检查网络后重新上传。")
        self.size = size


async def read_body(
    request: Request,
    largest: int,
    refusal: str,
    more: Callable[[int], None] = lambda size: None,
) -> bytes:
    """The whole body. Raises an HTTP 413 past ``largest`` bytes, :class:`TooSlow`, :class:`Left`.

    ``more`` is told how many bytes have come whenever some have; it may raise.
    """
    if _announced(request) > largest:
        raise HTTPException(413, refusal)
    parts: list[bytes] = []
    size = 0
    began = asyncio.get_running_loop().time()
    try:
        async with asyncio.timeout(GRACE) as clock:
            async for chunk in request.stream():
                size += len(chunk)
                if size > largest:
                    raise HTTPException(413, refusal)
                more(size)
                parts.append(chunk)
                clock.reschedule(began + GRACE + size / SLOWEST)
    except TimeoutError:
        raise TooSlow(size) from None
    except ClientDisconnect:
        raise Left(size) from None
    return b"".join(parts)


def _announced(request: Request) -> int:
    said = request.headers.get("Content-Length", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 20 else 0
