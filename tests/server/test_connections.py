"""Slow, rude and too many clients: dropped, told, counted; nobody else notices (decision 0018)."""

import hashlib
import socket
from collections.abc import Iterator
from contextlib import ExitStack

import psutil
import pytest
import requests

from desktop_admin.contract.founding import OfficeFacts
from desktop_admin.contract.office import CONTRACT
from desktop_admin.contract.submissions import Dossier, Slot, UploadPaper
from desktop_admin.office.http import HttpOffice
from desktop_admin.server import bodies
from desktop_admin.server.connections import Door, Limits
from tests.contract.world import Server, World, paper
from tests.server.wires import Lines, answered, connected, drip, is_dropped, put_head, until

NO_HTTP = "a client sent what is no HTTP request, from 127.0.0.1"


def answers(server: Server) -> bool:
    """Somebody else's question is answered."""
    office = HttpOffice(server.url)
    try:
        return bool(office.run(OfficeFacts()).set_up)
    finally:
        office.close()


def test_a_head_that_drips_is_dropped(quick: Server, lines: Lines) -> None:
    with connected(quick.port) as client:
        client.sendall(b"GET /wait HTTP/1.1\r\nX: ")
        assert drip(client) >= 1
        assert answers(quick)
    until(lambda: lines.lines, "nobody said that it was dropped")
    assert lines.lines == ["a client was dropped: it has not finished a request, from 127.0.0.1"]


def test_who_connects_and_says_nothing_is_dropped(quick: Server) -> None:
    with connected(quick.port) as client:
        assert is_dropped(client)


def test_the_second_request_of_a_connection_may_not_drip_either(quick: Server) -> None:
    with connected(quick.port) as client:
        client.sendall(b"GET /nowhere HTTP/1.1\r\nHost: kaowu\r\n\r\n")
        assert answered(client)[0] == 404
        client.sendall(b"GET /nowhere HTTP/1.1\r\nX: ")
        assert drip(client) >= 1


def test_a_body_nobody_asked_for_may_not_drip(quick: Server) -> None:
    """The answer has been given (no such session); what still comes is let come a while, not for ever."""
    with connected(quick.port) as client:
        client.sendall(put_head(b"", "no-such-token", length=10_000_000))
        client.sendall(b"x" * 1000)
        status, _headers, body = answered(client)
        assert (status, body["code"]) == (401, "sign_in_needed")
        assert drip(client) >= 1


def test_a_body_that_drips_is_given_up(
    world: World, token: str, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "GRACE", 0.2)
    assert world.server is not None
    with connected(world.server.port) as client:
        client.sendall(put_head(b"", token, length=2_000_000) + b"x")
        status, headers, body = answered(client)
        assert (status, body["code"], headers["connection"]) == (408, "unavailable", "close")
        assert is_dropped(client)
    assert lines.lines == [
        "a client was too slow and was given up, from 127.0.0.1, when 1 bytes had been read"
    ]
    assert world.inspector.looked == 0


@pytest.mark.parametrize("more", ["", "Connection: close"])
def test_who_does_not_read_the_answer_is_dropped(
    world: World, quick: Server, lines: Lines, more: str
) -> None:
    """Also where uvicorn has closed already and only waits for the rest to go: after ``Connection: close``, or when
    nothing was asked for five seconds."""
    large = paper("字" * 6_000_000)
    number = world.waiting_one()
    desk = world.as_("李四")
    sha256 = desk.put(large, "大.pdf").sha256
    candidate = desk.run(Dossier(number)).candidate_id
    desk.run(UploadPaper(candidate, "C2_renewal", Slot.REGISTRATION_FORM, sha256, "大.pdf", source="窗口"))
    with socket.socket() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.connect(("127.0.0.1", quick.port))
        head = put_head(b"", desk.token).replace(b"PUT", b"GET").split(b"\r\n")
        head[0] = f"GET /files/{sha256} HTTP/1.1".encode()
        head[2:2] = [more.encode()] if more else []
        client.sendall(b"\r\n".join(line for line in head if not line.startswith(b"Content-Length")))
        inside = quick.connections
        until(lambda: inside, "nobody was let in")
        until(lambda: not inside, "it was let hold its answer")
    assert lines.lines == ["a client was dropped: it does not read its answer, from 127.0.0.1"]


def test_too_many_connections_are_told_and_let_in_again_later(world: World) -> None:
    limits = Limits(most=40, each=10, head=30.0)
    with ExitStack() as stack:
        server = Server(world.house, limits=limits)
        stack.callback(server.stop)
        held = [stack.enter_context(connected(server.port)) for _ in range(limits.each)]
        refused = stack.enter_context(connected(server.port))
        status, headers, body = answered(refused)
        assert (status, body["code"]) == (503, "unavailable")
        assert headers["retry-after"] == "5"
        assert "稍后" in body["message"]
        assert is_dropped(refused)
        for client in held:
            client.close()
        until(lambda: not server.connections, "a connection stayed")
        assert answers(server)


