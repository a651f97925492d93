"""Every contract test runs over four offices."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_admin.office.database import Database
from desktop_admin.office.schema import migrate
from tests.contract.world import World

KINDS = ("sqlite-direct", "sqlite-http", "postgres-direct", "postgres-http")


@pytest.fixture(params=[pytest.param(kind, marks=pytest.mark.postgres) if "postgres" in kind else kind for kind in KINDS])
def office_kind(request: pytest.FixtureRequest) -> str:
    """Which of the four."""
    return str(request.param)


@pytest.fixture
def bare_world(office_kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[World]:
    """An office nobody has set up yet."""
    if office_kind.startswith("postgres"):
        url = str(request.getfixturevalue("postgres_url"))
        database = Database(url)
        migrate(database)
        database.close()
    else:
        url = f"sqlite:///{tmp_path / 'office.sqlite3'}"
    world = World(url, over_http=office_kind.endswith("http"))
    yield world
    world.close()


@pytest.fixture
def world(bare_world: World) -> World:
    """An office with staff."""
    return bare_world.set_up()
