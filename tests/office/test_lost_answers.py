"""A server that is gone, dies in the middle, or is none: never a blind second try of a command (house §1)."""

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_admin.contract.errors import Invalid, Outdated, Unavailable
from desktop_admin.contract.journal import Changes, CommandOutcome
from desktop_admin.contract.submissions import AddNote, Dossier, ReviewQueue
from desktop_admin.office.http import HttpOffice
from tests.contract.conftest import copy_of
from tests.contract.world import World


@pytest.fixture
def world(prepared_file: Path, tmp_path: Path) -> Iterator[World]:
    """An office behind a server."""
    made = World(copy_of(prepared_file, tmp_path / "office.sqlite3"), over_http=True)
    yield made
    made.close()


class Between:
    """A line to a server that can be cut. ``cut`` is asked with each answer before it is passed on."""

    def __init__(self, target: str, cut: Callable[[bytes], bytes | None]) -> None:
        self._target = int(target.rpartition(":")[2])
        self._cut = cut
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self.requests = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._socket.accept()
            except OSError:
                return
            with client, socket.create_connection(("127.0.0.1", self._target)) as server:
                asked = client.recv(1 << 20)
                while asked and not self._whole(asked):
                    asked += client.recv(1 << 20)
                if not asked:
                    continue
                self.requests += 1
                server.sendall(asked)
                answer = server.recv(1 << 20)
                while answer and not self._whole(answer):  # head and body may come one after the other
                    answer += (more := server.recv(1 << 20))
                    if not more:
                        break
                passed = self._cut(answer)
                if passed is not None:
                    client.sendall(passed.replace(b"\r\n", b"\r\nconnection: close\r\n", 1))

    @staticmethod
    def _whole(data: bytes) -> bool:
        head, found, body = data.partition(b"\r\n\r\n")
        length = next(
            (int(h.split(b":")[1]) for h in head.lower().split(b"\r\n") if h.startswith(b"content-length")), 0
        )
        return bool(found) and len(body) >= length

    def close(self) -> None:
        """Stop listening."""
        self._socket.close()


def through(world: World, cut: Callable[[bytes], bytes | None]) -> tuple[HttpOffice, Between]:
    """A signed-in desk whose line can be cut."""
    assert world.server is not None
    line = Between(world.server.url, cut)
    office = HttpOffice(line.url, token=world.as_("李四").token)
    return office, line


def test_an_answer_lost_on_the_way_is_asked_for_by_id(world: World) -> None:
    number = world.waiting_one()
    office, line = through(world, lambda answer: None)
    note = AddNote(number, "答复丢了")
    with pytest.raises(Unavailable, match="正在核对") as lost:
        office.run(note)
    assert lost.value.details == {"unknown_outcome": True, "command_id": note.id}
    assert line.requests == 1, "a command is sent once"
    desk = world.as_("李四")
    outcome = desk.run(CommandOutcome(note.id))
    assert outcome.done
    assert desk.run(note) == outcome.receipt
    assert len(desk.run(Dossier(number)).notes) == 1
    office.close()
    line.close()


def test_questions_are_asked_again(world: World) -> None:
    number = world.waiting_one()
    answers = iter([None, None, True])
    office, line = through(world, lambda answer: answer if next(answers) else None)
    assert office.run(ReviewQueue()).ids == (number,)
    assert line.requests == 3
    office.close()
    line.close()


def test_half_an_answer_is_none(world: World) -> None:
    number = world.waiting_one()
    office, line = through(world, lambda answer: answer[:-5])
    with pytest.raises(Unavailable) as lost:
        office.run(AddNote(number, "半个答复"))
    assert lost.value.details["unknown_outcome"]
    office.close()
    line.close()


def test_a_server_that_is_gone_before_the_command(world: World) -> None:
    number = world.waiting_one()
    desk = world.as_("李四")
    assert world.server is not None
    world.server.stop()
    note = AddNote(number, "没有发出")
    with pytest.raises(Unavailable) as gone:
        desk.run(note)
    assert gone.value.details == {}, "never sent: nothing to find out"
    with pytest.raises(Unavailable):
        desk.run(ReviewQueue())
    with pytest.raises(Unavailable):
        desk.wait(0, 0.1)


def test_no_such_host_was_never_reached() -> None:
    office = HttpOffice("http://kaowu.invalid:8610")
    with pytest.raises(Unavailable) as gone:
        office.run(AddNote(1, "x"))
    assert gone.value.details == {}
    office.close()


@pytest.mark.parametrize(
    "address",
    [
        "http://[::1",
        "http://127.0.0.1:99999",
        "http://a b",
        "http:///x",
        f"http://{'a' * 300}.cn",
        "http://x\0y",
    ],
)
def test_what_is_no_address_was_never_asked(address: str) -> None:
    office = HttpOffice(address)
    with pytest.raises(Invalid, match="看不懂这个服务器地址，操作没有发出") as refused:
        office.run(AddNote(1, "x"))
    assert "unknown_outcome" not in refused.value.details
    office.close()


PAGE = b"<html>Log in to the hotel network</html>"


@pytest.mark.parametrize("status", [b"200 OK", b"302 Found", b"404 Not Found"])
def test_something_else_at_that_address(world: World, status: bytes) -> None:
    """A log-in page of a network answers everything, with 200 or a redirect."""
    reply = b"HTTP/1.1 %s\r\nlocation: /login\r\ncontent-length: %d\r\n\r\n%s" % (status, len(PAGE), PAGE)
    office, line = through(world, lambda answer: reply)
    with pytest.raises(Outdated, match="不是考务台服务器"):
        office.run(Changes(0))
    with pytest.raises(Outdated):
        office.wait(0, 0.1)
    with pytest.raises(Outdated):
        office.put(b"{}", "a.pdf")
    assert line.requests == 3
    office.close()
    line.close()


def test_the_offices_own_sentence_survives_the_retries(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """503 with a sentence is retried, and if it stays the sentence is what the person reads."""
    from desktop_admin.office.database import Database

    def full(self: Database) -> None:
        raise Unavailable("磁盘已满，操作没有保存。请清理磁盘空间后重试。")

    desk = world.desk("李四")
    with monkeypatch.context() as patched:
        patched.setattr(Database, "reading", full)
        with pytest.raises(Unavailable, match="磁盘已满"):
            desk.run(ReviewQueue())
