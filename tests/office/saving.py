"""Making a backup of a test's office."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desktop_admin.office.backup import BackupMade, back_up
from desktop_admin.office.blobs import store_of
from tests.contract.world import World

NOW = datetime(2026, 11, 19, 3, 0, tzinfo=UTC)


def saved(world: World, target: Path, progress: Any = lambda done, total: None) -> BackupMade:
    database = world.house.database
    return back_up(database, store_of(database), target, NOW, progress)
