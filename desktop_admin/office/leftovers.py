"""What a killed backup or restore left half made, told from what another program is making this moment.

Whoever makes it holds a lock on it, which the system lets go of when the program dies, however it dies.  Where a
disk knows no locks (sticks, shares) and on Windows, where an open file cannot be removed, age decides.
"""

import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

#: Between making it and locking it nobody takes it away, seconds.
_FRESH: Final = 60
#: Nothing takes this long to make.
_OLD: Final = 24 * 3600


@contextmanager
def held(handle: int) -> Iterator[None]:
    """Hold the file or folder open under ``handle`` until the block ends."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    with suppress(OSError):
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    yield


def sweep(folder: Path, pattern: str) -> list[Path]:
    """Remove what nobody makes any more, by its name in ``folder``; what went. Never raises."""
    gone = []
    with suppress(OSError):
        for path in sorted(folder.glob(pattern)):
            with suppress(OSError):
                if not path.is_symlink() and _is_left(path):
                    shutil.rmtree(path) if path.is_dir() else path.unlink()
                    gone.append(path)
    return gone


def _is_left(path: Path) -> bool:
    age = time.time() - path.stat().st_mtime
    if age > _OLD:
        return not _is_held(path, without_locks=False)
    return age > _FRESH and not _is_held(path, without_locks=True)


def _is_held(path: Path, *, without_locks: bool) -> bool:
    """Whether somebody holds it; ``without_locks`` is the answer where that cannot be known."""
    if sys.platform == "win32":
        return without_locks and path.is_dir()
    import fcntl

    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return without_locks
    finally:
        os.close(handle)
    return False
