"""Eight processes deciding at once, against the same SQL without our office.

Promise: the office does at least 0.4 of the commands that bare SQL does in the same time, on SQLite
and on PostgreSQL (where one is installed).  The same SQL: take the office row, read session, person,
papers and claim, write decision, application, notice and journal rows, commit.
"""

import multiprocessing
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.bare import decide_bare
from benchmarks.filling import SEEN, fill, open_house, signed_in, sqlite_office
from desktop_admin.contract.submissions import ApproveSubmission
from desktop_admin.office.database import Database
from desktop_admin.office.schema import migrate
from tests.postgres import PostgresMissing, running_server

_PROCESSES = 8
_EACH = 60
_LIMIT = 0.4


def run() -> list[dict[str, Any]]:
    """A record per database. ``ratio`` is office ÷ bare throughput; ``kept`` when it is at least the limit."""
    records = []
    with tempfile.TemporaryDirectory(prefix="kaowu-bench-") as name:
        folder = Path(name)
        records.append(_record("sqlite", [sqlite_office(folder, which) for which in ("office", "bare")]))
    try:
        with running_server(durable=True) as server:
            records.append(_record("postgresql", [server.create(), server.create()]))
    except PostgresMissing as missing:
        print(f"# {missing}", flush=True)
    return records


def _record(kind: str, urls: list[str]) -> dict[str, Any]:
    for url in urls:
        database = Database(url)
        migrate(database)
        database.close()
        house = open_house(url)
        fill(house, _PROCESSES * _EACH, waiting=_PROCESSES * _EACH, names=_names())
        house.close()
    office = _race(_office_worker, urls[0])
    bare = _race(_bare_worker, urls[1])
    return {
        "name": f"commands.eight_processes_deciding_on_{kind}",
        "ratio": round(bare / office, 2),
        "limit": _LIMIT,
        "kept": bare / office >= _LIMIT,
        "milliseconds": round(1000 * office / (_PROCESSES * _EACH), 2),
        "commands_per_second": round(_PROCESSES * _EACH / office),
    }


def _names() -> tuple[str, ...]:
    return tuple(f"审核{number}" for number in range(_PROCESSES))


def _race(worker: Any, url: str) -> float:
    """Seconds from the common start to the last process's end."""
    context = multiprocessing.get_context("spawn")
    start, done = context.Barrier(_PROCESSES + 1), context.Queue()
    children = [
        context.Process(target=worker, args=(url, number, start, done), daemon=True)
        for number in range(_PROCESSES)
    ]
    for child in children:
        child.start()
    start.wait(120)
    began = time.perf_counter()
    for _ in children:
        problem = done.get(timeout=300)
        if problem:
            raise RuntimeError(problem)
    taken = time.perf_counter() - began
    for child in children:
        child.join(30)
    return taken


def _mine(number: int) -> range:
    return range(number * _EACH + 1, (number + 1) * _EACH + 1)


def _office_worker(url: str, number: int, start: Any, done: Any) -> None:
    try:
        house = open_house(url)
        desk = signed_in(house, _names()[number])
        start.wait(120)
        for submission in _mine(number):
            desk.run(ApproveSubmission(submission, 1, SEEN))
        house.close()
        done.put("")
    except Exception as error:
        done.put(repr(error))


def _bare_worker(url: str, number: int, start: Any, done: Any) -> None:
    try:
        database = Database(url)
        connect = database.engine.raw_connection()
        start.wait(120)
        for submission in _mine(number):
            decide_bare(connect, submission, sqlite=database.sqlite)
        connect.close()
        database.close()
        done.put("")
    except Exception as error:
        done.put(repr(error))
