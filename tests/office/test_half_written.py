"""What a killed program left half written is cleared by the next one; what another still writes stays."""

import os
import subprocess
import sys
import time
from pathlib import Path

from desktop_admin.office.blobs import FolderBlobs

SHA = "ab" * 32
_WRITER = """
import os, sys
from pathlib import Path
from desktop_admin.office import blobs
# The disk takes forever: the program is killed in the middle of the file.
blobs.os.fsync = lambda _handle: (print("writing", flush=True), sys.stdin.read())
blobs.FolderBlobs(Path(sys.argv[1])).put("ab" * 32, b"x" * 100_000)
"""


def files(folder: Path) -> list[Path]:
    """Every file under the folder."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_killed_upload_leaves_nothing_after_the_next_start(tmp_path: Path) -> None:
    papers = tmp_path / "office.papers"
    with subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(papers)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"writing\n"
        (half,) = files(papers)
        FolderBlobs(papers)
        assert files(papers) == [half], "its program still writes"
        writer.kill()
        writer.wait()
    assert files(papers) == [half]
    blobs = FolderBlobs(papers)
    assert files(papers) == []
    blobs.put(SHA, b"whole")
    assert [path.name for path in files(papers)] == [SHA]


def test_a_number_that_came_again_keeps_nothing_for_ever(tmp_path: Path) -> None:
    half = tmp_path / ".new" / f"{os.getpid()}-abcd"
    half.parent.mkdir()
    half.write_bytes(b"x")
    FolderBlobs(tmp_path)
    assert half.exists()
    yesterday = time.time() - 86_400
    os.utime(half, (yesterday, yesterday))
    FolderBlobs(tmp_path)
    assert not half.exists()
