"""Copies of original papers for other programs to open: in a folder nobody else can enter, gone afterwards.

Apart from the asking, because everything here touches a disk and runs in a worker.  The folder is locked while
the program lives, so that the next one can tell what a crash left behind from what is still in use.
"""

import contextlib
import os
import shutil
import stat
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QLockFile

from desktop_admin.contract.errors import Unavailable
from desktop_admin.rules.file_names import numbered

_PREFIX: Final = "kaowu-opened-"
_LOCK: Final = "in-use"


class Copies:
    """The copies of one session. Any thread, one at a time; after :meth:`close` none is made any more."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._folder: Path | None = None
        self._lock: QLockFile | None = None
        self._closed = False

    def put(self, name: str, data: bytes) -> Path:
        """A copy of ``data`` under ``name`` that nobody can write to; what was put before is used again.

        A copy that was changed meanwhile is not the paper any more: then a fresh one stands beside it.
        Raises Unavailable with a sentence when no copy can be made.
        """
        with self._turn:
            if self._closed:
                raise Unavailable("已经退出，没有打开。请重新登录后再试。")
            try:
                return self._put(name, data)
            except OSError as error:
                where = tempfile.gettempdir() if self._folder is None else self._folder.parent
                sentence = f"临时文件夹 {where} 写不进去（{error.strerror or error}），没有打开。请改用“另存原件”，再从保存的位置打开。"
                raise Unavailable(sentence) from error

    def close(self) -> None:
        """Remove the copies. What another program still holds goes at the next start (:func:`sweep`)."""
        with self._turn:
            self._closed = True
            folder, lock = self._folder, self._lock
            self._folder = self._lock = None
            if lock is not None:
                lock.unlock()
            if folder is not None:
                _remove(folder)

    def _put(self, name: str, data: bytes) -> Path:
        if (
            self._folder is None or not self._folder.is_dir()
        ):  # a cleaner of temporary files may have been here
            self._folder, self._lock = _locked_folder()
        for number in range(1, 100):
            target = self._folder / (name if number == 1 else numbered(name, number))
            if not target.is_symlink() and target.is_file():
                if target.read_bytes() == data:
                    return target
                continue
            _write_once(target, data)
            return target
        raise FileExistsError(None, "副本太多")


def sweep(room: Path | None = None) -> int:
    """Remove what programs that ended by a crash left in ``room`` (the folder for temporary files); how many.

    Only folders of this person that no living program has locked. Never raises OSError.
    """
    swept = 0
    with contextlib.suppress(OSError):
        for folder in Path(room or tempfile.gettempdir()).glob(f"{_PREFIX}*"):
            if not _is_ours(folder):
                continue
            lock = _lock_of(folder)
            if lock.tryLock(0):
                lock.unlock()
                _remove(folder)
                swept += 1
    return swept


def _locked_folder() -> tuple[Path, QLockFile]:
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))  # 0700
    lock = _lock_of(folder)
    if not lock.tryLock(0):
        raise PermissionError(None, "不能在其中建立文件")
    return folder, lock


def _lock_of(folder: Path) -> QLockFile:
    lock = QLockFile(str(folder / _LOCK))
    lock.setStaleLockTime(0)  # however long ago it was made: stale only when its program is gone
    return lock


def _write_once(target: Path, data: bytes) -> None:
    """A new file that only its owner reads; a name that is a link or is there already is an OSError."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(target, flags, stat.S_IRUSR)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
    except BaseException:
        with contextlib.suppress(OSError):
            target.unlink()
        raise


def _is_ours(folder: Path) -> bool:
    facts = folder.lstat()
    return stat.S_ISDIR(facts.st_mode) and (not hasattr(os, "getuid") or facts.st_uid == os.getuid())


def _remove(folder: Path) -> None:
    """As much as can be removed; Windows removes no file that is marked as only to be read."""

    def again(act: Callable[..., Any], path: str, _: object) -> None:
        with contextlib.suppress(OSError):
            Path(path).chmod(0o600)
            act(path)

    shutil.rmtree(folder, onerror=again)
