"""Whatever a name stands for, reading it ends at once, in the bytes or in a sentence."""

import os
import socket
from pathlib import Path

import pytest

from desktop_admin.papers.named_file import NotRead, read_named
from tests.cli.conftest import Shell
from tests.cli.conftest import kaowu as kaowu

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes and devices in the file system")


@pytest.fixture(
    params=["pipe", "device", "endless device", "folder", "socket", "missing", "link to a pipe", "nul"]
)
def strange(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A name for something that is no plain file."""
    path = tmp_path / "承诺书.pdf"
    match request.param:
        case "pipe":
            os.mkfifo(path)
        case "device":
            return Path("/dev/null")
        case "endless device":
            return Path("/dev/zero")
        case "folder":
            path.mkdir()
        case "socket":
            with socket.socket(socket.AF_UNIX) as server:
                server.bind(str(path))
        case "link to a pipe":
            os.mkfifo(tmp_path / "pipe")
            path.symlink_to(tmp_path / "pipe")
        case "nul":
            return Path("承诺书\0.pdf")
    return path


@pytest.mark.timeout(20)
def test_what_is_no_file_is_a_sentence(strange: Path) -> None:
    with pytest.raises(NotRead) as refused:
        read_named(strange)
    assert "读不到文件" in refused.value.message
    assert refused.value.reason


@pytest.mark.timeout(100)
def test_the_check_goes_on_to_the_next_file(kaowu: Shell, strange: Path, tmp_path: Path) -> None:
    plain = tmp_path / "说明.txt"
    plain.write_text("不是资料" * 10, encoding="utf-8")
    first, second = kaowu.json("papers", "check", str(strange), str(plain), "--json")
    assert [one["code"] for one in first["problems"]] == ["unreadable"]
    assert [one["code"] for one in second["problems"]] == ["wrong_type"]


def test_a_file_that_grows_is_read_to_the_limit_and_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"x" * 100)
    assert read_named(file, 100) == b"x" * 100
    with file.open("ab") as more:
        more.write(b"y")
    with pytest.raises(NotRead, match="太大"):
        read_named(file, 100)


def test_what_has_nothing_to_read_yet_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plain file by name that waits like a pipe, as /proc/kmsg does: reading without waiting answers None."""
    there, ours = socket.socketpair()
    with there, ours:
        ours.setblocking(False)
        file = tmp_path / "a.pdf"
        file.write_bytes(b"x")
        about = file.stat()
        monkeypatch.setattr(os, "open", lambda *_: os.dup(ours.fileno()))
        monkeypatch.setattr(os, "fstat", lambda _: about)
        with pytest.raises(NotRead, match="没有内容可读"):
            read_named(file)


def test_nothing_else_reads_a_file_somebody_chose() -> None:
    """The rooms people hand names to: no other way to a named file's bytes may grow there."""
    from tests.source import ROOT

    allowed = {
        "views/common/icons.py",  # our own
        "views/papers/copies.py",  # our own copies, in a folder only we can write
    }
    found = [
        f"{path.relative_to(ROOT / 'desktop_admin').as_posix()}"
        for room in ("views", "papers")
        for path in (ROOT / "desktop_admin" / room).rglob("*.py")
        if ".read_bytes" in path.read_text(encoding="utf-8")
    ]
    assert set(found) <= allowed, found
