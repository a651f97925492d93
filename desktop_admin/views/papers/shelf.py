"""What has been read lately, within a bound of bytes; the least recently wanted goes first.

Apart from the reader because the bound is a promise of its own (a reviewer sees
hundreds of papers a day and the window's memory must stay level).
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Shelf(Generic[K, V]):
    """Keeps values up to ``bound`` bytes and ``most`` entries. Used by one thread only."""

    def __init__(self, bound: int, size_of: Callable[[V], int], most: int = 400) -> None:
        self._bound = bound
        self._most = most
        self._size_of = size_of
        self._items: OrderedDict[K, V] = OrderedDict()
        self.size = 0

    def get(self, key: K) -> V | None:
        """The value, now the most recently wanted."""
        if key not in self._items:
            return None
        self._items.move_to_end(key)
        return self._items[key]

    def put(self, key: K, value: V) -> None:
        """Keep ``value``; one that is larger than the whole shelf is not kept at all."""
        self.drop(key)
        size = self._size_of(value)
        if size > self._bound:
            return
        self._items[key] = value
        self.size += size
        while self.size > self._bound or len(self._items) > self._most:
            _, oldest = self._items.popitem(last=False)
            self.size -= self._size_of(oldest)

    def drop(self, key: K) -> None:
        """Forget ``key`` if it is there."""
        if key in self._items:
            self.size -= self._size_of(self._items.pop(key))

    def clear(self) -> None:
        """Forget everything."""
        self._items.clear()
        self.size = 0

    def items(self) -> Iterator[tuple[K, V]]:
        """All of it, least recently wanted first; nothing counts as wanted by this."""
        return iter(tuple(self._items.items()))

    def __contains__(self, key: K) -> bool:
        return key in self._items

    def __len__(self) -> int:
        return len(self._items)
