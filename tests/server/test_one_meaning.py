"""A head that a proxy may read otherwise than the server is refused in words, and nothing after it is read."""

import pytest

from desktop_admin.contract.office import CONTRACT
from tests.contract.world import Server
from tests.server.wires import answered, connected, is_dropped

FIRST = b"POST /run/OfficeFacts HTTP/1.1\r\nHost: kaowu\r\nContent-Type: application/json\r\n"
FIRST += b"Kaowu-Contract: %d\r\n" % CONTRACT
#: What a smuggler hopes will be read as a request of its own.
NEXT = b"GET /nowhere HTTP/1.1\r\nHost: kaowu\r\n\r\n"
TWICE = "写了不止一次"
TWO = {
    "two lengths": (b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", "两种读法"),
    "two lengths, other order": (b"transfer-encoding: chunked\r\ncontent-length: 2\r\n", "两种读法"),
    "a folded line": (b"X: a\r\n b\r\nContent-Length: 2\r\n", "续行"),
    "a line folded by a tab": (b"X: a\r\n\tContent-Length: 99\r\nContent-Length: 2\r\n", "续行"),
    "a folded line of nothing": (b"Content-Length: 2\r\n \r\n", "续行"),
    "a length twice": (b"Content-Length: 2\r\nContent-Length: 2\r\n", TWICE),
    "a length twice, differently": (b"Content-Length: 2\r\ncontent-LENGTH: 99\r\n", TWICE),
    "two lengths in one line": (b"Content-Length: 2, 2\r\n", TWICE),
    "chunked twice": (b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", TWICE),
    "two people": (b"Content-Length: 2\r\nAuthorization: Bearer a\r\nAuthorization: Bearer b\r\n", TWICE),
    "two contracts": (b"Content-Length: 2\r\nkaowu-contract: 1\r\n", TWICE),
    "two ways in": (b"Content-Length: 2\r\nKaowu-Via: desk\r\nKaowu-Via: portal\r\n", TWICE),
    "two places": (b"Content-Length: 2\r\nKaowu-Workstation: a\r\nKaowu-Workstation: b\r\n", TWICE),
    "two types": (b"Content-Length: 2\r\nContent-Type: text/plain\r\n", TWICE),
    "two hosts": (b"Content-Length: 2\r\nHost: other\r\n", TWICE),
}


@pytest.mark.parametrize(("more", "sentence"), TWO.values(), ids=TWO.keys())
@pytest.mark.parametrize("second", [False, True], ids=["first", "second of a connection"])
def test_two_meanings_are_refused_in_words(quick: Server, more: bytes, sentence: str, second: bool) -> None:
    with connected(quick.port) as client:
        if second:
            client.sendall(NEXT)
            assert answered(client)[0] == 404
        client.sendall(FIRST + more + b"\r\n{}" + NEXT)
        status, headers, body = answered(client)
        assert (status, body["code"], headers["connection"]) == (400, "invalid", "close")
        assert sentence in body["message"]
        assert is_dropped(client), "and what follows is nobody's request"


def test_an_old_request_in_chunks_is_refused(quick: Server) -> None:
    with connected(quick.port) as client:
        client.sendall(b"POST /run/OfficeFacts HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
        status, _headers, body = answered(client)
        assert status == 400
        assert "HTTP/1.0" in body["message"]


def test_what_lists_allow_twice_is_read(quick: Server) -> None:
    """Proxies repeat their own."""
    with connected(quick.port) as client:
        client.sendall(
            FIRST
            + b"X-Forwarded-For: 10.0.0.1\r\nX-Forwarded-For: 10.0.0.2\r\nVia: a\r\nVia: b\r\nAccept: a\r\nAccept: b\r\n"
            + b"Content-Length: 2\r\n\r\n{}"
        )
        status, _headers, body = answered(client)
        assert status == 200
        assert body["set_up"] is True


def test_what_stands_in_a_body_is_no_head(quick: Server) -> None:
    body = b'{"x":\r\n "Content-Length: 1\r\nContent-Length: 2\r\n\r\n"}'
    with connected(quick.port) as client:
        client.sendall(FIRST + b"Content-Length: %d\r\n\r\n" % len(body) + body)
        assert answered(client)[2]["message"].startswith("请求不是有效的 JSON")
        client.sendall(NEXT)
        assert answered(client)[0] == 404


def test_a_head_that_comes_in_pieces_is_looked_at_whole(quick: Server) -> None:
    head = FIRST + b"Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}"
    with connected(quick.port) as client:
        for at in range(0, len(head), 40):
            client.sendall(head[at : at + 40])
        assert answered(client)[0] == 400
