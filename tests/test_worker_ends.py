"""A worker that dies after its last test fails the run, and so does a program under test that ended by a signal."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.source import ROOT

DIES = """
import atexit, ctypes, os, signal

def test_passes():
    if {dies}:
        atexit.register(os.kill, os.getpid(), signal.SIGABRT)
"""

DRIVES = """
def test_drives_a_program():
    raise AssertionError({words!r})
"""


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("waiting for the sign-in form: the program ended (-11)\nFatal Python error: Segmentation fault", 3),
        ("ended with -6\n", 3),
        ("ended with 1\n", 1),
        ("waiting for the sign-in form: the program ended (2)", 1),
    ],
)
def test_a_program_that_ended_by_a_signal_has_no_second_try(tmp_path: Path, words: str, status: int) -> None:
    run = _run(tmp_path, DRIVES.format(words=words))
    assert run.returncode == status, run.stdout
    assert ("a program ended by a signal in test_one.py" in run.stdout) is (status == 3)


@pytest.mark.parametrize(("dies", "status"), [(False, 0), (True, 3)])
def test_the_run_fails_when_a_worker_ends_by_a_signal(tmp_path: Path, dies: bool, status: int) -> None:
    run = _run(tmp_path, DIES.format(dies=dies))
    assert "1 passed" in run.stdout, run.stdout + run.stderr
    assert ("ended by signal 6" in run.stdout) is dies, run.stdout
    assert run.returncode == status, run.stdout


def _run(tmp_path: Path, source: str) -> "subprocess.CompletedProcess[str]":
    (tmp_path / "test_one.py").write_text(source, encoding="utf-8")
    (tmp_path / "conftest.py").write_text(
        "from tests.worker_ends import WorkerEnds\n"
        "def pytest_configure(config):\n"
        "    if not hasattr(config, 'workerinput'): config.pluginmanager.register(WorkerEnds())\n",
        encoding="utf-8",
    )
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "1", "-p", "no:cacheprovider", "."],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        timeout=100,
        check=False,
    )
