"""The port a server listens on, taken before anything else is begun: what stands against it is a sentence.

Apart from uvicorn, which says it in a log line after the office was opened and ends with its own status.
"""

import errno
import os
import socket
from collections.abc import Mapping
from typing import Final

from desktop_admin.contract.errors import Invalid, OfficeError, Unavailable

_SENTENCES: Final[Mapping[int, str]] = {
    errno.EADDRINUSE: "端口 {port} 已经有程序在用（也许是另一个 kaowu serve）。请先停掉它，或用 --port 换一个端口。",
    errno.EACCES: "没有权限使用端口 {port}（1024 以下的端口只给管理员）。请用 --port 换一个大些的端口，例如 8610。",
    errno.EADDRNOTAVAIL: "本机没有地址 {host}。请用 --host 写本机的一个地址，例如 127.0.0.1。",
}


def bound(host: str, port: int) -> socket.socket:
    """A socket bound to one address of this machine; port 0 takes any free one.

    It does not listen yet: who gets through to it finds a server that answers (and ends when told to).

    Invalid for an address or port that cannot be, Unavailable for a port that somebody else has.
    """
    if not 0 <= port <= 65535:
        raise _refused("port", f"端口应为 1 到 65535 之间的整数，不能是 {port}。")
    try:
        family, kind, number, _name, address = socket.getaddrinfo(
            host or "127.0.0.1", port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError, ValueError):  # unknown, an impossible name, a NUL in it
        raise _refused(
            "host", f"没有找到地址 {host[:80]!r}。请用 --host 写本机的一个地址，例如 127.0.0.1。"
        ) from None
    listener = socket.socket(family, kind, number)
    try:
        if (
            os.name == "posix"
        ):  # a port just left is free again; on Windows this would share it with a stranger
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listener.bind(address)
    except OSError as error:
        listener.close()
        raise no_listener(error, host, port) from error
    return listener


def address_of(listener: socket.socket) -> str:
    """Where desks find it, as written in an address bar."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def no_listener(error: OSError, host: str, port: int) -> OfficeError:
    """The sentence for what the system says against it."""
    sentence = _SENTENCES.get(error.errno or 0)
    if sentence is None:
        return Unavailable(f"不能在 {host} 的端口 {port} 上提供服务：{error.strerror}。请换一个地址或端口。")
    said = sentence.format(host=host, port=port)
    return Unavailable(said) if error.errno == errno.EADDRINUSE else _refused("port", said)


def _refused(field: str, sentence: str) -> Invalid:
    return Invalid(sentence, {"faults": [{"field": field, "code": "no_listener", "message": sentence}]})
