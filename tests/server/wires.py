"""Clients of the worst kind: raw sockets that say what they like, as slowly as they like."""

import hashlib
import json
import logging
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from desktop_admin.contract.office import CONTRACT

PATIENCE = 60.0


def until(true: Callable[[], object], what: str) -> None:
    """Wait for a condition."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, what
        time.sleep(0.005)


def connected(port: int) -> socket.socket:
    """A connection that has sent nothing yet."""
    return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)


def put_head(data: bytes, token: str, *, length: int | None = None, chunked: bool = False) -> bytes:
    """The head of an upload; ``length`` is what it says of its body."""
    size = (
        "Transfer-Encoding: chunked"
        if chunked
        else f"Content-Length: {len(data) if length is None else length}"
    )
    lines = (
        f"PUT /files/{hashlib.sha256(data).hexdigest()}?name=a.pdf HTTP/1.1",
        "Host: kaowu",
        f"Kaowu-Contract: {CONTRACT}",
        f"Authorization: Bearer {token}",
        size,
    )
    return "\r\n".join((*lines, "", "")).encode()


def answered(client: socket.socket) -> tuple[int, dict[str, str], Any]:
    """Status, headers and JSON body of one answer."""
    with client.makefile("rb") as stream:
        status = int(stream.readline().split()[1])
        headers: dict[str, str] = {}
        while line := stream.readline().strip().decode():
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        return status, headers, json.loads(stream.read(int(headers["content-length"])) or b"null")


def is_dropped(client: socket.socket) -> bool:
    """Wait for the server to hang up."""
    try:
        while client.recv(65536):
            continue
    except ConnectionError:
        return True
    return True


def drip(client: socket.socket, byte: bytes = b"x") -> int:
    """Send a byte every now and then until the server hangs up; how many it took."""
    client.settimeout(0.02)
    sent = 0
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            client.sendall(byte)
            sent += 1
            if client.recv(65536) == b"":
                return sent
        except TimeoutError:
            continue
        except ConnectionError:
            return sent
    raise AssertionError("the server let it drip")


class Lines(logging.Handler):
    """Every line logged from warning on, whoever logged it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(logging.Formatter("%(message)s").format(record))


@contextmanager
def heard() -> Iterator[Lines]:
    """What is logged meanwhile: by us, by uvicorn, by asyncio."""
    handler = Lines()
    loggers = [logging.getLogger(), logging.getLogger("uvicorn")]
    for logger in loggers:
        logger.addHandler(handler)
    yield handler
    for logger in loggers:
        logger.removeHandler(handler)
