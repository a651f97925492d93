"""Asking what a file is must cost nothing, whatever it is: the server asks it itself of files that stopped a child."""

import io
import tracemalloc
import zipfile

import pytest

from desktop_admin.papers import kinds
from desktop_admin.papers.faults import fault
from desktop_admin.papers.workers import stopped_inspection

UNPACKED = 64_000_000


def packed(name: str, way: int) -> bytes:
    """A zip whose one part, packed in that way, unfolds into megabytes from a few bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", way) as archive:
        archive.writestr(name, b"0" * UNPACKED)
    return out.getvalue()


@pytest.mark.parametrize("name", ["[Content_Types].xml", "mimetype"])
@pytest.mark.parametrize("way", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_telling_the_kind_unfolds_no_bomb(name: str, way: int) -> None:
    data = packed(name, way)
    tracemalloc.start()
    try:
        assert kinds.media_type(data) == kinds.ZIP
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < UNPACKED / 8


def test_of_a_file_that_stopped_a_child_nothing_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    data = packed("word/document.xml", zipfile.ZIP_DEFLATED)

    def opened(*_arguments: object) -> None:
        raise AssertionError("the program opened what a child could not")

    monkeypatch.setattr(kinds.zipfile, "ZipFile", opened)
    assert stopped_inspection(data, fault("too_much_memory", megabytes=400)).facts.media_type == kinds.DOCX
