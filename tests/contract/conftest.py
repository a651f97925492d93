"""Every contract test runs over four offices.

Setting up an office (first run, seven accounts) is done once a worker and kind of database; a test
gets a copy, which costs milliseconds.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_admin.office.database import Database
from desktop_admin.office.schema import migrate
from tests.contract.world import World
from tests.postgres import PostgresServer

KINDS = ("sqlite-direct", "sqlite-http", "postgres-direct", "postgres-http")


@pytest.fixture(
    params=[pytest.param(kind, marks=pytest.mark.postgres) if "postgres" in kind else kind for kind in KINDS]
)
def office_kind(request: pytest.FixtureRequest) -> str:
    """Which of the four."""
    return str(request.param)


@pytest.fixture(scope="session")
def prepared_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite office with staff, to be copied."""
    file = tmp_path_factory.mktemp("prepared") / "office.sqlite3"
    world = World(f"sqlite:///{file}", over_http=False)
    world.set_up()
    world.close()
    return file


def copy_of(prepared: Path, target: Path) -> str:
    """A copy of an SQLite file; its address."""
    with closing(sqlite3.connect(prepared)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
    return f"sqlite:///{target}"


@pytest.fixture
def new_world(
    office_kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Callable[[], World]]:
    """Makes offices with staff, of one kind; closed at the end."""
    made: list[World] = []
    dropped: list[str] = []

    def make() -> World:
        if office_kind.startswith("postgres"):
            server: PostgresServer = request.getfixturevalue("postgres_server")
            url = server.clone("office", build_office)
            dropped.append(url)
        else:
            url = copy_of(request.getfixturevalue("prepared_file"), tmp_path / f"office{len(made)}.sqlite3")
        made.append(World(url, over_http=office_kind.endswith("http"), durable=False))
        return made[-1]

    yield make
    for world in made:
        world.close()
    for url in dropped:
        request.getfixturevalue("postgres_server").drop(url)


@pytest.fixture
def world(new_world: Callable[[], World]) -> World:
    """An office with staff."""
    return new_world()


@pytest.fixture
def bare_world(office_kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[World]:
    """An office nobody has set up yet."""
    if office_kind.startswith("postgres"):
        url = str(request.getfixturevalue("postgres_url"))
        database = Database(url)
        migrate(database)
        database.close()
    else:
        url = f"sqlite:///{tmp_path / 'bare.sqlite3'}"
    world = World(url, over_http=office_kind.endswith("http"))
    yield world
    world.close()


def build_office(url: str) -> None:
    """An office with all its staff at ``url``."""
    database = Database(url)
    migrate(database)
    database.close()
    world = World(url, over_http=False)
    world.set_up()
    world.close()
