"""A real office for tests of lists that live: a demonstration on SQLite, made once in a run and copied for each test.

What a list shows, in which order and what news do to it is then the office's own answer; what was asked is recorded.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from argon2 import PasswordHasher

from desktop_admin.contract.base import Request
from desktop_admin.contract.catalogue import Catalogue
from desktop_admin.contract.files import FileFacts
from desktop_admin.contract.journal import Changes
from desktop_admin.contract.office import Office
from desktop_admin.contract.sessions import Person, SignIn
from desktop_admin.demo.staff import make_staff
from desktop_admin.demonstration import open_demo
from desktop_admin.office.connect import connect
from desktop_admin.views.common.desk import Desk

A = TypeVar("A")

PEOPLE = 10
"""The smallest demonstration there is."""
_PATIENCE = 180.0


class RecordedOffice:
    """An office whose questions are remembered."""

    def __init__(self, office: Office) -> None:
        self._office, self._lock = office, threading.Lock()
        self._asked: list[Request[Any]] = []

    def run(self, request: Request[A]) -> A:
        with self._lock:
            self._asked.append(request)
        return self._office.run(request)

    def put(self, data: bytes, file_name: str) -> FileFacts:
        return self._office.put(data, file_name)

    def get(self, sha256: str) -> bytes:
        return self._office.get(sha256)

    def wait(self, after: int, seconds: float) -> bool:
        return self._office.wait(after, seconds)

    def close(self) -> None:
        self._office.close()

    def requests(self, *kinds: type[Any]) -> list[Request[Any]]:
        """What was asked in order; without kinds all but the feed's and the catalogue."""
        with self._lock:
            asked = list(self._asked)
        if kinds:
            return [one for one in asked if isinstance(one, kinds)]
        return [one for one in asked if not isinstance(one, Changes | Catalogue)]

    def clear(self) -> None:
        with self._lock:
            self._asked.clear()


class RealOffice:
    """A copy of the demonstration: whoever sits down works at the same office."""

    def __init__(self, folder: Path) -> None:
        self.url = f"sqlite:///{(folder / 'office.sqlite3').as_posix()}"
        self._passwords = {one.name: one.password for one in make_staff(1)}

    def sit_down(self, name: str) -> tuple[RecordedOffice, Person]:
        """Somebody signed in at a place of their own; to be closed."""
        quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)  # else half the test is hashing
        opened = connect(self.url, inspectors=_nobody_looks, hasher=quick, workstation=f"{name}的电脑")
        office = RecordedOffice(opened)
        answer = office.run(SignIn(name, self._passwords[name]))
        assert answer.person is not None, answer.problem
        return office, answer.person

    @contextmanager
    def desk(self, name: str, *, start: bool = True) -> Iterator[tuple[Desk, RecordedOffice]]:
        """A desk in the window that hears of what others do; without ``start`` a window around it begins that."""
        office, person = self.sit_down(name)
        page = office.run(Changes(0))
        desk = Desk(office, person, after=page.head, wait_seconds=0.05)
        desk.begin_from(page)
        if start:
            desk.start()
        try:
            yield desk, office
        finally:
            desk.stop()
            office.close()
            desk.close()


def make_template(base: Path) -> Path:
    """Made by the first of the run's processes that needs it; the others wait until it is whole.

    ``base`` is the folder of this process; beside it lie those of the others.
    """
    run = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    folder = run / "small-demo"
    try:
        (run / "small-demo-begun").mkdir()
    except FileExistsError:
        _until(folder.is_dir)
    else:
        open_demo(run / "small-demo-made", people=PEOPLE, seed=1, now=None)
        (run / "small-demo-made").rename(folder)
    return folder


def _until(true: Callable[[], bool]) -> None:
    limit = time.monotonic() + _PATIENCE
    while not true():
        assert time.monotonic() < limit, "the process that makes the small demonstration has not finished it"
        time.sleep(0.05)


def _nobody_looks() -> Any:
    raise AssertionError("nobody puts a paper")
