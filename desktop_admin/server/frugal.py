"""HTTP read with bounded work and in one meaning: what one client sends costs the loop no more than its length.

Apart from :mod:`connections`, which is about time and numbers. h11 bounds a head only while it is incomplete, and
two of its regular expressions try a run of blanks in every way when the line is no header after all: 60,000 blanks
and a NUL kept the interpreter for 24 seconds (measured with h11 0.16; no account was needed). And it takes heads from
which a proxy may read another length or another person than we do (RFC 9112 §5.2, §6.1, §6.3).
"""

import re
from typing import Any, Final

import h11
from h11 import _abnf, _readers

#: Of a head that comes bit by bit (h11's bound), and of one that comes at once: a long token or workstation name is
#: refused by whoever reads it, in words.
_UNFINISHED: Final = 16 * 1024
LARGEST_HEAD: Final = 64 * 1024
MOST_LINES: Final = 100
_END: Final = re.compile(rb"\n\r?\n")
_LAST_CHUNK: Final = re.compile(rb"(?:\r\n)?0+[ \t]*(?:;[^\r\n]*)?\r\n")
#: Written twice they say two things; so does whatever begins with ``kaowu-``.
_ONCE: Final = frozenset(
    (b"authorization", b"content-encoding", b"content-length", b"content-type", b"host", b"transfer-encoding")
)
_NO_HTTP: Final = "这不是有效的 HTTP 请求，没有读。请检查地址、头部和长度。"
_FOLDED: Final = "请求头有以空格或制表符开头的续行，没有读。请把每个头写在一行里。"
_TWICE: Final = "请求头 {name} 写了不止一次，没有读。请只写一次。"
_TWO_LENGTHS: Final = "请求同时写了 Content-Length 和 Transfer-Encoding，长度有两种读法，没有读。请只用一种。"
_OLD: Final = "HTTP/1.0 的请求不能用 Transfer-Encoding，没有读。请改用 HTTP/1.1 或 Content-Length。"


class Unreadable(Exception):
    """What came is no request in one meaning; the text is the sentence for whoever sent it."""


class FrugalConnection(h11.Connection):
    """h11's, with an end to heads and trailers, and that takes no body in crumbs: a megabyte in chunks of one byte
    cost the server forty seconds."""

    def __init__(self) -> None:
        read_linearly()
        super().__init__(h11.SERVER, _UNFINISHED)
        self._chunks = self._size = 0
        self._chunk_due = False

    def next_event(self) -> Any:
        """The next event; :class:`Unreadable` for what h11 refuses, a head with two meanings, a head or trailers of
        more than 64 KiB or 100 lines, and for more than 1,000 chunks of less than 256 bytes on average."""
        try:
            return self._next()
        except h11.RemoteProtocolError as error:
            raise Unreadable(_NO_HTTP) from error

    def _next(self) -> Any:
        if self.their_state is h11.IDLE:
            _refuse_two_meanings(_bound(self.trailing_data[0]))
        elif self._chunk_due and (last := _LAST_CHUNK.match(self.trailing_data[0])):
            _bound(b"\r\n" + self.trailing_data[0][last.end() :])
        event = super().next_event()
        if isinstance(event, h11.Request):
            self._chunks = self._size = 0
            self._chunk_due = any(name == b"transfer-encoding" for name, _ in event.headers)
        elif isinstance(event, h11.Data):
            self._chunk_due = event.chunk_end
            self._chunks += event.chunk_start
            self._size += len(event.data)
            if self._chunks > 1_000 + self._size // 256:
                raise h11.RemoteProtocolError("chunks too small")
        return event


def _bound(waiting: bytes) -> bytes:
    """The head or the trailers, nothing while they are not complete."""
    head = waiting[: LARGEST_HEAD + 4]
    end = _END.search(head)
    if end is None and len(head) > LARGEST_HEAD:
        raise h11.RemoteProtocolError("head too long")
    if head.count(b"\n", 0, end.start() if end else len(head)) > MOST_LINES:
        raise h11.RemoteProtocolError("too many lines in the head")
    return head[: end.start()] if end else b""


def _refuse_two_meanings(head: bytes) -> None:
    first, *lines = head.split(b"\n")
    seen = set()
    for line in lines:
        if line[:1] in (b" ", b"\t"):
            raise Unreadable(_FOLDED)
        name, _, value = line.partition(b":")
        name = name.strip().lower()
        if name not in _ONCE and not name.startswith(b"kaowu-"):
            continue
        if name in seen or (name == b"content-length" and b"," in value):
            raise Unreadable(_TWICE.format(name=name.decode("ascii", "replace")[:60].title()))
        seen.add(name)
    if b"transfer-encoding" in seen:
        if b"content-length" in seen:
            raise Unreadable(_TWO_LENGTHS)
        if not first.rstrip(b"\r").endswith(b"1.1"):
            raise Unreadable(_OLD)


def read_linearly() -> None:
    """Have h11 read the same language without going back over blanks and extensions (possessive repeats, Python 3.11).

    RuntimeError where h11's patterns are not those this was written for: then somebody must look again.
    """
    for name, source, greedy, possessive in (
        ("header_field_re", _abnf.header_field, f":{_abnf.OWS}", r":[ \t]*+"),
        ("chunk_header_re", _abnf.chunk_header, ";.*", r";[^\r\n]*+"),
    ):
        pattern = source.replace(greedy, possessive, 1)
        if pattern == source:
            raise RuntimeError(f"h11 reads otherwise than was looked at: {source}")
        setattr(_readers, name, re.compile(pattern.encode()))
