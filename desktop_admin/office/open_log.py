"""The write-ahead log beside an open SQLite file, and its index: still the ones that its connections hold?

Apart from data_file.py because it knows of connections. Whoever deletes or replaces the log under a running program
takes the newest commits with it: SQLite goes on writing into a file without a name, and says nothing.

SQLite makes both files with the first connection of all programs and removes them with the last. While one
connection of ours is open, no other program's is the last one (ours holds its shared lock), a checkpoint of whatever
kind leaves the files where they are, and other files under their names are a fault. What is written into the same
file (a truncation in place) does not show.
"""

import threading
from pathlib import Path
from typing import Final

from desktop_admin.contract.errors import Unavailable

Identity = tuple[int, int]

_GONE: Final = (
    "数据文件旁边的 {log} 或 {index} 被删除、移走或替换了，这一步没有执行。刚才已经保存的操作还在运行的程序里：请不要强行结束程序，"
    "不要复制或移动这些文件；正常关闭所有使用这份数据的程序（关闭时会写回），再打开，核对最近的操作；缺了的请从备份恢复。"
)


class OpenLog:
    """``log`` and ``index``: where they lie. Thread-safe."""

    def __init__(self, log: Path, index: Path) -> None:
        self._log, self._index = log, index
        self._lock = threading.Lock()
        self._open: set[int] = set()
        self._known: tuple[Identity, Identity] | None = None

    def held(self, connection: object) -> None:
        """A connection has read the file, and so holds both. Raises as :meth:`check`."""
        with self._lock:
            self._open.add(id(connection))
            if self._known is None:
                self._known = self._found()
        try:
            self.check()
        except Unavailable:
            self.let_go(connection)  # nobody uses it
            raise

    def let_go(self, connection: object) -> None:
        """It is about to be closed; after the last one SQLite may remove the files, and others come."""
        with self._lock:
            self._open.discard(id(connection))
            if not self._open:
                self._known = None

    def check(self) -> None:
        """Raise Unavailable when others, or none, lie where the open ones were. Costs two ``stat``."""
        while (known := self._known) is not None and self._found() != known:
            if self._known is known:  # else the last connection was closed, or the first opened, meanwhile
                raise Unavailable(_GONE.format(log=self._log.name, index=self._index.name), {"moved": True})

    def _found(self) -> tuple[Identity, Identity] | None:
        log, index = identity(self._log), identity(self._index)
        return None if log is None or index is None else (log, index)


def identity(path: Path) -> Identity | None:
    """What tells a file from another under the same name; None where there is none."""
    try:
        info = path.stat()
    except OSError:
        return None
    return (info.st_dev, info.st_ino)
