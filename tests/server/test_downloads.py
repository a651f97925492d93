"""Files that are fetched slowly: one account holds a few of them, and somebody else is answered."""

import socket
import threading
from contextlib import ExitStack

import pytest

from desktop_admin.contract.founding import OfficeFacts
from desktop_admin.contract.submissions import Dossier, Slot, UploadPaper
from desktop_admin.server import downloads
from tests.contract.world import World, paper
from tests.office.gates import Sender
from tests.server.wires import answered, connected, put_head, until


def fetch(sha256: str, token: str) -> bytes:
    """The head of a download."""
    lines = put_head(b"", token).split(b"\r\n")
    lines[0] = f"GET /files/{sha256} HTTP/1.1".encode()
    return b"\r\n".join(line for line in lines if not line.startswith(b"Content-Length"))


def test_one_account_holds_no_more_than_a_few_answers(world: World) -> None:
    assert world.server is not None
    data = paper("字" * 3_000_000)
    number = world.waiting_one()
    desk = world.as_("李四")
    sha256 = desk.put(data, "大.pdf").sha256
    candidate = desk.run(Dossier(number)).candidate_id
    desk.run(UploadPaper(candidate, "C2_renewal", Slot.REGISTRATION_FORM, sha256, "大.pdf", source="窗口"))
    with ExitStack() as stack:
        held = []
        for _ in range(downloads.EACH):
            client = stack.enter_context(socket.socket())
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.connect(("127.0.0.1", world.server.port))
            client.sendall(fetch(sha256, desk.token))
            assert client.recv(15) == b"HTTP/1.1 200 OK"
            held.append(client)
        with connected(world.server.port) as one_more:
            one_more.sendall(fetch(sha256, desk.token))
            status, headers, body = answered(one_more)
        assert (status, body["code"], headers["retry-after"]) == (429, "busy", "5")
        assert world.as_("王敏").get(sha256) == data, "another account is not concerned"
        for client in held:
            client.close()
    until(lambda: not world.server.tasks, "a leaver still holds a place")  # type: ignore[union-attr]
    for _ in range(downloads.EACH + 1):
        assert desk.get(sha256) == data


class SlowDisk:
    """Every file takes until the test lets it come."""

    def __init__(self) -> None:
        self.inside = 0
        self._free = threading.Event()

    def get(self, _principal: object, _sha256: str) -> bytes:
        self.inside += 1
        assert self._free.wait(120), "the test forgot this file"
        return b"bytes"

    def go_on(self) -> None:
        self._free.set()


@pytest.fixture
def slow(world: World, monkeypatch: pytest.MonkeyPatch) -> SlowDisk:
    """The office's files from now on."""
    made = SlowDisk()
    monkeypatch.setattr(world.house.files, "get", made.get)
    return made


def test_files_that_come_slowly_hold_up_no_question(world: World, slow: SlowDisk) -> None:
    """Two hundred and forty of them took the forty threads that answer requests. One too many and strangers are
    told at once, though nobody's file comes."""
    assert world.server is not None
    under_way = world.server.tasks
    desk = world.desk()
    with ExitStack() as stack:
        stack.callback(slow.go_on)
        held = []
        for name in ("李四", "王敏", "周考务"):
            for _ in range(downloads.EACH):
                held.append(stack.enter_context(connected(world.server.port)))
                held[-1].sendall(fetch("0" * 64, world.as_(name).token))
        until(lambda: len(under_way) == len(held) > 40 and slow.inside, "they were not all let in")
        for token, status in ((world.as_("李四").token, 429), ("nobody", 401)):
            with connected(world.server.port) as one_more:
                one_more.sendall(fetch("0" * 64, token))
                assert answered(one_more)[0] == status
        assert Sender(lambda: desk.run(OfficeFacts())).result().set_up  # type: ignore[attr-defined]
        assert world.as_("李四").run(Dossier(world.waiting_one())).papers, "commands and uploads neither"
        slow.go_on()
        for client in held:
            assert client.recv(15) == b"HTTP/1.1 200 OK"


def test_no_more_files_are_waited_for_than_there_is_room_for(
    world: World, slow: SlowDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert world.server is not None
    monkeypatch.setattr(downloads, "WAITING", 4)
    under_way = world.server.tasks
    with ExitStack() as stack:
        stack.callback(slow.go_on)
        held = [stack.enter_context(connected(world.server.port)) for _ in range(4)]
        for client in held:
            client.sendall(fetch("0" * 64, world.as_("李四").token))
        until(lambda: slow.inside == 4, "they were not all let in")
        with connected(world.server.port) as one_more:
            one_more.sendall(fetch("0" * 64, world.as_("王敏").token))
            status, headers, body = answered(one_more)
        assert (status, body["code"], headers["retry-after"]) == (429, "busy", "5")
        slow.go_on()
        for client in held:
            assert client.recv(15) == b"HTTP/1.1 200 OK"
        until(lambda: not under_way, "one did not end")
        with connected(world.server.port) as later:
            later.sendall(fetch("0" * 64, world.as_("王敏").token))
            assert later.recv(15) == b"HTTP/1.1 200 OK"
