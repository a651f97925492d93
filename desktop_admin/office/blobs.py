"""Where the bytes of papers lie: a folder beside the SQLite file, or a table in PostgreSQL.

Never inside the journal's file (house §1).  Both are addressed by SHA-256.
"""

import hashlib
import os
import stat
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final, Protocol

import psutil
from sqlalchemy import delete, select

from desktop_admin.contract.errors import NotFound, Unavailable
from desktop_admin.models.files import BlobRow
from desktop_admin.office.data_file import keep_private, papers_folder, private_folder
from desktop_admin.office.database import Database
from desktop_admin.office.papers_owner import refuse_strange
from desktop_admin.papers.named_file import NotRead, read_named

#: Seconds after which a half-written file is nobody's any more: numbers of processes come again.
_LONGEST_WRITE: Final = 3600


class BlobStore(Protocol):
    """Bytes by hash."""

    def put(self, sha256: str, data: bytes) -> None:
        """Keep the bytes; keeping them again changes nothing, but mends a damaged copy."""
        ...

    def get(self, sha256: str) -> bytes:
        """The bytes, proven against their hash. NotFound when they are gone or damaged."""
        ...

    def has(self, sha256: str) -> bool:
        """Whether the bytes are there, whole or not."""
        ...

    def drop(self, sha256: str) -> None:
        """Forget the bytes; unknown ones are no fault."""
        ...


class FolderBlobs:
    """``folder/ab/abcdef…``; written to a temporary name first, so a file is whole or absent.

    Half-written ones lie in ``folder/.new`` under the number of their process; what a killed one left there
    is cleared by the next that opens the office.
    """

    def __init__(
        self, folder: Path, *, durable: bool = True, claim: Callable[[], None] = lambda: None
    ) -> None:
        """``claim`` says whose the folder is, once it is there, or raises."""
        self._durable = durable
        self._folder = folder
        self._claim, self._claimed = claim, False
        with suppress(OSError):  # nothing there yet, or not ours
            keep_private(folder)
        self._half_written = folder / ".new"
        _clear_leftovers(self._half_written)

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256

    def put(self, sha256: str, data: bytes) -> None:
        path = self._path(sha256)
        try:
            if _size(path) == len(data) and path.read_bytes() == data:
                return
            refuse_strange(self._folder)
            private_folder(self._folder)
            if not self._claimed:
                self._claim()
                self._claimed = True
            private_folder(path.parent)
            private_folder(self._half_written)
            handle, name = tempfile.mkstemp(dir=self._half_written, prefix=f"{os.getpid()}-")
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(data)
                    if self._durable:
                        stream.flush()
                        os.fsync(stream.fileno())
                Path(name).replace(path)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise
        except OSError as error:
            raise Unavailable(
                f"资料文件没有存下来：{error.strerror or '写入失败'}。请检查磁盘空间和文件夹权限后重试。"
            ) from error

    def get(self, sha256: str) -> bytes:
        try:
            data = read_named(self._path(sha256))
        except NotRead as error:  # not there; or something in its place that has no end or waits for ever
            raise NotFound(
                "这份资料的文件不在存放处。请从备份恢复，或请学员重新上传。", {"sha256": sha256}
            ) from error
        return _proven(sha256, data)

    def has(self, sha256: str) -> bool:
        return self._path(sha256).is_file()

    def drop(self, sha256: str) -> None:
        self._path(sha256).unlink(missing_ok=True)


def _size(path: Path) -> int | None:
    """Bytes of a regular file; None where there is none."""
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_size if stat.S_ISREG(about.st_mode) else None


def _clear_leftovers(folder: Path) -> None:
    """Drop half-written files whose program is gone, or that no program can still be writing."""
    try:
        found = list(folder.iterdir())
    except OSError:  # nothing was ever written here
        return
    for path in found:
        writer = path.name.partition("-")[0]
        with suppress(OSError):
            old = time.time() - path.stat().st_mtime > _LONGEST_WRITE
            if old or not writer.isdigit() or not psutil.pid_exists(int(writer)):
                path.unlink(missing_ok=True)


class TableBlobs:
    """A table of their own in the shared database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, sha256: str, data: bytes) -> None:
        from sqlalchemy.dialects.postgresql import insert

        with self._database.writing() as session:
            fresh = insert(BlobRow).values(sha256=sha256, data=data)
            session.execute(
                fresh.on_conflict_do_update(
                    index_elements=[BlobRow.sha256],
                    set_={"data": fresh.excluded.data},
                    where=BlobRow.data != fresh.excluded.data,
                )
            )

    def get(self, sha256: str) -> bytes:
        with self._database.reading() as session:
            data = session.scalar(select(BlobRow.data).where(BlobRow.sha256 == sha256))
        if data is None:
            raise NotFound("这份资料的文件不在数据库里。请从备份恢复，或请学员重新上传。", {"sha256": sha256})
        return _proven(sha256, bytes(data))

    def has(self, sha256: str) -> bool:
        with self._database.reading() as session:
            return session.scalar(select(BlobRow.sha256).where(BlobRow.sha256 == sha256)) is not None

    def drop(self, sha256: str) -> None:
        with self._database.writing() as session:
            session.execute(delete(BlobRow).where(BlobRow.sha256 == sha256))


def _proven(sha256: str, data: bytes) -> bytes:
    if hashlib.sha256(data).hexdigest() != sha256:
        raise NotFound(
            "这份资料的文件已损坏（内容与登记的指纹不符）。请从备份恢复，或请学员重新上传。",
            {"sha256": sha256},
        )
    return data


def store_of(database: Database, *, durable: bool = True) -> BlobStore:
    """Where the papers of this office lie."""
    file = database.data_file
    if file is None:
        return TableBlobs(database)
    return FolderBlobs(papers_folder(file.path), durable=durable, claim=file.claim_papers)
