"""The SQLite file itself: there or not, ours or another program's, private, and still the one that was opened.

Apart from database.py because all of it happens outside any transaction, and most of it before a connection:
SQLite would make a missing file, keep quiet about a replaced one, and play back whatever log lies beside it.

What stands in the file is read through SQLite only: whoever opens and closes it otherwise costs the whole process its
locks on it (POSIX), the next program to leave takes itself for the last one, and removes the log under our commits.
"""

import os
import sqlite3
import stat
import sys
from contextlib import closing, suppress
from pathlib import Path

from desktop_admin.contract.errors import Invalid, OfficeError, Unavailable
from desktop_admin.office.open_log import Identity, OpenLog, identity
from desktop_admin.office.papers_owner import claim, neighbours, shared

_MOVED = (
    "数据文件被移走或替换了，这一步没有执行，数据没有改动。请把原来的文件放回原处，然后关闭并重新打开程序。"
)
_STRAY = (
    "数据文件旁边的 {log} 与它不配套（不是同一份数据，或不是同一时刻的），没有打开，两个文件都没有动。"
    "请把它们一起移到别处留存，再从备份恢复；不要只删其中一个。"
)


class DataFile:
    """One SQLite file and the two that SQLite keeps beside it. ``path`` is absolute."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self._identity: Identity | None = None
        log, index, _journal = self.beside
        #: The two that SQLite keeps while it is open.
        self.open_log = OpenLog(log, index)

    @property
    def beside(self) -> tuple[Path, ...]:
        """SQLite's own files next to it: write-ahead log, its index, rollback journal."""
        return tuple(self.path.with_name(f"{self.path.name}{end}") for end in ("-wal", "-shm", "-journal"))

    @property
    def log(self) -> Path:
        """The write-ahead log."""
        return self.beside[0]

    def is_there(self) -> bool:
        """Whether there is anything at all where the file should be."""
        return self.path.exists() or self.path.is_symlink()

    def found(self) -> None:
        """Make an empty file, private from its first byte; one that is there stays. Raises Unavailable.

        A log beside a file that is missing or empty belongs to something else: SQLite would delete it. Papers
        there are an office's whose file was lost: a new office must not take its place, nor share those of another.
        """
        papers = papers_folder(self.path)
        if _size(self.path) == 0:
            self.refuse_neighbours()
        if _size(self.path) == 0 and any(papers.rglob("*")):
            raise Unavailable(
                f"数据文件 {self.path.name} 不在（或是空的），旁边却有它的资料文件夹 {papers.name}：原来的数据文件可能被移走或清空了。"
                "没有新建，什么都没有动。请把数据文件放回原处，或从备份恢复到新位置；确实要重新开始，请换一个文件夹。"
            )
        if _size(self.path) == 0 and any(_size(one) for one in self.beside):
            raise Unavailable(
                f"数据文件 {self.path.name} 是空的，旁边却有别的数据留下的 {self.log.name}。没有新建，什么都没有动。"
                "请把旧文件移到别处，或换一个文件夹。"
            )
        try:
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        except FileExistsError:
            return
        except OSError as error:
            raise Unavailable("打不开数据文件。请检查路径是否存在、是否有权限读写。") from error

    def refuse_neighbours(self) -> None:
        """Raise where another data file is beside it that keeps its papers in the same folder."""
        for other in neighbours(self.path):
            try:
                DataFile(other).look()
            except OfficeError:
                continue  # another program's, or none that can be read
            raise shared(self.path, other, papers_folder(self.path))

    def claim_papers(self) -> None:
        """The papers beside it are its own. Raises Unavailable where they are another data file's that is there."""
        if _size(self.path):
            claim(self.path, papers_folder(self.path))

    def look(self, *, fresh: bool = False) -> None:
        """Raise unless this is a data file of ours; nothing is made and nothing is changed.

        ``fresh``: one without any content is good too, to be founded.
        """
        try:
            info = self.path.stat()
            if stat.S_ISDIR(info.st_mode):
                raise Invalid(f"{self.path} 是文件夹，不是数据文件。请写出文件名，例如 office.sqlite3。")
            if not stat.S_ISREG(info.st_mode):
                raise Invalid(f"{self.path} 不是普通文件。请选择考务台的数据文件。")
        except FileNotFoundError as error:
            raise Unavailable(
                f"没有这个数据文件：{self.path}。请检查路径；新建请用 kaowu migrate。"
            ) from error
        except OSError as error:
            raise Unavailable(
                f"读不到数据文件 {self.path}：{error.strerror}。请检查路径和文件权限。"
            ) from error
        if not os.access(self.path, os.R_OK):
            raise Unavailable(f"读不到数据文件 {self.path}：没有读取权限。请检查路径和文件权限。")
        if not info.st_size and not fresh:
            raise Unavailable(
                f"数据文件 {self.path} 是空的（0 字节），可能是复制中断或被清空了。请从备份恢复（kaowu restore）。"
            )
        tables = self._tables() if info.st_size else set()
        if (tables or not fresh) and not {"alembic_version", "office", "journal"} <= tables:
            raise Unavailable("这个文件不是考务台的数据文件，里面是别的程序的数据。请选择正确的文件。")

    def refuse_stray_log(self) -> None:
        """Raise when the log left beside the file would corrupt it: another office's, or another day's.

        Read through a connection that cannot write: what SQLite would play back is looked at and left alone.
        """
        if not (_size(self.path) and _size(self.log)):
            return
        stray = Unavailable(_STRAY.format(log=self.log.name), {"log": self.log.name})
        mark = self._mark()
        try:
            with closing(self._reader()) as db:
                through_log = int(db.execute("PRAGMA user_version").fetchone()[0])
                whole = db.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
                tables = {str(row[0]) for row in db.execute("select name from sqlite_master")}
                tail = "office" in tables and db.execute(_TAIL).fetchone()[0]
        except sqlite3.OperationalError as error:
            if "locked" in str(error) or "busy" in str(error):
                return  # somebody works in it: then the log is theirs
            raise stray from error
        except sqlite3.DatabaseError as error:
            raise stray from error
        if not whole or tail or (mark and through_log != mark):
            raise stray

    def keep_private(self, *more: Path) -> None:
        """Nobody else may read the file, those beside it, or ``more``, whatever the umask was when they were made.

        Only what we own. On Windows the folder's own rights decide; there is nothing to do.
        """
        if sys.platform == "win32":
            return
        for path in (self.path, *self.beside, *more):
            with suppress(OSError):
                keep_private(path)

    def remember(self) -> None:
        """The file just opened is the one every later command must find in its place."""
        if self._identity is None:
            self._identity = identity(self.path)

    def check(self) -> None:
        """Raise when another file, or none, is where the opened one or its log was. Costs three ``stat``
        (ten microseconds)."""
        if self._identity is not None and identity(self.path) != self._identity:
            raise Unavailable(_MOVED, {"moved": True})
        self.open_log.check()

    def connect(self, timeout: float) -> sqlite3.Connection:
        """A connection that never makes the file: one that was moved away must not come back empty."""
        made = sqlite3.connect(
            f"{self.path.as_uri()}?mode=rw", uri=True, timeout=timeout, check_same_thread=False
        )
        self.remember()
        return made

    def _reader(self, more: str = "") -> sqlite3.Connection:
        return sqlite3.connect(f"{self.path.as_uri()}?mode=ro{more}", uri=True)

    def _mark(self) -> int:
        """The number in the file's own header, whatever its log says; 0 where it has none, or cannot be read alone."""
        try:
            with closing(self._reader("&immutable=1")) as db:
                return int(db.execute("PRAGMA user_version").fetchone()[0])
        except sqlite3.DatabaseError:
            return 0  # killed while the log was being written back: the file alone is half of the two

    def _tables(self) -> set[str]:
        # Even a reader makes files beside one with a log, unless SQLite is told that nobody writes.
        log, _index, journal = self.beside
        alone = not (_size(log) or _size(journal))
        try:
            with closing(self._reader("&immutable=1" if alone else "")) as db:
                return {str(row[0]) for row in db.execute("select name from sqlite_master")}
        except sqlite3.DatabaseError as error:
            text = str(error).lower()
            raise _unreadable(text) from error


