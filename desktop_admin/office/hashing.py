"""argon2 work of one process, a little at a time: hashing takes 50 ms and 64 MB, and anybody may ask for it."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from desktop_admin.contract.errors import Unavailable


class Hashing:
    """At most ``slots`` at once, one for any single address; a short queue, beyond which it says when.

    ``patience``: seconds somebody waits in the queue at most.
    """

    def __init__(self, slots: int = 2, waiting: int = 12, patience: float = 5.0) -> None:
        self._slots, self._most, self._patience = slots, waiting, patience
        self._free = threading.Condition()
        self._running: Counter[str] = Counter()
        self._waiting: Counter[str] = Counter()

    @contextmanager
    def turn(self, address: str) -> Iterator[None]:
        """Hold a slot; Unavailable with ``retry_after`` seconds when too many want one."""
        with self._free:
            # Half of the queue is for others: one address cannot fill it.
            if (
                self._waiting.total() >= self._most or self._waiting[address] >= self._most // 2
            ) and not self._fits(address):
                raise _busy()
            self._waiting[address] += 1
            got = self._free.wait_for(lambda: self._fits(address), self._patience)
            self._waiting[address] -= 1
            self._waiting += Counter()
            if not got:
                raise _busy()
            self._running[address] += 1
        try:
            yield
        finally:
            with self._free:
                self._running[address] -= 1
                self._running += Counter()
                self._free.notify_all()

    def _fits(self, address: str) -> bool:
        return self._running.total() < self._slots and self._running[address] < 1


def _busy() -> Unavailable:
    return Unavailable("现在要核对的密码太多，请在 3 秒后再试。", {"retry_after": 3})
