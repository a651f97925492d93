"""Files that go out: how many one account may be fetching at once.

Apart from the route because the bytes lie in memory until the client has taken them: a learner who fetched two
megabytes over every connection, slowly, would hold half a gigabyte.
"""

from collections import Counter
from typing import Final

from fastapi import Response
from starlette.types import Receive, Scope, Send

from desktop_admin.contract.errors import Busy

#: A desk has about seven connections; two desks of one person fit.
EACH: Final = 16
_SOON: Final = 5
#: More than a client takes in one look at what it has not read (``connections.Limits.unread``), so that the
#: slowest pace is the same for a piece as for the whole.
_PIECE: Final = 512 * 1024


class Downloads:
    """Who is fetching. Used by the server's loop only."""

    def __init__(self) -> None:
        self._under_way: Counter[str] = Counter()

    def enter(self, account: str) -> None:
        """Take a place; Busy where the account has too many."""
        if self._under_way[account] >= EACH:
            raise Busy(f"正在下载的文件太多，请等前面的下完，约 {_SOON} 秒后再试。", {"retry_after": _SOON})
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
