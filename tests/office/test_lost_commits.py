"""The line to a shared database is cut around COMMIT: before it a command is not done, at it nobody knows (§3.5).

A proxy stands between the office and PostgreSQL and cuts when the wanted words pass.
"""

import contextlib
import socket
import threading
from collections.abc import Iterator

import pytest
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from desktop_admin.contract.errors import Unavailable
from desktop_admin.contract.journal import CommandOutcome
from desktop_admin.contract.submissions import AddNote, Dossier
from desktop_admin.office.database import Database
from desktop_admin.office.direct import DirectOffice, House
from desktop_admin.office.http import HttpOffice
from tests.contract.conftest import build_office
from tests.contract.world import PlainInspector, Server, World
from tests.postgres import PostgresServer


class Cable:
    """Carries bytes to PostgreSQL and back. ``cut``: the words at which it breaks; ``delivered``: the words
    still arrive and only the answer is lost."""

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self.cut: bytes | None = None
        self.delivered = False
        self.cuts = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._socket.accept()
            except OSError:
                return
            server = socket.create_connection(self._target)
            threading.Thread(target=self._up, args=(client, server), daemon=True).start()
            threading.Thread(target=self._down, args=(server, client), daemon=True).start()

    def _up(self, client: socket.socket, server: socket.socket) -> None:
        try:
            while data := client.recv(1 << 16):
                if self.cut is not None and self.cut in data:
                    self.cut = None
                    self.cuts += 1
                    # The way back first: no answer may slip through.
                    _end(client, socket.SHUT_RDWR)
                    if self.delivered:
                        server.sendall(data)
                    break
                server.sendall(data)
        except OSError:
            pass
        finally:  # the way back ends and closes both
            _end(server, socket.SHUT_WR if self.delivered else socket.SHUT_RDWR)

    def _down(self, server: socket.socket, client: socket.socket) -> None:
        try:
            while data := server.recv(1 << 16):
                client.sendall(data)
        except OSError:
            pass
        finally:
            client.close()
            server.close()

    def close(self) -> None:
        """Take no further line."""
        self._socket.close()


def _end(line: socket.socket, way: int) -> None:
    with contextlib.suppress(OSError):  # gone already
        line.shutdown(way)


@pytest.fixture
def world(postgres_server: PostgresServer) -> Iterator[World]:
    """A shared office reached without the cable: it tells what is true."""
    url = postgres_server.clone("office", build_office)
    made = World(url, over_http=False)
    yield made
    made.close()
    postgres_server.drop(url)


@pytest.fixture
def cable(world: World) -> Iterator[Cable]:
    url = make_url(world.url)
    made = Cable(url.host or "127.0.0.1", url.port or 5432)
    yield made
    made.close()


@pytest.fixture(params=["direct", "http"])
def far(request: pytest.FixtureRequest, world: World, cable: Cable) -> Iterator[DirectOffice | HttpOffice]:
    """李四's desk, whose office stands at the far end of the cable; or a server there."""
    url = make_url(world.url).set(host="127.0.0.1", port=cable.port)
    house = House(
        url.render_as_string(hide_password=False), inspectors=PlainInspector, clock=world.clock, durable=False
    )
    server = Server(house) if request.param == "http" else None
    office: DirectOffice | HttpOffice
    token = world.as_("李四").token
    if server is None:
        office = DirectOffice(house, owns=False, token=token)
    else:
        office = HttpOffice(server.url, token=token)
    yield office
    office.close()
    if server is not None:
        server.stop()
    house.close()


def notes_of(world: World, number: int) -> list[str]:
    return [note.text for note in world.as_("李四").run(Dossier(number)).notes]


@pytest.mark.postgres
@pytest.mark.parametrize("delivered", [False, True])
def test_a_lost_commit_is_unknown_and_its_id_tells_the_truth(
    world: World, cable: Cable, far: DirectOffice | HttpOffice, delivered: bool
) -> None:
    number = world.waiting_one()
    note = AddNote(number, "线断了")
    cable.cut, cable.delivered = b"COMMIT\0", delivered
    with pytest.raises(Unavailable) as lost:
        far.run(note)
    assert cable.cuts == 1
    assert lost.value.details == {"unknown_outcome": True, "command_id": note.id}
    outcome = far.run(CommandOutcome(note.id))
    for _ in range(200):  # the server may still be busy with the COMMIT whose answer nobody waits for
        if outcome.done is delivered:
            break
        outcome = far.run(CommandOutcome(note.id))
    assert outcome.done is delivered
    assert notes_of(world, number) == (["线断了"] if delivered else [])
    if delivered:
        assert far.run(note) == outcome.receipt, "the same id again is not done twice"
        assert notes_of(world, number) == ["线断了"]


@pytest.mark.postgres
@pytest.mark.parametrize("words", [b"FOR UPDATE", b"INSERT INTO note", b"INSERT INTO journal "])
def test_a_line_cut_before_the_commit_means_not_done(
    world: World, cable: Cable, far: DirectOffice | HttpOffice, words: bytes
) -> None:
    number = world.waiting_one()
    note = AddNote(number, "线断了")
    cable.cut = words
    with pytest.raises(Unavailable) as lost:
        far.run(note)
    assert cable.cuts == 1
    assert "unknown_outcome" not in lost.value.details
    assert not far.run(CommandOutcome(note.id)).done
    assert notes_of(world, number) == []


def test_a_disk_that_fails_at_the_commit_is_unknown_a_full_one_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    database = Database("sqlite://")
    for said, unknown in (("disk I/O error", True), ("database or disk is full", False)):
        error = OperationalError("COMMIT", None, Exception(said))
        with pytest.raises(Unavailable) as failed, database.writing() as session:
            monkeypatch.setattr(session, "commit", lambda error=error: (_ for _ in ()).throw(error))
        assert bool(failed.value.details.get("unknown_outcome")) is unknown, said
    database.close()
