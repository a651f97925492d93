"""The real ``kaowu serve`` makes the backups a desk orders, in the folder it was started with."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_admin.contract.backups import BackupRun, Backups, OrderBackup
from desktop_admin.contract.sessions import SignIn
from desktop_admin.office.http import HttpOffice
from desktop_admin.office.restore import restore
from tests.contract.conftest import copy_of
from tests.contract.world import PASSWORD, shared_wire
from tests.source import ROOT

BOUND = 90


@pytest.fixture
def served(prepared_file: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a server in a process of its own, with ``--backups``."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (tmp_path / "stick").mkdir()
    words = [
        *("serve", "--office", copy_of(prepared_file, tmp_path / "office.sqlite3")),
        *("--port", str(port), "--backups", str(tmp_path / "stick")),
    ]
    process = subprocess.Popen([sys.executable, "-m", "desktop_admin", *words], cwd=ROOT)
    try:
        end = time.monotonic() + BOUND
        while True:
            assert process.poll() is None
            assert time.monotonic() < end, "the server does not listen"
            try:
                socket.create_connection(("127.0.0.1", port), timeout=5).close()
                break
            except OSError:
                time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
        process.terminate()
        assert process.wait(BOUND) == 0
    finally:
        process.kill()
        process.wait()


def ended(office: HttpOffice) -> BackupRun:
    end = time.monotonic() + BOUND
    while (run := office.run(Backups()).runs[0]).state in ("waiting", "running"):
        assert time.monotonic() < end, "nobody takes it up"
        time.sleep(0.1)
    return run


def test_a_desk_orders_the_server_makes(served: str, tmp_path: Path) -> None:
    with closing(HttpOffice(served, workstation="PC-1", wire=shared_wire())) as desk:
        assert desk.run(SignIn("系统管理员", PASSWORD, "PC-1")).token
        desk.run(OrderBackup())
        made = ended(desk)
        assert (made.state, made.folder) == ("done", str(tmp_path / "stick"))
        (place,) = desk.run(Backups()).places
        assert (place.served, place.folder) == (True, made.folder)
    done = restore(tmp_path / "stick" / made.file, str(tmp_path / "restored"))
    assert done.soundness.faults == ()
    assert not (tmp_path / "backups").exists()
