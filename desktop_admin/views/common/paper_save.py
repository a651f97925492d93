"""Writing an original paper to a disk: whole or not at all.

Apart from the asking for a place, because it runs in a worker (``Desk.work``
turns an ``OSError`` into a sentence) and must never leave half a file behind.
"""

import contextlib
import os
import tempfile
from pathlib import Path


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
