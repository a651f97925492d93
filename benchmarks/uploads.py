"""A real server while hostile files pass through it: how long somebody else's question waits.

Promise: at most 200 ms.  ``kaowu serve`` in a process of its own, with its real children; a second process floods it
from a dozen accounts with files that each cost a child its whole time limit, every hostile paper of the tests, refused
files of 19 MB, bodies that drip and clients that leave.  ``python -m benchmarks uploads``.
"""

import multiprocessing
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from desktop_admin.contract.errors import Busy, OfficeError
from desktop_admin.contract.policy import EditPolicy, PolicySettings
from desktop_admin.contract.sessions import OpenLearnerSession, SignIn
from desktop_admin.contract.submissions import ReviewQueue
from desktop_admin.office.http import HttpOffice

LIMIT_MS: Final = 200.0
_GIANT: Final = 19 * 1024 * 1024


@dataclass(frozen=True)
class Size:
    """``accounts`` flood with ``hands`` each for ``seconds``; questions are asked all the while."""

    accounts: int = 12
    hands: int = 3
    seconds: float = 45.0


def run(size: Size = Size()) -> list[dict[str, Any]]:
    """One record: the longest wait against 200 ms (``longest_before``: without the flood, what the machine itself
    does), and how many files the flood brought to an end (``taken``) or was told to come again with (``busy``)."""
    from tests.contract.world import PASSWORD

    with tempfile.TemporaryDirectory(prefix="kaowu-bench-") as name:
        url = f"sqlite:///{(Path(name) / 'office.sqlite3').as_posix()}"
        candidates = _found(url, size)
        with _served(url) as address:
            desk = HttpOffice(address)
            desk.run(SignIn("李四", PASSWORD, "PC-1"))
            calm = _questions(desk, size.seconds / 4)
            with _flooded(address, candidates, size) as told:
                waits = _questions(desk, size.seconds)
            desk.close()
    longest, ended = max(waits), told()
    return [
        {
            "name": "uploads.longest_question",
            "ratio": round(longest / LIMIT_MS, 2),
            "limit": 1.0,
            "milliseconds": round(longest, 1),
            "median": round(statistics.median(waits), 1),
            "p99": round(statistics.quantiles(waits, n=100)[98], 1),
            "longest_before": round(max(calm), 1),
            "questions": len(waits),
            **ended,
        }
    ]


def _found(url: str, size: Size) -> list[int]:
    """An office with staff, learners and no daily limit to speak of; the learners."""
    from tests.contract.world import World

    world = World(url, over_http=False, durable=False)
    world.clock.now = datetime.now(UTC)
    world.set_up()
    company = world.company()
    candidates = [world.candidate(company, serial=serial) for serial in range(size.accounts)]
    chief = world.as_("王敏")
    form = chief.run(PolicySettings()).form
    chief.run(EditPolicy(form, replace(form, learner_files_a_day=1000, learner_megabytes_a_day=10000)))
    world.close()
    return candidates


@contextmanager
def _served(url: str) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = (sys.executable, "-m", "desktop_admin", "serve", "--office", url, "--port", str(port))
    with subprocess.Popen(
        program,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    ) as server:
        try:
            end = time.monotonic() + 60
            while True:
                try:
                    socket.create_connection(("127.0.0.1", port), 1).close()
                    break
                except OSError:
                    if time.monotonic() > end or server.poll() is not None:
                        raise RuntimeError("the server did not start") from None
                    time.sleep(0.05)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _questions(desk: HttpOffice, seconds: float) -> list[float]:
    """Milliseconds of each question, one after the other as a person's desk asks them."""
    waits = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        began = time.perf_counter()
        desk.run(ReviewQueue())
        waits.append((time.perf_counter() - began) * 1000)
        time.sleep(0.02)
    return waits


@contextmanager
def _flooded(address: str, candidates: list[int], size: Size) -> Iterator[Any]:
    """A process that floods until it is told to stop; what is yielded answers how it went."""
    context = multiprocessing.get_context("spawn")
    begun, stop, out = context.Event(), context.Event(), context.Queue()
    flood = context.Process(
        target=_flood, args=(address, candidates, size.hands, begun, stop, out), daemon=True
    )
    flood.start()
    if not begun.wait(120):
        raise RuntimeError("the flood did not begin")
    counted: dict[str, int] = {}
    try:
        yield lambda: counted
    finally:
        stop.set()
        counted.update(out.get(timeout=120))
        flood.terminate()
        flood.join()


def _flood(address: str, candidates: list[int], hands: int, begun: Any, stop: Any, out: Any) -> None:
    from benchmarks.hostile_papers import _papers
    from tests.contract.world import PASSWORD

    papers = [data for _name, data in _papers()]
    portal = HttpOffice(address, via="portal")
    portal.run(SignIn("门户", PASSWORD, "portal"))
    counts = {"taken": 0, "busy": 0, "other": 0}
    lock = threading.Lock()

    def hand(office: HttpOffice, first: int) -> None:
        for number, data in enumerate(_hostile(papers, first)):
            if stop.is_set():
                return
            try:
                office.put(data, "a.pdf")
                what, pause = "taken", 0.0
            except Busy as busy:
                what, pause = "busy", float(busy.details["retry_after"])
            except OfficeError:
                what, pause = "other", 0.5
            with lock:
                counts[what] += 1
            # A rude client waits for nobody; one in three does as it is told.
            stop.wait(pause if number % 3 == 0 else 0.05)

    port = int(address.rpartition(":")[2])
    for place, candidate in enumerate(candidates):
        office = portal.as_learner(portal.run(OpenLearnerSession(candidate)))
        for one in range(hands):
            threading.Thread(target=hand, args=(office, place * hands + one), daemon=True).start()
        threading.Thread(target=_rude, args=(port, office.token, stop), daemon=True).start()
    begun.set()
    stop.wait()
    with lock:
        out.put(dict(counts))


def _rude(port: int, token: str | None, stop: Any) -> None:
    """Bodies that drip for a second, then leave."""
    head = f"PUT /files/{'0' * 64}?name=a.pdf HTTP/1.1\r\nHost: k\r\nKaowu-Contract: {_contract()}\r\n"
    head += f"Authorization: Bearer {token}\r\nContent-Length: 100000\r\n\r\n"
    while not stop.is_set():
        try:
            with socket.create_connection(("127.0.0.1", port), 10) as client:
                client.sendall(head.encode())
                for _ in range(10):
                    client.sendall(b"x" * 100)
                    stop.wait(0.1)
        except OSError:
            stop.wait(0.5)


def _contract() -> int:
    from desktop_admin.contract.office import CONTRACT

    return CONTRACT


def _hostile(papers: list[bytes], first: int) -> Iterator[bytes]:
    """Without end: slow ones, each its own file; between them the hostile papers of the tests and giants."""
    from tests.papers.slow_pdf import slow_pdf

    number = first * 100_000
    while True:
        number += 1
        yield slow_pdf(number)
        yield papers[number % len(papers)] + b"\n%d" % number
        if number % 5 == first % 5:
            yield b"%PDF-1.4 " + b"%d" % number + bytes(_GIANT)
