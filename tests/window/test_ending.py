"""Told to end, the program ends: in seconds, in a sentence, and nothing it started lives on."""

import os
import signal
import socket
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import psutil
import pytest

from desktop_admin.cli import main
from tests.source import ROOT
from tests.window.conftest import Start
from tests.window.program import ENDED, Program, environment
from tests.window.xserver import XServer

pytestmark = pytest.mark.timeout(300)

#: What is promised is 5 seconds (seen: about one); the rest is for a machine that does other things besides.
BOUND = 20.0


def settled(program: Program) -> Program:
    """A first run with its paper readers started."""
    program.until(lambda: program.focused("FirstRunForm"), "the first run")
    program.until(lambda: len(program.family()) >= 2, "the readers of papers")
    return program


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGTERM, 0), (signal.SIGHUP, 0), (signal.SIGINT, 130)]
)
def test_a_signal_ends_the_window_and_its_children(start: Start, number: int, status: int) -> None:
    program = settled(start())
    assert program.end(number, BOUND) == status
    assert program.errors.startswith(ENDED)
    assert len(program.errors.splitlines()) == 1


def test_a_signal_before_the_window_is_there(start: Start) -> None:
    """Whenever it comes: no traceback and nothing left (before Python listens, the signal itself ends it)."""
    for read in ("python", "QtCore", "NotoSansSC", "sqlalchemy"):
        program = start(watched=False)
        program.until(partial(_has_read, program, read), f"{read} is read")
        assert program.end(signal.SIGTERM, BOUND) in (0, -signal.SIGTERM)
        assert "Traceback" not in program.errors


def _has_read(program: Program, part: str) -> bool:
    """How far it has come: whether a file with that in its path is in its memory (before that, it is not Python)."""
    return any(part in one.path for one in psutil.Process(program.process.pid).memory_maps())


def test_a_dialog_does_not_hold_the_end_up(start: Start, demo: Path) -> None:
    program = start("demo", "--folder", str(demo), "--people", "60")
    program.one("Workbench")
    program.press("ctrl+2")
    program.one("ReviewPage")
    program.press("F1")
    program.sheet("KeysSheet")
    assert program.end(signal.SIGTERM, BOUND) == 0


def test_the_end_does_not_wait_for_an_office_that_does_not_answer(start: Start) -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        program = start("--office", f"http://127.0.0.1:{deaf.getsockname()[1]}")
        program.until(lambda: program.ask("busy"), "the question to the office")
        assert program.end(signal.SIGTERM, BOUND + 1) == 0
        assert program.errors.startswith(ENDED)


def test_killed_children_follow(start: Start) -> None:
    program = settled(start())
    assert program.end(signal.SIGKILL) == -signal.SIGKILL


def test_the_x_server_goes_away(start: Start, screen: XServer) -> None:
    """Qt ends the process itself then; what matters is that nothing stays behind."""
    program = settled(start())
    program.family()
    screen.stop()
    assert program.ended() != 0
    program.errors_file.write_text("")  # Qt names the lost connection, as it should


def test_serve_ends_with_its_children_while_a_desk_waits_for_news(home: Path, tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    office = f"sqlite:///{tmp_path / 'office.sqlite3'}"
    assert main(["migrate", "--office", office]) == 0
    words = ["serve", "--office", office, "--port", str(port)]
    for number, status in ((signal.SIGTERM, 0), (signal.SIGHUP, 0), (signal.SIGINT, 0)):
        process = subprocess.Popen(
            [sys.executable, "-m", "desktop_admin", *words],
            cwd=ROOT,
            env=environment("", home),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        try:
            with _connected(process, port) as desk:
                desk.sendall(b"POST /v1/run HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
                family = psutil.Process(process.pid).children(recursive=True)
                process.send_signal(number)
                _, said = process.communicate(timeout=BOUND + 1)
            assert process.returncode == status, said
            assert "Traceback" not in said
            psutil.wait_procs(family, timeout=BOUND)
            assert not [one for one in family if one.is_running()]
        finally:
            process.kill()
            process.wait()


def _connected(process: "subprocess.Popen[str]", port: int) -> socket.socket:
    limit = time.monotonic() + 60
    while True:
        assert process.poll() is None, process.stderr and process.stderr.read()
        assert time.monotonic() < limit, "the server does not listen"
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=5)
        except OSError:
            time.sleep(0.05)


def test_what_is_set_to_be_ignored_stays_ignored(start: Start) -> None:
    """``nohup kaowu``: the terminal may go."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        program = settled(start())
    finally:
        signal.signal(signal.SIGHUP, before)
    os.kill(program.process.pid, signal.SIGHUP)
    program.press("Tab")
    assert program.process.poll() is None