def test_a_door_counts_by_address_but_not_a_proxys() -> None:
    door = Door(Limits(most=5, each=2, proxies=frozenset({"10.0.0.1"})))
    assert [door.enter("a"), door.enter("a"), door.enter("a")] == [True, True, False]
    assert [door.enter("10.0.0.1") for _ in range(4)] == [True, True, True, False]
    door.leave("a")
    assert door.enter("b")
    assert not door.enter("c")


def test_descriptors_do_not_grow(world: World, quick: Server, token: str) -> None:
    """Leavers, drippers, refused ones and good ones: afterwards as many descriptors as before."""
    process = psutil.Process()
    assert answers(quick)

    def rude(number: int) -> None:
        with connected(quick.port) as client:
            match number % 4:
                case 0:
                    client.sendall(b"GET /wait HTTP/1.1\r\nX: ")
                case 1:
                    client.sendall(put_head(b"", token, length=1000) + b"half")
                case 2:
                    client.sendall(b"\x00\xff nonsense\r\n\r\n")
                case _:
                    client.sendall(put_head(b"", "nobody", length=1000))

    def settled() -> int:
        until(lambda: not quick.connections, "a connection stayed")
        # The database keeps a few connections for whoever asks next: files, and bounded by its pool.
        return process.num_fds() - len(process.open_files())

    for number in range(8):
        rude(number)
    before = settled()
    for number in range(200):
        rude(number)
    until(lambda: settled() <= before, "descriptors grew")
    assert answers(quick)


def test_an_announced_giant_is_refused_before_it_comes(world: World, token: str) -> None:
    assert world.server is not None
    with connected(world.server.port) as client:
        client.sendall(put_head(b"", token, length=30 << 20))
        status, _headers, body = answered(client)
    assert (status, body["code"]) == (413, "invalid")
    assert "太大" in body["message"]


def test_a_giant_in_pieces_is_refused_where_it_grows_too_large(world: World, token: str) -> None:
    """Its length is not announced; the count while it comes is what holds."""
    assert world.server is not None

    def pieces() -> Iterator[bytes]:
        for _ in range(64):
            yield b"x" * (1 << 20)

    answer = requests.put(
        f"{world.server.url}/files/{'0' * 64}",
        data=pieces(),
        headers={"Kaowu-Contract": put_head(b"", token).split(b"Kaowu-Contract: ")[1].split(b"\r\n")[0].decode(),
                 "Authorization": f"Bearer {token}"},
        timeout=60,
    )  # fmt: skip
    assert answer.status_code == 413
    assert "太大" in answer.json()["message"]


@pytest.mark.parametrize("road", ["POST /run/OfficeFacts", f"PUT /files/{'0' * 64}", "GET /nowhere"])
def test_a_body_in_crumbs_is_refused(world: World, lines: Lines, road: str) -> None:
    """A megabyte in chunks of one byte kept one loop, and with it everybody, busy for forty seconds."""
    assert world.server is not None
    crumbs = b"1\r\nx\r\n" * 1_500
    with connected(world.server.port) as client:
        head = put_head(b"", "nobody", chunked=True).split(b"\r\n")
        head[0] = road.encode() + b" HTTP/1.1"
        head.insert(1, b"Content-Type: application/json")
        client.sendall(b"\r\n".join(head) + crumbs)
        until(lambda: NO_HTTP in lines.lines, "it took them")
        assert is_dropped(client)
    assert answers(world.server)


def test_a_body_in_small_chunks_is_none_in_crumbs(world: World, token: str) -> None:
    """A program that passes on what it has, 300 bytes at a time, is let in; so are a few crumbs."""
    assert world.server is not None
    data = paper("字" * 200_000)
    chunks = [data[at : at + 300] for at in range(0, len(data) - 300, 300)]
    rest = data[len(chunks) * 300 :]
    answer = requests.put(
        f"{world.server.url}/files/{hashlib.sha256(data).hexdigest()}",
        data=iter([*chunks, *(rest[at : at + 1] for at in range(len(rest)))]),
        headers={"Kaowu-Contract": str(CONTRACT), "Authorization": f"Bearer {token}"},
        timeout=60,
    )
    assert answer.status_code == 200, answer.text


def test_who_asks_for_another_protocol_is_answered_by_this_one(quick: Server, lines: Lines) -> None:
    """And the log stays as long as it was: anybody may ask, as often as they like."""
    with connected(quick.port) as client:
        client.sendall(
            b"GET /nowhere HTTP/1.1\r\nHost: kaowu\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"
        )
        assert answered(client)[0] == 404
    assert lines.lines == []
