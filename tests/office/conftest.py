"""The prepared office of the contract suite, here too, and one with a decided application."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.conftest import copy_of, prepared_file
from tests.contract.world import World

__all__ = ["prepared_file"]


@pytest.fixture
def local(prepared_file: Path, tmp_path: Path) -> Iterator[World]:
    """An office on a file with one application, decided."""
    made = World(copy_of(prepared_file, tmp_path / "office.sqlite3"), over_http=False, durable=False)
    made.approve(made.waiting_one())
    yield made
    made.close()
