"""Who waits for news: one thread watches the office, any number of desks hear of it without a thread of their own."""

import asyncio
import secrets
import threading

from starlette.concurrency import run_in_threadpool

from desktop_admin.office.direct import House
from desktop_admin.office.feed import Waiter


class News:
    """One thread watches the office; any number of waiting desks hear of it."""

    def __init__(self, house: House) -> None:
        self._waiter = Waiter(house.database)
        self._house = house
        self._condition = asyncio.Condition()
        self._count = 0
        self._start = secrets.token_hex(4)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="news", daemon=True)

    def start(self) -> None:
        """Begin to watch; called on the loop that the desks wait on."""
        self._loop = asyncio.get_running_loop()
        self._thread.start()

    async def stop(self) -> None:
        """Wake everybody and end the thread."""
        self._stop.set()
        self._waiter.close()
        await self._tell()
        await run_in_threadpool(self._thread.join, 5)

    def _watch(self) -> None:
        while not self._stop.is_set():
            try:
                news = self._waiter.wait(1.0)
            except Exception:
                self._stop.wait(1.0)
                self._waiter.release()
                continue
            if news and self._loop is not None and not self._stop.is_set():
                asyncio.run_coroutine_threadsafe(self._tell(), self._loop)
        self._waiter.release()

    async def _tell(self) -> None:
        async with self._condition:
            self._count += 1
            self._condition.notify_all()

    @property
    def mark(self) -> str:
        """Where a desk is that has heard of everything up to now; another after a restart."""
        return f"{self._start}-{self._count}"

    async def wait(self, mark: str, seconds: float) -> bool:
        """True when something was committed since ``mark``, at once or within the time.

        The desk brings its mark along: what is committed while it reads the feed must wake it too.
        """
        async with self._condition:
            try:
                await asyncio.wait_for(self._condition.wait_for(lambda: self.mark != mark), seconds)
            except TimeoutError:
                return False
        return True
