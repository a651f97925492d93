"""Makes the backups that were ordered and the daily one, beside the data, while people go on working.

One runs in every program that reaches the database itself: the server, or a window without one. Which of them
makes a backup is settled in the database (services/backup_keeping.py); here are the thread, the file and its end.
"""

import logging
import os
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from desktop_admin.contract.errors import OfficeError
from desktop_admin.office.backup import BackupMade, back_up, record_of
from desktop_admin.office.backup_folder import (
    FolderState,
    default_folder,
    fresh_target,
    look_at,
    make_default,
    remove_ours,
)
from desktop_admin.office.blobs import BlobStore
from desktop_admin.office.clock import Clock, OfficeClock, office_clock
from desktop_admin.office.database import Database
from desktop_admin.office.feed import Waiter, wake
from desktop_admin.services import backup_keeping as keeping
from desktop_admin.services.backup_keeping import Job, Me

_LOG = logging.getLogger(__name__)

#: Seconds between two looks when nothing happens, at least between two, and before the first one.
_LOOK, _REST, _FIRST = 15.0, 1.0, 5.0
#: Seconds between two signs of life.
_BEAT: Final = 1.0
#: How many steps of progress are told at most, and after how many seconds it is told without one.
_STEPS: Final = 50
_TELL: Final = 10.0
#: A place is announced anew after this even when nothing about it changed.
_ANNOUNCE = timedelta(hours=1)
#: Seconds the program waits for a backup to let go when it ends; then the next start tidies up.
_PATIENCE: Final = 10.0
_TRIES: Final = 3
_UNEXPECTED = "备份时出了没有预料到的错误，没有做成。详细情况在程序日志里，请把它交给维护人员。"


class _Halted(Exception):
    """Somebody cancelled it, or the program ends."""


