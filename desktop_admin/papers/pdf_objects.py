"""Every object that stands anywhere in a PDF's bytes, read as written: repeated keys, old revisions, unreachable ones.

Apart from pypdf, which follows one table to one meaning: viewers differ in which of two equal keys they take, which
table they believe and what they repair, so whatever could be read by one of them is read here (ISO 32000-2 §7).
One pass without recursion; each byte is looked at a bounded number of times.
"""

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

#: Where an object begins. A comment may stand before the word; then the object is read, but not held to be whole.
HEADER: Final = re.compile(rb"(?:(?<!\d)(\d{1,10})[\s\0]{1,20}\d{1,10})?[\s\0]{1,20}obj(?![A-Za-z])")
_OBJ: Final = re.compile(rb"obj(?![A-Za-z])")
#: No header is longer than this: two numbers and the blanks around them.
_HEADER_REACH: Final = 64
TOKEN: Final = re.compile(
    rb"(?P<blank>[\s\0]+|%[^\r\n]*)|(?P<open><<|\[)|(?P<close>>>|\])|/(?P<name>[^\s\0()<>\[\]{}/%]*)|(?P<string>\()"
    rb"|<(?P<hex>[0-9A-Fa-f\s\0]*)>?|(?P<word>[^\s\0()<>\[\]{}/%]+)|(?P<other>.)",
    re.DOTALL,
)
IN_STRING: Final = re.compile(rb"[()\\]")
_ESCAPE: Final = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|[\r\n])|(.))", re.DOTALL)
_LETTERS: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_HEX_SIGN: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_MAX_UNPACKED: Final = 64_000_000


class Name(str):
    """A name without its slash, escapes read."""

    __slots__ = ()


@dataclass(frozen=True)
class Ref:
    """A reference to the object of that number."""

    number: int


@dataclass
class Item:
    """A dictionary: every name in it with what follows it, in order and with repeats. ``packed``: its stream's bytes.

    ``twofold``: keys that stand in it twice with two values.
    """

    entries: list[tuple[str, Any]] = field(default_factory=list)
    packed: bytes | None = None
    twofold: tuple[str, ...] = ()

    def all(self, name: str) -> list[Any]:
        """Every value of ``name``."""
        return [value for key, value in self.entries if key == name]

    def has(self, *names: str) -> bool:
        """Whether any of ``names`` is a key."""
        return any(key in names for key, _ in self.entries)


class Torn(ValueError):
    """A text that begins in an object and does not end in it: two readers see two different files."""


@dataclass
class Objects:
    """All dictionaries at every depth, and what each number may stand for."""

    items: list[Item] = field(default_factory=list)
    numbered: dict[int, list[Any]] = field(default_factory=dict)
    loose: list[Any] = field(default_factory=list)
    """What stands alone: the name that is an object of its own."""

    def meanings(self, value: Any) -> list[Any]:
        """``value`` itself, or everything its number may stand for (one step: references to references are refused
        by readers)."""
        return self.numbered.get(value.number, []) if isinstance(value, Ref) else [value]


def objects(data: bytes) -> Objects:
    """What stands in ``data``. :class:`Torn` where an object ends inside a text."""
    found = Objects()
    starts = list(headers(data))
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        window = data[start.end() : following.start() if following else len(data)]
        top = _read(window, found, whole=start[1] is not None)
        if start[1] is not None:
            found.numbered.setdefault(int(start[1]), []).extend(top[:1])
    _read(data[: starts[0].start()] if starts else data, found, whole=False)
    return found


def headers(data: bytes) -> Iterator[re.Match[bytes]]:
    """Where :data:`HEADER` matches, looked for only before each ``obj``: most of a file is packed pictures."""
    last = 0
    for word in _OBJ.finditer(data):
        header = HEADER.search(data, max(last, word.start() - _HEADER_REACH), word.end() + 1)
        if header is not None:
            last = header.end()
            yield header


def unpack(found: Objects, opened: Callable[[int], bytes]) -> None:
    """Read the objects inside object streams too. ``opened``: the stream of that number as pypdf unpacks it, which
    knows every filter and has the key of an encrypted file; asked only where plain inflating does not do.

    OverflowError where they unpack to more than 64 MB in all; whatever ``opened`` raises.
    """
    left = _MAX_UNPACKED
    numbers = {id(value): number for number, values in found.numbered.items() for value in values}
    for item in [
        item for item in found.items if item.packed is not None and item.has("First") and item.has("N")
    ]:
        body = inflated(item, left)
        if body is None:
            body = opened(numbers.get(id(item), 0))
        left -= len(body)
        if left < 0:
            raise OverflowError
        _read_stream(body, found)


