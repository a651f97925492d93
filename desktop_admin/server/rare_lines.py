"""What clients do wrong, told in few lines whoever does it and however often: a log that anybody can fill is a way in.

Of one kind and address one line in a while; what was left out is counted and told at the end of it.
"""

import asyncio
import logging
from typing import Final

_LOG = logging.getLogger(__name__)

#: Seconds.
EVERY: Final = 60.0
#: Kinds and addresses told apart meanwhile; of those that come later only the number is told.
MOST: Final = 32
_OTHERS: Final = "other addresses"


class RareLines:
    """Used by the server's loop only."""

    def __init__(self, every: float = EVERY) -> None:
        self._every = every
        self._left_out: dict[tuple[str, str], int] = {}
        self._timer: asyncio.TimerHandle | None = None

    @property
    def counted(self) -> int:
        """Kinds and addresses told apart now."""
        return len(self._left_out)

    def say(self, kind: str, address: str, more: str = "") -> None:
        """``kind``: one of a few sentences of ours. ``address``: the client's. ``more`` is told of the first only."""
        key = kind, address[:60] or "an unknown address"
        if key not in self._left_out and len(self._left_out) < MOST:
            self._left_out[key] = 0
            _LOG.warning("%s, from %s%s", kind, key[1], more)
        else:
            key = key if key in self._left_out else (kind, _OTHERS)
            self._left_out[key] = self._left_out.get(key, 0) + 1
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(self._every, self.tell)

    def tell(self) -> None:
        """Say now what was left out, and begin anew."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        left_out, self._left_out = self._left_out, {}
        for (kind, address), number in left_out.items():
            if number:
                _LOG.warning("%s, from %s: %d more times", kind, address, number)
