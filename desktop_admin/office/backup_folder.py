"""The folder a machine writes its backups to: chosen there, or beside the data; whether it can be written to.

Apart from the keeper because it is all files and no database. Where a path comes from decides who is trusted:
a server takes its folder from whoever starts it, a workstation from whoever sits at it.
"""

import hashlib
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_admin.office.backup import backup_name
from desktop_admin.office.data_file import DataFile, private_folder

#: Beside the SQLite file, made when nothing else was chosen.
DEFAULT_NAME = "backups"
_CHUNK = 1024 * 1024
_NONE = "还没有设置备份文件夹。请在 系统管理 → 备份 里选择文件夹。"
_NONE_AT_SERVER = "服务器还没有设置备份文件夹。请在服务器上用 kaowu serve --backups 文件夹 启动。"


@dataclass(frozen=True)
class FolderState:
    """What was found. ``problem`` is a sentence; ``free`` in bytes, -1 unknown."""

    folder: str
    problem: str = ""
    same_disk: bool = False
    free: int = -1


def default_folder(data: DataFile | None) -> Path | None:
    """Beside the data file; a shared database has none."""
    return None if data is None else data.path.parent / DEFAULT_NAME


def look_at(folder: Path | None, data: DataFile | None, *, served: bool) -> FolderState:
    """Whether a backup could be written there now; nothing is made by looking.

    The one beside the data may be missing, it is made with the first backup.  A chosen one may not: a folder
    made where a stick should be would fill the disk that must not hold it.
    """
    if folder is None:
        return FolderState("", _NONE_AT_SERVER if served else _NONE)
    try:
        there = folder
        if folder == default_folder(data) and not os.path.lexists(folder):
            there = folder.parent
        if os.path.lexists(there) and not there.is_dir():
            raise NotADirectoryError
        if not there.is_dir():
            where = "请接好，或在服务器上另设文件夹" if served else "请接好，或在 系统管理 → 备份 另选文件夹"
            return FolderState(str(folder), f"备份文件夹 {folder} 不在（移动硬盘没有接上？）。{where}。")
        same = data is not None and there.stat().st_dev == data.path.stat().st_dev
        free = shutil.disk_usage(there).free
    except NotADirectoryError:
        return FolderState(str(folder), f"备份文件夹 {folder} 的位置上是一个文件。请移开它，或另选文件夹。")
    except OSError as error:
        return FolderState(
            str(folder), f"备份文件夹 {folder} 用不了：{error.strerror or error}。请检查磁盘，或另选文件夹。"
        )
    if not os.access(there, os.W_OK | os.X_OK):
        return FolderState(
            str(folder), f"备份文件夹 {folder} 没有写入的权限。请改权限，或另选文件夹。", same, free
        )
    return FolderState(str(folder), "", same, free)


def make_default(folder: Path, data: DataFile | None) -> None:
    """Make the folder beside the data, for nobody else to enter; any other must be there. Raises OSError."""
    if folder == default_folder(data) and not folder.exists():
        private_folder(folder)


def fresh_target(folder: Path, now: datetime) -> Path:
    """A name not taken yet."""
    first = folder / backup_name(now)
    number, target = 1, first
    while target.exists():
        number += 1
        target = first.with_name(f"{first.stem}-{number}{first.suffix}")
    return target


def remove_ours(file: Path, size: int, digest: str) -> bool:
    """Remove a backup of ours; True when it is not there any more. A file that is not byte for byte what was
    written then is somebody's, and stays."""
    with suppress(OSError):
        if not file.is_symlink() and file.is_file():
            if file.stat().st_size != size or _digest(file) != digest:
                return False
            file.unlink()
        return not os.path.lexists(file)
    return False


def _digest(file: Path) -> str:
    found = hashlib.sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()
