"""Copies for other programs: what a crash left goes at the next start, what is in use stays."""

import subprocess
import sys
from pathlib import Path

import pytest

from desktop_admin.contract.errors import Unavailable
from desktop_admin.views.papers.copies import Copies, sweep

CRASH = """
import os, sys, tempfile
tempfile.tempdir = sys.argv[1]
from desktop_admin.views.papers.copies import Copies
print(Copies().put("承诺书.pdf", b"%PDF").parent, flush=True)
os._exit(1)
"""


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def test_what_a_crash_left_is_removed_and_what_is_in_use_stays(room: Path) -> None:
    crashed = subprocess.run(
        [sys.executable, "-c", CRASH, str(room)], capture_output=True, text=True, check=False
    )
    left = Path(crashed.stdout.strip())
    assert left.is_dir(), crashed.stderr
    living = Copies()
    copy = living.put("报名表.docx", b"PK")
    foreign = room / "kaowu-opened-link"
    foreign.symlink_to(room / "somewhere")
    (room / "somewhere").mkdir()
    assert sweep() == 1
    assert not left.exists()
    assert copy.read_bytes() == b"PK"
    assert (room / "somewhere").is_dir()
    living.close()
    assert not copy.parent.exists()


def test_a_folder_taken_away_is_made_again(room: Path) -> None:
    copies = Copies()
    first = copies.put("报名表.pdf", b"%PDF")
    first.parent.rename(room / "away")
    second = copies.put("报名表.pdf", b"%PDF")
    assert second.parent != first.parent
    assert second.read_bytes() == b"%PDF"


def test_a_link_in_the_place_of_a_copy_is_not_followed(room: Path) -> None:
    copies = Copies()
    folder = copies.put("报名表.pdf", b"%PDF").parent
    victim = room / "victim"
    victim.write_bytes(b"mine")
    (folder / "承诺书.pdf").symlink_to(victim)
    with pytest.raises(Unavailable, match="临时文件夹"):
        copies.put("承诺书.pdf", b"%PDF")
    assert victim.read_bytes() == b"mine"


def test_after_the_end_no_copy_is_made(room: Path) -> None:
    copies = Copies()
    copies.close()
    with pytest.raises(Unavailable):
        copies.put("报名表.pdf", b"%PDF")
    assert list(room.iterdir()) == []
