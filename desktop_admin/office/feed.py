"""Waking desks when something may have happened: a hint only, the journal says what (house §2).

SQLite: ``PRAGMA data_version`` of a connection that never writes.  PostgreSQL: LISTEN/NOTIFY.
"""

import sqlite3
import threading
import time
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from desktop_admin.contract.errors import Unavailable
from desktop_admin.office.database import Database

CHANNEL = "kaowu"
_TICK = 0.15
#: How soon a PostgreSQL wait notices that it was closed.
_SLICE = 0.25


class Waiter:
    """Answers whether anything was committed since the last call. Use from one thread."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._closed = threading.Event()
        self._connection: Any = None
        self._version = -1

    def wait(self, seconds: float) -> bool:
        """True as soon as there may be news, False after ``seconds`` without; True at once the first time."""
        if self._closed.is_set():
            return False
        import psycopg

        try:
            return self._wait_sqlite(seconds) if self._database.sqlite else self._wait_postgres(seconds)
        except (sqlite3.Error, psycopg.Error) as error:
            self.release()
            raise Unavailable("现在连不上数据库，听不到同事的改动。请检查网络和数据库服务。") from error

    def close(self) -> None:
        """End a wait under way, soon."""
        self._closed.set()

    def release(self) -> None:
        """Close the connection; call from the waiting thread once it is done."""
        if self._connection is not None:
            self._connection.close()
            self._connection, self._version = None, -1

    def _wait_sqlite(self, seconds: float) -> bool:
        if self._connection is None:
            # mode=rw: a file that was moved away must not come back empty, nor a log that was deleted.
            assert self._database.data_file is not None
            self._database.data_file.check()
            file = Path(str(self._database.file)).absolute()
            self._connection = sqlite3.connect(f"{file.as_uri()}?mode=rw", uri=True, check_same_thread=False)
        end = time.monotonic() + seconds
        while True:
            version = int(self._connection.execute("PRAGMA data_version").fetchone()[0])
            if version != self._version:
                self._version = version
                return True
            left = end - time.monotonic()
            if left <= 0 or self._closed.wait(min(_TICK, left)):
                return False

    def _wait_postgres(self, seconds: float) -> bool:
        import psycopg

        if self._connection is None:
            url = self._database.url.set(drivername="postgresql").render_as_string(hide_password=False)
            self._connection = psycopg.connect(url, autocommit=True)
            self._connection.execute(f"listen {CHANNEL}")
            return True
        end = time.monotonic() + seconds
        while not self._closed.is_set():
            left = end - time.monotonic()
            if left <= 0:
                return False
            for _note in self._connection.notifies(timeout=min(_SLICE, left), stop_after=1):
                return True
        return False


def wake(session: Session) -> None:
    """Tell waiting desks at commit (PostgreSQL; SQLite's data_version tells by itself)."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(f"notify {CHANNEL}"))