class Keeper:
    """Looks for backups to make. ``folder``: the server's own; without it what was chosen at this workstation."""

    def __init__(
        self,
        database: Database,
        blobs: BlobStore,
        *,
        workstation: str,
        served: bool = False,
        folder: Path | None = None,
        clock: Clock | OfficeClock | None = None,
    ) -> None:
        self._database, self._blobs, self._clock = database, blobs, office_clock(clock)
        self._workstation, self._served, self._folder = workstation[:120], served, folder
        self._name = f"{self._workstation}:{os.getpid()}:{secrets.token_hex(4)}"
        self._stop, self._halt = threading.Event(), threading.Event()
        self._waiter = Waiter(database)
        self._announced: tuple[FolderState, datetime] | None = None
        self._thread = threading.Thread(target=self._run, name="backups", daemon=True)

    def start(self) -> "Keeper":
        """Begin to look, a little later: the program opens first."""
        self._thread.start()
        return self

    def close(self) -> None:
        """Stop; a backup under way is given up and leaves nothing."""
        self._stop.set()
        self._waiter.close()
        if self._thread.is_alive():
            self._thread.join(_PATIENCE)

    @property
    def halting(self) -> bool:
        """Whether what is being made is given up: cancelled, taken for dead, or closed."""
        return self._halt.is_set() or self._stop.is_set()

    @property
    def looking(self) -> bool:
        """Whether its thread is at work."""
        return self._thread.is_alive()

    def once(self) -> Job | None:
        """Look, and make the backup that is to be made; which one it was. Raises OfficeError."""
        state = self._look_at_folder()
        me = Me(self._workstation, self._name, state.folder, self._served, state.problem)
        with self._database.reading() as session:
            if not keeping.wanted(session, self._clock.now(session), me):
                return None
        with self._writing() as (session, now):
            job = keeping.take(session, now, me)
        if job is not None:
            self._make(job, me, state)
        return job

    # -- looking -----------------------------------------------------------------------------

    def _run(self) -> None:
        self._stop.wait(_FIRST)
        while not self._stop.is_set():
            try:
                self.once()
                self._waiter.wait(_LOOK)
            except OfficeError as error:
                _LOG.info("no look for backups now: %s", error.code)
                self._stop.wait(_LOOK)
            except Exception:
                _LOG.exception("the look for backups failed")
                self._stop.wait(_LOOK)
            self._stop.wait(_REST)
        self._waiter.release()

    def _look_at_folder(self) -> FolderState:
        folder = self._folder
        with self._database.reading() as session:
            now = self._clock.now(session)
            chosen = "" if self._served else keeping.chosen_folder(session, self._workstation)
        if folder is None:
            folder = Path(chosen) if chosen else default_folder(self._database.data_file)
        state = look_at(folder, self._database.data_file, served=self._served)
        known = self._announced
        if known is None or _differs(known[0], state) or now - known[1] > _ANNOUNCE:
            me = Me(self._workstation, self._name, state.folder, self._served, state.problem)
            with self._writing() as (session, now):
                keeping.announce(session, now, me, same_disk=state.same_disk, free=state.free)
            self._announced = state, now
        return state

    # -- making ------------------------------------------------------------------------------

    def _make(self, job: Job, me: Me, state: FolderState) -> None:
        if not job.folder:
            self._end(job, lambda session, now: keeping.fail(session, now, job, me, "failed", state.problem))
            return
        self._halt.clear()
        work = _Work(self, job)
        thread = threading.Thread(target=work.run, name="backup", daemon=True)
        thread.start()
        while thread.is_alive():
            thread.join(_BEAT)
            if thread.is_alive() and not self._beat(job, me, work):
                self._halt.set()
        failure = work.failure
        if work.made is not None:
            made = record_of(work.made)
            self._end(job, lambda session, now: keeping.finish(session, now, job, me, made))
            self._tidy(job, me)
        elif isinstance(failure, _Halted):
            self._gave_up(job, me)
        else:
            problem = failure.message if isinstance(failure, OfficeError) else _UNEXPECTED
            self._end(job, lambda session, now: keeping.fail(session, now, job, me, "failed", problem))
            if not isinstance(failure, OfficeError):
                _LOG.error("a backup failed", exc_info=failure)
        self._announced = None  # the room left has changed

    def _beat(self, job: Job, me: Me, work: "_Work") -> bool:
        """A sign of life; whether to go on. A database that cannot be reached stops nothing: the lease decides."""
        if self._stop.is_set():
            return False
        try:
            if not work.worth_telling():
                with self._database.reading() as session:
                    return keeping.goes_on(session, job, me)
            with self._writing() as (session, now):
                return keeping.alive(session, now, job, me, work.done, work.total)
        except OfficeError as error:
            _LOG.info("no sign of life now: %s", error.code)
            return True

    def _gave_up(self, job: Job, me: Me) -> None:
        def write(session: Session, now: datetime) -> None:
            cancelled = keeping.told_to_stop(session, job)
            keeping.fail(session, now, job, me, "cancelled" if cancelled else "interrupted")

        self._end(job, write)

    def _tidy(self, job: Job, me: Me) -> None:
        """Old daily ones beyond the number kept go, now that a newer one lies there proven."""
        if job.origin != "daily":
            return
        with self._database.reading() as session:
            old = [
                (row.id, Path(row.folder) / row.file, row.size, row.digest)
                for row in keeping.old_ones(session, me, job.folder)
            ]
        for run_id, file, size, digest in old:
            if remove_ours(file, size, digest):
                with self._writing() as (session, _now):
                    keeping.forget(session, run_id)

    def _end(self, job: Job, write: Callable[[Session, datetime], None]) -> None:
        """Write down how it ended; a file that is held for a while is tried again."""
        for tried in range(1, _TRIES + 1):
            try:
                with self._writing() as (session, now):
                    write(session, now)
                return
            except OfficeError as error:
                if tried == _TRIES or self._stop.is_set():
                    raise
                _LOG.info("the end of backup %s is not written yet: %s", job.run_id, error.code)
                self._stop.wait(_BEAT)

    @contextmanager
    def _writing(self) -> Iterator[tuple[Session, datetime]]:
        with self._database.writing() as session:
            yield session, self._clock.now(session)
            wake(session)

    def write_file(self, job: Job, progress: Callable[[int, int], None]) -> BackupMade:
        """The backup itself, on its own thread."""

        def step(done: int, total: int) -> None:
            if self.halting:
                raise _Halted
            progress(done, total)

        with self._database.reading() as session:
            now = self._clock.now(session)
        with suppress(OSError):  # then the backup itself says what is wrong with the folder
            make_default(Path(job.folder), self._database.data_file)
        target = fresh_target(Path(job.folder), datetime.now(UTC) if self._clock.clock is None else now)
        return back_up(self._database, self._blobs, target, now, step)


class _Work:
    """One backup on a thread of its own: how far it is and how it ended."""

    def __init__(self, keeper: Keeper, job: Job) -> None:
        self._keeper, self._job = keeper, job
        self.done = self.total = 0
        self.made: BackupMade | None = None
        self.failure: BaseException | None = None
        self._told, self._told_at = -1, 0.0

    def run(self) -> None:
        """Never raises."""
        try:
            self.made = self._keeper.write_file(self._job, self._count)
        except BaseException as error:
            self.failure = error

    def worth_telling(self) -> bool:
        """Whether it is a step further than when this was last true, or long ago: every telling is a commit."""
        step, now = self.done * _STEPS // max(self.total, 1), time.monotonic()
        if step == self._told and now - self._told_at < _TELL:
            return False
        self._told, self._told_at = step, now
        return True

    def _count(self, done: int, total: int) -> None:
        self.done, self.total = done, total


def _differs(known: FolderState, state: FolderState) -> bool:
    """Whether more changed than the room that is left."""
    return (known.folder, known.problem, known.same_disk) != (state.folder, state.problem, state.same_disk)