def inflated(item: Item, limit: int) -> bytes | None:
    """The stream of ``item``, at most about ``limit`` bytes; None where that takes more than inflating."""
    filters = [
        name for value in item.all("Filter") for name in (value if isinstance(value, list) else [value])
    ]
    if filters not in ([], ["FlateDecode"], ["Fl"]) or item.has("DecodeParms", "DP"):
        return None
    if not filters:
        return item.packed
    try:
        unpacker = zlib.decompressobj()
        return unpacker.decompress(item.packed or b"", limit + 1)
    except zlib.error:
        return None


def _read_stream(body: bytes, found: Objects) -> None:
    top = _read(body, found, whole=False)
    numbers = []
    for value in top:
        if not isinstance(value, int):
            break
        numbers.append(value)
    # The table at the head: number, offset, number, offset …; a number that is an object itself follows the table.
    values = top[len(numbers) // 2 * 2 :]
    for number, value in zip(numbers[::2], values, strict=False):
        found.numbered.setdefault(number, []).append(value)


def _read(window: bytes, found: Objects, *, whole: bool) -> list[Any]:
    """The values in ``window``; dictionaries also go to ``found``. Streams are passed over and kept beside theirs."""
    stack: list[list[Any]] = [[]]
    at = 0
    while at < len(window):
        token = TOKEN.match(window, at)
        assert token is not None  # the last alternative takes anything
        at = token.end()
        kind, top = token.lastgroup, stack[-1]
        if kind == "name":
            top.append(Name(_HEX_SIGN.sub(_sign, token["name"]).decode("latin-1")))
        elif kind == "word":
            if token["word"] == b"stream" and len(stack) == 1:
                at = _pass_over(window, at, top)
            else:
                top.append(_word(token["word"], top))
        elif kind == "string":
            text, at = _string(window, at)
            if text is None and whole:
                raise Torn
            top.append(text or b"")
        elif kind == "hex":
            digits = re.sub(rb"[\s\0]", b"", token["hex"])
            top.append(bytes.fromhex((digits + b"0"[: len(digits) % 2]).decode()))
        elif kind == "open":
            stack.append([token["open"]])
        elif kind == "close" and len(stack) > 1:
            stack[-2].append(_closed(stack.pop(), found))
    while len(stack) > 1:  # never closed: what was read of it counts
        stack[-2].append(_closed(stack.pop(), found))
    found.loose += [value for value in stack[0] if isinstance(value, Name)]
    return stack[0]


def _closed(values: list[Any], found: Objects) -> Any:
    opened, *inside = values
    if opened == b"[":
        return inside
    pairs = zip(inside, [*inside[1:], None], strict=False)  # the last has nothing after it
    item = Item(
        [(key, value) for key, value in pairs if isinstance(key, Name)], twofold=tuple(_twofold(inside))
    )
    found.items.append(item)
    return item


def _twofold(inside: list[Any]) -> Iterator[str]:
    """Keys that are given twice with two values: one viewer takes the first, another the last (§7.3.7)."""
    known: dict[str, Any] = {}
    at = 0
    while at < len(inside):
        key = inside[at]
        at += 1
        if isinstance(key, Name):  # what stands where a key should is passed over, as viewers do
            value = inside[at] if at < len(inside) else None
            at += 1
            # What is made of parts is not compared: that could take long.
            if key in known and (isinstance(value, Item | list) or known[key] != value):
                yield key
            known[key] = value


def _word(word: bytes, before: list[Any]) -> Any:
    if word == b"R" and len(before) >= 2 and all(type(value) is int for value in before[-2:]):
        number = before[-2]
        del before[-2:]
        return Ref(number)
    return int(word) if word.isdigit() and len(word) < 11 else word


def _pass_over(window: bytes, at: int, top: list[Any]) -> int:
    end = window.find(b"endstream", at)
    end = len(window) if end < 0 else end
    if top and isinstance(top[-1], Item):
        first = at + 2 if window[at : at + 2] == b"\r\n" else at + 1
        top[-1].packed = window[first:end]
    return end + len(b"endstream")


def _string(window: bytes, at: int) -> tuple[bytes | None, int]:
    depth, start = 1, at
    while sign := IN_STRING.search(window, at):
        at = sign.end()
        if sign[0] == b"\\":
            at += 1
        else:
            depth += 1 if sign[0] == b"(" else -1
            if not depth:
                return _ESCAPE.sub(_escaped, window[start : at - 1]), at
    return None, len(window)


def _escaped(match: re.Match[bytes]) -> bytes:
    if match[1]:
        return bytes([int(match[1], 8) & 0xFF])
    return b"" if match[2] else _LETTERS.get(match[3], match[3])


def _sign(match: re.Match[bytes]) -> bytes:
    return bytes.fromhex(match[1].decode())