#: 1 when the journal does not end where the office row says.
_TAIL = """
select not exists (
  select 1 from office where head = (select count(*) from journal) and head_hash = coalesce(
    (select hash from journal where number = (select max(number) from journal)), ''))
"""


def papers_folder(file: Path) -> Path:
    """The folder of papers beside an SQLite file: ``office.sqlite3`` → ``office.papers``."""
    return file.with_name(file.stem + ".papers")


def keep_private(path: Path) -> None:
    """0600 for a file, 0700 for a folder, where it is ours and wider. Raises OSError."""
    if sys.platform == "win32":
        return
    info = path.stat()
    wanted = stat.S_IMODE(info.st_mode) & 0o700
    if info.st_uid == os.geteuid() and stat.S_IMODE(info.st_mode) != wanted:
        path.chmod(wanted)


def private_folder(path: Path) -> None:
    """Make a folder nobody else may enter; one that is there is closed to others when it is ours. Raises OSError."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    keep_private(path)


def _unreadable(text: str) -> OfficeError:
    if "malformed" in text:
        return Unavailable("数据文件已损坏。请停止使用并从备份恢复。")
    if "not a database" in text or "encrypted" in text:
        return Unavailable("这个文件不是考务台的数据文件。请选择正确的文件。")
    return Unavailable("打不开数据文件。请检查路径是否存在、是否有权限读写。")


def _size(path: Path) -> int:
    """Bytes, 0 where there is nothing."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
