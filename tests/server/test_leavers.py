"""A client that goes away: one line in the log, no traceback, its place free, nothing half kept."""

import re
from pathlib import Path

from desktop_admin.contract.office import CONTRACT
from desktop_admin.office.blobs import papers_folder
from desktop_admin.office.inspection import PLACES_EACH
from tests.contract.world import World, paper
from tests.office.gates import Gate
from tests.server.wires import Lines, answered, connected, put_head, until

LEFT = re.compile(r"a client left in the middle, from 127\.0\.0\.1, when \d+ bytes had been read")


def kept(world: World) -> list[str]:
    """Files in the store of papers."""
    assert world.house.database.file is not None
    return [path.name for path in papers_folder(Path(world.house.database.file)).rglob("*") if path.is_file()]


def test_in_the_middle_of_a_body(world: World, token: str, lines: Lines) -> None:
    assert world.server is not None
    data = paper("半份")
    with connected(world.server.port) as client:
        client.sendall(put_head(data, token) + data[:10])
    until(lambda: lines.lines, "its leaving was not noticed")
    assert [LEFT.fullmatch(line) is not None for line in lines.lines] == [True]
    assert kept(world) == []
    assert world.inspector.looked == 0


def test_in_the_middle_of_a_question(world: World, lines: Lines) -> None:
    assert world.server is not None
    with connected(world.server.port) as client:
        client.sendall(
            b"POST /run/OfficeFacts HTTP/1.1\r\nHost: kaowu\r\nContent-Type: application/json\r\n"
            b"Kaowu-Contract: %d\r\nContent-Length: 10\r\n\r\n{" % CONTRACT
        )
    until(lambda: lines.lines, "its leaving was not noticed")
    assert [LEFT.fullmatch(line) is not None for line in lines.lines] == [True]


def test_while_it_waits_for_the_verdict(world: World, token: str, gate: Gate, lines: Lines) -> None:
    """Those not looked at yet never are; the one a child works on ends with its child."""
    assert world.server is not None
    clients = []
    for number in range(PLACES_EACH):
        data = paper("等", pad=number)
        client = connected(world.server.port)
        client.sendall(put_head(data, token) + data)
        clients.append(client)
    queue = world.house.inspection
    until(lambda: queue.held == PLACES_EACH and len(gate.begun) == 1, "they are not all waiting")
    for client in clients:
        client.close()
    until(lambda: queue.held == 1, "a leaver still holds a place")
    gate.open()
    until(lambda: queue.held == 0, "the child's place is not free")
    assert len(gate.begun) == 1
    assert kept(world) == []
    world.server.stop()
    first, rest = lines.lines
    assert LEFT.fullmatch(first)
    assert rest == f"a client left in the middle, from 127.0.0.1: {PLACES_EACH - 1} more times"


def test_busy_travels_as_429_with_retry_after(world: World, token: str, gate: Gate) -> None:
    assert world.server is not None
    clients = []
    for number in range(PLACES_EACH):
        data = paper("等", pad=number)
        clients.append(connected(world.server.port))
        clients[-1].sendall(put_head(data, token) + data)
    until(lambda: world.house.inspection.held == PLACES_EACH, "they are not all waiting")
    data = paper("又一份")
    with connected(world.server.port) as client:
        client.sendall(put_head(data, token) + data)
        status, headers, body = answered(client)
    assert (status, body["code"]) == (429, "busy")
    assert headers["retry-after"] == str(body["details"]["retry_after"])
    gate.open()
    for client in clients:
        assert answered(client)[0] == 200
        client.close()
