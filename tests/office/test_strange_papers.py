"""What may lie where a paper should: a pipe nobody writes into, a folder, a link, a file without an end (issue 5)."""

import os
import sys
from pathlib import Path

import pytest

from desktop_admin.contract.errors import NotFound, Unavailable
from desktop_admin.office.blobs import FolderBlobs
from desktop_admin.rules.purposes import LARGEST_FILE

DATA = b"%PDF-1.7 an invented paper"
SHA256 = "ab" * 32


def stored(folder: Path) -> tuple[FolderBlobs, Path]:
    blobs = FolderBlobs(folder)
    blobs.put(SHA256, DATA)
    file = folder / SHA256[:2] / SHA256
    file.unlink()
    return blobs, file


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders")
def test_a_pipe_is_no_paper_and_is_not_waited_for(tmp_path: Path) -> None:
    blobs, file = stored(tmp_path / "papers")
    os.mkfifo(file)
    with pytest.raises(NotFound, match="不在存放处"):
        blobs.get(SHA256)
    blobs.put(SHA256, DATA)
    assert file.read_bytes() == DATA


def test_a_file_larger_than_any_paper_is_not_read(tmp_path: Path) -> None:
    blobs, file = stored(tmp_path / "papers")
    with file.open("wb") as stream:
        stream.truncate(2 * LARGEST_FILE)
    with pytest.raises(NotFound):
        blobs.get(SHA256)
    blobs.put(SHA256, DATA)
    assert file.read_bytes() == DATA


def test_a_folder_is_no_paper(tmp_path: Path) -> None:
    blobs, file = stored(tmp_path / "papers")
    file.mkdir()
    with pytest.raises(NotFound):
        blobs.get(SHA256)
    with pytest.raises(Unavailable, match="没有存下来"):
        blobs.put(SHA256, DATA)


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    blobs, file = stored(tmp_path / "papers")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"somebody's")
    file.symlink_to(elsewhere)
    blobs.put(SHA256, DATA)
    assert (file.is_symlink(), file.read_bytes(), elsewhere.read_bytes()) == (False, DATA, b"somebody's")
