"""What a dead program left goes, what a living one is making stays."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from desktop_admin.contract.errors import Invalid
from desktop_admin.office.archive import ArchiveWriter, sweep_parts
from desktop_admin.office.leftovers import held, sweep
from desktop_admin.office.restore import restore

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be removed there anyway")


def old(path: Path, days: float = 1 / 24) -> Path:
    """An hour old unless told otherwise."""
    then = path.stat().st_mtime - days * 86400
    os.utime(path, (then, then))
    return path


def test_a_dead_ones_part_goes_a_living_ones_stays(tmp_path: Path) -> None:
    writer = ArchiveWriter(tmp_path / "a.kaowu-backup")
    (living,) = tmp_path.iterdir()
    old(living, days=3)
    dead = tmp_path / ".kaowu-backup-dead.part"
    fresh = tmp_path / ".kaowu-backup-fresh.part"
    strange = tmp_path / "dissertation.part"
    for path in (dead, fresh, strange):
        path.write_bytes(b"x")
    old(dead)
    old(strange)
    assert sweep_parts(tmp_path) == [dead]
    assert sorted(tmp_path.iterdir()) == sorted([living, fresh, strange])
    writer.discard()
    assert not living.exists()


def test_a_folder_somebody_holds_stays(tmp_path: Path) -> None:
    for name in ("one", "two"):
        room = tmp_path / f".kaowu-restoring-{name}"
        room.mkdir()
        (room / "office.sqlite3").write_bytes(b"half")
        old(room)
    handle = os.open(tmp_path / ".kaowu-restoring-one", os.O_RDONLY)
    with held(handle):
        assert [path.name for path in sweep(tmp_path, ".kaowu-restoring-*")] == [".kaowu-restoring-two"]
    os.close(handle)
    assert (tmp_path / ".kaowu-restoring-one" / "office.sqlite3").exists()


def test_a_link_is_never_followed(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "a.txt").write_text("x")
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / ".kaowu-restoring-x").symlink_to(precious)
    assert sweep(tmp_path / "room", ".kaowu-restoring-*") == []
    assert (precious / "a.txt").exists()


def test_a_folder_that_is_not_there_is_no_fault(tmp_path: Path) -> None:
    assert sweep(tmp_path / "none", "*") == []


def test_a_restore_sweeps_what_a_killed_one_left(tmp_path: Path) -> None:
    left = tmp_path / ".kaowu-restoring-dead"
    left.mkdir()
    old(left)
    shutil.copy(Path(__file__), tmp_path / "no.kaowu-backup")
    with pytest.raises(Invalid, match="不是考务台的备份"):
        restore(tmp_path / "no.kaowu-backup", str(tmp_path / "new"))
    assert left.exists(), "nothing is touched for what is no backup"
