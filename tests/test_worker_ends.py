"""A worker that dies after its last test fails the run."""

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


@pytest.mark.parametrize(("dies", "status"), [(False, 0), (True, 3)])
def test_the_run_fails_when_a_worker_ends_by_a_signal(tmp_path: Path, dies: bool, status: int) -> None:
    (tmp_path / "test_one.py").write_text(DIES.format(dies=dies), encoding="utf-8")
    (tmp_path / "conftest.py").write_text(
        "from tests.worker_ends import WorkerEnds\n"
        "def pytest_configure(config):\n"
        "    if not hasattr(config, 'workerinput'): config.pluginmanager.register(WorkerEnds())\n",
        encoding="utf-8",
    )
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "1", "-p", "no:cacheprovider", "."],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        timeout=100,
        check=False,
    )
    assert "1 passed" in run.stdout, run.stdout + run.stderr
    assert ("ended by signal 6" in run.stdout) is dies, run.stdout
    assert run.returncode == status, run.stdout
