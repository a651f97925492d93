"""Eight processes deciding at once, against the same SQL without our office.

Promise: the office does at least 0.35 of the commands that bare SQL does in the same time on SQLite, and 0.45 on
PostgreSQL (where one is installed).  Each process holds the claims of its share and approves them one
by one, as fast as it can; the bare crew (bare.py) sends the same statements on the same tables and commits as
durably.  Both crews take turns for several rounds and the quickest round of each counts: another program on
the machine slows a round, never speeds one up.
"""

import multiprocessing
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from benchmarks.bare import decide_bare
from benchmarks.filling import NOW, SEEN, fill, open_house, signed_in, sqlite_office
from desktop_admin.contract.submissions import ApproveSubmission
from desktop_admin.models.claims import ClaimRow
from desktop_admin.models.staff import SessionRow, StaffRow
from desktop_admin.office.database import Database
from desktop_admin.office.quiet import settle
from desktop_admin.office.schema import migrate
from tests.postgres import PostgresMissing, running_server

_LIMITS = {"sqlite": 0.35, "postgresql": 0.45}


@dataclass(frozen=True)
class Size:
    """How much is done: ``each`` decisions by each of the ``processes`` in each of the ``rounds``."""

    processes: int = 8
    each: int = 25
    rounds: int = 6

    @property
    def a_round(self) -> int:
        """Decisions of all in one round."""
        return self.processes * self.each

    def share(self, number: int, turn: int) -> range:
        """The submissions of process ``number`` in round ``turn``, both from 0."""
        first = turn * self.a_round + number * self.each + 1
        return range(first, first + self.each)

    def names(self) -> tuple[str, ...]:
        """The reviewers, one a process."""
        return tuple(f"审核{number}" for number in range(self.processes))


def run(size: Size = Size()) -> list[dict[str, Any]]:
    """A record per database. ``ratio`` is office ÷ bare throughput; ``kept`` when it is at least the limit."""
    records = []
    with tempfile.TemporaryDirectory(prefix="kaowu-bench-") as name:
        folder = Path(name)
        records.append(
            _record("sqlite", size, *(sqlite_office(folder, which) for which in ("office", "bare")))
        )
    try:
        with running_server(durable=True) as server:
            records.append(_record("postgresql", size, server.create(), server.create()))
    except PostgresMissing as missing:
        print(f"# {missing}", flush=True)
    return records


def _record(kind: str, size: Size, office_url: str, bare_url: str) -> dict[str, Any]:
    for url in (office_url, bare_url):
        _prepare(url, size)
    ours, theirs = _Crew(_office_worker, office_url, size), _Crew(_bare_worker, bare_url, size)
    try:
        turns = [(ours.turn(), theirs.turn()) for _ in range(size.rounds)]
    finally:
        ours.dismiss()
        theirs.dismiss()
    office, bare = (min(taken) for taken in zip(*turns, strict=True))
    return {
        "name": f"commands.{size.processes}_processes_deciding_on_{kind}",
        "ratio": round(bare / office, 2),
        "limit": _LIMITS[kind],
        "kept": bare / office >= _LIMITS[kind],
        "milliseconds": round(1000 * office / size.a_round, 2),
        "bare_milliseconds": round(1000 * bare / size.a_round, 2),
        "commands_per_second": round(size.a_round / office),
    }


def _prepare(url: str, size: Size) -> None:
    """Tables, applications waiting, everybody signed in and holding the claims of their share."""
    database = Database(url)
    migrate(database)
    database.close()
    house = open_house(url)
    total = size.a_round * size.rounds
    fill(house, total, waiting=total, names=size.names())
    for name in size.names():
        signed_in(house, name)
    with house.database.writing() as session:
        staff = {row.name: row.id for row in session.execute(select(StaffRow.name, StaffRow.id))}
        claims = [
            {
                "kind": "submission",
                "subject_id": submission,
                "staff_id": staff[name],
                "since": NOW,
                "last_at": NOW,
            }
            for number, name in enumerate(size.names())
            for turn in range(size.rounds)
            for submission in size.share(number, turn)
        ]
        session.execute(insert(ClaimRow), claims)
    house.close()


class _Crew:
    """Processes that wait for the start of each round."""

    def __init__(self, worker: Callable[..., None], url: str, size: Size) -> None:
        context = multiprocessing.get_context("spawn")
        self._start, self._done, self._size = context.Barrier(size.processes + 1), context.Queue(), size
        self._children = [
            context.Process(target=worker, args=(url, number, size, self._start, self._done), daemon=True)
            for number in range(size.processes)
        ]
        for child in self._children:
            child.start()

    def turn(self) -> float:
        """Seconds from the common start of a round to the last process's end of it."""
        self._start.wait(120)
        began = time.perf_counter()
        for _ in self._children:
            if problem := self._done.get(timeout=300):
                raise RuntimeError(problem)
        return time.perf_counter() - began

    def dismiss(self) -> None:
        """Wait for them to leave; end those that do not."""
        for child in self._children:
            child.join(10)
            if child.is_alive():
                child.terminate()


def _rounds(size: Size, number: int, start: Any, done: Any, decide: Callable[[int], object]) -> None:
    for turn in range(size.rounds):
        start.wait(300)
        try:
            for submission in size.share(number, turn):
                decide(submission)
        except Exception as error:
            done.put(repr(error))
            return
        done.put("")


def _office_worker(url: str, number: int, size: Size, start: Any, done: Any) -> None:
    house = open_house(url)
    desk = signed_in(house, size.names()[number])
    settle()  # as the window and the server do once they have started
    _rounds(size, number, start, done, lambda submission: desk.run(ApproveSubmission(submission, 1, SEEN)))
    house.close()


def _bare_worker(url: str, number: int, size: Size, start: Any, done: Any) -> None:
    database = Database(url)
    with database.reading() as session:
        token, staff = session.execute(
            select(SessionRow.token_hash, StaffRow.id)
            .join(StaffRow, StaffRow.id == SessionRow.staff_id)
            .where(StaffRow.name == size.names()[number])
        ).one()
    connection = database.engine.raw_connection()
    sqlite = database.sqlite
    _rounds(
        size, number, start, done,
        lambda submission: decide_bare(connection, submission, sqlite=sqlite, token=token, staff=staff),
    )  # fmt: skip
    connection.close()
    database.close()
