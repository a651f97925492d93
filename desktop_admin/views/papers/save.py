"""Writing an original paper to a disk: whole or not at all.

Apart from the asking for a place, because it runs in a worker (``Desk.work``
turns an ``OSError`` into a sentence) and must never leave half a file behind.
"""

import contextlib
import os
import tempfile
from pathlib import Path

from desktop_admin.rules.file_names import numbered


def write_whole(target: Path, data: bytes) -> int:
    """Write ``data`` beside ``target`` and put it in its place; what stood there stays until then.

    Returns the number of bytes. Raises ``OSError`` (full, forbidden, gone) with nothing changed.
    """
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".kaowu-", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    return len(data)


def write_beside(target: Path, data: bytes) -> Path:
    """Write ``data`` as ``target``, or under a numbered name beside it: what is there already stays.

    Returns where it was written. Raises ``OSError`` with nothing changed.
    """
    for number in range(1, 1000):
        place = target if number == 1 else target.with_name(numbered(target.name, number))
        try:
            os.close(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        except FileExistsError:
            continue
        try:
            write_whole(place, data)
        except BaseException:
            with contextlib.suppress(OSError):
                place.unlink()
            raise
        return place
    raise FileExistsError(None, "同名的文件太多", str(target))
