"""The bytes of a file somebody named: a regular one, up to a limit, without ever waiting for it.

Every path of the program that reads a file by name goes through here (window, command line), because a name
may stand for a pipe that never answers, a device that never ends, a folder, or a file that grows meanwhile.
"""

import os
import stat
from pathlib import Path

from desktop_admin.contract.errors import Invalid
from desktop_admin.rules.purposes import LARGEST_FILE
from desktop_admin.rules.visible import visible


class NotRead(Invalid):
    """The file was not read; ``reason`` is the cause alone, without the name, for a sentence of one's own.

    ``size``: of a file that is larger than was wanted, in bytes; None otherwise.
    """

    def __init__(self, name: str, reason: str, size: int | None = None) -> None:
        super().__init__(
            f"读不到文件“{visible(name)}”：{reason}。请检查后重新选择。",
            {"faults": [{"field": "file", "code": "unreadable", "message": reason}]},
        )
        self.reason = reason
        self.size = size


def read_named(path: Path, largest: int = LARGEST_FILE) -> bytes:
    """The whole file. Raises :class:`NotRead` for whatever is no plain file of at most ``largest`` bytes.

    What the name stands for is asked of the open file, not of the name, which may point elsewhere by then.
    """
    try:
        handle = os.open(path, _flags())
        with os.fdopen(handle, "rb") as stream:
            about = os.fstat(handle)
            if not stat.S_ISREG(about.st_mode):
                raise NotRead(path.name, "它不是普通文件（是文件夹、管道或设备）")
            if about.st_size > largest:
                raise _too_large(path, largest, about.st_size)
            # None where it has nothing to read yet: a plain file by name that waits like a pipe (/proc/kmsg).
            data: bytes | None = stream.read(largest + 1)
    except IsADirectoryError as error:
        raise NotRead(path.name, "这是文件夹") from error
    except FileNotFoundError as error:
        raise NotRead(path.name, "文件不存在") from error
    except PermissionError as error:
        raise NotRead(path.name, "没有读取权限，或这是文件夹") from error
    except ValueError as error:  # a NUL in the name
        raise NotRead(path.name.replace("\0", "␀"), "路径无效") from error
    except OSError as error:
        raise NotRead(path.name, f"读取出错（{error.strerror or '原因不明'}）") from error
    if data is None:
        raise NotRead(path.name, "它现在没有内容可读，不是普通文件")
    if len(data) > largest:  # it grew meanwhile
        raise _too_large(path, largest, len(data))
    return data


def _too_large(path: Path, largest: int, size: int) -> NotRead:
    return NotRead(path.name, f"文件超过 {largest // 1048576} MB，太大了", size)


def _flags() -> int:
    """Read bytes; never wait for a pipe's other end, never take a terminal over (Windows knows neither)."""
    return os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_BINARY", "O_NONBLOCK", "O_NOCTTY"))
