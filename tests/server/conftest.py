"""A served office, its port, and a learner's token for raw sockets."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_admin.server.connections import Limits
from tests.contract.conftest import copy_of, prepared_file
from tests.contract.world import Server, World
from tests.office.gates import Gate
from tests.server.wires import Lines, heard

__all__ = ["prepared_file"]

#: Short, so that no test waits; long enough for a head that comes in one piece on a busy machine.
QUICK = Limits(most=40, each=30, head=1.0, unread=0.5)


@pytest.fixture
def lines() -> Iterator[Lines]:
    """Every line the server logs during the test."""
    with heard() as handler:
        yield handler


@pytest.fixture
def world(prepared_file: Path, tmp_path: Path) -> Iterator[World]:
    """An SQLite office with staff."""
    made = World(copy_of(prepared_file, tmp_path / "office.sqlite3"), over_http=True, durable=False)
    yield made
    made.close()


@pytest.fixture
def quick(world: World) -> Iterator[Server]:
    """A second server on the same office, with short limits."""
    server = Server(world.house, limits=QUICK)
    yield server
    server.stop()


@pytest.fixture
def gate(world: World) -> Iterator[Gate]:
    """The office's inspector from now on; open at the end."""
    made = Gate(at_once=2)
    world.inspector = made
    yield made
    made.open()


@pytest.fixture
def token(world: World) -> str:
    """A learner's session."""
    learner = world.learner(world.candidate(world.company()))
    return str(learner.token)
