"""What one client sends costs the server no more than its length, and heads have an end."""

import re
import time

import h11
import pytest
from h11 import _abnf, _readers

from desktop_admin.server.frugal import LARGEST_HEAD, MOST_LINES, FrugalConnection, Unreadable, read_linearly
from desktop_admin.services.passwords import login_name
from tests.contract.world import Server
from tests.server.wires import answered, connected

pytestmark = pytest.mark.alone

FIRST = b"GET /nowhere HTTP/1.1\r\nHost: kaowu\r\n"


def _seconds(pattern: "re.Pattern[bytes]", text: bytes) -> float:
    began = time.process_time()
    pattern.fullmatch(text)
    return time.process_time() - began


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("header_field_re", lambda n: b"A: " + b" " * n + b"\0"),
        ("header_field_re", lambda n: b"A: x" + b" " * n + b"\0"),
        ("header_field_re", lambda n: b"A: " + b" x" * (n // 2) + b"\0"),
        ("chunk_header_re", lambda n: b"2;" + b" " * n + b"\n"),
        ("chunk_header_re", lambda n: b"2" + b" " * n + b"\n"),
    ],
)
def test_a_line_that_is_none_after_all_costs_its_length(name: str, text: object) -> None:
    read_linearly()
    assert callable(text)
    pattern = getattr(_readers, name)
    less, more = (min(_seconds(pattern, text(n)) for _ in range(3)) for n in (15_000, 60_000))
    assert more < 9 * max(less, 0.005), "by the square it would be sixteen times"


@pytest.mark.parametrize(
    "line",
    [
        b"A: b",
        b"A:b",
        b"A:  b \t c  ",
        b"A:",
        b"A: \t ",
        b"A : b",
        b"A: b\0",
        b": b",
        b"A: \x80\xff",
        b'A:\tb;c="d" ',
    ],
)
def test_headers_mean_what_they_meant(line: bytes) -> None:
    read_linearly()
    before = re.fullmatch(_abnf.header_field.encode(), line)
    after = _readers.header_field_re.fullmatch(line)
    assert (before and before.groupdict()) == (after and after.groupdict())


@pytest.mark.parametrize(
    "line", [b"2\r\n", b"2;a=b\r\n", b"2 ;a\r\n", b"2; a \t\r\n", b"2\n", b"x\r\n", b"2;a\n"]
)
def test_chunk_heads_mean_what_they_meant(line: bytes) -> None:
    read_linearly()
    before = re.fullmatch(_abnf.chunk_header.encode(), line)
    after = _readers.chunk_header_re.fullmatch(line)
    assert (before and before["chunk_size"]) == (after and after["chunk_size"])


TOO_MUCH = {
    "one long line": FIRST + b"A: " + b"x" * LARGEST_HEAD + b"\r\n\r\n",
    "blanks and a NUL": FIRST + b"A: " + b" " * 60_000 + b"\0\r\n\r\n",
    "many lines": FIRST + b"a:\r\n" * (MOST_LINES + 1) + b"\r\n",
    "lines without end": FIRST + b"a:\n" * 10_000,
}


@pytest.mark.parametrize("head", TOO_MUCH.values(), ids=TOO_MUCH.keys())
def test_a_head_beyond_its_bounds_is_refused(quick: Server, head: bytes) -> None:
    with connected(quick.port) as client:
        client.sendall(head)
        assert answered(client)[0] == 400


def test_a_head_within_its_bounds_is_read(quick: Server) -> None:
    with connected(quick.port) as client:
        client.sendall(FIRST + b"a: b\r\n" * (MOST_LINES - 10) + b"\r\n")
        assert answered(client)[0] == 404


def _events(body: bytes) -> list[type]:
    connection = FrugalConnection()
    connection.receive_data(b"PUT / HTTP/1.1\r\nHost: k\r\nTransfer-Encoding: chunked\r\n\r\n" + body)
    events = []
    while not isinstance(event := connection.next_event(), type):
        events.append(type(event))
        if isinstance(event, h11.EndOfMessage):
            break
    return events


def test_trailers_have_an_end_too() -> None:
    assert _events(b"3\r\nabc\r\n0\r\na: b\r\n\r\n") == [h11.Request, h11.Data, h11.EndOfMessage]
    for body in (b"3\r\nabc\r\n0\r\n", b"0;x\r\n"):
        with pytest.raises(Unreadable):
            _events(body + b"a:\r\n" * 10_000 + b"\r\n")
        with pytest.raises(Unreadable):
            _events(body + b"a: " + b"x" * LARGEST_HEAD + b"\r\n\r\n")


def test_what_looks_like_trailers_in_a_chunk_is_a_chunk() -> None:
    text = b"0\r\n" + b"a:\r\n" * 1_000
    body = f"{len(text):x}\r\n".encode() + text + b"\r\n0\r\n\r\n"
    assert _events(body)[-1] is h11.EndOfMessage


def test_of_a_name_only_what_can_be_one_is_looked_at() -> None:
    assert len(login_name("\ufdfa" * 20_000)) <= 200 * 18
    assert login_name(" 王 敏 ") == "王 敏"
