"""The office on a database this program reaches itself: an SQLite file or a shared PostgreSQL."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from argon2 import PasswordHasher

from desktop_admin.contract.base import Command, Question, Request
from desktop_admin.contract.files import FileFacts
from desktop_admin.contract.sessions import LearnerSession, SignedIn, SignOut
from desktop_admin.office.blobs import store_of
from desktop_admin.office.clock import Clock, OfficeClock
from desktop_admin.office.database import Database
from desktop_admin.office.engine import Engine
from desktop_admin.office.feed import Waiter, wake
from desktop_admin.office.files import Files
from desktop_admin.office.inspection import InspectionQueue, Inspector
from desktop_admin.office.keeper import Keeper
from desktop_admin.office.schema import make_ready
from desktop_admin.papers.versions import INSPECTORS
from desktop_admin.rules.purposes import Purpose

Answer = TypeVar("Answer")


class House:
    """What one process shares of an office: database, engine, file room. Desks and the server sit on it.

    ``found`` False refuses an SQLite file that is missing or empty instead of making an office there.
    """

    def __init__(
        self,
        url: str,
        *,
        inspectors: Callable[[], Inspector],
        clock: Clock | None = None,
        hasher: PasswordHasher | None = None,
        durable: bool = True,
        found: bool = True,
    ) -> None:
        self.database = Database(url, durable=durable)
        try:
            if self.database.data_file is not None:
                self.database.data_file.claim_papers()
            make_ready(self.database, found=found)
        except BaseException:
            self.database.close()
            raise
        #: One for all of this process: where the clock is wrong, time goes on by what it remembers.
        self.clock = OfficeClock(clock)
        self.engine = Engine(self.database, clock=self.clock, hasher=hasher, woken=wake)
        self.blobs = store_of(self.database, durable=durable)
        self.inspection = InspectionQueue(inspectors)
        self.files = Files(self.database, self.blobs, self.inspection, INSPECTORS)

    def keeper(self, *, workstation: str, served: bool = False, folder: Path | None = None) -> Keeper:
        """Who makes this office's backups on this machine; not started. ``folder``: the server's own."""
        return Keeper(
            self.database,
            self.blobs,
            workstation=workstation,
            served=served,
            folder=folder,
            clock=self.clock,
        )

    def close(self) -> None:
        """Close every connection; whoever waits for a file hears of it."""
        self.inspection.close()
        self.database.close()


class DirectOffice:
    """An :class:`Office` without a server between. Remembers the session of whoever signed in."""

    def __init__(
        self,
        house: House,
        *,
        workstation: str = "",
        via: str = "desk",
        owns: bool = True,
        token: str | None = None,
    ) -> None:
        self._house = house
        self._workstation = workstation
        self._via = via
        self._owns = owns
        self._keeper: Keeper | None = None
        #: The session of whoever signed in here.
        self.token = token
        self._waiter: Waiter | None = None
        self._lock = threading.Lock()

    def keep_backups(self) -> None:
        """Make the backups that are ordered here, and the daily one, for as long as this office is open."""
        self._keeper = self._house.keeper(workstation=self._workstation).start()

    def run(self, request: Request[Answer]) -> Answer:
        """See :class:`Office`."""
        answer = self._house.engine.run(request, self.token, via=self._via, workstation=self._workstation)
        self._remember(request, answer)
        return answer  # type: ignore[no-any-return]

    def rehearse(self, question: Question[Answer]) -> Answer:
        """What the question would be answered, for nobody; see :mod:`rehearsal`."""
        return self._house.engine.rehearse(question)  # type: ignore[no-any-return]

    def foresee(self, *commands: type[Command[Any]]) -> None:
        """Make ready to write these down."""
        for command in commands:
            self._house.engine.wire.adapter(command)

    def _remember(self, request: Request[Any], answer: Any) -> None:
        if isinstance(answer, SignedIn) and answer.token is not None:
            self.token = answer.token
        elif isinstance(request, SignOut):
            self.token = None

    def as_learner(self, session: LearnerSession) -> "DirectOffice":
        """The office as the learner of that session sees it (the portal's side)."""
        return DirectOffice(
            self._house, workstation=self._workstation, via="portal", owns=False, token=session.token
        )

    def put(self, data: bytes, file_name: str, purpose: Purpose = Purpose.PAPER) -> FileFacts:
        """See :class:`Office`."""
        engine = self._house.engine
        return self._house.files.put(engine.principal(self.token), data, file_name, engine.now(), purpose)

    def get(self, sha256: str) -> bytes:
        """See :class:`Office`."""
        return self._house.files.get(self._house.engine.principal(self.token), sha256)

    def wait(self, after: int, seconds: float) -> bool:
        """See :class:`Office`; called by one thread at a time."""
        with self._lock:
            if self._waiter is None:
                self._waiter = Waiter(self._house.database)
            return self._waiter.wait(seconds)

    def close(self) -> None:
        """See :class:`Office`."""
        if self._keeper is not None:
            self._keeper.close()
        if self._waiter is not None:
            self._waiter.close()
            with self._lock:
                self._waiter.release()
        if self._owns:
            self._house.close()
