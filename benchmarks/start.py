"""Starting, against a bare QMainWindow of the same Qt.

Promises, with an office of 25,000 submissions on disk, each in times of what a program takes that imports QtWidgets,
shows an empty QMainWindow and paints it: the window is painted within 1.5; after sign-in, list filled and first
dossier painted within 3.5; a desk that nobody was at yet, from its key until it is painted, within 2.5; light or dark
with the page of every desk made, within 3.

Measured in child processes, offscreen, from the start of the process to:

* ``bare``: the empty main window's first paint is done;
* ``window``: the first paint of our window (the door) is done, started as ``kaowu`` starts it;
* ``work``: from the press of 登录 in the real form (right name and password, one second of typing) until the review page's list has all
  its rows' ids, the oldest dossier's record is there and both were painted.  The pages of a paper come from child
  processes of their own and are not waited for (``next_dossier`` measures them).  The person is the one who signed in
  here last, whose workbench the program makes while they type; the first start of all, which knows nobody, is never
  the quickest;
* ``visit``: from the key of each other desk, for the first time, until it is painted: the slowest of them;
* ``switch``: afterwards, with the page of every desk made, from 浅色 or 深色 until the window is painted in the other look.

Every number is the quickest of several starts, taken in turns: a busy machine slows a start, never speeds one up.
The password check is the real one, with the parameters of the product; it is part of the second number.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

_SUBMISSIONS = 25_000
_WAITING = 2_000
_ROUNDS = 5
_ROOT = Path(__file__).parents[1]


def run(
    submissions: int = _SUBMISSIONS, waiting: int = _WAITING, rounds: int = _ROUNDS
) -> list[dict[str, Any]]:
    """Four records: painted window, work after sign-in, first visit, another look; each over a bare window."""
    from benchmarks.filling import PASSWORD, fill, open_house, sqlite_office

    with tempfile.TemporaryDirectory(prefix="kaowu-bench-", ignore_cleanup_errors=True) as name:
        home = Path(name)
        url = sqlite_office(home, "start")
        house = open_house(url)
        fill(house, submissions, waiting=waiting)
        house.close()
        turns = [(_child(home, "bare"), _child(home, "ours", url, PASSWORD)) for _ in range(rounds)]
    bare = min(turn[0]["window"] for turn in turns)
    window, work, visit, switch = (
        min(turn[1][key] for turn in turns) for key in ("window", "work", "visit", "switch")
    )
    return [
        _record("start.window_painted", window, bare, 1.5),
        _record("start.list_and_first_dossier_after_sign_in", work, bare, 3.5),
        _record("start.first_visit_to_a_desk", visit, bare, 2.5),
        _record("start.light_and_dark_with_every_page_made", switch, bare, 3.0),
    ]


def _record(name: str, taken: float, bare: float, limit: float) -> dict[str, Any]:
    return {
        "name": name,
        "ratio": round(taken / bare, 2),
        "limit": limit,
        "milliseconds": round(taken * 1000),
        "bare_milliseconds": round(bare * 1000),
    }


def _child(home: Path, what: str, *arguments: str) -> dict[str, float]:
    """Seconds by name; the child is told when it was started, on the clock both read."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        **{
            name: str(home)
            for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA")
        },
    }
    # A settings folder of our own: what the last start remembered (geometry, name) belongs to the measurement.
    command = [sys.executable, "-m", "benchmarks.starting", what, repr(time.time()), *arguments]
    done = subprocess.run(
        command, cwd=_ROOT, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(f"{what} did not start: {done.stderr[-2000:]}")
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found
