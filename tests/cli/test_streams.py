"""Where the answer goes: a stream that is closed, full, or read by somebody who has read enough (issue 5)."""

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a shell of another kind")


def through(shell: str) -> tuple[int, str]:
    """Status and standard error of ``kaowu requests`` with what the shell puts behind it."""
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {sys.executable} -m desktop_admin requests {shell}"],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.returncode, done.stderr


def test_a_full_disk_is_a_sentence() -> None:
    status, said = through("> /dev/full")
    failure = json.loads(said)
    assert (status, failure["code"]) == (2, "unavailable")
    assert "结果写不出来" in failure["message"]


def test_who_has_read_enough_is_told_nothing() -> None:
    assert through("| head -c 1")[1] == ""


def test_a_closed_output_is_nobody_who_reads() -> None:
    assert through(">&-") == (0, "")


def test_nothing_to_write_to_at_all() -> None:
    assert through("--json <&- >&- 2>&-") == (0, "")
